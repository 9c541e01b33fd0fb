"""``strp keys``: the keys that sign permits and the keys that seal what is kept.

Only numbers, days and public halves are ever printed. Keys that come from the environment are
not ours to change: whoever put them there adds the new one.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.commands.folders import CONFIG, ConfigFile, DataFolder, data_folder
from flows.rules.promise import day_in_jakarta
from storage import keyring, sealing
from storage.errors import StorageError

app: Final = typer.Typer(help="Kunci / keys", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a key.")]
Shown = dict[str, str | int]


class Kind(StrEnum):
    """What a key does."""

    SIGNING = "signing"
    SEALING = "sealing"


SOURCES: Final = {
    Kind.SIGNING: (keyring.ENVIRONMENT, keyring.FILE),
    Kind.SEALING: (sealing.ENVIRONMENT, sealing.FILE),
}


@app.callback()
def _keys() -> None:
    """Keys: made on the first start, or here; never printed."""


@app.command()
def init(*, config: ConfigFile = CONFIG, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Make the first keys where there are none, and list what is there."""
    folder = data_folder(config, data)
    keyring.load_keyring(folder, os.environ, today=_today())
    sealing.load_sealer(folder, os.environ)
    typer.echo(f"data folder: {folder.absolute()}", err=True)
    _print(folder, as_json=as_json)


@app.command()
def rotate(
    kind: Annotated[Kind, typer.Argument(help="Which keys get a new one.")],
    *,
    config: ConfigFile = CONFIG,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Add a key that is used from the next start on; older ones still check and open."""
    folder = data_folder(config, data)
    environment, file = SOURCES[kind]
    if os.environ.get(environment, "").strip():
        typer.echo(f"{environment} holds the keys: add the new one there", err=True)
        raise typer.Exit(1)
    if not (folder / file).exists():
        typer.echo(f"there are no {kind} keys in {folder}: strp keys init", err=True)
        raise typer.Exit(1)
    if kind is Kind.SIGNING:
        keyring.add_key(folder, today=_today())
    else:
        sealing.add_key(folder)
    _print(folder, as_json=as_json)


@app.command("list")
def list_keys(
    *, config: ConfigFile = CONFIG, data: DataFolder = None, as_json: AsJson = False
) -> None:
    """List the keys by number (exit 1: there are none)."""
    _print(data_folder(config, data), as_json=as_json)


def _print(folder: Path, *, as_json: bool) -> None:
    try:
        shown = list(_shown(folder))
    except StorageError as error:
        typer.echo(f"the keys cannot be read: {type(error).__name__}", err=True)
        raise typer.Exit(1) from None
    for key in shown:
        words = "  ".join(str(value) for value in key.values())
        typer.echo(json.dumps(key) if as_json else words)
    if not shown:
        typer.echo(f"there are no keys in {folder}", err=True)
        raise typer.Exit(1)


def _shown(folder: Path) -> Iterator[Shown]:
    if _is_there(Kind.SIGNING, folder):
        for key in keyring.load_keyring(folder, os.environ, today=_today()).public:
            yield {
                "kind": Kind.SIGNING.value,
                "kid": key.kid,
                "not_before": key.not_before.isoformat(),
                "expires": key.expires.isoformat(),
                "public": key.public.hex(),
            }
    if _is_there(Kind.SEALING, folder):
        for version in sorted(sealing.load_sealer(folder, os.environ).versions):
            yield {"kind": Kind.SEALING.value, "version": version}


def _is_there(kind: Kind, folder: Path) -> bool:
    environment, file = SOURCES[kind]
    return bool(os.environ.get(environment, "").strip()) or (folder / file).exists()


def _today() -> date:
    return day_in_jakarta(datetime.fromtimestamp(time.time(), UTC))
