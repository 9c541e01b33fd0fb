"""``strp inspect authority|enrol|renew|disable|conflict|list|hand-out``: who may read reports.

Passphrases and names of employers are asked for, or read line by line from a pipe; they never
stand on a command line, where others can see them.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

if TYPE_CHECKING:
    from bot.reporting.enrolling import Authority
    from bot.settings import Settings
    from storage.reports.database import ReportStore

REFUSED: Final = 1
WRONG: Final = 2
EVERY: Final = 1_000_000
SHORTEST: Final = (
    12  # signs of a passphrase; each try costs a thief 64 MiB and a sixth of a second
)
Config = Annotated[
    Path | None, typer.Option("--config", help="The settings.", dir_okay=False, exists=True)
]
AuthorityFile = Annotated[
    Path, typer.Option("--authority", help="The authority's key file.", exists=True)
]
Month = Annotated[str, typer.Option("--month", help="YYYY-MM in Jakarta; this month if left out.")]
Name = Annotated[str, typer.Argument(help="A short working name, never a person's full name.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the group ``strp inspect``."""
    for name, command in (
        ("authority", authority),
        ("enrol", enrol),
        ("renew", renew),
        ("disable", disable),
        ("conflict", conflict),
        ("list", list_inspectors),
        ("hand-out", hand_out),
    ):
        app.command(name)(command)


def authority(
    file: Annotated[Path, typer.Argument(help="Where to write it: not beside the data.")],
    *,
    config: Config = None,
) -> None:
    """Make the authority that certifies inspectors; its public half goes to the service."""
    from bot.reporting.authority_file import make_authority_file
    from bot.reporting.opening import report_folder
    from storage.reports.secrets import AUTHORITY, write_authority

    folder = report_folder(_settings(config))
    if (folder / AUTHORITY).exists() or file.exists():
        _refuse("there is an authority already")
    made = make_authority_file(file, _new_passphrase("Passphrase of the authority"))
    write_authority(folder, made.signing.verify_key)
    typer.echo(bytes(made.signing.verify_key).hex())


def enrol(
    name: Name,
    authority_file: AuthorityFile,
    *,
    lead: Annotated[bool, typer.Option("--lead", help="May read the log of acts.")] = False,
    month: Month = "",
    config: Config = None,
) -> None:
    """Take an inspector into service, with keys for a month (exit 1: the name is taken)."""
    from bot.reporting.enrolling import enrol as enrolled
    from storage.reports.inspectors import InspectorRole

    role = InspectorRole.LEAD if lead else InspectorRole.INSPECTOR
    opened = _authority(authority_file)
    passphrase = _new_passphrase(f"Passphrase of {name}")

    async def do(store: ReportStore, settings: Settings) -> None:
        await enrolled(store, name, role)
        await _renewed(store, settings, opened, name=name, month=month, passphrase=passphrase)

    _run(config, do)


def renew(
    name: Name, authority_file: AuthorityFile, *, month: Month = "", config: Config = None
) -> None:
    """Give an inspector keys for a month (exit 1: there are some already)."""
    opened = _authority(authority_file)
    passphrase = _new_passphrase(f"Passphrase of {name}")

    async def do(store: ReportStore, settings: Settings) -> None:
        await _renewed(store, settings, opened, name=name, month=month, passphrase=passphrase)

    _run(config, do)


def disable(name: Name, *, config: Config = None) -> None:
    """Take an inspector out of service: no case is sealed to them any more, and none opens."""
    from storage.reports.inspectors import Inspectors

    async def do(store: ReportStore, _: Settings) -> None:
        async with store.begin() as session:
            await Inspectors(session).disable(name)

    _run(config, do)


def conflict(name: Name, *, config: Config = None) -> None:
    """Note an employer an inspector must not judge; its name is asked for."""
    from bot.reporting.enrolling import declare_conflict
    from bot.reporting.opening import report_folder
    from storage.reports.secrets import load_pepper

    employer = _asked("Employer", hidden=False)

    async def do(store: ReportStore, settings: Settings) -> None:
        pepper = await load_pepper(report_folder(settings), store, os.urandom)
        await declare_conflict(store, inspector=name, employer=employer, pepper=pepper)

    _run(config, do)


def list_inspectors(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    config: Config = None,
) -> None:
    """List the inspectors, their roles and the months they have keys for."""
    from storage.reports.inspectors import Inspectors

    async def do(store: ReportStore, _: Settings) -> None:
        async with store.begin() as session:
            inspectors = Inspectors(session)
            known = await inspectors.all()
            certified = await inspectors.certificates()
        for one in known:
            months = sorted(each.epoch for each in certified if each.inspector == one.name)
            told = {
                "name": one.name,
                "role": one.role.value,
                "disabled": one.disabled,
                "months": months,
            }
            state = "out of service" if one.disabled else one.role.value
            typer.echo(json.dumps(told) if as_json else f"{one.name}  {state}  {' '.join(months)}")

    _run(config, do)


def hand_out(
    name: Name,
    folder: Annotated[Path, typer.Argument(help="Where to write the sealed cases.")],
    *,
    config: Config = None,
) -> None:
    """Write an inspector's sealed cases, to be opened on another machine; nothing is opened."""
    from bot.reporting.desk import ReportHouse
    from bot.reporting.opening import report_folder
    from bot.reporting.sealed_file import write_sealed_file
    from storage.reports.cases import Cases
    from storage.reports.inspectors import Inspectors
    from storage.reports.secrets import read_authority

    async def do(store: ReportStore, settings: Settings) -> None:
        trusted = read_authority(report_folder(settings))
        house = ReportHouse(store, trusted, _now, os.urandom)
        async with store.begin() as session:
            if name not in {one.name for one in await Inspectors(session).all()}:
                _refuse(f"there is no inspector {name}")
            cases = await Cases(session).for_holder(name, limit=EVERY)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for case in cases:
            sealed = await write_sealed_file(house, name, case.id)
            (folder / f"{case.id.hex()}.sealed").write_text(sealed, "utf-8")
        typer.echo(len(cases))

    _run(config, do)


async def _renewed(
    store: ReportStore,
    settings: Settings,
    opened: Authority,
    *,
    name: str,
    month: str,
    passphrase: str,
) -> None:
    from bot.reporting.desk import JAKARTA
    from bot.reporting.enrolling import renew as renewed
    from bot.reporting.opening import report_folder
    from storage.reports.epochs import KeyFolder, epoch_of

    epoch = month or epoch_of(_now().astimezone(JAKARTA).date())
    keys = KeyFolder(report_folder(settings) / "keys")
    await renewed(store, opened, keys, inspector=name, epoch=epoch, passphrase=passphrase)


def _run(config: Path | None, do: Callable[[ReportStore, Settings], Awaitable[None]]) -> None:
    from storage.errors import StorageError

    async def run(settings: Settings) -> None:
        async with _store(settings) as store:
            await do(store, settings)

    try:
        asyncio.run(run(_settings(config)))
    except (StorageError, ValueError) as refused:
        _refuse(type(refused).__name__)


@asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[ReportStore]:
    from bot.reporting.opening import open_store

    store = open_store(settings)
    try:
        await store.migrate()
        yield store
    finally:
        await store.close()


def _authority(file: Path) -> Authority:
    from bot.reporting.authority_file import open_authority_file
    from storage.reports.epochs import Locked

    try:
        return open_authority_file(file, _asked("Passphrase of the authority"))
    except Locked:
        _refuse("Locked")


def _settings(config: Path | None) -> Settings:
    from bot.settings import find_config, load_settings

    return load_settings(find_config(config, os.environ))


def _now() -> datetime:
    return datetime.fromtimestamp(time(), UTC)


def _new_passphrase(label: str) -> str:
    passphrase = _asked(label)
    if len(passphrase) < SHORTEST:
        typer.echo(f"at least {SHORTEST} signs: several words are easiest", err=True)
        raise typer.Exit(WRONG)
    return passphrase


def _asked(label: str, *, hidden: bool = True) -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(label, hide_input=hidden, err=True))
    return sys.stdin.readline().rstrip("\n")


def _refuse(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(REFUSED)
