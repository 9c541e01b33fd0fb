"""Acting: carries an act out inside one open transaction, through every door it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.delivery import Answered, Reply, Told
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
from bot.desk.opening import Opening
from bot.desk.slots import Slot, read_slot
from bot.desk.speaking import Speaker, answer
from bot.desk.talks import Talk, Talks, by_unit
from bot.desk.turning import Turned, Turning
from bot.desk.visitors import Visitor
from bot.render import Press
from bot.wording import Texts
from flows.catalogue import CODES
from flows.dialogue import Expects, Lines, Question, Says, Text
from flows.doors import Door
from flows.events import Asked, Counted, Event, Handed, Pressed, Unusable, Verb
from flows.position import expected, here
from flows.registration.keys import ROSTER
from flows.rules.striking import Numbered, named, read_rows
from storage.unit import Unit

DEEPEST: Final = 3  # doors behind one another; none leads further
MOST_NAMED: Final = 10  # of those taken off a list at once


class Acting:
    """Carries out acts."""

    def __init__(
        self, crowd: Crowd, talks: Talks, turning: Turning, opening: Opening, texts: Texts
    ) -> None:
        self._crowd, self._talks, self._turning = crowd, talks, turning
        self._opening, self._texts = opening, texts

    async def carry_out(self, unit: Unit, visitor: Visitor, act: Act) -> Turned:
        """Carry out an act and go through the doors it leads to.

        Raises:
            Stale: another turn of the same talk was kept first.
        """
        turned = await self._act(unit, visitor, act)
        for _ in range(DEEPEST):
            if turned.leads is None:
                break
            behind = await self._opening.open(unit, turned.visitor, *turned.leads)
            turned = _joined(turned, behind)
        return turned

    async def talk_in_front(self, unit: Unit, visitor: Visitor) -> Talk | None:
        """Return the talk that typed words go to, if there is one."""
        return await self._talks.in_front(unit, visitor)

    async def show_again(self, unit: Unit, visitor: Visitor) -> Turned:
        """Show where somebody stands, after something that was taken before."""
        talk = await self._talks.in_front(unit, visitor)
        if talk is None:
            return await self._opening.open(unit, visitor, Door.MENU, "")
        return await self._turning.show(unit, talk)

    async def _act(  # noqa: PLR0911 - one an act
        self, unit: Unit, visitor: Visitor, act: Act
    ) -> Turned:
        match act:
            case WentThrough():
                return await self._through(unit, visitor, act)
            case PressedButton():
                return await self._pressed(unit, visitor, act)
            case Happened(event):
                return await self._happened(unit, visitor, event)
            case Listed():
                return await self._listed(unit, visitor, act)
            case Struck(word):
                return await self._struck(unit, visitor, word)
            case HandedOver():
                return await self._handed_over(unit, visitor, act)
            case Inquired():
                return await self._inquired(unit, visitor, act)

    async def _through(self, unit: Unit, visitor: Visitor, act: WentThrough) -> Turned:
        # A command says no language, as a button does: what they chose among pages is kept then.
        kept = visitor.chat.language
        wanted = act.language.value if act.language else kept or self._crowd.chosen(visitor.number)
        if wanted is not None and wanted != kept:
            await unit.conversations.speak(visitor.number, wanted)
            visitor = visitor.speaking(wanted)
        return Turned(answer([]), visitor, (act.door, act.word))

    async def _pressed(self, unit: Unit, visitor: Visitor, act: PressedButton) -> Turned:
        press = act.press
        talk = await self._talk_of(unit, visitor, press)
        if talk is None:
            shown = await self.show_again(unit, visitor)
            toast = self._speaker(visitor).plain(Text("control.old_screen"))
            return replace(shown, answered=answer(shown.answered.replies, toast))
        return await self._turning.take(unit, talk, Pressed(press.revision, press.value))

    async def _talk_of(self, unit: Unit, visitor: Visitor, press: Press) -> Talk | None:
        """Find the talk of a button: in front, else a draft, else a correction."""
        flow = CODES.get(press.code, "")
        front = read_slot(visitor.chat.focus or "")
        slots = (front, Slot(flow), Slot(flow, about=press.session))
        for slot in dict.fromkeys(slot for slot in slots if slot.flow == flow):
            talk = await self._talks.load(unit, visitor, slot)
            if talk is not None and talk.session.id == press.session:
                return talk
        return None

    async def _happened(self, unit: Unit, visitor: Visitor, event: Event) -> Turned:
        talk = await self._talks.in_front(unit, visitor)
        if event == Asked(Verb.CANCEL) and not _can_be_cancelled(talk):
            return Turned(answer([]), visitor, (Door.STATUS, ""))
        if talk is None:
            return await self._beside_every_talk(unit, visitor, event)
        return await self._turning.take(unit, talk, event)

    async def _beside_every_talk(self, unit: Unit, visitor: Visitor, event: Event) -> Turned:
        """Answer what belongs to no talk, above the first page."""
        told: list[Reply] = []
        match event:
            case Asked(Verb.LANGUAGE):
                wanted = visitor.language.other().value
                await unit.conversations.speak(visitor.number, wanted)
                visitor = visitor.speaking(wanted)
            case Asked(Verb.HELP):
                told.append(self._speaker(visitor).told(Text("control.help_text")))
            case Unusable(problem):
                told.append(self._speaker(visitor).told(problem))
            case _:
                pass
        return Turned(answer(told), visitor, (Door.MENU, ""))

    async def _listed(self, unit: Unit, visitor: Visitor, act: Listed) -> Turned:
        """Keep the good rows and say what is wrong with the others, below the answer file."""
        talk = await self._asking(unit, visitor, Expects.ROWS)
        if talk is None:
            return await self._happened(unit, visitor, Unusable(Text("control.no_rows_now")))
        judged = act.judged
        counts = await unit.rosters.keep(
            talk.session.id, [employee for _, employee in judged.examined.accepted]
        )
        place = here(talk.flow, talk.session)
        name = place.name if isinstance(place, Question) else ""
        known = by_unit(counts)
        turned = await self._turning.take(
            unit, talk, Counted(name, known, judged.note, judged.bad)
        )
        speaker = self._speaker(visitor)
        before: list[Reply] = [judged.paper] if judged.paper else []
        before += [speaker.told(one) for one in judged.told]
        return replace(turned, answered=answer((*before, *turned.answered.replies)))

    async def _struck(self, unit: Unit, visitor: Visitor, word: str) -> Turned:
        """Take off the list the one employee whom a word names, or several by their numbers."""
        talk = await self._asking(unit, visitor, Expects.ROWS)
        if talk is None:
            return await self._happened(unit, visitor, Unusable(Text("control.no_rows_now")))
        owner = talk.session.id
        rows = [(row.position, row.employee) for row in await unit.rosters.rows(owner)]
        meant = named(rows, word)
        if not meant or (len(meant) > 1 and not read_rows(word)):
            key = "desk.strike_several" if meant else "desk.strike_nobody"
            return await self._turning.take(unit, talk, Unusable(Text(key, {"word": word})))
        if len(meant) == len(rows) > 1:  # that is emptying it, which is asked about first
            return await self._turning.take(unit, talk, Asked(Verb.CLEAR))
        counts = await unit.rosters.remove(owner, [one.nik for _, one in meant])
        known = by_unit(counts)
        return await self._turning.take(unit, talk, Counted(ROSTER.name, known, _struck(meant)))

    async def _handed_over(self, unit: Unit, visitor: Visitor, act: HandedOver) -> Turned:
        talk = await self._asking(unit, visitor, Expects.FILE)
        if talk is None:
            return await self._happened(unit, visitor, Unusable(Text("control.no_file_now")))
        document = act.document
        kept = await unit.files.put(
            talk.session.id,
            document.content,
            media_type=document.media_type,
            at=self._turning.now(),
        )
        return await self._turning.take(unit, talk, Handed(kept.sha256))

    async def _inquired(self, unit: Unit, visitor: Visitor, act: Inquired) -> Turned:
        """Answer a question above the screen somebody stands at."""
        told = await self._crowd.inquire_beside(visitor.number, act.text, act.language)
        if act.spot:
            insist = self._texts.say(Text("desk.insist"), visitor.language)
            told = replace(told, html=f"{told.html}\n\n{insist}")
        shown = await self.show_again(unit, visitor)
        return replace(shown, answered=answer((Told(told), *shown.answered.replies)))

    async def _asking(self, unit: Unit, visitor: Visitor, expects: Expects) -> Talk | None:
        """Return the talk in front if it is asking for such a thing at this moment."""
        talk = await self._talks.in_front(unit, visitor)
        asks = talk is not None and expected(talk.flow, talk.session) is expects
        return talk if asks else None

    def _speaker(self, visitor: Visitor) -> Speaker:
        return Speaker(self._texts, visitor.language)


def _can_be_cancelled(talk: Talk | None) -> bool:
    return talk is not None and talk.session.closed is None and not talk.flow.looks_up


def _struck(meant: Sequence[Numbered]) -> Text:
    """Name whoever was taken off: a wrong number is seen by the names it took."""
    if len(meant) == 1:
        return Text("desk.struck", _numbered(meant[0]))
    lines: list[Says] = [Text("desk.struck_row", _numbered(one)) for one in meant[:MOST_NAMED]]
    if len(meant) > MOST_NAMED:
        lines.append(Text("desk.struck_more", {"more": len(meant) - MOST_NAMED}))
    return Text("desk.struck_rows", {"rows": len(meant), "names": Lines(tuple(lines))})


def _numbered(one: Numbered) -> dict[str, Says]:
    number, employee = one
    return {"row": number, "name": employee.name}


def _joined(before: Turned, behind: Turned) -> Turned:
    replies = (*before.answered.replies, *behind.answered.replies)
    toast = behind.answered.toast or before.answered.toast
    return replace(behind, answered=Answered(replies, toast))
