"""``strp inspect hand-out|hand-over``: sealed cases for another machine, or for a colleague."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.report_store import (
    Config,
    Lang,
    Name,
    asked,
    now,
    refuse,
    run,
    said,
    tell,
)
from flows.language import Language

if TYPE_CHECKING:
    from bot.reporting.desk import ReportHouse
    from bot.reporting.handing_over import HandedOver
    from bot.reporting.opened import AtWork
    from bot.settings import Settings
    from storage.reports.database import ReportStore


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the group ``strp inspect``."""
    app.command("hand-out")(hand_out)
    app.command("hand-over")(hand_over)


def hand_out(
    name: Name,
    folder: Annotated[Path, typer.Argument(help="Where to write the sealed cases.")],
    *,
    config: Config = None,
    language: Lang = Language.ID,
) -> None:
    """Write an inspector's sealed cases, to be opened on another machine; nothing is opened."""
    from bot.reporting.sealed_file import write_sealed_file
    from storage.reports.cases import Cases
    from storage.reports.inspectors import Inspectors

    async def do(store: ReportStore, settings: Settings) -> None:
        house = _house(store, settings)
        async with store.begin() as session:
            if name not in {one.name for one in await Inspectors(session).all()}:
                refuse(said("unknown", name=name), language)
            cases = await Cases(session).for_holder(name, limit=None)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for case in cases:
            sealed = await write_sealed_file(house, name, case.id)
            (folder / f"{case.id.hex()}.sealed").write_text(sealed, "utf-8")
        typer.echo(len(cases))

    run(config, language, do, {})


def hand_over(
    name: Name,
    to: Annotated[str, typer.Option("--to", help="The colleague who is to read them as well.")],
    *,
    keys: Annotated[
        Path | None, typer.Option("--keys", help="The folder of the key files, if not here.")
    ] = None,
    config: Config = None,
    language: Lang = Language.ID,
) -> None:
    """Seal all cases an inspector can open to a colleague too (exit 1: some were not)."""
    from bot.reporting.handing_over import hand_over as handed_over
    from bot.reporting.inspecting import InspectorDesk
    from bot.reporting.opening import report_folder
    from storage.errors import NotKept
    from storage.reports.epochs import Uncertified
    from storage.reports.secrets import load_pepper

    passphrase = asked(said("ask_passphrase", name=name), language)

    async def do(store: ReportStore, settings: Settings) -> None:
        folder = report_folder(settings)
        at_work = _at_work(keys or folder / "keys", name, passphrase, language)
        pepper = await load_pepper(folder, store, os.urandom)
        desk = InspectorDesk(_house(store, settings))
        _tell_fates(await handed_over(desk, at_work, to, pepper), name, to, language)

    nobody, uncertified = said("nobody", name=to), said("uncertified", name=to)
    run(config, language, do, {NotKept: nobody, Uncertified: uncertified})


def _tell_fates(handed: HandedOver, name: str, to: str, language: Language) -> None:
    from bot.reporting.handing_over import Fate

    tell(said("given", count=handed.count(Fate.GIVEN), to=to), language)
    left = [fate for fate in Fate if fate not in {Fate.GIVEN, Fate.HELD} and handed.count(fate)]
    for fate in left:
        count, months = handed.count(fate), ", ".join(handed.months(fate))
        told = said(f"left_{fate.value}", count=count, name=name, to=to, months=months)
        tell(told, language, err=True)
    if left:
        raise typer.Exit(1)


def _at_work(folder: Path, name: str, passphrase: str, language: Language) -> AtWork:
    """Unlock every month that the passphrase opens."""
    from bot.reporting.opened import AtWork
    from storage.reports.epochs import KeyFolder

    keys = KeyFolder(folder).unlocked(name, passphrase)
    if not keys:
        refuse(said("opens_nothing", name=name), language)
    return AtWork(name, keys)


def _house(store: ReportStore, settings: Settings) -> ReportHouse:
    from bot.reporting.desk import ReportHouse
    from bot.reporting.opening import report_folder
    from storage.reports.secrets import read_authority

    return ReportHouse(store, read_authority(report_folder(settings)), now, os.urandom)
