"""The house has floors: bot stands on storage, storage on flows, and flows on nothing."""

import ast

import pytest

from tests.house.tree import imported, modules, named, roots, tree

PURE = {
    *("__future__", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions"),
    *("functools", "itertools", "re", "string", "types", "typing", "unicodedata", "flows"),
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


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("path", modules("flows"), ids=named)
def test_flows_import_only_thought(path):
    assert roots(path) <= PURE


@pytest.mark.parametrize("path", modules("flows"), ids=named)
def test_flows_neither_wait_nor_look_at_the_world(path):
    for node in ast.walk(tree(path)):
        assert not isinstance(
            node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith | ast.Global
        )
        if isinstance(node, ast.Call):
            assert called(node) not in FORBIDDEN_CALLS


@pytest.mark.parametrize("path", modules("storage"), ids=named)
def test_storage_knows_nobody_above_it_and_takes_no_turn(path):
    assert not roots(path) & {"bot", "telegram", "aiohttp"}
    assert not {name for name in imported(path) if name.startswith("flows.turn")}


@pytest.mark.parametrize("path", modules("flows", "storage", "bot"), ids=named)
def test_every_framework_stays_in_its_own_place(path):
    for framework, homes in HOMES.items():
        assert framework not in roots(path) or named(path).startswith(homes)


@pytest.mark.parametrize("path", modules("flows", "storage", "bot"), ids=named)
def test_the_house_needs_nothing_of_its_tests(path):
    assert not roots(path) & {"tests", "benchmarks", "pytest", "hypothesis"}
