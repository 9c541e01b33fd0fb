"""Kills the house at random moments of many registrations: python -m benchmarks.kills.

[--kills 50] [--people 20] [--seed 1]; prints what was lost or doubled, which must be nothing.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.support.kills import kill_and_count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        count = asyncio.run(
            kill_and_count(Path(folder), people=told.people, kills=told.kills, seed=told.seed)
        )
    print(json.dumps(asdict(count)))
    return 1 if count.lost or count.doubled or count.stuck else 0


if __name__ == "__main__":
    sys.exit(main())
