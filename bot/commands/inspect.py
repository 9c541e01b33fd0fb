"""``strp inspect``: who may read reports, and opening a case where the keys stay.

The strict way of working: the server hands out sealed cases, and the inspector opens them here
with the key file and the passphrase. The key was made on the server; once its file is taken away,
nothing there opens these cases any more.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.commands import handing_out, inspectors
from bot.reporting.worded_case import worded
from flows.dialogue import Text
from flows.language import Language

app: Final = typer.Typer(help="Kasus laporan / cases of reports", no_args_is_help=True)
inspectors.add_commands(app)
handing_out.add_commands(app)
REFUSED: Final = 1


@app.callback()
def _inspect() -> None:
    """Cases of reports: who may read them, and reading them on one's own machine."""


@app.command(name="open")
def open_file(
    file: Annotated[Path, typer.Argument(help="A sealed case, as handed out.", exists=True)],
    key: Annotated[Path, typer.Option(help="The inspector's key file.", exists=True)],
    *,
    authority: Annotated[
        str | None, typer.Option(help="The authority's public key, hex, as given by hand.")
    ] = None,
    photo: Annotated[
        Path | None, typer.Option(help="Where to write the photo, a JPEG, if there is one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    language: Annotated[Language, typer.Option(help="The language of words.")] = Language.ID,
) -> None:
    """Open a sealed case and print it (exit 1: it cannot be opened, or was changed)."""
    opened = _opened(file, key, authority, language)
    drawn = base64.b64decode(str(opened.get("photo", "")))
    if photo is not None and drawn:
        _write_privately(photo, drawn)
    if as_json:
        typer.echo(json.dumps(opened, ensure_ascii=False))
        return
    for line in worded(opened, language):
        typer.echo(line)
    if drawn:
        typer.echo(f"-> {photo}" if photo else "--photo FILE.jpg")


def _opened(file: Path, key: Path, authority: str | None, language: Language) -> dict[str, object]:
    from bot.reporting.sealed_file import open_sealed_file
    from bot.wording import load_texts
    from storage.reports.envelopes import Unopenable
    from storage.reports.epochs import Locked, Uncertified

    try:
        trusted = bytes.fromhex(authority) if authority else None
        text = file.read_text("utf-8")
        return open_sealed_file(text, key, _passphrase(), authority=trusted)
    except (Unopenable, Locked, Uncertified, ValueError) as refused:
        why = Text(f"inspection.opening.{type(refused).__name__.lower()}")
        typer.echo(load_texts().plain(why, language), err=True)
        raise typer.Exit(REFUSED) from None


def _write_privately(path: Path, data: bytes) -> None:
    """Write what nobody else on this machine may read."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(data)


def _passphrase() -> str:
    """Ask for the passphrase; from a pipe, read one line. It never stands on a command line."""
    if sys.stdin.isatty():
        return str(typer.prompt("Passphrase", hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\n")
