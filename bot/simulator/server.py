"""A Bot API server of our own, to which the real edge connects without knowing.

One address serves the bot (`/bot<token>/<method>`), its files, the page for people (`/`) and
the control API that page, terminal and transcripts share (`/sim/...`).
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final

from aiohttp import web

from bot.simulator.control import Control
from bot.simulator.events import CLOSING
from bot.simulator.faults import Faults
from bot.simulator.files import UPLOAD_BYTES
from bot.simulator.guarding import only_from_here
from bot.simulator.methods import carry_out
from bot.simulator.page_files import page_routes
from bot.simulator.pushing import Pusher
from bot.simulator.refusals import Dropped, Refused, envelope
from bot.simulator.requests import read_call
from bot.simulator.surroundings import Surroundings
from bot.simulator.world import TOKEN, World

HOST: Final = "127.0.0.1"
STOP_SECONDS: Final = 0.5


class SimulatorServer:
    """Telegram in this process."""

    def __init__(
        self,
        world: World,
        token: str = TOKEN,
        faults: Faults | None = None,
        *,
        surroundings: Surroundings | None = None,
        first_wait: float = 1.0,
    ) -> None:
        self.world = world
        self.faults = Faults() if faults is None else faults
        self._token = token
        self._control = Control(world, self.faults, surroundings or Surroundings())
        self._pusher = Pusher(world, self.faults, first_wait=first_wait)

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Return every route, to be added to an application."""
        return (
            web.route("*", "/bot{token}/{method}", self._answer_call),
            web.get("/file/bot{token}/{path:.+}", self._give_file),
            *self._control.routes(),
            *page_routes(),
        )

    def application(self) -> web.Application:
        """Return an application with all routes, closed to other machines and sites."""
        application = web.Application(
            middlewares=[only_from_here], client_max_size=UPLOAD_BYTES + (1 << 20)
        )
        application.add_routes(self.routes())
        application.cleanup_ctx.append(self.pushing)
        application.on_shutdown.append(self.say_goodbye)
        return application

    async def pushing(self, application: web.Application) -> AsyncIterator[None]:
        """Push updates to the webhook while the application runs."""
        del application
        task = asyncio.create_task(self._pusher.run())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def say_goodbye(self, application: web.Application) -> None:
        """Let go of those who wait for the next event, so that stopping takes no time."""
        del application
        self.world.inbox.close()
        self.world.wire.tell(CLOSING, 0, {})

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator[str]:
        """Serve on this machine only and give the address; port 0 takes a free one."""
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=STOP_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, port).start()
            yield f"http://{HOST}:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()

    async def _answer_call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._token:
            return _response(envelope(Refused(401, "Unauthorized")))
        try:
            params = await read_call(request)
        except Refused as refusal:
            return _response(envelope(refusal))
        try:
            method = request.match_info["method"]
            return _response(await carry_out(self.world, self.faults, method, params))
        except Dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=504)

    async def _give_file(self, request: web.Request) -> web.StreamResponse:
        file = self.world.shelf.by_path.get(request.match_info["path"])
        if request.match_info["token"] != self._token or file is None:
            return _response(envelope(Refused(404, "Not Found")))
        return web.Response(body=io.BytesIO(file.data), content_type="application/octet-stream")


def _response(answer: dict[str, object]) -> web.Response:
    code = answer.get("error_code", 200)
    return web.json_response(answer, status=code if isinstance(code, int) else 200)
