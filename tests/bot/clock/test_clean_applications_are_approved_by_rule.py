import asyncio
from dataclasses import replace

import pytest

from bot.checking import Checking
from bot.clock.deciding import Deciding
from bot.settings import DecisionSettings
from flows.rules.applications import Application, ApplicationStatus, RowDecision, claim
from flows.rules.checks import Code
from storage.database import Database
from tests.support.builders import NOON
from tests.support.office_queue import (
    POLICIES,
    QUEUE,
    O,
    SetClock,
    hand_in,
    hand_in_more,
    issued,
    reference,
)

BANK, GARMENTS = QUEUE[0], QUEUE[4]


def deciding(database: Database, woken: list[str], **chosen: object) -> Deciding:
    decisions = DecisionSettings(**{"automatic": True, "most_rows": 50} | chosen)
    return Deciding(database, Checking(POLICIES), decisions, SetClock(NOON), woken.append)


async def found(database: Database, number: int = 1) -> Application:
    async with database.reading() as unit:
        return await unit.applications.get(reference(number))


async def test_a_clean_application_is_approved_and_the_issuer_woken(database: Database) -> None:
    async with database.unit() as unit:
        await hand_in(unit, 1, BANK, now=NOON)
        await hand_in(unit, 2, GARMENTS, now=NOON)
    woken: list[str] = []
    assert await deciding(database, woken).decide() == 1
    bank = await found(database)
    assert (bank.status, bank.automatic, bank.maker) == (ApplicationStatus.DECIDED, True, None)
    assert (await found(database, 2)).status is ApplicationStatus.SUBMITTED
    assert woken == [reference(1)]
    async with database.reading() as unit:
        assert await unit.rosters.decisions(reference(1)) == {RowDecision.APPROVED: 30}
        assert [line.act.actor for line in await unit.audit.of(reference(1))][-1] == "rules"


@pytest.mark.parametrize("changes", [{"risks": ("sample",)}, {"four_eyes": True}])
async def test_what_was_drawn_or_takes_two_officers_waits_for_them(
    sqlite: Database, changes: dict[str, object]
) -> None:
    async with sqlite.unit() as unit:
        await hand_in(unit, 1, replace(BANK, changes=changes), now=NOON)
    assert await deciding(sqlite, []).decide() == 0


async def test_nothing_is_approved_by_rule_unless_the_operator_says_so(sqlite: Database) -> None:
    async with sqlite.unit() as unit:
        await hand_in(unit, 1, BANK, now=NOON)
    assert await deciding(sqlite, [], automatic=False).decide() == 0
    await deciding(sqlite, [], automatic=False).run()


async def test_what_has_too_many_employees_goes_to_a_person_with_the_reason(
    sqlite: Database,
) -> None:
    async with sqlite.unit() as unit:
        await hand_in(unit, 1, BANK, now=NOON)
    assert await deciding(sqlite, [], most_rows=29).decide() == 0
    bank = await found(sqlite)
    assert (bank.status, bank.risks) == (ApplicationStatus.SUBMITTED, (Code.LARGE,))
    assert await deciding(sqlite, []).decide() == 0


async def test_it_is_checked_again_before_it_is_approved(database: Database) -> None:
    """Clean when it was handed in; its letter is gone when the rule comes to it."""
    async with database.unit() as unit:
        without = replace(BANK, papers=("nib_document",), changes={"risks": ()})
        await hand_in(unit, 1, without, now=NOON)
    assert await deciding(database, []).decide() == 0
    assert (await found(database)).risks == (Code.LETTER_MISSING,)


async def test_what_goes_beyond_the_cap_with_permits_that_stand_waits_for_a_person(
    database: Database,
) -> None:
    """Within the cap when it was handed in, for the permits before it were not yet signed."""
    async with database.unit() as unit:
        first = await hand_in(unit, 1, replace(BANK, asked={O: 6}), now=NOON)
        await issued(unit, first, now=NOON)
        more = replace(BANK, asked={O: 5}, hours=0, changes={"risks": ()})
        await hand_in_more(unit, 2, more, after=first, now=NOON)
    assert await deciding(database, []).decide() == 0
    assert (await found(database, 2)).risks == (Code.CAP_TAKEN,)


async def test_an_officer_who_took_it_keeps_it(database: Database) -> None:
    async with database.unit() as unit:
        bank = await hand_in(unit, 1, BANK, now=NOON)
        await unit.applications.move(bank, claim(bank, "siti", now=NOON), by="siti", at=NOON)
    assert await deciding(database, []).decide() == 0
    assert (await found(database)).officer == "siti"


async def test_two_that_decide_at_once_approve_once(database: Database) -> None:
    async with database.unit() as unit:
        for number in range(1, 5):
            await hand_in(unit, number, BANK, now=NOON)
    woken: list[str] = []
    both = await asyncio.gather(*(deciding(database, woken).decide() for _ in range(2)))
    assert sum(both) == 4
    assert sorted(woken) == [reference(number) for number in range(1, 5)]


async def test_it_wakes_when_something_is_handed_in(sqlite: Database) -> None:
    came = asyncio.Event()
    decider = deciding(sqlite, [])
    decider.on_decided = lambda _: came.set()
    running = asyncio.create_task(decider.run())
    await asyncio.sleep(0)
    async with sqlite.unit() as unit:
        await hand_in(unit, 1, BANK, now=NOON)
    decider.bell.ring()
    await asyncio.wait_for(came.wait(), 10)
    running.cancel()
