"""The tree of a day, as tests ask it."""

from datetime import date
from functools import cache

from bot import policies
from bot.wording import load_texts
from flows.dialogue import Lines, Text
from flows.eligibility.page import open_page, start_at
from flows.eligibility.path import Path
from flows.eligibility.rules import rules_on
from flows.eligibility.tree import fitting
from flows.eligibility.verdict import Told, judge
from flows.language import Language

POLICIES = policies.load()
TEXTS = load_texts()
DURING = date(2021, 7, 10)


@cache
def rules(day=DURING):
    return rules_on(POLICIES, date.fromisoformat(day) if isinstance(day, str) else day)


def told(day, path):
    """Return what a path comes to on a day; a question that is open is a mistake."""
    today = rules(day)
    found = judge(today, fitting(today, path))
    assert found is not None, path
    return found


def verdict(day, path):
    found = told(day, path)
    return found.verdict.value if isinstance(found, Told) else "unsure"


def a_path(journey, who="", business=""):
    """Write a path as the decision table does."""
    if business == "unsure":
        return Path(journey, who, group="unsure")
    return Path(journey, who, sector=business)


def page(path, day=DURING, language=Language.ID):
    today = rules(day)
    return open_page(today, start_at(today, language, path))


def said(says):
    """Return the keys of every text that a page says."""
    match says:
        case Text(key, places):
            return {key}.union(*(said(one) for one in places.values()))
        case Lines(parts):
            return set().union(*(said(one) for one in parts))
        case _:
            return set()
