import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from flows.rules.applications import (
    ENDS,
    LEASE,
    ROADS,
    Application,
    ApplicationStatus,
    NoRoad,
    SameOfficer,
    Taken,
    Verdict,
    claim,
    confirm,
    contest,
    decide_by_rule,
    hand_in_again,
    issue,
    propose,
    release,
    send_back,
    withdraw,
)
from storage.database import Database
from storage.errors import AlreadyOpen, NotKept, Stale
from tests.support.builders import CHAT, NIB, NOON, an_application, keep_company, submitted

STATUS = ApplicationStatus


async def moved(database: Database, before: Application, after: Application) -> Application:
    async with database.unit() as unit:
        return await unit.applications.move(before, after, by="siti", at=NOON)


async def new_one(database: Database, **changes: object) -> Application:
    async with database.unit() as unit:
        return await submitted(unit, **changes)


async def test_an_application_comes_back_as_it_was_handed_in(database: Database) -> None:
    application = await new_one(database, risks=("many_rows",), four_eyes=True, note="-")
    async with database.reading() as unit:
        assert await unit.applications.get("a-1") == application
        assert await unit.applications.of_chat(CHAT) == [application]
        assert await unit.applications.of_company(NIB) == [application]


async def test_handing_in_twice_changes_nothing(database: Database) -> None:
    first = await new_one(database)
    assert await new_one(database, sector="other") == first


async def test_one_workplace_has_one_open_application(database: Database) -> None:
    await new_one(database)
    async with database.unit() as unit:
        with pytest.raises(AlreadyOpen) as told:
            await unit.applications.submit(an_application("a-2"))
    assert told.value.reference == "a-1"


async def test_of_ten_handed_in_at_once_for_a_workplace_one_is_kept(database: Database) -> None:
    async with database.unit() as unit:
        await keep_company(unit)

    async def submit(number: int) -> None:
        async with database.unit() as unit:
            await unit.applications.submit(an_application(f"a-{number}"))

    told = await asyncio.gather(*(submit(n) for n in range(10)), return_exceptions=True)
    assert sum(answer is None for answer in told) == 1
    assert sum(isinstance(answer, AlreadyOpen) for answer in told) == 9


async def test_the_same_one_handed_in_ten_times_at_once_is_one(database: Database) -> None:
    async with database.unit() as unit:
        await keep_company(unit)

    async def submit() -> Application:
        async with database.unit() as unit:
            return await unit.applications.submit(an_application())

    told = await asyncio.gather(*(submit() for _ in range(10)))
    assert {application.reference for application in told} == {"a-1"}
    async with database.reading() as unit:
        assert len(await unit.applications.timeline("a-1")) == 1


async def test_a_company_may_ask_again_when_its_application_ended(database: Database) -> None:
    application = await new_one(database)
    await moved(database, application, withdraw(application))
    async with database.unit() as unit:
        again = await unit.applications.submit(an_application("a-2"))
    assert again.reference == "a-2"


async def test_an_unknown_application_and_workplace_are_told(database: Database) -> None:
    async with database.reading() as unit:
        with pytest.raises(NotKept):
            await unit.applications.get("a-9")
    async with database.unit() as unit:
        with pytest.raises(NotKept):
            await unit.applications.submit(an_application())


async def test_the_queue_shows_what_is_due_first(database: Database) -> None:
    async with database.unit() as unit:
        await keep_company(unit, NIB, "w-1", "w-2", "w-3")
        for number, hours in ((1, 5), (2, 3), (3, 4)):
            await unit.applications.submit(
                an_application(
                    f"a-{number}", workplace=f"w-{number}", due_at=NOON + timedelta(hours=hours)
                )
            )
        queue = await unit.applications.queue()
        late = await unit.applications.queue(due_before=NOON + timedelta(hours=4))
        assert [application.reference for application in queue] == ["a-2", "a-3", "a-1"]
        assert [application.reference for application in late] == ["a-2"]
        assert await unit.applications.queue(sectors=["hospital"]) == []
        assert await unit.applications.counts() == {STATUS.SUBMITTED: 3}


async def test_officers_who_take_the_next_never_get_the_same(database: Database) -> None:
    async with database.unit() as unit:
        await keep_company(unit, NIB, "w-1", "w-2")
        for number in (1, 2):
            await unit.applications.submit(an_application(f"a-{number}", workplace=f"w-{number}"))

    async def take(officer: str) -> str | None:
        while True:
            try:
                async with database.unit() as unit:
                    taken = await unit.applications.claim_next(officer, now=NOON)
            except Stale:
                continue
            return taken.reference if taken else None

    taken = await asyncio.gather(*(take(name) for name in ("siti", "budi", "ani")))
    assert sorted(map(str, taken)) == ["None", "a-1", "a-2"]


async def test_a_lease_runs_out_unless_it_is_kept(database: Database) -> None:
    application = await new_one(database)
    claimed = await moved(database, application, claim(application, "siti", now=NOON))
    with pytest.raises(Taken):
        claim(claimed, "budi", now=NOON + LEASE / 2)
    async with database.unit() as unit:
        assert await unit.applications.keep_lease("a-1", "siti", now=NOON + LEASE / 2)
        assert not await unit.applications.keep_lease("a-1", "budi", now=NOON + LEASE / 2)
        assert await unit.applications.queue(free_at=NOON + LEASE) == []
        free = await unit.applications.queue(free_at=NOON + 2 * LEASE)
        assert claim(free[0], "budi", now=NOON + 2 * LEASE).officer == "budi"


async def test_the_second_to_move_is_told_that_it_moved(database: Database) -> None:
    application = await new_one(database)
    await moved(database, application, claim(application, "siti", now=NOON))
    with pytest.raises(Stale):
        await moved(database, application, claim(application, "budi", now=NOON))


async def test_a_case_goes_from_desk_to_issued_and_leaves_its_steps(database: Database) -> None:
    case = await new_one(database)
    case = await moved(database, case, claim(case, "siti", now=NOON))
    decided = propose(case, Verdict.APPROVE, officer="siti", now=NOON)
    case = await moved(database, case, decided)
    assert case.decided_at == NOON
    case = await moved(database, case, issue(case))
    async with database.reading() as unit:
        steps = await unit.applications.timeline("a-1")
        assert await unit.endings.with_people(
            expired=NOON.date(), before=NOON + timedelta(days=1)
        ) == ["a-1"]
    assert [step.after for step in steps] == [
        STATUS.SUBMITTED,
        STATUS.IN_REVIEW,
        STATUS.DECIDED,
        STATUS.ISSUED,
    ]
    assert steps[0].before is None


async def test_a_large_case_takes_a_second_officer(database: Database) -> None:
    case = await new_one(database, four_eyes=True)
    case = await moved(database, case, claim(case, "siti", now=NOON))
    proposed = propose(case, Verdict.REFUSE, officer="siti", now=NOON, reason="R03")
    case = await moved(database, case, proposed)
    assert case.status is STATUS.SECOND_LOOK
    with pytest.raises(SameOfficer):
        confirm(case, officer="siti", now=NOON)
    with pytest.raises(SameOfficer):
        claim(case, "siti", now=NOON)
    async with database.unit() as unit:
        assert await unit.applications.claim_next("siti", now=NOON) is None
    case = await moved(database, case, confirm(case, officer="budi", now=NOON))
    assert (case.status, case.reason, case.maker, case.checker) == (
        STATUS.REFUSED,
        "R03",
        "siti",
        "budi",
    )


async def test_the_database_itself_refuses_one_officer_as_both(database: Database) -> None:
    case = await new_one(database)
    with pytest.raises(IntegrityError):
        await moved(database, case, replace(case, maker="siti", checker="siti"))


async def test_the_second_officer_may_judge_anew(database: Database) -> None:
    case = await new_one(database, four_eyes=True)
    case = await moved(database, case, claim(case, "siti", now=NOON))
    case = await moved(database, case, propose(case, Verdict.APPROVE, officer="siti", now=NOON))
    case = await moved(database, case, claim(case, "budi", now=NOON))
    case = await moved(database, case, contest(case, officer="budi"))
    assert (case.status, case.officer, case.maker) == (STATUS.IN_REVIEW, "budi", None)


async def test_a_returned_case_is_promised_anew_when_it_comes_back(database: Database) -> None:
    case = await new_one(database)
    case = await moved(database, case, claim(case, "siti", now=NOON))
    case = await moved(database, case, send_back(case, "R05", officer="siti", now=NOON))
    assert (case.status, case.due_at, case.officer) == (STATUS.RETURNED, None, None)
    later = NOON + timedelta(days=1)
    due = later + timedelta(hours=5)
    again = hand_in_again(case, answers={}, asked={"office": 3}, complete_at=later, due_at=due)
    case = await moved(database, case, again)
    assert (case.status, case.due_at, case.employees, case.reason) == (
        STATUS.SUBMITTED,
        due,
        3,
        None,
    )


async def test_a_clean_case_is_decided_without_an_officer(database: Database) -> None:
    case = await new_one(database)
    case = await moved(database, case, decide_by_rule(case, Verdict.APPROVE, now=NOON))
    assert (case.status, case.automatic, case.maker) == (STATUS.DECIDED, True, None)


async def test_a_case_laid_back_waits_in_the_queue_again(database: Database) -> None:
    case = await new_one(database)
    case = await moved(database, case, claim(case, "siti", now=NOON))
    case = await moved(database, case, release(case))
    async with database.reading() as unit:
        assert await unit.applications.queue(free_at=NOON) == [case]


@pytest.mark.parametrize("end", sorted(ENDS))
async def test_nothing_leads_out_of_an_end(sqlite: Database, end: ApplicationStatus) -> None:
    case = await new_one(sqlite, status=end)
    for status in STATUS:
        if status is not end:
            with pytest.raises(NoRoad):
                await moved(sqlite, case, replace(case, status=status))


async def test_only_roads_of_the_table_are_gone(sqlite: Database) -> None:
    case = await new_one(sqlite)
    for status in STATUS:
        if status not in ROADS[case.status] | {case.status}:
            with pytest.raises(NoRoad):
                await moved(sqlite, case, replace(case, status=status))


def test_every_open_status_leads_to_an_end() -> None:
    reached = set(ENDS)
    while grown := {status for status in STATUS if ROADS[status] & reached} - reached:
        reached |= grown
    assert reached == set(STATUS)
