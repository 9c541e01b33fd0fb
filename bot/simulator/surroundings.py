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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Windows into the house; each has a harmless default.

    `insight` tells what the house knows about a chat (flow, step, answers, promise and so on,
    personal data masked); `on_reset` makes the house forget when a visitor begins anew;
    `office_url` and `inspection_url` give the addresses of the officers' pages, once there.
    """

    insight: Callable[[int], Awaitable[Json]] = _knows_nothing
    on_reset: Callable[[], Awaitable[None]] = _forgets_nothing
    office_url: Callable[[], str] = lambda: ""
    inspection_url: Callable[[], str] = lambda: ""
