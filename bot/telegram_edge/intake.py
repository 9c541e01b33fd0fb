"""Takes updates in: by long polling or by webhook, each acknowledged only once it was kept.

Order is kept within a chat; chats do not wait for one another. An update that could not be
kept is not acknowledged, and Telegram brings it again.
"""

from __future__ import annotations

import asyncio
import hmac
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

import msgspec
import structlog
from telegram.error import TelegramError

from bot.delivery import Answered, Blocked, Delivery, Later, NotKept, Reached, Receiver
from bot.lately import Lately
from bot.telegram_edge.courier import Courier
from bot.telegram_edge.front import Request, Response, Take
from bot.telegram_edge.late import LateAnswers
from bot.telegram_edge.reading import KINDS, read_update
from bot.telegram_edge.request import AiohttpRequest

log = structlog.get_logger(__name__)
POLL_SECONDS: Final = 25
PAUSE_SECONDS: Final = 1.0
EXCUSED_SECONDS: Final = 60.0
MOST_EXCUSED: Final = 10_000
PATH: Final = "/telegram"
SECRET_HEADER: Final = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name


class Intake:
    """Hands updates to the desk and its answers to the courier."""

    def __init__(self, receiver: Receiver, courier: Courier) -> None:
        self._receiver, self._courier = receiver, courier
        self.late = LateAnswers(courier)
        self._excused: Lately[int, float] = Lately(MOST_EXCUSED)

    async def take(self, delivery: Delivery, *, rides: bool = False) -> dict[str, object] | None:
        """Take one delivery in and answer it.

        Where ``rides`` is set, a call that may travel back in the answer to the update is
        returned instead of being made.

        Raises:
            NotKept: the desk could not keep it.
        """
        try:
            answered = await self._receiver.receive(delivery, self._courier.fetch)
        except NotKept:
            log.warning("update not kept", update=delivery.update)
            await self._excuse(delivery)
            raise
        if rides and (call := self._courier.ride(delivery, answered)):
            return call
        await self._answer(delivery, answered)
        return None

    async def _answer(self, delivery: Delivery, answered: Answered) -> None:
        self.late.forget(delivery.chat)
        try:
            await self._courier.answer(delivery, answered)
        except Blocked:
            gone = Delivery(-delivery.update, delivery.chat, None, Reached(reachable=False))
            await self._receiver.receive(gone, self._courier.fetch)
        except Later as wait:
            self.late.keep(delivery, answered, wait.seconds)
        except TelegramError as error:
            # A screen can always be shown again: it is derived, never owed. Whose it was is not
            # written down, for it may have been a reporter's.
            log.warning("reply not sent", kind=type(error).__name__)

    async def _excuse(self, delivery: Delivery) -> None:
        """Tell a person that we know, once a while: the same update comes again and again."""
        now = time.monotonic()
        if now - self._excused.get(delivery.chat, -EXCUSED_SECONDS) < EXCUSED_SECONDS:
            return
        self._excused[delivery.chat] = now
        with suppress(Blocked, Later, TelegramError):
            await self._courier.answer(delivery, self._receiver.excuse(delivery))


async def poll(intake: Intake, request: AiohttpRequest, api: str) -> None:
    """Poll for updates until cancelled; ``api`` is the server's address up to the token."""
    offset = 0
    while True:
        try:
            updates = await request.call(
                f"{api}/getUpdates",
                {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": list(KINDS)},
                seconds=POLL_SECONDS + 10,
            )
            offset = await _take_all(intake, updates, offset)
        except TelegramError as error:
            log.warning("polling paused", kind=type(error).__name__)
            await asyncio.sleep(PAUSE_SECONDS)


async def _take_all(intake: Intake, updates: list[dict[str, Any]], offset: int) -> int:
    """Take a batch, chats side by side; return the offset up to which all was kept."""
    lanes: dict[int, list[Delivery]] = defaultdict(list)
    for delivery in filter(None, map(read, updates)):
        lanes[delivery.chat].append(delivery)
    lost = await asyncio.gather(*(_take_lane(intake, lane) for lane in lanes.values()))
    first_lost = min((number for number in lost if number is not None), default=None)
    if first_lost is None:
        return max((int(raw.get("update_id", 0)) + 1 for raw in updates), default=offset)
    await asyncio.sleep(PAUSE_SECONDS)
    return first_lost


async def _take_lane(intake: Intake, lane: Iterable[Delivery]) -> int | None:
    for delivery in lane:
        try:
            await intake.take(delivery)
        except NotKept:
            return delivery.update
    return None


def webhook(intake: Intake, secret: str) -> Take:
    """Return what takes the requests that Telegram posts updates with, at ``PATH``."""
    expected = secret.encode()

    async def take(request: Request) -> Response:
        if refusal := _refusal(request, expected):
            return refusal
        delivery = read(_parsed(request.body))
        try:
            call = await intake.take(delivery, rides=True) if delivery else None
        except NotKept:
            return Response(HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "5"})
        return Response(body=msgspec.json.encode(call)) if call else Response()

    return take


def _refusal(request: Request, secret: bytes) -> Response | None:
    if request.target != PATH:
        return Response(HTTPStatus.NOT_FOUND)
    if request.method != "POST":
        return Response(HTTPStatus.METHOD_NOT_ALLOWED)
    given = request.headers.get(SECRET_HEADER, "").encode()
    return None if hmac.compare_digest(given, secret) else Response(HTTPStatus.FORBIDDEN)


def read(raw: object) -> Delivery | None:
    """Read an update, whatever it is; what Telegram never writes is dropped, not brought again."""
    try:
        return read_update(raw) if isinstance(raw, dict) else None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        log.warning("update not readable", kind=type(error).__name__)
        return None


def _parsed(body: bytes) -> object:
    try:
        parsed: object = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return parsed
