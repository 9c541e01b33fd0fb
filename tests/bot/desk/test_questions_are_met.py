"""Questions in people's own words are met everywhere, and cost nobody their place."""

import pytest

from bot.delivery import Attached, Page, Told, Unreadable
from bot.render import clip_label
from tests.support.channel import Office, fills_in, hands_in


async def test_a_question_typed_first_of_all_gets_buttons_and_nothing_is_kept(office: Office):
    ani = office.visitor()
    told = await ani.says("saya kerja di bank, boleh masuk kantor ga?")
    assert "Maksud Anda" in told
    assert 1 <= len(ani.labels) <= 5
    assert all(isinstance(reply, Page) for reply in ani.answered.replies)
    async with office.database.reading() as unit:
        assert (await unit.conversations.chat(ani.chat)).focus is None


async def test_a_tap_confirms_what_the_words_only_suggested(office: Office):
    ani = office.visitor()
    await ani.says("saya kerja di bank, boleh masuk kantor ga?")
    told = await ani.taps(ani.labels[0])
    assert "Keuangan" in told or "bank" in told.casefold()


async def test_a_business_is_named_whole_on_the_button_of_its_question(office: Office):
    ani = office.visitor()
    await ani.says("perlu strp ga buat kurir")
    assert "Logistik, angkutan, distribusi: bolehkah?" in ani.labels
    assert not [label for label in ani.labels if label.endswith("…")]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("b " + "a" * 60, "b " + "a" * 57 + "…"),
        ("a" * 40 + ", " + "b" * 30, "a" * 40 + "…"),
        ("a" * 59 + " b", "a" * 59 + "…"),
    ],
)
def test_a_word_without_an_end_is_cut_at_the_limit(label: str, shown: str):
    assert clip_label(label) == shown


async def test_an_approved_fact_is_answered_at_once(office: Office):
    assert "gratis" in (await office.visitor().says("berapa biaya strp?")).casefold()


@pytest.mark.parametrize("said", ["pos penyekatan di mana", "pasar tutup jam berapa"])
async def test_a_trade_in_a_question_about_something_else_is_left_alone(office: Office, said: str):
    ani = office.visitor()
    await ani.says(said)
    assert not [label for label in ani.labels if label.startswith("🏢 ") and "Sektor" not in label]


@pytest.mark.parametrize("said", ["apakah gratis?", "biaya berapa?", "Kapan jadi ?"])
async def test_two_words_that_ask_are_no_answer_to_ours(office: Office, said: str):
    ani = office.visitor()
    asked = await fills_in(ani, until="PT Asuransi Contoh")
    told = await ani.says(said)
    assert asked in told
    assert told != asked
    assert "Di mana tempat kerjanya" in await ani.says("PT Contoh")


@pytest.mark.parametrize("said", ["Apa Kabar", "Bank Contoh?", "PT Siapa!", "Kapan Jadi"])
async def test_a_name_that_sounds_like_a_question_is_still_a_name(office: Office, said: str):
    ani = office.visitor()
    await fills_in(ani, until="PT Asuransi Contoh")
    assert "Di mana tempat kerjanya" in await ani.says(said)


async def test_two_words_that_ask_are_answered_where_a_button_is_due(office: Office):
    ani = office.visitor()
    asked = await fills_in(ani, until=">Wakil perusahaan")
    told = await ani.says("apakah gratis?")
    assert asked in told
    assert "pilih salah satu tombol" not in told


async def test_a_single_question_is_named_kindly(office: Office):
    told = await office.visitor().says("driver ojol perlu strp ga?")
    assert "Maksud Anda: Ojol dan kurir" in told
    assert "belum yakin" not in told


async def test_an_officer_is_asked_without_an_apology_and_the_verdict_is_found_again(
    office: Office,
):
    ani = office.visitor()
    verdict = await ani.does("/perlu", ">Bekerja di DKI", ">Harian", ">ART")
    told = await ani.taps("Cara menghubungi petugas")
    assert "PMPTSP" in told
    assert "belum memahami" not in told
    assert await ani.taps("Kembali") == verdict


async def test_topics_stay_when_a_person_is_offered(office: Office):
    ani = office.visitor()
    for said in ("besok hujan tidak di bogor", "siapa juara liga inggris", "resep rendang dong"):
        await ani.says(said)
    assert "📝 Mendaftar" in ani.labels
    assert "Cara menghubungi petugas" in ani.labels


@pytest.mark.parametrize("found", [">Mendaftar", "/menu", ">Menu"])
async def test_whoever_found_something_starts_afresh(office: Office, found: str):
    ani = office.visitor()
    for said in ("besok hujan tidak di bogor", "siapa juara liga inggris", "resep rendang dong"):
        await ani.says(said)
    await ani.does(found, "resep rendang dong")
    assert "Cara menghubungi petugas" not in ani.labels


async def test_whoever_finds_none_of_these_three_times_is_led_to_a_person_too(office: Office):
    ani = office.visitor()
    for _ in range(3):
        await ani.does("mau nengok mama sakit", ">Bukan itu")
    await ani.says("mau nengok mama sakit")
    assert ani.labels[-3:] == ["Bukan itu", "Cara menghubungi petugas", "🏠 Menu"]


async def test_who_is_not_understood_is_shown_topics_and_then_a_person(office: Office):
    ani = office.visitor()
    assert "topik" in (await ani.says("besok hujan tidak di bogor")).casefold()
    await ani.says("siapa juara liga inggris")
    await ani.says("resep rendang dong")
    assert "kantor wali kota" in await ani.taps("Cara menghubungi petugas")


@pytest.mark.parametrize(
    ("until", "stands"),
    [
        ("PT Asuransi Contoh", "Nama perusahaan"),  # words are due
        (">Gambir", "Kecamatan"),  # a button is due
        ("100", "Berapa seluruh pekerja"),  # a number is due
    ],
)
async def test_a_question_asked_in_the_middle_is_answered_and_the_place_is_kept(
    office: Office, until: str, stands: str
):
    siti = office.visitor()
    await fills_in(siti, until=until)
    told = await siti.says("berapa lama STRP diproses setelah lengkap?")
    assert isinstance(siti.answered.replies[0], Told)
    assert stands in told
    assert "Belum" not in siti.screen.html[:20]


async def test_words_that_answer_are_never_taken_for_a_question(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    assert "Di mana tempat kerjanya" in await siti.says("PT Apa Bisa Jadi")


async def test_a_question_after_everything_is_sent_is_still_met(office: Office):
    siti = office.visitor()
    await hands_in(siti)
    told = await siti.says("kalau ditolak bagaimana?")
    assert isinstance(siti.answered.replies[0], Told)
    assert "terkirim" in told


async def test_photos_and_voices_out_of_the_blue_are_answered_kindly(office: Office):
    ani = office.visitor()
    assert "tidak dapat kami baca" in await ani.brings(Unreadable("voice"))
    told = await ani.brings(Attached("f", "foto.jpg", "image/jpeg", 10, photo=True))
    assert "tidak kami simpan" in told
    assert "Perlukah saya STRP" in " ".join(ani.labels)
