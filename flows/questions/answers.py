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
from flows.rules.people import Ruling
from flows.rules.policy import Policies, Policy

VARIANT: Final = "from_"  # a text holds from the day its key names: ask.transit.from_2021_07_12
RULED: Final = frozenset({"ojol"})  # questions about people of one kind: the tree's ruling is told
LIMITS: Final = "wfo_quota"
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
            if candidate.intent == LIMITS:
                return self._with_reserve(self._limits(candidate.sector, policy), on)
            return self._of_sector(candidate, policy, on)
        return self._framed(candidate.intent, on)

    def judge(self, sector: str, on: date) -> Outcome:
        """Return what the rules of a day make of a sector."""
        return decide(self.policies, Case(on, sector=sector)).outcome

    def label(self, candidate: Candidate) -> Says:
        """Name a question on a button."""
        sector = self.policies.versions[-1].sectors.get(candidate.sector)
        if sector is None:
            return Text(f"question.{candidate.intent}")
        # As the tree calls it, where people find it there: the rules' own names fill no button.
        is_found = bool(self.policies.procedure.people.group_of(sector.id))
        name = Text(f"eligibility.sector.{sector.id}") if is_found else sector.names
        return Text(f"question.{candidate.intent}.of_sector", {"sector": name})

    def read(self, word: str) -> Candidate | None:
        """Read the word of a door as a question; None if it is none of ours."""
        intent, _, sector = word.partition(BETWEEN)
        known = not sector or (
            intent in BY_SECTOR and sector in self.policies.versions[-1].sectors
        )
        return Candidate(intent, 1.0, sector) if intent in INTENTS and known else None

    def _framed(self, intent: str, on: date) -> Says:
        """Say an answer in general, and before it whether the permit holds on that day."""
        begins, ended = self.policies.versions[0].permits_from, self.policies.procedure.permits_end
        told = self._general(intent, max(on, begins))
        if topic_of(intent) in TIMELESS or ended in self._begun(intent, on):
            return told
        if on < begins:
            return Lines((Text("ask.not_yet", {"begins": begins}), told))
        return told if on < ended else Lines((Text("ask.ended", {"ended": ended}), told))

    def _general(self, intent: str, on: date) -> Says:
        if intent in RULED:
            return self._ruled(intent, on)
        told = Text(f"ask.{intent}", self._places)
        if begun := self._begun(intent, on):
            told = Text(f"ask.{intent}.{VARIANT}{max(begun):%Y_%m_%d}", self._places)
        return self._with_reserve(told, on) if intent == LIMITS else told

    def _begun(self, intent: str, on: date) -> tuple[date, ...]:
        return tuple(day for day in self.since.get(intent, ()) if day <= on)

    def _ruled(self, kind: str, on: date) -> Says:
        """Say of people what the tree says of them on that day, and no other thing."""
        people = self.policies.procedure.people
        ruling = people.on(kind, on) or people.rulings[kind][0]
        what = {"what": Text(f"eligibility.kind.{kind}")}
        headline = Text(f"eligibility.told.{ruling.verdict}", what)
        told = (headline, Text(f"ask.{kind}", self._said(ruling)))
        if ruling.read is not None and on > ruling.read:
            return Lines((*told, Text("eligibility.read", {"day": ruling.read})))
        return Lines(told)

    def _with_reserve(self, told: Says, on: date) -> Says:
        """Add to limits what nobody has checked of them, as the tree does."""
        level = self.policies.procedure.people.on("level", on)
        if level is None:
            return told
        return Lines((told, Text("eligibility.note", self._said(level))))

    def _said(self, ruling: Ruling) -> dict[str, Says]:
        source = cited(self.policies.procedure, ruling.sources)
        return {"said": ruling.said, "source": source, "since": ruling.since}

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

    def _of_sector(self, candidate: Candidate, policy: Policy, on: date) -> Says:
        decision = decide(self.policies, Case(on, sector=candidate.sector))
        verdict = VERDICTS[decision.outcome]
        places: dict[str, Says] = {
            "sector": policy.sectors[candidate.sector].names,
            "category": Text(f"ask.category.{decision.category}") if decision.category else "",
            "rule": decision.rule,
            "evidence": self._evidence(decision),
            "since": policy.effective_from,
        }
        source = Text("ask.source", {"source": cited(self.policies.procedure, decision.sources)})
        return Lines((Text(f"ask.elig_sector.{verdict}", places), *_but(decision), source))

    def _limits(self, sector: str, policy: Policy) -> Says:
        percents = policy.caps_of(sector)
        caps = [
            Text(f"ask.cap.{unit.value}", {"percent": percent})
            for unit in WorkUnit
            if (percent := percents.get(unit)) is not None
        ]
        places: dict[str, Says] = {
            "sector": policy.sectors[sector].names,
            "source": cited(policy.procedure, policy.cited_for(policy.sectors[sector])),
            "since": policy.effective_from,
        }
        if not caps:
            return Text("ask.wfo_quota.unsaid", places)
        return Text("ask.wfo_quota.of_sector", {**places, "caps": Lines(tuple(caps))})

    def _evidence(self, decision: Decision) -> Says:
        names = self.policies.procedure.evidence
        return Lines(tuple(names[one] for one in decision.evidence if one in names))


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
