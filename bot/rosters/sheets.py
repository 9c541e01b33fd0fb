"""Opens whatever a company sends: XLSX, XLS, ODS or CSV, and refuses what is not a list.

A file is judged by its content, not by its name. An archive is weighed before it is opened,
since 290 KB of it can hold 98 MB and half a minute of work. Formulas are never computed; a cell
that begins like one is text.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from bot.rosters.table import Row, Sheet, Table, find_table, refuse
from flows.rules.entries import Cell

MAX_PARTS: Final = 200  # files inside an archive
MAX_UNPACKED: Final = 50 * 1024 * 1024  # bytes
MAX_RATIO: Final = 100  # unpacked to packed; honest sheets stay under 30
MIN_SUSPECT: Final = 1024 * 1024  # bytes; a small sheet of equal rows packs well and harms nobody
MAX_SHEETS: Final = 20
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
DELIMITERS: Final = ",;\t|"
_WORKBOOK_PARTS: Final = ("xl/", "content.xml")
_NEVER_IN_TEXT: Final = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1a")
_NOT_TEXT: Final = (b"%PDF", b"{\\rtf", b"<")


def read_file(data: bytes) -> Table:
    """Read the list out of a file's bytes, or tell why not."""
    if data.startswith(OLE):
        return refuse("password") if ENCRYPTED in data else _read_workbook(data)
    if data.startswith(ZIP):
        refusal = weigh(data)
        return refuse(refusal) if refusal else _read_workbook(data)
    return _read_text(data)


def weigh(data: bytes) -> str | None:
    """Weigh an archive by its directory alone; return the code of a refusal."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "damaged"
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    too_dense = unpacked > MIN_SUSPECT and unpacked > MAX_RATIO * max(packed, 1)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or too_dense:
        return "swollen"
    if any(part.flag_bits & 1 for part in parts):
        return "password"
    is_workbook = any(part.filename.startswith(_WORKBOOK_PARTS) for part in parts)
    return None if is_workbook else "not_a_spreadsheet"


def _read_workbook(data: bytes) -> Table:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            names = _visible(workbook)
            if len(names) > MAX_SHEETS:
                return refuse("too_many_sheets")
            return find_table(_rows(workbook.get_sheet_by_name(name)) for name in names)
    except PasswordError:
        return refuse("password")
    except CalamineError as fault:
        return refuse("password" if "password" in str(fault).casefold() else "damaged")


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]


def _rows(sheet: CalamineSheet) -> Sheet:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [_cell(value) for value in row]


def _cell(value: str | float | bool | date | time | datetime | timedelta | None) -> Cell:  # noqa: FBT001 - a spreadsheet's own value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | time | timedelta):
        return str(value)
    return value


def _read_text(data: bytes) -> Table:
    text = decode(data)
    if text is None or data.lstrip().startswith(_NOT_TEXT):
        return refuse("not_a_spreadsheet")
    try:
        tables = [find_table([_records(text, delimiter)]) for delimiter in DELIMITERS]
    except csv.Error:
        return refuse("damaged")
    return min(tables, key=_distance)


def _distance(table: Table) -> int:
    if table.refused is None:
        return 0
    if table.refused.code == "heading_missing":
        return 100
    return len(table.refused.missing)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    """Number records, not lines: a cell may hold a line break."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    # Excel swallows a first line "sep=;" and numbers the next one 1.
    yield from enumerate(reader, start=0 if text.startswith("sep=") else 1)


def decode(data: bytes) -> str | None:
    """Decode text as spreadsheets save it; None for what is no text."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _decode(data, encoding)
    if b"\x00" in data[:200]:
        return _decode(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be")
    if not _NEVER_IN_TEXT.isdisjoint(data):
        return None
    return _decode(data, "utf-8") or _decode(data, "cp1252")


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text
