"""Draws the tree of a day as it is, for whoever checks it against the rules.

Drawn by opening every page and following every button, so that the picture cannot differ from
what people are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from flows.dialogue import Says, Text
from flows.eligibility.page import open_page, settle
from flows.eligibility.path import read_data
from flows.eligibility.rules import Rules
from flows.eligibility.telling import EMPLOYED
from flows.eligibility.tree import Question
from flows.eligibility.walk import pages

MARKS: Final = str.maketrans(dict.fromkeys('"#;<>', " "))  # mermaid reads these itself
QUESTIONS: Final = tuple(question.value for question in Question)
BUSINESS: Final = frozenset({Question.GROUP, Question.SECTOR})

Say: TypeAlias = Callable[[Says], str]
Answer: TypeAlias = tuple[str, Says, str]  # a question, the words of an answer, where it leads
Boxes: TypeAlias = dict[tuple[str, str], dict[str, None]]  # from, to: answers in order


def tree_diagram(rules: Rules, *, say: Say) -> str:
    """Return the tree of a day as a Mermaid flow chart; ``say`` words its labels.

    The answers that lead from a question to the same place stand in one box.
    """
    lines = ["flowchart LR"]
    lines += [f'  {one}(["{_clean(say(Text(f"eligibility.ask.{one}")))}"])' for one in QUESTIONS]
    for (source, target), answers in _boxes(rules, say).items():
        lines += _drawn(source, target, tuple(answers))
    return "\n".join(lines) + "\n"


def _boxes(rules: Rules, say: Say) -> Boxes:
    boxes: Boxes = {}
    for source, label, target in sorted(_answers(rules), key=_order):
        boxes.setdefault((source, target), {}).setdefault(_clean(say(label)))
    return boxes


def _answers(rules: Rules) -> Iterator[Answer]:
    """Yield every answer to every question, and where it leads; of sectors as companies ask."""
    for path, page in pages(rules):
        is_beside = path.sector or (page.name in BUSINESS and path.kind != EMPLOYED)
        if page.name not in QUESTIONS or is_beside:
            continue
        for choice in page.choices:
            spot = read_data(choice.value)
            if spot is not None:
                name = open_page(rules, settle(rules, spot)).name
                yield page.name, choice.label, name.partition(".")[0]


def _order(answer: Answer) -> int:
    return QUESTIONS.index(answer[0])


def _drawn(source: str, target: str, answers: tuple[str, ...]) -> tuple[str, ...]:
    box, leads_on = f"{source}_{target}", target in QUESTIONS
    words = "<br/>".join(answers if leads_on else (*answers, f"<b>{target}</b>"))
    drawn = f'  {source} --> {box}["{words}"]'
    return (drawn, f"  {box} --> {target}") if leads_on else (drawn,)


def _clean(label: str) -> str:
    return " ".join(label.splitlines()[0].translate(MARKS).split())
