"""``strp demo``: the whole house in a small town of its own, without a token or a network."""

from __future__ import annotations

import asyncio
import os
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.commands.ports import why_taken
from flows.language import Language

if TYPE_CHECKING:
    from bot.demo import Demo

PORT: Final = 8765
TOLD: Final = "SIMULASI. Buka alamat ini / open this address. Ctrl+C: berhenti / stop."
SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the visitor asked for."""

    port: int
    data: Path | None
    scripts: tuple[Path, ...]
    language: Language
    tty: bool
    update: bool
    page: Path | None
    browser: bool


def demo(  # noqa: PLR0913 - every option is a parameter
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = PORT,
    data: Annotated[Path | None, typer.Option(help="Folder to keep it in.")] = None,
    script: Annotated[
        list[Path] | None, typer.Option(help="Hold a written conversation, or a folder of them.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(help="Write the conversations that were held as a page.")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the terminal.")] = Language.ID,
    *,
    tty: Annotated[bool, typer.Option("--tty", help="Chat in the terminal.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Write down anew what a script meets.")
    ] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
) -> None:
    """Start everything on this machine and print one address."""
    from bot.simulator.guarding import RealToken, refuse_real_token

    try:
        refuse_real_token(os.environ)
    except RealToken as real:
        typer.echo(f"SIMULASI: {real}", err=True)
        raise typer.Exit(2) from None
    wish = Wish(port, data, tuple(script or ()), lang, tty, update, page, browser=not no_browser)
    try:
        status = asyncio.run(_run(wish))
    except KeyboardInterrupt:
        status = 0
    raise typer.Exit(status)


async def _run(wish: Wish) -> int:
    from bot.demo import open_demo
    from bot.logs import set_up_logs

    set_up_logs()
    port = 0 if wish.scripts else free_port(wish.port)
    kept = nullcontext(str(wish.data)) if wish.data else TemporaryDirectory(prefix="strp-")
    with kept as folder:
        async with open_demo(Path(folder), port=port) as running:
            return await _visit(running, wish)


async def _visit(running: Demo, wish: Wish) -> int:
    if wish.scripts:
        return await _hold(running.address, wish)
    typer.echo(running.address)
    if wish.tty:
        await _chat(running.address, wish.language)
        return 0
    typer.echo(TOLD, err=True)
    if wish.browser and any(os.environ.get(name) for name in SCREENS):
        await asyncio.to_thread(webbrowser.open, running.address)
    await asyncio.Event().wait()
    return 0


async def _hold(address: str, wish: Wish) -> int:
    """Hold written conversations, and write the page of those that were held."""
    from bot.simulator.dialogues import Dialogue, save_page
    from bot.simulator.script import play_files
    from bot.simulator.transcript import transcripts_in

    held: list[Dialogue] = []
    paths = [path for one in wish.scripts for path in transcripts_in(one)]
    status = await play_files(
        address, paths, tell=typer.echo, update=wish.update, keep=held.append
    )
    if wish.page and not status:
        save_page(wish.page, held)
    return status


def free_port(wished: int) -> int:
    """Return the wished port, or 0 (any) where somebody listens on it already, and say so."""
    why = why_taken(wished)
    if why:
        typer.echo(f"port {wished}: {why}; another one is taken", err=True)
    return 0 if why else wished


async def _chat(address: str, language: Language) -> None:
    """Let somebody at the terminal chat, line by line."""
    from bot.simulator.tty import chat_at
    from bot.simulator.words import Words

    await chat_at(address, Words(language.value), put=typer.echo, lines=_lines())


async def _lines() -> AsyncIterator[str]:
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
