"""The control API from the other side: how terminal and script reach the simulator."""

from __future__ import annotations

import io

from aiohttp import ClientSession, FormData

from bot.simulator.files import Upload
from bot.simulator.messages import Json


class NotDone(Exception):
    """The simulator refused the act."""


class Remote:
    """Acts in the town over HTTP; `base` is the simulator's address."""

    def __init__(self, client: ClientSession, base: str) -> None:
        self._client = client
        self._base = base.rstrip("/")

    async def town(self) -> Json:
        """Return people, time and weather."""
        return _object(await self._get("town", {}))

    async def state(self, chat: str) -> Json:
        """Return a chat as its person sees it."""
        return _object(await self._get("state", {"chat": chat}))

    async def insight(self, chat: str) -> Json:
        """Return what the house knows about a chat."""
        return _object(await self._get("insight", {"chat": chat}))

    async def told(self, chat: str, after: int) -> list[Json]:
        """Return the events of a chat after a number."""
        events = await self._get("told", {"chat": chat, "after": str(after)})
        return [_object(event) for event in events] if isinstance(events, list) else []

    async def transcript(self, chat: str) -> str:
        """Return the conversation as YAML."""
        async with self._client.get(self._url("transcript"), params={"chat": chat}) as answer:
            return await answer.text()

    async def act(self, act: str, **fields: str | int | bool) -> int:
        """Do something; returns the number of the last event before it. Raises `NotDone`."""
        async with self._client.post(self._url(act), json=fields) as answer:
            return _number(await answer.json(), act)

    async def send_file(self, chat: str, upload: Upload, *, kind: str = "document") -> int:
        """Send a file, or a picture (`photo`), or a voice note (`voice`). Raises `NotDone`."""
        form = FormData({"chat": chat, "as": kind})
        mime = upload.mime or "application/octet-stream"
        form.add_field("file", io.BytesIO(upload.data), filename=upload.name, content_type=mime)
        async with self._client.post(self._url("file"), data=form) as answer:
            return _number(await answer.json(), "file")

    async def fetch(self, file_id: str) -> bytes:
        """Return the bytes of a file that lies in the chat."""
        async with self._client.get(self._url(f"file/{file_id}")) as answer:
            return await answer.read()

    async def _get(self, what: str, query: dict[str, str]) -> object:
        async with self._client.get(self._url(what), params=query) as answer:
            answer.raise_for_status()
            body: object = await answer.json()
            return body

    def _url(self, what: str) -> str:
        return f"{self._base}/sim/{what}"


def _object(body: object) -> Json:
    return body if isinstance(body, dict) else {}


def _number(body: object, act: str) -> int:
    match body:
        case {"ok": True, "number": int(number)}:
            return number
        case {"description": str(why)}:
            raise NotDone(f"{act}: {why}")
        case _:
            raise NotDone(act)
