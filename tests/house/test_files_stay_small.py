"""Small files, small functions, honest names: a page is read, a wall is not."""

import ast
from statistics import median

import pytest

from tests.house.tree import ROOMS, modules, named, tracked, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 8
LARGER_WITH_REASON: dict[str, str] = {}
NO_NAMES = {"utils", "util", "common", "manager", "managers", "helpers", "helper", "misc", "core"}


def lines(path):
    return len(path.read_text("utf-8").splitlines())


def lengths(path):
    return {
        f"{named(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_a_file_fits_in_one_reading():
    every = {named(path): lines(path) for path in modules(*ROOMS, "benchmarks", "tests")}
    long = {name: size for name, size in every.items() if size > LONGEST_FILE}
    assert long.keys() == LARGER_WITH_REASON.keys()


def test_a_function_fits_on_one_screen():
    every = [each for path in modules(*ROOMS, "benchmarks") for each in lengths(path).items()]
    assert [(name, size) for name, size in every if size > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("room", ROOMS)
def test_most_functions_are_a_few_lines(room):
    sizes = [size for path in modules(room) for size in lengths(path).values()]
    if sizes:
        assert median(sizes) <= MEDIAN_FUNCTION


def test_no_file_is_named_after_nothing():
    parts = {(part, named(path)) for path in tracked() for part in (path.stem, *path.parts[-4:-1])}
    assert {name for part, name in parts if part.lower() in NO_NAMES} == set()


def test_a_module_says_what_it_is_for():
    assert [named(path) for path in modules(*ROOMS) if not ast.get_docstring(tree(path))] == []
