"""Pages behind a verdict: what to have ready, a card for the checkpoint, words for one's HR."""

from __future__ import annotations

from enum import StrEnum

from flows.citing import cited, joined
from flows.dialogue import Choice, Indonesian, Lines, Says, Text
from flows.doors import Door, Way, write_way
from flows.eligibility.path import Path
from flows.eligibility.rules import Rules
from flows.eligibility.telling import (
    bulleted,
    business_of,
    evidence_of,
    papers_of,
)
from flows.eligibility.verdict import Told, Unsure
from flows.language import Language
from flows.pages import Page
from flows.rules.decision import Decision
from flows.rules.people import Ruling, Verdict


class Leaf(StrEnum):
    """What lies behind a verdict."""

    PAPERS = "papers"
    HR = "hr"
    CARD = "card"


def leaf_text(rules: Rules, path: Path, told: Told | Unsure, leaf: Leaf) -> Says:
    """Word a page behind a verdict."""
    if leaf is Leaf.HR or isinstance(told, Unsure):
        return Text("eligibility.hr", {"text": words_to_hand_on(rules, path, told)})
    if leaf is Leaf.CARD:
        return _card(rules, told.ruling)
    kind = "individual" if told.verdict is Verdict.INDIVIDUAL else "company"
    return papers_text(rules, kind, told.decision)


def papers_page(rules: Rules, language: Language) -> Page:
    """Return the page of what a company's application takes, behind a door of its own."""
    doors = {Door.REGISTRATION: "eligibility.exit.registration", Door.MENU: "menu.home"}
    register, menu = (
        Choice(write_way(Way(door, language)), Text(key)) for door, key in doors.items()
    )
    other = Choice(write_way(Way(Door.DOCUMENTS, language.other())), Text("control.language"))
    return Page("papers", papers_text(rules, "company"), (register,), (menu, other))


def papers_text(rules: Rules, kind: str, decision: Decision | None = None) -> Says:
    """List what an application takes, with the evidence that its sector is asked for."""
    papers = rules.people.papers[kind]
    source = cited(rules.procedure, papers.sources)
    said = Text(f"eligibility.papers.{kind}", {"papers": papers_of(rules, kind), "source": source})
    if decision is None or not decision.evidence:
        return said
    evidence = Text("eligibility.papers.evidence", {"evidence": evidence_of(rules, decision)})
    return Lines((said, "", evidence))


def words_to_hand_on(rules: Rules, path: Path, told: Told | Unsure) -> Says:
    """Word the request to one's HR; nothing in it says who asks."""
    if isinstance(told, Unsure) or told.decision is None:
        return Text("eligibility.hr.unsure")
    policy = rules.policies.get(told.decision.version)
    return Text(
        "eligibility.hr.text",
        {
            "what": business_of(path, told),
            "source": cited(rules.procedure, told.decision.sources),
            "since": policy.effective_from if policy is not None else rules.on,
            "hours": rules.procedure.promise_hours,
        },
    )


def _card(rules: Rules, ruling: Ruling) -> Says:
    """Word the card for a checkpoint: the officer there reads Indonesian, whoever shows it."""
    cited = rules.procedure.cited
    return Text(
        "eligibility.card",
        {
            "said": ruling.said.id,
            "papers": bulleted([one.id for one in rules.people.papers[ruling.exemption].asked]),
            "source": joined("eligibility.source", [cited[one].id for one in ruling.sources]),
            "since": Indonesian(ruling.since),
            "day": Indonesian(rules.on),
            "caveat": rules.procedure.caveat.id,
        },
    )
