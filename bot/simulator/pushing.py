"""Pushes updates to the bot's webhook as Telegram does.

Order holds within a queue (a chat's messages, a person's presses) and not between queues; what
is not answered with 2xx comes again, later each time, or when `Retry-After` says.
"""

from __future__ import annotations

import asyncio
import json
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.simulator.faults import Faults
from bot.simulator.messages import Json
from bot.simulator.methods import carry_out
from bot.simulator.params import Params
from bot.simulator.refusals import Dropped
from bot.simulator.updates import Update
from bot.simulator.world import Webhook, World

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
LONGEST_WAIT: Final = 60.0
LONGEST_RETRY_AFTER: Final = 3600.0
ANSWER_SECONDS: Final = 60.0


class Pusher:
    """Delivers the inbox while a webhook is set; `first_wait` is the first retry, in seconds."""

    def __init__(self, world: World, faults: Faults, *, first_wait: float = 1.0) -> None:
        self._world = world
        self._faults = faults
        self._first_wait = first_wait
        self._busy: set[str] = set()

    async def run(self) -> None:
        """Push until cancelled."""
        timeout = ClientTimeout(total=ANSWER_SECONDS)
        async with ClientSession(timeout=timeout) as client, asyncio.TaskGroup() as tasks:
            while True:
                seen = self._world.inbox.arrived.number
                while (update := self._next()) is not None:
                    self._busy.add(update.queue)
                    tasks.create_task(self._deliver(client, update))
                await self._world.inbox.arrived.after(seen)

    def _next(self) -> Update | None:
        hook = self._world.webhook
        if not hook.url or len(self._busy) >= hook.max_connections:
            return None
        self._world.inbox.drop_expired()
        waiting = self._world.inbox.waiting
        return next((update for update in waiting if update.queue not in self._busy), None)

    async def _deliver(self, client: ClientSession, update: Update) -> None:
        wait = self._first_wait
        try:
            while update in self._world.inbox.waiting and self._world.webhook.url:
                asked = await self._push(client, update)
                if asked is None:
                    self._world.inbox.remove(update)
                    return
                await asyncio.sleep(asked or wait)
                wait = min(wait * 2, LONGEST_WAIT)
        finally:
            self._busy.discard(update.queue)
            self._world.inbox.arrived.ring()

    async def _push(self, client: ClientSession, update: Update) -> float | None:
        """Push once; None when it arrived, else the seconds that the bot asked us to wait."""
        hook = self._world.webhook
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            async with client.post(hook.url, json=update.written(), headers=headers) as answer:
                if answer.ok:
                    await self._ride_back(answer)
                    return None
                self._fail(hook, f"Wrong response from the webhook: {answer.status}")
                return _retry_after(answer)
        except (ClientError, TimeoutError, OSError) as error:
            self._fail(hook, f"Connection failed: {type(error).__name__}")
            return 0.0

    def _fail(self, hook: Webhook, words: str) -> None:
        hook.last_error = words
        hook.last_error_date = self._world.stamp()

    async def _ride_back(self, answer: ClientResponse) -> None:
        """Carry out the call that came in the answer; nobody learns how it went."""
        called = _called(answer.content_type, await answer.text())
        method = str(called.pop("method", ""))
        if method and not method.lower().startswith("get"):
            try:
                await carry_out(self._world, self._faults, method, Params(called))
            except Dropped:
                return


def _called(content_type: str, body: str) -> Json:
    if content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body))
    try:
        parsed = json.loads(body) if body else {}
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _retry_after(answer: ClientResponse) -> float:
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked), LONGEST_RETRY_AFTER) if asked.isdigit() else 0.0
