"""Whoever polls and whoever pushes wait at the same inbox; neither may sleep through what the other saw."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from bot.simulator.faults import Faults
from bot.simulator.pushing import Pusher
from bot.simulator.world import World
from tests.bot.simulator.town import SITI, real_time

MOMENTS = range(12)  # how far the poll has come when something arrives
PATIENCE = 5  # seconds; it comes at once or, slept through, not before the poll ends


@pytest.mark.parametrize("moment", MOMENTS)
async def test_an_update_reaches_a_poll_at_whatever_moment_it_arrives(moment: int) -> None:
    world = World(real_time)
    pusher = asyncio.create_task(Pusher(world, Faults()).run())
    await asyncio.sleep(0.01)
    poll = asyncio.create_task(world.inbox.poll(0, 100, PATIENCE * 2))
    for _ in range(moment):
        await asyncio.sleep(0)
    world.inbox.put("message", {"text": "halo"}, f"chat-{SITI}")
    updates = await asyncio.wait_for(poll, PATIENCE)
    assert [update.kind for update in updates] == ["message"]
    pusher.cancel()
    with suppress(asyncio.CancelledError):
        await pusher
