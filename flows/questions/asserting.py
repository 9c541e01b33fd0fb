"""Tells whether words say who may, must or need not work, travel or hold a permit.

Nobody is told so from words of their own, so no answer that officers write may say it either:
the tree decides, and a tap leads there. It is said without "may" and "must", too: whoever names
people or a trade beside going and showing tells them that they come through. Rather a harmless
sentence is stopped than a claim let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from flows.questions.normal import plain

BOUND: Final = (  # somebody may, must, need not, or goes free
    r"boleh\w*|diperbolehkan|dibolehkan|wajib\w*|diwajibkan|mewajibkan|harus\w*|diharuskan|perlu\w*"
    r"|diperlukan|memerlukan|butuh|membutuhkan|dibutuhkan|diizinkan|mengizinkan|dilarang|berhak"
    r"|bebas|dibebaskan|dikecualikan|tanpa|may|must|need\w*|allow\w*|permitted|require\w*"
    r"|mandatory|obliged|exempt\w*|entitled|forbidden|banned|prohibited|ha(?:ve|s|d) to|should"
    r"|free to|without|no"
)
ABLE: Final = r"bisa|dapat|can|cannot|could|able|tidak|gak|nggak|not|dont|doesnt"
WHOM: Final = (
    r"semua|setiap|seluruh|siapa ?pun|tiap|every\w*|anybody|anyone|all|nobody|no one|none|whoever"
)
MOTION: Final = (  # work and travel
    r"kerja|bekerja|pekerjaan|ngantor|berkantor|wfo|wfh|masuk|beroperasi|bepergian|pergi|keluar"
    r"|berangkat|perjalanan|lewat|melewati|melintas|melintasi"
    r"|work\w*|operate|travel\w*|commut\w*|go|leave|come|cross"
)
DOING: Final = rf"{MOTION}|rumah|kantor|office|home"
HELD: Final = r"strp|surat|izin|registrasi|permits?|letters?"
PEOPLE: Final = (
    r"satpam|sekuriti|security|guards?|nakes|perawat|bidan|dokter|apoteker|suster|nurses?|doctors?"
    r"|midwi\w+|medics?|ojol|ojek|gojek|grab|driver\w*|pengemudi|sopir|supir|kurir|couriers?|riders?"
    r"|pekerja|buruh|karyawan|karyawati|pegawai|staf|staff|workers?|employees?|labou?rers?|vendor"
    r"|alih ?daya|outsourc\w+|magang|interns?|asn|pns|tni|polri|bumn|bumd|civil|soldiers?|guru"
    r"|dosen|teachers?|kuli|tukang|builders?|barbers?|cleaners?|cashiers?|kasir|pedagang|penjual"
    r"|sellers?|vendors?|freelanc\w+|lepas|harian|art|pembantu|pengasuh|nann\w+|maids?|warga|orang"
    r"|people|residents?|citizens?|penumpang|passengers?|hamil|pregnant|pasien|patients?|pendamping"
    r"|companions?|anda|kamu|kalian|you|youre|youll|they|mereka|those|firms?|compan\w+|perusahaan"
)
GOING: Final = (  # going, being looked at, and what is shown
    r"jalan|melaju|lolos|diloloskan|meloloskan|dilewatkan|dipersilakan|sila(?:h)?kan|aman"
    r"|disetop|diperiksa|diputar|ditilang|ditolak|pos|penyekatan|checkpoints?|polisi|police"
    r"|tunjukkan|tunjukin|menunjukkan|ditunjukkan|perlihatkan|cukup|bawa|membawa|kta|sip"
    r"|pass\w*|through|drive\w*|ride\w*|show\w*|carry|carries|bring\w*|checked|stopped|turned"
    r"|waved|good|fine|safe|just|only|stay"
)
LET: Final = (  # without a word of whom: whoever reads it is meant
    r"(?:diper)?sila(?:h)?kan|seperti biasa|as usual|jalan terus|tetap|cukup|asal\w*|good to"
    r"|just|simply|still|keep|lolos|diloloskan|meloloskan|waved|let|lets"
)
SHOWN: Final = r"kta|kartu|sip|ktp|aplikasi|cards?|licen[cs]e|badge|app"
SECTORS: Final = r"(?:non[- ]?)?(?:esensial|essential|kritikal|critical)"
_SENTENCE: Final = re.compile(r"[.;!?\n]+")


def _said(*kinds: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(kinds)})\b")


_CLAIMS: Final = (
    (_said(BOUND, ABLE), _said(DOING)),
    (_said(BOUND), _said(HELD)),
    (_said(WHOM), _said(DOING, HELD)),
    (_said(PEOPLE), _said(DOING, GOING, SHOWN)),
    (_said(LET), _said(MOTION, SHOWN)),
    (_said(SECTORS), _said(SECTORS)),
)
_MOVING: Final = _said(DOING, GOING, SHOWN)


def asserts_eligibility(text: str, names_a_trade: Callable[[str], bool]) -> bool:
    """Tell whether a sentence of a text says who may, must or need not; in either language."""
    return any(
        _is_a_claim(sentence) or (_MOVING.search(sentence) and names_a_trade(sentence))
        for sentence in _SENTENCE.split(plain(text))
    )


def _is_a_claim(sentence: str) -> bool:
    return any(one.search(sentence) and other.search(sentence) for one, other in _CLAIMS)
