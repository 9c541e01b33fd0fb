"""Walks a conversation everywhere it can go, so that no person is the first to get there.

Every state is met with every kind of event: buttons of the screen, old and foreign buttons,
words that read and words that do not, files and rows due or not due, every command, timers.
States are alike when nothing that decides tells them apart (``flows.abstraction``); one of each
is taken further. It says how often somebody who was walked goes back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from flows.abstraction import ROWS, Kinds, State, kinds, options, representatives, state_of
from flows.dialogue import Expects, Flow, Question, Text
from flows.effects import Effect, Screen, Show
from flows.events import (
    Asked,
    Counted,
    Elapsed,
    Event,
    Handed,
    Pressed,
    Said,
    Unusable,
    Verb,
    verb_value,
)
from flows.position import Place, here, place_name
from flows.screens import screen
from flows.session import Session
from flows.turn import begin, turn

LIMIT: Final = 1_000  # states taken further before no further change of mind is followed
SESSION_ID: Final = "explored"  # as long as a real one: eight signs
FOREIGN: Final = "?nobody-offered-this"
PROBLEM: Final = Text("control.no_rows_now")
MANY: Final = 12  # buttons up to this many are all pressed; of more, one of each kind


@dataclass(frozen=True, slots=True)
class Step:
    """One event met in one state, and what came of it."""

    place: Place
    before: Session
    event: Event
    after: Session
    effects: tuple[Effect, ...]
    broken: str = ""  # the name of the error, where the turn had no answer

    def screens(self) -> tuple[Screen, ...]:
        """Return what was shown."""
        return tuple(effect.screen for effect in self.effects if isinstance(effect, Show))


@dataclass(slots=True)
class Exploration:
    """The map that grows while a conversation is walked."""

    flow: Flow
    limit: int = LIMIT
    known: Kinds = field(init=False)
    arcs: dict[State, list[tuple[State, Step]]] = field(default_factory=dict)
    places: dict[State, str] = field(default_factory=dict)
    seen: set[State] = field(default_factory=set)
    offers: set[tuple[str, ...]] = field(default_factory=set)
    forward: deque[Session] = field(default_factory=deque)
    later: deque[Session] = field(default_factory=deque)
    expanded: int = 0
    changes: int = 0  # how often somebody on the ways walked so far changed their mind
    turns: int = 0

    def __post_init__(self) -> None:
        """Begin at a conversation in which nothing has been said."""
        self.known = kinds(self.flow)
        start = begin(self.flow, SESSION_ID)
        self._meet(start, self.state(start), screen(self.flow, start))

    @property
    def cut(self) -> bool:
        """Tell whether states are left that were not taken further."""
        return bool(self.forward or self.later)

    def state(self, session: Session) -> State:
        """Return the state a session is in, as far as it decides anything."""
        return state_of(self.flow, self.known, session)

    def steps(self) -> Iterator[Step]:
        """Take every step forward, then of those who go back once, then of those who do twice.

        A round that began is walked to its end: what is said of it is said of all of it.
        """
        yield from self._forward()
        while self.later and self.expanded < self.limit:
            self.forward, self.later = self.later, deque()
            self.changes += 1
            yield from self._forward()

    def _forward(self) -> Iterator[Step]:
        while self.forward:
            self.expanded += 1
            yield from self._expand(self.forward.popleft())

    def _expand(self, session: Session) -> Iterator[Step]:
        place, source = here(self.flow, session), self.state(session)
        arcs = self.arcs.setdefault(source, [])
        self.places[source] = place_name(place)
        for event in events(self, session, place):
            step = self._taken(place, session, event)
            yield step
            if step.after == session or step.broken:
                continue
            target = self.state(step.after)
            arcs.append((target, step))
            for shown in step.screens():
                self._meet(step.after, target, shown)

    def _taken(self, place: Place, session: Session, event: Event) -> Step:
        self.turns += 1
        try:
            after, effects = turn(self.flow, session, event)
        except Exception as broken:  # noqa: BLE001 - this is what the walk looks for
            return Step(place, session, event, session, (), type(broken).__name__)
        return Step(place, session, event, after, effects)

    def _meet(self, session: Session, state: State, shown: Screen) -> None:
        offer = (shown.place, *(choice.value for choice in shown.choices))
        if state in self.seen and offer in self.offers:
            return
        self.seen.add(state)
        self.offers.add(offer)
        is_forward = session.cursor is None and session.closed is None
        (self.forward if is_forward else self.later).append(session)


def events(walk: Exploration, session: Session, place: Place) -> Iterator[Event]:
    """Yield every kind of event for a session that stands at this place."""
    shown = screen(walk.flow, session)
    yield from (Pressed(session.revision, value) for value in _pressed(walk, session, place))
    yield from (Pressed(session.revision, each.value) for each in shown.controls)
    yield from _untimely(session)
    yield from map(Asked, Verb)
    yield from _worded(place)
    yield from _handed(place)
    yield from _counted(walk.flow, place)


def _pressed(walk: Exploration, session: Session, place: Place) -> tuple[str, ...]:
    values = tuple(choice.value for choice in screen(walk.flow, session).choices)
    if not isinstance(place, Question) or len(values) <= MANY:
        return values
    buttons = (option for option in options(place, session.answers) if option.reply in values)
    chosen = representatives(buttons, walk.known.get(place.name, {}))
    return tuple(option.reply for option in chosen)


def _untimely(session: Session) -> Iterator[Event]:
    now = session.revision
    yield Pressed(now, FOREIGN)
    yield Pressed(now + 1, verb_value(Verb.SUBMIT))
    yield Pressed(now - 1, verb_value(Verb.CANCEL))
    yield Elapsed(now - 1, expires=True)
    yield Elapsed(now)
    yield Elapsed(now, expires=True)
    yield Unusable(PROBLEM)


def _worded(place: Place) -> Iterator[Event]:
    examples = place.examples if isinstance(place, Question) else ()
    yield from map(Said, dict.fromkeys((*examples, "", verb_value(Verb.SUBMIT), "x" * 4096)))


def _handed(place: Place) -> Iterator[Event]:
    due = isinstance(place, Question) and place.expects is Expects.FILE
    examples = place.examples if isinstance(place, Question) and due else ()
    yield from map(Handed, (*examples, "handle-1"))


def _counted(flow: Flow, place: Place) -> Iterator[Event]:
    if isinstance(place, Question) and place.expects is Expects.ROWS:
        yield from (Counted(place.name, rows) for rows in (*ROWS, {}))
    others = (question.name for question in flow.questions() if question is not place)
    yield from (Counted(name, ROWS[0]) for name in (*tuple(others)[:1], FOREIGN))
