"""Telegram, as a contestant sees it: a Bot API that takes calls, and people who press buttons.

Both are one process, for it must be known when the answer to a press has arrived, by whichever
way it came. None of its own time is counted.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from typing_extensions import override

from benchmarks.crowd.dialogue import Walk
from benchmarks.crowd.wire import Heard, Stream, read_call

HOST = "127.0.0.1"
SCREENS = {"sendMessage", "editMessageText"}
BOT = {"id": 1001, "is_bot": True, "first_name": "STRP", "username": "strp_bench_bot"}
DATE = 1_625_893_200


class Wrong(Exception):
    """A contestant answered something else than the dialogue."""


@dataclass(slots=True)
class Chat:
    """One person: what is on the screen, and what is waited for."""

    number: int
    message: int = 0
    text: str = ""
    rows: list[list[dict[str, str]]] = field(default_factory=list)
    waits: set[str] = field(default_factory=set)
    done: asyncio.Future[None] | None = None
    shown_at: float = 0.0

    def expect(self, *what: str) -> asyncio.Future[None]:
        """Return what is done once all of it has come."""
        self.waits, self.done = set(what), asyncio.get_running_loop().create_future()
        return self.done

    def came(self, what: str) -> None:
        """Note that one thing has come."""
        self.waits.discard(what)
        if not self.waits and self.done is not None and not self.done.done():
            self.done.set_result(None)

    def data(self, label: str) -> str:
        """Return the data of the button with a label."""
        for button in itertools.chain.from_iterable(self.rows):
            if button["text"] == label:
                return button["callback_data"]
        raise Wrong(f"no button {label!r} below {self.text!r}")


class BotApi:
    """Takes the calls of one contestant."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Chat] = {}
        self.calls: dict[str, int] = {}
        self.webhook: asyncio.Future[Mapping[str, Any]] = (
            asyncio.get_running_loop().create_future()
        )
        self._numbers = itertools.count(1)

    def call(self, method: str, given: Mapping[str, Any]) -> object:
        """Take one call and return its result."""
        self.calls[method] = self.calls.get(method, 0) + 1
        if method in SCREENS:
            return self._show(self.chats[int(given["chat_id"])], given)
        if method == "answerCallbackQuery":
            self.presses.pop(str(given["callback_query_id"])).came("press")
        elif method == "setWebhook":
            self.webhook.set_result(given)
        return BOT if method == "getMe" else True

    def _show(self, chat: Chat, given: Mapping[str, Any]) -> dict[str, Any]:
        chat.message = int(given.get("message_id") or next(self._numbers))
        chat.text, chat.shown_at = given["text"], perf_counter()
        chat.rows = (given.get("reply_markup") or {}).get("inline_keyboard", [])
        chat.came("screen")
        return message_of(chat)


def message_of(chat: Chat) -> dict[str, Any]:
    """Return the message on a person's screen, as Telegram writes it."""
    return {
        "message_id": chat.message,
        "from": BOT,
        "chat": person(chat) | {"type": "private"},
        "date": DATE,
        "text": chat.text,
        "reply_markup": {"inline_keyboard": chat.rows},
    }


def labels_of(chat: Chat) -> list[list[str]]:
    """Return what stands on the buttons."""
    return [[button["text"] for button in row] for row in chat.rows]


def person(chat: Chat) -> dict[str, Any]:
    """Return the names of a person."""
    return {"id": chat.number, "first_name": "Siti", "last_name": "Rahma", "username": "siti_r"}


class Calls(asyncio.Protocol):
    """One connection on which a contestant makes calls."""

    def __init__(self, apis: Mapping[str, BotApi]) -> None:
        self._apis, self._stream = apis, Stream()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        for heard in self._stream.feed(data):
            _, token, method = heard.first.split()[1].split("/")
            result = self._apis[token.removeprefix("bot")].call(method, read_call(heard))
            self._transport.write(_response({"ok": True, "result": result}))


def _response(payload: Mapping[str, object]) -> bytes:
    body = json.dumps(payload).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


@asynccontextmanager
async def serving(apis: Mapping[str, BotApi]) -> AsyncIterator[str]:
    """Serve the Bot API, by token; give its address."""
    server = await asyncio.get_running_loop().create_server(lambda: Calls(apis), HOST, 0)
    async with server:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}"


class Line(asyncio.Protocol):
    """One of the connections on which Telegram brings updates to a webhook."""

    def __init__(self, path: str, secret: str) -> None:
        self._head = (
            f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: "
        ).encode()
        self._stream = Stream()
        self._answer: asyncio.Future[Heard] | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        for heard in self._stream.feed(data):
            assert self._answer is not None
            self._answer.set_result(heard)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(Wrong("the webhook hung up"))

    async def bring(self, update: Mapping[str, Any]) -> dict[str, Any]:
        """Bring one update; return the call that came back in the answer, or nothing."""
        body = json.dumps(update).encode()
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(self._head + str(len(body)).encode() + b"\r\n\r\n" + body)
        heard = await self._answer
        if heard.first.split()[1] != "200":
            raise Wrong(heard.first)
        return read_call(heard)

    def close(self) -> None:
        """Hang up."""
        self._transport.close()


class People:
    """People who hold the dialogue one after another, each a new one, on one line."""

    chats = itertools.count(7_000_000_000)
    updates = itertools.count(1)

    def __init__(self, api: BotApi, line: Line, walks: itertools.cycle[Walk]) -> None:
        self._api, self._line, self._walks = api, line, walks
        self.seconds: list[float] = []
        self.verdicts: list[str] = []
        self.rode = 0  # screens that came back in the answer to an update

    def hang_up(self) -> None:
        """Hang up."""
        self._line.close()

    async def hold_until(self, until: float) -> None:
        """Hold whole dialogues until a time has come.

        Raises:
            Wrong: a dialogue did not end as it must.
        """
        while perf_counter() < until:
            await self.hold()

    async def hold(self) -> None:
        """Hold one whole dialogue.

        Raises:
            Wrong: it did not end as it must.
        """
        chat, walk = Chat(next(self.chats)), next(self._walks)
        self._api.chats[chat.number] = chat
        await self._turn(chat, {"message": _start(chat)}, "screen")
        for label in walk.labels:
            press = str(next(self.updates))
            self._api.presses[press] = chat
            update = {"callback_query": _press(chat, press, chat.data(label))}
            await self._turn(chat, update, "screen", "press")
        del self._api.chats[chat.number]
        if (chat.text, labels_of(chat)) != (walk.ends.text, walk.ends.labels()):
            raise Wrong(f"{walk.verdict} was told as {chat.text!r}")
        self.verdicts.append(walk.verdict)

    async def _turn(self, chat: Chat, content: Mapping[str, Any], *expected: str) -> None:
        began, done = perf_counter(), chat.expect(*expected)
        rides = await self._line.bring({"update_id": next(self.updates), **content})
        if rides:
            self.rode += 1
            self._api.call(rides.pop("method"), rides)
        await done
        self.seconds.append(chat.shown_at - began)


def _start(chat: Chat) -> dict[str, Any]:
    return {
        "message_id": 1,
        "from": person(chat) | {"is_bot": False, "language_code": "id"},
        "chat": person(chat) | {"type": "private"},
        "date": DATE,
        "text": "/start",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }


def _press(chat: Chat, press: str, data: str) -> dict[str, Any]:
    return {
        "id": press,
        "from": person(chat) | {"is_bot": False, "language_code": "id"},
        "message": message_of(chat),
        "chat_instance": "-3141592653589793238",
        "data": data,
    }
