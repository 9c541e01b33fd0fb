"""Checks a call against the official Bot API, where its machine-readable form is at hand.

The file is third-party data and no part of the repository: `STRP_BOT_API` names it, or it lies
in a folder `bot-api` beside the checkout. Without it the checks are skipped, with a reason.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

_PLACES = ("../bot-api/api.min.json", "../shared/bot-api/api.min.json")
_SIMPLE = {"Integer": int, "String": str, "Boolean": bool, "True": bool, "Float": (int, float)}


@cache
def _official() -> Mapping[str, Mapping[str, dict]] | None:
    root = Path(__file__).parents[2]
    named = os.environ.get("STRP_BOT_API")
    places = [Path(named)] if named else [root / place for place in _PLACES]
    found = next((place for place in places if place.is_file()), None)
    return json.loads(found.read_text("utf-8")) if found else None


def official_api() -> Mapping[str, Mapping[str, dict]]:
    """Return methods and types of the official API, or skip the test."""
    api = _official()
    if api is None:
        pytest.skip("the machine-readable Bot API is not at hand; name it in STRP_BOT_API")
    return api


def check_calls(calls: Iterable[Mapping[str, object]]) -> list[str]:
    """Return what is wrong with the calls that a simulated town noted."""
    return [slip for call in calls for slip in check_call(str(call["method"]), call["params"])]


def misshapen(body: Mapping[str, object], kind: str) -> list[str]:
    """Return what an object lacks, or has too much, as one of a type of the official API."""
    fields = {field["name"]: field for field in official_api()["types"][kind]["fields"]}
    missing = [name for name, field in fields.items() if field["required"] and name not in body]
    return [*missing, *(name for name in body if name not in fields)]


def check_call(method: str, params: Mapping[str, object]) -> list[str]:
    """Return what is wrong with one call: unknown, missing or ill-typed parameters."""
    known = official_api()["methods"].get(method)
    if known is None:
        return [f"{method}: unknown method"]
    fields = {field["name"]: field for field in known.get("fields", [])}
    attached = json.dumps(list(params.values()), default=str)
    slips = [
        f"{method}.{name}: unknown"
        for name in params
        if name not in fields and f"attach://{name}" not in attached
    ]
    slips += [
        f"{method}.{n}: missing" for n, f in fields.items() if f["required"] and n not in params
    ]
    for name, value in params.items():
        if name in fields:
            slips += _ill_typed(_unfolded(value), fields[name]["types"], f"{method}.{name}")
    return slips


def _unfolded(value: object) -> object:
    """Read what travelled as JSON inside a form field."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _ill_typed(value: object, types: list[str], place: str) -> list[str]:
    tries = [_slips(value, kind, place) for kind in types]
    return min(tries, key=len) if all(tries) else []


def _slips(value: object, kind: str, place: str) -> list[str]:
    if kind in ("String", "InputFile"):
        return []
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        if not isinstance(value, list):
            return [f"{place}: {kind} expected"]
        return [
            slip for n, part in enumerate(value) for slip in _slips(part, inner, f"{place}[{n}]")
        ]
    if kind in _SIMPLE:
        return [] if isinstance(value, _SIMPLE[kind]) else [f"{place}: {kind} expected"]
    return _object_slips(value, kind, place)


def _object_slips(value: object, kind: str, place: str) -> list[str]:
    known = official_api()["types"][kind]
    if "subtypes" in known:
        return _ill_typed(value, known["subtypes"], place)
    if not isinstance(value, dict):
        return [f"{place}: {kind} expected"]
    fields = {field["name"]: field for field in known.get("fields", [])}
    slips = [f"{place}.{name}: unknown in {kind}" for name in value if name not in fields]
    slips += [
        f"{place}.{n}: missing" for n, f in fields.items() if f["required"] and n not in value
    ]
    for name, part in value.items():
        if name in fields:
            slips += _ill_typed(part, fields[name]["types"], f"{place}.{name}")
    return slips
