"""Pasted lines: employees typed or pasted into the chat, one a line.

"Ani Wati; 3171...; kantor; Bekasi; teller". People separate with whatever is at hand, number
their lines, or paste straight from a sheet. A line is taken apart only where that is
unambiguous: by its separator, and by the two fields that know themselves, NIK and unit.
"""

from __future__ import annotations

import re
from typing import Final

from flows.rules.entries import Entry, read_unit, tidy
from flows.rules.identity import NIK_DIGITS, is_number, only_digits

FIELDS: Final = 5
_SEPARATORS: Final = ("\t", ";", "|", ",")
_GAP: Final = re.compile(r"\s{2,}|\s[-–—]\s")  # where there is no separator
_BULLET: Final = re.compile(r"^\s*(?:\d{1,5}\s*[.)](?:\s+|(?=[^\W\d]))|[-*•]\s+)")
_LONG_NUMBER: Final = re.compile(r"\d(?:[ .\-']?\d){9,}")
_NIK_AT_LEAST: Final = 10
_HEADING_WORDS: Final = (
    "no nomor nama lengkap name full nik ktp number of id digit angka unit kerja work bagian kota "
    "asal domisili home town city jabatan posisi pekerjaan job title position pekerja karyawan "
    "pegawai employee"
)


def read_lines(text: str) -> tuple[Entry, ...]:
    """Read pasted lines into entries, numbered by line; blank and heading lines are skipped."""
    lines = enumerate(text.splitlines(), start=1)
    parts = ((number, _parts(line)) for number, line in lines)
    return tuple(
        _entry(number, found)
        for number, found in parts
        if any(tidy(part) for part in found) and not _is_heading(found)
    )


def _parts(line: str) -> list[str]:
    plain = _BULLET.sub("", line)
    separator = next((sign for sign in _SEPARATORS if sign in plain), None)
    if separator is None:
        return _at_gaps(plain) or _around_the_nik(plain)
    parts = [part.strip().strip('"').strip() for part in plain.split(separator)]
    while parts and not parts[-1]:
        parts.pop()
    numbered = bool(parts) and is_number(parts[0]) and len(parts[0]) < _NIK_AT_LEAST
    return parts[1:] if numbered else parts


def _at_gaps(line: str) -> list[str] | None:
    parts = _GAP.split(line.strip())
    at = next((place for place, part in enumerate(parts) if _is_nik(part)), None)
    if at is None or len(parts) < FIELDS:
        return None
    return [" ".join(part for part in parts[:at] if not is_number(part)), *parts[at:]]


def _around_the_nik(line: str) -> list[str]:
    found = _LONG_NUMBER.search(line)
    if not found:
        return [line.strip()]
    first, _, rest = line[found.end() :].strip().partition(" ")
    return [line[: found.start()].strip(), found.group(), first, rest.strip()]


def _entry(number: int, parts: list[str]) -> Entry:
    at = next((place for place, part in enumerate(parts) if _is_nik(part)), None)
    if at is None:
        return _in_order(number, parts)
    # A degree brings commas of its own ("Ani, S.E."): all before the NIK is the name.
    before, nik, after = [part for part in parts[:at] if part], parts[at], parts[at + 1 :]
    if not before and after:
        before, after = after[:1], after[1:]
    early = [part for part in before[1:] if read_unit(part)]
    if len(early) == 1 and not any(read_unit(part) for part in after):
        before, after = [part for part in before if part not in early], early + after
    return _with_unit(number, ", ".join(before), nik=nik, rest=after)


def _with_unit(number: int, name: str, *, nik: str, rest: list[str]) -> Entry:
    at = _unit_at(rest)
    unit, others = (rest[at], rest[:at] + rest[at + 1 :]) if rest else (None, [])
    home, job = others[0] if others else None, ", ".join(others[1:]) or None
    return Entry(number, name or None, nik, unit, home, job)


def _unit_at(parts: list[str]) -> int:
    """Find the unit; of two words that may both be one ("Admin; Pelayanan") none is guessed."""
    units = {place: unit for place, part in enumerate(parts) if (unit := read_unit(part))}
    return min(units) if len(set(units.values())) == 1 else 0


def _in_order(number: int, parts: list[str]) -> Entry:
    padded = [part or None for part in [*parts, *[""] * FIELDS]]
    name, nik, unit, home = padded[: FIELDS - 1]
    return Entry(number, name, nik, unit, home, ", ".join(parts[FIELDS - 1 :]) or None)


def _is_nik(part: str) -> bool:
    digits = only_digits(part)
    if is_number(digits):
        return len(digits) >= _NIK_AT_LEAST
    return len(digits) == NIK_DIGITS and sum(sign.isdigit() for sign in digits) >= _NIK_AT_LEAST


def _is_heading(parts: list[str]) -> bool:
    if any(_is_nik(part) for part in parts):
        return False  # whoever has a number is somebody, and "Nik" is a name too
    if any(part.casefold() in {"nik", "no. nik", "nomor nik"} for part in parts):
        return True
    words = {word for part in parts for word in re.findall(r"[^\W\d_]+", part.casefold())}
    return "nik" in words and words.issubset(_HEADING_WORDS.split())
