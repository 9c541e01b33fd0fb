"""Where a workplace can be: the six regencies of DKI Jakarta and their 44 districts.

Source: Permendagri 72/2019, codes 31.01 and 31.71-31.75. Only workplaces inside DKI Jakarta fall
under its permit, wherever the worker lives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan: its six-digit code and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Regency:
    """A kota or kabupaten: its four-digit code, its name and its districts."""

    code: str
    name: str
    districts: tuple[District, ...]


def _regency(code: str, name: str, districts: str) -> Regency:
    """Number the districts as the ministry does, in the order of its list."""
    return Regency(
        code,
        name,
        tuple(
            District(f"{code}{number:02}", district)
            for number, district in enumerate(districts.split(", "), start=1)
        ),
    )


REGENCIES: Final[Mapping[str, Regency]] = {
    regency.code: regency
    for regency in (
        _regency(
            "3171",
            "Jakarta Pusat",
            "Gambir, Sawah Besar, Kemayoran, Senen, Cempaka Putih, Menteng, Tanah Abang, "
            "Johar Baru",
        ),
        _regency(
            "3172",
            "Jakarta Utara",
            "Penjaringan, Tanjung Priok, Koja, Cilincing, Pademangan, Kelapa Gading",
        ),
        _regency(
            "3173",
            "Jakarta Barat",
            "Cengkareng, Grogol Petamburan, Taman Sari, Tambora, Kebon Jeruk, Kalideres, "
            "Palmerah, Kembangan",
        ),
        _regency(
            "3174",
            "Jakarta Selatan",
            "Tebet, Setiabudi, Mampang Prapatan, Pasar Minggu, Kebayoran Lama, Cilandak, "
            "Kebayoran Baru, Pancoran, Jagakarsa, Pesanggrahan",
        ),
        _regency(
            "3175",
            "Jakarta Timur",
            "Matraman, Pulo Gadung, Jatinegara, Kramat Jati, Pasar Rebo, Cakung, Duren Sawit, "
            "Makasar, Ciracas, Cipayung",
        ),
        _regency("3101", "Kepulauan Seribu", "Kepulauan Seribu Utara, Kepulauan Seribu Selatan"),
    )
}

# Where people live or work who ask for Jakarta's permit all the same.
ELSEWHERE: Final = frozenset(
    {
        *("bekasi", "depok", "tangerang", "tangsel", "bogor", "cikarang", "cibitung", "karawang"),
        *("bsd", "serpong", "bintaro", "ciputat", "cibinong", "cileungsi", "serang", "cilegon"),
        *("banten", "bandung", "purwakarta", "sukabumi", "semarang", "yogyakarta", "surakarta"),
        *("surabaya", "malang", "medan", "palembang", "makassar", "denpasar", "bali"),
    }
)


def districts_of(regency: str) -> tuple[District, ...]:
    """Return the districts of a regency; none for a code that is none of ours."""
    found = REGENCIES.get(regency)
    return found.districts if found else ()


def district_named(words: str, regency: str) -> District | None:
    """Find a district of a regency by its typed name."""
    wanted = " ".join(words.casefold().split())
    return next(
        (one for one in districts_of(regency) if one.name.casefold() == wanted),
        None,
    )


def full_name(code: str) -> str:
    """Return the names of a district and its regency; a code that is none of ours as it is."""
    regency = REGENCIES.get(code[:4])
    district = next((one.name for one in districts_of(code[:4]) if one.code == code), None)
    return f"{district}, {regency.name}" if regency and district else code


def is_elsewhere(words: str) -> bool:
    """Tell whether words name a city around the province, or far from it."""
    return any(word in ELSEWHERE for word in words.casefold().replace(",", " ").split())
