"""Lists of employees as companies send them: files made for a test."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from bot.commands.roster import _Speaker
from bot.rosters.words import Say
from flows.language import Language

HEADING = ("Nama", "NIK", "Unit kerja", "Kota asal", "Jabatan")
BUDI = ("Budi Santoso", "3171011708950002", "Pelayanan", "Depok", "Kasir")
INDONESIAN: Say = _Speaker(Language.ID)
ENGLISH: Say = _Speaker(Language.EN)


def a_workbook(*rows: Sequence[object], **sheets: Sequence[Sequence[object]]) -> bytes:
    """Return an XLSX file of these rows, and of more sheets by name."""

    def fill(workbook: openpyxl.Workbook) -> None:
        for name, others in {"Sheet": rows, **sheets}.items():
            sheet = workbook[name] if name in workbook else workbook.create_sheet(name)
            for row in others:
                sheet.append(list(row))

    return made(fill)


def a_sheet(fill: Callable[[Worksheet], object]) -> bytes:
    """Return an XLSX file whose one sheet was filled by hand."""
    return made(lambda workbook: fill(workbook.active))


def made(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    workbook = openpyxl.Workbook()
    fill(workbook)
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def opened(data: bytes) -> openpyxl.Workbook:
    """Open a workbook as people do: as it is shown, formulas as formulas."""
    return openpyxl.load_workbook(io.BytesIO(data))


def a_text(*rows: Sequence[str], separator: str = ";", ends: str = "\r\n") -> str:
    """Return rows as a spreadsheet saves them as text."""
    return "".join(f"{separator.join(row)}{ends}" for row in rows)
