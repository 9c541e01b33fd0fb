"""What matters of an answer: which replies lead a conversation to the same places.

Thirty sectors and forty-four districts would make millions of conversations, and most of them
are the same one. Two answers are alike where exchanging them changes no condition and no tally
in any of many sample conversations; one of each kind is then walked. What is alike in the
samples is believed to be alike everywhere: this is the one place where the checker samples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from flows.dialogue import Answers, Exit, Expects, Flow, Question, Unreadable, Value
from flows.session import Closed, Session

WALKS: Final = 64  # sample conversations; a flow of thirty questions has fewer shapes than that
KEPT_WALKS: Final = 24
OTHER: Final = "other"
STRIDE: Final = 7919  # a prime, so that walks differ in every question
ROWS: Final[tuple[Mapping[str, int], ...]] = (
    {"service": 3, "office": 1},
    {"service": 1},
    {"production": 1},
    {"office": 1},
    {"service": 1_000_000},  # over any cap
)

Kinds: TypeAlias = Mapping[str, Mapping[Value, int]]
State: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A reply that can be given, and the answer it is read as."""

    reply: str
    value: Value


def options(question: Question, answers: Answers) -> tuple[Option, ...]:
    """Return one readable reply of every kind the question names, buttons first."""
    if question.expects is Expects.ROWS:
        return tuple(_rows(question, answers))
    replies = (*(choice.value for choice in question.choices(answers)), *question.examples)
    skipped = ("",) if question.skippable else ()
    return (*_read(question, replies, answers), *(Option(reply, reply) for reply in skipped))


def _read(question: Question, replies: Iterable[str], answers: Answers) -> Iterator[Option]:
    for reply in dict.fromkeys(replies):
        try:
            yield Option(reply, question.read(reply, answers))
        except Unreadable:
            continue


def _rows(question: Question, answers: Answers) -> Iterator[Option]:
    for counts in ROWS:
        try:
            yield Option("", question.tally(counts, answers))
        except Unreadable:
            continue


def sample_answers(flow: Flow) -> tuple[Answers, ...]:
    """Return the answers of conversations that take as many different ways as possible."""
    by_shape: dict[frozenset[str], list[Answers]] = {}
    for number in range(WALKS):
        answers = _walked(flow, number * STRIDE)
        by_shape.setdefault(frozenset(answers.values), []).append(answers)
    turns = range(max(map(len, by_shape.values())))
    kept = [group[turn] for turn in turns for group in by_shape.values() if turn < len(group)]
    return tuple(kept[:KEPT_WALKS])


def _walked(flow: Flow, number: int) -> Answers:
    answers = Answers()
    for _ in flow.items:
        question = open_question(flow, answers)
        found = options(question, answers) if question else ()
        if question is None or not found:
            break
        number, chosen = number // 3 + STRIDE, number % len(found)
        answers = answers.put(question.name, found[chosen].value)
    return answers


def open_question(flow: Flow, answers: Answers) -> Question | None:
    """Return the question these answers lead to; None at an exit or the review."""
    last = None
    for item in flow.path(answers):
        last = item
    if last is None or isinstance(last, Exit) or answers.has(last.name):
        return None
    return last


def kinds(flow: Flow) -> Kinds:
    """Number, for every question, the kinds of its answers; alike answers share a number."""
    samples = sample_answers(flow)
    return {
        question.name: _numbered(flow, question, _values(question, samples), samples)
        for question in flow.questions()
    }


def _values(question: Question, samples: tuple[Answers, ...]) -> list[Value]:
    found = (option.value for answers in samples for option in options(question, answers))
    return list(dict.fromkeys(found))


def _numbered(
    flow: Flow, question: Question, values: list[Value], samples: tuple[Answers, ...]
) -> dict[Value, int]:
    numbers: dict[tuple[object, ...], int] = {}
    return {
        value: numbers.setdefault(_trace(flow, question, value, samples), len(numbers))
        for value in values
    }


def _trace(
    flow: Flow, question: Question, value: Value, samples: tuple[Answers, ...]
) -> tuple[object, ...]:
    """Return all that conditions and tallies say when this value stands in each sample."""
    return tuple(
        outcome
        for sample in samples
        for answers in (sample.put(question.name, value),)
        for item in flow.items
        for outcome in _outcomes(item, answers)
    )


def _outcomes(item: Question | Exit, answers: Answers) -> Iterator[object]:
    yield _told(lambda: item.relevant(answers))
    if isinstance(item, Question) and item.expects is Expects.ROWS:
        for counts in ROWS:
            yield _told(lambda counts=counts: bool(item.tally(counts, answers)))  # type: ignore[misc]


def _told(asked: Callable[[], bool]) -> object:
    try:
        return asked()
    except Unreadable as unreadable:
        return unreadable.problem.key
    except Exception as broken:  # noqa: BLE001 - the walk itself will meet it and tell where
        return type(broken).__name__


def state_of(flow: Flow, known: Kinds, session: Session) -> State:
    """Return what decides where this session can go from here."""
    rows = tuple(sorted(_counted(flow, session)))
    if session.closed not in {None, Closed.CANCELLED}:
        return (session.closed, bool(rows))
    answers = session.answers.values
    told = tuple(sorted((name, _kind(known, name, value)) for name, value in answers.items()))
    return (told, rows, session.cursor, session.closed)


def _kind(known: Kinds, name: str, value: Value) -> str:
    return kind_of(known.get(name, {}), value)


def kind_of(numbers: Mapping[Value, int], value: Value) -> str:
    """Name the kind of an answer; one that no sample held is like the rest if all are alike."""
    unseen = OTHER if len(set(numbers.values())) > 1 else 0
    return str(numbers.get(value, unseen))


def _counted(flow: Flow, session: Session) -> Iterator[tuple[str, object]]:
    for name, counts in session.counts.items():
        question = flow.question(name)
        if question is not None and any(counts.values()):
            yield name, str(_tallied(question, counts, session.answers))


def _tallied(question: Question, counts: Mapping[str, int], answers: Answers) -> object:
    return _told(lambda: bool(question.tally(counts, answers)))


def representatives(found: Iterable[Option], known: Mapping[Value, int]) -> tuple[Option, ...]:
    """Keep the first option, and the last one of every kind."""
    listed = tuple(found)
    by_kind = {kind_of(known, option.value): option for option in listed}
    return tuple(dict.fromkeys((*listed[:1], *by_kind.values())))
