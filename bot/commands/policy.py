"""``strp policy``: the versions of the rules, whether they hold together, how they differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

import typer
from pydantic import ValidationError

from bot import policies
from flows.rules.policy import Caps, Policy

OPEN = "-"
app = typer.Typer(help="The dated rules.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


@app.command("list")
def list_versions(*, as_json: AsJson = False) -> None:
    """List the versions of the rules."""
    for policy in policies.load().versions:
        shown = {
            "id": policy.id,
            "from": policy.effective_from.isoformat(),
            "to": policy.effective_to.isoformat(),
            "sectors": len(policy.caps),
            "legal": list(policy.legal),
        }
        plain = f"{policy.id}  {shown['from']} - {shown['to']}  {shown['sectors']} sectors"
        typer.echo(json.dumps(shown) if as_json else plain)
    _warn(as_json=as_json)


@app.command()
def check() -> None:
    """Check that the files have their form and do not contradict each other."""
    try:
        found = policies.load()
    except (ValidationError, policies.BrokenPolicy) as broken:
        typer.echo(str(broken), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{len(found.versions)} versions hold together")


@app.command()
def diff(before: str, after: str, *, as_json: AsJson = False) -> None:
    """Say what changed between two versions (exit 1: something did)."""
    changes = tuple(_changes(_version(before), _version(after)))
    if changes and not as_json:
        units = "/".join(policies.UNITS)
        typer.echo(f"what, {before} -> {after}: percent of {units} ({OPEN}: no number set)")
    if not changes and not as_json:
        typer.echo(f"{before} -> {after}: no difference in caps, lists and codes")
    for change in changes:
        typer.echo(json.dumps(change) if as_json else _plain(change))
    _warn(as_json=as_json)
    if changes:
        raise typer.Exit(1)


def _warn(*, as_json: bool) -> None:
    """Say what the rules were read from; beside JSON nothing else stands on standard output."""
    typer.echo(policies.load().procedure.caveat.en, err=as_json)


def _plain(change: dict[str, object]) -> str:
    what, before, after = change.values()
    return f"{what}  {before} -> {after}".replace("None", OPEN)


def _version(name: str) -> Policy:
    found = policies.load().get(name)
    if found is None:
        raise typer.BadParameter(f"there is no version {name}")
    return found


def _changes(before: Policy, after: Policy) -> Iterator[dict[str, object]]:
    for sector in sorted(before.caps.keys() | after.caps.keys()):
        old, new = before.caps.get(sector), after.caps.get(sector)
        if old != new:
            yield {"sector": sector, "before": _caps(old), "after": _caps(new)}
    for prefix in sorted(before.codes):
        one, other = before.codes[prefix].fit, after.codes[prefix].fit
        if one is not other:
            yield {"kbli": prefix, "before": one.value, "after": other.value}


def _caps(caps: Caps | None) -> str:
    return "not listed" if caps is None else "/".join(str(caps[unit]) for unit in policies.UNITS)
