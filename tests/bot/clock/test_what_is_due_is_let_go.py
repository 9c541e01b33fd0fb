"""What the privacy notice promises to let go of is let go of, and nothing else."""

from datetime import timedelta

from bot.clock.noting import Noting
from bot.clock.retention import Retention
from storage.database import Database
from tests.support.channel import PDF, a_list, an_office, fills_in, hands_in

CHAT = 700_000_001


async def test_a_draft_that_rested_two_days_goes_with_its_rows_and_files(database: Database):
    office = an_office(database)
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(a_list(3), ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    async with database.reading() as unit:
        draft = str((await unit.conversations.load(CHAT, "registration")).state["id"])
    office.clock.passes(timedelta(days=1, hours=23))
    assert (await Retention(database, office.clock).sweep()).drafts == 0
    office.clock.passes(timedelta(hours=2))
    assert (await Retention(database, office.clock).sweep()).drafts == 1
    async with database.reading() as unit:
        assert await unit.rosters.rows(draft) == []
        assert await unit.files.of(draft) == []
    assert "Apa kegiatan usaha" not in await siti.says("/daftar")


async def test_what_was_handed_in_outlives_its_conversation(database: Database):
    office = an_office(database)
    reference = await hands_in(office.visitor())
    office.clock.passes(timedelta(days=3))
    await Retention(database, office.clock).sweep()
    async with database.reading() as unit:
        assert len(await unit.rosters.rows(reference)) == 3
        assert len(await unit.files.of(reference)) == 1


async def test_documents_go_thirty_days_after_an_application_ended(database: Database):
    office = an_office(database)
    siti = office.visitor()
    reference = await hands_in(siti)
    async with database.unit() as unit:
        from flows.rules.applications import Verdict, decide_by_rule

        before = await unit.applications.get(reference)
        refused = decide_by_rule(before, Verdict.REFUSE, now=office.clock(), reason="R05")
        await unit.applications.move(before, refused, by="rule", at=office.clock())
    office.clock.passes(timedelta(days=29))
    assert (await Retention(database, office.clock).sweep()).documents == 0
    office.clock.passes(timedelta(days=2))
    assert (await Retention(database, office.clock).sweep()).documents == 1


async def test_updates_are_remembered_longer_than_telegram_brings_them(database: Database):
    office = an_office(database)
    await office.visitor().says("/daftar")
    office.clock.passes(timedelta(hours=24))
    assert (await Retention(database, office.clock).sweep()).updates == 0
    office.clock.passes(timedelta(hours=2))
    assert (await Retention(database, office.clock).sweep()).updates == 1


async def test_a_question_nobody_could_answer_goes_after_thirty_days(database: Database):
    office = an_office(database)
    ani = office.visitor()
    await ani.does("/start", "saya kerja di bank, boleh masuk kantor ga?")
    await ani.taps(ani.labels[0])
    learning = office.learning
    await Noting(database, learning.notebook, learning.taught).carry()
    office.clock.passes(timedelta(days=30))
    assert (await Retention(database, office.clock).sweep()).questions == 0
    office.clock.passes(timedelta(days=1))
    assert (await Retention(database, office.clock).sweep()).questions == 1
    async with database.reading() as unit:
        assert await unit.unmatched.heaviest(10) == []
