"""Turns a screen into a message with buttons, without knowing which channel shows it.

A button carries ``<flow><session>.<revision>.<value>`` and nothing else; Telegram allows it 64
bytes. The session says whose screen it was, the revision which one, so that a double tap, an
old screen and a button of somebody else's chat are told apart without a lookup.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Final

from bot.wording import Texts, without_markup
from flows.dialogue import Choice, Expects, Text
from flows.effects import Line, Screen
from flows.language import Language

DATA_BYTES: Final = 64
MESSAGE_CHARS: Final = 4096
TOAST_CHARS: Final = 200
LINE_CHARS: Final = 120  # thirty lines of a review fit one message
SHORT_LABEL: Final = 16
LABEL_CHARS: Final = 60
CONTROLS_IN_ROW: Final = 2  # a phone cuts what is narrower
BAR: Final = 8
_SHARE: Final = Text("control.share_contact")


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap: its words and what comes back."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message for one chat: HTML, rows of buttons, whether a phone number is asked for.

    A protected one can be neither passed on nor saved.
    """

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()
    asks_contact: str = ""  # the label of the contact button, where one is offered
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button says."""

    code: str
    session: str
    revision: int
    value: str


def write_press(press: Press) -> str:
    """Write the data of a button."""
    return f"{press.code}.{press.session}.{press.revision}.{press.value}"


def read_press(data: str) -> Press | None:
    """Read the data of a button; None for anything we never wrote."""
    parts = data.split(".", 3)
    if len(parts) != 4 or not parts[2].isascii() or not parts[2].isdigit():  # noqa: PLR2004
        return None
    return Press(parts[0], parts[1], int(parts[2][:9]), parts[3])


def render(screen: Screen, code: str, texts: Texts, language: Language) -> Message:
    """Render a screen as a message in a person's language."""
    parts = [_progress(screen), *_alerts(screen, texts, language)]
    parts.append(texts.say(screen.text, language))
    parts.extend(_lines(screen.lines, texts, language))
    body = "\n\n".join(part for part in parts if part)
    asks = screen.expects is Expects.CONTACT
    return Message(
        html=clip_html(body, MESSAGE_CHARS),
        rows=_rows(screen, code, texts, language),
        asks_contact=texts.plain(_SHARE, language) if asks else "",
    )


def _progress(screen: Screen) -> str:
    if screen.expects is None or not screen.total:
        return ""
    step = min(screen.answered + 1, screen.total)
    filled = BAR * step // screen.total
    return f"<code>{'▰' * filled}{'▱' * (BAR - filled)}</code> {step}/{screen.total}"


def _alerts(screen: Screen, texts: Texts, language: Language) -> tuple[str, ...]:
    note = texts.say(screen.note, language) if screen.note is not None else ""
    problem = "⚠️ " + texts.say(screen.problem, language) if screen.problem is not None else ""
    return note, problem


def _lines(lines: tuple[Line, ...], texts: Texts, language: Language) -> list[str]:
    if not lines:
        return []
    return ["\n".join(_line(line, texts, language) for line in lines)]


def _line(line: Line, texts: Texts, language: Language) -> str:
    answer = clip(texts.plain(line.answer, language), LINE_CHARS).replace("\n", " ")
    return f"• {texts.say(line.label, language)}: <b>{_escaped(answer, texts, language)}</b>"


def _escaped(words: str, texts: Texts, language: Language) -> str:
    return texts.say(words, language)


def clip(text: str, limit: int) -> str:
    """Cut a text to a length, showing that it was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def clip_label(label: str) -> str:
    """Cut a button's words where a word ends; at a sign where none ends in its second half."""
    if len(label) <= LABEL_CHARS:
        return label
    room = LABEL_CHARS - 1
    ends = label.rfind(" ", room // 2, room + 1)
    return label[: ends if ends > 0 else room].rstrip(" ,;:(–-") + "…"


def clip_html(marked: str, limit: int) -> str:
    """Cut marked-up text to a length in what is read; what is too long loses its markup."""
    plain = without_markup(marked)
    return marked if len(plain) <= limit else html.escape(clip(plain, limit), quote=False)


def _rows(
    screen: Screen, code: str, texts: Texts, language: Language
) -> tuple[tuple[Button, ...], ...]:
    def button(choice: Choice) -> Button:
        press = Press(code, screen.session, screen.revision, choice.value)
        return Button(clip_label(texts.plain(choice.label, language)), write_press(press))

    answers = packed(tuple(map(button, screen.choices)))
    controls = tuple(map(button, screen.controls))
    folded = [
        controls[at : at + CONTROLS_IN_ROW] for at in range(0, len(controls), CONTROLS_IN_ROW)
    ]
    return (*answers, *folded)


def packed(buttons: tuple[Button, ...]) -> tuple[tuple[Button, ...], ...]:
    """Put short labels two in a row, long ones alone, so that none is cut on a phone."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        fits = len(button.label) <= SHORT_LABEL
        if fits and rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= SHORT_LABEL:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return tuple(rows)
