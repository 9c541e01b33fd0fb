"""Notices in words: what we owe somebody, written when it is sent and not when it was promised.

A notice keeps a reference and codes, nothing more. Whatever else it tells (an officer's note, why
a row was refused) is read from the sealed application at the moment it is sent.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Final

from bot.delivery import Paper, Reply, Told
from bot.permits.papers import Papers
from bot.render import Button, Message
from bot.wording import Texts
from flows.dialogue import Lines, Says, Text
from flows.doors import Door, Way, write_way
from flows.language import Language, read_language
from flows.rules.applications import RowDecision
from flows.rules.notices import Notice
from flows.rules.policy import Policies
from storage.unit import Unit

MOST_ROWS: Final = 15  # refused rows told in the chat; the overview lists them all
DOOR_OF: Final = {
    "handed_in": Door.STATUS,
    "returned": Door.CORRECTION,
    "refused": Door.RESUBMISSION,
    "issued": Door.STATUS,
    "renewed": Door.STATUS,
    "reopened": Door.STATUS,
    "rejudged": Door.STATUS,
}
FEW: Final = 3  # permits up to which each comes as a picture of its own, ready to be shown


class Notices:
    """Words notices; ``papers`` draws the permits of an application."""

    def __init__(self, texts: Texts, policies: Policies, papers: Papers) -> None:
        self._texts, self._policies, self._papers = texts, policies, papers

    async def read(self, unit: Unit, notice: Notice) -> tuple[Message, Language]:
        """Word a notice for its chat, as things stand now."""
        chat = await unit.conversations.chat(notice.chat)
        language = read_language(chat.language)
        says = Text(notice.key, await self._places(unit, notice))
        parts: list[Says] = [says]
        if notice.kind == "issued":
            parts += await self._refused_rows(unit, str(notice.args["reference"]))
        html = self._texts.say(Lines(tuple(parts)), language)
        return Message(html, self._buttons(notice, language)), language

    async def replies(
        self, notice: Notice, message: Message, language: Language
    ) -> AsyncIterator[Reply]:
        """Yield what goes out, one after the other: papers first, then the words below them."""
        if notice.kind == "issued":
            async for paper in self._permits(str(notice.args["reference"]), language):
                yield paper
        yield Told(message)

    async def _permits(self, reference: str, language: Language) -> AsyncIterator[Paper]:
        async for bundle in self._papers.bundles(reference, language):
            yield bundle
        yield await self._papers.overview(reference, language)
        async for card in self._papers.cards(reference, at_most=FEW):
            yield card

    async def _places(self, unit: Unit, notice: Notice) -> dict[str, Says]:
        places: dict[str, Says] = dict(notice.args)
        if "due" in notice.args:
            places["due"] = datetime.fromisoformat(str(notice.args["due"]))
        for day in ("until", "since"):
            if day in notice.args:
                places[day] = date.fromisoformat(str(notice.args[day]))
        if notice.kind == "lapsed":
            places["since"] = self._policies.procedure.permits_end
        if notice.args.get("evidence"):
            places["evidence"] = self._evidence(str(notice.args["evidence"]))
        if "reason" in notice.args:
            places["reason"] = self._reason(str(notice.args["reason"]))
        if notice.kind == "issued":
            places["refused"] = _some_refused(notice)
        if notice.kind in {"returned", "refused"}:
            application = await unit.applications.get(str(notice.args["reference"]))
            places["note"] = application.note
        return places

    def _reason(self, code: str) -> Says:
        known = self._policies.procedure.reasons.get(code)
        return known.names if known else code

    def _evidence(self, codes: str) -> Says:
        known = self._policies.procedure.evidence
        return Lines(tuple(Text("notice.evidence", {"it": known[one]}) for one in codes.split()))

    async def _refused_rows(self, unit: Unit, reference: str) -> list[Says]:
        refused = await unit.rosters.positions(reference, RowDecision.REFUSED)
        if not refused:
            return []
        lines: list[Says] = [
            Text(
                "notice.refused_row",
                {
                    "row": row.position,
                    "name": row.employee.name,
                    "reason": self._reason(row.reason or ""),
                },
            )
            for row in await unit.rosters.at(reference, refused[:MOST_ROWS])
        ]
        if len(refused) > MOST_ROWS:
            lines.append(Text("notice.more_rows", {"more": len(refused) - MOST_ROWS}))
        return ["", Text("notice.refused_rows", {"rows": Lines(tuple(lines))})]

    def _buttons(self, notice: Notice, language: Language) -> tuple[tuple[Button, ...], ...]:
        doors = [DOOR_OF[notice.kind]] if notice.kind in DOOR_OF else []
        if notice.kind == "issued" and notice.args.get("refused"):
            doors.insert(0, Door.RESUBMISSION)
        word = str(notice.args.get("reference", ""))
        return tuple(
            (
                Button(
                    self._texts.plain(Text(f"notice.button.{door}"), language),
                    write_way(Way(door, language, word)),
                ),
            )
            for door in doors
        )


def _some_refused(notice: Notice) -> Says:
    refused = notice.args.get("refused")
    return Text("notice.some_refused", {"refused": refused}) if refused else ""
