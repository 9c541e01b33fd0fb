"""``strp inspect``: who may read reports, and opening a case where the keys stay.

The strict way of working: the server hands out sealed cases and never sees a private key. The
inspector copies the sealed file and opens it here, with the key file and the passphrase.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.commands.inspectors import add_commands
from flows.dialogue import Text
from flows.language import Language

app: Final = typer.Typer(help="Kasus laporan / cases of reports", no_args_is_help=True)
add_commands(app)
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
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    language: Annotated[Language, typer.Option(help="The language of labels.")] = Language.ID,
) -> None:
    """Open a sealed case and print it (exit 1: it cannot be opened, or was changed)."""
    from bot.reporting.sealed_file import open_sealed_file
    from storage.reports.envelopes import Unopenable
    from storage.reports.epochs import Locked, Uncertified

    try:
        trusted = bytes.fromhex(authority) if authority else None
        text = file.read_text("utf-8")
        opened = open_sealed_file(text, key, _passphrase(), authority=trusted)
    except (Unopenable, Locked, Uncertified, ValueError) as refused:
        typer.echo(f"{type(refused).__name__}", err=True)
        raise typer.Exit(REFUSED) from None
    if as_json:
        typer.echo(json.dumps(opened, ensure_ascii=False))
        return
    for line in _worded(opened, language):
        typer.echo(line)


def _passphrase() -> str:
    """Ask for the passphrase; from a pipe, read one line. It never stands on a command line."""
    if sys.stdin.isatty():
        return str(typer.prompt("Passphrase", hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\n")


def _worded(opened: dict[str, object], language: Language) -> Iterator[str]:
    from bot.wording import load_texts

    texts = load_texts()
    statement = opened["statement"]
    if isinstance(statement, dict):
        for name, value in statement.items():
            label = texts.plain(Text(f"reporting.{name}.label"), language)
            yield f"{label}: {value}"
    lines = opened["lines"]
    for line in lines if isinstance(lines, list) else ():
        yield f"{line['day']} {line['direction']}: {line['words']}"
