"""Typing what a button says is pressing it: its words are taken in either language."""

from __future__ import annotations

from bot.wording import Texts
from flows.dialogue import Choice, Expects, Flow
from flows.events import read_verb
from flows.language import Language
from flows.screens import screen
from flows.session import Session


def chosen(flow: Flow, session: Session, typed: str, texts: Texts) -> str | None:
    """Return the answer whose button says what was typed, if one is offered here."""
    shown, words = screen(flow, session), _bare(typed)
    if shown.expects is not Expects.CHOICE or not words:
        return None
    offered = (choice for choice in shown.choices if read_verb(choice.value) is None)
    return next((one.value for one in offered if words in _labels(one, texts)), None)


def _labels(choice: Choice, texts: Texts) -> set[str]:
    return {_bare(texts.plain(choice.label, language)) for language in Language}


def _bare(words: str) -> str:
    """Fold case and drop signs and pictures: nobody types those of a button."""
    kept = "".join(sign if sign.isalnum() else " " for sign in words.casefold())
    return " ".join(kept.split())
