"""Finding the sector: by words, by business code, or by picking from the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from zlib import crc32

from flows.citing import cited
from flows.dialogue import (
    Answers,
    Choice,
    Exit,
    Expects,
    Item,
    Lines,
    Question,
    Reader,
    Says,
    Text,
    Unreadable,
    Value,
)
from flows.registration.keys import ACTIVITY, CATEGORY, EVIDENCE, LIST, NONE, SECTOR, STAFF
from flows.replies import labelled, one_of, words
from flows.rules.caps import WorkUnit
from flows.rules.decision import UNSURE, Case, Decision, Outcome, UnknownCase, decide
from flows.rules.kbli import has_division
from flows.rules.policy import Policy
from flows.rules.sectors import Category, Sector
from flows.situation import Situation

CODE_DIGITS: Final = range(2, 6)
BESIDE_A_CODE: Final = re.compile(r"^kbli[\s:.]*|[\s.]+", re.IGNORECASE)  # "KBLI 65.111", "65 111"


def is_code(answers: Answers) -> bool:
    """Tell whether the activity was given as a business code."""
    return _activity(answers).isdigit()


def _activity(answers: Answers) -> str:
    return answers.get(ACTIVITY) or ""


def ruling(situation: Situation, answers: Answers) -> Decision | None:
    """Say what the rules make of the answers so far; None until the sector is known."""
    return _decided(situation, answers, _staff(answers))


def ruled(situation: Situation, answers: Answers) -> Decision | None:
    """Say the same without counting permits: every condition of a question asks this."""
    return _decided(situation, answers, {})


def _staff(answers: Answers) -> dict[WorkUnit, int]:
    return {unit: answers.get(key) or 0 for unit, key in STAFF.items()}


def _decided(
    situation: Situation, answers: Answers, staff: dict[WorkUnit, int]
) -> Decision | None:
    sector = answers.get(SECTOR)
    if is_code(answers):
        case = Case(situation.on, kbli=_activity(answers), staff=staff)
    elif sector is None:
        return None
    else:
        case = Case(situation.on, sector=sector, staff=staff)
    try:
        return decide(situation.policies, case)
    except UnknownCase:  # none of those offered, or one that older rules had
        return None


def comes_to(situation: Situation, answers: Answers, *outcomes: Outcome) -> bool:
    """Tell whether the rules' answer is one of these."""
    decision = ruled(situation, answers)
    return decision is not None and decision.outcome in outcomes


def told_rule(situation: Situation, answers: Answers) -> Mapping[str, Says]:
    """Fill the places of a text that tells the rule: its words, its date, its source."""
    decision, policy = ruling(situation, answers), situation.policy
    if decision is None or policy is None:
        return {}
    sector = policy.sectors.get(decision.sector)
    names = policy.procedure.evidence
    return {
        "sector": sector.names if sector else "",
        "rule": decision.rule,
        "source": cited(policy.procedure, decision.sources),
        "since": policy.effective_from,
        "evidence": Lines(tuple(names[one] for one in decision.evidence if one in names)),
    }


def found_sector(situation: Situation, answers: Answers) -> Says:
    """Say which sector was found, and who judges it: a code may be mistyped and still be one."""
    decision, policy = ruled(situation, answers), situation.policy
    if decision is None or policy is None:
        return ""
    sector = policy.sectors.get(decision.sector)
    if sector is None:
        return Text("registration.found.unsure")
    judged = "review" if decision.outcome is Outcome.OFFICER_REVIEW else "listed"
    return Text(f"registration.found.{judged}", {"sector": sector.names})


def reviewed_sector(situation: Situation, answers: Answers) -> Says:
    """Say of a whole registration which sector it is judged by, and what the rules make of it."""
    decision, policy = ruled(situation, answers), situation.policy
    if decision is None or policy is None:
        return ""
    sector = policy.sectors.get(decision.sector)
    if sector is None:  # whoever could not tell, or a code that belongs to none by itself
        return Text("registration.review.unsure")
    category = Text(f"registration.category.{sector.category}")
    told: dict[str, Says] = {"sector": sector.names, "category": category}
    return Text(f"registration.review.{decision.outcome}", told)


def sector_questions(situation: Situation, policy: Policy) -> tuple[Item, ...]:
    """Return the questions that find the sector."""

    def found(answers: Answers) -> tuple[Sector, ...]:
        return _candidates(situation, policy, answers)

    return (
        Question(
            ACTIVITY,
            _read_activity(situation, policy),
            choices=lambda _: (Choice(LIST, Text("registration.activity.list")),),
            shown=lambda value, answers: _named_activity(policy, value, answers),
            examples=("asuransi", "65111", "68200", "81210", "7", "xyzzy"),
        ),
        Question(
            CATEGORY,
            one_of(*Category),
            Expects.CHOICE,
            labelled("registration.category", *Category),
            relevant=lambda answers: answers.get(ACTIVITY) == LIST,
        ),
        Question(
            SECTOR,
            _read_sector(found),
            Expects.CHOICE,
            lambda answers: (
                *(Choice(sector.id, sector.names) for sector in found(answers)),
                Choice(UNSURE, Text("registration.sector.unsure")),
                Choice(_none_of(found(answers)), Text("registration.sector.none")),
            ),
            relevant=lambda answers: not is_code(answers),
        ),
        Exit(
            "no_sector",
            lambda answers: answers.get(SECTOR) == _none_of(found(answers)),
            doors=("menu",),
        ),
        Exit(
            "exempt_business",
            lambda answers: comes_to(situation, answers, Outcome.EXEMPT),
            lambda answers: told_rule(situation, answers),
            doors=("menu",),
        ),
        Exit(
            "not_eligible",
            lambda answers: comes_to(situation, answers, Outcome.NOT_ELIGIBLE),
            lambda answers: told_rule(situation, answers),
            doors=("reporting", "menu"),
        ),
    )


def evidence_questions(situation: Situation) -> tuple[Item, ...]:
    """Ask for evidence before anything is typed, where the rule wants it."""

    def asked(answers: Answers) -> bool:
        return comes_to(situation, answers, Outcome.ELIGIBLE_WITH_EVIDENCE)

    def places(answers: Answers) -> Mapping[str, Says]:
        return told_rule(situation, answers)

    return (
        Question(
            EVIDENCE,
            one_of("yes", "no"),
            Expects.CHOICE,
            labelled("registration.evidence", "yes", "no"),
            relevant=asked,
            places=places,
        ),
        Exit(
            "evidence_first",
            lambda answers: answers.get(EVIDENCE) == "no",
            places,
            doors=("menu",),
        ),
    )


def unit_names(unit: WorkUnit) -> Text:
    """Name a unit of work."""
    return Text(f"roster.unit.{unit}")


def _named_activity(policy: Policy, value: Value, answers: Answers) -> Says:
    """Say what the business does; of what was picked from the list, the sector that was picked."""
    sector = answers.get(SECTOR) or ""
    if value != LIST:
        return value
    if picked := policy.sectors.get(sector):
        return picked.names
    return Text(f"registration.activity.{'listed' if sector == UNSURE else 'list'}")


def _candidates(situation: Situation, policy: Policy, answers: Answers) -> tuple[Sector, ...]:
    activity = _activity(answers)
    if activity != LIST:
        return _named(situation, policy, activity)
    chosen = answers.get(CATEGORY)
    return tuple(sector for sector in policy.sectors.values() if sector.category == chosen)


def _named(situation: Situation, policy: Policy, words: str) -> tuple[Sector, ...]:
    """Find sectors by the rules' own words, else by what everyday words may mean."""
    if found := policy.search(words):
        return found
    meant = (policy.sectors.get(one) for one in situation.trades(words))
    return tuple(sector for sector in meant if sector)


def _none_of(offered: Iterable[Sector]) -> str:
    """Say "none of these", so that it is no answer any more once others are offered."""
    ids = " ".join(sector.id for sector in offered)
    return f"{NONE}-{crc32(ids.encode()):08x}"


def _read_activity(situation: Situation, policy: Policy) -> Reader:
    read_words = words(most=80)

    def read(reply: str, answers: Answers) -> Value:
        text = reply.strip()
        if text == LIST:
            return LIST
        digits = BESIDE_A_CODE.sub("", text)
        if digits.isascii() and digits.isdigit():
            if len(digits) not in CODE_DIGITS:
                raise Unreadable("registration.activity.code_length")
            if not has_division(digits):
                raise Unreadable("registration.activity.no_division", division=digits[:2])
            if not policy.settles(digits):
                raise Unreadable("registration.activity.more_digits", code=digits)
            return digits
        said = str(read_words(text, answers))
        if not _named(situation, policy, said):
            raise Unreadable("registration.activity.not_found", words=said)
        return said

    return read


def _read_sector(found: Callable[[Answers], tuple[Sector, ...]]) -> Reader:
    def read(reply: str, answers: Answers) -> Value:
        wanted = reply.strip().casefold()
        offered = {sector.id: sector for sector in found(answers)}
        none = _none_of(offered.values())
        if wanted in {NONE, none}:
            return none
        if wanted in {UNSURE, *offered}:
            return wanted
        named = [
            sector.id
            for sector in offered.values()
            if wanted in {sector.names.id.casefold(), sector.names.en.casefold()}
        ]
        if not named:
            raise Unreadable("control.pick_a_button")
        return named[0]

    return read
