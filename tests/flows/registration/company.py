"""A made-up company and the way it takes through its registration, step by step."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import accumulate

from bot import policies
from flows.events import Handed, Verb
from flows.registration.conversation import registration
from flows.situation import Situation
from tests.flows.visit import Visit, visit

RULES = policies.load()
DAY = date(2021, 7, 10)
LETTER, EVIDENCE = "a" * 64, "b" * 64

GREETED = (">agree", ">company")
FINANCE = (*GREETED, "asuransi", ">ess_finance")
NUMBERED = (*FINANCE, "9120001234567")
PLACED = (*NUMBERED, "PT Asuransi Contoh", ">3171", ">317101", "Jl. Contoh 12")
REACHED = (*PLACED, "Siti Aminah", "Manajer SDM", "0812-3456-7890")
STAFFED = (*REACHED, "100", "0", "40")
LISTED = (*STAFFED, {"service": 3, "office": 2}, Verb.DONE)
COMPLETE = (*LISTED, Handed(LETTER), Verb.SKIP, ">agree")


def situation(on=DAY, rules=RULES, **known):
    return Situation(on, rules, **{"language_chosen": True, **known})


@cache
def on_its_way(steps: int) -> Visit:
    """The company after so many steps of the whole way: taken once, for many tests set out here."""
    before = on_its_way(steps - 1) if steps else visit(registration(situation()))
    return replace(before).does(*COMPLETE[steps - 1 : steps])


def registering(*acts, **known) -> Visit:
    """Take these steps of a registration."""
    if known:
        return visit(registration(situation(**known)), *acts)
    same = sum(accumulate((a == b for a, b in zip(acts, COMPLETE, strict=False)), min))
    return replace(on_its_way(same)).does(*acts[same:])
