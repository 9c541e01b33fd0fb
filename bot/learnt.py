"""Reads what was learnt about questions: tables of small integers that come with the package."""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from flows.questions.weighing import Model

DATA = files("flows") / "questions" / "data"


@dataclass(frozen=True, slots=True)
class Head:
    """Classes over an encoder's vectors: one row of signed bytes a class."""

    classes: tuple[str, ...]
    intercepts: tuple[float, ...]
    scale: float
    rows: tuple[array[int], ...]


def read_table(name: str) -> Model:
    """Read a table of features."""
    head, body = _parts(f"{name}.table")
    names, _, numbers = body.partition(b"\0")
    features = names.decode().split("\n")
    return Model(
        classes=tuple(head["classes"]),
        intercepts=tuple(head["intercepts"]),
        places={feature: place for place, feature in enumerate(features)},
        rarities=numbers[: len(features)],
        rows=numbers[len(features) :],
        scale=head["scale"],
    )


def read_head(name: str) -> Head:
    """Read the classes over the encoder's vectors."""
    head, body = _parts(f"{name}.head")
    width = head["features"]
    starts = range(0, len(body), width)
    rows = tuple(array("b", body[start : start + width]) for start in starts)
    return Head(tuple(head["classes"]), tuple(head["intercepts"]), head["scale"], rows)


def _parts(name: str) -> tuple[dict[str, Any], bytes]:
    first, _, packed = (DATA / name).read_bytes().partition(b"\n")
    return json.loads(first), zlib.decompress(packed)
