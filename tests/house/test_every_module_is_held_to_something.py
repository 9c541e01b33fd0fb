"""Lies are put into every module of thought, and the tests that must notice them are there."""

from benchmarks.mutants import every_lie
from benchmarks.promised import GROUPS, absent, ungrouped


def test_every_module_in_which_a_lie_can_be_told_is_in_a_group():
    assert [path for path in ungrouped() if any(every_lie((path,)))] == []


def test_every_module_and_test_that_a_group_names_is_there():
    assert absent(GROUPS) == []
