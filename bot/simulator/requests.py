"""Reads a call off the wire: JSON, a form, or a form with files."""

from __future__ import annotations

import json
from typing import Final

from aiohttp import BodyPartReader, web

from bot.simulator.files import UPLOAD_BYTES, Upload
from bot.simulator.messages import Json
from bot.simulator.params import Params
from bot.simulator.refusals import Refused, bad_request

_TEXT_BYTES: Final = 1 << 20
_CHUNK: Final = 1 << 16


async def read_call(request: web.Request) -> Params:
    """Read the parameters of a call from address and body; raises `Refused`."""
    values: Json = dict(request.query)
    if request.content_type == "application/json":
        return Params(values | await read_json(request))
    if request.content_type.startswith("multipart/"):
        return await _read_parts(request, values)
    return Params(values | dict(await request.post()))


async def read_json(request: web.Request) -> Json:
    """Read a body that is a JSON object; an empty body is an empty object."""
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    return body


async def _read_parts(request: web.Request, values: Json) -> Params:
    uploads: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        if part.filename is None:
            values[part.name] = (await _read_part(part, _TEXT_BYTES)).decode()
        else:
            data = await _read_part(part, UPLOAD_BYTES)
            mime = part.headers.get("Content-Type", "")
            uploads[part.name] = Upload(part.filename, data, mime)
    return Params(values, uploads)


async def _read_part(part: BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        data += chunk
        if len(data) > most:
            raise Refused(413, "Request Entity Too Large")
    return bytes(data)
