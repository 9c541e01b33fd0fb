"""HTTP as bytes: cuts messages out of a stream and reads what calls carry, whoever wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

END = b"\r\n\r\n"
LAST_CHUNK = b"0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Heard:
    """One message: its first line, its headers in lower case, its body."""

    first: str
    headers: Mapping[str, str]
    body: bytes


class Stream:
    """Collects the bytes of one connection."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, data: bytes) -> Iterator[Heard]:
        """Yield each message that is whole."""
        self._held += data
        while (heard := self._next()) is not None:
            yield heard

    def _next(self) -> Heard | None:
        head, found, rest = self._held.partition(END)
        if not found:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in map(_cut, lines)}
        cut = _chunked(rest) if "transfer-encoding" in headers else _sized(rest, headers)
        if cut is None:
            return None
        body, self._held = cut
        return Heard(first, headers, body)


def _cut(line: str) -> tuple[str, str, str]:
    return line.partition(":")


def _sized(rest: bytes, headers: Mapping[str, str]) -> tuple[bytes, bytes] | None:
    size = int(headers.get("content-length", 0))
    return (rest[:size], rest[size:]) if len(rest) >= size else None


def _chunked(rest: bytes) -> tuple[bytes, bytes] | None:
    parts = []
    while rest:
        size, found, rest = rest.partition(b"\r\n")
        length = int(size or b"0", 16)
        if not found or len(rest) < length + 2:
            return None
        if not length:
            return b"".join(parts), rest[2:]
        parts.append(rest[:length])
        rest = rest[length + 2 :]
    return None


def read_call(heard: Heard) -> dict[str, Any]:
    """Return the parameters of a call to the Bot API, in whichever form they came."""
    kind = heard.headers.get("content-type", "")
    if not heard.body:
        return {}
    if "json" in kind:
        found = json.loads(heard.body)
    elif kind.startswith("multipart/"):
        found = dict(_parts(heard.body, kind.partition("boundary=")[2].strip('"')))
    else:
        found = dict(parse_qsl(heard.body.decode()))
    markup = found.get("reply_markup")
    if isinstance(markup, str):
        found["reply_markup"] = json.loads(markup)
    return found


def _parts(body: bytes, boundary: str) -> Iterator[tuple[str, str]]:
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, value = part.partition(END)
        yield head.partition(b'name="')[2].partition(b'"')[0].decode(), value[:-2].decode()
