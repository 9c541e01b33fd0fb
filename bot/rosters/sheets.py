"""Opens whatever a company sends: XLSX, XLS, ODS or CSV, and refuses what is not a list.

A file is judged by its content, not by its name. An archive is weighed before it is opened,
since 290 KB of it can hold 98 MB and half a minute of work. Formulas are never computed; a cell
that begins like one is text.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
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
LOCKED_XLS: Final = re.compile(  # the file begins, may be write-protected, and is encrypted
    rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
MANIFEST: Final = "META-INF/manifest.xml"
LOCKED_ODS: Final = b"encryption-data"
DELIMITERS: Final = ",;\t|"
_END: Final = "\N{END OF TRANSMISSION}"  # a sign that nobody types
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
    except CalamineError:  # a lock of XLS or ODS is no format it knows
        return refuse("password" if _is_locked(data) else "damaged")


def _is_locked(data: bytes) -> bool:
    if data.startswith(OLE):
        return LOCKED_XLS.search(data) is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            return LOCKED_ODS in archive.read(MANIFEST)
        except (KeyError, zipfile.BadZipFile, zlib.error):
            return False


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
    return min((_read_separated(text, delimiter) for delimiter in DELIMITERS), key=_distance)


def _read_separated(text: str, delimiter: str) -> Table:
    try:
        return find_table([_records(text, delimiter)])
    except csv.Error:
        return refuse("damaged")


def _distance(table: Table) -> int:
    if table.refused is None:
        return 0
    far = {"heading_missing": 100, "damaged": 50}
    return far.get(table.refused.code, len(table.refused.missing))


def _records(text: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    """Number records, not lines: a cell may hold a line break.

    A quote that is never closed would swallow everybody below it, and the end with them.
    """
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter)
    record: Row = []
    # Excel swallows a first line "sep=;" and numbers the next one 1.
    for number, record in enumerate(reader, start=0 if text.startswith("sep=") else 1):
        if record != [_END]:
            yield number, record
    if record != [_END]:
        raise csv.Error


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
