"""The tree of eligibility on paper: what is told to whom, from which day, and on whose word.

For whoever checks facts and reads no code. Everything stands here as the tree tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.wording import Texts, without_markup
from flows.dialogue import Says, Text
from flows.eligibility.drawing import tree_diagram
from flows.eligibility.path import Path
from flows.eligibility.rules import Rules, rules_on
from flows.eligibility.tree import JAKARTA, sector_label
from flows.eligibility.verdict import Told, judge
from flows.language import Language
from flows.rules.decision import GOVERNMENT
from flows.rules.people import Ruling, Verdict
from flows.rules.policy import Caps, Policies, Policy

HEAD: Final = """\
# Eligibility: the tree and what it rests on

Written by `strp flow facts`; a test keeps it current. Nothing here was read in the gazette: these
are press copies and statements, and an officer confirms them before anybody is judged by them.
What a source says stands in `flows/rules/policies/`, in both languages; this page quotes the
Indonesian.
"""


def fact_sheet(policies: Policies, texts: Texts) -> str:
    """Return the whole sheet as Markdown."""
    rules = rules_on(policies, policies.versions[1].permits_from)
    parts = (
        HEAD,
        f"## The tree, as of {rules.on}\n",
        _drawn(rules, texts, Language.ID),
        _drawn(rules, texts, Language.EN),
        "## What each verdict says\n",
        _verdict_words(texts),
        "## Who is told what, from which day\n",
        _people(rules, texts),
        "## Sectors, version by version\n",
        _versions(policies),
        _sectors(policies, texts),
        "## The words that are quoted\n",
        _words(policies),
        "## Sources\n",
        _sources(policies),
    )
    return "\n".join(parts)


def _drawn(rules: Rules, texts: Texts, language: Language) -> str:
    def say(says: Says) -> str:
        return texts.plain(says, language)

    return f"```mermaid\n{tree_diagram(rules, say=say)}```\n"


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _verdict_words(texts: Texts) -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for verdict in Verdict:
            yield f"`{verdict}`", *(_first(texts, verdict, language) for language in Language)

    return _table(("verdict", "id", "en"), rows())


def _first(texts: Texts, verdict: Verdict, language: Language) -> str:
    """Return the first line of what is told."""
    told = texts.by_language[language][f"eligibility.told.{verdict}"].splitlines()[0]
    return without_markup(told.replace("{what}", "…"))


def _people(rules: Rules, texts: Texts) -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for kind, rulings in rules.people.rulings.items():
            key = f"eligibility.kind.{kind}"
            name = texts.plain(Text(key), Language.ID) if texts.has(key, "id") else ""
            yield from (_ruled(f"`{kind}` {name}".strip(), ruling) for ruling in rulings)

    return _table(("who or what", "from", "verdict", "what is told", "sources"), rows())


def _ruled(kind: str, ruling: Ruling) -> tuple[str, ...]:
    verdict = ruling.verdict.value if ruling.verdict is not None else "by sector"
    verdict += ", officer at best" if ruling.officer_at_best else ""
    verdict += ", never exempt" if ruling.never_exempt else ""
    newest = f" (newest read: {ruling.read})" if ruling.read is not None else ""
    return kind, str(ruling.since), verdict, ruling.said.id + newest, ", ".join(ruling.sources)


def _versions(policies: Policies) -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for policy in policies.versions:
            days = f"{max(policy.effective_from, policy.permits_from)} to {policy.effective_to}"
            yield policy.id, days, ", ".join(policy.legal), policy.note

    return _table(("version", "days", "legal basis", "note"), rows())


def _sectors(policies: Policies, texts: Texts) -> str:
    heads = ("sector", *(policy.permits_from.isoformat() for policy in policies.versions))

    def rows() -> Iterator[tuple[str, ...]]:
        for sector in policies.versions[-1].sectors:
            if sector != GOVERNMENT:
                name = texts.plain(sector_label(sector), Language.ID)
                yield f"`{sector}` {name}", *_verdicts(policies, sector)

    told = "Percents are service / production / office; `-` where the rule names none.\n\n"
    return told + _table(heads, rows())


def _verdicts(policies: Policies, sector: str) -> Iterator[str]:
    for policy in policies.versions:
        path = Path(JAKARTA, "firm", sector=sector)
        told = judge(rules_on(policies, policy.permits_from), path)
        yield _verdict(policy, sector, told) if isinstance(told, Told) else ""


def _verdict(policy: Policy, sector: str, told: Told) -> str:
    is_capped = told.verdict in {Verdict.REGISTER, Verdict.EVIDENCE}
    return f"{told.verdict} {_caps(policy.caps_of(sector))}" if is_capped else told.verdict.value


def _caps(caps: Caps) -> str:
    return "/".join("-" if percent is None else str(percent) for percent in caps.values())


def _words(policies: Policies) -> str:
    said: dict[str, list[str]] = {}
    for policy in policies.versions:
        for sector in policy.sectors.values():
            if policy.is_listed(sector.id):
                cited = ", ".join(policy.cited_for(sector))
                names = said.setdefault(policy.words_of(sector), [])
                names.append(f"`{sector.id}` ({cited})")
    return "\n".join(f"* “{words}”: {_once(names)}" for words, names in said.items()) + "\n"


def _once(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _sources(policies: Policies) -> str:
    read: Mapping[str, str] = policies.procedure.sources
    return "\n".join(f"* **{name}**: {where}" for name, where in read.items()) + "\n"
