"""How a turn at the counter looks: screens of its own, erasable, and not to be passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.delivery import Answered, Reply, Shown, Tapped, Told
from bot.labels import chosen
from bot.render import MESSAGE_CHARS, Button, Message, render
from bot.reporting.leading import Ask, write_ask
from bot.reporting.visits import Visit
from bot.wording import Texts, without_markup
from flows.dialogue import Says, Text
from flows.doors import Door, Way, write_way
from flows.effects import Effect, Screen, Show, Tell, Toast
from flows.events import Event, Said
from flows.language import Language
from flows.reporting import FOLLOW_UP, REPORT, START
from flows.session import Closed, Session

FLOWS: Final = {flow.name: flow for flow in (START, REPORT, FOLLOW_UP)}
CODE_OF: Final = {flow.name: flow.code for flow in FLOWS.values()}
ERASE: Final = Text("reporting.erase.button")
BEFORE: Final = Text("reporting.erase.before")
HELD_CODE: Final = Text("report_start.door.code")
MENU: Final = Text("control.open.menu")
CLEAN: Final = Text("reporting.erase.clean")
GAP: Final = "\n\n"


class Showing:
    """Words what is shown at the counter."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def turned(
        self, before: Visit, after: Visit, effects: Sequence[Effect], content: object
    ) -> Answered:
        """Word a turn; once something was handed in, all that was said before disappears."""
        language = after.language
        told = [effect.text for effect in effects if isinstance(effect, Tell)]
        screens = [effect.screen for effect in effects if isinstance(effect, Show)]
        toasts = [effect.text for effect in effects if isinstance(effect, Toast)]
        handed_in = is_handed_in(before.session, after.session)
        in_place = not told and not handed_in
        old = content.message if in_place and isinstance(content, Tapped) else None
        replaces = old if old in before.trail else None
        replies: list[Reply] = [Told(message) for message in self._messages(told, language)]
        replies += [
            Shown(self._screen(one, language), replaces, apart=True) for one in screens[-1:]
        ]
        return Answered(
            tuple(replies),
            self.plain(toasts[-1], language) if toasts else "",
            deletes=before.trail if handed_in else (),
        )

    def told(self, text: Text, language: Language) -> Answered:
        """Word something in a message of its own."""
        return Answered(tuple(Told(one) for one in self._messages([text], language)))

    def erased(self, messages: Sequence[int], language: Language, *, is_late: bool) -> Answered:
        """Word what was erased, what was not, and how to be rid of the rest and of these words.

        ``is_late``: the visit was over before, and with it what was known of its messages.
        """
        done = Text("reporting.erase.done", {"count": len(messages)})
        told = Text("reporting.erase.late") if is_late else done
        rows = self._asking(language, (BEFORE, Ask.BEFORE), (CLEAN, Ask.CLEAN))
        message = Message(self._texts.say(told, language), rows, protected=True)
        return Answered((Told(message),), deletes=tuple(messages))

    def erased_before(self, messages: Sequence[int], language: Language) -> Answered:
        """Word that the chat was emptied as far as its messages could be found."""
        told = self._texts.say(Text("reporting.erase.before_done"), language)
        message = Message(told, self._asking(language, (CLEAN, Ask.CLEAN)), protected=True)
        return Answered((Told(message),), deletes=tuple(messages))

    def heard(self, session: Session | None, event: Event) -> Event:
        """Take words that a button here says for that button's answer."""
        if session is None or not isinstance(event, Said):
            return event
        value = chosen(FLOWS[session.flow], session, event.text, self._texts)
        return Said(value) if value else event

    def plain(self, says: Says, language: Language) -> str:
        """Word something without markup."""
        return self._texts.plain(says, language)

    def _screen(self, shown: Screen, language: Language) -> Message:
        is_door = shown.flow == START.name  # one question is no progress
        shown = replace(shown, total=0) if is_door else shown
        is_over = shown.place in {Closed.SUBMITTED.value, Closed.LEFT.value}
        shown = replace(shown, choices=()) if is_over else shown  # the doors below lead on
        message = render(shown, CODE_OF[shown.flow], self._texts, language)
        doors = self._doors(language) if is_over else ()
        erase = self._asking(language, (ERASE, Ask.ERASE))
        return replace(message, rows=(*doors, *message.rows, *erase), protected=True)

    def after_the_end(self, language: Language) -> Answered:
        """Word that nobody reads what is typed after sending, and where to go on."""
        rows = (*self._doors(language), *self._asking(language, (ERASE, Ask.ERASE)))
        words = self._texts.say(Text("reporting.after"), language)
        return Answered((Shown(Message(words, rows, protected=True), apart=True),))

    def _doors(self, language: Language) -> tuple[tuple[Button], ...]:
        """Write the buttons that lead on from an end."""
        menu = Button(self.plain(MENU, language), write_way(Way(Door.MENU, language)))
        return (*self._asking(language, (HELD_CODE, Ask.CODE)), (menu,))

    def _asking(self, language: Language, *asked: tuple[Text, Ask]) -> tuple[tuple[Button], ...]:
        """Write buttons that lead to the counter, each in a row of its own."""
        return tuple(
            (Button(self.plain(label, language), write_ask(ask, language)),)
            for label, ask in asked
        )

    def _messages(self, told: Iterable[Says], language: Language) -> Iterator[Message]:
        """Put what is told into as few messages as it fits."""
        gathered = ""
        for words in (self._texts.say(one, language) for one in told):
            both = f"{gathered}{GAP}{words}" if gathered else words
            if len(without_markup(both)) > MESSAGE_CHARS:
                yield Message(gathered, protected=True)
                both = words
            gathered = both
        if gathered:
            yield Message(gathered, protected=True)


def is_handed_in(before: Session | None, after: Session | None) -> bool:
    """Tell whether something was handed in between two moments."""
    is_sent = after is not None and after.closed is Closed.SUBMITTED
    return is_sent and (before is None or before.closed is not Closed.SUBMITTED)
