from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import InvalidRequestError

from bot import policies
from flows.rules.applications import (
    ApplicationStatus,
    RowDecision,
    Verdict,
    claim,
    decide_by_rule,
    propose,
    send_back,
)
from flows.rules.promise import ALARMS, Urgency, alarm_lines, due_at, urgency, used_percent
from storage.database import Database
from storage.queue import _CLOSED, Looking, Running, View
from storage.unit import Unit
from tests.support.builders import NIB, NOON, an_application, employees, keep_company

PROCEDURE = policies.load().procedure
SITI = Looking("siti", NOON, since=NOON - timedelta(hours=12))


async def morning(unit: Unit) -> None:
    """Keep six applications that stand at different places."""
    await keep_company(unit, NIB, *(f"w-{number}" for number in range(6)))
    kept = [
        await unit.applications.submit(
            an_application(
                f"a-{number}",
                workplace=f"w-{number}",
                due_at=NOON + timedelta(hours=6 - number),
                risks=("sample",) if number == 1 else (),
                four_eyes=number == 4,
            )
        )
        for number in range(6)
    ]
    for number, officer in ((2, "siti"), (3, "budi"), (4, "siti"), (5, "budi")):
        claimed = claim(kept[number], officer, now=NOON)
        kept[number] = await unit.applications.move(kept[number], claimed, by=officer, at=NOON)
    proposed = propose(kept[4], Verdict.APPROVE, officer="siti", now=NOON)
    await unit.applications.move(kept[4], proposed, by="siti", at=NOON)
    returned = send_back(kept[5], "R05", officer="budi", now=NOON)
    await unit.applications.move(kept[5], returned, by="budi", at=NOON)


def references(outlines: list) -> list[str]:
    return [outline.reference for outline in outlines]


async def test_each_view_shows_its_own_and_counts_them(database: Database) -> None:
    async with database.unit() as unit:
        await morning(unit)
    async with database.reading() as unit:
        shown = {view: references(await unit.queue.outlines(view, SITI)) for view in View}
        counts = await unit.queue.counts(SITI)
    assert shown == {
        View.WAITING: ["a-1", "a-0"],
        View.MINE: ["a-2"],
        View.DESKS: ["a-3"],
        View.SECOND: ["a-4"],
        View.RETURNED: ["a-5"],
        View.DECIDED: [],
    }
    assert counts == {view: len(found) for view, found in shown.items()}


async def test_a_desk_whose_lease_ran_out_is_waiting_again(database: Database) -> None:
    async with database.unit() as unit:
        await morning(unit)
        later = replace(SITI, now=NOON + timedelta(hours=1))
        waiting = references(await unit.queue.outlines(View.WAITING, later))
    assert waiting == ["a-3", "a-2", "a-1", "a-0"]


async def test_only_what_is_eligible_and_without_risk_is_clean(database: Database) -> None:
    async with database.unit() as unit:
        await morning(unit)
        assert await unit.queue.clean(limit=9) == ["a-0"]


async def test_promises_run_while_the_company_owes_nothing(database: Database) -> None:
    async with database.unit() as unit:
        await morning(unit)
        lines = alarm_lines(NOON + timedelta(hours=3), PROCEDURE)
        running = await unit.queue.running(lines[0])
        urgencies = await unit.queue.urgencies(lines)
    assert running[0] == Running("a-4", NOON + timedelta(hours=2))
    assert [one.reference for one in running] == ["a-4", "a-3", "a-2", "a-1"]
    assert urgencies == {Urgency.LATE: 2, Urgency.RED: 1, Urgency.AMBER: 1, Urgency.CALM: 1}


async def test_the_figures_of_a_day_count_employees_and_promises_kept(database: Database) -> None:
    async with database.unit() as unit:
        await keep_company(unit, NIB, "w-0", "w-1", "w-2")
        for number, hours in enumerate((1, -1, 1)):
            case = await unit.applications.submit(
                an_application(
                    f"a-{number}", workplace=f"w-{number}", due_at=NOON + timedelta(hours=hours)
                )
            )
            await unit.rosters.keep(case.reference, employees(10))
            await unit.rosters.decide(
                case.reference, RowDecision.REFUSED, positions=[1, 2], reason="R08"
            )
            await unit.rosters.decide(case.reference, RowDecision.APPROVED)
            if number < 2:
                made = decide_by_rule(case, Verdict.APPROVE, now=NOON)
                await unit.applications.move(case, made, by="rules", at=NOON)
        told = await unit.queue.figures(NOON - timedelta(hours=1), NOON + timedelta(hours=1))
        before = await unit.queue.figures(NOON - timedelta(days=1), NOON)
    assert (told.handed_in, told.automatic, told.kept) == (3, 2, 1)
    assert told.decided == {ApplicationStatus.DECIDED: 2}
    assert told.rows == {RowDecision.APPROVED: 16, RowDecision.REFUSED: 4}
    assert told.reasons == {"R08": 4}
    assert (before.handed_in, before.decided) == (0, {})


async def test_what_is_sealed_is_not_even_fetched(sqlite: Database) -> None:
    async with sqlite.unit() as unit:
        await morning(unit)
        (row, *_) = await unit.queue._drawer.all(_CLOSED)
        with pytest.raises(InvalidRequestError):
            _ = row.sealed


async def test_the_database_reckons_urgency_as_the_rules_do(database: Database) -> None:
    async with database.unit() as unit:
        await keep_company(unit)
        evening = NOON + timedelta(hours=6)  # 18.00 in Jakarta: a night lies within
        due = due_at(evening, PROCEDURE)
        await unit.applications.submit(an_application(complete_at=evening, due_at=due))
        for minute in range(0, 1080, 12):
            now = evening + timedelta(minutes=minute)
            lines = alarm_lines(now, PROCEDURE)
            stands = urgency(used_percent(now, due=due, procedure=PROCEDURE))
            assert await unit.queue.urgencies(lines) == {stands: 1}
            assert len(await unit.queue.running(lines[0])) == (stands is not Urgency.CALM)
    assert len(Urgency) == len(ALARMS) + 1
