"""How many of the crowd's turns a second of processor answers, against two others in one run.

python -m benchmarks.crowd [--json] [--rounds 5] [--seconds 5] [--chats 64]

Each round lets every contestant serve in turn, in an order that turns as well. Whoever answers
anything else than the dialogue ends the run.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import platform
import random
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.crowd.contestants import (
    AIOGRAM,
    ALL,
    OURS,
    PATIENCE,
    PTB,
    Contestant,
    Running,
    a_redis,
    running,
    told,
)
from benchmarks.crowd.dialogue import Dialogue, Walk, read_dialogue
from benchmarks.crowd.telegram import HOST, BotApi, Line, People, serving

GOALS = {AIOGRAM: 10, PTB: 13}
WARM_UP = 2.0


@dataclass(frozen=True, slots=True)
class Round:
    """What one contestant did in one round."""

    turns: int
    cpu: float
    wall: float
    seconds: tuple[float, ...]
    verdicts: Counter[str]

    @property
    def per_cpu(self) -> float:
        """Return turns for each second of its processor."""
        return self.turns / self.cpu


@dataclass(frozen=True, slots=True)
class Seat:
    """A contestant that serves, and the Bot API it calls."""

    served: Running
    api: BotApi
    walks: Sequence[Walk]

    async def play(self, chats: int, seconds: float) -> Round:
        """Let so many people at once hold dialogues for a while.

        Raises:
            Wrong: one did not end as it must.
        """
        walks = itertools.cycle(self.walks)
        people = [People(self.api, await self.line(), walks) for _ in range(chats)]
        cpu, began = self.served.cpu_seconds(), perf_counter()
        async with asyncio.timeout(seconds + PATIENCE):
            await asyncio.gather(*(one.hold_until(began + seconds) for one in people))
        spent, wall = self.served.cpu_seconds() - cpu, perf_counter() - began
        for one in people:
            one.hang_up()
        each = tuple(itertools.chain.from_iterable(one.seconds for one in people))
        verdicts = Counter(itertools.chain.from_iterable(one.verdicts for one in people))
        return Round(len(each), spent, wall, each, verdicts)

    async def line(self) -> Line:
        """Open a connection to the webhook."""
        given = await self.api.webhook
        address = urlsplit(given["url"])
        _, line = await asyncio.get_running_loop().create_connection(
            lambda: Line(address.path, given["secret_token"]), HOST, address.port
        )
        return line


@asynccontextmanager
async def seated(
    contestants: Sequence[Contestant], dialogue: Dialogue, redis: str, folder: Path
) -> AsyncIterator[dict[Contestant, Seat]]:
    """Start everybody, and wait until each has asked for updates."""
    apis: dict[str, BotApi] = {}
    written = folder / "dialogue.json"
    dialogue.write(written)
    walks = list(dialogue.walks)
    random.Random(1).shuffle(walks)
    async with serving(apis) as address, AsyncExitStack() as opened:
        seats = {}
        for one in contestants:
            environment = told(one, address, written, redis, folder / one.name)
            api = apis[environment["CROWD_TOKEN"]] = BotApi()
            served = await opened.enter_async_context(running(one, environment))
            async with asyncio.timeout(PATIENCE):
                await api.webhook
            seats[one] = Seat(served, api, walks)
        yield seats


async def measured(
    contestants: Sequence[Contestant], rounds: int, seconds: float, chats: int
) -> dict[Contestant, list[Round]]:
    """Let everybody play every round."""
    done: dict[Contestant, list[Round]] = {one: [] for one in contestants}
    with a_redis() as redis, tempfile.TemporaryDirectory() as folder:
        async with seated(contestants, read_dialogue(), redis, Path(folder)) as seats:
            for seat in seats.values():
                await seat.play(chats, WARM_UP)
            for number in range(rounds):
                for one in turned(contestants, number):
                    done[one].append(await seats[one].play(chats, seconds))
    return done


def turned(contestants: Sequence[Contestant], number: int) -> list[Contestant]:
    """Return the contestants, each round beginning with another."""
    at = number % len(contestants)
    return [*contestants[at:], *contestants[:at]]


def figures(one: Contestant, rounds: Sequence[Round]) -> dict[str, object]:
    """Return what one contestant did."""
    turns, cpu = sum(each.turns for each in rounds), sum(each.cpu for each in rounds)
    cuts = quantiles(itertools.chain.from_iterable(each.seconds for each in rounds), n=100)
    return {
        "contestant": one.name,
        "turns": turns,
        "cpu_s": round(cpu, 2),
        "turns_per_cpu_s": spread([each.per_cpu for each in rounds], 0),
        "turns_per_s": round(turns / sum(each.wall for each in rounds)),
        "ms": {f"p{at}": round(cuts[at - 1] * 1000, 2) for at in (50, 95, 99)},
        "verdicts": dict(sorted(sum((each.verdicts for each in rounds), Counter()).items())),
        "versions": {"python": platform.python_version(), **one.versions()},
    }


def ratios(done: Mapping[Contestant, Sequence[Round]]) -> list[dict[str, object]]:
    """Return how many times more we answer for a second of processor, round by round."""
    return [
        {
            "ratio": f"{OURS.name}/{other.name}",
            "turns_per_cpu_s": spread(
                [a.per_cpu / b.per_cpu for a, b in zip(done[OURS], done[other], strict=True)], 1
            ),
            "goal": goal,
        }
        for other, goal in GOALS.items()
        if other in done and OURS in done
    ]


def spread(values: Sequence[float], digits: int) -> dict[str, float]:
    """Return the least, the middle and the most."""
    found = {"min": min(values), "median": median(values), "max": max(values)}
    return {name: round(value, digits or None) for name, value in found.items()}


def worded(line: Mapping[str, object]) -> str:
    """Word a line of figures for a person."""
    name, *rest = line.items()
    return "\n".join((str(name[1]), *(f"  {key:<16} {value}" for key, value in rest)))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Measure the crowd's turns against others.")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each, each round")
    parser.add_argument("--chats", type=int, default=64, help="people at once")
    parser.add_argument("--only", choices=[one.name for one in ALL], help="one alone")
    given = parser.parse_args()
    contestants = [one for one in ALL if given.only in {None, one.name}]
    done = asyncio.run(measured(contestants, given.rounds, given.seconds, given.chats))
    lines = [*(figures(one, rounds) for one, rounds in done.items()), *ratios(done)]
    for line in lines:
        sys.stdout.write((json.dumps(line) if given.json else worded(line)) + "\n")


if __name__ == "__main__":
    main()
