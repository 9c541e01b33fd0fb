"""An opened case in words: each answer of its statement, and all of it for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from bot.reporting.opened import unpack_order
from bot.wording import Texts, load_texts
from flows.dialogue import Says, Text
from flows.language import Language
from flows.rules.places import REGENCIES, full_name

CHOSEN: Final = frozenset({"violation", "when", "how_many"})  # answers that are words of ours
ORDER: Final = "order"


def worded(opened: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Yield a case line by line: how it stands, what was reported, what was said since."""
    texts = load_texts()
    yield texts.plain(Text(f"cases.status.{opened['status']}"), language)
    for name, value in opened["statement"].items():
        if value:
            label, answer = label_of(name), answer_of(name, value)
            yield f"{texts.plain(label, language)}: {texts.plain(answer, language)}"
    for line in opened["lines"]:
        yield from _line(line, texts, language)
    if opened["missing"]:
        numbers = ", ".join(map(str, opened["missing"]))
        yield texts.plain(Text("inspection.case.missing", {"numbers": numbers}), language)


def label_of(name: str) -> Text:
    """Name what a statement tells under this name."""
    return Text(f"reporting.{name}.label")


def answer_of(name: str, value: str) -> Says:
    """Word what a statement tells under this name."""
    if name in CHOSEN:
        return Text(f"reporting.{name}.{value}")
    if name == "regency":
        return REGENCIES[value].name if value in REGENCIES else value
    return full_name(value) if name == "district" else value


def _line(line: Mapping[str, str], texts: Texts, language: Language) -> Iterator[str]:
    day = texts.plain(
        Text("inspection.opening.day", {"day": date.fromisoformat(line["day"])}), language
    )
    who = texts.plain(Text(f"inspection.opening.{line['direction']}"), language)
    if line["direction"] != ORDER:
        yield f"{day} {who}: {line['words']}"
        return
    order = unpack_order(line["words"])
    when = texts.plain(Text(f"cases.window.{order.window}"), language)
    yield f"{day} {who}: {order.employer}, {order.address}; {order.day.isoformat()}, {when}"
    yield f"  {order.instruction}"
