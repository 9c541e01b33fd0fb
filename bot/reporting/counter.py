"""The reporters' counter: deliveries in, answers out, and nothing of it kept or written down.

It decides by the delivery and by memory alone whether a delivery is its own, before the desk of
the registration has looked at it. No line of its log names a chat, an update or a word.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from bot.delivery import (
    Answered,
    Delivery,
    Fetch,
    Reached,
    Tapped,
)
from bot.reporting.conversation import EXPIRED, ReportConversation, Taken, is_receipt
from bot.reporting.fronts import Fronts, is_open
from bot.reporting.hearing import Heard, Hearing
from bot.reporting.leading import (
    Ask,
    Led,
    numbers_of,
    read_led,
    read_own_press,
    read_pasted,
)
from bot.reporting.mishaps import Mishaps
from bot.reporting.showing import Showing, is_handed_in
from bot.reporting.tidying import tidied
from bot.reporting.traces import Traces
from bot.reporting.visits import Front, Standing, Visit, Visits
from flows.dialogue import Flow, Text
from flows.effects import Effect, SwitchLanguage, Tell
from flows.events import Asked, Event, Said, Unusable, Verb
from flows.language import Language, read_language
from flows.reporting import FOLLOW_UP, START
from flows.session import Closed, Session
from storage.errors import Unavailable
from storage.live.flood import LIMITS, Deed

LIMITS_TOLD: Final = {
    "reports": LIMITS[Deed.REPORT].most,
    "tries": LIMITS[Deed.RECEIPT].most,
    "messages": LIMITS[Deed.MESSAGE].most,
}


class ReportCounter:
    """Answers what belongs to reporting."""

    def __init__(
        self,
        visits: Visits,
        conversation: ReportConversation,
        showing: Showing,
        mishaps: Mishaps,
    ) -> None:
        self._visits, self._conversation, self._showing = visits, conversation, showing
        self._fronts, self._traces = Fronts(visits, showing), Traces(visits, showing, mishaps)
        self._hearing, self._mishaps = Hearing(visits, conversation), mishaps

    async def standing(self, delivery: Delivery) -> Standing:
        """Tell whose a delivery is: what is here or asked about is to be received here."""
        return await self._fronts.standing(delivery)

    async def receive(self, delivery: Delivery, fetch: Fetch) -> Answered:
        """Answer a delivery. What fails is told at once: nothing here is owed or taken again."""
        try:
            answered = await self._answered(delivery, fetch)
        except Unavailable:
            answered = self._sorry(delivery, Text("reporting.unavailable"))
        except Exception as error:  # noqa: BLE001 - told by number, and written down by the day
            number = secrets.token_hex(2).upper()
            self._mishaps.fault(error, number)
            answered = self._sorry(delivery, Text("reporting.our_fault", {"number": number}))
        return answered

    async def followed(
        self, delivery: Delivery, answered: Answered, standing: Standing
    ) -> Answered:
        """Note which messages a turn consists of, whoever took it: they may be to be erased."""
        return await self._fronts.followed(delivery, answered, standing)

    async def forget(self, chat: int) -> None:
        """Forget a chat's visit at once, whatever it is in the middle of."""
        await self._visits.forget(str(chat))

    def write_mishaps(self) -> None:
        """Write down what went wrong on days that are over."""
        self._mishaps.write()

    async def _answered(self, delivery: Delivery, fetch: Fetch) -> Answered:
        chat = str(delivery.chat)
        if isinstance(delivery.content, Reached):
            await self.forget(delivery.chat)
            return Answered()
        front = await self._visits.front(chat)
        standing = front.standing if front else Standing.AWAY
        if led := read_led(delivery.content) or self._showing.led(delivery.content):
            answered = await self._led(delivery, led)
        elif standing is not Standing.HERE and (code := read_pasted(delivery.content)):
            answered = await self._pasted(delivery, code)
        elif standing is Standing.ASKED and not read_own_press(delivery.content):
            answered = await self._asked_whose(delivery)
        else:
            answered = await self._turn(delivery, await self._hearing.heard(delivery, fetch))
        return replace(answered, sent=self._fronts.remembering(chat))

    async def _led(self, delivery: Delivery, led: Led) -> Answered:
        if led.ask is Ask.OURS:
            return await self._turn(delivery, Heard(await self._held(str(delivery.chat))))
        async with self._visits.turn(str(delivery.chat)):
            visit = await self._visits.load(str(delivery.chat))
            language = led.language or await self._language(delivery, visit, led.spoken)
            match led.ask:
                case Ask.BEGIN:
                    return await self._begin(delivery, visit, language, START)
                case Ask.CODE:
                    return await self._begin(delivery, visit, language, FOLLOW_UP)
                case Ask.ERASE | Ask.BEFORE | Ask.CLEAN:
                    return await self._erased(delivery, led.ask, visit, language)
                case Ask.OTHERS:
                    return await self._others(str(delivery.chat), visit, language)
                case Ask.PRIVACY:
                    return self._showing.told(Text("privacy.short", LIMITS_TOLD), language)

    async def _erased(
        self, delivery: Delivery, ask: Ask, visit: Visit | None, language: Language
    ) -> Answered:
        if ask is Ask.BEFORE:
            return await self._traces.erase_before(delivery, language)
        if ask is Ask.CLEAN:
            return self._traces.clean(delivery, language)
        await self._conversation.forget(str(delivery.chat), visit)
        return self._traces.erase(delivery, visit, language)

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
        if is_open(visit.session):
            return await self._conversation.take(chat, visit, Asked(Verb.SHOW))
        return await self._conversation.open(chat, visit, flow)

    async def _pasted(self, delivery: Delivery, code: str) -> Answered:
        """Open the case of a code said elsewhere; what is being entered here is not lost to it."""
        chat = str(delivery.chat)
        async with self._visits.turn(chat):
            visit = await self._visits.load(chat)
            language = await self._language(delivery, visit)
            before = replace(visit or Visit(), language=language, update=delivery.update)
            before = before.remembering(delivery.message)
            after, effects = await self._taken_up(chat, before, FOLLOW_UP)
            if not is_open(before.session):
                after, effects = await self._conversation.take(chat, after, Said(code))
            await self._keep(chat, after)
        say = self._said(delivery, before, after, effects)
        return self._traces.vanish(delivery, numbers_of(delivery), say)

    async def _asked_whose(self, delivery: Delivery) -> Answered:
        async with self._visits.turn(str(delivery.chat)):
            visit = await self._visits.load(str(delivery.chat))
            if visit is None:
                return await self._over(delivery, visit)
            return await self._fronts.ask_whose(delivery, visit)

    async def _held(self, chat: str) -> Event:
        """Return what was said while nobody knew to whom: it belongs to the report."""
        async with self._visits.turn(chat):
            visit = await self._visits.load(chat)
            if visit is None or not visit.held:
                return Asked(Verb.SHOW)
            await self._visits.save(chat, replace(visit, held=""))
            return Said(visit.held)

    async def _others(self, chat: str, visit: Visit | None, language: Language) -> Answered:
        if visit is not None:
            await self._visits.save(chat, replace(visit, held=""))
        await self._visits.stand(chat, Front(Standing.BESIDE, language))
        return self._showing.told(Text("reporting.whose.told"), language)

    async def _turn(self, delivery: Delivery, heard: Heard) -> Answered:
        chat = str(delivery.chat)
        async with self._visits.turn(chat):
            visit = await self._visits.load(chat)
            if visit is None or _is_over(visit, delivery):
                return await self._over(delivery, visit)
            before = visit.remembering(delivery.message)
            again = delivery.update <= visit.update
            marked = replace(before, update=max(visit.update, delivery.update))
            taken = Asked(Verb.SHOW) if again else self._showing.heard(visit.session, heard.event)
            if _is_after_the_end(visit.session, taken):
                await self._keep(chat, marked)
                say = partial(self._showing.after_the_end, visit.language)
                return self._traces.vanish(delivery, numbers_of(delivery), lambda n: say(left=n))
            after, effects = await self._conversation.take(chat, marked, taken)
            effects = (*((Tell(heard.note),) if heard.note else ()), *effects)
            if SwitchLanguage() in effects:
                after = replace(after, language=after.language.other())
            kept, gone = self._to_vanish(before, after, effects, delivery)
            await self._keep(chat, kept)
        if not gone:
            return self._showing.turned(before, after, effects, delivery.content)
        return self._traces.vanish(delivery, gone, self._said(delivery, before, after, effects))

    def _to_vanish(
        self, before: Visit, after: Visit, effects: Sequence[Effect], delivery: Delivery
    ) -> tuple[Visit, tuple[int, ...]]:
        """Return the visit to keep, and what disappears: all of it, once it was handed in."""
        if is_handed_in(before.session, after.session):
            return replace(after, handed_back=()), before.trail
        return tidied(before, after, effects, delivery.message)

    def _said(
        self, delivery: Delivery, before: Visit, after: Visit, effects: Sequence[Effect]
    ) -> Callable[[int], Answered]:
        def say(left: int) -> Answered:
            return self._showing.turned(before, after, effects, delivery.content, left=left)

        return say

    async def _over(self, delivery: Delivery, visit: Visit | None) -> Answered:
        """Say that it is over, and nothing else; words that came too late disappear."""
        language = await self._language(delivery, visit)
        if isinstance(delivery.content, Tapped):
            return Answered(toast=self._showing.plain(EXPIRED, language))
        say = partial(self._showing.over, language)
        return self._traces.vanish(delivery, numbers_of(delivery), lambda n: say(left=n))

    async def _keep(self, chat: str, visit: Visit) -> None:
        await self._visits.save(chat, visit)
        await self._visits.come(chat, visit.language)

    async def _language(
        self, delivery: Delivery, visit: Visit | None, spoken: Language | None = None
    ) -> Language:
        if visit is not None:
            return visit.language
        front = await self._visits.front(str(delivery.chat))
        return front.language if front else spoken or read_language(delivery.language)

    def _sorry(self, delivery: Delivery, text: Text) -> Answered:
        language = read_language(delivery.language)
        if isinstance(delivery.content, Tapped):
            return Answered(toast=self._showing.plain(text, language))
        return self._showing.told(text, language)


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
