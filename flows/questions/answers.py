"""Says the answer of a question as the rules stand on a day, and names it on a button."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from flows.citing import cited
from flows.dialogue import Lines, Says, Text
from flows.doors import Door, Way
from flows.language import Language
from flows.questions.intents import BY_SECTOR, INTENTS, topic_of
from flows.questions.lessons import Written
from flows.questions.ranker import BETWEEN, Candidate
from flows.rules.caps import WorkUnit
from flows.rules.decision import Case, Decision, Outcome, decide
from flows.rules.policy import Policies, Policy

VARIANT: Final = "from_"  # a text holds from the day its key names: ask.ojol.from_2021_07_17
WITH_EXEMPT_PEOPLE: Final = frozenset({"crit_health"})  # sectors some of whom need no permit
TIMELESS: Final = frozenset({"us", "report"})  # topics that outlive the permit
KILOBYTES: Final = 1024
VERDICTS: Final[Mapping[Outcome, str]] = {
    Outcome.ELIGIBLE: "eligible",
    Outcome.ELIGIBLE_WITH_EVIDENCE: "with_evidence",
    Outcome.NOT_ELIGIBLE: "non_essential",
    Outcome.OFFICER_REVIEW: "review",
    Outcome.EXEMPT: "exempt",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers under dated rules. ``since``: from which days a question has a newer text.

    ``written``: answers of the officers' own, by the name of the lesson.
    """

    policies: Policies
    since: Mapping[str, tuple[date, ...]]
    written: Mapping[str, Written] = field(default_factory=dict)

    def tell(self, candidate: Candidate, on: date) -> Says:
        """Say the answer of a question on a day in Jakarta."""
        if (own := self.written.get(candidate.intent)) is not None:
            return Text("taught.answer", {"words": own.words, "since": own.since})
        policy = self.policies.on(on)
        if policy is not None and candidate.intent in BY_SECTOR and candidate.sector:
            decision = decide(self.policies, Case(on, sector=candidate.sector))
            return self._of_sector(candidate, policy, decision)
        return self._dated(candidate.intent, on)

    def judge(self, sector: str, on: date) -> Outcome:
        """Return what the rules of a day make of a sector."""
        return decide(self.policies, Case(on, sector=sector)).outcome

    def label(self, candidate: Candidate) -> Says:
        """Name a question on a button."""
        sector = self.policies.versions[-1].sectors.get(candidate.sector)
        if sector is None:
            return Text(f"question.{candidate.intent}")
        return Text(f"question.{candidate.intent}.of_sector", {"sector": sector.names})

    def read(self, word: str) -> Candidate | None:
        """Read the word of a door as a question; None if it is none of ours."""
        intent, _, sector = word.partition(BETWEEN)
        known = not sector or (
            intent in BY_SECTOR and sector in self.policies.versions[-1].sectors
        )
        return Candidate(intent, 1.0, sector) if intent in INTENTS and known else None

    def _dated(self, intent: str, on: date) -> Says:
        begun = [day for day in self.since.get(intent, ()) if day <= on]
        told = Text(f"ask.{intent}", self._places)
        if begun:
            told = Text(f"ask.{intent}.{VARIANT}{max(begun):%Y_%m_%d}", self._places)
        ended = self.policies.procedure.permits_end
        if on < ended or ended in begun or topic_of(intent) in TIMELESS:
            return told
        return Lines((Text("ask.ended", {"ended": ended}), told))

    @property
    def _places(self) -> dict[str, Says]:
        procedure = self.policies.procedure
        return {
            "opens": f"{procedure.opens:%H.%M}",
            "closes": f"{procedure.closes:%H.%M}",
            "hours": procedure.promise_hours,
            "photo_kb": procedure.photo_kb,
            "pdf_mb": procedure.pdf_kb // KILOBYTES,
        }

    def _of_sector(self, candidate: Candidate, policy: Policy, decision: Decision) -> Says:
        if candidate.intent == "wfo_quota":
            return self._limits(candidate.sector, policy, decision)
        verdict = VERDICTS[decision.outcome]
        places: dict[str, Says] = {
            "sector": self._named(candidate.sector),
            "category": Text(f"ask.category.{decision.category}") if decision.category else "",
            "rule": decision.rule,
            "evidence": self._evidence(decision),
            "since": policy.effective_from,
        }
        source = Text("ask.source", {"source": self._cited(decision)})
        return Lines((Text(f"ask.elig_sector.{verdict}", places), *_but(decision), source))

    def _limits(self, sector: str, policy: Policy, decision: Decision) -> Says:
        percents = policy.caps_of(sector)
        caps = [
            Text(f"ask.cap.{unit.value}", {"percent": percent})
            for unit in WorkUnit
            if (percent := percents.get(unit)) is not None
        ]
        places: dict[str, Says] = {
            "sector": self._named(sector),
            "source": self._cited(decision),
            "since": policy.effective_from,
        }
        if not caps:
            return Text("ask.wfo_quota.unsaid", places)
        return Text("ask.wfo_quota.of_sector", {**places, "caps": Lines(tuple(caps))})

    def _cited(self, decision: Decision) -> Says:
        return cited(self.policies.procedure, decision.sources)

    def _evidence(self, decision: Decision) -> Says:
        names = self.policies.procedure.evidence
        return Lines(tuple(names[one] for one in decision.evidence if one in names))

    def _named(self, sector: str) -> Says:
        return self.policies.versions[-1].sectors[sector].names


def _but(decision: Decision) -> tuple[Says, ...]:
    """Say of whom in a sector its verdict does not speak."""
    is_so = decision.outcome is Outcome.ELIGIBLE and decision.sector in WITH_EXEMPT_PEOPLE
    return (Text(f"ask.elig_sector.but.{decision.sector}"),) if is_so else ()


def way(candidate: Candidate, language: Language) -> Way:
    """Return the door to the answer of a question, for a button."""
    return Way(Door.ANSWER, language, candidate.word)


def variants(keys: Iterable[str]) -> dict[str, tuple[date, ...]]:
    """Find in the keys of the catalogue from which days questions have newer texts."""
    since: dict[str, tuple[date, ...]] = {}
    for key in sorted(keys):
        part, _, rest = key.partition(".")
        intent, _, variant = rest.partition(".")
        if part == "ask" and variant.startswith(VARIANT):
            day = date(*map(int, variant.removeprefix(VARIANT).split("_")))
            since[intent] = (*since.get(intent, ()), day)
    return since
