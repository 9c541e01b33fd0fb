"""Readying: makes an act of what somebody sent.

Files are fetched, opened and judged here, while nobody else waits. What comes out is small and
may be carried out again if another turn was faster.
"""

from __future__ import annotations

from typing import Final

from bot.activities import weigh
from bot.delivery import Attached, Commanded, Content, Edited, Fetch, SharedPhone, Tapped, Typed
from bot.delivery import Unreadable as Illegible
from bot.desk.acts import (
    Act,
    HandedOver,
    Happened,
    Inquired,
    Listed,
    PressedButton,
    Struck,
    WentThrough,
)
from bot.desk.crowd import Crowd
from bot.desk.inquiry import is_sentence
from bot.desk.insisting import Insisting
from bot.desk.listing import Listing, Unlisted
from bot.desk.papers import Papers, Unusable, fetched
from bot.desk.speaking import Speaker
from bot.desk.talks import Talk
from bot.labels import agreement, chosen, confirmed
from bot.render import read_press
from flows.courtesy import Courtesy, read_courtesy
from flows.dialogue import Expects, Question, Text, Unreadable
from flows.doors import Door, read_way
from flows.events import Asked, Said, Verb
from flows.events import Unusable as Useless
from flows.language import Language
from flows.position import Landing, expected, here
from flows.questions.manner import Manner, manner_of
from flows.registration.keys import ACTIVITY
from flows.rules.roster import read_lines, tidy
from flows.rules.striking import read_strike

COMMANDS: Final = {
    "daftar": Door.REGISTRATION,
    "register": Door.REGISTRATION,
    "status": Door.STATUS,
    "dataku": Door.DATA,
    "mydata": Door.DATA,
    "hapus": Door.ERASURE,
    "erase": Door.ERASURE,
}
ONE_EMPLOYEE: Final = "employee"
VERBS: Final = {
    "batal": Verb.CANCEL,
    "cancel": Verb.CANCEL,
    "kembali": Verb.BACK,
    "back": Verb.BACK,
    "bahasa": Verb.LANGUAGE,
    "language": Verb.LANGUAGE,
    "bantuan": Verb.HELP,
    "help": Verb.HELP,
}


class Readying:
    """Makes acts out of what people send; ``crowd`` knows what can be made of a question."""

    def __init__(self, crowd: Crowd, listing: Listing, papers: Papers) -> None:
        self._crowd, self._listing, self._papers = crowd, listing, papers
        self._insisting = Insisting()

    def met(self, act: Act) -> None:
        """Remember a question that was answered beside a talk: said again, it is insisted on."""
        if isinstance(act, Inquired) and act.spot:
            self._insisting.meet(act.spot, act.text)

    def at_once(self, content: Content) -> Act | None:
        """Read what needs no look at where the person stands; None where it does."""
        match content:
            case Tapped(data, message):
                return _pressed(data, message)
            case Commanded(name):
                return _commanded(name)
            case Edited():
                return Happened(Useless(Text("control.edited")))
            case Illegible():
                return Happened(Useless(Text("control.cannot_read")))
            case _:
                return None

    async def ready(
        self, content: Content, talk: Talk | None, fetch: Fetch, speaker: Speaker
    ) -> Act:
        """Make an act of what was sent, to the talk in front if there is one."""
        match content:
            case Typed(text):
                return _chosen(text, talk, speaker) or await self._typed(text, talk, speaker)
            case SharedPhone(phone, own) if talk is not None:
                problem = Useless(Text("control.not_own_contact"))
                # Telegram leaves the plus out, and always says the country.
                return Happened(Said(f"+{phone.removeprefix('+')}") if own else problem)
            case Attached() if talk is not None:
                return await self._attached(content, talk, fetch, speaker)
            case _:
                return Happened(Useless(Text("control.no_file_here")))

    def at_a_page(self, content: Content, talk: Talk | None, language: Language) -> Act | None:
        """Make an act of what somebody typed who left the talk in front for a page.

        None where that is none: rows of a list, for one, can only be meant for the talk.
        """
        if not isinstance(content, Typed) or talk is None or talk.session.closed is not None:
            return None
        if expected(talk.flow, talk.session) is Expects.ROWS and _is_about_rows(content.text):
            return None
        return Inquired(content.text, language, beside=False, left=True)

    async def _typed(self, text: str, talk: Talk | None, speaker: Speaker) -> Act:
        language = speaker.language
        if talk is None:
            return Inquired(text, language, beside=False)
        if met := _untimely(talk, text) or _courtesy(text, talk, language):
            return met
        place = here(talk.flow, talk.session)
        if not isinstance(place, Question):  # where nothing is asked, words ask something
            return Inquired(text, language, beside=True)
        if place.key == ACTIVITY:  # reading it weighs it, which is not to hold up the loop
            await weigh(text)
        if await self._is_inquiry(text, talk, place, language):
            spot = _spot(talk, place, text)
            if not (spot and self._insisting.is_said_again(spot, text)):
                return Inquired(text, language, beside=True, spot=spot)
        if place.expects is not Expects.ROWS:
            return Happened(Said(text))
        return await self._rows(text, talk, speaker)

    async def _rows(self, text: str, talk: Talk, speaker: Speaker) -> Act:
        if word := read_strike(text):
            return Struck(word)
        try:
            judged = await self._listing.from_lines(text, talk.session.id, speaker)
        except Unlisted as unlisted:
            return Happened(Useless(unlisted.problem))
        return Listed(judged)

    async def _is_inquiry(
        self, text: str, talk: Talk, place: Question, language: Language
    ) -> bool:
        """Tell whether words ask something rather than answer what is asked.

        Where a button is due, they do unless they name one, or ask in two words what stands there
        looked up. Where words are, only what reads like a question and is understood as one.
        """
        if place.expects is not Expects.CHOICE:
            return await self._crowd.is_asked(text, language)
        is_put_so = manner_of(text) is Manner.ASKED and not talk.flow.looks_up
        asks = (is_sentence(text) or is_put_so) and not _reads(place, text, talk)
        return asks and await self._crowd.is_understood(text, language)

    async def _attached(
        self, attached: Attached, talk: Talk, fetch: Fetch, speaker: Speaker
    ) -> Act:
        due = expected(talk.flow, talk.session)
        if talk.flow.name == ONE_EMPLOYEE:
            return Happened(Useless(Text("employee.list_later")))
        if due is None:
            return Happened(Useless(Text("control.no_file_here")))
        if due not in {Expects.ROWS, Expects.FILE}:
            return Happened(Useless(Text("control.no_file_now")))
        try:
            content = await fetched(attached, fetch)
            if due is Expects.FILE:
                return HandedOver(await self._papers.take(content))
            name, owner = attached.name, talk.session.id
            return Listed(await self._listing.from_file(content, name, owner, speaker))
        except (Unusable, Unlisted) as useless:
            return Happened(Useless(useless.problem))


def _is_list(text: str) -> bool:
    """Tell whether words are rows of a list: fields between semicolons or tabs."""
    return any(line.count(";") > 1 or line.count("\t") > 1 for line in text.splitlines())


def _untimely(talk: Talk, text: str) -> Act | None:
    """Say that a list has to wait, where one is sent while something else is asked first."""
    if talk.flow.name == ONE_EMPLOYEE and _is_list(text):
        return Happened(Useless(Text("employee.list_later")))
    is_asked = here(talk.flow, talk.session) is Landing.EMPTYING
    if is_asked and _is_about_rows(text):
        return Happened(Useless(Text("control.no_rows_before")))
    return None


def _is_about_rows(text: str) -> bool:
    return bool(read_strike(text)) or any(tidy(entry.nik) for entry in read_lines(text))


def _spot(talk: Talk, place: Question, text: str) -> str:
    """Name where words would be an answer, whatever they ask; nowhere, where a button is due."""
    if place.expects is not Expects.TEXT:
        return ""
    return f"{talk.session.id} {place.name}" if _reads(place, text, talk) else ""


def _reads(question: Question, text: str, talk: Talk) -> bool:
    try:
        question.read(text, talk.session.answers)
    except Unreadable:
        return False
    return True


def _chosen(text: str, talk: Talk | None, speaker: Speaker) -> Act | None:
    if talk is None:
        return None
    if value := chosen(talk.flow, talk.session, text, speaker.texts):
        return Happened(Said(value))
    verb = confirmed(talk.flow, talk.session, text, speaker.texts)
    return Happened(Asked(verb)) if verb else None


def _courtesy(text: str, talk: Talk, language: Language) -> Act | None:
    """Meet thanks and nods beside the matter; nobody agrees to anything weighty by a nod."""
    courtesy = read_courtesy(text)
    if courtesy is None:
        return None
    if courtesy is not Courtesy.THANKS and (words := agreement(talk.flow, talk.session)):
        return Happened(Useless(Text("control.agree_in_words", {"words": words})))
    if courtesy is Courtesy.YES and expected(talk.flow, talk.session) is not None:
        return None
    return Inquired(text, language, beside=True)


def _pressed(data: str, message: int) -> Act:
    way = read_way(data)
    if way is not None:
        return WentThrough(way.door, way.word, way.language)
    press = read_press(data)
    return PressedButton(press, message) if press else WentThrough(Door.MENU)


def _commanded(name: str) -> Act:
    if name in VERBS:
        return Happened(Asked(VERBS[name]))
    if name in COMMANDS:
        return WentThrough(COMMANDS[name])
    return Happened(Useless(Text("control.unknown_command")))
