"""What the commands of reports share: the store, what is asked for, and refusals in words.

Passphrases and names of employers are asked for, or read line by line from a pipe; they never
stand on a command line, where others can see them.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Annotated, Final, NoReturn, TypeAlias

import typer

from flows.dialogue import Says, Text
from flows.language import Language

if TYPE_CHECKING:
    from bot.reporting.enrolling import Authority
    from bot.settings import Settings
    from storage.reports.database import ReportStore

REFUSED: Final = 1
WRONG: Final = 2
SHORTEST: Final = 12  # signs of a passphrase; a try costs a thief 64 MiB and a sixth of a second
Config: TypeAlias = Annotated[
    Path | None, typer.Option("--config", help="The settings.", dir_okay=False, exists=True)
]
Lang: TypeAlias = Annotated[Language, typer.Option("--language", help="The language of words.")]
Name: TypeAlias = Annotated[
    str, typer.Argument(help="A short working name, never a person's full name.")
]
Does: TypeAlias = Callable[["ReportStore", "Settings"], Awaitable[None]]
Why: TypeAlias = Mapping[type[Exception], Text]


def run(config: Path | None, language: Language, do: Does, why: Why) -> None:
    """Do something in the store of reports; ``why`` words what may be refused there."""
    from storage.errors import Unavailable, Unsealable

    known: Why = {Unavailable: said("unavailable"), Unsealable: said("unsealable"), **why}

    settings = settings_of(config)

    async def work() -> None:
        async with _store(settings) as store:
            await do(store, settings)

    try:
        asyncio.run(work())
    except tuple(known) as refused:
        refuse(next(known[kind] for kind in known if isinstance(refused, kind)), language)


def said(key: str, **places: Says) -> Text:
    """Say something of these commands."""
    return Text(f"inspection.command.{key}", places)


def tell(text: Text, language: Language, *, err: bool = False) -> None:
    """Print something in words."""
    from bot.wording import load_texts

    typer.echo(load_texts().plain(text, language), err=err)


def refuse(why: Text, language: Language, status: int = REFUSED) -> NoReturn:
    """End with a reason."""
    tell(why, language, err=True)
    raise typer.Exit(status)


def settings_of(config: Path | None) -> Settings:
    """Read the settings, from where they were named or lie."""
    from bot.settings import find_config, load_settings

    return load_settings(find_config(config, os.environ))


def now() -> datetime:
    """Return the time of this machine."""
    return datetime.fromtimestamp(time(), UTC)


def opened_authority(file: Path, language: Language) -> Authority:
    """Open the authority's file with its passphrase."""
    from bot.reporting.authority_file import open_authority_file
    from storage.reports.epochs import Locked

    try:
        return open_authority_file(file, asked(said("ask_authority"), language))
    except Locked:
        refuse(said("locked"), language)


def new_passphrase(label: Text, language: Language) -> str:
    """Ask for a passphrase that is long enough."""
    passphrase = asked(label, language)
    if len(passphrase) < SHORTEST:
        refuse(said("short", least=SHORTEST), language, WRONG)
    return passphrase


def asked(label: Text, language: Language, *, hidden: bool = True) -> str:
    """Ask for something; from a pipe, read one line."""
    from bot.wording import load_texts

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    words = load_texts().plain(label, language)
    return str(typer.prompt(words, hide_input=hidden, err=True))


@asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[ReportStore]:
    from bot.reporting.opening import open_store

    store = open_store(settings)
    try:
        await store.migrate()
        yield store
    finally:
        await store.close()
