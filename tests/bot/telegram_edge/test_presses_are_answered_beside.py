"""A press is answered beside the screen it leads to, and nobody ever waits for that."""

import asyncio
import json
from collections.abc import Callable
from contextlib import asynccontextmanager

from bot.telegram_edge import presses as edge
from bot.telegram_edge.front import Request, Response, listening
from bot.telegram_edge.presses import MOST_LINES, Presses

HOST = "127.0.0.1"


class Telegram:
    """Remembers the presses that were answered."""

    def __init__(self) -> None:
        self.answered: list[dict[str, str]] = []
        self.under_way = self.most_at_once = 0
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def take(self, request: Request) -> Response:
        assert (request.method, request.target) == ("POST", "/bot1:a/answerCallbackQuery")
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        await self.may_answer.wait()
        self.under_way -= 1
        self.answered.append(json.loads(request.body))
        return Response(body=b'{"ok": true, "result": true}')

    async def has(self, count: int) -> None:
        await until(lambda: len(self.answered) >= count)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not is_so():  # noqa: ASYNC110 - what is watched has no event
            await asyncio.sleep(0.005)


@asynccontextmanager
async def serving(telegram: Telegram, port: int = 0):
    async with listening(telegram.take, HOST, port) as opened:
        yield opened


def at(port: int) -> Presses:
    return Presses(f"http://{HOST}:{port}/bot1:a")


async def test_every_press_is_answered_once_however_many_come():
    telegram = Telegram()
    telegram.may_answer.clear()
    async with serving(telegram) as port, at(port) as presses:
        for number in range(300):
            presses.answer(str(number))
        await until(lambda: telegram.under_way == MOST_LINES)
        telegram.may_answer.set()
        await telegram.has(300)
    told = sorted(int(one["callback_query_id"]) for one in telegram.answered)
    assert told == list(range(300))
    assert telegram.most_at_once == MOST_LINES


async def test_words_go_along_and_never_too_many():
    telegram = Telegram()
    async with serving(telegram) as port, at(port) as presses:
        presses.answer("a", "x" * 500)
        await telegram.has(1)
        presses.answer("b")
        await telegram.has(2)
    assert telegram.answered == [
        {"callback_query_id": "a", "text": "x" * 199 + "…"},
        {"callback_query_id": "b"},
    ]


async def test_a_telegram_that_is_away_costs_a_press_and_nothing_more():
    telegram = Telegram()
    async with serving(telegram) as port, at(port) as presses:
        presses.answer("before")
        await telegram.has(1)
        other = port
    async with at(other) as presses:
        presses.answer("lost")
        await until(lambda: not presses._opening)
        async with serving(telegram, other):
            presses.answer("after")
            await telegram.has(2)
    assert [one["callback_query_id"] for one in telegram.answered] == ["before", "after"]


async def test_whoever_never_answers_is_hung_up_on_and_the_rest_goes_on(monkeypatch):
    monkeypatch.setattr(edge, "MOST_LINES", 1)
    telegram = Telegram()
    telegram.may_answer.clear()
    async with serving(telegram) as port, at(port) as presses:
        presses.answer("never")
        await until(lambda: telegram.under_way == 1)
        telegram.may_answer = asyncio.Event()
        telegram.may_answer.set()  # for whoever comes now; the first one waits for the other
        presses.answer("waits")
        for line in presses._lines:
            line.called_at -= 60
        presses.answer("waits too")
        await telegram.has(2)
    assert [one["callback_query_id"] for one in telegram.answered] == ["waits", "waits too"]
