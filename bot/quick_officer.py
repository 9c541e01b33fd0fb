"""The quick officer of the demo: judges what a chat handed in, as the pages of officers would.

So a conversation that was written down can go on to its outcome without anybody at the office.
"""

from __future__ import annotations

from typing import Final

from bot.judging import InHand, Judging
from flows.rules.applications import Application, ApplicationStatus
from flows.rules.officers import Officer, Role

FIRST: Final = Officer("rina", frozenset({Role.VERIFIER}))
SECOND: Final = Officer("agus", frozenset({Role.VERIFIER}))
APPROVE: Final = "approve"
RETURN: Final = "return"
REFUSE: Final = "refuse"
VERDICTS: Final = frozenset({APPROVE, RETURN, REFUSE})


async def judge_latest(judging: Judging, chat: int, verdict: str, reason: str, note: str) -> bool:
    """Judge what a chat handed in last; False where nothing waits or no such verdict is known.

    What needs a second pair of eyes gets it.
    """
    async with judging.database.reading() as unit:
        own = await unit.applications.of_chat(chat)
    waiting = [one for one in own if one.status is ApplicationStatus.SUBMITTED]
    if not waiting or verdict not in VERDICTS:
        return False
    hand = await _taken(judging, FIRST, waiting[0].reference)
    judged = await _judged(judging, hand, verdict, reason, note)
    if judged.status is ApplicationStatus.SECOND_LOOK:
        await judging.confirm(await _taken(judging, SECOND, judged.reference))
    return True


async def _taken(judging: Judging, officer: Officer, reference: str) -> InHand:
    claimed = await judging.claim(officer, reference)
    return InHand(officer, reference, claimed.version)


async def _judged(
    judging: Judging, hand: InHand, verdict: str, reason: str, note: str
) -> Application:
    if verdict == APPROVE:
        return await judging.approve(hand)
    if verdict == RETURN:
        return await judging.send_back(hand, reason, note=note)
    return await judging.refuse(hand, reason, note=note)
