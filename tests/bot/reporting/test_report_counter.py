"""What a person in front of the counter meets, and what the rest of the house never learns."""

import sqlite3

from bot.delivery import Commanded, Delivery, Tapped
from bot.reporting.visits import Standing
from flows.rules.cases import Register
from storage.errors import Unavailable
from tests.bot.reporting.phone import REPORT, Phone, sends_report, up_to_review
from tests.bot.reporting.test_report_conversation import photo_with_a_past

UNKNOWN = Register(may_work_on_site=None, holds_permits=False)
RECEIPT = "2H4K-9QRT-0XYZ-7BCD-M3NP"


def everything_kept(phone):
    with sqlite3.connect(phone.store) as connection:
        return list(connection.iterdump())


async def test_a_whole_report_leaves_the_store_of_the_registration_as_it_was(phone, town):
    before = everything_kept(phone)
    await sends_report(phone)
    await phone.does("/lapor", ">Punya kode", RECEIPT, "/bahasa")
    await phone.does("/help", ">Hapus jejak", ">Hapus juga")
    assert everything_kept(phone) == before
    await phone.says("/daftar")
    assert everything_kept(phone) != before


async def test_typed_words_go_to_the_report_until_a_command_or_door_leads_away(phone):
    await phone.does(*REPORT[:3], "PT Contoh Sejahtera")
    await phone.says("/menu")
    assert "STRP Jakarta" in phone.told
    assert "Jalan Melawai" not in str(everything_kept(phone))
    told = await phone.says("/lapor")
    assert "Di mana alamatnya" in told
    assert "Di wilayah mana" in await phone.says("Jalan Melawai 12")


async def test_a_deep_link_and_the_button_of_the_menu_lead_here_and_nowhere_else(phone):
    assert "Apa yang ingin Anda lakukan" in await phone.says("/start lapor")
    await phone.says("/menu")
    kept = everything_kept(phone)
    assert "Apa yang ingin Anda lakukan" in await phone.taps("Laporkan perusahaan")
    assert phone.button("Punya kode")
    assert everything_kept(phone) == kept
    assert phone.button("Perlukah saya")  # the menu keeps its words and buttons


async def test_verbs_speak_to_the_report_in_front(phone):
    await phone.does(*REPORT[:4])
    assert "Apa nama tempat kerja" in await phone.says("/kembali")
    assert "papan nama" in await phone.says("/bantuan")
    assert "What is the name of the workplace" in await phone.says("/bahasa")
    assert "Cancelled" in await phone.says("/batal")


async def test_words_that_come_twice_answer_once(phone):
    await phone.does(*REPORT[:3])
    await phone.says("PT Contoh Sejahtera", update=8_000_000)
    told = await phone.says("PT Contoh Sejahtera", update=8_000_000)
    assert "Di mana alamatnya" in told


async def test_old_buttons_say_that_it_is_over_and_nothing_else(phone):
    await phone.does(*REPORT[:2])
    old = phone.button("Saya mengerti")
    await phone.taps("Hapus jejak")
    shown = dict(phone.messages)
    await phone.presses(old)
    assert "sudah berakhir" in phone.toast
    assert (phone.told, phone.messages) == ("", shown)


async def test_buttons_of_a_sent_report_do_nothing_beside_a_new_one(phone):
    await up_to_review(phone)
    old = phone.button("Ubah jawaban")
    await phone.taps("Kirim")
    await phone.presses(old)
    assert ("sudah berakhir" in phone.toast, phone.told) == (True, "")
    await phone.does("/lapor", ">Baru")
    await phone.presses(old)
    assert ("sudah berakhir" in phone.toast, phone.told) == (True, "")


async def test_words_after_a_long_pause_are_never_taken_for_words_to_the_assistant(phone, town):
    await phone.does(*REPORT[:3])
    before = everything_kept(phone)
    town.later(minutes=31)
    told = await phone.says("Kata rahasia tentang gudang")
    assert "sudah berakhir" in told
    assert "Kata rahasia tentang gudang" not in phone.messages.values()
    assert everything_kept(phone) == before
    await phone.says("/menu")
    assert "sudah berakhir" not in await phone.says("halo")


async def test_a_photo_is_taken_where_it_is_asked_for_only(phone, town):
    await phone.does(*REPORT[:3])
    assert "tidak diperlukan di langkah ini" in await phone.sends(photo_with_a_past())
    await phone.says("/batal")
    await phone.does(">Mulai dari awal", *REPORT[2:])
    assert "kelompok terakhir" in await phone.sends(photo_with_a_past())
    assert "tidak diperlukan" in await phone.sends(b"\xff\xd8")


async def test_a_code_typed_at_the_door_opens_what_it_belongs_to(phone):
    receipt = await sends_report(phone)
    await phone.says("/lapor")
    assert "Mau apa dengan laporan itu" in await phone.says(receipt.lower())
    assert "Status: Menunggu" in phone.told
    assert all(receipt.lower() != words for words in phone.messages.values())


async def test_a_question_is_answered_where_it_is_shown(phone, town):
    receipt = await sends_report(phone)
    ani = town.at_work["ani"]
    (case,) = await town.inspectors.list(ani)
    await town.inspectors.triage(ani, case.id, UNKNOWN)
    await town.inspectors.ask(ani, case.id, "Lantai berapa?")
    told = await phone.does(">Punya kode", receipt)
    assert "Pertanyaan pengawas: Lantai berapa?" in told
    assert "Periksa sekali lagi" in await phone.does(">Jawab", "Lantai tiga")
    assert receipt not in phone.told
    await phone.taps("Kirim")
    assert (await town.inspectors.open(ani, case.id)).lines[-1].words == "Lantai tiga"


async def test_a_code_that_leads_nowhere_is_handed_back_at_once_and_asked_for_again(phone):
    receipt = await sends_report(phone)
    told = await phone.does("/lapor", ">Punya kode", "AAAA-BBBB-CCCC-DDDD-EEEE")
    assert "Tidak ada laporan dengan kode itu" in told
    assert "Ketik kode laporan Anda" in told
    assert "Status: Menunggu" in await phone.says(receipt)
    assert not {"AAAA-BBBB-CCCC-DDDD-EEEE", receipt} & set(map(str, phone.messages.values()))


async def test_a_status_is_seen_again_without_anything_to_look_over(phone):
    receipt = await sends_report(phone)
    await phone.does("/lapor", ">Punya kode", receipt)
    told = await phone.taps("Lihat status")
    assert "Status: Menunggu" in told
    assert "Mau apa dengan laporan itu" in told


async def test_a_withdrawal_is_asked_about_once(phone):
    receipt = await sends_report(phone)
    told = await phone.does("/lapor", ">Punya kode", receipt, ">Cabut", ">Ya, cabut")
    assert "Laporan dicabut" in told
    assert "Selesai" in told


async def test_after_sending_the_end_leads_on_and_what_is_typed_is_told_to_be_unread(phone):
    await sends_report(phone)
    told = await phone.says("satu lagi, mereka juga tanpa masker")
    assert "tidak dibaca siapa pun" in told
    assert "Terkirim" not in told
    assert "satu lagi, mereka juga tanpa masker" not in phone.messages.values()
    assert "Ketik kode laporan" in await phone.taps("Punya kode")


async def test_the_end_leads_to_the_menu(phone):
    await sends_report(phone)
    assert "STRP Jakarta" in await phone.taps("Menu utama")


async def test_what_was_handed_back_stands_until_something_is_taken_in_its_place(phone):
    story = "Hubungi saya Sari di 0812 3456 7890, semua disuruh masuk kantor"
    await phone.does(*REPORT[:-1])
    assert "begitu jawaban baru diterima" in await phone.says(story)
    assert story in phone.messages.values()
    await phone.says(REPORT[-1])
    assert story not in phone.messages.values()


async def test_who_blocks_the_assistant_while_reporting_is_forgotten_and_not_noted(phone, town):
    before = everything_kept(phone)
    await phone.does(*REPORT[:3])
    await phone.blocks()
    assert await town.visits.load(str(phone.chat)) is None
    await phone.blocks()  # nothing is kept of somebody who is known to nobody
    assert everything_kept(phone) == before


async def test_the_promise_and_the_limits_are_told_at_any_time(phone):
    told = await phone.says("/privasi")
    assert "tidak menyimpan nama" in told
    assert "3 laporan sehari" in told
    await phone.does(*REPORT[:3])
    await phone.says("/privasi")
    assert "Di mana alamatnya" in await phone.says("PT Contoh Sejahtera")


async def test_a_memory_that_does_not_answer_is_told_and_the_rest_goes_on(phone, monkeypatch):
    await phone.does(*REPORT[:3])

    async def away(*_):
        raise Unavailable

    visits = phone.reception._counter._visits
    monkeypatch.setattr(visits, "load", away)
    assert "tidak dapat dipakai" in await phone.says("PT Contoh Sejahtera")
    assert "STRP Jakarta" in await phone.says("/menu")


async def test_a_forged_button_opens_nothing(phone):
    await phone.does(*REPORT[:3])
    for data in ("l.x.0.read", "l", "l..1.", "f.0.99999999999.!submit", "go.id.reporting.xx"):
        await phone.presses(Tapped(data, 1, "query"))
    assert "Di mana alamatnya" in await phone.says("PT Contoh Sejahtera")


async def test_somebody_else_is_not_affected(phone, town):
    other = Phone(phone.reception, chat=7_000_000_002, language="en")
    await phone.does(*REPORT[:3])
    menu = Delivery(1, other.chat, "en", Commanded("menu"))
    assert await town.counter.standing(menu) is Standing.AWAY
    assert "What would you like to do" in await other.says("/report")
    assert "Di mana alamatnya" in await phone.says("PT Contoh Sejahtera")
