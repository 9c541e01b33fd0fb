"""However many applications there are, a person's turn finds its own by an index."""

import sqlite3
from contextlib import closing, contextmanager

from sqlalchemy import Engine, event

from storage.database import Database
from tests.support.channel import an_office, hands_in


@contextmanager
def statements():
    """What is asked of any database meanwhile, with the parameters it was first asked with."""
    said = {}

    def note(_connection, _cursor, statement, parameters, _context, _many):
        said.setdefault(statement, parameters)

    event.listen(Engine, "before_cursor_execute", note)
    yield said
    event.remove(Engine, "before_cursor_execute", note)


async def test_a_registration_and_its_status_read_no_table_from_end_to_end(
    sqlite: Database, sqlite_path
):
    siti = an_office(sqlite).visitor()
    with statements() as said:
        await hands_in(siti)
        await siti.does("/status")

    looked = [one for one in said if one.lstrip().startswith(("SELECT", "UPDATE", "DELETE"))]
    assert any("FROM permits" in one or "JOIN permits" in one for one in looked)
    with closing(sqlite3.connect(sqlite_path)) as database:
        for one in looked:
            plan = database.execute(f"EXPLAIN QUERY PLAN {one}", said[one]).fetchall()
            assert not [step for *_, step in plan if step.startswith("SCAN")], one
