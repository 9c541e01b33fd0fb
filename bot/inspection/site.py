"""The site of the inspectors: what it is given, and every page it has."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bot.inspection.acting import Acts
from bot.inspection.batching import Batch
from bot.inspection.comparing import Comparing
from bot.inspection.entering import Entering
from bot.inspection.files import static_routes
from bot.inspection.guarding import Guard
from bot.inspection.logins import Logins
from bot.inspection.ordering import Orders
from bot.inspection.pages import Pages
from bot.inspection.reading import Reading
from bot.inspection.views import CaseViews
from bot.registry import RegisterLookup
from bot.reporting.opening import Reporting
from bot.reporting.ordering import OrderDesk
from bot.wording import Texts

HOST: Final = "127.0.0.1"
MOST_BODY: Final = 128 * 1024
STOP_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages stand on; ``shown`` are logins of a demo, offered on its first page."""

    reporting: Reporting
    register: RegisterLookup
    texts: Texts
    batch_minutes: int
    public_url: str
    shown: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def inspection(site: Site) -> web.Application:
    """Return the application of the inspectors' pages."""
    reporting, house = site.reporting, site.reporting.house
    logins = Logins(house.store, reporting.folder, clock=house.clock, random=house.random)
    pages = Pages(site.texts)
    guard = Guard(logins, pages, site.public_url)
    orders = OrderDesk(reporting.inspectors)
    batch = Batch(house.store, site.batch_minutes, clock=house.clock, random=house.random)
    views = CaseViews(reporting.inspectors, orders, reporting.closing, site.register, batch)
    app = web.Application(client_max_size=MOST_BODY, middlewares=guard.middlewares())
    app.add_routes(static_routes())
    app.add_routes(Entering(logins, pages, guard, site.shown).routes())
    app.add_routes(Reading(reporting, views, batch, pages).routes())
    app.add_routes(Acts(reporting, views, pages).routes())
    app.add_routes(Comparing(reporting.inspectors, site.register, views, pages).routes())
    app.add_routes(Orders(orders, views, pages).routes())
    return app


@asynccontextmanager
async def listening(app: web.Application, port: int) -> AsyncIterator[str]:
    """Serve on this machine only and give the address; port 0 takes a free one."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
