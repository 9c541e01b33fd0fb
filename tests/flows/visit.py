"""Somebody in a conversation: what they do, and what lies before their eyes in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.wording import load_texts
from flows.dialogue import Flow
from flows.effects import Effect, Screen, Show
from flows.events import Asked, Counted, Event, Pressed, Said, Verb
from flows.language import Language
from flows.screens import screen
from flows.session import Session
from flows.turn import begin, turn

TEXTS = load_texts()


@dataclass
class Visit:
    """A conversation as one person sees it; ``does`` reads ``>value`` as a press of that button."""

    flow: Flow
    session: Session
    screen: Screen
    effects: tuple[Effect, ...] = field(default=())

    def does(self, *acts: str | Verb | dict[str, int] | Event) -> Visit:
        for act in acts:
            self.session, self.effects = turn(self.flow, self.session, self._event(act))
            for shown in self.effects:
                if isinstance(shown, Show):
                    self.screen = shown.screen
                    worded(self.screen)
        return self

    def _event(self, act: str | Verb | dict[str, int] | Event) -> Event:
        match act:
            case Verb():
                return Asked(act)
            case dict():
                return Counted("roster", act)
            case str():
                is_press = act.startswith(">")
                return Pressed(self.session.revision, act[1:]) if is_press else Said(act)
            case _:
                return act

    @property
    def place(self) -> str:
        return self.screen.place

    @property
    def told(self) -> str:
        return TEXTS.plain(self.screen.text, Language.EN)

    @property
    def problem(self) -> str:
        return self.screen.problem.key if self.screen.problem else ""

    @property
    def offered(self) -> list[str]:
        return [choice.value for choice in self.screen.choices]

    @property
    def labels(self) -> list[str]:
        return [TEXTS.plain(choice.label, Language.EN) for choice in self.screen.choices]

    @property
    def review(self) -> dict[str, str]:
        return {
            TEXTS.plain(line.label, Language.EN): TEXTS.plain(line.answer, Language.EN)
            for line in self.screen.lines
        }


def visit(flow: Flow, *acts: str | Verb | dict[str, int] | Event) -> Visit:
    """Begin a conversation, and do some things in it."""
    return taken_up(flow, begin(flow, "A1B2C3D4")).does(*acts)


def taken_up(flow: Flow, session: Session) -> Visit:
    """Look at a conversation where it stands."""
    shown = screen(flow, session)
    worded(shown)
    return Visit(flow, session, shown)


def worded(shown: Screen) -> None:
    """Say everything on a screen in both languages: what has no words cannot be said."""
    choices = [choice.label for choice in (*shown.choices, *shown.controls)]
    lines = [part for line in shown.lines for part in (line.label, line.answer)]
    for says in (shown.text, shown.problem or "", shown.note or "", *choices, *lines):
        for language in Language:
            TEXTS.say(says, language)
