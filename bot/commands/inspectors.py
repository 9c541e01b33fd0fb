"""``strp inspect authority|enrol|renew|disable|conflict|list``: who may read reports."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.report_store import (
    WRONG,
    Config,
    Lang,
    Name,
    asked,
    new_passphrase,
    now,
    opened_authority,
    refuse,
    run,
    said,
    settings_of,
    tell,
)
from flows.language import Language

if TYPE_CHECKING:
    from bot.reporting.enrolling import Authority
    from bot.settings import Settings
    from storage.reports.database import ReportStore

AuthorityFile = Annotated[
    Path, typer.Option("--authority", help="The authority's key file.", exists=True)
]
Month = Annotated[str, typer.Option("--month", help="YYYY-MM in Jakarta; this month if left out.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the group ``strp inspect``."""
    for name, command in (
        ("authority", authority),
        ("enrol", enrol),
        ("renew", renew),
        ("disable", disable),
        ("conflict", conflict),
        ("list", list_inspectors),
    ):
        app.command(name)(command)


def authority(
    file: Annotated[Path, typer.Argument(help="Where to write it: not beside the data.")],
    *,
    config: Config = None,
    language: Lang = Language.ID,
) -> None:
    """Make the authority that certifies inspectors; its public half goes to the service."""
    from bot.reporting.authority_file import make_authority_file
    from bot.reporting.opening import report_folder
    from storage.reports.secrets import AUTHORITY, write_authority

    folder = report_folder(settings_of(config))
    if (folder / AUTHORITY).exists() or file.exists():
        refuse(said("authority_there"), language)
    made = make_authority_file(file, new_passphrase(said("ask_authority"), language))
    write_authority(folder, made.signing.verify_key)
    typer.echo(bytes(made.signing.verify_key).hex())


def enrol(
    name: Name,
    authority_file: AuthorityFile,
    *,
    lead: Annotated[bool, typer.Option("--lead", help="May read the log of acts.")] = False,
    month: Month = "",
    config: Config = None,
    language: Lang = Language.ID,
) -> None:
    """Take an inspector into service, with keys for a month (exit 1: the name is taken)."""
    from bot.reporting.enrolling import enrol as enrolled
    from storage.errors import AlreadyKept
    from storage.reports.inspectors import LONGEST_NAME, InspectorRole

    role = InspectorRole.LEAD if lead else InspectorRole.INSPECTOR
    epoch = _month(month, language)
    opened = opened_authority(authority_file, language)
    passphrase = new_passphrase(said("ask_passphrase", name=name), language)

    async def do(store: ReportStore, settings: Settings) -> None:
        await enrolled(store, name, role)
        await _renewed(store, settings, opened, name=name, epoch=epoch, passphrase=passphrase)

    taken, no_name = said("name_taken", name=name), said("no_name", most=LONGEST_NAME)
    run(config, language, do, {AlreadyKept: taken, ValueError: no_name})
    tell(said("enrolled", name=name, month=epoch), language)


def renew(
    name: Name,
    authority_file: AuthorityFile,
    *,
    month: Month = "",
    config: Config = None,
    language: Lang = Language.ID,
) -> None:
    """Give an inspector keys for a month (exit 1: there are some already)."""
    from storage.errors import AlreadyKept, NotKept

    epoch = _month(month, language)
    opened = opened_authority(authority_file, language)
    passphrase = new_passphrase(said("ask_passphrase", name=name), language)

    async def do(store: ReportStore, settings: Settings) -> None:
        await _renewed(store, settings, opened, name=name, epoch=epoch, passphrase=passphrase)

    has_keys = said("has_keys", name=name, month=epoch)
    run(config, language, do, {AlreadyKept: has_keys, NotKept: said("nobody", name=name)})
    tell(said("renewed", name=name, month=epoch), language)


def disable(
    name: Name,
    *,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also if cases are left that nobody else can open.")
    ] = False,
    config: Config = None,
    language: Lang = Language.ID,
) -> None:
    """Take an inspector out of service (exit 1: cases are left that nobody else can open)."""
    from storage.errors import NotKept
    from storage.reports.case_holders import CaseHolders
    from storage.reports.inspectors import Inspectors

    async def do(store: ReportStore, _: Settings) -> None:
        async with store.begin() as session:
            left = await CaseHolders(session).left_to(name)
            if left and not anyway:
                refuse(said("left", name=name, count=left), language)
            await Inspectors(session).disable(name)

    run(config, language, do, {NotKept: said("nobody", name=name)})
    tell(said("disabled", name=name), language)


def conflict(name: Name, *, config: Config = None, language: Lang = Language.ID) -> None:
    """Note an employer an inspector must not judge; its name is asked for (exit 1: refused)."""
    from bot.reporting.enrolling import declare_conflict
    from bot.reporting.opening import report_folder
    from storage.errors import NotKept
    from storage.reports.secrets import load_pepper

    employer = asked(said("ask_employer"), language, hidden=False)

    async def do(store: ReportStore, settings: Settings) -> None:
        pepper = await load_pepper(report_folder(settings), store, os.urandom)
        await declare_conflict(store, inspector=name, employer=employer, pepper=pepper)

    nobody, no_employer = said("nobody", name=name), said("no_employer")
    run(config, language, do, {NotKept: nobody, ValueError: no_employer})
    tell(said("declared", name=name), language)


def list_inspectors(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    config: Config = None,
    language: Lang = Language.ID,
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
            told = {"name": one.name, "role": one.role.value, "disabled": one.disabled}
            if as_json:
                typer.echo(json.dumps({**told, "months": months}))
                continue
            state = "out_of_service" if one.disabled else f"role_{one.role.value}"
            listed = said("listed", name=one.name, state=said(state), months=" ".join(months))
            tell(listed, language)

    run(config, language, do, {})


def _month(month: str, language: Language) -> str:
    """Read a month, or name the one it is in Jakarta."""
    from bot.reporting.desk import JAKARTA
    from storage.reports.epochs import epoch_of, is_epoch

    if month and not is_epoch(month):
        refuse(said("no_month"), language, WRONG)
    return month or epoch_of(now().astimezone(JAKARTA).date())


async def _renewed(
    store: ReportStore,
    settings: Settings,
    opened: Authority,
    *,
    name: str,
    epoch: str,
    passphrase: str,
) -> None:
    from bot.reporting.enrolling import renew as renewed
    from bot.reporting.opening import report_folder
    from storage.reports.epochs import KeyFolder

    keys = KeyFolder(report_folder(settings) / "keys")
    await renewed(store, opened, keys, inspector=name, epoch=epoch, passphrase=passphrase)
