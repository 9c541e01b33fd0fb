"""Serves the office on this machine; where officers are elsewhere, behind a proxy with TLS."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web

from bot.office.house import OfficeHouse
from bot.office.routes import office

HOST: Final = "127.0.0.1"
STOP_SECONDS: Final = 2.0


@asynccontextmanager
async def serving(house: OfficeHouse, port: int) -> AsyncIterator[str]:
    """Serve the office and give its address on this machine; port 0 takes a free one."""
    runner = web.AppRunner(office(house), access_log=None, shutdown_timeout=STOP_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
