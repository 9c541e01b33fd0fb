"""Whether a question asks a reporter who they are.

No official ever asks that (the city's own promise of July 2021), and an answer would undo all that
keeps a reporter unknown. Read from words alone, so it is a rail and not a wall: whoever means to
ask will find other words, and the reporter is warned beside every question.
"""

from __future__ import annotations

import re
from typing import Final

_TITLE: Final = r"(?:ibu|bapak|mbak|mas|kakak)(?=\s*(?:[?.,;!]|dan\b|$))"  # not "bapak pimpinan"
_YOU: Final = rf"(?:anda|kamu|kau|saudara|kalian|pelapor|{_TITLE})"
_OWN: Final = (
    r"(?:nama|nik|ktp|jabatan|posisi|umur|usia|e-?mail|telepon|hp|ponsel|wa|whatsapp|nomor|no"
    r"|kelamin|gender|agama|suku|inisial|kontak|akun|alamat|identitas|bagian|divisi|departemen"
    r"|tim|regu|shift|meja|kursi|loker|masa\s+kerja|pekerjaan)"
)
_MORE: Final = r"(?:lengkap|asli|panggilan|nik|ktp|hp|telepon|ponsel|wa|whatsapp|rumah|karyawan)"
_HOUSES: Final = (  # "rumah makan" is a workplace; an address of one may be asked for
    r"(?:toko|makan|sakit|produksi|potong|kantor|ibadah|susun|duka|usaha|kaca|jahit)"
)
_PART: Final = r"(?:shift|bagian|divisi|departemen|lantai|unit|meja|tim|regu|ruang|ruangan|gudang)"
_WORKS: Final = r"(?:(?:sudah|mulai|masuk|telah)\s+)*(?:be)?kerja"
_WORKPART: Final = r"(?:desk|floor|shift|team|department|section|unit|room|seat|locker)"
_ASKING: Final = re.compile(
    rf"\bsiapa(?:kah)?\s+{_YOU}\b"
    rf"|\b{_OWN}(?:\s+{_MORE})*\s*(?:{_YOU}\b|mu\b)"
    rf"|\balamat\s+rumah\b(?!\s+{_HOUSES}\b)"
    rf"|\b{_YOU}\s+(?:(?:be)?kerja\s+)?(?:ada\s+)?(?:di|pada|dari)?\s*{_PART}\b"
    rf"|\bsiapa\s+(?:nama\s+)?atasan(?:\s+langsung)?\s+{_YOU}\b"
    rf"|\batasan(?:\s+langsung)?\s+{_YOU}\s+(?:itu\s+)?(?:adalah\s+)?siapa\b"
    rf"|\b(?:berapa\s+(?:lama|tahun|bulan)|sejak\s+kapan|kapan)\s+{_YOU}\s+{_WORKS}\b"
    rf"|\b(?:berapa\s+(?:lama|tahun|bulan)|sejak\s+kapan)\s+{_WORKS}\s+di\s+(?:sana|situ|sini)\b"
    r"|\bsiapa\s+(?:saja\s+)?(?:yang\s+)?(?:me|pe)?lapor"
    r"|\bselfie\b|\bswafoto\b|\bfoto\s+(?:diri|wajah|muka)\b"
    r"|\byang\s+(?:bisa|dapat)\s+(?:kami\s+)?(?:di)?hubungi\b"
    rf"|\bkami\s+(?:(?:bisa|dapat)\s+)?(?:meng)?hubungi\s+{_YOU}\b"
    r"|\bwho\s+(?:are|r)\s+(?:you|u)\b"
    r"|\byour\s+(?:(?:full|real|own|first|last|phone|mobile|employee|home|job|direct)\s+)*"
    r"(?:name|nik|id|phone|mobile|number|e-?mail|address|job|position|title|age|gender|sex"
    rf"|initials|contact|account|religion|seniority|{_WORKPART})\b"
    r"|\bwho\s+is\s+your\b"
    rf"|\b{_WORKPART}\s+(?:is\s+yours|are\s+you|do\s+you)\b"
    r"|\bhow\s+long\s+have\s+you\s+(?:been\s+)?work|\bwhen\s+did\s+you\s+(?:start|join)\b"
    r"|\b(?:contact|reach|call)\s+you\b"
    r"|\b(?:identify|introduce)\s+yourself\b"
)


def asks_who(words: str) -> bool:
    """Tell whether words ask for the name, number, job or age of whoever reads them."""
    return _ASKING.search(" ".join(words.casefold().split())) is not None
