"""What the privacy notice promises to let go of is let go of, and nothing else."""

from datetime import timedelta

from bot.clock.noting import Noting
from bot.clock.retention import Retention
from flows.rules.promise import day_in_jakarta
from storage.database import Database
from storage.rosters import earlier
from tests.support.builders import a_permit
from tests.support.channel import PDF, Office, a_list, an_office, fills_in, hands_in

CHAT = 700_000_001


async def test_a_draft_that_rested_a_week_goes_with_its_rows_and_files(database: Database):
    office = an_office(database)
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(a_list(3), ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    async with database.reading() as unit:
        draft = str((await unit.conversations.load(CHAT, "registration")).state["id"])
    office.clock.passes(timedelta(days=6, hours=23))
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
    office.clock.passes(timedelta(days=8))
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


async def test_people_go_ninety_days_after_their_application_ended(database: Database):
    office = an_office(database)
    siti = office.visitor()
    reference = await hands_in(siti)
    async with database.unit() as unit:
        await unit.rosters.remember(reference)
    await withdrawn(office, reference)
    office.clock.passes(timedelta(days=89))
    assert (await Retention(database, office.clock).sweep()).people == 0
    office.clock.passes(timedelta(days=2))
    assert (await Retention(database, office.clock).sweep()).people == 3
    async with database.reading() as unit:
        application = await unit.applications.get(reference)
        assert await unit.rosters.rows(reference) == []
        assert await unit.rosters.rows(earlier(reference)) == []
        assert await unit.companies.of_chat(CHAT) == []
        assert await unit.consents.of(CHAT) == []
    assert application.company == "PT Asuransi Contoh"
    assert not application.answers
    assert application.chat != CHAT
    assert (await Retention(database, office.clock).sweep()).people == 0


async def test_people_stay_while_a_permit_of_theirs_ended_less_than_ninety_days_ago(
    database: Database,
):
    office = an_office(database)
    reference = await hands_in(office.visitor())
    await withdrawn(office, reference)
    last_day = day_in_jakarta(office.clock()) + timedelta(days=10)
    async with database.unit() as unit:
        await unit.permits.keep([a_permit(1, application=reference, valid_until=last_day)])
    office.clock.passes(timedelta(days=99))
    assert (await Retention(database, office.clock).sweep()).people == 0
    office.clock.passes(timedelta(days=2))
    assert (await Retention(database, office.clock).sweep()).people == 3
    async with database.reading() as unit:
        assert await unit.permits.of_application(reference) == []


async def test_what_is_behind_many_that_were_swept_before_has_its_turn_too(
    database: Database, monkeypatch
):
    monkeypatch.setattr("bot.clock.retention.AT_ONCE", 1)
    office = an_office(database)
    for chat in (CHAT, CHAT + 1):
        office.clock.passes(timedelta(minutes=1))
        await withdrawn(office, await hands_in(office.visitor(chat=chat)))
    office.clock.passes(timedelta(days=31))
    sweeps = [await Retention(database, office.clock).sweep() for _ in range(3)]
    assert [swept.documents for swept in sweeps] == [1, 1, 0]


async def withdrawn(office: Office, reference: str) -> None:
    from flows.rules.applications import withdraw

    async with office.database.unit() as unit:
        before = await unit.applications.get(reference)
        await unit.applications.move(before, withdraw(before), by="company", at=office.clock())


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
