import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.permits.issuing import Issued
from flows.rules.applications import ApplicationStatus, RowDecision
from flows.rules.control_code import read_control_code
from flows.rules.issuing import NotDecided, NotIssuable, OnePairOfEyes
from storage.database import Database
from storage.errors import NotKept
from storage.signing import Outcome
from tests.support.builders import CHAT, NOON, TODAY, employees
from tests.support.permits import UNTIL, VERSION, a_verifier, an_issuer, decided


async def permits_of(database: Database, reference: str = "a-1"):
    async with database.reading() as unit:
        return await unit.permits.of_application(reference)


async def test_every_approved_employee_gets_a_permit_that_verifies(database: Database) -> None:
    await decided(database, count=5, refused=2)
    assert await an_issuer(database).issue("a-1") == Issued("a-1", permits=3, refused=2)
    permits = await permits_of(database)
    assert [permit.holder for permit in permits] == [one.name for one in employees(3)]
    for permit in permits:
        verdict = a_verifier().verify(permit.token, NOON)
        assert verdict.verdict is Outcome.VALID
        assert (verdict.serial, verdict.holder) == (permit.serial, permit.holder)
        assert (verdict.valid_from, verdict.valid_until) == (TODAY, UNTIL)
        assert read_control_code(permit.control_code) == permit.serial
        assert permit.policy_version == VERSION


async def test_who_was_refused_gets_none(database: Database) -> None:
    await decided(database, count=3, refused=3)
    assert await an_issuer(database).issue("a-1") == Issued("a-1", permits=0, refused=3)
    assert await permits_of(database) == []


async def test_serials_are_dense_across_applications_and_pieces(database: Database) -> None:
    for reference in ("a-1", "a-2"):
        await decided(database, reference, count=5)
        await an_issuer(database, piece=2).issue(reference)
    found = await permits_of(database, "a-1") + await permits_of(database, "a-2")
    assert [permit.serial for permit in found] == list(range(1, 11))


async def test_issuing_again_changes_nothing_and_tells_what_stands(database: Database) -> None:
    await decided(database, refused=1)
    first = await an_issuer(database).issue("a-1")
    before = await permits_of(database)
    assert await an_issuer(database).issue("a-1") == first
    assert await permits_of(database) == before
    async with database.reading() as unit:
        assert await unit.outbox.owed() == 1


async def test_the_application_is_issued_and_the_news_is_owed_with_it(database: Database) -> None:
    await decided(database, refused=1)
    await an_issuer(database, piece=2).issue("a-1")
    async with database.reading() as unit:
        application = await unit.applications.get("a-1")
        (notice,) = await unit.outbox.of_chat(CHAT)
        steps = await unit.applications.timeline("a-1")
        lines = [line.act for line in await unit.audit.lines()]
        assert (await unit.audit.verify_chain()).is_whole
    assert application.status is ApplicationStatus.ISSUED
    assert notice.once == f"a-1.issued.{application.version}"
    assert (notice.key, notice.kind, notice.due) == ("notice.issued", "issued", NOON)
    assert notice.args == {"reference": "a-1", "permits": 4, "refused": 1}
    assert [(step.by, step.after) for step in steps][1:] == [("issuer", ApplicationStatus.ISSUED)]
    assert [act.act for act in lines] == ["signed", "signed", "issued"]
    assert {act.actor for act in lines} == {"issuer"}
    assert lines[0].facts == {"first": 1, "last": 2, "policy": VERSION}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"four_eyes": True}, OnePairOfEyes),
        ({"maker": None, "automatic": True, "four_eyes": True}, OnePairOfEyes),
        ({"status": ApplicationStatus.SECOND_LOOK, "four_eyes": True}, NotDecided),
        ({"status": ApplicationStatus.WITHDRAWN}, NotDecided),
        ({"proposed": None}, NotDecided),
    ],
)
async def test_what_was_not_rightly_decided_is_not_signed(
    database: Database, changes: dict[str, object], refusal: type[NotIssuable]
) -> None:
    application = await decided(database, **changes)
    with pytest.raises(refusal):
        await an_issuer(database).issue("a-1")
    assert await permits_of(database) == []
    async with database.unit() as unit:
        assert await unit.applications.get("a-1") == application
        assert await unit.permits.take_serials(1) == range(1, 2)


async def test_many_employees_take_two_officers_whatever_the_application_says(
    sqlite: Database,
) -> None:
    await decided(sqlite, count=501, four_eyes=False)
    with pytest.raises(OnePairOfEyes):
        await an_issuer(sqlite).issue("a-1")
    async with sqlite.unit() as unit:
        application = await unit.applications.get("a-1")
        seen = replace(application, checker="budi")
        await unit.applications.move(application, seen, by="budi", at=NOON)
    assert (await an_issuer(sqlite).issue("a-1")).permits == 501


async def test_an_employee_nobody_judged_holds_the_application_back(database: Database) -> None:
    await decided(database)
    async with database.unit() as unit:
        await unit.rosters.decide("a-1", RowDecision.PENDING, positions=[2])
    with pytest.raises(NotDecided):
        await an_issuer(database).issue("a-1")


async def test_an_unknown_application_is_told(database: Database) -> None:
    with pytest.raises(NotKept):
        await an_issuer(database).issue("a-9")


async def test_two_issuers_at_once_give_nobody_two(database: Database) -> None:
    await decided(database, count=12)
    told = await asyncio.gather(*(an_issuer(database, piece=3).issue("a-1") for _ in range(3)))
    assert told == [Issued("a-1", permits=12, refused=0)] * 3
    permits = await permits_of(database)
    assert [permit.serial for permit in permits] == list(range(1, 13))
    assert {permit.nik for permit in permits} == {one.nik for one in employees(12)}


async def test_what_waits_is_what_was_decided_the_one_due_first_on_top(database: Database) -> None:
    await decided(database, "a-1")
    await decided(database, "a-2", due_at=NOON + timedelta(hours=1))
    await decided(database, "a-3", status=ApplicationStatus.IN_REVIEW)
    assert await an_issuer(database).waiting() == ["a-2", "a-1"]


async def test_no_number_of_a_person_is_told_in_audit_or_notice(database: Database) -> None:
    await decided(database)
    await an_issuer(database).issue("a-1")
    async with database.reading() as unit:
        told = f"{await unit.audit.lines()} {await unit.outbox.of_chat(CHAT)}"
        told += repr(await unit.permits.of_application("a-1"))
    assert not [one for one in employees(5) if one.nik in told or one.name in told]
