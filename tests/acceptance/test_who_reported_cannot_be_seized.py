"""Somebody takes the disks of a service in which people reported, and searches every byte.

Over the real edge: a service in a process of its own, in front of a Telegram of ours, killed twice
on the way. `make proof` does the same with two hundred reports in three layouts.
"""

import shutil
import sqlite3
from pathlib import Path

from tests.support.inspectors import cases_seen, dialogue, inspectors_work
from tests.support.needles import forms_of_number, found_in, haystack
from tests.support.person import Person
from tests.support.reporters import (
    LIVES,
    Told,
    a_word,
    cut_off_before_sending,
    cut_off_while_sending,
    lives_of,
)
from tests.support.seizure import needles_of, seize
from tests.support.served import a_served_place, made_up_people


async def test_every_byte_is_searched_and_nothing_says_who_reported_or_what(tmp_path: Path):
    people = made_up_people(len(LIVES) + 5, a_word)
    async with a_served_place(tmp_path, people) as place:
        company, other = people[-2], people[-1]
        await Person(place.remote, company.key).says("/daftar")
        lived = await lives_of(place, len(LIVES))
        lived += [Told(people[len(LIVES) + number]) for number in range(3)]
        await dialogue(place, lived[-1])
        written = await inspectors_work(place)
        await cut_off_before_sending(place, lived[-2])
        sent = sum(told.sent for told in lived)
        followed = await cut_off_while_sending(place, lived[-3])
        was_kept = "Menunggu" in followed
        assert was_kept or "Tidak ada laporan" in followed
        assert await cases_seen(place) == sent + was_kept
        await place.served.kill()
        shutil.copytree(tmp_path / "data", tmp_path / "backup" / "data")
        needles = needles_of(place, [*lived, Told(other)], written)
        found = seize(place, needles)
        assert len(needles) > 8_000
        assert found.hits == []
        assert [name for name in found.strangers if not name.startswith("backup/")] == []
        assert list((tmp_path / "tmp").iterdir()) == list((tmp_path / "home").iterdir()) == []
        # The same search finds who registered: what is there is found.
        assert found_in(haystack(tmp_path / "data"), list(forms_of_number(company.chat_id)))
        for form, needle in {
            form.split()[-1]: (form, needle) for form, needle in needles
        }.values():
            with sqlite3.connect(tmp_path / "data/reports/reports.db") as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS mistake (told BLOB)")
                connection.execute("INSERT INTO mistake VALUES (?)", (needle,))
            connection.close()
            assert found_in(haystack(tmp_path / "data/reports"), [(form, needle)])
