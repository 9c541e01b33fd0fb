"""A business that somebody named in words or digits, without having answered what comes before.

Words name a business and nothing else: not for whom somebody works, nor where. So the questions
before it stay open, unless they were answered on the way; and of digits, which may be a postcode
or a price, it is asked whether they are a business code at all.
"""

from __future__ import annotations

from flows.dialogue import Choice, Text
from flows.doors import Door, Way, write_way
from flows.eligibility.page import open_page, start_at
from flows.eligibility.path import Path, write_data
from flows.eligibility.rules import Rules
from flows.eligibility.tree import fitting
from flows.language import Language
from flows.pages import Page


def carried_on(rules: Rules, begun: Path, named: Path) -> Path:
    """Return the path of a business that was named, from where somebody stood.

    The answers before it are kept where they lead to its question; anything else is asked anew.
    """
    if named.purpose or not (named.sector or named.group):
        return named
    both = fitting(rules, Path(begun.purpose, begun.kind, named.group, named.sector))
    return both if both.sector or both.group else named


def code_page(rules: Rules, language: Language, begun: Path, code: str) -> Page:
    """Ask whether digits are meant as a business code; say why they cannot be one."""
    if rules.policy is None:
        return open_page(rules, start_at(rules, language))
    digits = code[:2]
    division = rules.procedure.divisions.get(digits)
    anew = Choice(write_way(Way(Door.ELIGIBILITY, language)), Text("menu.open.eligibility"))
    if division is None:
        told = Text("registration.activity.no_division", {"division": digits})
        return Page("no_such_code", told, (anew,), _controls(language, code))
    if not rules.policy.settles(code):
        told = Text("registration.activity.more_digits", {"code": code})
        return Page("more_digits", told, (anew,), _controls(language, code))
    spot = start_at(rules, language, carried_on(rules, begun, Path(sector=code))).spot
    yes = Choice(write_data(spot), Text("eligibility.code.yes", {"code": code}))
    asked = Text("eligibility.code", {"code": code, "digits": digits, "division": division})
    return Page("typed_code", asked, (yes, anew), _controls(language, code))


def _controls(language: Language, code: str) -> tuple[Choice, Choice]:
    menu = Choice(write_way(Way(Door.MENU, language)), Text("menu.home"))
    other = Way(Door.ELIGIBILITY, language.other(), code)
    return menu, Choice(write_way(other), Text("control.language"))
