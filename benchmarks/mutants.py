"""Do the tests bite? Lies are put into the code one at a time, and must be found.

Every lie is told in a copy of the tree and the tests that promise something about its module
(``benchmarks/promised.py``) are run against it. A lie nobody notices is a promise nobody tests: it
is killed by a test, or explained in ``benchmarks/explained/``, a file a group; any other fails the
run. What was run is kept, so a run can be stopped and taken up again.

    python -m benchmarks.mutants                     every lie in every group
    python -m benchmarks.mutants people promise      every lie in two of them
    python -m benchmarks.mutants --sample 20         twenty of them, spread evenly
"""

import argparse
import gc
import json
import os
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import aiohttp  # noqa: F401 - what the tests import of others is read once, before the forks
import aiosqlite  # noqa: F401
import asyncpg  # noqa: F401
import hypothesis.stateful  # noqa: F401
import nacl.signing  # noqa: F401
import pydantic_settings  # noqa: F401
import pytest
import redis.asyncio  # noqa: F401
import sqlalchemy.ext.asyncio  # noqa: F401
import sqlmodel.ext.asyncio.session  # noqa: F401
import structlog  # noqa: F401
import telegram.ext  # noqa: F401
import yaml

from benchmarks.mutations import Mutant, mutants
from benchmarks.promised import GROUPS, absent, tests_of, ungrouped

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = ("_hypothesis_pytestplugin", "pytest_asyncio.plugin", "pytest_timeout")
OPTIONS = (
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    *(part for each in PLUGINS for part in ("-p", each)),
)
SECONDS = 90  # a lie that makes the tests run this long has been noticed
NEEDED = ("flows", "storage", "bot", "tests", "docs", "pyproject.toml", "config.yaml")
PURE = (  # what asks for no fixture of tests/conftest.py
    "tests/flows/",
    "tests/storage/sealed",
    "tests/storage/test_keys_are_kept_to_ourselves.py",
    "tests/storage/reports/test_envelopes_open_only_where_they_belong.py",
)
EXPLAINED = ROOT / "benchmarks" / "explained"


@dataclass(frozen=True, slots=True)
class Told:
    """A lie, where it was told, and whether anybody noticed."""

    path: str
    mutant: Mutant
    key: str


def every_lie(paths: tuple[str, ...]) -> Iterator[Told]:
    """Yield every lie that can be told in these modules."""
    for path in paths:
        for mutant in mutants((ROOT / path).read_text("utf-8")):
            digest = sha256(f"{path}{mutant.source}".encode()).hexdigest()[:16]
            yield Told(path, mutant, digest)


def sampled(lies: list[Told], size: int | None) -> list[Told]:
    """Return this many lies, spread evenly; all of them where no number is given."""
    if not size or size >= len(lies):
        return lies
    return [lies[number * len(lies) // size] for number in range(size)]


def copied(folder: Path) -> Path:
    """Copy what the tests need, so that nothing true is ever overwritten."""
    for name in NEEDED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


def outcome(folder: Path, told: Told) -> str:
    """Tell one lie in the copy and run the tests: killed, slow or survived."""
    target = folder / told.path
    truth = target.read_text("utf-8")
    _write(target, told.mutant.source)
    try:
        return _tested(folder, nearest_first(told.path, tests_of(told.path)))
    finally:
        _write(target, truth)


def nearest_first(module: str, tests: tuple[str, ...]) -> tuple[str, ...]:
    """Put the tests that read from this module first: they notice soonest."""
    read = f"from {module.removesuffix('.py').replace('/', '.')} import"
    return tuple(sorted(tests, key=lambda test: not _says(ROOT / test, read)))


def _says(test: Path, words: str) -> bool:
    return test.is_file() and words in test.read_text("utf-8")


def _write(target: Path, source: str) -> None:
    """Write a module, and forget what was compiled of it: two lies may be as old and as long."""
    target.write_text(source, "utf-8")
    for compiled in target.parent.glob(f"__pycache__/{target.stem}.*.pyc"):
        compiled.unlink()


def _tested(folder: Path, tests: tuple[str, ...]) -> str:
    """Test in a fork: pytest and hypothesis are read once, the conversation engine every time."""
    child = get_context("fork").Process(target=_test, args=(folder, tests))
    child.start()
    child.join(SECONDS)
    if child.is_alive():
        child.kill()
        child.join()
        return "slow"
    return "survived" if child.exitcode == 0 else "killed"


def _test(folder: Path, tests: tuple[str, ...]) -> None:
    sys.dont_write_bytecode = False  # what is not lied about is compiled once
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())
    os.dup2(silence, sys.stderr.fileno())
    for each in tests:  # one by one: what the first of them notices need not wait for the others
        if noticed := pytest.main([*OPTIONS, *_without_storage(each), each]):
            sys.exit(noticed)


def _without_storage(test: str) -> list[str]:
    """Spare the tests of what is pure the fixtures that read all of storage."""
    return ["--noconftest"] if test.startswith(PURE) else []


def remembered(results: Path, *, again: bool = False) -> dict[str, str]:
    """Return what earlier runs found, by the key of the lie; ``again`` forgets what survived."""
    if not results.exists():
        return {}
    rows = (json.loads(line) for line in results.read_text("utf-8").splitlines())
    found = {row["key"]: row["outcome"] for row in rows}
    return {key: told for key, told in found.items() if not (again and told == "survived")}


def run(lies: list[Told], results: Path, *, again: bool = False) -> dict[str, str]:
    """Tell each lie that no earlier run told; return every outcome by its key."""
    gc.freeze()  # what was read before the forks is nobody's rubbish: pytest looks ten times each
    known = remembered(results, again=again)
    results.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mutants-") as name, results.open("a") as kept:
        folder = copied(Path(name))
        for tests in sorted({tests_of(told.path) for told in lies}):
            if _tested(folder, tests) != "survived":
                raise SystemExit(f"These fail without any lie: {' '.join(tests)}")
        for told in lies:
            if told.key not in known:
                known[told.key] = outcome(folder, told)
                kept.write(_row(told, known[told.key]) + "\n")
                kept.flush()
    return known


def _row(told: Told, found: str) -> str:
    fields = {"key": told.key, "path": told.path, "lie": told.mutant.name, "outcome": found}
    return json.dumps(fields)


def explanations() -> dict[tuple[str, str], int]:
    """Return how often each lie may go unnoticed, because it says nothing untrue.

    A row has "in" and "lie" as the run names them, without the line, which moves; "why"; and
    "times", where the same lie may go unnoticed more than once in that module.
    """
    files = sorted(EXPLAINED.glob("*.yaml"))
    rows = (row for file in files for row in yaml.safe_load(file.read_text("utf-8")))
    return {(row["in"], row["lie"]): row.get("times", 1) for row in rows}


def unexplained(lies: list[Told], known: dict[str, str]) -> list[str]:
    """Return the lies that nobody noticed and nobody explained."""
    left = explanations()
    found = []
    for told in lies:
        if known.get(told.key) == "survived":
            place = (told.path, told.mutant.lie)
            if left.get(place, 0) > 0:
                left[place] -= 1
            else:
                found.append(f"{told.path}:{told.mutant.name}")
    return found


def summary(lies: list[Told], known: dict[str, str]) -> dict[str, object]:
    """Say of each module how many lies were told and noticed, and which nobody explained."""
    modules: dict[str, Counter[str]] = defaultdict(Counter)
    for told in lies:
        modules[told.path][known.get(told.key, "not told")] += 1
    return {
        "lies": len(lies),
        **sum(modules.values(), Counter()),
        "modules": {path: dict(counted) for path, counted in modules.items()},
        "unexplained": unexplained(lies, known),
    }


def main() -> None:
    """Run from the command line; print one JSON object, exit 1 if a lie is unexplained."""
    parser = argparse.ArgumentParser(description="Put lies into the code; see who notices.")
    parser.add_argument("--sample", type=int, help="how many lies to tell; all, if not given")
    parser.add_argument("--results", type=Path, default=ROOT / "build" / "mutants.jsonl")
    parser.add_argument("--again", action="store_true", help="tell what survived once more")
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []], help="groups to lie in")
    asked = parser.parse_args()
    groups = asked.groups or list(GROUPS)
    if missing := absent(groups):
        parser.error(f"benchmarks/promised.py names what is not there: {', '.join(missing)}")
    if forgotten := [path for path in ungrouped() if any(every_lie((path,)))]:
        parser.error(f"benchmarks/promised.py forgets {', '.join(forgotten)}")
    paths = tuple(name for each in groups for name in GROUPS[each].modules)
    lies = sampled(list(every_lie(paths)), asked.sample)
    told = summary(lies, run(lies, asked.results, again=asked.again))
    print(json.dumps(told, indent=1, ensure_ascii=False))
    sys.exit(1 if told["unexplained"] else 0)


if __name__ == "__main__":
    main()
