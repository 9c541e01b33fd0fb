"""The real service in a process of its own, in front of a Telegram of ours, to be killed at will.

Everything it writes lands under one folder: data, logs, temporary files, whatever it leaves in its
working directory or at home.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import secrets
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientError, ClientSession, web
from typing_extensions import override

from bot.house import real_time
from bot.reporting.made_up import seed_inspectors
from bot.settings import ReportSettings, Settings, StoreSettings
from bot.simulator.people import Persona
from bot.simulator.remote import Remote
from bot.simulator.server import SimulatorServer
from bot.simulator.updates import Inbox
from bot.simulator.world import TOKEN, World
from bot.telegram_edge.intake import SECRET_HEADER

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
FIRST_MESSAGE = 5_000_000_000  # numbers that are found again wherever they lie
FIRST_UPDATE = 6_000_000_000


@dataclass
class Served:
    """A running service: one process, or several behind something that takes turns."""

    folder: Path
    environments: Sequence[Mapping[str, str]]
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)
    runs: int = 0

    @property
    def pages(self) -> str:
        """Return the address of the inspectors' pages of the first process."""
        return f"http://127.0.0.1:{self.environments[0]['STRP_REPORTS__PORT']}"

    async def start(self) -> None:
        """Start the service and wait until every process answers."""
        self.processes = [await self._started(one) for one in self.environments]
        async with ClientSession() as client:
            for environment in self.environments:
                await self._answers(client, int(environment["STRP_REPORTS__PORT"]))

    async def kill(self) -> None:
        """Kill it where it stands; nothing of it gets to say goodbye."""
        for process in self.processes:
            if process.returncode is None:
                process.kill()
            await process.wait()

    def logs(self) -> str:
        return "".join(file.read_text("utf-8") for file in (self.folder / "logs").iterdir())

    async def _started(self, environment: Mapping[str, str]) -> asyncio.subprocess.Process:
        self.runs += 1
        with (self.folder / "logs" / f"service-{self.runs}.log").open("wb") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve",
                cwd=self.folder / "cwd", env=dict(environment), stdout=log, stderr=log,
            )  # fmt: skip

    async def _answers(self, client: ClientSession, port: int) -> None:
        for _ in range(PATIENCE * 20):
            assert all(one.returncode is None for one in self.processes), self.logs()
            with suppress(ClientError):
                async with client.get(f"http://127.0.0.1:{port}/login"):
                    return
            await asyncio.sleep(0.05)
        raise AssertionError(self.logs())


class NotingInbox(Inbox):
    """An inbox that remembers whose every update was; Telegram's forgets once they are taken."""

    def __init__(self) -> None:
        super().__init__(real_time, next_id=FIRST_UPDATE)
        self.whose: list[tuple[int, int]] = []

    @override
    def put(self, kind, body, queue):
        update = super().put(kind, body, queue)
        message = body.get("message", body)
        chat = (message.get("chat") or body.get("from") or {}).get("id", 0)
        if update is not None:
            self.whose.append((update.update_id, chat))
        return update


@dataclass
class Place:
    """A town with a service in it, and everybody who lives there."""

    world: World
    inbox: NotingInbox
    remote: Remote
    served: Served
    people: list[Persona] = field(default_factory=list)


def a_free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def made_up_people(count: int, name) -> list[Persona]:
    """Make people up; their names are words that stand nowhere else."""
    return [
        Persona(
            key=name(),
            chat_id=7_000_000_000 + secrets.randbelow(2_900_000_000),
            first_name=name().title(),
            last_name=name().title(),
            phone="+62812000" + f"{number:05}",
        )
        for number in range(count)
    ]


@asynccontextmanager
async def a_served_place(
    folder: Path, people: list[Persona], processes: int = 1, **settings: str
) -> AsyncIterator[Place]:
    """Run the service with two inspectors enrolled; ``settings`` are environment variables.

    Several processes take Telegram's updates in turn.
    """
    for part in ("data", "cwd", "tmp", "logs", "home"):
        (folder / part).mkdir()
    await seed_inspectors(
        Settings(
            store=StoreSettings(data=folder / "data"),
            reports=ReportSettings(url=settings.get("STRP_REPORTS__URL", "")),
        ),
        real_time().date(),
    )
    world = World(real_time, personas=people)
    world._next_message, world.inbox = FIRST_MESSAGE, (inbox := NotingInbox())
    server = SimulatorServer(world)
    listeners = [a_free_port() for _ in range(processes)]
    async with (
        server.running() as address,
        ClientSession() as client,
        taking_turns(client, listeners) as front,
    ):
        common = _environment(folder, address, front, settings)
        served = Served(folder, [common | _ports(listener) for listener in listeners])
        await served.start()
        try:
            yield Place(world, inbox, Remote(client, address), served, people)
        finally:
            await served.kill()


@asynccontextmanager
async def taking_turns(client: ClientSession, ports: Sequence[int]) -> AsyncIterator[str]:
    """Stand before several processes, and bring each update to the next of them."""
    turns = itertools.cycle(ports)

    async def bring(request: web.Request) -> web.Response:
        try:
            async with client.post(
                f"http://127.0.0.1:{next(turns)}{request.path}",
                data=await request.read(),
                headers={name: request.headers[name] for name in ("Content-Type", SECRET_HEADER)},
            ) as answer:
                body, kind = await answer.read(), answer.content_type
                return web.Response(status=answer.status, body=body, content_type=kind)
        except ClientError:
            return web.Response(status=502)

    app = web.Application()
    app.router.add_post("/{path:.*}", bring)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _ports(listener: int) -> dict[str, str]:
    return {
        "STRP_TELEGRAM__LISTEN_PORT": str(listener),
        "STRP_REPORTS__PORT": str(a_free_port()),
    }


def _environment(
    folder: Path, telegram: str, front: str, settings: Mapping[str, str]
) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "STRP_TELEGRAM__API": telegram,
        "STRP_TELEGRAM__TOKEN": TOKEN,
        "STRP_TELEGRAM__WEBHOOK_URL": front,
        "STRP_TELEGRAM__WEBHOOK_SECRET": secrets.token_urlsafe(24),
        "STRP_STORE__DATA": str(folder / "data"),
        "STRP_OFFICE__PORT": "0",
        "STRP_REPORTS__BATCH_MINUTES": "0",
        **settings,
    }
