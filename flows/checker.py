"""Proves a conversation before people meet it: ``strp flow check``.

Every reachable state is walked (``flows.exploration``), every step is held against what
conversations promise (``flows.promises``), and the map of the whole is searched for dead ends.
Words are asked of the catalogue by key, so that no person is ever shown a missing sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypeVar

from flows.abstraction import State
from flows.dialogue import Exit, Expects, Flow, Question, Says, Text, Value
from flows.effects import Effect, Open, Screen, Show, Submit, Tell, Toast
from flows.events import Asked, Pressed, Verb, read_verb
from flows.exploration import LIMIT, Exploration, Step
from flows.language import Language
from flows.position import here, place_name
from flows.promises import Finding, broken_promises
from flows.session import Closed

BUTTON_BYTES: Final = 64  # what Telegram carries in a button
PREFIX: Final = ".explored0.9999999."  # session id of nine signs, revision of seven digits
TURNS_BACK: Final = frozenset({Verb.BACK, Verb.CHANGE})

T = TypeVar("T")
HasText: TypeAlias = Callable[[str, str], bool]
PlacesOf: TypeAlias = Callable[[str, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Explored:
    """What was walked, so that a clean result can be believed."""

    flow: str
    policy: str
    states: int = 0
    edges: int = 0
    turns: int = 0
    submissions: int = 0
    exits: tuple[str, ...] = ()
    unreached: tuple[str, ...] = ()  # items this context never leads to
    sampled: tuple[str, ...] = ()  # questions of which one answer of each kind was followed
    changes: int = 0  # everybody who changes their mind this often was walked
    cut: bool = False  # and some who do so more often were not


@dataclass(frozen=True, slots=True)
class Examined:
    """The findings and the walk they rest on."""

    findings: tuple[Finding, ...]
    explored: Explored


@dataclass(slots=True)
class Examination:
    """What is gathered while the walk goes on."""

    walk: Exploration
    has_text: HasText
    places_of: PlacesOf | None
    findings: dict[Finding, None] = field(default_factory=dict)
    spoken: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    goals: set[State] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    submissions: int = 0

    def found(self, rule: str, place: str, detail: str) -> None:
        """Note a finding; the same one twice is one."""
        self.findings.setdefault(Finding(rule, place, detail))


def check(
    flow: Flow, *, has_text: HasText, places_of: PlacesOf | None = None, limit: int = LIMIT
) -> tuple[Finding, ...]:
    """Return what the conversation does not keep; nothing if it is sound."""
    return examine(flow, has_text=has_text, places_of=places_of, limit=limit).findings


def examine(
    flow: Flow, *, has_text: HasText, places_of: PlacesOf | None = None, limit: int = LIMIT
) -> Examined:
    """Walk the conversation; return the findings and how much was walked.

    ``has_text(key, language)`` tells whether the catalogue has a text; ``places_of`` tells which
    places that text has, where they are to be proven filled.
    """
    try:
        work = Examination(Exploration(flow, limit), has_text, places_of)
        _walk(work)
    except Exception as broken:  # noqa: BLE001 - a definition can break in any way
        told = Finding("holds_together", flow.name, f"{type(broken).__name__}: {broken}")
        return Examined((told,), Explored(flow.name, flow.policy))
    return Examined(tuple(sorted(work.findings)), _summary(work))


def _walk(work: Examination) -> None:
    for step in work.walk.steps():
        _look(work, step)
    stranded = _stranded(work)
    for name in sorted(_last_places(work, stranded)):
        work.found("ends_somewhere", name, "neither an exit nor handing in can be reached")


def never_reached(explored: Iterable[Explored]) -> tuple[Finding, ...]:
    """Return the items that no walk of their flow came to, whatever it was built for."""
    left: dict[str, set[str]] = {}
    for each in explored:
        missing = set(each.unreached)
        left[each.flow] = left.get(each.flow, missing) & missing
    return tuple(
        Finding("is_reached", name, f"nothing leads to {name} of {flow}")
        for flow, names in left.items()
        for name in sorted(names)
    )


def _look(work: Examination, step: Step) -> None:
    for finding in broken_promises(work.walk.flow, step):
        work.findings.setdefault(finding)
    work.reached.add(place_name(step.place))
    handed_in = any(isinstance(effect, Submit) for effect in step.effects)
    work.submissions += handed_in
    is_done = step.before.closed is Closed.SUBMITTED
    if handed_in or is_done or _is_door(step) or isinstance(step.place, Exit):
        work.goals.add(work.walk.state(step.before))
    for effect in step.effects:
        _hear(work, place_name(step.place), effect)


def _is_door(step: Step) -> bool:
    """Tell whether a choice of the question itself led to another conversation."""
    asks = isinstance(step.place, Question) and step.place.expects is Expects.CHOICE
    return asks and any(isinstance(effect, Open) and effect.flow for effect in step.effects)


def _hear(work: Examination, place: str, effect: Effect) -> None:
    match effect:
        case Show(shown):
            _see(work, shown)
        case Toast(text) | Tell(text):
            _speak(work, place, text)
        case _:
            return


def _see(work: Examination, shown: Screen) -> None:
    for says in _said_on(shown):
        _speak(work, shown.place, says)
    values = [choice.value for choice in (*shown.choices, *shown.controls)]
    for value in values:
        _press(work, shown.place, value)
    if len(set(values)) < len(values):
        work.found("tells_buttons_apart", shown.place, "two buttons have the same value")


def _said_on(shown: Screen) -> Iterator[Says | None]:
    yield from (shown.text, shown.problem, shown.note)
    yield from (choice.label for choice in (*shown.choices, *shown.controls))
    for line in shown.lines:
        yield from (line.label, line.answer)


def _speak(work: Examination, place: str, says: Says | None) -> None:
    if not isinstance(says, Text):
        return
    filled = frozenset(says.places)
    for value in says.places.values():
        _speak(work, place, value)
    if (says.key, filled) in work.spoken:
        return
    work.spoken.add((says.key, filled))
    for language in Language:
        _worded(work, place, says.key, filled, language.value)


def _worded(
    work: Examination, place: str, key: str, filled: frozenset[str], language: str
) -> None:
    if not work.has_text(key, language):
        work.found("has_every_word", place, f"{key} is missing in {language}")
    elif work.places_of is not None:
        for name in sorted(work.places_of(key, language) - filled):
            work.found("fills_every_place", place, f"{key} in {language} waits for {name}")


def _press(work: Examination, place: str, value: str) -> None:
    size = len((work.walk.flow.code + PREFIX + value).encode())
    if size > BUTTON_BYTES:
        work.found("fits_its_button", place, f"{value} makes {size} bytes")


def _stranded(work: Examination) -> list[State]:
    """Return the states from which nothing leads on but turning back and giving up."""
    backwards: dict[State, set[State]] = defaultdict(set)
    for source, arcs in work.walk.arcs.items():
        for target, step in arcs:
            if _leads_on(step):
                backwards[target].add(source)
    unknown = work.walk.seen - work.walk.arcs.keys()
    good = _reaching(backwards, work.goals | unknown)
    return [state for state in work.walk.arcs if state not in good]


def _last_places(work: Examination, stranded: list[State]) -> set[str]:
    """Return where the stranded stop or go round for ever, not every place that leads there."""
    onward: dict[str, set[str]] = {work.walk.places[state]: set() for state in stranded}
    for state in stranded:
        steps = (step for _, step in work.walk.arcs[state] if _leads_on(step))
        places = {place_name(here(work.walk.flow, step.after)) for step in steps}
        onward[work.walk.places[state]] |= places
    coming = {place: _reaching(onward, {place}) for place in onward}
    return {place for place in onward if all(place in coming[each] for each in coming[place])}


def _leads_on(step: Step) -> bool:
    """Tell whether a step goes on with what is being done; an ending is where it stops."""
    event = step.event
    pressed = read_verb(event.value) if isinstance(event, Pressed) else None
    verb = event.verb if isinstance(event, Asked) else pressed[0] if pressed else None
    return step.after.closed is None and verb not in TURNS_BACK


def _reaching(arrows: Mapping[T, set[T]], starts: set[T]) -> set[T]:
    """Return all that the arrows reach from here, with where they start."""
    reached, waiting = set(starts), list(starts)
    while waiting:
        fresh = arrows.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return reached


def _summary(work: Examination) -> Explored:
    walk, flow = work.walk, work.walk.flow
    exits = tuple(item.name for item in flow.items if isinstance(item, Exit))
    return Explored(
        flow=flow.name,
        policy=flow.policy,
        states=len(walk.seen),
        edges=sum(map(len, walk.arcs.values())),
        turns=walk.turns,
        submissions=work.submissions,
        exits=tuple(name for name in exits if name in work.reached),
        unreached=tuple(item.name for item in flow.items if item.name not in work.reached),
        sampled=tuple(name for name, numbers in walk.known.items() if _is_sampled(numbers)),
        changes=walk.changes,
        cut=walk.cut,
    )


def _is_sampled(numbers: Mapping[Value, int]) -> bool:
    return len(set(numbers.values())) < len(numbers)


__all__ = ["Examined", "Explored", "Finding", "check", "examine", "never_reached"]
