"""Patients: texts about somebody's own treatment or vaccination, known by a word of it.

The ranker alone takes whatever it never met ("I repair watches") for a patient's words, because
patients speak of themselves. Only with a word of illness, treatment or its places may it say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from flows.questions.intents import Outside
from flows.questions.normal import plain
from flows.questions.ranker import Candidate

_TREATMENT: Final = (
    r"(?:ber|peng|per)?obat(?:an)?|dokter\w*|dr|rumah ?sakit|rs\w{0,5}|klinik|puskesmas|faskes"
    r"|optik|apotek|igd|ugd|icu|kontrol|konsul\w*|periksa|memeriksa\w*|pemeriksaan|medis"
    r"|rujukan|opname|rawat|dirawat|operasi|dioperasi|terapi|fisioterapi|psiko\w+|psikiat\w+"
    r"|radio\w+|radiasi|rontgen|usg|mri|lab|laboratorium|gula|kolesterol|endoskopi|nebul\w+"
    r"|transfusi|hemodial\w+|dialisis|cuci darah|hd|kemo\w*|suntik\w*|disuntik|vaksin\w*"
    r"|divaksin\w*|imunisasi|booster|dosis|swab|pcr|antigen|jahitan|gips|kacamata|lensa|tht"
)
_ILLNESS: Final = (
    r"sakit|demam|panas|batuk|sesak|mual|muntah|nyeri|luka|patah|kambuh|kanker|tumor|kista"
    r"|stroke|jantung|ginjal|paru|asma|diabet\w+|tensi|darah|thalas\w+|tbc|dbd|tipes|gigi|mata"
    r"|telinga|kulit"
)
_IN_ENGLISH: Final = (
    r"hospital\w*|clinic\w*|doctors?|dentist\w*|medical\w*|medicines?|medication|treat\w+"
    r"|therap\w+|physio\w*|psych\w+|surgery|surgeon|operation|chemo\w*|dialysis|transfusion"
    r"|check ?up|scan|x[ -]?ray|injection|inhaler|stitch\w*|plaster cast|cast|patients?"
    r"|vaccin\w+|jab|shot|dose|test|emergency|er|a dan e|admitted|appointment|sick\w*|ill"
    r"|illness|fever|dengue|pain\w*|hurts?|hurting|dizzy|cough\w*|asthma|cancer|tumou?r|kidney"
    r"|heart|chest|blood|tooth|teeth|eyes?|glasses"
)
_SPOKEN_OF: Final = re.compile(rf"\b(?:{_TREATMENT}|{_ILLNESS}|{_IN_ENGLISH})(?:nya|ku)?\b")
_CASES: Final = 1e-9  # a share below which nothing is left to be shared out


def speaks_of_treatment(text: str) -> bool:
    """Tell whether a text has a word of illness, of treatment or of its places."""
    return _SPOKEN_OF.search(plain(text)) is not None


def without_patients(ranking: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Take patients out of a ranking; what is left shares their part."""
    taken = sum(one.score for one in ranking if one.intent == Outside.OWN_TREATMENT)
    left = max(1 - taken, _CASES)
    others = (one for one in ranking if one.intent != Outside.OWN_TREATMENT)
    return tuple(Candidate(one.intent, min(one.score / left, 1.0), one.sector) for one in others)
