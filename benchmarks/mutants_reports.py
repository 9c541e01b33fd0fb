"""Breaks the cryptography of reports in small ways, one at a time; each must make a test fail.

python -m benchmarks.mutants_reports [LIMIT]    one JSON object on standard output

A copy of the tree in a temporary folder is broken, never this one. A mutant that no test notices
is listed with its line: either a test is missing, or the change means nothing.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = (
    "storage/reports/envelopes.py",
    "storage/reports/case_keys.py",
    "storage/reports/receipt_keys.py",
    "storage/reports/photos.py",
    "storage/reports/epochs.py",
    "flows/rules/receipt.py",
    "storage/live/report_sessions.py",
)
TESTS = (
    "tests/storage/reports/test_envelopes_open_only_where_they_belong.py",
    "tests/flows/reporting/test_receipts_and_cases.py",
    "tests/storage/reports/test_report_sessions_and_floods.py",
    "tests/bot/reporting/test_report_desk.py",
)
SECONDS = 120
COMPARED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult}


class Breaker(ast.NodeTransformer):
    """Breaks the one place with this number, and says what it did."""

    def __init__(self, number: int) -> None:
        self.left, self.done = number, ""

    def hit(self, node: ast.AST, what: str) -> bool:
        self.left -= 1
        if self.left == 0:
            self.done = f"line {getattr(node, 'lineno', 0)}: {what}"
        return self.left == 0

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        other = COMPARED.get(type(node.ops[0]))
        if other and self.hit(node, f"{type(node.ops[0]).__name__} -> {other.__name__}"):
            node.ops[0] = other()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.BitOr):  # the types of annotations
            return node
        other = COUNTED.get(type(node.op))
        if other and self.hit(node, f"{type(node.op).__name__} -> {other.__name__}"):
            node.op = other()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self.hit(node, "and <-> or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if type(node.value) is int and self.hit(node, f"{node.value} -> {node.value + 1}"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        if type(node.value) is bytes and node.value.strip(b"\x00") and self.hit(node, "bytes"):
            return ast.copy_location(ast.Constant(node.value[:-1] + b"?"), node)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if self.hit(node, "the condition never holds"):
            node.test = ast.copy_location(ast.Constant(value=False), node.test)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and self.hit(node, "a call is left out"):
            return ast.copy_location(ast.Pass(), node)
        return node


def mutants(part: str) -> Iterator[tuple[str, str]]:
    """Yield each way of breaking a part: what was done, and the broken source."""
    source, number = (ROOT / part).read_text(), 0
    while True:
        number += 1
        breaker = Breaker(number)
        tree = ast.fix_missing_locations(breaker.visit(ast.parse(source)))
        if not breaker.done:
            return
        yield breaker.done, ast.unparse(tree)


def is_noticed(folder: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-qx", "--no-header", "-p", "no:cacheprovider"]
    try:
        run = subprocess.run(
            [*command, *TESTS], cwd=folder, capture_output=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return True
    return run.returncode != 0


def main() -> None:
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in ("flows", "storage", "bot", "tests"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "pyproject.toml", folder)
        if is_noticed(folder):
            sys.exit("the tests fail before anything is broken")
        tried, survived = 0, []
        for part in PARTS:
            whole = (folder / part).read_text()
            for done, broken in mutants(part):
                if tried >= limit:
                    break
                tried += 1
                (folder / part).write_text(broken)
                if not is_noticed(folder):
                    survived.append(f"{part} {done}")
                    print(survived[-1], file=sys.stderr, flush=True)
            (folder / part).write_text(whole)
    killed = tried - len(survived)
    print(json.dumps({"mutants": tried, "killed": killed, "survived": survived}))


main()
