import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.judging import InHand, Judging, NoSuchReason, NotAllowed
from flows.rules.applications import (
    LEASE,
    Application,
    ApplicationStatus,
    NoRoad,
    RowDecision,
    SameOfficer,
    Taken,
)
from storage.database import Database
from storage.errors import NotKept, Stale
from tests.support.builders import NIB, NOON, an_application, employees, keep_company
from tests.support.office_queue import BUDI, POLICIES, RINA, SITI, SetClock

STATUS = ApplicationStatus


@dataclass
class Bench:
    """Two officers at work, and who was woken."""

    database: Database
    judging: Judging
    clock: SetClock
    woken: list[str]

    async def hand_in(self, reference: str = "a-1", rows: int = 10, **changes: object) -> None:
        told = {"workplace": f"w-{reference}", "asked": {"office": rows}, "sector": "ess_finance"}
        changes = told | changes
        async with self.database.unit() as unit:
            await keep_company(unit, NIB, f"w-{reference}")
            await unit.applications.submit(an_application(reference, **changes))
            await unit.rosters.keep(reference, employees(rows))

    async def take(self, officer=SITI, reference: str = "a-1") -> InHand:
        taken = await self.judging.claim(officer, reference)
        return InHand(officer, reference, taken.version)

    async def now(self, reference: str = "a-1") -> Application:
        async with self.database.reading() as unit:
            return await unit.applications.get(reference)

    async def rows(self, reference: str = "a-1") -> dict[RowDecision, int]:
        async with self.database.reading() as unit:
            return await unit.rosters.decisions(reference)

    async def notices(self) -> list:
        async with self.database.reading() as unit:
            return await unit.outbox.of_chat((await self.now()).chat)

    async def acts(self, reference: str = "a-1") -> list:
        async with self.database.reading() as unit:
            return [line.act for line in await unit.audit.of(reference)]


@pytest.fixture
async def bench(database: Database) -> Bench:
    clock, woken = SetClock(NOON), []
    return Bench(database, Judging(database, POLICIES, clock, woken.append), clock, woken)


async def test_an_approval_decides_the_employees_and_wakes_the_issuer(bench: Bench) -> None:
    await bench.hand_in()
    hand = await bench.take()
    assert await bench.judging.refuse_rows(hand, [2, 5, 99], "R08") == {2, 5}
    kept = await bench.judging.approve(replace(hand, version=hand.version + 1))
    assert kept.status is STATUS.DECIDED
    assert await bench.rows() == {RowDecision.APPROVED: 8, RowDecision.REFUSED: 2}
    assert bench.woken == ["a-1"]
    assert await bench.notices() == []
    assert [act.act for act in await bench.acts()] == ["claim", "refuse_rows", "approve"]


async def test_a_refusal_owes_a_notice_with_a_code_and_no_word_more(bench: Bench) -> None:
    await bench.hand_in()
    hand = await bench.take()
    kept = await bench.judging.refuse(hand, "R09", note="Surat Ani Wati tampak diubah.")
    (notice,) = await bench.notices()
    assert (notice.once, notice.key, notice.kind) == (
        f"a-1.refused.{kept.version}",
        "notice.refused",
        "refused",
    )
    assert notice.args == {"reference": "a-1", "reason": "R09"}
    assert (await bench.now()).note == "Surat Ani Wati tampak diubah."
    assert await bench.rows() == {RowDecision.REFUSED: 10}
    assert bench.woken == []
    assert "Ani" not in repr(await bench.acts())


async def test_refusing_every_employee_is_a_refusal_for_the_commonest_reason(bench: Bench) -> None:
    await bench.hand_in(rows=3)
    hand = await bench.take()
    await bench.judging.refuse_rows(hand, [1], "R03")
    await bench.judging.refuse_rows(replace(hand, version=hand.version + 1), [2, 3], "R08")
    kept = await bench.judging.approve(replace(hand, version=hand.version + 2))
    assert (kept.status, kept.reason) == (STATUS.REFUSED, "R08")
    async with bench.database.reading() as unit:
        assert await unit.rosters.reasons("a-1") == {"R03": 1, "R08": 2}


async def test_employees_refused_may_be_left_open_again(bench: Bench) -> None:
    await bench.hand_in()
    hand = await bench.take()
    await bench.judging.refuse_rows(hand, range(1, 11), "R08")
    hand = replace(hand, version=hand.version + 1)
    assert await bench.judging.reopen_rows(hand, [1, 99]) == {1}
    await bench.judging.approve(replace(hand, version=hand.version + 1))
    assert await bench.rows() == {RowDecision.APPROVED: 1, RowDecision.REFUSED: 9}


async def test_a_returned_application_rests_its_promise_and_tells_the_company(
    bench: Bench,
) -> None:
    await bench.hand_in()
    kept = await bench.judging.send_back(await bench.take(), "R05", note="Mohon surat tugas.")
    assert (kept.status, kept.due_at, kept.note) == (STATUS.RETURNED, None, "Mohon surat tugas.")
    (notice,) = await bench.notices()
    assert (notice.kind, notice.args) == ("returned", {"reference": "a-1", "reason": "R05"})


async def test_where_four_eyes_are_asked_one_officer_decides_nothing(bench: Bench) -> None:
    await bench.hand_in(four_eyes=True)
    hand = await bench.take()
    proposed = await bench.judging.approve(hand)
    assert proposed.status is STATUS.SECOND_LOOK
    assert (await bench.rows(), bench.woken) == ({RowDecision.PENDING: 10}, [])
    with pytest.raises(SameOfficer):
        await bench.judging.claim(SITI, "a-1")
    assert await bench.judging.claim_next(SITI) is None
    second = await bench.take(BUDI)
    with pytest.raises(NoRoad):
        await bench.judging.refuse_rows(second, [1], "R08")
    kept = await bench.judging.confirm(second)
    assert (kept.status, kept.maker, kept.checker) == (STATUS.DECIDED, "siti", "budi")
    assert (await bench.rows(), bench.woken) == ({RowDecision.APPROVED: 10}, ["a-1"])


async def test_the_second_officer_may_judge_anew_and_then_proposes(bench: Bench) -> None:
    await bench.hand_in(four_eyes=True)
    await bench.judging.refuse(await bench.take(), "R02")
    assert await bench.notices() == []
    anew = await bench.judging.contest(await bench.take(BUDI))
    kept = await bench.judging.approve(InHand(BUDI, "a-1", anew.version))
    assert (kept.status, kept.maker) == (STATUS.SECOND_LOOK, "budi")
    kept = await bench.judging.confirm(await bench.take(SITI))
    assert (kept.status, kept.reason) == (STATUS.DECIDED, None)


async def test_of_two_who_claim_at_once_one_gets_it(bench: Bench) -> None:
    await bench.hand_in()
    told = await asyncio.gather(
        bench.judging.claim(SITI, "a-1"),
        bench.judging.claim(BUDI, "a-1"),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, Application) for answer in told) == 1
    assert sum(isinstance(answer, Taken | Stale) for answer in told) == 1


async def test_officers_who_take_the_next_at_once_all_get_another(bench: Bench) -> None:
    for number in range(6):
        await bench.hand_in(f"a-{number}", due_at=NOON + timedelta(hours=6 - number))
    taken = await asyncio.gather(
        *(bench.judging.claim_next(officer) for officer in (SITI, BUDI, SITI, BUDI))
    )
    assert sorted(one.reference for one in taken if one) == ["a-2", "a-3", "a-4", "a-5"]


async def test_own_proposals_however_many_hide_nothing_that_waits(bench: Bench) -> None:
    for number in range(60):
        await bench.hand_in(f"p-{number}", 1, four_eyes=True, due_at=NOON)
        hand = await bench.take(SITI, f"p-{number}")
        await bench.judging.approve(hand)
    await bench.hand_in("a-1")
    taken = await bench.judging.claim_next(SITI)
    assert taken
    assert taken.reference == "a-1"


async def test_the_same_form_sent_twice_decides_once(bench: Bench) -> None:
    await bench.hand_in()
    hand = await bench.take()
    told = await asyncio.gather(
        bench.judging.refuse(hand, "R09"),
        bench.judging.refuse(hand, "R09"),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, Application) for answer in told) == 1
    assert sum(isinstance(answer, Stale) for answer in told) == 1
    assert len(await bench.notices()) == 1


async def test_nothing_is_decided_about_a_state_nobody_saw(bench: Bench) -> None:
    await bench.hand_in()
    hand = await bench.take()
    await bench.judging.refuse_rows(hand, [1], "R08")
    with pytest.raises(Stale):
        await bench.judging.approve(hand)
    assert (await bench.now()).status is STATUS.IN_REVIEW


async def test_a_lease_that_ran_out_decides_nothing_and_may_be_kept(bench: Bench) -> None:
    await bench.hand_in()
    hand = await bench.take()
    bench.clock.now += LEASE / 2
    assert await bench.judging.keep_lease(SITI, "a-1")
    assert not await bench.judging.keep_lease(BUDI, "a-1")
    bench.clock.now += LEASE
    for act in (bench.judging.approve, bench.judging.release):
        with pytest.raises(Taken):
            await act(hand)
    with pytest.raises(Taken):
        await bench.judging.refuse_rows(hand, [1], "R08")
    assert not await bench.judging.keep_lease(SITI, "a-1")
    await bench.judging.claim(BUDI, "a-1")


async def test_what_lies_on_another_desk_is_not_touched(bench: Bench) -> None:
    await bench.hand_in()
    hand = await bench.take(BUDI)
    for act in (
        bench.judging.release,
        bench.judging.approve,
        bench.judging.confirm,
        bench.judging.contest,
    ):
        with pytest.raises(Taken):
            await act(replace(hand, officer=SITI))


async def test_an_application_laid_back_waits_for_the_next(bench: Bench) -> None:
    await bench.hand_in()
    kept = await bench.judging.release(await bench.take())
    assert (kept.status, kept.officer) == (STATUS.SUBMITTED, None)
    taken = await bench.judging.claim_next(BUDI)
    assert taken
    assert taken.officer == "budi"


async def test_only_verifiers_judge_and_only_what_there_is_by_a_reason_there_is(
    bench: Bench,
) -> None:
    await bench.hand_in()
    with pytest.raises(NotAllowed):
        await bench.judging.claim_next(RINA)
    with pytest.raises(NotAllowed):
        await bench.judging.claim(RINA, "a-1")
    with pytest.raises(NotAllowed):
        await bench.judging.approve(InHand(RINA, "a-1", 1))
    with pytest.raises(NotKept):
        await bench.judging.claim(SITI, "a-9")
    hand = await bench.take()
    for act in (bench.judging.refuse, bench.judging.send_back):
        with pytest.raises(NoSuchReason):
            await act(hand, "R99")
    with pytest.raises(NoSuchReason):
        await bench.judging.refuse_rows(hand, [1], "")


async def test_what_is_decided_late_says_so_though_no_clock_looked(bench: Bench) -> None:
    await bench.hand_in()
    bench.clock.move(hours=6)
    await bench.judging.send_back(await bench.take(), "R05")
    assert [act.act for act in await bench.acts()].count("promise_broken") == 1
