"""The assistant itself: the whole house as ``strp serve`` opens it, on a day of July 2021."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from pydantic import SecretStr

from benchmarks.crowd.dialogue import NOON
from bot.house import Around, open_house
from bot.logs import set_up_logs
from bot.settings import OfficeSettings, ReportSettings, Settings, StoreSettings, TelegramSettings


def clock() -> datetime:
    """Return the time, counted from a noon under the rules that the dialogue is about."""
    return NOON + timedelta(seconds=monotonic() - BEGAN)


def settings() -> Settings:
    """Return the defaults, but for where Telegram is and where things lie."""
    return Settings(
        telegram=TelegramSettings(
            api=os.environ["CROWD_API"],
            token=SecretStr(os.environ["CROWD_TOKEN"]),
            delivery="webhook",
            webhook_secret=SecretStr(os.environ["CROWD_SECRET"]),
            listen_port=int(os.environ["CROWD_PORT"]),
        ),
        store=StoreSettings(data=Path(os.environ["CROWD_FOLDER"])),
        office=OfficeSettings(port=0),
        reports=ReportSettings(port=0),
    )


async def main() -> None:
    """Serve until stopped."""
    async with open_house(settings(), Around(clock)) as house:
        await house.run()


BEGAN = monotonic()
if __name__ == "__main__":
    set_up_logs()
    asyncio.run(main())
