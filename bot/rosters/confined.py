"""The child process a file is opened in: little memory, little time, nothing to lose.

Whatever a malicious file does to the reader, it happens here: the process knows no secret, may
not grow, and is gone after one file. Bytes come in, one JSON object goes out.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date
from typing import Final

from bot.rosters.table import Refusal, Table
from flows.rules.entries import Cell, Column, Entry

MEMORY: Final = 150 * 1024 * 1024  # bytes of address space; a full list of 10,000 needs 60
CPU_SECONDS: Final = 4


def main() -> None:
    """Read a file from standard input; write what was found to standard output."""
    confine()
    from bot.rosters.sheets import read_file

    table = read_file(sys.stdin.buffer.read())
    sys.stdout.write(pack(table))


def confine() -> None:
    """Take from this process what it will not need."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(limit, (0, 0))


def pack(table: Table) -> str:
    """Write a table as JSON."""
    refused = table.refused
    return json.dumps(
        {
            "columns": table.columns,
            "entries": [_pack_entry(entry) for entry in table.entries],
            "refused": [refused.code, refused.missing] if refused else None,
        }
    )


def unpack(text: str | bytes) -> Table:
    """Read a table from JSON."""
    found = json.loads(text)
    columns = tuple(Column(column) for column in found["columns"])
    entries = tuple(_unpack_entry(cells) for cells in found["entries"])
    if not found["refused"]:
        return Table(columns, entries)
    code, missing = found["refused"]
    return Table(refused=Refusal(code, tuple(Column(column) for column in missing)))


def _pack_entry(entry: Entry) -> list[object]:
    cells = (entry.name, entry.nik, entry.unit, entry.home, entry.job)
    return [entry.number, *(_pack_cell(cell) for cell in cells)]


def _pack_cell(cell: Cell) -> object:
    return [cell.isoformat()] if isinstance(cell, date) else cell


def _unpack_entry(packed: list[str | float | list[str] | None]) -> Entry:
    number, name, nik, unit, home, job = (_unpack_cell(cell) for cell in packed)
    return Entry(int(str(number)), name, nik, unit, home, job)


def _unpack_cell(cell: str | float | list[str] | None) -> Cell:
    return date.fromisoformat(cell[0]) if isinstance(cell, list) else cell


if __name__ == "__main__":
    main()
