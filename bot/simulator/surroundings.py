"""What stands around the simulated Telegram: the house that the page looks into."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.simulator.messages import Json


async def _knows_nothing(chat_id: int) -> Json:
    del chat_id
    return {}


async def _forgets_nothing() -> None:
    return


async def _judges_nothing(chat_id: int, verdict: str, reason: str, note: str) -> bool:
    del chat_id, verdict, reason, note
    return False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Windows into the house; each has a harmless default.

    `insight` tells what the house knows about a chat (flow, step, answers, promise and so on,
    personal data masked); `on_reset` makes the house forget when a visitor begins anew; `judge`
    has an officer approve, return or refuse what a chat handed in, and tells whether one could;
    `office_url` and `inspection_url` give the addresses of the officers' pages, once there.
    """

    insight: Callable[[int], Awaitable[Json]] = _knows_nothing
    on_reset: Callable[[], Awaitable[None]] = _forgets_nothing
    judge: Callable[[int, str, str, str], Awaitable[bool]] = _judges_nothing
    office_url: Callable[[], str] = lambda: ""
    inspection_url: Callable[[], str] = lambda: ""
