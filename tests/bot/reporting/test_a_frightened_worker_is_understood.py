"""What somebody afraid types is never taken for an answer it is not."""

import pytest

from bot.render import Message
from flows.rules.cases import Register
from flows.rules.letters import Letter
from tests.bot.reporting.phone import REPORT, Phone, sends_report
from tests.bot.reporting.town import Town

UNKNOWN = Register(may_work_on_site=None, holds_permits=False)


def offered(phone: Phone) -> list[str]:
    """Return the labels of the buttons at the foot of the chat."""
    foot = phone.messages[max(phone.messages)]
    assert isinstance(foot, Message)
    return [button.label for row in foot.rows for button in row]


@pytest.mark.parametrize("steps", [3, 4, 7])
@pytest.mark.parametrize("words", ["apakah bos saya akan tahu?", "aman tidak?", "Apa ini aman? "])
async def test_a_question_is_no_answer_and_is_answered(phone: Phone, steps: int, words: str):
    question = (await phone.does(*REPORT[:steps])).splitlines()[-1]
    told = await phone.says(words)
    assert "tidak diberi tahu siapa yang melapor" in told
    assert question in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("kembali", "Apa nama tempat kerja"),
        ("Back", "Apa nama tempat kerja"),
        ("bantuan", "Patokan juga boleh"),
        ("english", "Where is it?"),
        ("Batal", "Dibatalkan"),
        ("cancel.", "Dibatalkan"),
        ("hapus jejak", "Pesan laporan, dari kami dan dari Anda, dihapus"),
        ("Erase traces", "Pesan laporan, dari kami dan dari Anda, dihapus"),
    ],
)
async def test_the_words_of_a_control_are_its_press(phone: Phone, typed: str, told: str):
    await phone.does(*REPORT[:4])
    assert told in await phone.says(typed)


async def test_a_business_and_a_photo_are_skipped_by_saying_so(phone: Phone):
    await phone.does(*REPORT[:7])
    assert "Apa yang terjadi" in await phone.says("lewati")
    await phone.does(*REPORT[8:])
    told = await phone.says("skip")
    receipt = next(word for word in told.split() if word.count("-") == 4)
    assert "Bidang usaha: dilewati" in await phone.says(receipt[-4:])


@pytest.mark.parametrize(("typed", "told"), [("1", "tanpa nama"), ("2", "Ketik kode laporan")])
async def test_the_door_is_opened_by_a_number(phone: Phone, typed: str, told: str):
    assert told in await phone.does("/lapor", typed)


async def test_the_door_is_opened_by_the_words_of_a_button(phone: Phone):
    assert "Ketik kode laporan" in await phone.does("/lapor", "punya kode laporan")


async def test_places_and_wishes_are_chosen_by_their_number(phone: Phone):
    await phone.does(*REPORT[:5])
    assert "Di kecamatan mana" in await phone.says("4")
    assert "Bergerak di bidang apa" in await phone.says("7")
    assert "Di kecamatan mana" in await phone.says("kembali")
    assert "pilih salah satu tombol" in await phone.says("11")
    assert "Di wilayah mana" in await phone.says("kembali")
    assert "pilih salah satu tombol" in await phone.says("7")


async def test_a_place_outside_of_the_province_is_told_to_be(phone: Phone):
    await phone.does(*REPORT[:5])
    assert "Hanya DKI Jakarta" in phone.told
    for named in ("Bekasi", "kota Depok", "Tangerang, Banten"):
        assert "kota lain" in await phone.says(named)
    assert "kota lain" not in await phone.says("entah")


async def test_a_wish_is_told_by_its_number_and_a_withdrawal_confirmed_by_one(phone: Phone):
    receipt = await sends_report(phone)
    await phone.does("/lapor", "2", receipt)
    assert "Status: Menunggu" in await phone.says("2")
    assert "Cabut laporan ini?" in await phone.says("3")
    assert "Laporan dicabut" in await phone.says("1")


async def test_nothing_is_offered_that_cannot_be_done_any_more(phone: Phone, town: Town):
    receipt = await sends_report(phone)
    ani = town.at_work["ani"]
    (case,) = await town.inspectors.list(ani)
    assert "tidak dapat dicabut lagi" not in await phone.does("/lapor", "2", receipt)
    assert "Cabut laporan" in offered(phone)
    await town.inspectors.triage(ani, case.id, UNKNOWN)
    await town.orders.letter(ani, case.id, Letter("PT Contoh Sejahtera", "Jl. A 1"), "surat")
    assert "tidak dapat dicabut lagi" in await phone.says("2")
    await phone.does("1", "/kembali")
    assert "Cabut laporan" not in offered(phone)
    assert "tidak dapat diubah" in await phone.does("3", "1")
    await phone.does(">Punya kode", receipt)
    await phone.does("1", "Masih buka sampai malam", "/kembali", "/kembali")
    assert "Cabut laporan" not in offered(phone)
