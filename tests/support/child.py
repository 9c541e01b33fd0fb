"""A house in a process of its own, that may be killed: ``python -m tests.support.child``.

It talks to the simulated Telegram at an address and keeps its store in a folder; its clock is that
of the demo, so that the rules of July 2021 speak.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.demo import MORNING
from bot.house import Around, open_house, real_time
from bot.logs import set_up_logs
from bot.settings import Settings, StoreSettings, TelegramSettings
from bot.simulator.world import TOKEN


async def main(api: str, data: str, shift: str) -> None:
    settings = Settings(
        telegram=TelegramSettings(api=api, token=SecretStr(TOKEN)),
        store=StoreSettings(data=Path(data)),
    )
    offset = timedelta(seconds=float(shift))
    async with open_house(settings, Around(lambda: real_time() + offset)) as house:
        await house.run()


def shift_to_morning() -> float:
    """Return how many seconds lie between now and the morning of the demo."""
    return (MORNING - real_time()).total_seconds()


if __name__ == "__main__":
    set_up_logs()
    asyncio.run(main(*sys.argv[1:]))
