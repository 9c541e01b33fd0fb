"""The notebook: questions that were not answered at once, noted in passing and without people.

It lives in memory, and noting costs nobody a moment: a worker carries the notes to the store now
and then, and what does not fit is lost and counted. Who a note came from is remembered for
minutes, so that a tap can say what was meant; neither a chat nor a time is ever noted.

Only words of somebody who lately pressed a button or used a command of ours are noted: they know
whom they speak to. Words that follow a report whose session a restart has ended are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from bot.lately import Lately
from flows.language import Language
from flows.questions.asking import Abstain, Asked, Suggest
from flows.questions.unmatched import Unmatched, is_kept, kept_text, own_words
from flows.rules.figures import LEAST
from flows.rules.promise import day_in_jakarta

LATELY: Final = timedelta(minutes=10)
MOST_CHATS: Final = 50_000
MOST_WORDS: Final = 20_000
MOST_WAITING: Final = 2_000  # different texts between two visits of the worker

_Key = tuple[str, Language, date]


@dataclass(slots=True)
class _Guest:
    """Somebody who lately pressed a button of ours, and the note their words became."""

    came_at: datetime
    note: _Key | None = None
    noted_at: datetime | None = None


@dataclass(slots=True)
class _Note:
    reason: str
    offered: tuple[str, ...]
    times: int = 0
    taps: Counter[str] = field(default_factory=Counter)


class Notebook:
    """Notes of one process. ``is_ours``: a word of our own texts, no single person's."""

    def __init__(self, is_ours: Callable[[str], bool], clock: Callable[[], datetime]) -> None:
        self._is_ours, self._clock = is_ours, clock
        self._guests: Lately[int, _Guest] = Lately(MOST_CHATS)
        self._writers: Lately[str, set[int]] = Lately(MOST_WORDS)
        self._notes: dict[_Key, _Note] = {}
        self.lost = 0

    def greet(self, chat: int) -> None:
        """Remember for minutes that somebody pressed a button or used a command of ours."""
        guest = self._guests.get(chat) or _Guest(self._clock())
        guest.came_at = self._clock()
        self._guests[chat] = guest

    def note(self, chat: int, text: str, language: Language, made: Asked) -> None:
        """Note a text, if there is something to learn from it and its writer knows us."""
        guest = self._guests.get(chat)
        if guest is None or not self._is_fresh(guest.came_at):
            return
        said = kept_text(text, self._spoken_by_many(chat, text)) if is_kept(made) else ""
        if not said:
            guest.note = None
            return
        key = (said, language, day_in_jakarta(self._clock()))
        if guest.note == key and self._is_fresh(guest.noted_at):
            return  # sent twice, or taken again after a race
        guest.note, guest.noted_at = key, self._clock()
        if (note := self._page(key, made)) is not None:
            note.times += 1

    def tap(self, chat: int, word: str) -> None:
        """Note which question somebody meant, by the tap that followed their words."""
        guest = self._guests.get(chat)
        if guest is None or guest.note is None or not self._is_fresh(guest.noted_at):
            return
        if (note := self._page(guest.note)) is not None:
            note.taps[word] += 1

    def take(self) -> tuple[Unmatched, ...]:
        """Hand out every note, and forget them."""
        taken, self._notes = self._notes, {}
        return tuple(
            Unmatched(*key, note.reason, note.offered, note.times, dict(note.taps))
            for key, note in taken.items()
        )

    def put_back(self, some: Iterable[Unmatched]) -> None:
        """Take notes back that could not be carried away; what has no room is lost."""
        for one in some:
            note = self._page((one.text, one.language, one.day))
            if note is not None:
                note.reason, note.offered = one.reason, one.offered
                note.times += one.times
                note.taps.update(one.taps)

    def _page(self, key: _Key, made: Asked | None = None) -> _Note | None:
        """Return the note of a text; None where there is no room for another."""
        note = self._notes.get(key)
        if note is None and len(self._notes) >= MOST_WAITING:
            self.lost += 1
            return None
        if note is None:
            note = self._notes[key] = _Note("", ())
        if made is not None:
            note.reason = made.reason.value if isinstance(made, Abstain) else ""
            some = made.candidates if isinstance(made, Suggest) else ()
            note.offered = tuple(one.word for one in some)
        return note

    def _is_fresh(self, at: datetime | None) -> bool:
        return at is not None and self._clock() - at < LATELY

    def _spoken_by_many(self, chat: int, text: str) -> Callable[[str], bool]:
        """Count the chats that wrote a word, and tell whether it is everybody's by now."""
        for word in own_words(text, self._is_ours):
            self._writers[word] = writers = self._writers.get(word, set())
            if len(writers) < LEAST:
                writers.add(chat)
        return lambda word: self._is_ours(word) or len(self._writers.get(word, ())) >= LEAST
