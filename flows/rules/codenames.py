"""Names for cases, so that officers can speak of one without saying anything about it."""

from __future__ import annotations

from typing import Final

FLOWERS: Final = (
    "Anggrek", "Melati", "Mawar", "Kenanga", "Cempaka", "Dahlia", "Teratai", "Seroja",
    "Flamboyan", "Bugenvil", "Kamboja", "Soka", "Tulip", "Lavender", "Lili", "Asoka",
    "Kaktus", "Pakis", "Bambu", "Cemara", "Jati", "Mahoni", "Trembesi", "Ketapang", "Waru",
    "Beringin", "Sawo", "Rambutan", "Durian", "Manggis", "Salak", "Nangka",
)  # fmt: skip
COLOURS: Final = (
    "Merah", "Jingga", "Kuning", "Hijau", "Biru", "Nila", "Ungu", "Putih", "Hitam", "Kelabu",
    "Cokelat", "Emas", "Perak", "Tembaga", "Gading", "Krem", "Toska", "Lembayung", "Zamrud",
    "Safir", "Delima", "Mutiara", "Pirus", "Kobalt", "Oranye", "Salem", "Marun", "Lumut",
    "Langit", "Fajar", "Senja", "Embun",
)  # fmt: skip
DIGITS: Final = 100


def codename(case: bytes) -> str:
    """Name a case by its random id; two cases may share a name once in a hundred thousand."""
    flower, colour = FLOWERS[case[0] % len(FLOWERS)], COLOURS[case[1] % len(COLOURS)]
    return f"{flower} {colour} {case[2] % DIGITS:02}"
