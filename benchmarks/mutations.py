"""Ways in which a line of code can be wrong: each mutant is one small lie in one place."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

Site: TypeAlias = tuple[ast.AST, str, object]  # a node, its field, and what is to stand there

FLIPPED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one lie in it."""

    line: int
    lie: str
    source: str

    @property
    def name(self) -> str:
        """Name the mutant by its line and its lie; stable while the line stays."""
        return f"{self.line}: {self.lie}"


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its lines."""
    tree = ast.parse(source)
    silent = _silent(tree)
    for node in ast.walk(tree):
        if node not in silent:
            for at, field, value in _lies(node):
                yield _mutant(tree, at, field, value)


def _mutant(tree: ast.Module, at: ast.AST, field: str, value: object) -> Mutant:
    before, kept = ast.unparse(at), getattr(at, field)
    setattr(at, field, value)
    after, source = ast.unparse(at), ast.unparse(tree)
    setattr(at, field, kept)
    return Mutant(getattr(at, "lineno", 0), _difference(before, after), source)


def _difference(before: str, after: str) -> str:
    first, second = before.splitlines(), after.splitlines()
    changed = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    old, new = changed[0] if changed else (first[-1], "(removed)")
    return f"{old.strip()} -> {new.strip()}"


def _silent(tree: ast.Module) -> set[ast.AST]:
    """Return what says nothing at run time: docstrings, types, imports, decorators, enums."""
    silent: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent |= {node, node.value}
        elif isinstance(node, ast.Import | ast.ImportFrom):
            silent |= set(ast.walk(node))
        elif isinstance(node, ast.ClassDef) and _is_enum(node):
            silent |= {part for line in node.body for part in ast.walk(line)}
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            silent |= set(ast.walk(node))
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"cast", "TypeVar"}:
            silent |= set(ast.walk(node.args[0]))
        for written in ("annotation", "returns", "type_comment"):
            part = getattr(node, written, None)
            silent |= set(ast.walk(part)) if isinstance(part, ast.AST) else set()
        for decorator in getattr(node, "decorator_list", ()):
            silent |= set(ast.walk(decorator))
        if isinstance(node, ast.AnnAssign) and getattr(node.annotation, "id", "") == "TypeAlias":
            silent |= set(ast.walk(node))
    return silent


def _is_enum(node: ast.ClassDef) -> bool:
    return any(getattr(base, "id", "").endswith("Enum") for base in node.bases)


def _lies(node: ast.AST) -> Iterator[Site]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in FLIPPED:
            yield node, "ops", [FLIPPED[type(op)]()]
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in FLIPPED:
            yield node, "op", FLIPPED[type(op)]()
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield node, "test", ast.UnaryOp(ast.Not(), test)
        case ast.comprehension(ifs=[test]):
            yield node, "ifs", []
            yield node, "ifs", [ast.UnaryOp(ast.Not(), test)]
        case ast.Constant(value=value):
            yield from _constant(node, value)
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield node, "value", ast.Constant(None)
        case ast.Call(keywords=keywords) if keywords:
            yield from _fewer(node, "keywords", keywords)
        case ast.Tuple(elts=elements, ctx=ast.Load()) | ast.Set(elts=elements):
            yield from _fewer(node, "elts", elements)
        case ast.FunctionDef(body=body) | ast.For(body=body):
            yield from _fewer(node, "body", body, only=(ast.If, ast.Expr, ast.AugAssign))
        case _:
            return


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _constant(node: ast.Constant, value: object) -> Iterator[Site]:
    if isinstance(value, bool):
        yield node, "value", not value
    elif isinstance(value, int):
        yield node, "value", value + 1
    elif isinstance(value, str):
        yield node, "value", value + "?"
    elif isinstance(value, bytes):
        yield node, "value", value + b"?"


def _fewer(
    node: ast.AST, field: str, parts: list, *, only: tuple[type, ...] = (ast.AST,)
) -> Iterator[Site]:
    """Leave one part out; a body that would be empty does nothing instead."""
    for number, part in enumerate(parts):
        is_said = isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
        if isinstance(part, only) and not is_said:
            rest = [*parts[:number], *parts[number + 1 :]]
            yield node, field, rest or ([ast.Pass()] if field == "body" else [])
