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


def lengths(path):
    return {
        f"{named(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize("path", modules(*ROOMS, "benchmarks"), ids=named)
def test_a_file_fits_in_one_reading(path):
    if named(path) not in LARGER_WITH_REASON:
        assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", modules(*ROOMS, "benchmarks"), ids=named)
def test_a_function_fits_on_one_screen(path):
    assert {name: size for name, size in lengths(path).items() if size > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_most_functions_are_a_few_lines(room):
    sizes = [size for path in modules(room) for size in lengths(path).values()]
    if sizes:
        assert median(sizes) <= MEDIAN_FUNCTION


def test_no_file_is_named_after_nothing():
    parts = {(part, named(path)) for path in tracked() for part in (path.stem, *path.parts[-4:-1])}
    assert {name for part, name in parts if part.lower() in NO_NAMES} == set()


@pytest.mark.parametrize("path", modules(*ROOMS), ids=named)
def test_a_module_says_what_it_is_for(path):
    assert ast.get_docstring(tree(path))


def test_files_larger_for_a_reason_are_larger():
    for name in LARGER_WITH_REASON:
        (path,) = [path for path in modules(*ROOMS) if named(path) == name]
        assert len(path.read_text("utf-8").splitlines()) > LONGEST_FILE
