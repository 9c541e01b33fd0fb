from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.rules.applications import RowDecision
from flows.rules.caps import WorkUnit
from storage.audit import Act
from storage.database import Database, sqlite_url
from storage.errors import NotKept, Unsealable
from storage.rosters import earlier
from tests.support.builders import (
    NOON,
    TODAY,
    a_nik,
    a_notice,
    a_permit,
    an_employee,
    employees,
    submitted,
)
from tests.support.databases import a_sealer

FIRST_NAME = "Zainuddin"
NAME = f"{FIRST_NAME} Contohnama"
NIK = "3171011001709876"


async def test_employees_come_back_in_the_order_they_were_entered(database: Database) -> None:
    people = employees(30)
    async with database.unit() as unit:
        await unit.rosters.keep("draft", people[:20])
        await unit.rosters.keep("draft", people[20:])
        rows = await unit.rosters.rows("draft")
        later = await unit.rosters.rows("draft", after=10, limit=5)
    assert [row.employee for row in rows] == people
    assert [row.position for row in later] == [11, 12, 13, 14, 15]


async def test_the_same_nik_again_corrects_its_row(database: Database) -> None:
    async with database.unit() as unit:
        assert await unit.rosters.keep("draft", [an_employee(1), an_employee(2)]) == {
            WorkUnit.OFFICE: 2
        }
        mended = replace(an_employee(1), name="Ani Mended", unit=WorkUnit.SERVICE)
        assert await unit.rosters.keep("draft", [an_employee(1), mended]) == {
            WorkUnit.OFFICE: 1,
            WorkUnit.SERVICE: 1,
        }
        rows = await unit.rosters.rows("draft")
    assert [row.employee for row in rows] == [mended, an_employee(2)]


async def test_who_was_refused_and_comes_again_as_before_stays_refused(
    database: Database,
) -> None:
    async with database.unit() as unit:
        await unit.rosters.keep("a-1", employees(3))
        await unit.rosters.decide("a-1", RowDecision.REFUSED, positions=[1, 2], reason="R08")
        mended = replace(employees(3)[1], name="Ani Mended")
        await unit.rosters.keep("a-1", [employees(3)[0], mended, employees(4)[3]])
        rows = await unit.rosters.rows("a-1")
    assert [(row.position, row.decision, row.reason) for row in rows] == [
        (1, RowDecision.REFUSED, "R08"),
        (2, RowDecision.PENDING, None),
        (3, RowDecision.PENDING, None),
        (5, RowDecision.PENDING, None),
    ]


async def test_those_already_listed_are_found_by_nik_with_their_names(database: Database) -> None:
    async with database.unit() as unit:
        await unit.rosters.keep("draft", [an_employee(1)])
        found = await unit.rosters.listed("draft", [a_nik(1), a_nik(2)])
        assert found == {a_nik(1): an_employee(1).name}
        assert await unit.rosters.listed("other", [a_nik(1)]) == {}


async def test_one_employee_or_all_can_be_taken_off(database: Database) -> None:
    async with database.unit() as unit:
        await unit.rosters.keep("draft", employees(3))
        gone = [one.nik for one in employees(1)]
        assert await unit.rosters.remove("draft", gone) == await unit.rosters.counts("draft")
        assert await unit.rosters.remove("draft", gone) == await unit.rosters.counts("draft")
        assert await unit.rosters.clear("draft") == 2
        assert await unit.rosters.counts("draft") == {}


async def test_rows_of_a_draft_become_the_applications(database: Database) -> None:
    async with database.unit() as unit:
        await unit.rosters.keep("draft", employees(3))
        assert await unit.rosters.give("draft", "a-1") == 3
        assert await unit.rosters.rows("draft") == []
        assert [row.employee for row in await unit.rosters.rows("a-1")] == employees(3)


async def test_a_list_is_kept_beside_its_application_until_it_is_let_go(
    database: Database,
) -> None:
    async with database.unit() as unit:
        await unit.rosters.keep("a-1", employees(3))
        await unit.rosters.remember("a-1")
        await unit.rosters.remove("a-1", [employees(1)[0].nik])
    async with database.unit() as unit:
        before, after = await unit.rosters.rows(earlier("a-1")), await unit.rosters.rows("a-1")
        assert [row.employee for row in before] == employees(3)
        assert [row.position for row in after] == [2, 3]
        await unit.rosters.remember("a-1")
        assert await unit.rosters.rows(earlier("a-1")) == after
        await unit.rosters.forget_earlier("a-1")
    async with database.reading() as unit:
        assert await unit.rosters.rows(earlier("a-1")) == []
        assert await unit.rosters.rows("a-1") == after


async def test_each_employee_is_decided(database: Database) -> None:
    async with database.unit() as unit:
        await unit.rosters.keep("a-1", employees(4))
        refused = RowDecision.REFUSED
        assert await unit.rosters.decide("a-1", refused, positions=[2], reason="R07") == 1
        assert await unit.rosters.decide("a-1", RowDecision.APPROVED) == 3
        rows = await unit.rosters.rows("a-1")
        assert await unit.rosters.decisions("a-1") == {
            RowDecision.APPROVED: 3,
            RowDecision.REFUSED: 1,
        }
    assert [(row.decision, row.reason) for row in rows[:2]] == [
        (RowDecision.APPROVED, None),
        (RowDecision.REFUSED, "R07"),
    ]


async def test_ten_thousand_employees_fit(sqlite: Database) -> None:
    people = [replace(an_employee(), nik=f"31710110{n:08d}") for n in range(10_000)]
    async with sqlite.unit() as unit:
        assert await unit.rosters.keep("draft", people) == {WorkUnit.OFFICE: 10_000}
        niks = [person.nik for person in people]
        assert len(await unit.rosters.listed("draft", niks)) == 10_000
        assert await unit.permits.held(niks, on=TODAY) == frozenset()


async def test_no_name_and_no_nik_is_found_on_the_seized_disk(sqlite_path: Path) -> None:
    database = await Database.open(sqlite_url(sqlite_path), sealer=a_sealer())
    person = replace(an_employee(), name=NAME, nik=NIK)
    async with database.unit() as unit:
        await submitted(unit, answers={"representative": NAME}, note=NAME)
        await unit.rosters.keep("a-1", [person])
        await unit.permits.keep([a_permit(1, holder=NAME, nik=NIK, token=f"T{NAME}{NIK}")])
        await unit.files.put("a-1", f"{NAME};{NIK}".encode(), media_type="text/csv", at=NOON)
        await unit.conversations.save(1, "x", {"name": NAME}, expected=None, revision=1, at=NOON)
        await unit.outbox.promise(a_notice())
        unit.audit.record(Act(NOON, "rep", "submitted", "a-1"))
    async with database.unit() as unit:
        await unit.rosters.remove("a-1", [NIK])
    seized = b"".join(path.read_bytes() for path in sqlite_path.parent.glob("strp.db*"))
    await database.close()
    assert b"PT Bank Contoh" in seized
    assert not any(word in seized for word in (NAME.encode(), FIRST_NAME.encode()))
    assert not any(word in seized for word in (NIK.encode(), NIK[6:].encode()))
    assert int(NIK).to_bytes(8, "big") not in seized


async def test_a_sealed_row_moved_to_another_person_does_not_open(sqlite: Database) -> None:
    sealer = a_sealer()
    sealed = sealer.seal(b"Ani", about=b"roster|1")
    assert sealer.unseal(sealed, about=b"roster|1") == b"Ani"
    with pytest.raises(Unsealable):
        sealer.unseal(sealed, about=b"roster|2")


async def test_files_are_kept_by_content_and_owner(database: Database) -> None:
    content = bytes(range(256)) * 500
    async with database.unit() as unit:
        kept = await unit.files.put("draft", content, media_type="image/png", at=NOON)
        again = await unit.files.put("draft", content, media_type="image/png", at=NOON)
        assert kept == again
        await unit.files.put("other", content, media_type="image/png", at=NOON)
        assert await unit.files.of("draft") == [kept]
        assert await unit.files.give("draft", "a-1") == 1
        assert await unit.files.get("a-1", kept.sha256) == content
        assert await unit.files.delete("a-1", kept.sha256) == 1
        with pytest.raises(NotKept):
            await unit.files.get("a-1", kept.sha256)
        assert await unit.files.get("other", kept.sha256) == content
        assert await unit.files.prune(before=NOON) == 0
        assert await unit.files.delete("other") == 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.data())
def test_a_sealed_value_with_any_byte_changed_does_not_open(
    plain: bytes, data: st.DataObject
) -> None:
    sealer = a_sealer()
    sealed = bytearray(sealer.seal(plain, about=b"it"))
    assert plain == sealer.unseal(bytes(sealed), about=b"it")
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unsealable):
        sealer.unseal(bytes(sealed), about=b"it")


async def test_rows_are_found_by_position_and_decision_without_opening_others(
    database: Database,
) -> None:
    async with database.unit() as unit:
        await unit.rosters.keep("a-1", employees(6))
        await unit.rosters.decide("a-1", RowDecision.REFUSED, positions=[2, 5], reason="R08")
        await unit.rosters.decide("a-1", RowDecision.REFUSED, positions=[3], reason="R03")
        assert await unit.rosters.positions("a-1") == [1, 2, 3, 4, 5, 6]
        assert await unit.rosters.positions("a-1", RowDecision.REFUSED) == [2, 3, 5]
        assert await unit.rosters.reasons("a-1") == {"R03": 1, "R08": 2}
        rows = await unit.rosters.at("a-1", [5, 1, 99])
    assert [(row.position, row.employee.name) for row in rows] == [
        (1, "Ani Wati 1"),
        (5, "Ani Wati 5"),
    ]
