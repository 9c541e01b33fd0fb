"""How values are written into columns: one canonical JSON, plain or sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from storage.sealing import Sealer


def write_json(value: object) -> str:
    """Write JSON in one canonical way: sorted, tight, as UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read_map(text: str) -> dict[str, str | int]:
    """Read a JSON object of words and numbers."""
    found = json.loads(text)
    return {name: value for name, value in found.items() if isinstance(value, str | int)}


def read_counts(text: str) -> dict[str, int]:
    """Read a JSON object of numbers."""
    return {name: value for name, value in read_map(text).items() if isinstance(value, int)}


def read_words(text: str) -> tuple[str, ...]:
    """Read a JSON list of words."""
    return tuple(str(word) for word in json.loads(text))


def seal_map(sealer: Sealer, value: Mapping[str, object], *, about: str) -> bytes:
    """Seal a JSON object that belongs to the thing ``about`` names."""
    return sealer.seal(write_json(dict(value)).encode(), about=about.encode())


def unseal_map(sealer: Sealer, sealed: bytes, *, about: str) -> dict[str, object]:
    """Open a sealed JSON object."""
    found = json.loads(sealer.unseal(sealed, about=about.encode()))
    return found if isinstance(found, dict) else {}
