"""Typing what a button says is pressing it: its words are taken in either language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.wording import Texts
from flows.courtesy import Courtesy, read_agreement, read_courtesy
from flows.dialogue import Choice, Expects, Flow, Says
from flows.events import Verb, read_verb
from flows.language import Language
from flows.registration.who import AGREED
from flows.screens import screen
from flows.session import Session

YES: Final = frozenset({"ya", "yes"})  # how such labels begin


def chosen(flow: Flow, session: Session, typed: str, texts: Texts) -> str | None:
    """Return the answer whose button says what was typed, if one is offered here.

    A plain yes is the one button that begins with it. Who agrees says so in words.
    """
    shown, words = screen(flow, session), _bare(typed)
    if shown.expects is not Expects.CHOICE or not words:
        return None
    offered = [choice for choice in shown.choices if read_verb(choice.value) is None]
    said = next((one.value for one in offered if words in _labels(one, texts)), None)
    agreed = read_agreement(typed)
    explicit = agreed if agreed in {one.value for one in offered} else None
    return said or explicit or _only_yes(typed, offered, texts)


def controlled(flow: Flow, session: Session, typed: str, texts: Texts) -> str | None:
    """Return what a button of this screen does that is no answer, if its words were typed.

    Where nothing but such buttons answers, as at a door, their numbers are taken as well.
    """
    shown, words = screen(flow, session), _bare(typed)
    answers = {str(number): one for number, one in enumerate(shown.choices, start=1)}
    verbs = [one for one in (*shown.choices, *shown.controls) if read_verb(one.value)]
    is_door = shown.expects is Expects.CHOICE and all(map(verbs.__contains__, shown.choices))
    if is_door and words in answers:
        return answers[words].value
    return next((one.value for one in verbs if words and words in _labels(one, texts)), None)


def is_label(label: Says, typed: str, texts: Texts) -> bool:
    """Tell whether words are those of a button, in either language."""
    return _bare(typed) in {_bare(texts.plain(label, language)) for language in Language}


def confirmed(flow: Flow, session: Session, typed: str, texts: Texts) -> Verb | None:
    """Return what is done by a plain yes where no question stands: to empty, to withdraw."""
    shown = screen(flow, session)
    value = _only_yes(typed, shown.choices, texts) if shown.expects is None else None
    verb = read_verb(value) if value else None
    return verb[0] if verb else None


def agreement(flow: Flow, session: Session) -> Says | None:
    """Return the words of the button by which somebody agrees here, where one is offered."""
    offered = screen(flow, session).choices
    return next((one.label for one in offered if one.value == AGREED), None)


def _only_yes(typed: str, offered: Sequence[Choice], texts: Texts) -> str | None:
    if read_courtesy(typed) is not Courtesy.YES:
        return None
    found = [one.value for one in offered if _says_yes(one, texts)]
    return found[0] if len(found) == 1 else None


def _says_yes(choice: Choice, texts: Texts) -> bool:
    return any(label.partition(" ")[0] in YES for label in _labels(choice, texts))


def _labels(choice: Choice, texts: Texts) -> set[str]:
    return {_bare(texts.plain(choice.label, language)) for language in Language}


def _bare(words: str) -> str:
    """Fold case and drop signs and pictures: nobody types those of a button."""
    kept = "".join(sign if sign.isalnum() else " " for sign in words.casefold())
    return " ".join(kept.split())
