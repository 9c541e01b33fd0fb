"""The reporters' counter: deliveries in, answers out, and nothing of it kept or written down.

It decides by the delivery and by memory alone whether a delivery is its own, before the desk of
the registration has looked at it. No line of its log names a chat, an update or a word.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from typing import Final

import structlog

from bot.delivery import (
    Answered,
    Attached,
    Commanded,
    Delivery,
    Fetch,
    InGroup,
    Reached,
    Sent,
    SharedPhone,
    Tapped,
    Typed,
)
from bot.desk.acts import VERBS
from bot.desk.papers import Unusable as NotUsable
from bot.desk.papers import fetched
from bot.reporting.conversation import EXPIRED, FLOWS, ReportConversation, Taken, is_receipt
from bot.reporting.leading import Ask, Led, read_led, read_own_press, read_pasted
from bot.reporting.reach import within_reach
from bot.reporting.showing import Showing, is_handed_in
from bot.reporting.tidying import tidied
from bot.reporting.visits import Visit, Visits
from flows.dialogue import Expects, Flow, Question, Text
from flows.effects import SwitchLanguage
from flows.events import Asked, Event, Pressed, Said, Unusable, Verb
from flows.language import Language, read_language
from flows.position import here
from flows.reporting import FOLLOW_UP, START
from flows.session import Closed, Session
from storage.errors import Unavailable
from storage.live.flood import LIMITS, Deed

log = structlog.get_logger(__name__)
LIMITS_TOLD: Final = {
    "reports": LIMITS[Deed.REPORT].most,
    "tries": LIMITS[Deed.RECEIPT].most,
    "messages": LIMITS[Deed.MESSAGE].most,
}


class ReportCounter:
    """Answers what belongs to reporting."""

    def __init__(self, visits: Visits, conversation: ReportConversation, showing: Showing) -> None:
        self._visits, self._conversation, self._showing = visits, conversation, showing

    async def takes(self, delivery: Delivery) -> bool:
        """Tell whether a delivery belongs here; one that leads elsewhere leaves the counter."""
        content, chat = delivery.content, str(delivery.chat)
        if isinstance(content, InGroup):
            return False
        if read_led(content) or read_own_press(content) or read_pasted(content):
            return True
        if _leads_elsewhere(content):
            await self._visits.leave(chat)
            return False
        return await self._is_in_front(delivery)

    async def receive(self, delivery: Delivery, fetch: Fetch) -> Answered:
        """Answer a delivery. What fails is told at once: nothing here is owed or taken again."""
        try:
            answered = await self._answered(delivery, fetch)
        except Unavailable:
            answered = self._sorry(delivery, Text("reporting.unavailable"))
        except Exception:
            number = secrets.token_hex(2).upper()
            log.exception("our fault at the counter", number=number)
            answered = self._sorry(delivery, Text("reporting.our_fault", {"number": number}))
        return answered

    async def followed(self, delivery: Delivery, answered: Answered) -> Answered:
        """Note which messages a turn consists of, whoever took it: they may be to be erased."""
        chat, told = str(delivery.chat), answered.sent
        if isinstance(delivery.content, InGroup):
            return answered
        await self._visits.step(chat, delivery.message)

        async def noted(message: int) -> None:
            await self._visits.step(chat, message)
            if told is not None:
                await told(message)

        return replace(answered, sent=noted)

    async def forget(self, chat: int) -> None:
        """Forget a chat's visit at once, whatever it is in the middle of."""
        await self._visits.forget(str(chat))

    async def _answered(self, delivery: Delivery, fetch: Fetch) -> Answered:
        if isinstance(delivery.content, Reached):
            await self.forget(delivery.chat)
            return Answered()
        if led := read_led(delivery.content):
            answered = await self._led(delivery, led)
        elif (code := read_pasted(delivery.content)) and not await self._is_in_front(delivery):
            answered = await self._pasted(delivery, code)
        else:
            answered = await self._turn(delivery, await self._event(delivery, fetch))
        return replace(answered, sent=self._remembering(str(delivery.chat)))

    async def _led(self, delivery: Delivery, led: Led) -> Answered:
        async with self._visits.turn(str(delivery.chat)):
            visit = await self._visits.load(str(delivery.chat))
            language = led.language or await self._language(delivery, visit)
            match led.ask:
                case Ask.BEGIN:
                    return await self._begin(delivery, visit, language, START)
                case Ask.CODE:
                    return await self._begin(delivery, visit, language, FOLLOW_UP)
                case Ask.ERASE:
                    return await self._erase(delivery, visit, language)
                case Ask.BEFORE:
                    return await self._erase_before(delivery, language)
                case Ask.CLEAN:
                    done = self._showing.plain(Text("reporting.erase.cleaned"), language)
                    return Answered(toast=done, deletes=_numbers(delivery))
                case Ask.PRIVACY:
                    return self._showing.told(Text("privacy.short", LIMITS_TOLD), language)

    async def _begin(
        self, delivery: Delivery, visit: Visit | None, language: Language, flow: Flow
    ) -> Answered:
        """Take up what is open, else begin what is asked for."""
        chat = str(delivery.chat)
        before = replace(visit or Visit(), language=language).remembering(delivery.message)
        marked = replace(before, update=max(before.update, delivery.update))
        after, effects = await self._taken_up(chat, marked, flow)
        await self._keep(chat, after)
        return self._showing.turned(before, after, effects, delivery.content)

    async def _taken_up(self, chat: str, visit: Visit, flow: Flow) -> Taken:
        if _is_open(visit.session):
            return await self._conversation.take(chat, visit, Asked(Verb.SHOW))
        return await self._conversation.open(chat, visit, flow)

    async def _pasted(self, delivery: Delivery, code: str) -> Answered:
        """Open the case of a code said elsewhere; what is being entered here is not lost to it."""
        chat = str(delivery.chat)
        async with self._visits.turn(chat):
            visit = await self._visits.load(chat)
            language = await self._language(delivery, visit)
            before = replace(visit or Visit(), language=language, update=delivery.update)
            after, effects = await self._taken_up(chat, before, FOLLOW_UP)
            if not _is_open(before.session):
                after, effects = await self._conversation.take(chat, after, Said(code))
            await self._keep(chat, after)
        answered = self._showing.turned(before, after, effects, delivery.content)
        return replace(answered, deletes=_numbers(delivery))

    async def _is_in_front(self, delivery: Delivery) -> bool:
        return await self._visits.in_front(str(delivery.chat)) is not None

    async def _erase(
        self, delivery: Delivery, visit: Visit | None, language: Language
    ) -> Answered:
        await self._conversation.forget(str(delivery.chat), visit)
        trail = sorted({*(visit.trail if visit else ()), *_numbers(delivery)})
        return self._showing.erased(trail, language, is_late=visit is None)

    async def _erase_before(self, delivery: Delivery, language: Language) -> Answered:
        chat, newest = str(delivery.chat), max(_numbers(delivery), default=0)
        numbers = within_reach(await self._visits.steps(chat), newest)
        await self._visits.forget_steps(chat, newest)
        return self._showing.erased_before(numbers, language)

    async def _turn(self, delivery: Delivery, event: Event) -> Answered:
        chat = str(delivery.chat)
        async with self._visits.turn(chat):
            visit = await self._visits.load(chat)
            if visit is None or _is_over(visit, delivery):
                return await self._over(delivery, visit)
            before = visit.remembering(delivery.message)
            words = _numbers(delivery)
            again = delivery.update <= visit.update
            marked = replace(before, update=max(visit.update, delivery.update))
            taken = Asked(Verb.SHOW) if again else self._showing.heard(visit.session, event)
            if _is_after_the_end(visit.session, taken):
                await self._keep(chat, marked)
                return replace(self._showing.after_the_end(visit.language), deletes=words)
            after, effects = await self._conversation.take(chat, marked, taken)
            if SwitchLanguage() in effects:
                after = replace(after, language=after.language.other())
            answered = self._showing.turned(before, after, effects, delivery.content)
            if is_handed_in(before.session, after.session):
                await self._keep(chat, replace(after, trail=(), handed_back=()))
                return answered
            kept, gone = tidied(before, after, effects, delivery.message)
            await self._keep(chat, kept)
        return replace(answered, deletes=gone)

    async def _over(self, delivery: Delivery, visit: Visit | None) -> Answered:
        """Say that it is over, and nothing else; words that came too late disappear."""
        language = await self._language(delivery, visit)
        if isinstance(delivery.content, Tapped):
            return Answered(toast=self._showing.plain(EXPIRED, language))
        return replace(self._showing.told(EXPIRED, language), deletes=_numbers(delivery))

    async def _event(self, delivery: Delivery, fetch: Fetch) -> Event:
        """Read what happened; a photo is fetched and drawn anew while nobody waits for it."""
        if press := read_own_press(delivery.content):
            return Pressed(press.revision, press.value)
        match delivery.content:
            case Typed(text):
                return Said(text)
            case Commanded(name) if name in VERBS:
                return Asked(VERBS[name])
            case Attached():
                return await self._photo(delivery, delivery.content, fetch)
            case SharedPhone():
                return Unusable(Text("reporting.problem.person"))
            case _:
                return Unusable(Text("control.cannot_read"))

    async def _photo(self, delivery: Delivery, attached: Attached, fetch: Fetch) -> Event:
        chat = str(delivery.chat)
        visit = await self._visits.load(chat)
        if visit is None or delivery.update <= visit.update or not _asks_photo(visit.session):
            return Unusable(Text("control.no_file_now"))
        try:
            return await self._conversation.redrawn(chat, await fetched(attached, fetch))
        except NotUsable as useless:
            return Unusable(useless.problem)

    async def _keep(self, chat: str, visit: Visit) -> None:
        await self._visits.save(chat, visit)
        await self._visits.come(chat, visit.language)

    def _remembering(self, chat: str) -> Sent:
        async def remember(message: int) -> None:
            with suppress(Unavailable):
                async with self._visits.turn(chat):
                    visit = await self._visits.load(chat)
                    if visit is not None:
                        await self._visits.save(chat, visit.remembering(message))

        return remember

    async def _language(self, delivery: Delivery, visit: Visit | None) -> Language:
        spoken = visit.language if visit else await self._visits.in_front(str(delivery.chat))
        return spoken or read_language(delivery.language)

    def _sorry(self, delivery: Delivery, text: Text) -> Answered:
        language = read_language(delivery.language)
        if isinstance(delivery.content, Tapped):
            return Answered(toast=self._showing.plain(text, language))
        return self._showing.told(text, language)


def _leads_elsewhere(content: object) -> bool:
    is_command = isinstance(content, Commanded) and content.name not in VERBS
    return is_command or isinstance(content, Tapped)


def _is_open(session: Session | None) -> bool:
    return session is not None and session.closed is None and session.flow != START.name


def _is_over(visit: Visit, delivery: Delivery) -> bool:
    """Tell whether a press belongs to a report that has ended, or that was left for another."""
    press, session = read_own_press(delivery.content), visit.session
    if press is None or session is None:
        return session is None
    is_old = session.closed is not None and press.revision != session.revision
    return press.session != session.id or is_old


def _is_after_the_end(session: Session | None, event: Event) -> bool:
    """Tell whether something is said to what was handed in already; a code opens its case."""
    is_sent = session is not None and session.closed is Closed.SUBMITTED
    is_said = isinstance(event, Said | Unusable) and not is_receipt(event)
    return is_sent and is_said


def _asks_photo(session: Session | None) -> bool:
    place = here(FLOWS[session.flow], session) if session else None
    return isinstance(place, Question) and place.expects is Expects.FILE


def _numbers(delivery: Delivery) -> tuple[int, ...]:
    """Return the numbers of the messages a delivery consists of or stands under."""
    pressed = delivery.content.message if isinstance(delivery.content, Tapped) else None
    return tuple(number for number in (delivery.message, pressed) if number)
