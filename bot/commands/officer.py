"""``strp officer``: who may log in to the office, and as what.

A password is asked for, or read from standard input; it never stands on a command line, where
the history of the shell and every other account of the machine would see it.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, NoReturn, TypeVar

import typer

from bot.commands.folders import CONFIG, ConfigFile, data_folder
from flows.dialogue import Says, Text
from flows.language import Language
from flows.rules.officers import LEAST_SIGNS, Officer, Role
from storage.audit import Act
from storage.errors import AlreadyKept, NotKept
from storage.unit import Unit

app: Final = typer.Typer(help="Petugas / officers of the office", no_args_is_help=True)
REFUSED: Final = 1
NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
OPERATOR: Final = "operator"  # who acts on the machine itself
T = TypeVar("T")
Lang = Annotated[Language, typer.Option(help="Language of the answer.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Small letters, digits, dots, dashes.")],
    role: Annotated[list[Role], typer.Option(help="May be given several times.")],
    *,
    config: ConfigFile = CONFIG,
    lang: Lang = Language.ID,
) -> None:
    """Let somebody in; the password is asked for (exit 1: it was refused)."""
    if not NAME.fullmatch(name):
        _refuse("no_name", lang)
    password = _new_password(name, lang)
    officer = Officer(name, frozenset(role))

    async def keep(hashed: str, unit: Unit) -> None:
        await unit.officers.add(officer, hashed)
        roles = " ".join(sorted(officer.roles))
        unit.audit.record(Act(_now(), OPERATOR, "officer_added", name, {"roles": roles}))

    async def run() -> None:
        from storage.officers import hash_password

        hashed = await hash_password(password)
        await _with_store(config, lambda unit: keep(hashed, unit))

    try:
        asyncio.run(run())
    except AlreadyKept:
        _refuse("already", lang, name=name)
    typer.echo(_say("added", lang, name=name, roles=", ".join(sorted(officer.roles))))
    typer.echo(_say("folder", lang, folder=str(data_folder(config, None).absolute())), err=True)


@app.command("list")
def list_officers(
    *,
    config: ConfigFile = CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    lang: Lang = Language.ID,
) -> None:
    """List everybody who has a login."""
    for officer in asyncio.run(_with_store(config, lambda unit: unit.officers.all())):
        roles = sorted(officer.roles)
        told = {"name": officer.name, "roles": roles, "disabled": officer.is_disabled}
        ended = f"  ({_say('is_disabled', lang)})" if officer.is_disabled else ""
        plain = f"{officer.name}  {' '.join(roles)}{ended}"
        typer.echo(json.dumps(told) if as_json else plain)


@app.command()
def disable(name: str, *, config: ConfigFile = CONFIG, lang: Lang = Language.ID) -> None:
    """Let somebody in no more, and end every login of theirs at once."""

    async def end(unit: Unit) -> int:
        await unit.officers.disable(name)
        unit.audit.record(Act(_now(), OPERATOR, "officer_disabled", name))
        return await unit.logins.revoke(name)

    try:
        logins = asyncio.run(_with_store(config, end))
    except NotKept:
        _refuse("nobody", lang, name=name)
    typer.echo(_say("disabled", lang, name=name, logins=logins))


async def _with_store(config: Path, act: Callable[[Unit], Awaitable[T]]) -> T:
    from bot.settings import load_settings
    from bot.store import open_store

    store = load_settings(config).store
    async with open_store(store, os.environ) as database, database.unit() as unit:
        return await act(unit)


def _new_password(name: str, lang: Language) -> str:
    """Ask for a new password twice; from a pipe, read one line."""
    password = _read(_say("password", lang, name=name))
    if len(password) < LEAST_SIGNS:
        _refuse("too_short", lang, least=LEAST_SIGNS)
    if sys.stdin.isatty() and _read(_say("again", lang)) != password:
        _refuse("not_the_same", lang)
    return password


def _read(prompt: str) -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(prompt, hide_input=True, err=True, prompt_suffix=" "))
    return sys.stdin.readline().rstrip("\r\n")


def _say(key: str, lang: Language, **places: Says) -> str:
    from bot.wording import load_texts

    return load_texts().plain(Text(f"office.officer.{key}", places), lang)


def _refuse(key: str, lang: Language, **places: Says) -> NoReturn:
    typer.echo(_say(key, lang, **places), err=True)
    raise typer.Exit(REFUSED)


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
