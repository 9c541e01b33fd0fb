"""Draws a conversation as it is: ``strp flow diagram``.

The drawing is made by answering, not by hand, so it cannot lie: every offered button and every
kind of reply is followed from every question, forward only (going back and changing an answer
are possible everywhere and would hide the shape).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from flows.abstraction import Kinds, Option, kind_of, kinds, open_question, options
from flows.dialogue import Answers, Exit, Flow, Question, Says, Text
from flows.position import Landing
from flows.session import Closed

NAMED: Final = 4  # labels an arc shows; of more it shows the first ones and how many there are
LABEL_SIGNS: Final = 48
MARKS: Final = str.maketrans(dict.fromkeys('"#;:\n<>', " "))  # mermaid reads these itself

Say: TypeAlias = Callable[[Says], str]
Arcs: TypeAlias = dict[str, dict[str, dict[str, None]]]  # from, to, labels in order


@dataclass(frozen=True, slots=True)
class Arc:
    """An arrow of the drawing."""

    source: str
    target: str
    label: str


def diagram(flow: Flow, *, say: Say) -> str:
    """Return the conversation as a Mermaid state diagram; ``say`` words its labels."""
    lines = ["stateDiagram-v2", "  direction TB"]
    lines += [f"  {name} : {_clean(say(words))}" for name, words in _names(flow)]
    lines += [f"  [*] --> {name}" for name in (place(flow, Answers()),)]
    lines += [f"  {_drawn(arc)}" for arc in arcs(flow, say=say)]
    lines += [f"  {Landing.REVIEW} --> {Closed.SUBMITTED}", f"  {Closed.SUBMITTED} --> [*]"]
    lines += [f"  {item.name} --> [*]" for item in flow.items if isinstance(item, Exit)]
    return "\n".join(lines) + "\n"


def arcs(flow: Flow, *, say: Say) -> tuple[Arc, ...]:
    """Return the arrows from every question to whatever can come after it, in order."""
    drawn: Arcs = {}
    for question, option, answers, target in _moves(flow):
        labels = drawn.setdefault(question.name, {}).setdefault(target, {})
        labels.setdefault(_label(question, option, answers, say=say))
    return tuple(_merged(flow, drawn))


def place(flow: Flow, answers: Answers) -> str:
    """Name where these answers lead: a question, an exit or the review."""
    last = None
    for item in flow.path(answers):
        last = item
    if last is None or (isinstance(last, Question) and answers.has(last.name)):
        return Landing.REVIEW.value
    return last.name


def _moves(flow: Flow) -> Iterator[tuple[Question, Option, Answers, str]]:
    known = kinds(flow)
    waiting: list[Answers] = [Answers()]
    seen: set[str] = set()
    for answers in waiting:  # it grows while it is walked
        question = open_question(flow, answers)
        if question is None:
            continue
        for option in options(question, answers):
            after = answers.put(question.name, option.value)
            yield question, option, answers, place(flow, after)
            shape = _shape(known, after)
            if shape not in seen:
                seen.add(shape)
                waiting.append(after)


def _shape(known: Kinds, answers: Answers) -> str:
    told: Mapping[str, str] = {
        name: kind_of(known.get(name, {}), value) for name, value in answers.values.items()
    }
    return repr(sorted(told.items()))


def _label(question: Question, option: Option, answers: Answers, *, say: Say) -> str:
    labels = {choice.value: choice.label for choice in question.choices(answers)}
    if not option.reply and question.skippable:
        return _clean(say(Text("control.skip")))
    return _clean(say(labels.get(option.reply, option.reply)))


def _merged(flow: Flow, drawn: Arcs) -> Iterator[Arc]:
    for question in flow.questions():
        targets = drawn.get(question.name, {})
        for target, labels in targets.items():
            only = len(targets) == 1
            yield Arc(question.name, target, "" if only else _listed(tuple(labels)))


def _listed(labels: tuple[str, ...]) -> str:
    more = f" +{len(labels) - NAMED}" if len(labels) > NAMED else ""
    return " / ".join(filter(None, labels[:NAMED])) + more


def _drawn(arc: Arc) -> str:
    label = f" : {arc.label}" if arc.label else ""
    return f"{arc.source} --> {arc.target}{label}"


def _names(flow: Flow) -> Iterator[tuple[str, Says]]:
    for question in flow.questions():
        yield question.name, Text(f"{flow.name}.{question.name}.label")


def _clean(label: str) -> str:
    told = " ".join(label.translate(MARKS).split())
    return told if len(told) <= LABEL_SIGNS else told[: LABEL_SIGNS - 1] + "…"
