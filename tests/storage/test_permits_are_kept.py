import asyncio
from datetime import timedelta
from itertools import chain

import pytest
from sqlalchemy.exc import IntegrityError

from flows.rules.applications import ApplicationStatus
from flows.rules.caps import WorkUnit
from flows.rules.permits import ROADS, PermitStatus, may_move
from storage.database import Database
from storage.errors import NotKept, Stale
from tests.support.builders import (
    NIB,
    NOON,
    TODAY,
    WORKPLACE,
    a_nik,
    a_permit,
    an_application,
    an_employee,
    keep_company,
    submitted,
)


async def issued(database: Database, count: int = 5) -> None:
    async with database.unit() as unit:
        await submitted(unit)
        serials = await unit.permits.take_serials(count)
        await unit.permits.keep([a_permit(serial) for serial in serials])


async def test_a_permit_comes_back_by_serial_code_application_and_nik(database: Database) -> None:
    await issued(database)
    async with database.reading() as unit:
        assert await unit.permits.get(3) == a_permit(3)
        assert await unit.permits.by_control_code("C0000003") == a_permit(3)
        assert await unit.permits.of_nik(a_nik(3)) == [a_permit(3)]
        assert await unit.permits.of_application("a-1", after=1, limit=2) == [
            a_permit(2),
            a_permit(3),
        ]


async def test_what_was_never_issued_is_told(database: Database) -> None:
    async with database.reading() as unit:
        with pytest.raises(NotKept):
            await unit.permits.get(1)
        with pytest.raises(NotKept):
            await unit.permits.by_control_code("C0000001")


async def test_serials_taken_at_once_are_dense_and_never_the_same(database: Database) -> None:
    async def take(count: int) -> list[int]:
        async with database.unit() as unit:
            return list(await unit.permits.take_serials(count))

    taken = await asyncio.gather(*(take(n % 3 + 1) for n in range(12)))
    assert sorted(chain(*taken)) == list(range(1, 25))


async def test_only_live_permits_are_held(database: Database) -> None:
    await issued(database)
    niks = [a_nik(n) for n in range(1, 8)]
    async with database.unit() as unit:
        await unit.permits.revoke(1, "asked")
        assert await unit.permits.held(niks, on=TODAY) == {a_nik(n) for n in (2, 3, 4, 5)}
        assert await unit.permits.held(niks, on=TODAY - timedelta(days=1)) == frozenset()
        assert await unit.permits.held(niks, on=TODAY + timedelta(days=11)) == frozenset()


async def test_what_is_in_force_is_counted_by_unit_and_for_one_workplace(
    database: Database,
) -> None:
    async with database.unit() as unit:
        await keep_company(unit, NIB, WORKPLACE, "w-2")
        for reference, place in (("a-1", WORKPLACE), ("a-2", "w-2"), ("a-3", WORKPLACE)):
            there = an_application(reference, workplace=place, status=ApplicationStatus.ISSUED)
            await unit.applications.submit(there)
            units = [WorkUnit.SERVICE, *[WorkUnit.OFFICE] * 4]
            people = [an_employee(number, one) for number, one in enumerate(units, start=1)]
            await unit.rosters.keep(reference, people)
        await unit.permits.keep([a_permit(serial) for serial in range(1, 6)])
        second = a_permit(6, nik=a_nik(5), application="a-3")  # one person, two permits
        elsewhere = a_permit(7, nik=a_nik(1), application="a-2")
        await unit.permits.keep([second, elsewhere])
        await unit.permits.revoke(2, "asked")
        await unit.permits.set_status([3], PermitStatus.SUSPENDED)  # its place is not free yet
        both = {WorkUnit.SERVICE: 1, WorkUnit.OFFICE: 3}
        last = TODAY + timedelta(days=10)
        assert await unit.permits.in_force(WORKPLACE, on=last) == both
        assert await unit.permits.in_force(WORKPLACE, on=last + timedelta(days=1)) == {}
        assert await unit.permits.in_force("w-2", on=TODAY) == {WorkUnit.SERVICE: 1}
        own = an_application("a-1")
        assert await unit.permits.in_force(WORKPLACE, on=TODAY, apart_from=own) == {
            WorkUnit.OFFICE: 1
        }
        early = an_application("a-9", submitted_at=NOON - timedelta(hours=1))
        assert await unit.permits.in_force(WORKPLACE, on=TODAY, apart_from=early) == {}


async def test_what_no_longer_stands_is_listed_under_a_growing_number(database: Database) -> None:
    await issued(database)
    async with database.unit() as unit:
        before = await unit.permits.standing()
        await unit.permits.revoke(4, "forged")
        await unit.permits.set_status([2, 3], PermitStatus.SUSPENDED, reason="looked into")
        await unit.permits.set_status([3], PermitStatus.VALID)
        after = await unit.permits.standing()
    assert (before.highest, before.revoked, before.suspended) == (5, (), ())
    assert (after.revoked, after.suspended) == ((4,), (2,))
    assert after.sequence > before.sequence


async def test_a_revoked_permit_never_stands_again(database: Database) -> None:
    await issued(database)
    async with database.unit() as unit:
        await unit.permits.revoke(4, "forged")
        with pytest.raises(Stale):
            await unit.permits.revoke(4, "forged")
        assert await unit.permits.set_status([4], PermitStatus.VALID) == 0
        assert await unit.permits.revoke_application("a-1", "closed") == 4
        assert (await unit.permits.get(5)).status is PermitStatus.REVOKED


async def test_a_serial_nobody_issued_cannot_be_revoked(database: Database) -> None:
    async with database.unit() as unit:
        with pytest.raises(NotKept):
            await unit.permits.revoke(9, "forged")


async def test_two_permits_never_share_a_control_code(database: Database) -> None:
    await issued(database, 1)
    with pytest.raises(IntegrityError):
        async with database.unit() as unit:
            await unit.permits.keep([a_permit(2, control_code="C0000001")])


def test_nothing_leads_back_from_revoked_or_replaced() -> None:
    for end in (PermitStatus.REVOKED, PermitStatus.REPLACED):
        assert not ROADS[end]
        assert not any(may_move(end, status) for status in PermitStatus)
