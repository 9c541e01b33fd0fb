"""How fast the simulated Telegram is: a person writes, the bot polls and answers."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta

from aiohttp import ClientSession

from bot.simulator.remote import Remote
from bot.simulator.server import SimulatorServer
from bot.simulator.world import TOKEN, World

TURNS = 500
_START = datetime(2021, 7, 5, tzinfo=UTC)


def _clock() -> datetime:
    return _START + timedelta(seconds=time.monotonic())


async def _turn(client: ClientSession, base: str, remote: Remote, offset: int) -> int:
    await remote.act("say", chat="siti", text="halo")
    query = {"offset": offset, "timeout": 5}
    async with client.post(f"{base}/bot{TOKEN}/getUpdates", json=query) as answer:
        update = (await answer.json())["result"][0]
    sent = {
        "chat_id": update["message"]["chat"]["id"],
        "text": "<b>halo</b>",
        "parse_mode": "HTML",
    }
    async with client.post(f"{base}/bot{TOKEN}/sendMessage", json=sent) as answer:
        assert (await answer.json())["ok"]
    return update["update_id"] + 1


async def measure() -> dict[str, float]:
    """Return seconds and rates of sequential turns (three requests each)."""
    server = SimulatorServer(World(_clock))
    async with server.running() as base, ClientSession() as client:
        remote, offset, times = Remote(client, base), 0, []
        for _ in range(TURNS):
            began = time.perf_counter()
            offset = await _turn(client, base, remote, offset)
            times.append(time.perf_counter() - began)
    times.sort()
    return {
        "turns": TURNS,
        "median_ms": round(times[TURNS // 2] * 1000, 2),
        "p99_ms": round(times[TURNS * 99 // 100] * 1000, 2),
        "turns_per_second": round(TURNS / sum(times), 1),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure())))
