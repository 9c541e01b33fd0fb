"""Questions in people's own words are met everywhere, and cost nobody their place."""

import pytest

from bot.delivery import Attached, Page, Told, Unreadable
from storage.database import Database
from tests.support.channel import Office, an_office, fills_in, hands_in


@pytest.fixture
def office(sqlite: Database) -> Office:
    return an_office(sqlite)


async def test_a_question_typed_first_of_all_gets_buttons_and_nothing_is_kept(office: Office):
    ani = office.visitor()
    told = await ani.says("saya kerja di bank, boleh masuk kantor ga?")
    assert "Apakah salah satu dari ini" in told
    assert 1 <= len(ani.labels) <= 5
    assert all(isinstance(reply, Page) for reply in ani.answered.replies)
    async with office.database.reading() as unit:
        assert (await unit.conversations.chat(ani.chat)).focus is None


async def test_a_tap_confirms_what_the_words_only_suggested(office: Office):
    ani = office.visitor()
    await ani.says("saya kerja di bank, boleh masuk kantor ga?")
    told = await ani.taps(ani.labels[0])
    assert "Keuangan" in told or "bank" in told.casefold()


async def test_an_approved_fact_is_answered_at_once(office: Office):
    assert "gratis" in (await office.visitor().says("berapa biaya strp?")).casefold()


@pytest.mark.parametrize("said", ["KBLI 65111", "65111"])
async def test_a_business_code_is_answered_as_a_private_job_in_jakarta(office: Office, said: str):
    ani = office.visitor()
    told = await ani.says(said)
    assert "Bekerja di DKI Jakarta › Perusahaan swasta, yayasan › KBLI 65111" in told
    assert "dapat mendaftarkan Anda" in told


async def test_who_has_no_private_job_in_jakarta_says_so_and_keeps_the_business(office: Office):
    ani = office.visitor()
    await ani.says("65111")
    assert "Untuk apa Anda bepergian" in await ani.taps("Bukan swasta di DKI")
    told = await ani.does(">Bekerja di DKI", ">BUMN")
    assert "BUMN atau BUMD › KBLI 65111" in told


async def test_who_is_not_understood_is_shown_topics_and_then_a_person(office: Office):
    ani = office.visitor()
    assert "topik" in (await ani.says("besok hujan tidak di bogor")).casefold()
    await ani.says("siapa juara liga inggris")
    told = await ani.says("resep rendang dong")
    await ani.taps(ani.labels[0])
    assert "kantor" in (told + ani.told).casefold() or "hubungi" in ani.told.casefold()


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
