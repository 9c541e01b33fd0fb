"""Holds a written conversation again and tells whether it went the same way."""

from __future__ import annotations

import asyncio
import fnmatch
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from aiohttp import ClientSession

from bot.simulator.files import Upload
from bot.simulator.hands import find, tap
from bot.simulator.observing import Seen, observe
from bot.simulator.remote import NotDone, Remote
from bot.simulator.transcript import (
    BrokenTranscript,
    Step,
    Transcript,
    expecting,
    read_transcript,
    seconds,
    write_transcript,
)

PATIENCE: Final = 10.0  # seconds for which an expectation may stay unmet
QUIET: Final = 0.04  # seconds without an event after which a step is over
SILENCE: Final = 1.0  # seconds after which a step without expectations is over anyhow
_LOOK: Final = 0.01

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

    @property
    def passed(self) -> bool:
        """Tell whether all went as written."""
        return not self.failures

    def updated(self) -> Transcript:
        """Return the transcript with what was seen as what is expected."""
        steps = self.transcript.steps
        known = [expecting(step, seen) for step, seen in zip(steps, self.seen, strict=False)]
        return replace(self.transcript, steps=(*known, *steps[len(known) :]))


async def play(
    transcript: Transcript,
    control: Remote,
    *,
    labels: Labels = own_words,
    patience: float = PATIENCE,
) -> Result:
    """Hold the conversation from a fresh town; stops at the first step that goes wrong."""
    result = Result(transcript)
    await _prepare(transcript, control)
    for number, step in enumerate(transcript.steps, 1):
        try:
            before = await _act(transcript, step, control, labels)
        except (NotDone, BrokenTranscript, OSError) as error:
            result.failures.append(Failure(number, step.act, str(step.value), str(error)))
            break
        seen = await _watch(transcript, step, control, before=before, patience=patience)
        result.seen.append(seen)
        result.failures += [Failure(number, *unmet) for unmet in _unmet(step, seen)]
        if result.failures:
            break
    result.failures += await _check_policy(result, control)
    return result


async def play_files(
    base: str,
    paths: Sequence[Path],
    *,
    tell: Callable[[str], None],
    update: bool = False,
    labels: Labels = own_words,
) -> int:
    """Play files one after the other; returns 0 if all passed, 1 if not, 2 if one is broken."""
    status = 0
    async with ClientSession() as client:
        control = Remote(client, base)
        for path in paths:
            try:
                result = await play(read_transcript(path), control, labels=labels)
            except BrokenTranscript as error:
                tell(f"✗ {path}: {error}")
                return 2
            if update:
                path.write_text(write_transcript(result.updated()), "utf-8")
            tell(f"{'✓' if result.passed else '✗'} {path}")
            for failure in result.failures:
                tell(f"  {failure.line()}")
            status = status if result.passed or update else 1
    return status


async def _prepare(transcript: Transcript, control: Remote) -> None:
    await control.act("reset")
    if transcript.at is not None:
        await control.act("clock", at=transcript.at.isoformat())
    await control.act("persona", chat=transcript.persona, language=transcript.language)


async def _act(transcript: Transcript, step: Step, control: Remote, labels: Labels) -> int:
    chat, value = transcript.persona, step.value
    match step.act, value:
        case "says", str():
            return await control.act("say", chat=chat, text=value)
        case "taps", str():
            words = labels(value, transcript.language)
            return await tap(control, chat, find(await control.state(chat), words))
        case "sends", _:
            upload, kind = _upload(transcript, step)
            return await control.send_file(chat, upload, kind=kind)
        case "shares_contact", _:
            return await control.act("contact", chat=chat)
        case "waits", str():
            return await control.act("clock", seconds=seconds(value))
        case "meets", _:
            fault = value if isinstance(value, dict) else {"kind": str(value)}
            return await control.act("faults", **fault)
        case _:
            raise BrokenTranscript(step.act)


def _upload(transcript: Transcript, step: Step) -> tuple[Upload, str]:
    match step.value:
        case {"name": str(name), "text": str(text)}:
            return Upload(name, text.encode()), "document"
        case {"path": str(path), "as": str(kind)}:
            return _read(transcript.folder / path), kind
        case str(path):
            return _read(transcript.folder / path), "document"
        case _:
            raise BrokenTranscript(step.act)


def _read(path: Path) -> Upload:
    return Upload(path.name, path.read_bytes())


async def _watch(
    transcript: Transcript, step: Step, control: Remote, *, before: int, patience: float
) -> Seen:
    """Look until what is expected was seen and all is quiet, or patience ends."""
    loop = asyncio.get_running_loop()
    began = changed = loop.time()
    last = -1
    while True:
        seen = observe(await control.told(transcript.persona, before))
        now = loop.time()
        if seen.last != last:
            last, changed = seen.last, now
        is_quiet = now - changed >= QUIET and not seen.is_waiting
        if now - began > patience or (is_quiet and _is_enough(step, seen, now - began)):
            return seen
        await asyncio.sleep(_LOOK)


def _is_enough(step: Step, seen: Seen, waited: float) -> bool:
    expects = step.asks or step.offers or step.answers or step.receives
    if expects:
        return not _unmet(step, seen)
    return bool(seen.texts) or waited > SILENCE or step.act in ("waits", "meets")


def _unmet(step: Step, seen: Seen) -> list[tuple[str, str, str]]:
    told = "\n".join(seen.texts)
    unmet = [("asks", words, told[-400:]) for words in step.asks if words not in told]
    unmet += [
        ("offers", label, " | ".join(seen.buttons))
        for label in step.offers
        if not any(label == words for words in seen.buttons)
    ]
    toasts = " | ".join(seen.toasts)
    unmet += [("answers", words, toasts) for words in step.answers if words not in toasts]
    unmet += [
        ("receives", pattern, " | ".join(seen.documents))
        for pattern in step.receives
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
