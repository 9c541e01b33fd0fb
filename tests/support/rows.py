"""Rows of a list of employees, and how they are judged; no file and no bot is needed for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from flows.rules.roster import Cell, Entry, Examined, examine
from tests.support.builders import TODAY

NIK = "3171015708950001"
ANI = ("Ani Wati", NIK, "Kantor", "Bekasi", "Teller")


def an_entry(number: int = 2, **changes: Cell) -> Entry:
    return replace(Entry(number, *ANI), **changes)


def judge(
    entries: Iterable[Entry],
    *,
    today: date = TODAY,
    listed: Mapping[str, str] | None = None,
    permitted: Collection[str] = (),
) -> Examined:
    return examine(tuple(entries), today=today, listed=listed or {}, permitted=permitted)
