"""Finds the list of employees inside a spreadsheet: its heading, its columns, its rows.

Companies send what they have: a logo above the heading, columns in their own order, titles in
either language, blank rows, a second sheet with notes. All of that is fine. A heading that lacks
a column is refused by name, since a guessed column would put the wrong people on permits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from flows.rules.entries import Cell, Column, Entry, tidy

MAX_ROWS: Final = 10_000  # the largest list one application may carry
HEADING_WITHIN: Final = 30  # rows a letterhead may take
MIN_TITLES: Final = 2  # one word alone, such as "Nama", is no heading
MAX_COLUMNS: Final = 60
MAX_CHARS: Final = 5_000  # more than Telegram's longest message; the rest of a cell is noise
# Where two titles claim a column the earlier here has it: many firms keep a staff number called
# "NIK" beside the "No. KTP", and "Bagian" (department) beside the "Unit kerja" we asked for.
_TITLES: Final[Mapping[Column, str]] = {
    Column.NAME: "nama namalengkap namapekerja namakaryawan namapegawai namatenagakerja name "
    "fullname employeename employee nameofemployee",
    Column.NIK: "nikktp noktp nomorktp nomorindukkependudukan nik nonik nomornik nikpekerja ktp "
    "nationalid nationalidnumber idcardnumber",
    Column.UNIT: "unitkerja unit bagian workunit unitofwork jenisunit jenisunitkerja",
    Column.HOME: "kotaasal asal asalkota kota domisili kotadomisili kotatinggal kabupatenkota "
    "kotakabupaten kotakabupatenasal homecity hometown home city cityoforigin origin",
    Column.JOB: "jabatan posisi pekerjaan job jobtitle position title role",
}
_COLUMNS: Final = {word: column for column, words in _TITLES.items() for word in words.split()}
_RANKS: Final = {
    word: rank for words in _TITLES.values() for rank, word in enumerate(words.split())
}
_VERDICTS: Final = frozenset({"hasil", "verdict"})  # our own answer sheet repeats the list
_EXAMPLES: Final = ("contoh:", "example:")

Row = Sequence[Cell]
Sheet = Iterable[tuple[int, Row]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file cannot be read, as a code, with the columns it lacks."""

    code: str
    missing: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A list as it was found in a file, or the reason it was not."""

    columns: tuple[Column, ...] = ()
    entries: tuple[Entry, ...] = field(default=(), repr=False)
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    places: Mapping[Column, int]
    is_answer: bool

    @property
    def missing(self) -> tuple[Column, ...]:
        return tuple(column for column in Column if column not in self.places)


def refuse(code: str, missing: tuple[Column, ...] = ()) -> Table:
    """Return the table of a file that cannot be read."""
    return Table(refused=Refusal(code, missing))


def find_table(sheets: Iterable[Sheet]) -> Table:
    """Find the one list in these sheets; every row is numbered as the person sees it."""
    closest: tuple[Column, ...] | None = None
    found: Table | None = None
    for sheet in sheets:
        rows = _with_content(sheet)
        heading = _find_heading(rows)
        if heading is None:
            continue
        if heading.missing:
            closest = min(closest or heading.missing, heading.missing, key=len)
            continue
        if found and (found.refused or (found.entries and heading.is_answer)):
            continue
        table = _read_rows(heading, rows)
        if found and found.entries and table.entries:
            return refuse("several_lists")
        found = table if found is None or table.entries or table.refused else found
    return _outcome(found, closest)


def _outcome(found: Table | None, closest: tuple[Column, ...] | None) -> Table:
    if found is None:
        return refuse("columns_missing", closest) if closest else refuse("heading_missing")
    return found if found.entries or found.refused else refuse("no_rows")


def _with_content(sheet: Sheet) -> Iterator[tuple[int, Row]]:
    for number, row in sheet:
        cells = [_clip(cell) for cell in row[:MAX_COLUMNS]]
        if any(tidy(cell) for cell in cells):
            yield number, cells


def _clip(cell: Cell) -> Cell:
    return cell[:MAX_CHARS] if isinstance(cell, str) else cell


def _find_heading(rows: Iterator[tuple[int, Row]]) -> _Heading | None:
    seen = []
    for _, row in islice(rows, HEADING_WITHIN):
        heading = _read_heading(row)
        if not heading.missing:
            return heading
        seen.append(heading)
    named = [heading for heading in seen if len(heading.places) >= MIN_TITLES]
    return min(named, key=lambda heading: len(heading.missing), default=None)


def _read_heading(row: Row) -> _Heading:
    titles = [_title(cell) for cell in row]
    known = [(_RANKS[title], place) for place, title in enumerate(titles) if title in _COLUMNS]
    places: dict[Column, int] = {}
    for _, place in sorted(known):
        places.setdefault(_COLUMNS[titles[place]], place)
    return _Heading(places, is_answer=not _VERDICTS.isdisjoint(titles))


def _title(cell: Cell) -> str:
    without_remarks = re.sub(r"\(.*?\)", "", tidy(cell).casefold())
    return re.sub(r"[^a-z]", "", without_remarks)


def _read_rows(heading: _Heading, rows: Iterator[tuple[int, Row]]) -> Table:
    entries: list[Entry] = []
    for number, row in rows:
        entry = _entry(number, row, heading.places)
        if _is_example(entry) or _is_blank(entry) or _is_heading_again(entry):
            continue
        if len(entries) == MAX_ROWS:
            return refuse("too_many_rows")
        entries.append(entry)
    columns = sorted(heading.places, key=lambda column: heading.places[column])
    return Table(tuple(columns), tuple(entries))


def _entry(number: int, row: Row, places: Mapping[Column, int]) -> Entry:
    cells = {
        column.value: row[place] if place < len(row) else None for column, place in places.items()
    }
    return Entry(number, **{name: _or_none(cell) for name, cell in cells.items()})


def _or_none(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _is_example(entry: Entry) -> bool:
    return tidy(entry.name).casefold().startswith(_EXAMPLES)


def _is_heading_again(entry: Entry) -> bool:
    """Tell whether a printed page begins here: its heading repeats, and names nobody."""
    titles = {Column.NAME: entry.name, Column.NIK: entry.nik}
    return all(_COLUMNS.get(_title(cell)) is column for column, cell in titles.items())


def _is_blank(entry: Entry) -> bool:
    return all(cell is None for cell in (entry.name, entry.nik, entry.unit, entry.home, entry.job))
