"""How a turn at the counter looks: screens of its own, erasable, and not to be passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.delivery import Answered, Content, Reply, Shown, Tapped, Told, Typed
from bot.labels import chosen, controlled, is_label
from bot.render import MESSAGE_CHARS, Button, Message, render
from bot.reporting.leading import Ask, Led, write_ask
from bot.reporting.visits import Visit
from bot.wording import Texts, without_markup
from flows.dialogue import Says, Text
from flows.doors import Door, Way, write_way
from flows.effects import Effect, Screen, Show, Tell, Toast
from flows.events import Event, Pressed, Said
from flows.language import Language
from flows.reporting import FOLLOW_UP, REPORT, START
from flows.reporting.follow_up import Wish
from flows.session import Closed, Session

FLOWS: Final = {flow.name: flow for flow in (START, REPORT, FOLLOW_UP)}
CODE_OF: Final = {flow.name: flow.code for flow in FLOWS.values()}
ERASE: Final = Text("reporting.erase.button")
BEFORE: Final = Text("reporting.erase.before")
HELD_CODE: Final = Text("report_start.door.code")
MENU: Final = Text("control.open.menu")
CLEAN: Final = Text("reporting.erase.clean")
EXPIRED: Final = Text("reporting.expired")
GONE: Final = Text("reporting.gone_words")
GO_ON: Final = Text("reporting.go_on")
OURS: Final = Text("reporting.whose.ours")
OTHERS: Final = Text("reporting.whose.others")
GAP: Final = "\n\n"


class Showing:
    """Words what is shown at the counter."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def turned(
        self,
        before: Visit,
        after: Visit,
        effects: Sequence[Effect],
        content: object,
        *,
        left: int | None = None,
    ) -> Answered:
        """Word a turn.

        ``left``: messages were to disappear, and so many of them are still there.
        """
        language, handed_in = after.language, is_handed_in(before.session, after.session)
        told = [effect.text for effect in effects if isinstance(effect, Tell)]
        screens = [effect.screen for effect in effects if isinstance(effect, Show)]
        toasts = [effect.text for effect in effects if isinstance(effect, Toast)]
        in_place = not told and not handed_in
        old = content.message if in_place and isinstance(content, Tapped) else None
        replaces = old if old in before.trail else None
        replies: list[Reply] = [Told(message) for message in self._messages(told, language)]
        for one in screens[-1:]:
            gone = Text(f"{one.flow}.gone") if handed_in else GONE
            shown = _possible(one, after)
            message = self._and_gone(self._screen(shown, language), language, gone, left)
            replies.append(Shown(message, replaces, apart=True))
        return Answered(tuple(replies), self.plain(toasts[-1], language) if toasts else "")

    def _and_gone(
        self, message: Message, language: Language, gone: Text, left: int | None
    ) -> Message:
        """Say of messages that were to disappear whether they did."""
        if left is None:
            return message
        said = self._texts.say(
            Text("reporting.stays", {"count": left}) if left else gone, language
        )
        return replace(message, html=f"{message.html}{GAP}{said}")

    def told(self, text: Text, language: Language) -> Answered:
        """Word something in a message of its own."""
        return Answered(tuple(Told(one) for one in self._messages([text], language)))

    def over(self, language: Language, *, left: int) -> Answered:
        """Word that a session is over, and of what came too late whether it disappeared."""
        (said,) = self._messages([EXPIRED], language)
        return Answered((Told(self._and_gone(said, language, GONE, left)),))

    def erased(self, gone: int, language: Language, *, left: int, is_late: bool) -> Answered:
        """Word what was erased, what was not, and how to be rid of the rest and of these words.

        ``is_late``: the visit was over before, and with it what was known of its messages.
        """
        done = Text("reporting.erase.late" if is_late else "reporting.erase.done", {"count": gone})
        told = Text("reporting.erase.left", {"count": left}) if left else done
        again = ((ERASE, Ask.ERASE),) if left else ()
        rows = self._asking(language, *again, (BEFORE, Ask.BEFORE), (CLEAN, Ask.CLEAN))
        return Answered((Told(Message(self._texts.say(told, language), rows, protected=True)),))

    def erased_before(self, language: Language, *, left: int) -> Answered:
        """Word that the chat was emptied as far as its messages could be found."""
        done = Text("reporting.erase.before_done")
        told = Text("reporting.erase.before_left", {"count": left}) if left else done
        again = ((BEFORE, Ask.BEFORE),) if left else ()
        rows = self._asking(language, *again, (CLEAN, Ask.CLEAN))
        return Answered((Told(Message(self._texts.say(told, language), rows, protected=True)),))

    def cleaned(self, language: Language, *, left: int) -> Answered:
        """Word in passing that the last message is gone, or is not."""
        told = "reporting.erase.not_cleaned" if left else "reporting.erase.cleaned"
        return Answered(toast=self.plain(Text(told), language))

    def still_open(self, language: Language) -> Message:
        """Word that a report is still open while something else is done."""
        rows = self._asking(language, (GO_ON, Ask.BEGIN), (ERASE, Ask.ERASE))
        return Message(self._texts.say(Text("reporting.open"), language), rows, protected=True)

    def asked_whose(self, language: Language) -> Answered:
        """Ask whether what was said belongs to the open report."""
        rows = self._asking(language, (OURS, Ask.OURS), (OTHERS, Ask.OTHERS), (ERASE, Ask.ERASE))
        words = self._texts.say(Text("reporting.whose.ask"), language)
        return Answered((Told(Message(words, rows, protected=True)),))

    def heard(self, session: Session | None, event: Event) -> Event:
        """Take words that a button here says for a press of that button."""
        if session is None or not isinstance(event, Said):
            return event
        flow = FLOWS[session.flow]
        if value := chosen(flow, session, event.text, self._texts):
            return Said(value)
        value = controlled(flow, session, event.text, self._texts)
        return Pressed(session.revision, value) if value else event

    def led(self, content: Content) -> Led | None:
        """Take the words of the button that erases for a press of it."""
        is_typed = isinstance(content, Typed) and is_label(ERASE, content.text, self._texts)
        return Led(Ask.ERASE) if is_typed else None

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

    def after_the_end(self, language: Language, *, left: int) -> Answered:
        """Word that nobody reads what is typed after sending, and where to go on."""
        rows = (*self._doors(language), *self._asking(language, (ERASE, Ask.ERASE)))
        words = self._texts.say(Text("reporting.after"), language)
        message = self._and_gone(Message(words, rows, protected=True), language, GONE, left)
        return Answered((Shown(message, apart=True),))

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


def _possible(shown: Screen, visit: Visit) -> Screen:
    """Offer no withdrawal of what can be withdrawn no more."""
    kept = (one for one in shown.choices if one.value != Wish.WITHDRAW.value)
    return replace(shown, choices=tuple(kept)) if visit.is_fixed else shown


def is_handed_in(before: Session | None, after: Session | None) -> bool:
    """Tell whether something was handed in between two moments."""
    is_sent = after is not None and after.closed is Closed.SUBMITTED
    return is_sent and (before is None or before.closed is not Closed.SUBMITTED)
