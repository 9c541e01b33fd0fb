"""Holds a written conversation again and tells whether it went the same way."""

from __future__ import annotations

import asyncio
import fnmatch
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from aiohttp import ClientSession

from bot.simulator.dialogues import Dialogue, dialogue_of
from bot.simulator.files import Upload
from bot.simulator.hands import find, find_old, tap
from bot.simulator.messages import Json
from bot.simulator.notes import Notes
from bot.simulator.observing import Seen, observe
from bot.simulator.remote import NotDone, Remote
from bot.simulator.transcript import (
    BrokenTranscript,
    Step,
    Transcript,
    expecting,
    expecting_nothing,
    read_transcript,
    seconds,
    write_transcript,
)

PATIENCE: Final = 30.0  # seconds for which an expectation may stay unmet, permits being drawn
QUIET: Final = 0.04  # seconds without an event after which a step is over
LONG_QUIET: Final = 0.3  # the same where nothing says what will come, not even a late notice
SILENCE: Final = 1.0  # seconds after which a step without expectations is over anyhow
_LOOK: Final = 0.005

Labels = Callable[[str, str], str]  # key of a text, language -> its words


def own_words(words: str, language: str) -> str:
    """Take the words of a transcript as they stand."""
    del language
    return words


@dataclass(frozen=True, slots=True)
class Failure:
    """What did not follow; `step` counts from 1."""

    step: int
    expected: str
    wanted: str
    seen: str

    def line(self) -> str:
        """Return it on one line."""
        return f"{self.step}. {self.expected}: {self.wanted!r} <> {self.seen!r}"


@dataclass(slots=True)
class Result:
    """How a transcript went, and what was seen at each step."""

    transcript: Transcript
    seen: list[Seen] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    events: list[Json] = field(default_factory=list)  # all that happened in the chat

    @property
    def passed(self) -> bool:
        """Tell whether all went as written."""
        return not self.failures

    def updated(self) -> Transcript:
        """Return the transcript with what was seen as what is expected."""
        steps = self.transcript.steps
        known = [
            expecting(step, seen, self.notes.name)
            for step, seen in zip(steps, self.seen, strict=False)
        ]
        return replace(self.transcript, steps=(*known, *steps[len(known) :]))


async def play(
    transcript: Transcript,
    control: Remote,
    *,
    labels: Labels = own_words,
    patience: float = PATIENCE,
    quiet: float = QUIET,
) -> Result:
    """Hold the conversation from a fresh town; stops at the first step that goes wrong."""
    result = Result(transcript)
    town = _Town(
        transcript, control, result.notes, labels, await _prepare(transcript, control), quiet
    )
    for number, step in enumerate(transcript.steps, 1):
        try:
            before = await _act(town, step)
        except (NotDone, BrokenTranscript, OSError) as error:
            result.failures.append(Failure(number, step.act, str(step.value), str(error)))
            break
        seen = await _watch(town, step, before=before, patience=patience)
        result.seen.append(seen)
        unmet = _unmet(step, seen, result.notes)
        result.failures += [Failure(number, *one) for one in unmet]
        if result.failures:
            break
    result.events = await control.told(transcript.persona, town.began)
    result.failures += await _check_policy(result, control)
    return result


async def play_files(
    base: str,
    paths: Sequence[Path],
    *,
    tell: Callable[[str], None],
    update: bool = False,
    labels: Labels = own_words,
    keep: Callable[[Dialogue], None] = lambda _: None,
) -> int:
    """Play files one after the other; returns 0 if all passed, 1 if not, 2 if one is broken.

    Every conversation that was held is given to `keep`.
    """
    status = 0
    async with ClientSession() as client:
        control = Remote(client, base)
        for path in paths:
            try:
                result = await _played(path, control, labels, update=update)
            except BrokenTranscript as error:
                tell(f"✗ {path}: {error}")
                return 2
            tell(f"{'✓' if result.passed else '✗'} {path}")
            for failure in result.failures:
                tell(f"  {failure.line()}")
            keep(dialogue_of(result.transcript, result.events))
            status = status if result.passed else 1
    return status


async def _played(path: Path, control: Remote, labels: Labels, *, update: bool) -> Result:
    transcript = read_transcript(path)
    if not update:
        return await play(transcript, control, labels=labels)
    result = await play(expecting_nothing(transcript), control, labels=labels, quiet=LONG_QUIET)
    if result.passed:
        _write_down(path, result)
    return result


def _write_down(path: Path, result: Result) -> None:
    path.write_text(write_transcript(result.updated()), "utf-8")


@dataclass(frozen=True, slots=True)
class _Town:
    """Where a transcript is played, and what its person noted down."""

    transcript: Transcript
    control: Remote
    notes: Notes
    labels: Labels
    began: int  # the number of the last event before it
    quiet: float


async def _prepare(transcript: Transcript, control: Remote) -> int:
    await control.act("reset")
    if transcript.at is not None:
        await control.act("clock", at=transcript.at.isoformat())
    return await control.act("persona", chat=transcript.persona, language=transcript.language)


async def _act(town: _Town, step: Step) -> int:
    control, chat = town.control, town.transcript.persona
    match step.act, step.value:
        case "says", str(text):
            return await control.act("say", chat=chat, text=town.notes.fill(text))
        case "taps" | "taps_old", str():
            return await _tap(town, step)
        case "sends", _:
            upload, kind = _upload(town.transcript, step)
            return await control.send_file(chat, upload, kind=kind)
        case _:
            act, fields = _of_the_town(step, chat)
            return await control.act(act, **fields)


async def _tap(town: _Town, step: Step) -> int:
    control, chat = town.control, town.transcript.persona
    words = town.labels(str(step.value), town.transcript.language)
    if step.act == "taps":
        return await tap(control, chat, find(await control.state(chat), words))
    return await tap(control, chat, find_old(await control.told(chat, town.began), words))


def _of_the_town(step: Step, chat: str) -> tuple[str, dict[str, str | int | bool]]:
    match step.act, step.value:
        case "shares_contact", _:
            return "contact", {"chat": chat}
        case "sends_sticker", str(emoji):
            return "sticker", {"chat": chat, "emoji": emoji}
        case "shares_location", _:
            return "location", {"chat": chat}
        case "waits", str(span):
            return "clock", {"seconds": seconds(span)}
        case "officer", dict(judged):
            return "officer", {"chat": chat, **judged}
        case "meets", fault:
            return "faults", dict(fault) if isinstance(fault, dict) else {"kind": str(fault)}
        case _:
            raise BrokenTranscript(step.act)


def _upload(transcript: Transcript, step: Step) -> tuple[Upload, str]:
    match step.value:
        case {"name": str(name), "text": str(text)}:
            return Upload(name, text.encode()), "document"
        case {"name": str(name), "as": str(kind)}:
            return Upload(name, name.encode()), kind
        case {"path": str(path), "as": str(kind)}:
            return _read(transcript.folder / path), kind
        case str(path):
            return _read(transcript.folder / path), "document"
        case _:
            raise BrokenTranscript(step.act)


def _read(path: Path) -> Upload:
    return Upload(path.name, path.read_bytes())


async def _watch(town: _Town, step: Step, *, before: int, patience: float) -> Seen:
    """Look until what is expected was seen and all is quiet, or patience ends."""
    loop = asyncio.get_running_loop()
    began = changed = loop.time()
    last = -1
    while True:
        seen = observe(await town.control.told(town.transcript.persona, before))
        town.notes.learn(seen.texts)
        now = loop.time()
        if seen.last != last:
            last, changed = seen.last, now
        is_quiet = now - changed >= _quiet(town, step) and not seen.is_waiting
        if now - began > patience or (is_quiet and _is_enough(town, step, seen, now - began)):
            return seen
        await asyncio.sleep(_LOOK)


def _quiet(town: _Town, step: Step) -> float:
    """Return how long nothing may happen: not at all where the last screen is expected."""
    if step.asks and step.offers:
        return 0.0
    return town.quiet


def _is_enough(town: _Town, step: Step, seen: Seen, waited: float) -> bool:
    expects = step.asks or step.offers or step.answers or step.receives
    if expects:
        return not _unmet(step, seen, town.notes)
    return bool(seen.texts) or waited > SILENCE or step.act in ("waits", "meets")


def _unmet(step: Step, seen: Seen, notes: Notes) -> list[tuple[str, str, str]]:
    told = "\n".join(seen.texts)
    asks, receives = map(notes.fill, step.asks), map(notes.fill, step.receives)
    unmet = [("asks", words, told[-400:]) for words in asks if words not in told]
    unmet += [
        ("offers", label, " | ".join(seen.buttons))
        for label in step.offers
        if not any(label == words for words in seen.buttons)
    ]
    toasts = " | ".join(seen.toasts)
    unmet += [("answers", words, toasts) for words in step.answers if words not in toasts]
    unmet += [
        ("receives", pattern, " | ".join(seen.documents))
        for pattern in receives
        if not fnmatch.filter(seen.documents, pattern)
    ]
    return unmet


async def _check_policy(result: Result, control: Remote) -> list[Failure]:
    wanted = result.transcript.policy
    if not wanted or result.failures:
        return []
    known = (await control.insight(result.transcript.persona)).get("policy", wanted)
    if known == wanted:
        return []
    return [Failure(len(result.transcript.steps), "policy", wanted, str(known))]
