"""Every command that a how-to tells people to type is one we take, with the words as they stand."""

import re
import shlex
from importlib import import_module

import pytest
import typer
from typer.main import get_command

from bot.cli import COMMANDS
from tests.house.tree import ROOT

HOWTOS = sorted((ROOT / "docs" / "howto").glob("*.md"))
BLOCK = re.compile(r"^ {4}(strp [^\n#>]*)", re.MULTILINE)
INLINE = re.compile(r"`(?:[A-Z_]+=\S+ )*(strp [^`]+)`")
LEFT_OPEN = {"<flow>": "status"}


def told(page):
    text = page.read_text("utf-8")
    return {" ".join(found.split()) for found in BLOCK.findall(text) + INLINE.findall(text)}


COMMANDS_TOLD = sorted(set().union(*map(told, HOWTOS)))


def is_taken(name, words):
    """Read a command line as it is read when typed, without doing what it says."""
    module = import_module(COMMANDS[name][0])
    command = get_command(module.app) if hasattr(module, "app") else alone(module, name)
    if hasattr(command, "get_command"):  # a group
        sub, *words = words
        command = command.get_command(command.make_context(name, [sub]), sub)
    return command.make_context(name, words)


def alone(module, name):
    app = typer.Typer(add_completion=False)
    app.command(name)(getattr(module, name))
    return get_command(app)


def test_the_howtos_tell_commands():
    assert len(COMMANDS_TOLD) > 10


@pytest.mark.parametrize("command", COMMANDS_TOLD)
def test_a_command_of_a_howto_is_taken_as_written(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "FILE").touch()
    (tmp_path / "flows").symlink_to(ROOT / "flows")
    _, name, *words = (LEFT_OPEN.get(word, word) for word in shlex.split(command))
    assert is_taken(name, words)
