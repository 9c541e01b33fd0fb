"""How a verdict is told: plainly, then the rule's own words, their day and their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flows.citing import cited, joined
from flows.dialogue import Lines, Says, Text
from flows.eligibility.path import Path
from flows.eligibility.rules import Rules
from flows.eligibility.tree import business_label, kind_label, sector_label
from flows.eligibility.verdict import Told, Unsure
from flows.rules.decision import Decision
from flows.rules.people import Ruling, Verdict
from flows.rules.policy import Policy
from flows.rules.sectors import Category, Sector

CAPPED: Final = frozenset({Verdict.REGISTER, Verdict.EVIDENCE})
TRAVELLING: Final = CAPPED | {Verdict.OFFICER, Verdict.EXEMPT}
WITHOUT_PERMITS: Final = frozenset({Verdict.NOT_YET, Verdict.ENDED})
EMERGENCIES: Final = frozenset({"sick", "birth", "escort", "medical"})
RESTS_ON: Final = {  # what is not known, and whose ruling makes it matter
    "purpose": "trip",
    "place": "outside",
    "employer": "firm",
    "need": "errand",
    "sector": "firm",
    "code": "state",
}
EXEMPT_AMONG: Final = {"crit_health": "medic"}  # a sector some of whose people need no permit
NOTHING: Final = Lines(())
EMPLOYED: Final = "firm"  # of whom nothing more is to be said than what their sector says


def verdict_text(rules: Rules, path: Path, told: Told) -> Says:
    """Word a verdict for a person."""
    return below(_paragraphs(rules, path, told))


def doubt_text(rules: Rules, doubt: Unsure) -> Says:
    """Word what has to be known first, and the rule that makes it matter."""
    said = Text("eligibility.said", _places(rules, rules.ruling(RESTS_ON[doubt.about])))
    return below([Text(f"eligibility.unsure.{doubt.about}"), said, _as_of(rules)])


def below(paragraphs: Iterable[Says]) -> Lines:
    """Say paragraphs below one another, a blank line between."""
    return Lines(tuple(line for said in paragraphs for line in ("", said))[1:])


def evidence_of(rules: Rules, decision: Decision) -> Says:
    """List the papers a decision waits for."""
    names = rules.procedure.evidence
    return bulleted([names[one] for one in decision.evidence])


def bulleted(said: Sequence[Says]) -> Lines:
    """Say things one below the other."""
    return Lines(tuple(Text("eligibility.bullet", {"it": one}) for one in said))


def papers_of(rules: Rules, name: str) -> Lines:
    """List what is asked for."""
    return bulleted(rules.people.papers[name].asked)


def business_of(path: Path, told: Told) -> Says:
    """Name what the verdict is about."""
    if told.verdict in WITHOUT_PERMITS:
        return NOTHING
    if path.sector:
        return business_label(path)
    return sector_label(told.decision.sector) if told.decision else kind_label(told.about)


def _paragraphs(rules: Rules, path: Path, told: Told) -> Iterator[Says]:
    yield _headline(rules, path, told)
    if told.decision is not None:
        yield from _about_the_sector(rules, told.verdict, told.decision)
    if told.about != EMPLOYED:
        yield from _about_the_person(rules, told.ruling)
    yield from _about_others(rules, told)
    yield from _about_the_way(rules, told)
    if told.about in EMERGENCIES:
        yield Text("eligibility.emergency")
    yield _as_of(rules)


def _as_of(rules: Rules) -> Text:
    return Text("eligibility.as_of", {"day": rules.on, "caveat": rules.procedure.caveat})


def _headline(rules: Rules, path: Path, told: Told) -> Text:
    procedure, exemption = rules.procedure, told.ruling.exemption
    places: dict[str, Says] = {
        "what": business_of(path, told),
        "hours": procedure.promise_hours,
        "opens": f"{procedure.opens:%H.%M}",
        "closes": f"{procedure.closes:%H.%M}",
        "evidence": evidence_of(rules, told.decision) if told.decision is not None else NOTHING,
        "papers": papers_of(rules, exemption) if exemption else NOTHING,
    }
    return Text(f"eligibility.told.{told.verdict}", places)


def _about_the_sector(rules: Rules, verdict: Verdict, decision: Decision) -> Iterator[Says]:
    policy = rules.policies.get(decision.version)
    if policy is None:
        return
    sector = policy.sectors.get(decision.sector)
    if sector is None:  # no rule names it: an officer does
        places = {
            "source": cited(rules.procedure, decision.sources),
            "since": policy.effective_from,
        }
        yield Text("eligibility.unlisted", {"sector": Text("eligibility.this_business"), **places})
        return
    yield Text(_quoting(policy, sector), _quoted(rules, policy, sector))
    if verdict in CAPPED:
        yield from _caps(rules, policy, sector)


def _quoting(policy: Policy, sector: Sector) -> str:
    """Return how a version speaks of a sector: by name, among others, or not at all."""
    if not policy.is_listed(sector.id):
        return "eligibility.unlisted"
    is_unnamed = sector.category in policy.wordings or sector.category is Category.NON_ESSENTIAL
    return "eligibility.quoted_together" if is_unnamed else "eligibility.quoted"


def _quoted(rules: Rules, policy: Policy, sector: Sector) -> dict[str, Says]:
    return {
        "sector": sector.names,
        "category": Text(f"eligibility.category.{sector.category}"),
        "rule": policy.words_of(sector),
        "source": cited(rules.procedure, policy.cited_for(sector)),
        "since": policy.effective_from,
    }


def _caps(rules: Rules, policy: Policy, sector: Sector) -> Iterator[Says]:
    caps = [
        Text("eligibility.cap", {"unit": Text(f"roster.unit.{unit}"), "percent": percent})
        for unit, percent in policy.caps_of(sector.id).items()
        if percent is not None
    ]
    yield Text("eligibility.caps", {"caps": joined("eligibility.source", caps)})
    level = rules.said.get("level")
    if level is not None:
        yield Text("eligibility.note", _places(rules, level))


def _about_the_person(rules: Rules, ruling: Ruling) -> Iterator[Says]:
    yield Text("eligibility.said", _places(rules, ruling))
    if ruling.read is not None and rules.on > ruling.read:
        yield Text("eligibility.read", {"day": ruling.read})


def _about_others(rules: Rules, told: Told) -> Iterator[Says]:
    """Say who in a sector needs no permit, of whom its verdict does not speak."""
    kind = EXEMPT_AMONG.get(told.decision.sector) if told.decision is not None else None
    if kind is not None and told.ruling.sector == "":
        yield Text("eligibility.note", _places(rules, rules.ruling(kind)))


def _about_the_way(rules: Rules, told: Told) -> Iterator[Says]:
    """Say what is looked at on the way, where that was said."""
    names = ["travel"] if told.verdict in TRAVELLING else []
    names += [f"travel_{told.about}"] if told.verdict is Verdict.INDIVIDUAL else []
    for ruling in map(rules.said.get, names):
        if ruling is not None:
            yield Text("eligibility.way", _places(rules, ruling))


def _places(rules: Rules, ruling: Ruling) -> dict[str, Says]:
    return {
        "said": ruling.said,
        "source": cited(rules.procedure, ruling.sources),
        "since": ruling.since,
    }
