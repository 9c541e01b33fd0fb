"""How fast conversations turn: events a second on one core, and what one registration costs.

python -m benchmarks.turns [--seconds 2]
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter, process_time

from flows.dialogue import Answers, Choice, Exit, Expects, Flow, Key, Question, Text, Unreadable
from flows.events import Asked, Counted, Event, Handed, Pressed, Said, Verb
from flows.position import Landing, here
from flows.resume import resume
from flows.session import Session, pack, unpack
from flows.turn import begin, turn

QUESTIONS = 24
SECTORS = tuple(f"sector-{number:02}" for number in range(30))
SECTOR: Key[str] = Key("sector")


@dataclass(frozen=True, slots=True)
class Walk:
    """One conversation from the first question to handing in, event by event."""

    flow: Flow
    events: tuple[Event, ...]


def a_registration() -> Walk:
    """Return a registration of the real one's size: buttons, words, rows and a file."""
    named = tuple(
        Question(Key(f"word-{number}"), _words, relevant=_is_open) for number in range(QUESTIONS)
    )
    flow = Flow(
        name="measured",
        code="m",
        version=1,
        policy="rules-1",
        items=(
            Question(SECTOR, _sector, Expects.CHOICE, _sectors),
            Exit("stay_home", lambda answers: answers.get(SECTOR) == SECTORS[-1]),
            *named,
            Question(Key("roster"), _rows, Expects.ROWS),
            Question(Key("letter"), _words, Expects.FILE),
        ),
    )
    said = tuple(Said(f"Jalan Contoh {number}") for number in range(QUESTIONS))
    rows = tuple(Counted("roster", {"office": number + 1}) for number in range(10))
    ending = (Asked(Verb.DONE), Handed("letter-1"), Asked(Verb.SUBMIT))
    return Walk(flow, (Pressed(0, SECTORS[3]), *said, *rows, *ending))


def _is_open(answers: Answers) -> bool:
    return answers.get(SECTOR) != SECTORS[-1]


def _sectors(_: Answers) -> tuple[Choice, ...]:
    return tuple(Choice(name, Text(f"measured.{name}")) for name in SECTORS)


def _sector(reply: str, _: Answers) -> str:
    if reply not in SECTORS:
        raise Unreadable("measured.pick_one")
    return reply


def _words(reply: str, _: Answers) -> str:
    return reply.strip()


def _rows(reply: str, _: Answers) -> int:
    return int(reply)


def sessions(walk: Walk) -> Iterator[tuple[Session, Event]]:
    """Yield every session of the walk with the event that meets it."""
    session = begin(walk.flow, "abcdefgh")
    for event in walk.events:
        yield session, event
        session, _ = turn(walk.flow, session, event)


def rate(act: Callable[[], int], seconds: float) -> float:
    """Return how many times a second of processor time something was done."""
    done, began = 0, process_time()
    while (spent := process_time() - began) < seconds:
        done += act()
    return round(done / spent)


def measured(seconds: float) -> dict[str, object]:
    """Measure turns, resumes and writing down, each for this many seconds."""
    walk = a_registration()
    met = tuple(sessions(walk))
    last = turn(walk.flow, *met[-1])[0]
    review = next(session for session, _ in met if here(walk.flow, session) is Landing.REVIEW)
    turns = rate(lambda: len([turn(walk.flow, *each) for each in met]), seconds)
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "questions": len(walk.flow.questions()),
        "events_a_registration": len(walk.events),
        "turns_a_second": turns,
        "registrations_a_second": round(turns / len(walk.events)),
        "microseconds_a_turn": _spread(walk.flow, met),
        "resumes_a_second": rate(lambda: _once(resume(walk.flow, review)), seconds),
        "written_and_read_a_second": rate(lambda: _once(unpack(pack(review))), seconds),
        "session_bytes": len(json.dumps(pack(last))),
    }


def _once(_: object) -> int:
    return 1


def _spread(flow: Flow, met: tuple[tuple[Session, Event], ...]) -> dict[str, float]:
    times = []
    for _ in range(50):
        for session, event in met:
            began = perf_counter()
            turn(flow, session, event)
            times.append((perf_counter() - began) * 1e6)
    cuts = quantiles(times, n=100)
    return {"median": round(cuts[49], 1), "p99": round(cuts[98], 1)}


def main() -> None:
    """Run from the command line; print one JSON object."""
    parser = argparse.ArgumentParser(description="Measure how fast conversations turn.")
    parser.add_argument("--seconds", type=float, default=2.0, help="for each measurement")
    json.dump(measured(parser.parse_args().seconds), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
