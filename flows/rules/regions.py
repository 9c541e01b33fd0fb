"""Where a NIK can come from: the 38 provinces and 514 regencies of Indonesia by their codes.

The first four digits of a NIK are the regency that issued it. The codes are facts of the
Ministry of Home Affairs (Kepmendagri 300.2.2-2138 of 2025 and its forerunners), taken over from
the MIT-licensed compilation of Cahya DSN. A code outlives the regency's later splits and moves
to a new province, so a code that is missing here never refuses anybody: it is worth a second
look and no more.
"""

from __future__ import annotations

from typing import Final

# Province code: its name, and its regencies' last two digits (01 and up: kabupaten, 71: kota).
PROVINCES: Final[dict[str, tuple[str, str]]] = {
    "11": ("Aceh", "01-18 71-75"),
    "12": ("Sumatera Utara", "01-25 71-78"),
    "13": ("Sumatera Barat", "01-12 71-77"),
    "14": ("Riau", "01-10 71-72"),
    "15": ("Jambi", "01-09 71-72"),
    "16": ("Sumatera Selatan", "01-13 71-74"),
    "17": ("Bengkulu", "01-09 71"),
    "18": ("Lampung", "01-13 71-72"),
    "19": ("Kepulauan Bangka Belitung", "01-06 71"),
    "21": ("Kepulauan Riau", "01-05 71-72"),
    "31": ("DKI Jakarta", "01 71-75"),
    "32": ("Jawa Barat", "01-18 71-79"),
    "33": ("Jawa Tengah", "01-29 71-76"),
    "34": ("DI Yogyakarta", "01-04 71"),
    "35": ("Jawa Timur", "01-29 71-79"),
    "36": ("Banten", "01-04 71-74"),
    "51": ("Bali", "01-08 71"),
    "52": ("Nusa Tenggara Barat", "01-08 71-72"),
    "53": ("Nusa Tenggara Timur", "01-21 71"),
    "61": ("Kalimantan Barat", "01-12 71-72"),
    "62": ("Kalimantan Tengah", "01-13 71"),
    "63": ("Kalimantan Selatan", "01-11 71-72"),
    "64": ("Kalimantan Timur", "01-03 07-09 11 71-72 74"),
    "65": ("Kalimantan Utara", "01-04 71"),
    "71": ("Sulawesi Utara", "01-11 71-74"),
    "72": ("Sulawesi Tengah", "01-12 71"),
    "73": ("Sulawesi Selatan", "01-18 22 24 26 71-73"),
    "74": ("Sulawesi Tenggara", "01-15 71-72"),
    "75": ("Gorontalo", "01-05 71"),
    "76": ("Sulawesi Barat", "01-06"),
    "81": ("Maluku", "01-09 71-72"),
    "82": ("Maluku Utara", "01-08 71-72"),
    "91": ("Papua", "03 05-06 10-11 15 19-20 71"),
    "92": ("Papua Barat", "02-03 06-08 11-12"),
    "93": ("Papua Selatan", "01-04"),
    "94": ("Papua Tengah", "01-08"),
    "95": ("Papua Pegunungan", "01-08"),
    "96": ("Papua Barat Daya", "01-05 71"),
}


def _regencies() -> frozenset[str]:
    return frozenset(
        f"{province}{number:02}"
        for province, (_, spans) in PROVINCES.items()
        for span in spans.split()
        for number in _numbers(span)
    )


def _numbers(span: str) -> range:
    first, _, last = span.partition("-")
    return range(int(first), int(last or first) + 1)


REGENCIES: Final = _regencies()


def is_regency(code: str) -> bool:
    """Tell whether these four digits are a regency of today."""
    return code in REGENCIES


def province_name(code: str) -> str | None:
    """Return the province whose code these digits begin with."""
    found = PROVINCES.get(code[:2])
    return found[0] if found else None
