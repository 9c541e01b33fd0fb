"""The door at which Telegram knocks: as much of HTTP as a proxy on this machine speaks to us.

A general server takes longer over a request than the crowd's whole answer does, so this one knows
only requests with a body of a stated length, one at a time on a connection. Whatever else comes is
refused, and the connection with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final, TypeAlias, cast

import structlog
from typing_extensions import override

log = structlog.get_logger(__name__)
MOST_HEAD: Final = 16 * 1024
MOST_BODY: Final = 1024 * 1024
MOST_HELD: Final = 2 * (MOST_HEAD + MOST_BODY)
IDLE_SECONDS: Final = 75.0  # a proxy keeps its connections for a minute
FAREWELL_SECONDS: Final = 3.0
END_OF_HEAD: Final = b"\r\n\r\n"
LENGTH: Final = "content-length"


@dataclass(frozen=True, slots=True)
class Request:
    """One request: its headers have small letters."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    stays: bool  # more may come on this connection


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered; a body is JSON."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Take: TypeAlias = Callable[[Request], Awaitable[Response]]


class Refused(Exception):
    """A request that is not taken at all."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


@asynccontextmanager
async def listening(take: Take, host: str, port: int) -> AsyncIterator[int]:
    """Answer requests for a while; give the port, which is found where 0 is asked for."""
    connections: set[Connection] = set()
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(take, connections), host, port
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await _part(connections)


async def _part(connections: set[Connection]) -> None:
    """Let what is being answered be answered, then hang up."""
    answering = [one.answering for one in connections if one.answering is not None]
    if answering:
        await asyncio.wait(answering, timeout=FAREWELL_SECONDS)
    for one in tuple(connections):
        one.close()


class Connection(asyncio.Protocol):
    """One connection; it has its requests answered in their order."""

    def __init__(self, take: Take, connections: set[Connection]) -> None:
        self._take, self._connections = take, connections
        self._loop = asyncio.get_running_loop()
        self._held = bytearray()
        self.answering: asyncio.Task[None] | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # a stream has no other
        self._connections.add(self)
        self._heard_at = self._loop.time()
        self._watch = self._loop.call_later(IDLE_SECONDS, self._look)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self)
        self._watch.cancel()

    @override
    def data_received(self, data: bytes) -> None:
        self._heard_at = self._loop.time()
        self._held += data
        if len(self._held) > MOST_HELD:
            self._transport.abort()
        elif self.answering is None:
            self._next()

    def close(self) -> None:
        """Hang up, whatever is being answered."""
        if self.answering is not None:
            self.answering.cancel()
        self._transport.close()

    def _next(self) -> None:
        try:
            request = cut(self._held)
        except Refused as refused:
            self._transport.write(written(Response(refused.status), stays=False))
            self._transport.close()
            return
        if request is not None:
            self.answering = self._loop.create_task(self._answer(request))

    async def _answer(self, request: Request) -> None:
        try:
            response = await self._take(request)
        except Exception:
            log.exception("our fault at the front")
            response = Response(HTTPStatus.INTERNAL_SERVER_ERROR)
        self.answering = None
        if self._transport.is_closing():
            return
        self._transport.write(written(response, stays=request.stays))
        if not request.stays:
            self._transport.close()
        elif self._held:
            self._next()

    def _look(self) -> None:
        """Hang up on whoever has been silent for long."""
        rest = self._heard_at + IDLE_SECONDS - self._loop.time()
        if rest <= 0 and self.answering is None:
            self._transport.close()
            return
        self._watch = self._loop.call_later(max(rest, 1.0), self._look)


def cut(held: bytearray) -> Request | None:
    """Cut the first request out of what was heard; None while it is not whole.

    Raises:
        Refused: it is none that we take.
    """
    end = held.find(END_OF_HEAD, 0, MOST_HEAD)
    if end < 0:
        if len(held) >= MOST_HEAD:
            raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        return None
    method, target, version, headers = _head(bytes(held[:end]))
    start = end + len(END_OF_HEAD)
    length = _length(headers, method)
    if len(held) < start + length:
        return None
    body = bytes(held[start : start + length])
    del held[: start + length]
    return Request(method, target, headers, body, _stays(version, headers))


def _head(head: bytes) -> tuple[str, str, str, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or words[2] not in {"HTTP/1.1", "HTTP/1.0"}:  # noqa: PLR2004
        raise Refused(HTTPStatus.BAD_REQUEST)
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.lower()
        if not colon or not name or name.strip() != name or (name == LENGTH and name in headers):
            raise Refused(HTTPStatus.BAD_REQUEST)
        headers[name] = value.strip()
    return words[0], words[1], words[2], headers


def _length(headers: Mapping[str, str], method: str) -> int:
    said = headers.get(LENGTH)
    if "transfer-encoding" in headers or (said is None and method == "POST"):
        raise Refused(HTTPStatus.LENGTH_REQUIRED)
    if said is None:
        return 0
    if not (said.isascii() and said.isdigit()):
        raise Refused(HTTPStatus.BAD_REQUEST)
    if len(said) > len(str(MOST_BODY)) or int(said) > MOST_BODY:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return int(said)


def _stays(version: str, headers: Mapping[str, str]) -> bool:
    return version == "HTTP/1.1" and headers.get("connection", "").lower() != "close"


def written(response: Response, *, stays: bool) -> bytes:
    """Write a response as bytes."""
    lines = [f"HTTP/1.1 {response.status.value} {response.status.phrase}"]
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    if response.body:
        lines.append("Content-Type: application/json")
    lines.append(f"Content-Length: {len(response.body)}")
    if not stays:
        lines.append("Connection: close")
    head = "\r\n".join(lines)
    return f"{head}\r\n\r\n".encode("latin-1") + response.body
