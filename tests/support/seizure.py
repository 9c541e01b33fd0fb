"""Somebody takes everything: disks, logs, memory of sessions. What would say who reported?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.simulator.world import TOKEN
from tests.support.needles import (
    forms_of_employer,
    forms_of_number,
    forms_of_receipt,
    forms_of_text,
    forms_of_words,
    forms_under,
    found_in,
    haystack,
)
from tests.support.reporters import Told
from tests.support.served import Place

Needle = tuple[str, bytes]
WRITTEN = tuple(
    map(
        re.compile,
        (
            r"data/strp\.db(-wal|-shm)?",
            r"data/sealing\.keys?",
            r"data/signing\.keys?",
            r"data/reports/reports\.db(-journal)?",
            r"data/reports/(pepper|authority\.pub)",
            r"data/reports/keys/\d{4}-\d{2}\.(wulan|bima)\.key",
            r"logs/service-\d+\.log",
        ),
    )
)


@dataclass(frozen=True)
class Found:
    """What a search came to."""

    needles: int
    bytes: int
    hits: list[tuple[str, str]]
    strangers: list[str]  # files nobody may write


def needles_of(place: Place, lived: Iterable[Told], written: Iterable[str]) -> list[Needle]:
    """Return every form of everything that must be found nowhere."""
    lived, keys = list(lived), _keys(place.served.folder)
    found: list[Needle] = []
    for told in lived:
        persona = told.persona
        found += forms_of_number(persona.chat_id)
        for key in keys:
            found += forms_under(key, str(persona.chat_id))
        found += forms_of_employer(told.employer, keys)
        found += forms_of_words(f"{told.said} {persona.first_name} {persona.last_name}")
        found += forms_of_text(persona.username)
        if told.receipt:
            found += forms_of_receipt(told.receipt)
        for event in place.world.wire.after(0, persona.chat_id):
            found += _messages(event.written())
    chats = {told.persona.chat_id for told in lived}
    for number in (update for update, chat in place.inbox.whose if chat in chats):
        found += forms_of_number(number)
    for file in place.world.shelf.by_id:
        found += forms_of_text(file)
    for words in written:
        found += forms_of_words(words)
    return list(dict.fromkeys(found))


def seize(place: Place, needles: list[Needle], also: Mapping[str, bytes] | None = None) -> Found:
    """Search every byte that was written, and what memory holds beside it."""
    folder = place.served.folder
    hay = {**haystack(folder), **(also or {})}
    names = (str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
    return Found(
        needles=len(needles),
        bytes=sum(map(len, hay.values())),
        hits=found_in(hay, needles),
        strangers=[name for name in names if not any(one.fullmatch(name) for one in WRITTEN)],
    )


def _messages(event: Mapping[str, object]) -> Iterator[Needle]:
    message = event.get("message")
    number = message.get("message_id") if isinstance(message, dict) else event.get("message_id")
    if isinstance(number, int):
        yield from forms_of_number(number)


def _keys(folder: Path) -> list[bytes]:
    """Return every secret that could stand behind a hash: of files, and the token."""
    files = [file for file in (folder / "data").rglob("*") if file.stat().st_size < 200]
    kept = [file.read_bytes() for file in files if file.is_file()]
    return list(dict.fromkeys([TOKEN.encode(), *kept, *(one.strip() for one in kept)]))
