"""The house has floors: bot stands on storage, storage on flows, and flows on nothing."""

import ast

from tests.house.tree import imported, modules, named, roots, tree

PURE = {
    *("__future__", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions"),
    *(
        "functools",
        "itertools",
        "operator",
        "re",
        "string",
        "types",
        "typing",
        "unicodedata",
        "zlib",
        "flows",
    ),
}
FORBIDDEN_CALLS = {
    "open",
    "print",
    "input",
    "eval",
    "exec",
    "now",
    "today",
    "utcnow",
    "breakpoint",
}
HOMES = {
    "telegram": ("bot/telegram_edge/",),
    "aiohttp": (
        "bot/telegram_edge/",
        "bot/web/",
        "bot/office/",
        "bot/inspection/",
        "bot/simulator/",
    ),
    "redis": ("storage/live/",),
    "sqlmodel": ("storage/",),
    "sqlalchemy": ("storage/",),
}


WAITS = ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith | ast.Global


def breaches(found, *rooms):
    """Return what is found in each module of these rooms, where there is anything."""
    every = {named(path): found(path) for path in modules(*rooms)}
    return {name: each for name, each in every.items() if each}


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def worldly(path):
    """Return what waits in a module, or looks at the world."""
    waits = {type(node).__name__ for node in ast.walk(tree(path)) if isinstance(node, WAITS)}
    calls = {called(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
    return waits | (calls & FORBIDDEN_CALLS)


def turns(path):
    return {name for name in imported(path) if name.startswith("flows.turn")}


def strays(path):
    """Return the frameworks that a module uses outside their own places."""
    used = roots(path) & HOMES.keys()
    return {one for one in used if not named(path).startswith(HOMES[one])}


def test_flows_import_only_thought():
    assert breaches(lambda path: roots(path) - PURE, "flows") == {}


def test_flows_neither_wait_nor_look_at_the_world():
    assert breaches(worldly, "flows") == {}


def test_storage_knows_nobody_above_it_and_takes_no_turn():
    assert breaches(lambda path: roots(path) & {"bot", "telegram", "aiohttp"}, "storage") == {}
    assert breaches(turns, "storage") == {}


def test_every_framework_stays_in_its_own_place():
    assert breaches(strays, "flows", "storage", "bot") == {}


def test_the_house_needs_nothing_of_its_tests():
    tests = {"tests", "benchmarks", "pytest", "hypothesis"}
    assert breaches(lambda path: roots(path) & tests, "flows", "storage", "bot") == {}
