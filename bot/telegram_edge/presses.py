"""Tells Telegram that a press was taken, so that the button stops waiting.

It is the one call that the crowd costs beside the answer to its update, so it goes out here by
itself, without the library: nobody waits for it, and where it is lost a button waits a little
longer. At most one call is under way on a connection.
"""

from __future__ import annotations

import asyncio
from collections import deque
from types import TracebackType
from typing import Final, Self, cast
from urllib.parse import urlsplit

import msgspec
import structlog
from typing_extensions import override

from bot.render import TOAST_CHARS, clip

log = structlog.get_logger(__name__)
MOST_LINES: Final = 64
MOST_WAITING: Final = 4_096  # older ones go: Telegram has given them up by then
PATIENCE_SECONDS: Final = 20.0
END_OF_HEAD: Final = b"\r\n\r\n"
LENGTH: Final = b"content-length:"
PORTS: Final = {"https": 443, "http": 80}


class Presses:
    """Answers presses; ``api`` is the server's address up to the token."""

    def __init__(self, api: str) -> None:
        address = urlsplit(api)
        self._host, self._is_secret = address.hostname or "", address.scheme == "https"
        self._port = address.port or PORTS[address.scheme]
        self._head = (
            f"POST {address.path}/answerCallbackQuery HTTP/1.1\r\n"
            f"Host: {address.netloc}\r\nContent-Type: application/json\r\nContent-Length: "
        ).encode()
        self._waiting: deque[bytes] = deque(maxlen=MOST_WAITING)
        self._lines: set[Line] = set()
        self._free: list[Line] = []
        self._opening: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up; what still waits is let go."""
        self._waiting.clear()
        for opening in self._opening:
            opening.cancel()
        for line in tuple(self._lines):
            line.close()

    def answer(self, press: str, text: str = "") -> None:
        """Answer a press soon, with a few words if there are any."""
        told = {"callback_query_id": press}
        if text:
            told["text"] = clip(text, TOAST_CHARS)
        body = msgspec.json.encode(told)
        call = b"%b%d\r\n\r\n%b" % (self._head, len(body), body)
        if self._free:
            self._free.pop().call(call)
            return
        self._waiting.append(call)
        if len(self._lines) + len(self._opening) < MOST_LINES:
            self._open()
        else:
            self._let_go()

    def freed(self, line: Line) -> None:
        """Give a line that was answered the next call, or let it rest."""
        if self._waiting:
            line.call(self._waiting.popleft())
        else:
            self._free.append(line)

    def lost(self, line: Line) -> None:
        """Forget a line that hung up; its last call is not repeated."""
        self._lines.discard(line)
        if line in self._free:
            self._free.remove(line)
        if self._waiting:
            self._open()

    def _let_go(self) -> None:
        """Hang up on whoever has owed an answer for long."""
        since = asyncio.get_running_loop().time() - PATIENCE_SECONDS
        for line in [one for one in self._lines if one.called_at < since]:
            line.close()

    def _open(self) -> None:
        opening = asyncio.get_running_loop().create_task(self._opened())
        self._opening.add(opening)
        opening.add_done_callback(self._opening.discard)

    async def _opened(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                _, line = await loop.create_connection(
                    lambda: Line(self), self._host, self._port, ssl=self._is_secret or None
                )
        except OSError as error:
            log.warning("presses not answered", kind=type(error).__name__)
            self._waiting.clear()
            return
        self._lines.add(line)
        self.freed(line)


class Line(asyncio.Protocol):
    """One connection; it is free again once its call was answered, whatever the answer says."""

    def __init__(self, presses: Presses) -> None:
        self._presses, self._held = presses, b""
        self._loop = asyncio.get_running_loop()
        self.called_at = self._loop.time()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # a stream has no other

    def call(self, call: bytes) -> None:
        """Make a call."""
        self.called_at = self._loop.time()
        self._transport.write(call)

    def close(self) -> None:
        """Hang up at once."""
        self._transport.abort()

    @override
    def data_received(self, data: bytes) -> None:
        self._held += data
        head, found, body = self._held.partition(END_OF_HEAD)
        if not found:
            return
        length = _length(head)
        if length is None:  # its end cannot be told: the next call takes another line
            self.close()
        elif len(body) >= length:
            self._held = b""
            self._presses.freed(self)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._presses.lost(self)


def _length(head: bytes) -> int | None:
    _, found, rest = head.lower().partition(LENGTH)
    said = rest.partition(b"\r\n")[0].strip()
    return int(said) if found and said.isdigit() else None
