"""Whose permits end with the rules that gave them is told once, whoever else holds on is not."""

from datetime import UTC, date, datetime

import pytest

from bot import policies
from bot.checking import Checking
from bot.clock.rejudging import Rejudging
from bot.notices import Notices
from bot.wording import load_texts
from flows.rules.applications import ApplicationStatus
from storage.database import Database
from tests.support.builders import CHAT, a_nik, a_permit, submitted

POLICIES = policies.load()
NINTH, TWENTY_FIRST = (datetime(2021, 7, day, 5, tzinfo=UTC) for day in (9, 21))
SEPTEMBER = datetime(2021, 9, 7, 5, tzinfo=UTC)


def rejudging(database: Database, now: datetime, **options) -> Rejudging:
    return Rejudging(database, Checking(POLICIES), lambda: now, **options)


async def issued(database: Database, sector: str, until: date) -> None:
    async with database.unit() as unit:
        application = await submitted(unit, status=ApplicationStatus.ISSUED)
        for number in (1, 2):
            told = {"application": application.reference, "nik": a_nik(number)}
            await unit.permits.keep([a_permit(number, sector=sector, valid_until=until, **told)])


async def owed(database: Database) -> list:
    async with database.reading() as unit:
        return await unit.outbox.of_chat(CHAT)


async def words(database: Database) -> str:
    (notice,) = await owed(database)
    async with database.reading() as unit:
        message, _ = await Notices(load_texts(), POLICIES, None).read(unit, notice)
    return message.html


async def test_holders_of_a_sector_that_dropped_out_are_told_once(database: Database) -> None:
    await issued(database, "ess_payment", date(2021, 7, 8))
    rung = []
    assert await rejudging(database, NINTH, told=lambda: rung.append("!")).look() == 1
    told = await words(database)
    assert "8 Juli 2021" in told
    assert "9 Juli 2021" in told
    assert rung == ["!"]
    again = rejudging(database, NINTH)
    assert [await again.look(), await again.look()] == [0, 0]
    assert len(await owed(database)) == 1


@pytest.mark.parametrize(
    ("sector", "until", "now"),
    [
        ("ess_finance", date(2021, 7, 20), TWENTY_FIRST),
        ("ess_payment", date(2021, 7, 20), NINTH),
        ("ess_payment", date(2021, 7, 8), datetime(2021, 9, 7, 5, tzinfo=UTC)),
    ],
    ids=["renewed", "not over yet", "over long ago"],
)
async def test_nobody_else_is_told_of_an_end(sqlite: Database, sector, until, now) -> None:
    await issued(sqlite, sector, until)
    assert await rejudging(sqlite, now).look() == 0
    assert await owed(sqlite) == []


async def test_when_the_permit_is_abolished_every_holder_is_told_that_none_is_needed(
    sqlite: Database,
) -> None:
    await issued(sqlite, "ess_finance", date(2021, 9, 6))
    assert await rejudging(sqlite, SEPTEMBER).look() == 1
    assert "7 September 2021" in await words(sqlite)


async def test_before_there_are_any_permits_nothing_is_done(sqlite: Database) -> None:
    async with sqlite.unit() as unit:
        await submitted(unit)
    assert await rejudging(sqlite, datetime(2021, 7, 4, 5, tzinfo=UTC)).look() == 0
    assert await owed(sqlite) == []


@pytest.mark.parametrize(
    "status",
    [
        ApplicationStatus.SUBMITTED,
        ApplicationStatus.IN_REVIEW,
        ApplicationStatus.SECOND_LOOK,
        ApplicationStatus.RETURNED,
    ],
)
async def test_whatever_is_open_is_closed_when_the_permit_is_abolished(
    sqlite: Database, status
) -> None:
    async with sqlite.unit() as unit:
        await submitted(unit, status=status)
    assert await rejudging(sqlite, SEPTEMBER).look() == 1
    assert "tidak diperlukan lagi" in await words(sqlite)


async def test_what_came_to_the_officers_for_its_evidence_is_told_which(sqlite: Database) -> None:
    async with sqlite.unit() as unit:
        answers = {"activity": "41011", "staff_production": 20}
        told = {"answers": answers, "asked": {"production": 5}, "sector": "crit_construction"}
        await submitted(unit, policy_version="ppkm-2021-07-03", **told)
    assert await rejudging(sqlite, NINTH).look() == 1
    assert "Kontrak proyek infrastruktur publik" in await words(sqlite)
    async with sqlite.reading() as unit:
        (kept,) = await unit.applications.of_chat(CHAT)
    assert (kept.policy_version, kept.outcome) == ("ppkm-2021-07-09", "eligible_with_evidence")
    assert "evidence_missing" in kept.risks
