"""The labelled questions that come with us: those that were learnt from, and those of the gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from typing import Final

import yaml

from bot.grading import OUT_OF_SCOPE, Labelled, read_labelled
from flows.language import Language
from flows.questions.intents import INTENTS
from flows.questions.normal import WORD, Reader, plain
from flows.questions.tongue import SMALL_WORDS

HOME: Final = files("flows") / "questions"
SHORTEST: Final = 3  # letters of a word that tells something
OFTEN: Final = 50  # one question in so many has a word that tells little
PLACES: Final = "workplaces"  # words for places of work, by their sector


@cache
def gate_questions() -> tuple[Labelled, ...]:
    """Return the questions of the gate: labelled, and never learnt from."""
    with as_file(HOME / "gate.csv") as path:
        return read_labelled(path)


@cache
def demo_questions() -> tuple[Labelled, ...]:
    """Return what the made-up town of the demo asks; neither learnt from nor of the gate."""
    with as_file(HOME / "demo.csv") as path:
        return read_labelled(path)


@cache
def learnt_questions() -> tuple[Labelled, ...]:
    """Return every labelled text that was learnt from; frames and quotas are left out."""
    with as_file(HOME / "corpus" / "labelled.csv") as path:
        found = [_ours_or_not(one) for one in read_labelled(path)]
    for part in sorted((HOME / "corpus").iterdir(), key=lambda entry: entry.name):
        name, _, ending = part.name.rpartition(".")
        if ending == "yaml":
            lines = yaml.load(part.read_text("utf-8"), Loader=yaml.CSafeLoader)
            found += [
                _labelled(name, label, text)
                for label, all_texts in lines.items()
                for text in all_texts.splitlines()
            ]
    return tuple(found)


def telling_words(reader: Reader, words: Iterable[str]) -> frozenset[str]:
    """Return those of the words that tell one question from another."""
    letters = {word for word in words if len(word) >= SHORTEST and word.isalpha()}
    return frozenset(letters - _worn_words(reader))


def _worn_words(reader: Reader) -> frozenset[str]:
    """Return the words that so many questions have that they say little of any."""
    read = [frozenset(reader.words(one.question)) for one in learnt_questions()]
    times = Counter(word for words in read for word in words)
    often = (word for word, count in times.items() if count * OFTEN >= len(read))
    return frozenset((*often, *SMALL_WORDS[Language.ID], *SMALL_WORDS[Language.EN]))


def everybodys_words(reader: Reader) -> frozenset[str]:
    """Return the words that are no single person's own: those of our own texts and spellings."""
    own = (word for one in learnt_questions() for word in WORD.findall(plain(one.question)))
    meant = (word for read in reader.meanings.values() for word in read.split())
    return frozenset((*own, *meant, *reader.meanings))


def _ours_or_not(one: Labelled) -> Labelled:
    """Name every kind of talk outside our questions alike."""
    return one if one.intent in INTENTS else replace(one, intent=OUT_OF_SCOPE)


def _labelled(part: str, label: str, text: str) -> Labelled:
    if part == PLACES:
        return Labelled(text, "elig_sector", label, "")
    return _ours_or_not(Labelled(text, label, "", ""))
