"""``strp eval``: grades the answers to a labelled file of questions."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.ask import EXTRA, questions_ranked
from bot.grading import NotLabelled, Report, grade, read_labelled, report

SHOWN = ("at_1", "at_3", "at_3_with_sector", "buttons", "out_of_scope_abstained")
app = typer.Typer(add_completion=False)
COUNTED = ("in_scope", "out_of_scope", "asserted", "asserted_wrong", "out_of_scope_asserted")


@app.command("eval")
def evaluate(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="question,intent,...")],
    *,
    semantic: Annotated[bool, typer.Option("--semantic", help=EXTRA)] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Grade a labelled file (exit 1: something was asserted wrongly)."""
    questions = questions_ranked(with_encoder=semantic)
    try:
        graded = grade(read_labelled(file), questions.ask, time.perf_counter)
    except NotLabelled as missing:
        raise typer.BadParameter(f"no column {missing}") from None
    summed = report(graded)
    typer.echo(json.dumps(summed) if as_json else _words(summed))
    if summed["asserted_wrong"] or summed["out_of_scope_asserted"]:
        raise typer.Exit(1)


def _words(summed: Report) -> str:
    counted = [f"{name:<24} {summed[name]}" for name in COUNTED]
    shown = [f"{name:<24} {json.dumps(summed[name])}" for name in SHOWN]
    return "\n".join((*counted, *shown, f"{'ms':<24} {json.dumps(summed['ms'])}"))
