"""What a reporter is told after handing in: sent, the status and questions, added, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reporting.desk import Followed, ReportDesk
from bot.reporting.dialogue import Line
from flows.dialogue import Answers, Text
from flows.effects import Effect, Tell
from flows.reporting.follow_up import ADDED, HELD_RECEIPT, WISH, Wish
from flows.rules.cases import ENDS, CaseStatus, Measure, may_move
from storage.reports.envelopes import Direction


@dataclass(frozen=True, slots=True)
class Looked:
    """How a case stands, in words, whether it has ended, and can be withdrawn no more."""

    told: Sequence[Effect]
    is_over: bool
    is_fixed: bool


class Answering:
    """Carries out what a reporter hands in, and says what came of it."""

    def __init__(self, desk: ReportDesk) -> None:
        self._desk = desk

    async def is_read(self) -> bool:
        """Tell whether anybody is there who could read a report; asked before it is written."""
        return await self._desk.is_read()

    async def report(self, answers: Answers, photo: bytes | None) -> Sequence[Effect]:
        """Hand in a report; the ending of the conversation says that it is sent."""
        await self._desk.submit(answers, photo)
        return ()

    async def look(self, receipt: str) -> Looked:
        """Say how the case of a receipt stands, and what was said in it.

        Raises:
            Busy, Unknown: as at the desk.
        """
        followed = await self._desk.look(receipt)
        return Looked(
            told(followed), is_over=followed.status in ENDS, is_fixed=is_fixed(followed.status)
        )

    async def follow_up(self, answers: Answers) -> Sequence[Effect]:
        """Do what the holder of a receipt wishes."""
        receipt = answers.get(HELD_RECEIPT) or ""
        match Wish(answers.get(WISH) or ""):
            case Wish.STATUS:
                return (await self.look(receipt)).told
            case Wish.ADD:
                await self._desk.add(receipt, answers.get(ADDED) or "")
                return (Tell(Text("follow_up.added_done")),)
            case Wish.WITHDRAW:
                await self._desk.withdraw(receipt)
                return (Tell(Text("follow_up.withdrawn")),)


def told(followed: Followed) -> tuple[Tell, ...]:
    """Word the status and the dialogue of a case."""
    status = Text(f"cases.status.{followed.status}")
    heads = (Tell(Text("follow_up.status", {"status": status})), *_outcome(followed))
    questions = any(line.direction is Direction.TO_REPORTER for line in followed.lines)
    is_over = followed.status in ENDS
    is_settled = questions or is_over
    none_yet = () if is_settled else (Tell(Text("follow_up.no_questions")),)
    warned = (Tell(Text("follow_up.never_who")),) if questions and not is_over else ()
    fixed = (Tell(Text("follow_up.fixed")),) if not is_over and is_fixed(followed.status) else ()
    return (*heads, *fixed, *map(_said, followed.lines), *none_yet, *warned)


def is_fixed(status: CaseStatus) -> bool:
    """Tell whether a case can be withdrawn no more."""
    return not may_move(status, CaseStatus.WITHDRAWN)


def _outcome(followed: Followed) -> tuple[Tell, ...]:
    """Say in a sentence what came of a case; of a withdrawn one the status says it."""
    match followed.status:
        case CaseStatus.CLOSED:
            return (Tell(Text(f"follow_up.outcome.{followed.measure or Measure.NONE}")),)
        case CaseStatus.REFUSED if followed.reason:
            reason = Text(f"cases.reason.{followed.reason}")
            return (Tell(Text("follow_up.refused", {"reason": reason})),)
        case _:
            return ()


def _said(line: Line) -> Tell:
    asked = line.direction is Direction.TO_REPORTER
    return Tell(Text(f"follow_up.{'question' if asked else 'own'}", {"words": line.words}))
