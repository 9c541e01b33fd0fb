"""The simulated Telegram in a terminal: for those who have no browser at hand.

It does what the page does, over the same control API. A button is pressed with `/1`, because a
bare number may well be an answer.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from aiohttp import ClientSession

from bot.simulator.files import Upload
from bot.simulator.hands import Tappable, of_keyboard, of_message, tap
from bot.simulator.messages import Json
from bot.simulator.remote import NotDone, Remote
from bot.simulator.transcript import JAKARTA, BrokenTranscript, seconds
from bot.simulator.words import Words

QUIET: Final = 0.25  # seconds without an event after which the next line is read
LONGEST: Final = 5.0
_LOOK: Final = 0.05
_SPOKEN: Final = 6_000  # bytes of a voice note that nobody listens to
_PRESS: Final = re.compile(r"/(\d{1,3})")
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".webp")
_SYNONYMS: Final = {
    "berkas": "file",
    "kontak": "contact",
    "stiker": "sticker",
    "lokasi": "location",
    "suara": "voice",
    "simpan": "save",
    "ulang": "reset",
    "bantuan": "help",
    "keluar": "quit",
}


class Terminal:
    """One person at a terminal; `put` writes a line."""

    def __init__(
        self, remote: Remote, words: Words, put: Callable[[str], None], *, chat: str = "siti"
    ) -> None:
        self._remote = remote
        self._words = words
        self._put = put
        self._chat = chat
        self._seen = 0
        self._offered: list[Tappable] = []

    async def talk(self, lines: AsyncIterator[str]) -> None:
        """Carry out line by line until they end or the person leaves."""
        self._put(self._words.say("tty.welcome"))
        number = (await self._remote.town()).get("number")
        self._seen = number if isinstance(number, int) else 0
        await self._remote.act("persona", chat=self._chat, language=self._words.language)
        watching = asyncio.create_task(self._watch())
        try:
            async for line in lines:
                if not await self._take(line.strip()):
                    break
                await self._settle()
            await self._settle()
        finally:
            watching.cancel()

    async def _take(self, line: str) -> bool:
        """Carry out a line; False if it says goodbye."""
        try:
            if line.startswith(":"):
                return await self._order(line[1:].strip())
            press = _PRESS.fullmatch(line)
            if press and 0 < int(press[1]) <= len(self._offered):
                await tap(self._remote, self._chat, self._offered[int(press[1]) - 1])
            elif line:
                await self._remote.act("say", chat=self._chat, text=line)
        except (NotDone, BrokenTranscript, OSError) as error:
            self._put(self._words.say("failed", why=str(error)))
        return True

    async def _order(self, order: str) -> bool:
        name, _, rest = order.partition(" ")
        match _SYNONYMS.get(name, name):
            case "quit":
                return False
            case "help":
                self._put(self._words.say("tty.help"))
            case "file":
                await self._send(Path(rest))
            case "contact" | "location" as shared:
                await self._remote.act(shared, chat=self._chat)
            case "sticker":
                await self._remote.act("sticker", chat=self._chat, emoji=rest)
            case "voice":
                spoken = Upload("voice.ogg", bytes(_SPOKEN))
                await self._remote.send_file(self._chat, spoken, kind="voice")
            case "reset":
                await self._remote.act("reset")
            case "save":
                await self._save(Path(rest or "percakapan.yaml"))
            case wait if wait.startswith("+"):
                await self._remote.act("clock", seconds=seconds(wait[1:]))
            case _:
                await self._become(name)
        return True

    async def _send(self, path: Path) -> None:
        kind = "photo" if path.suffix.lower() in _PICTURES else "document"
        data = await asyncio.to_thread(path.read_bytes)
        await self._remote.send_file(self._chat, Upload(path.name, data), kind=kind)

    async def _save(self, path: Path) -> None:
        text = await self._remote.transcript(self._chat)
        await asyncio.to_thread(path.write_text, text, "utf-8")
        self._put(self._words.say("tty.saved", path=str(path)))

    async def _become(self, key: str) -> None:
        people = (await self._remote.town()).get("personas")
        keys = [one["key"] for one in people] if isinstance(people, list) else []
        if key not in keys:
            self._put(self._words.say("tty.unknown", what=key))
            return
        self._chat = key
        self._offered = []
        self._put(self._words.say("tty.as", name=key))

    async def _watch(self) -> None:
        while True:
            await self._look()
            await asyncio.sleep(_LOOK)

    async def _look(self) -> None:
        for event in await self._remote.told(self._chat, self._seen):
            number = event.get("number")
            self._seen = max(self._seen, number if isinstance(number, int) else 0)
            self._show(event)

    async def _settle(self) -> None:
        loop = asyncio.get_running_loop()
        began = changed = loop.time()
        last = self._seen
        while loop.time() - changed < QUIET and loop.time() - began < LONGEST:
            await asyncio.sleep(_LOOK)
            if self._seen != last:
                last, changed = self._seen, loop.time()

    def _show(self, event: Json) -> None:
        match event:
            case {"kind": "message" | "edited", "message": dict(message)} if message["by_bot"]:
                self._show_message(message)
            case {"kind": "answered", "text": str(text)} if text:
                self._put(f"  ‹ {text} ›")
            case {"kind": "clock", "now": str(now)}:
                moment = datetime.fromisoformat(now).astimezone(JAKARTA)
                self._put(self._words.say("tty.now", time=f"{moment:%d-%m-%Y %H:%M}"))
            case {"kind": "expired"}:
                self._put(self._words.say("expired"))
            case _:
                pass

    def _show_message(self, message: Json) -> None:
        parts = [self._attached(message), str(message.get("text") or message.get("caption") or "")]
        text = "\n".join(part for part in parts if part)
        bot = self._words.say("tty.bot")
        self._put("\n".join(f"{bot} │ {line}" for line in text.splitlines()))
        offered = of_message(message) or of_keyboard(message.get("keyboard"))
        if offered:
            self._offered = offered
            for number, button in enumerate(offered, 1):
                self._put(f"     /{number}  {button.label}")

    def _attached(self, message: Json) -> str:
        match message:
            case {"document": {"file_name": str(name), "file_size": int(size)}}:
                return self._words.say("tty.file", name=name, size=size)
            case {"photo": _}:
                return self._words.say("tty.photo")
            case _:
                return ""


async def chat_at(
    address: str, words: Words, *, put: Callable[[str], None], lines: AsyncIterator[str]
) -> None:
    """Let a person at a terminal chat with the simulated Telegram at an address."""
    async with ClientSession() as client:
        await Terminal(Remote(client, address), words, put).talk(lines)
