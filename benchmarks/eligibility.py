"""How many of the crowd one core answers, and after how many taps they know.

python -m benchmarks.eligibility [--seconds 2]
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import cycle
from statistics import median
from time import process_time

from bot import policies
from bot.eligibility import Eligibility
from bot.wording import load_texts
from flows.eligibility.page import Settled, open_page, settle, start_at
from flows.eligibility.path import Path, Spot, read_data, write_data
from flows.eligibility.rules import Rules, rules_on
from flows.eligibility.walk import pages, taps
from flows.language import Language

DAY = date(2021, 7, 10)
NOON = datetime(2021, 7, 10, 5, tzinfo=UTC)

# The crowd as the offices counted it: employees of companies in Jakarta and how the companies
# are weighed (Disnaker, January 2022), drivers of apps (July 2021), individual permits for each
# employee asked for (14 July 2021). Within a category every sector counts the same.
EMPLOYEES, DRIVERS = 2_687_630, 851_661
WEIGHED = {"essential": 18_591, "critical": 18_060, "non_essential": 67_611}
URGENT = EMPLOYEES * 1_521 / 1_206_098


def rate(act: Callable[[str], object], over: Sequence[str], seconds: float) -> int:
    """Return how many times a second of processor time something was done."""
    done, began, turn = 0, process_time(), cycle(over)
    while (spent := process_time() - began) < seconds:
        for _ in range(200):
            act(next(turn))
        done += 200
    return round(done / spent)


def buttons(rules: Rules) -> list[str]:
    """Return the button of every page in both languages, of codes as well."""
    return [
        write_data(start_at(rules, language, path).spot)
        for language in Language
        for path, _ in pages(rules, language)
    ]


def crowd(rules: Rules) -> Iterator[tuple[float, Path]]:
    """Yield the paths of the crowd with how many people go along each."""
    sectors = [path for path in taps(rules) if path.kind == "firm" and path.sector]
    assert rules.policy is not None
    kinds = {path: rules.policy.sectors[path.sector].category.value for path in sectors}
    for path, category in kinds.items():
        alike = list(kinds.values()).count(category)
        yield EMPLOYEES * WEIGHED[category] / sum(WEIGHED.values()) / alike, path
    yield DRIVERS, Path("dki", "ojol")
    for need in ("sick", "death", "birth", "escort"):
        yield URGENT / 4, Path("urgent", need)


def weighted_median(weights: list[tuple[float, int]]) -> int:
    """Return the value that half of the weight does not exceed."""
    half, so_far = sum(weight for weight, _ in weights) / 2, 0.0
    for weight, value in sorted(weights, key=lambda pair: pair[1]):
        so_far += weight
        if so_far >= half:
            return value
    raise ValueError(weights)


def measured(seconds: float) -> dict[str, object]:
    """Measure each way of answering for this many seconds."""
    rules = rules_on(policies.load(), DAY)
    plain = [data for data in buttons(rules) if not read(data).path.code]
    aged = [write_data(Spot(read(data).language, read(data).path, "2107051")) for data in plain]
    forged = [data[: len(data) * 2 // 3] + "zz" for data in plain]
    codes = [data for data in buttons(rules) if read(data).path.code]
    answers = Eligibility(policies.load(), load_texts(), lambda: NOON)
    counted = taps(rules)
    people = [(weight, counted[path]) for weight, path in crowd(rules)]
    everybody = sum(weight for weight, _ in people)
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "pages_of_a_day": len(plain),
        "answers_a_second_when_new": first_time(answers, [*plain, *aged]),
        "answers_a_second": rate(answers.answer, plain, seconds),
        "first_messages_a_second": rate(answers.answer, ["go.id.menu"], seconds),
        "aged_buttons_a_second": rate(answers.answer, aged, seconds),
        "forged_buttons_a_second": rate(answers.answer, forged, seconds),
        "codes_a_second_never_kept": rate(answers.answer, codes, seconds),
        "settled_a_second": rate(lambda data: settle(rules, read(data)), plain, seconds),
        "pages_built_a_second": rate(lambda data: built(rules, data), plain, seconds),
        "taps": {
            "verdicts": len(counted),
            "most": max(counted.values()),
            "median_of_paths": median(counted.values()),
            "median_of_the_crowd": weighted_median(people),
            "mean_of_the_crowd": round(sum(w * t for w, t in people) / everybody, 2),
        },
    }


def first_time(answers: Eligibility, over: Sequence[str]) -> int:
    """Return how many pages a second are put together that were not shown on this day yet."""
    began = process_time()
    for data in over:
        answers.answer(data)
    return round(len(over) / (process_time() - began))


def read(data: str) -> Spot:
    """Read a button of ours."""
    spot = read_data(data)
    assert spot is not None
    return spot


def built(rules: Rules, data: str) -> object:
    """Build a page without rendering it."""
    return open_page(rules, Settled(settle(rules, read(data)).spot))


def main() -> None:
    """Run from the command line; print one JSON object."""
    parser = argparse.ArgumentParser(description="Measure how the crowd is answered.")
    parser.add_argument("--seconds", type=float, default=2.0, help="for each measurement")
    json.dump(measured(parser.parse_args().seconds), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
