"""Kills the house at random moments of many registrations: python -m benchmarks.kills.

[--kills 50] [--people 20] [--seed 1]; prints what was lost or doubled, which must be nothing. When
all have handed in before the house died often enough, as many others register in a new one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.support.kills import Count, kill_and_count

AT_ONCE = 50  # kills a house is in for: people who waited longer would mostly be idle when it dies


async def rounds(kills: int, people: int, seed: int) -> tuple[int, Count]:
    """Let house after house be killed; return how many there were and what became of all."""
    total, number = Count(), 0
    while total.kills < kills and not total.stuck:
        with tempfile.TemporaryDirectory() as folder:
            due = min(AT_ONCE, kills - total.kills)
            one = await kill_and_count(Path(folder), people=people, kills=due, seed=seed + number)
        total, number = total.with_more(one), number + 1
        print(json.dumps(asdict(total)), file=sys.stderr, flush=True)
    return number, total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    houses, count = asyncio.run(rounds(told.kills, told.people, told.seed))
    print(json.dumps({"houses": houses, **asdict(count)}))
    return 1 if count.lost or count.doubled or count.stuck else 0


if __name__ == "__main__":
    sys.exit(main())
