"""What earlier releases kept of reports is brought up to date, and nothing revives by it."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

import storage.reports.migrations
from storage.reports.database import open_report_store, report_url
from storage.reports.orders import FieldOrders

FOLDER = Path(storage.reports.migrations.__file__).parent
CASES = {1: "disposed", 2: "reviewed", 3: "closed", 4: "asked"}
ORDERS = {  # the number of its case and of its envelope, who approved it, whether it is over
    (1, 2): ("budi", True),
    (1, 4): ("budi", False),
    (2, 2): ("budi", True),
    (3, 2): ("budi", False),
    (4, 2): (None, False),
}


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


REVISIONS = [
    script.revision
    for script in ScriptDirectory.from_config(config()).walk_revisions("base", "heads")
][::-1]


def as_it_was(folder: Path, revision: str, *rows: str) -> None:
    engine = create_engine(f"sqlite:///{folder / 'reports.db'}")
    with engine.begin() as connection:
        command.upgrade(config(connection), revision)
        for row in rows:
            connection.execute(text(row))
    engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
async def test_every_earlier_store_of_reports_can_be_brought_up_to_date(tmp_path, revision):
    as_it_was(tmp_path, revision)
    store = open_report_store(report_url(tmp_path))
    await store.migrate()
    async with store.begin() as session:
        await FieldOrders(session).add(b"case", 2, "ani")
        assert [one.is_revoked for one in await FieldOrders(session).of_case(b"case")] == [False]
    await store.close()


async def test_of_orders_of_earlier_releases_only_those_that_went_on_are_in_force(tmp_path):
    cases = [
        "INSERT INTO report_case (id, lookup, reporter_public, case_public, office_public, epoch,"
        f" day_created, day_purge, status, version, envelopes) VALUES (x'0{case}', x'0{case}',"
        f" x'', x'', x'', '2021-07', '2021-07-14', '2022-01-10', '{status}', 1, 4)"
        for case, status in CASES.items()
    ]
    orders = [
        "INSERT INTO report_field_order (case_id, envelope, written_by, approved_by)"
        f" VALUES (x'0{case}', {number}, 'ani', {repr(by) if by else 'NULL'})"
        for (case, number), (by, _) in ORDERS.items()
    ]
    as_it_was(tmp_path, "0001", *cases, *orders)
    store = open_report_store(report_url(tmp_path))
    await store.migrate()
    async with store.begin() as session:
        drawer = FieldOrders(session)
        for (case, number), (_, over) in ORDERS.items():
            assert (await drawer.get(bytes([case]), number)).is_revoked is over
    await store.close()
