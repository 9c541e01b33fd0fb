"""``strp questions``: what officers taught, written out so that a release can learn it.

Nothing goes into the package by itself: a person reads what is printed, and commits it.
"""

from __future__ import annotations

import asyncio
import csv
import os
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer

from bot.commands.folders import CONFIG, ConfigFile
from flows.questions.lessons import Lesson, LessonStatus
from flows.questions.unmatched import NOT_IT, SOMETHING, Unmatched
from storage.unit import Unit

app: Final = typer.Typer(help="Pertanyaan / questions", no_args_is_help=True)
MOST: Final = 20_000
STYLE: Final = "asked"
OWN: Final = "# Answers in the officers' own words: each needs a question of its own."
COLUMNS: Final = ("question", "intent", "sector", "language", "style")
T = TypeVar("T")


@app.callback()
def questions() -> None:
    """What people ask, and what officers taught."""


@app.command()
def export(
    *,
    labels: Annotated[
        bool, typer.Option("--labels", help="Print texts with the tap that followed, as CSV.")
    ] = False,
    least: Annotated[int, typer.Option(min=1, help="Taps a label needs.")] = 2,
    config: ConfigFile = CONFIG,
) -> None:
    """Print the lessons in force as lines for approved.yaml, or texts labelled by taps."""
    if labels:
        texts = asyncio.run(_read(config, lambda unit: unit.unmatched.heaviest(MOST)))
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(labelled(texts, least))
        return
    lessons = asyncio.run(_read(config, lambda unit: unit.lessons.all(LessonStatus.IN_FORCE)))
    sys.stdout.write(written_out(lessons))


def written_out(lessons: Iterable[Lesson]) -> str:
    """Write lessons as YAML: phrasings by question, then the answers officers wrote."""
    import yaml

    ordered = sorted(lessons, key=lambda one: (one.intent, one.number))
    known: dict[str, list[str]] = {}
    for one in ordered:
        if one.intent:
            known.setdefault(one.intent, []).append(one.phrase)
    parts = [
        f"{intent}: |\n" + "".join(f"  {phrase}\n" for phrase in phrases)
        for intent, phrases in known.items()
    ]
    own = [
        {"phrase": one.phrase, "id": one.written.id, "en": one.written.en}
        for one in ordered
        if one.written is not None
    ]
    if own:
        told = yaml.safe_dump(own, allow_unicode=True, sort_keys=False, width=1_000)
        parts.append(f"---\n{OWN}\n{told}")
    return "".join(parts)


def labelled(texts: Sequence[Unmatched], least: int) -> Iterator[tuple[str, ...]]:
    """Yield rows for the corpus: texts after which one question was tapped most."""
    for one in texts:
        taps = {word: times for word, times in one.taps.items() if word != NOT_IT}
        if not taps or SOMETHING in one.text:
            continue
        word, times = max(taps.items(), key=lambda tap: (tap[1], tap[0]))
        if times >= least and 2 * times > sum(one.taps.values()):
            intent, _, sector = word.partition(".")
            yield one.text, intent, sector, one.language.value, STYLE


async def _read(config: Path, look: Callable[[Unit], Awaitable[T]]) -> T:
    from bot.settings import load_settings
    from bot.store import open_store

    store = load_settings(config).store
    async with open_store(store, os.environ) as database, database.reading() as unit:
        return await look(unit)
