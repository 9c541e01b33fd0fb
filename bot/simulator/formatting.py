"""Formatted text: Telegram's HTML read as strictly as the real server reads it.

A tag that Telegram does not know loses the whole message there, so it must lose it here.
Offsets count UTF-16 units, positions in refusals count UTF-8 bytes: both as in the Bot API.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final

from bot.simulator.refusals import bad_request

_KINDS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_SIGN: Final = re.compile(
    r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>[^<>]*)>"
    r"|&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});|<"
)
_HREF: Final = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_COMMAND: Final = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?")


@dataclass(frozen=True, slots=True)
class Formatted:
    """Plain text and where it is bold, a link, and so on."""

    text: str
    entities: tuple[dict[str, object], ...] = ()


@dataclass(slots=True)
class _Open:
    tag: str
    at: int
    href: str = ""


@dataclass(slots=True)
class _Reading:
    source: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[dict[str, object]] = field(default_factory=list)

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += units(text)


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def read_text(source: str, parse_mode: str) -> Formatted:
    """Read text as sent by a bot; raises `Refused` for what Telegram would not parse."""
    if not parse_mode:
        return Formatted(source.strip())
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return _trimmed(_read_html(source))


def typed(text: str) -> Formatted:
    """Return text as typed by a person: a leading command is marked, nothing else."""
    command = _COMMAND.match(text)
    if command is None:
        return Formatted(text)
    entity: dict[str, object] = {"type": "bot_command", "offset": 0, "length": command.end()}
    return Formatted(text, (entity,))


def _read_html(source: str) -> _Reading:
    reading = _Reading(source)
    done = 0
    for sign in _SIGN.finditer(source):
        reading.put(source[done : sign.start()])
        _take(reading, sign)
        done = sign.end()
    reading.put(source[done:])
    if reading.open:
        tag = reading.open[-1].tag
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\""
        )
    return reading


def _take(reading: _Reading, sign: re.Match[str]) -> None:
    if sign.group().startswith("&"):
        reading.put(html.unescape(sign.group()))
    elif sign.group("end"):
        _close(reading, sign)
    else:
        _begin(reading, sign)


def _begin(reading: _Reading, sign: re.Match[str]) -> None:
    tag = (sign.group("tag") or "").lower()
    rest = sign.group("rest") or ""
    known = tag in _KINDS or (tag == "span" and "tg-spoiler" in rest)
    if not known:
        raise bad_request(
            f'can\'t parse entities: Unsupported start tag "{tag}" '
            f"at byte offset {_byte(reading.source, sign.start())}"
        )
    href = _HREF.search(rest)
    target = next((part for part in href.groups() if part), "") if href else ""
    reading.open.append(_Open(tag, reading.length, html.unescape(target)))


def _close(reading: _Reading, sign: re.Match[str]) -> None:
    tag = sign.group("tag").lower()
    place = _byte(reading.source, sign.start())
    if not reading.open:
        raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {place}")
    last = reading.open.pop()
    if last.tag != tag:
        raise bad_request(
            f"can't parse entities: Unmatched end tag at byte offset {place}, "
            f'expected "</{last.tag}>", found "</{tag}>"'
        )
    if reading.length > last.at and (tag != "a" or last.href):
        reading.entities.append(_entity(last, reading.length))


def _entity(opened: _Open, end: int) -> dict[str, object]:
    kind = _KINDS.get(opened.tag, "spoiler")
    entity: dict[str, object] = {"type": kind, "offset": opened.at, "length": end - opened.at}
    return entity | {"url": opened.href} if opened.href else entity


def _byte(source: str, at: int) -> int:
    return len(source[:at].encode())


def _trimmed(reading: _Reading) -> Formatted:
    whole = "".join(reading.pieces)
    text = whole.strip()
    skipped = units(whole[: len(whole) - len(whole.lstrip())])
    kept = [_moved(entity, skipped, units(text)) for entity in reading.entities]
    kept = [entity for entity in kept if _number(entity, "length") > 0]
    kept.sort(key=lambda entity: (_number(entity, "offset"), -_number(entity, "length")))
    return Formatted(text, tuple(kept))


def _moved(entity: dict[str, object], skipped: int, length: int) -> dict[str, object]:
    start = max(_number(entity, "offset") - skipped, 0)
    end = min(_number(entity, "offset") + _number(entity, "length") - skipped, length)
    return entity | {"offset": start, "length": end - start}


def _number(entity: dict[str, object], name: str) -> int:
    value = entity[name]
    return value if isinstance(value, int) else 0
