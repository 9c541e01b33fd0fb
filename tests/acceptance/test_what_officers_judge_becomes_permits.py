"""What the rules leave to officers goes the whole way: to a permit, or back to where it is told."""

from datetime import UTC, date, datetime

from bot.checking import Checking
from bot.clock.issuing import IssuingWorker
from bot.clock.rejudging import Rejudging
from bot.clock.reopening import Reopening
from bot.judging import InHand, Judging
from flows.rules.applications import Application, ApplicationStatus
from flows.rules.caps import WorkUnit
from flows.rules.officers import Officer
from storage.database import Database
from tests.support.builders import NOON
from tests.support.office_queue import (
    BUDI,
    POLICIES,
    SITI,
    Asking,
    SetClock,
    hand_in,
    reference,
)
from tests.support.permits import an_issuer

EVENING, MORNING = (datetime(2021, 7, day, hour, tzinfo=UTC) for day, hour in ((8, 13), (9, 1)))
PAYMENT = Asking("PT Bayar Contoh", "66411", {WorkUnit.OFFICE: 20}, {WorkUnit.OFFICE: 5}, 0.5)


class Town:
    """A store, two officers, and everybody who works by the clock."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database, self.clock, self.checking = database, SetClock(now), Checking(POLICIES)
        self.judging = Judging(database, POLICIES, self.clock, lambda _: None)
        self.rejudging = Rejudging(database, self.checking, self.clock)
        self.issuing = IssuingWorker(
            an_issuer(database, clock=self.clock),
            Reopening(database, self.checking, self.clock),
        )

    async def hand_in(self, asking: Asking = PAYMENT) -> None:
        async with self.database.unit() as unit:
            await hand_in(unit, 1, asking, now=self.clock())

    async def take(self, officer: Officer) -> InHand:
        taken = await self.judging.claim(officer, reference(1))
        return InHand(officer, taken.reference, taken.version)

    async def approve(self, officer: Officer = SITI) -> Application:
        return await self.judging.approve(await self.take(officer))

    async def confirm(self, officer: Officer = BUDI) -> Application:
        return await self.judging.confirm(await self.take(officer))

    async def now(self) -> Application:
        async with self.database.reading() as unit:
            return await unit.applications.get(reference(1))

    async def permits(self) -> list:
        async with self.database.reading() as unit:
            return await unit.permits.of_application(reference(1))

    async def told(self) -> list[str]:
        async with self.database.reading() as unit:
            chat = (await unit.applications.get(reference(1))).chat
            return [one.key for one in await unit.outbox.of_chat(chat)]


async def test_a_payment_firm_that_two_officers_approve_gets_its_permits(sqlite: Database) -> None:
    town = Town(sqlite, NOON)
    await town.hand_in()
    assert (await town.approve()).status is ApplicationStatus.SECOND_LOOK
    assert (await town.confirm()).decided_under == "ppkm-2021-07-09"
    assert await town.issuing.issue_waiting() == 1
    permits = await town.permits()
    assert [one.valid_until for one in permits] == [date(2021, 7, 20)] * 5
    assert {one.sector for one in permits} == {"ess_payment"}


async def test_a_payment_firm_over_midnight_is_judged_by_two_and_told_so(
    sqlite: Database,
) -> None:
    town = Town(sqlite, EVENING)
    await town.hand_in()
    town.clock.now = MORNING
    assert await town.rejudging.look() == 1
    assert await town.told() == ["notice.rejudged.officer_review"]
    assert (await town.approve()).status is ApplicationStatus.SECOND_LOOK
    await town.confirm()
    assert await town.issuing.issue_waiting() == 1
    assert len(await town.permits()) == 5


async def test_even_before_the_clock_has_looked_one_officer_alone_approves_nothing_unlisted(
    sqlite: Database,
) -> None:
    town = Town(sqlite, EVENING)
    await town.hand_in()
    town.clock.now = MORNING
    assert (await town.approve()).status is ApplicationStatus.SECOND_LOOK
    await town.confirm()
    assert await town.issuing.issue_waiting() == 1


async def test_an_approval_that_midnight_overtook_goes_back_to_the_officers_and_is_told(
    sqlite: Database,
) -> None:
    town = Town(sqlite, EVENING)
    await town.hand_in()
    assert (await town.approve()).status is ApplicationStatus.DECIDED
    town.clock.now = MORNING
    assert await town.issuing.issue_waiting() == 0
    back = await town.now()
    assert (back.status, back.maker, back.decided_at) == (ApplicationStatus.SUBMITTED, None, None)
    assert back.four_eyes
    assert "reopened" in back.risks
    assert await town.told() == ["notice.reopened"]
    assert await town.issuing.issue_waiting() == 0
    await town.approve()
    await town.confirm()
    assert await town.issuing.issue_waiting() == 1


async def test_on_the_day_the_permit_is_abolished_what_is_open_is_closed_and_told(
    sqlite: Database,
) -> None:
    bank = Asking("PT Bank Contoh", "64121", {WorkUnit.OFFICE: 20}, {WorkUnit.OFFICE: 5}, 0.5)
    town = Town(sqlite, datetime(2021, 9, 6, 13, tzinfo=UTC))
    await town.hand_in(bank)
    assert (await town.approve()).status is ApplicationStatus.DECIDED
    town.clock.now = datetime(2021, 9, 7, 1, tzinfo=UTC)
    assert await town.issuing.issue_waiting() == 0
    assert await town.rejudging.look() == 1
    closed = await town.now()
    assert (closed.status, closed.reason) == (ApplicationStatus.REFUSED, "R10")
    assert await town.told() == ["notice.lapsed"]
    assert await town.rejudging.look() == 0
