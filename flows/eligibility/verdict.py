"""The verdict at the end of a path: what is said about the person, or else about the sector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.eligibility.path import Path
from flows.eligibility.rules import Rules
from flows.eligibility.tree import SEVERAL, UNSURE, URGENT, kind_of, open_question
from flows.rules.decision import Case, Decision, Outcome, decide
from flows.rules.people import Ruling, Verdict

VERDICT_OF: Final[Mapping[Outcome, Verdict]] = {
    Outcome.ELIGIBLE: Verdict.REGISTER,
    Outcome.ELIGIBLE_WITH_EVIDENCE: Verdict.EVIDENCE,
    Outcome.OFFICER_REVIEW: Verdict.OFFICER,
    Outcome.NOT_ELIGIBLE: Verdict.WORK_FROM_HOME,
    Outcome.EXEMPT: Verdict.EXEMPT,
}
YES: Final = frozenset({Verdict.REGISTER, Verdict.EVIDENCE})


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict, the kind of person or journey it is about, and what it rests on."""

    verdict: Verdict
    about: str
    ruling: Ruling
    decision: Decision | None = None  # where the sector was asked


@dataclass(frozen=True, slots=True)
class Unsure:
    """No verdict: what is it that has to be known first?"""

    about: str


def judge(rules: Rules, path: Path) -> Told | Unsure | None:
    """Return what a fitting path comes to; None while a question is open."""
    if rules.policy is None:
        return _without_permits(rules)
    if open_question(rules, path) is not None:
        return None
    if path.purpose in {UNSURE, SEVERAL}:
        return Unsure("place" if path.purpose == SEVERAL else "purpose")
    if path.kind == UNSURE:
        return Unsure("need" if path.purpose == URGENT else "employer")
    kind = kind_of(path)
    ruling = rules.ruling(kind)
    if ruling.verdict is not None:
        return Told(ruling.verdict, kind, ruling)
    return Unsure("sector") if path.group == UNSURE else _by_sector(rules, path, ruling)


def _without_permits(rules: Rules) -> Told:
    """Say that there is no permit yet, or none any more."""
    ended = rules.said.get("ended")
    if ended is not None:
        return Told(Verdict.ENDED, "ended", ended)
    return Told(Verdict.NOT_YET, "not_yet", rules.ruling("not_yet"))


def _by_sector(rules: Rules, path: Path, ruling: Ruling) -> Told | Unsure:
    sector = ruling.sector or path.sector  # a code is asked before it
    decision = decide(rules.policies, Case(rules.on, kbli=path.code, sector=sector))
    verdict = VERDICT_OF[decision.outcome]
    if verdict is Verdict.EXEMPT:
        return _by_government(path, ruling)
    if ruling.officer_at_best and verdict in YES:
        verdict = Verdict.OFFICER
    return Told(verdict, path.kind, ruling, decision)


def _by_government(path: Path, ruling: Ruling) -> Told | Unsure:
    """Tell whoever gives a code of the government: nobody is exempt by a number they type.

    No private company has such a code, so its employer or the code is another; of those who may
    work for one and at the other, an officer knows.
    """
    if ruling.never_exempt or ruling.officer_at_best:
        return Told(Verdict.OFFICER, path.kind, ruling)
    return Unsure("code")
