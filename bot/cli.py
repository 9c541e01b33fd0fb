"""The command line: ``strp``. A command is imported only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Final

COMMANDS: Final = {
    "demo": ("bot.commands.demo", "try everything on this machine, without a token"),
    "serve": ("bot.commands.serve", "run the assistant against Telegram"),
    "decide": ("bot.commands.decide", "what the rules of a day say of a company"),
    "policy": ("bot.commands.policy", "the dated rules: list, check, diff"),
    "ask": ("bot.commands.ask", "what the assistant makes of a question"),
    "eval": ("bot.commands.eval", "grade the answers to a labelled file of questions"),
    "questions": ("bot.commands.questions", "what officers taught: export"),
    "roster": ("bot.commands.roster", "check a list of employees"),
    "permit": ("bot.commands.permit", "verify a permit by its text or a picture"),
    "keys": ("bot.commands.keys", "the keys that sign and seal: init, rotate, list"),
    "flow": ("bot.commands.flow", "check or draw the conversations"),
    "officer": ("bot.commands.officer", "who may log in to the office: add, list, disable"),
    "doctor": ("bot.commands.doctor", "what would keep the service from running here"),
    "backup": ("bot.commands.backup", "copy the registration store while it is at work"),
    "restore": ("bot.commands.backup", "put such a copy back"),
    "purge": ("bot.commands.purge", "let go of what is due now"),
    "inspect": ("bot.commands.inspect", "who may read reports, and reading them on this machine"),
}
WRONG_USE: Final = 2


def main() -> None:
    """Run the command line; exits with 0 done, 1 a refusal or finding, 2 wrong use."""
    name, *rest = sys.argv[1:] or ["--help"]
    if name in COMMANDS:
        _run(name, rest)
    else:
        _help(name)


def _run(name: str, rest: list[str]) -> None:
    import typer
    from typer.main import get_command

    module = import_module(COMMANDS[name][0])
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False)
        app.command(name)(getattr(module, name))
    get_command(app)(rest, prog_name=f"strp {name}")


def _help(name: str) -> None:
    asked = name in {"--help", "-h"}
    lines = [f"  {command:<9} {told}" for command, (_, told) in COMMANDS.items()]
    told = "\n".join(("strp COMMAND ...", "", *lines, "", "strp COMMAND --help tells more."))
    (sys.stdout if asked else sys.stderr).write(told + "\n")
    sys.exit(0 if asked else WRONG_USE)
