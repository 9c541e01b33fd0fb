"""Walks the whole tree of a day: every page that somebody could come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from flows.dialogue import Choice
from flows.eligibility.page import Settled, open_page, settle, start_at
from flows.eligibility.path import Path, path_for, read_data
from flows.eligibility.rules import Rules
from flows.eligibility.tree import CODE_DIGITS, JAKARTA, KINDS, open_question
from flows.language import Language
from flows.pages import Page
from flows.rules.policy import KbliRule, Policy

WORK: Final = tuple(sorted(KINDS[JAKARTA]))


def pages(rules: Rules, language: Language = Language.ID) -> Iterator[tuple[Path, Page]]:
    """Yield every page of a day in one language, with the path that leads there."""
    found = dict.fromkeys(start_at(rules, language, path) for path in _beginnings(rules))
    waiting = list(found)
    for settled in waiting:  # grows while it is walked
        page = open_page(rules, settled)
        yield settled.spot.path, page
        for onward in ways_on(rules, page):
            if onward.spot.language is language and onward not in found:
                found[onward] = None
                waiting.append(onward)


def taps(rules: Rules) -> dict[Path, int]:
    """Count the taps from the first question to each verdict."""
    counted = {start_at(rules, Language.ID): 0}
    waiting, verdicts = list(counted), {}
    for settled in waiting:  # grows while it is walked
        page, path = open_page(rules, settled), settled.spot.path
        if open_question(rules, path) is None:
            verdicts[path] = counted[settled]
            continue
        for found in _led_to(rules, page.choices):
            if found not in counted:
                counted[found] = counted[settled] + 1
                waiting.append(found)
    return verdicts


def ways_on(rules: Rules, page: Page) -> Iterator[Settled]:
    """Yield where the buttons of a page lead within the tree."""
    return _led_to(rules, (*page.choices, *page.controls))


def _led_to(rules: Rules, choices: Iterable[Choice]) -> Iterator[Settled]:
    for choice in choices:
        spot = read_data(choice.value)
        if spot is not None:
            yield settle(rules, spot)


def _beginnings(rules: Rules) -> Iterator[Path]:
    """Yield where people begin: the first question, a business they named, codes of each kind."""
    yield Path()
    yield from (path_for(sector=one) for each in rules.people.groups.values() for one in each)
    yield from (Path(JAKARTA, kind, sector=code) for code in _codes(rules) for kind in WORK)


def _codes(rules: Rules) -> tuple[str, ...]:
    """Return one business code for each sector and fit, by the rules of the day."""
    if rules.policy is None:
        return ()
    kinds = {(rule.sector, rule.fit): rule for rule in rules.policy.codes.values()}
    return tuple(_code(rules.policy, rule) for rule in kinds.values())


def _code(policy: Policy, rule: KbliRule) -> str:
    """Return a code that this rule decides: its prefix, or else a whole one that begins so."""
    if policy.settles(rule.prefix):
        return rule.prefix
    missing = CODE_DIGITS[-1] - len(rule.prefix)
    whole = (f"{rule.prefix}{rest:0{missing}}" for rest in range(10**missing))
    return next(code for code in whole if policy.kbli(code) is rule)
