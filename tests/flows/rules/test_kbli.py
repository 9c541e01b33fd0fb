"""A business code begins with a division of KBLI 2020, or somebody slipped."""

import pytest

from bot import policies
from flows.rules.kbli import has_division

SECTIONS = {  # the sections of the classification, A to U, and their first and last divisions
    "A": (1, 3),
    "B": (5, 9),
    "C": (10, 33),
    "D": (35, 35),
    "E": (36, 39),
    "F": (41, 43),
    "G": (45, 47),
    "H": (49, 53),
    "I": (55, 56),
    "J": (58, 63),
    "K": (64, 66),
    "L": (68, 68),
    "M": (69, 75),
    "N": (77, 82),
    "O": (84, 84),
    "P": (85, 85),
    "Q": (86, 88),
    "R": (90, 93),
    "S": (94, 96),
    "T": (97, 98),
    "U": (99, 99),
}


@pytest.mark.parametrize("rest", ["", "1", "111", "4444"])
def test_a_code_begins_with_a_division_of_some_section_or_with_none(rest):
    divisions = [each for first, last in SECTIONS.values() for each in range(first, last + 1)]
    assert [each for each in range(100) if has_division(f"{each:02}{rest}")] == divisions


def test_every_code_of_the_rules_has_a_division():
    assert all(has_division(code) for one in policies.load().versions for code in one.codes)
