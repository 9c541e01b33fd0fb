"""A transcript: a conversation written down so that it can be held again.

The file's name is its title, `who` says in a line whose conversation it is. Each step is one act
of a person, or of an officer meanwhile, and what must follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

import yaml
from typing_extensions import override

from bot.simulator.observing import Seen

JAKARTA: Final = ZoneInfo("Asia/Jakarta")
ACTS: Final = (
    *("says", "taps", "taps_old", "sends", "sends_sticker", "shares_contact", "shares_location"),
    *("waits", "officer", "meets"),
)
EXPECTATIONS: Final = ("asks", "offers", "answers", "receives")
LINE_CHARS: Final = 160
_HEAD: Final = ("who", "language", "as", "at", "policy")
_WAIT: Final = re.compile(r"(\d+)\s*(h|m|s)")
_UNIT: Final = {"h": 3600, "m": 60, "s": 1}
_WORDY: Final = re.compile(r"[^\W\d_]{2,}")

Value: TypeAlias = str | bool | Mapping[str, str | int]


class BrokenTranscript(Exception):
    """The transcript cannot be read; its words say why, and where."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a person and what must be seen after it."""

    act: str
    value: Value
    asks: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    receives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation of one person; `at` is aware, `folder` is where its files lie."""

    persona: str
    steps: tuple[Step, ...]
    language: str = "id"
    at: datetime | None = None
    policy: str = ""
    title: str = ""
    who: str = ""
    folder: Path = field(default_factory=Path)


def read_transcript(path: Path) -> Transcript:
    """Read a file; raises `BrokenTranscript`."""
    try:
        body = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BrokenTranscript(_why_unread(error)) from error
    return parse_transcript(body, title=path.stem, folder=path.parent)


def _why_unread(error: Exception) -> str:
    match error:
        case OSError(strerror=str(reason)):
            return reason
        case yaml.MarkedYAMLError(problem=str(problem), problem_mark=yaml.Mark(line=line)):
            return f"no YAML: line {line + 1}: {problem}"
        case _:
            return f"no YAML: {error}"


def parse_transcript(body: object, *, title: str, folder: Path) -> Transcript:
    """Read what a YAML file held; raises `BrokenTranscript`."""
    if not isinstance(body, dict) or not isinstance(body.get("steps"), list):
        raise BrokenTranscript(f"{title}: a list of steps is missing")
    unknown = set(body) - {*_HEAD, "steps"}
    if unknown:
        raise BrokenTranscript(f"{title}: unknown: {', '.join(sorted(map(str, unknown)))}")
    return Transcript(
        persona=str(body.get("as", "siti")),
        steps=tuple(_step(raw, f"{title}:{n}") for n, raw in enumerate(body["steps"], 1)),
        language=str(body.get("language", "id")),
        at=_moment(body.get("at"), title),
        policy=str(body.get("policy") or ""),
        title=title,
        who=str(body.get("who") or ""),
        folder=folder,
    )


def write_transcript(transcript: Transcript) -> str:
    """Write a transcript as YAML."""
    body: dict[str, object] = {"who": transcript.who} if transcript.who else {}
    body |= {"language": transcript.language, "as": transcript.persona}
    if transcript.at:
        body["at"] = transcript.at.astimezone(JAKARTA).isoformat(timespec="minutes")
    if transcript.policy:
        body["policy"] = transcript.policy
    body["steps"] = [_written(step) for step in transcript.steps]
    return str(yaml.dump(body, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=99))


def expecting(step: Step, seen: Seen, name: Callable[[str], str] = str) -> Step:
    """Return the step with what was seen as what is expected; `name` names what varies."""
    return Step(
        step.act,
        step.value,
        asks=tuple(filter(None, (name(telling_line(seen.screen)),))),
        offers=tuple(seen.buttons),
        answers=tuple(seen.toasts),
        receives=tuple(map(name, seen.documents)),
    )


def expecting_nothing(transcript: Transcript) -> Transcript:
    """Return what a person does, without what must follow.

    What follows an officer's act comes by itself and late, so it is still waited for.
    """
    steps = transcript.steps
    bare = (step if step.act == "officer" else Step(step.act, step.value) for step in steps)
    return replace(transcript, steps=tuple(bare))


def transcripts_in(path: Path) -> list[Path]:
    """Return the files of a folder and its folders, in order; a file stands for itself."""
    return sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def telling_line(text: str) -> str:
    """Return the first line of a text that says something, without bars and numbers."""
    lines = (line.strip() for line in text.splitlines())
    wordy = (line for line in lines if len(_WORDY.findall(line)) > 1)
    return next(wordy, text.strip().partition("\n")[0])[:LINE_CHARS].strip()


def seconds(wait: str) -> int:
    """Read a wait such as `5h` or `1h 30m` as seconds; raises `BrokenTranscript`."""
    parts = _WAIT.findall(wait)
    if not parts:
        raise BrokenTranscript(f"{wait}: no time such as 5h or 1h 30m")
    span = sum((timedelta(seconds=int(n) * _UNIT[unit]) for n, unit in parts), timedelta())
    return int(span.total_seconds())


def _step(raw: object, place: str) -> Step:
    if not isinstance(raw, dict):
        raise BrokenTranscript(f"{place}: a step is one act and what is seen after it")
    acts = [name for name in raw if name in ACTS]
    unknown = set(raw) - {*ACTS, *EXPECTATIONS}
    if unknown:
        raise BrokenTranscript(f"{place}: unknown: {', '.join(sorted(map(str, unknown)))}")
    if len(acts) != 1:
        raise BrokenTranscript(f"{place}: one act a step, of {', '.join(sorted(ACTS))}")
    value = raw[acts[0]]
    if not isinstance(value, str | bool | dict):
        value = str(value)
    expected = {name: _several(raw.get(name)) for name in EXPECTATIONS}
    return Step(acts[0], value, **expected)


def _several(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _moment(value: object, title: str) -> datetime | None:
    if value is None:
        return None
    try:
        read = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError as error:
        raise BrokenTranscript(f"{title}: no moment: {value}") from error
    return read if read.tzinfo else read.replace(tzinfo=JAKARTA)


def _written(step: Step) -> dict[str, object]:
    body: dict[str, object] = {step.act: step.value}
    for name in EXPECTATIONS:
        values: tuple[str, ...] = getattr(step, name)
        if values:
            body[name] = values[0] if len(values) == 1 else list(values)
    return body


class _Dumper(yaml.SafeDumper):
    @override
    def ignore_aliases(self, data: object) -> bool:
        """Write what is sent twice twice: people read this."""
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)
