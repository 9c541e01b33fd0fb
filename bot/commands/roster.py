"""`strp roster check`: judge a list of employees without sending it anywhere."""

from __future__ import annotations

import json
import time
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from flows.dialogue import Says, Text
from flows.language import Language
from flows.rules.roster import Examined, RowProblem, Severity

app: Final = typer.Typer(help="Daftar pekerja / lists of employees", no_args_is_help=True)


@app.callback()
def _roster() -> None:
    """Lists of employees as spreadsheets."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Judge ages as on this date."),
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the answer.")] = Language.ID,
) -> None:
    """Tell row by row what has to be mended in a list; exit with 1 if anything has."""
    from bot.rosters.reading import read_roster
    from flows.rules.roster import examine

    table = read_roster(file, file.name)
    if table.refused:
        from bot.rosters.words import refusal_text

        said = _plain(refusal_text(table.refused, say=_Speaker(lang)), lang)
        typer.echo(_refused_json(table.refused.code) if as_json else said)
        raise typer.Exit(1)
    examined = examine(
        table.entries, today=on.date() if on else _today(), listed={}, permitted=frozenset()
    )
    rows = len(table.entries)
    typer.echo(_as_json(examined, rows=rows) if as_json else _in_words(examined, rows, lang))
    raise typer.Exit(1 if examined.has_errors else 0)


class _Speaker:
    """Says catalogue texts in one language, without markup."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, key: str, **places: str | int) -> str:
        """Return the words under this key."""
        return _plain(Text(key, places), self._language)


def _plain(says: Says, language: Language) -> str:
    from bot.wording import load_texts

    return load_texts().plain(says, language)


def _today() -> date:
    from bot.wording import JAKARTA

    return datetime.fromtimestamp(time.time(), JAKARTA).date()


def _refused_json(code: str) -> str:
    return json.dumps({"rows": 0, "accepted": 0, "problems": [], "refused": code})


def _as_json(examined: Examined, *, rows: int) -> str:
    problems = [_problem_json(problem) for problem in examined.problems]
    return json.dumps({"rows": rows, "accepted": len(examined.accepted), "problems": problems})


def _problem_json(problem: RowProblem) -> dict[str, str | int]:
    return {
        "row": problem.row,
        "column": problem.column.value,
        "code": problem.code,
        "severity": problem.severity.value,
    }


def _in_words(examined: Examined, rows: int, lang: Language) -> str:
    from bot.rosters.words import line_text

    say = _Speaker(lang)
    errors = {p.row for p in examined.problems if p.severity is Severity.ERROR}
    lines = [
        say("roster.summary", rows=rows, accepted=len(examined.accepted), bad=len(errors)),
        *(_plain(line_text(problem), lang) for problem in examined.problems),
    ]
    return "\n".join(lines)
