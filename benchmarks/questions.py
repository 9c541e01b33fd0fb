"""How well and how fast questions are understood, as one JSON object.

    python benchmarks/questions.py [FILE.csv ...] [--tables DIR]

Without files it grades the set that the tables have not seen. With ``--tables`` it grades
other tables than the shipped ones, such as those learnt without the labelled questions.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
import tracemalloc
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot import learnt  # noqa: E402
from bot.grading import grade, read_labelled, report  # noqa: E402
from bot.questions import Questions, load_questions  # noqa: E402
from bot.semantic import NoEncoder, with_encoder  # noqa: E402

UNSEEN = [ROOT / "flows" / "questions" / "gate.csv"]
ROUNDS = 20


def measured(files: list[Path]) -> dict[str, object]:
    """Grade the files with the core and, where it is installed, with the encoder."""
    tracemalloc.start()
    began = time.perf_counter()
    questions = load_questions()
    loaded = time.perf_counter() - began
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    figures: dict[str, object] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "load_seconds": round(loaded, 2),
        "held_mb": round(held / 1e6, 1),
        "core": {file.name: _graded(questions, file, ROUNDS) for file in files},
    }
    try:
        encoder = with_encoder(questions)
    except NoEncoder:
        return figures | {"semantic": None}
    return figures | {"semantic": {file.name: _graded(encoder, file, 1) for file in files}}


def _graded(questions: Questions, file: Path, rounds: int) -> dict[str, object]:
    labels = read_labelled(file)
    for label in labels[:50]:
        questions.ask(label.question)
    figures = report(grade(labels, questions.ask, time.perf_counter))
    times = report(grade(labels * rounds, questions.ask, time.perf_counter))["ms"]
    return figures | {"ms": times}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Grade the answers to questions.")
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--tables", type=Path, help="a folder of other tables")
    given = parser.parse_args()
    if given.tables:
        learnt.DATA = given.tables
    json.dump(measured(given.files or UNSEEN), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
