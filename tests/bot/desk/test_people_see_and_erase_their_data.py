"""Whoever asks is told what is kept about them, and what can go goes at once."""

from bot.delivery import Tapped
from storage.database import Database
from tests.support.channel import PDF, a_list, an_office, fills_in, hands_in

CHAT = 700_000_001


async def test_somebody_new_is_told_that_nothing_is_kept(database: Database):
    told = await an_office(database).visitor().says("/dataku")
    assert "sedang diisi atau baru dikirim: 0" in told
    assert "Permohonan: 0" in told


async def test_a_draft_with_its_list_and_papers_is_erased_at_a_wish(database: Database):
    office = an_office(database)
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(a_list(3), ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    async with database.reading() as unit:
        draft = str((await unit.conversations.load(CHAT, "registration")).state["id"])
    assert "sedang diisi atau baru dikirim: 1" in await siti.says("/dataku")
    assert "Hapus data Anda?" in await siti.taps("Hapus data saya")
    assert "Rancangan yang dihapus: 1" in await siti.taps("Ya, hapus sekarang")
    async with database.reading() as unit:
        assert await unit.rosters.rows(draft) == []
        assert await unit.files.of(draft) == []
        assert await unit.conversations.slots(CHAT) == []
        assert await unit.consents.of(CHAT) == []
        assert (await unit.conversations.chat(CHAT)).language is None


async def test_asking_alone_erases_nothing(database: Database):
    siti = an_office(database).visitor()
    await fills_in(siti)
    await siti.says("/hapus")
    async with database.reading() as unit:
        assert await unit.conversations.slots(CHAT) == ["registration"]


async def test_what_was_handed_in_stays_and_its_consent_with_it(database: Database):
    siti = an_office(database).visitor()
    reference = await hands_in(siti)
    assert reference in await siti.says("/dataku")
    await siti.does(">Hapus data saya", ">Ya, hapus sekarang")
    async with database.reading() as unit:
        assert len(await unit.rosters.rows(reference)) == 3
        assert len(await unit.consents.of(CHAT)) > 0
    assert reference in await siti.says("/status")


async def test_nobody_erases_for_somebody_else(database: Database):
    office = an_office(database)
    await fills_in(office.visitor())
    other = office.visitor(chat=CHAT + 1)
    await other.brings(Tapped("go.id.erasure.yes", 10, "query"))
    async with database.reading() as unit:
        assert await unit.conversations.slots(CHAT) == ["registration"]


async def test_it_is_said_in_english_too(database: Database):
    siti = an_office(database).visitor(language="en")
    assert "Your data here" in await siti.says("/mydata")
    assert "Erase your data?" in await siti.says("/erase")


async def test_the_language_is_forgotten_too(database: Database):
    siti = an_office(database).visitor(language="id")
    await siti.says("/bahasa")
    assert "Erase your data?" in await siti.says("/hapus")
    assert "Erased" in await siti.taps("Yes, erase now")
    await siti.says("/menu")
    assert any("Daftarkan perusahaan" in label for label in siti.labels)


async def test_what_was_withdrawn_without_a_permit_goes_at_once(database: Database):
    office = an_office(database)
    siti = office.visitor()
    reference = await hands_in(siti)
    await siti.does("/status", ">Tarik permohonan", ">Ya, tarik permohonan")
    await siti.does("/hapus", ">Ya, hapus sekarang")
    assert "Belum ada permohonan" in await siti.says("/status")
    async with database.reading() as unit:
        assert await unit.rosters.rows(reference) == []
        assert await unit.files.of(reference) == []
        assert await unit.consents.of(CHAT) == []
        assert (await unit.applications.get(reference)).answers == {}
