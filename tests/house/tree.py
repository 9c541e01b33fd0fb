"""What the house is made of: the tracked files, and their syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("flows", "storage", "bot")
LEFT_OUT = {".venv", ".git", "__pycache__", "node_modules", "build", "dist"}


@cache
def tracked() -> tuple[Path, ...]:
    """Return every tracked file; every file at all where there is no repository."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout.split("\0")
        paths = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if not LEFT_OUT & set(path.parts)]
    return tuple(path for path in paths if path.is_file())


def modules(*rooms: str) -> list[Path]:
    """Return the Python files of these rooms."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in rooms
    ]


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text("utf-8"))


def named(path: Path) -> str:
    """Name a file as people do, from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """Return the full names of the modules a file imports."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def roots(path: Path) -> set[str]:
    """Return the packages a file imports from."""
    return {name.partition(".")[0] for name in imported(path)}
