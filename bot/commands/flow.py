"""``strp flow``: prove the conversations before people meet them, and draw them.

Whoever changes a question, a text or a policy runs ``strp flow check`` and is told at once where
a person would have been lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from string import Formatter
from typing import Annotated, Final

import typer

from bot import policies
from bot.fact_sheet import fact_sheet
from bot.wording import load_texts
from flows import diagram as drawing
from flows.catalogue import every_flow
from flows.checker import Examined, Finding, examine, never_reached
from flows.dialogue import Flow
from flows.eligibility.checking import examine_menu, examine_tree
from flows.eligibility.drawing import tree_diagram
from flows.eligibility.rules import change_days, rules_on
from flows.exploration import LIMIT
from flows.language import Language

app: Final = typer.Typer(help="Percakapan / the conversations", no_args_is_help=True)
FOUND: Final = 1
MENU: Final = "menu"
TREE: Final = "eligibility"


@app.callback()
def _flow() -> None:
    """Conversations: proven, and drawn as they are."""


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(help="A conversation; all, if none.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    limit: Annotated[
        int, typer.Option(min=1, help="States after which no more going back is followed.")
    ] = LIMIT,
) -> None:
    """Walk every reachable state and tell what is not kept (exit 1: something is not)."""
    is_sound, explored = True, []
    for examined in _every_examined(name, limit):
        explored.append(examined.explored)
        is_sound = is_sound and not examined.findings
        typer.echo(_json(examined) if as_json else _words(examined))
    left = never_reached(explored)
    for finding in left:
        typer.echo(json.dumps({"findings": [asdict(finding)]}) if as_json else _told(finding))
    if left or not is_sound:
        raise typer.Exit(FOUND)


@app.command()
def diagram(
    name: Annotated[str, typer.Argument(help="A conversation.")],
    language: Annotated[Language, typer.Option(help="The language of its words.")] = Language.ID,
) -> None:
    """Draw a conversation in Mermaid."""
    texts = load_texts()
    if name == TREE:
        rules = rules_on(policies.load(), policies.load().versions[1].permits_from)
        drawn = tree_diagram(rules, say=lambda says: texts.plain(says, language))
    else:
        drawn = drawing.diagram(_flows(name)[0], say=lambda says: texts.plain(says, language))
    typer.echo(drawn, nl=False)


@app.command()
def facts() -> None:
    """Print what the tree of eligibility tells, with its sources, for whoever checks facts."""
    typer.echo(fact_sheet(policies.load(), load_texts()), nl=False)


def _every_examined(name: str | None, limit: int) -> Iterator[Examined]:
    """Examine what is named; pages, which need no session, before conversations."""
    texts = load_texts()
    if name in {None, MENU}:
        yield examine_menu(has_text=texts.has, places_of=places_of)
    if name in {None, TREE}:
        rules = policies.load()
        days = change_days(rules)
        yield examine_tree(rules, days, has_text=texts.has, places_of=places_of)
    for flow in () if name in {MENU, TREE} else _flows(name):
        yield examine(flow, has_text=texts.has, places_of=places_of, limit=limit)


def _flows(name: str | None) -> tuple[Flow, ...]:
    every = every_flow(policies.load())
    found = tuple(flow for flow in every if name in {None, flow.name})
    if not found:
        known = ", ".join(dict.fromkeys((MENU, TREE, *(flow.name for flow in every))))
        raise typer.BadParameter(f"there is no conversation {name}; there are {known}")
    return found


def places_of(key: str, language: str) -> frozenset[str]:
    """Return the names of the places a text of the catalogue has."""
    template = load_texts().by_language[Language(language)][key]
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def _json(examined: Examined) -> str:
    findings = [asdict(finding) for finding in examined.findings]
    return json.dumps({**asdict(examined.explored), "findings": findings}, ensure_ascii=False)


def _words(examined: Examined) -> str:
    seen = examined.explored
    built_for = f" ({seen.policy})" if seen.policy else ""
    lines = [
        f"{seen.flow}{built_for}: {seen.states} states, {seen.edges} changes, {seen.turns} turns",
        f"  handed in {seen.submissions} ways; exits: {', '.join(seen.exits) or 'none'}",
    ]
    if seen.sampled:
        lines.append(f"  one answer of each kind was followed for {', '.join(seen.sampled)}")
    if seen.cut:
        lines.append(f"  walked for everybody who goes back at most {seen.changes} times")
    return "\n".join((*lines, *map(_told, examined.findings)))


def _told(finding: Finding) -> str:
    return f"  {finding.rule} at {finding.place}: {finding.detail}"
