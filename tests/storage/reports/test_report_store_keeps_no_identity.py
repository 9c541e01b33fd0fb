"""The store of reports: what its tables may hold, who wins a race, what a migration makes."""

import asyncio
import secrets
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine, inspect, text

from flows.rules.cases import CaseStatus, NoRoad
from storage.errors import AlreadyKept, NotKept, Stale, Unavailable
from storage.reports.case_audit import Act, CaseAudit
from storage.reports.case_holders import CaseHolders
from storage.reports.case_values import Case, next_place
from storage.reports.cases import Cases
from storage.reports.database import open_report_store, report_url
from storage.reports.envelopes import Direction
from storage.reports.inspectors import InspectorRole, Inspectors
from storage.reports.tables import ReportTable

DAY = date(2021, 7, 14)
NOON = datetime(2021, 7, 14, 5, 0, tzinfo=UTC)
LISTED = {
    "report_case": {
        "id": "random", "lookup": "derived from the receipt", "reporter_public": "derived",
        "case_public": "random", "office_public": "random", "epoch": "month",
        "day_created": "day", "day_purge": "day", "status": "word", "version": "count",
        "envelopes": "count", "priority": "set by an inspector",
        "cluster_tag": "set by an inspector", "district": "set by an inspector",
        "violation": "set by an inspector", "assigned_to": "inspector", "reason": "word",
        "measure": "word", "closing_asked_by": "inspector",
    },
    "report_case_key": {"case_id": "random", "holder": "inspector", "sealed": "sealed"},
    "report_envelope": {
        "case_id": "random", "number": "count", "direction": "word", "sealed": "sealed",
        "day": "day",
    },
    "report_photo": {"case_id": "random", "sealed": "sealed"},
    "report_inspector": {"id": "inspector", "role": "word", "disabled": "word"},
    "report_inspector_key": {
        "inspector": "inspector", "epoch": "month", "opening": "inspector's public key",
        "signing": "inspector's public key", "signature": "of the authority",
        "sealed_cluster_key": "sealed",
    },
    "report_conflict": {"inspector": "inspector", "employer_tag": "keyed, of a tie"},
    "report_field_order": {
        "case_id": "random", "envelope": "count", "written_by": "inspector",
        "approved_by": "inspector", "revoked": "word",
    },
    "report_case_audit": {
        "number": "count", "at": "an inspector's act", "inspector": "inspector", "act": "word",
        "case_id": "random", "before": "hash", "chained": "hash",
    },
}  # fmt: skip


def a_case(**changed):
    case = Case(
        id=secrets.token_bytes(16),
        lookup=secrets.token_bytes(32),
        reporter_public=secrets.token_bytes(32),
        case_public=secrets.token_bytes(32),
        office_public=secrets.token_bytes(32),
        epoch="2021-07",
        day_created=DAY,
        day_purge=date(2022, 1, 10),
    )
    return replace(case, **changed)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
async def store(request, tmp_path):
    url = report_url(tmp_path)
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        url = await server.make(f"reports_{secrets.token_hex(6)}")
    store = open_report_store(url)
    await store.migrate()
    yield store
    await store.close()


def test_every_column_is_listed_with_what_it_holds():
    tables = ReportTable.metadata.tables
    assert {name: {column.name for column in table.columns} for name, table in tables.items()} == {
        name: set(columns) for name, columns in LISTED.items()
    }


def test_no_column_tells_a_time_but_that_of_an_inspectors_act():
    times = [
        f"{table.name}.{column.name}"
        for table in ReportTable.metadata.sorted_tables
        for column in table.columns
        if "time" in type(column.type).__name__.lower()
    ]
    assert times == ["report_case_audit.at"]


def test_no_table_of_the_registration_is_beside_these():
    assert all(name.startswith("report_") for name in ReportTable.metadata.tables)


async def test_the_migration_makes_exactly_these_tables_and_no_row_numbers(tmp_path):
    store = open_report_store(report_url(tmp_path))
    await store.migrate()
    await store.migrate()
    await store.close()
    engine = create_engine(f"sqlite:///{tmp_path / 'reports.db'}")
    found = inspect(engine)
    assert set(found.get_table_names()) == {*LISTED, "report_version"}
    for name, columns in LISTED.items():
        assert {column["name"] for column in found.get_columns(name)} == set(columns)
    with engine.connect() as connection:
        made = dict(connection.execute(text("SELECT name, sql FROM sqlite_master")).fetchall())
        for name in set(LISTED) - {"report_case_audit"}:
            assert "WITHOUT ROWID" in made[name]
    engine.dispose()


async def test_deleted_pages_are_overwritten_and_no_log_is_kept_ahead(tmp_path):
    store = open_report_store(report_url(tmp_path))
    async with store.begin() as session:
        connection = await session.connection()
        for pragma, value in (("secure_delete", 1), ("journal_mode", "delete"), ("temp_store", 2)):
            answer = await connection.exec_driver_sql(f"PRAGMA {pragma}")
            assert answer.scalar() == value
    await store.close()


async def test_one_receipt_is_one_case(store):
    case = a_case()
    async with store.begin() as session:
        await Cases(session).add(case, [("reporter", b"sealed")])
    with pytest.raises(AlreadyKept) as refused:
        async with store.begin() as session:
            await Cases(session).add(a_case(lookup=case.lookup), [("reporter", b"sealed")])
    assert str(refused.value) == ""
    async with store.begin() as session:
        assert await Cases(session).by_lookup(case.lookup) == case
        assert await CaseHolders(session).of(case.id) == ["reporter"]


async def test_two_writers_of_one_number_are_told_apart(store):
    case = a_case()
    async with store.begin() as session:
        await Cases(session).add(case, [])
        await Cases(session).append(case, Direction.FROM_REPORTER, b"first", DAY)
    with pytest.raises(Stale):
        async with store.begin() as session:
            await Cases(session).append(case, Direction.TO_REPORTER, b"second", DAY)
    async with store.begin() as session:
        kept = await Cases(session).messages(case.id)
    assert [one.sealed for one in kept] == [b"first"]
    assert kept[0].place == next_place(case, Direction.FROM_REPORTER)


async def test_acts_at_once_stand_in_one_chain_one_after_the_other(store):
    async def act(number):
        async with store.begin() as session:
            await Cases(session).add(a_case(), [])
            await CaseAudit(session).append(Act(NOON, f"ani-{number}", "opened"))

    await asyncio.gather(*map(act, range(12)))
    async with store.begin() as session:
        audit = CaseAudit(session)
        assert {line.number for line in await audit.lines()} == set(range(1, 13))
        assert await audit.first_broken() is None


async def test_a_case_moves_along_its_roads_and_one_officer_at_a_time(store):
    case = a_case()
    async with store.begin() as session:
        await Cases(session).add(case, [])
    reviewed = replace(case, status=CaseStatus.REVIEWED)
    async with store.begin() as session:
        after = await Cases(session).save(case, reviewed, DAY)
    assert (after.status, after.version) == (CaseStatus.REVIEWED, 2)
    with pytest.raises(Stale):
        async with store.begin() as session:
            await Cases(session).save(case, reviewed, DAY)
    with pytest.raises(NoRoad):
        async with store.begin() as session:
            await Cases(session).save(after, replace(after, status=CaseStatus.CLOSED), DAY)


async def test_a_purge_leaves_no_row_of_a_case(store):
    due, kept = a_case(day_purge=DAY), a_case()
    for case in (due, kept):
        async with store.begin() as session:
            await Cases(session).add(case, [("ani", b"sealed")])
            await Cases(session).append(case, Direction.FROM_REPORTER, b"words", DAY)
            await Cases(session).keep_photo(case.id, b"photo")
    async with store.begin() as session:
        assert await Cases(session).purge(DAY) == 1
    async with store.begin() as session:
        cases = Cases(session)
        assert await cases.by_lookup(due.lookup) is None
        assert await cases.messages(due.id) == []
        assert await cases.photo(due.id) is None
        assert await CaseHolders(session).of(due.id) == []
        assert await cases.photo(kept.id) == b"photo"
        assert await cases.epochs() == {"2021-07"}
    await store.scrub()


@pytest.mark.parametrize("name", ["reporter", "", "a" * 16, "ani b", "ani/../x", "é"])
async def test_an_inspectors_name_is_short_and_plain(tmp_path, name):
    store = open_report_store(report_url(tmp_path))
    await store.migrate()
    with pytest.raises(ValueError, match=r"^.*$"):
        async with store.begin() as session:
            await Inspectors(session).add(name, InspectorRole.LEAD)
    await store.close()


async def test_what_is_not_there_is_said_without_a_name(store):
    async with store.begin() as session:
        for asked in (
            Cases(session).get(b"x"),
            Cases(session).sealed_key(b"x", "ani"),
            Inspectors(session).role("ani"),
            Inspectors(session).disable("ani"),
            Inspectors(session).cluster_key("ani", "2021-07"),
        ):
            with pytest.raises(NotKept):
                await asked


async def test_a_store_that_is_away_says_nothing_of_what_was_to_be_kept(tmp_path):
    store = open_report_store(report_url(tmp_path))  # without its tables
    with pytest.raises(Unavailable) as refused:
        async with store.begin() as session:
            await Cases(session).add(a_case(), [])
    assert str(refused.value) == ""
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    await store.close()
