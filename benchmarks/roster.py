"""How long a full list takes to read, judge and answer, and what a bomb costs. Prints JSON."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date

import xlsxwriter

from bot.commands.roster import _Speaker
from bot.rosters.reading import read_roster
from bot.rosters.result import make_result
from bot.rosters.template import make_template
from flows.language import Language
from flows.rules.roster import examine

ROWS = 10_000
TODAY = date(2021, 7, 10)
BOMB_BYTES = 98 * 1024 * 1024


def a_full_list() -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Nama", "NIK", "Unit kerja", "Kota asal", "Jabatan"])
        for row in range(1, ROWS + 1):
            nik = (
                f"3275{row % 7 + 1:02}{row % 28 + 1:02}{row % 12 + 1:02}{row % 40 + 60:02}{row:04}"
            )
            name = f"Pekerja {chr(97 + row % 26) * 3} {chr(97 + row // 26 % 26) * 4}"
            unit = ("Pelayanan", "Produksi", "Kantor")[row % 3]
            sheet.write_row(row, 0, [name, nik[:16], unit, "Kota Bekasi", "Operator mesin"])
    return kept.getvalue()


def a_bomb(unpacked: int) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * (unpacked // 6))
    return kept.getvalue()


def a_heavy_sheet() -> bytes:
    """Return a workbook as heavy as the weighing lets through: 1.6 million numbers, no list."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as workbook:
        workbook.add_worksheet().write_row(0, 0, ["Nama", "NIK", "Unit", "Kota", "Jabatan"])
    honest = zipfile.ZipFile(kept)
    heavy = io.BytesIO()
    with zipfile.ZipFile(heavy, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in honest.namelist():
            part = honest.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</sheetData>", numbers(46) + b"</sheetData>")
            archive.writestr(name, part)
    return heavy.getvalue()


def numbers(megabytes: int) -> bytes:
    rows, size, row = [], 0, 2
    while size < megabytes * 1024 * 1024:
        cells = "".join(f"<c><v>{(row * 7919 + place) % 99991}</v></c>" for place in range(50))
        rows.append(f'<row r="{row}">{cells}</row>')
        size, row = size + len(rows[-1]), row + 1
    return "".join(rows).encode()


def a_wide_sheet() -> bytes:
    """Return a small honest file whose two cells span a million rows: the lying dimension."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_string(0, 0, "Nama")
        sheet.write_string(1_048_575, 16_383, "x")
    return kept.getvalue()


def timed(work: Callable[[], object]) -> tuple[object, float]:
    began = time.perf_counter()
    found = work()
    return found, round(time.perf_counter() - began, 3)


def alone(data: bytes) -> dict[str, object]:
    """Read a file in a process of its own, so that the peak of its reader alone is seen."""
    script = (
        "import sys,json,time,resource;from bot.rosters.reading import read_roster;"
        "data=sys.stdin.buffer.read();t=time.perf_counter();table=read_roster(data);"
        "print(json.dumps({'refused':table.refused and table.refused.code,"
        "'seconds':round(time.perf_counter()-t,3),'peak_mib':round("
        "resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=data, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def main() -> None:
    data = a_full_list()
    table, reading = timed(lambda: read_roster(data))
    judged, judging = timed(
        lambda: examine(table.entries, today=TODAY, listed={}, permitted=frozenset())
    )
    say = _Speaker(Language.ID)
    _, answering = timed(lambda: make_result(table.entries, judged, say=say))
    _, template = timed(lambda: make_template(indonesian=say, english=_Speaker(Language.EN)))
    figures = {
        "rows": len(table.entries),
        "accepted": len(judged.accepted),
        "file_kib": len(data) // 1024,
        "read_s": reading,
        "judge_s": judging,
        "read_and_judge_s": round(reading + judging, 3),
        "answer_s": answering,
        "template_s": template,
        "list_alone": alone(data),
        "bomb": alone(a_bomb(BOMB_BYTES)),
        "just_below_the_limits": alone(a_heavy_sheet()),
        "lying_dimension": alone(a_wide_sheet()),
        "own_peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
