"""Listing: a list of employees, read and judged before any transaction begins.

Opening a spreadsheet takes seconds and may break the process it is opened in; judging ten thousand
rows takes a good part of one. Neither may hold up anybody else, so both are done first, and only
the good rows are then kept, in the same transaction as the turn that counts them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.delivery import Paper
from bot.desk.speaking import Speaker
from bot.rosters.noted import make_list
from bot.rosters.reading import read_upload
from bot.rosters.result import make_result
from bot.rosters.template import make_template
from bot.rosters.words import line_text, refusal_text
from flows.dialogue import Lines, Says, Text
from flows.language import Language
from flows.rules.entries import Entry
from flows.rules.identity import only_digits
from flows.rules.promise import day_in_jakarta
from flows.rules.roster import Employee, Examined, RowProblem, Severity, examine, read_lines, tidy
from storage.database import Database

FEW: Final = 8  # problems that are told in the chat; more make a workbook
TEMPLATE_NAME: Final = "STRP-daftar-pekerja.xlsx"
REPLACING: Final = frozenset({"nik_listed", "nik_renamed"})  # rows that take another's place
LIST_NAME: Final = "STRP-tercatat.xlsx"
RESULT_NAME: Final = "STRP-hasil.xlsx"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a list: the rows to keep, and what the person is told and handed."""

    examined: Examined = field(repr=False)
    rows: int
    told: tuple[Says, ...] = ()
    paper: Paper | None = None

    @property
    def bad(self) -> int:
        """Count the rows that have to be mended."""
        return len({one.row for one in self.examined.problems if is_error(one)})

    @property
    def note(self) -> Text:
        """Say how many rows were taken, and how to mend the others."""
        places = {"accepted": len(self.examined.accepted), "rows": self.rows, "bad": self.bad}
        if not self.bad:
            return Text("desk.roster_read", {**places, "updated": self._updated})
        key = "desk.roster_bad" if self.paper else "desk.roster_bad_lines"
        return Text(key, {**places, "updated": self._updated})

    @property
    def _updated(self) -> Says:
        """Say how many rows took the place of others; nothing where none did."""
        taken = {row for row, _ in self.examined.accepted}
        known = {one.row for one in self.examined.problems if one.code in REPLACING}
        rows = len(taken & known)
        return Lines(("", Text("desk.roster_updated", {"rows": rows}))) if rows else ""


class Unlisted(Exception):
    """No row can be taken from what was sent; ``problem`` says why."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem.key)
        self.problem = problem


class Listing:
    """Reads and judges lists of employees."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    async def from_file(self, data: bytes, name: str, owner: str, speaker: Speaker) -> Judged:
        """Read and judge a file.

        Raises:
            Unlisted: it holds no list that can be read.
        """
        table = await read_upload(data, name)
        if table.refused:
            raise Unlisted(refusal_text(table.refused, say=speaker.say))
        examined = await self._examined(owner, table.entries)
        paper = None
        if examined.problems:
            paper = await _workbook(table.entries, examined, speaker)
        return Judged(examined, len(table.entries), _told(examined), paper)

    async def from_lines(self, text: str, owner: str, speaker: Speaker) -> Judged:
        """Read and judge pasted lines.

        Raises:
            Unlisted: no line is one of a list.
        """
        entries = read_lines(text)
        if not any(tidy(entry.nik) for entry in entries):
            raise Unlisted(Text("desk.no_rows_known"))
        examined = await self._examined(owner, entries)
        is_long = len(examined.problems) > FEW
        paper = await _workbook(entries, examined, speaker) if is_long else None
        return Judged(examined, len(entries), _told(examined), paper)

    async def _examined(self, owner: str, entries: Sequence[Entry]) -> Examined:
        today = day_in_jakarta(self._clock())
        niks = [only_digits(entry.nik) for entry in entries if isinstance(entry.nik, str)]
        async with self._database.reading() as unit:
            listed = await unit.rosters.listed(owner, niks)
            permitted = await unit.permits.held(niks, on=today)
        return await asyncio.to_thread(
            examine, entries, today=today, listed=listed, permitted=permitted
        )


def is_error(problem: RowProblem) -> bool:
    """Tell whether a problem keeps its row out."""
    return problem.severity is Severity.ERROR


def template(texts: Callable[[Language], Speaker]) -> Paper:
    """Make the empty list."""
    indonesian, english = texts(Language.ID), texts(Language.EN)
    return Paper(TEMPLATE_NAME, make_template(indonesian=indonesian.say, english=english.say))


async def noted(employees: Sequence[tuple[int, Employee]], speaker: Speaker) -> Paper:
    """Make a workbook of the employees noted so far, each with their number."""
    return Paper(LIST_NAME, await asyncio.to_thread(make_list, employees, say=speaker.say))


def _told(examined: Examined) -> tuple[Says, ...]:
    """Tell the first problems in words; information alone is not worth a message."""
    worth = [one for one in examined.problems if one.severity is not Severity.INFO]
    worth.sort(key=lambda one: (not is_error(one), one.row))
    if not worth:
        return ()
    lines: list[Says] = [line_text(problem) for problem in worth[:FEW]]
    if len(worth) > FEW:
        lines.append(Text("desk.roster_more", {"more": len(worth) - FEW}))
    return (Lines(tuple(lines)),)


async def _workbook(entries: Sequence[Entry], examined: Examined, speaker: Speaker) -> Paper:
    made = await asyncio.to_thread(make_result, entries, examined, say=speaker.say)
    return Paper(RESULT_NAME, made)
