"""The door at which Telegram knocks takes whole requests in order, and refuses everything else."""

import asyncio
from http import HTTPStatus

import pytest

from bot.telegram_edge import front
from bot.telegram_edge.front import MOST_BODY, MOST_HEAD, Request, Response, listening

HOST = "127.0.0.1"
AGAIN = b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"


async def echo(request: Request) -> Response:
    if request.body == b"bad":
        raise ValueError
    await asyncio.sleep(0)
    return Response(body=request.body)


@pytest.fixture
async def port():
    async with listening(echo, HOST, 0) as opened:
        yield opened


async def said(port: int, *parts: bytes) -> bytes:
    """Say something in parts, and hear everything until the other side has hung up."""
    reader, writer = await asyncio.open_connection(HOST, port)
    for part in parts:
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(0.01)
    heard = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    return heard


def a_last_one(*headers: str, first: str = "POST /telegram HTTP/1.1", body: bytes = b"") -> bytes:
    lines = [first, *headers, f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def test_a_request_is_taken_however_it_is_cut(port: int):
    whole = a_last_one(body=b'{"update_id": 1}')
    for at in range(0, len(whole), 7):
        heard = await said(port, whole[:at], whole[at:])
        assert heard.startswith(b"HTTP/1.1 200 OK\r\n"), at
        assert heard.endswith(b'Connection: close\r\n\r\n{"update_id": 1}'), at


async def test_requests_of_one_connection_are_answered_in_their_order(port: int):
    heard = await said(port, AGAIN + AGAIN.replace(b"abc", b"def") + a_last_one(body=b"ghi"))
    assert [part[-3:] for part in heard.split(b"HTTP/1.1 200 OK")[1:]] == [b"abc", b"def", b"ghi"]


async def test_a_connection_of_the_old_protocol_ends_with_its_answer(port: int):
    heard = await said(port, AGAIN.replace(b"1.1", b"1.0"))
    assert heard.endswith(b"Connection: close\r\n\r\nabc")


async def test_a_mistake_of_ours_is_answered_and_the_connection_goes_on(port: int):
    heard = await said(port, AGAIN.replace(b"abc", b"bad") + a_last_one(body=b"ghi"))
    assert heard.startswith(b"HTTP/1.1 500 ")
    assert heard.endswith(b"ghi")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"hello\r\n\r\n", HTTPStatus.BAD_REQUEST),
        (b"POST /telegram HTTP/2\r\n\r\n", HTTPStatus.BAD_REQUEST),
        (b"POST /telegram HTTP/1.1\r\nno colon\r\n\r\n", HTTPStatus.BAD_REQUEST),
        (b"POST /telegram HTTP/1.1\r\n Content-Length: 3\r\n\r\n", HTTPStatus.BAD_REQUEST),
        (b"POST /telegram HTTP/1.1\r\nContent-Length : 3\r\n\r\n", HTTPStatus.BAD_REQUEST),
        (b"POST /telegram HTTP/1.1\r\nContent-Length: -3\r\n\r\n", HTTPStatus.BAD_REQUEST),
        (b"POST /telegram HTTP/1.1\r\nContent-Length: +3\r\n\r\n", HTTPStatus.BAD_REQUEST),
        (
            b"POST /telegram HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n",
            HTTPStatus.BAD_REQUEST,
        ),
        (b"POST /telegram HTTP/1.1\r\nHost: x\r\n\r\n", HTTPStatus.LENGTH_REQUIRED),
        (
            b"POST /telegram HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
            HTTPStatus.LENGTH_REQUIRED,
        ),
        (
            b"POST /telegram HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MOST_BODY + 1),
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        ),
        (
            b"POST /telegram HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        ),
        (
            b"POST /telegram HTTP/1.1\r\nX: " + b"x" * MOST_HEAD,
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        ),
    ],
)
async def test_what_is_no_request_of_telegram_is_refused_with_its_connection(
    port: int, request_: bytes, status: HTTPStatus
):
    heard = await said(port, request_)
    assert heard.startswith(b"HTTP/1.1 %d " % status)
    assert b"Connection: close" in heard


async def test_whoever_is_silent_for_long_is_hung_up_on(port: int, monkeypatch):
    monkeypatch.setattr(front, "IDLE_SECONDS", 0.01)
    assert await said(port, AGAIN[:20]) == b""


async def test_what_is_being_answered_is_answered_before_the_door_is_shut():
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slowly(request: Request) -> Response:
        begun.set()
        await may_end.wait()
        return Response(body=request.body)

    async with listening(slowly, HOST, 0) as port:
        asked = asyncio.create_task(said(port, AGAIN))
        await begun.wait()
        asyncio.get_running_loop().call_later(0.05, may_end.set)
    assert (await asked).endswith(b"abc")
