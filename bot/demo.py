"""The demo: the real house, in front of a Telegram of our own, on a morning of July 2021.

Nothing here stands in for anything of the house: it is the same edge, desk, store and office, with
the simulated Telegram's address and clock.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import SecretStr

from bot import policies
from bot.house import Around, House, open_house, real_time
from bot.made_up import made_up_officers, settle
from bot.made_up_questions import settle_questions
from bot.permits.face import Stamp
from bot.reporting.made_up import seed_inspectors
from bot.settings import OfficeSettings, ReportSettings, Settings, StoreSettings, TelegramSettings
from bot.simulator.faults import Faults
from bot.simulator.people import PERSONAS
from bot.simulator.server import SimulatorServer
from bot.simulator.surroundings import Surroundings
from bot.simulator.world import TOKEN, World
from flows.rules.applications import ApplicationStatus, may_move, withdraw
from flows.rules.promise import day_in_jakarta

MORNING: Final = datetime(2021, 7, 10, 2, 0, tzinfo=UTC)  # nine o'clock in Jakarta
RESET: Final = "reset"
Told = dict[str, object]


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo."""

    address: str
    world: World
    faults: Faults
    house: House


class _Window:
    """A look into a house that is built after the Telegram in front of it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.house: House | None = None

    async def insight(self, chat: int) -> Told:
        return await self.house.insight.of(chat) if self.house else {}

    def office(self) -> str:
        return self.house.office_url if self.house else ""

    def inspection(self) -> str:
        return self.house.inspection_url if self.house else ""

    async def reset(self) -> None:
        if self.house is not None:
            await forget_everybody(self.house, self._world.now())


@asynccontextmanager
async def open_demo(
    data: Path, *, port: int = 0, delivery: Literal["polling", "webhook"] = "polling"
) -> AsyncIterator[Demo]:
    """Run everything in this process, on 127.0.0.1 only; port 0 takes a free one."""
    world, faults = World(_since_morning()), Faults()
    window = _Window(world)
    surroundings = Surroundings(
        insight=window.insight,
        on_reset=window.reset,
        office_url=window.office,
        inspection_url=window.inspection,
    )
    server = SimulatorServer(world, faults=faults, surroundings=surroundings)
    async with server.running(port) as address:
        settings = Settings(
            telegram=TelegramSettings(
                api=address,
                token=SecretStr(TOKEN),
                delivery=delivery,
                webhook_secret=SecretStr(secrets.token_urlsafe(24)),
                listen_port=0,
            ),
            store=StoreSettings(data=data),
            office=OfficeSettings(port=0),
            reports=ReportSettings(port=0, batch_minutes=0),
        )
        around = Around(
            world.now,
            stamp=Stamp.SIMULATION,
            officers=made_up_officers(),
            inspectors=await seed_inspectors(settings, day_in_jakarta(world.now())),
        )
        async with open_house(settings, around) as house:
            await settle(house.database, policies.load(), around.officers, world.now())
            await settle_questions(house.database, world.now())
            window.house = house
            running = asyncio.create_task(house.run())
            is_ready = asyncio.create_task(house.edge.ready.wait())
            await asyncio.wait({running, is_ready}, return_when=asyncio.FIRST_COMPLETED)
            try:
                yield Demo(address, world, faults, house)
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running


async def forget_everybody(house: House, now: datetime) -> None:
    """Make every visitor new again: no conversation goes on, no application stays open."""
    for persona in PERSONAS:
        await house.reporting.counter.forget(persona.chat_id)
    async with house.database.unit() as unit:
        for persona in PERSONAS:
            await unit.conversations.forget_chat(persona.chat_id)
            for one in await unit.applications.of_chat(persona.chat_id):
                if may_move(one.status, ApplicationStatus.WITHDRAWN):
                    await unit.applications.move(one, withdraw(one), by=RESET, at=now)


def _since_morning() -> Callable[[], datetime]:
    began = real_time()

    def clock() -> datetime:
        return MORNING + (real_time() - began)

    return clock
