"""The control API: what the page, the terminal and the transcripts do to the simulated town."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from aiohttp import web

from bot.simulator.events import CLOSING, Event
from bot.simulator.faults import Fault, FaultKind, Faults
from bot.simulator.messages import Chat, Json
from bot.simulator.params import Params
from bot.simulator.refusals import Refused, bad_request, envelope
from bot.simulator.requests import read_call
from bot.simulator.surroundings import Surroundings
from bot.simulator.transcribing import transcribe
from bot.simulator.transcript import write_transcript
from bot.simulator.visitor import Visitor
from bot.simulator.world import World

_HEARTBEAT: Final = 15.0


class Control:
    """Hands for the visitor and eyes for the watcher."""

    def __init__(self, world: World, faults: Faults, surroundings: Surroundings) -> None:
        self._world = world
        self._faults = faults
        self._surroundings = surroundings

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Return the routes under /sim."""
        return (
            web.get("/sim/town", self.town),
            web.get("/sim/state", self.state),
            web.get("/sim/insight", self.insight),
            web.get("/sim/events", self.events),
            web.get("/sim/told", self.told),
            web.get("/sim/calls", self.calls),
            web.get("/sim/transcript", self.transcript),
            web.get("/sim/file/{file_id}", self.file),
            web.post("/sim/{act}", self.act),
        )

    async def town(self, request: web.Request) -> web.Response:
        """Return the people, the time, the bot and the weather."""
        del request
        world = self._world
        return web.json_response(
            {
                "now": world.now().isoformat(),
                "offset": world.offset.total_seconds(),
                "bot": world.bot(),
                "personas": [_described(chat) for chat in world.chats.values()],
                "faults": [fault.written() for fault in self._faults.coming],
                "office_url": self._surroundings.office_url(),
                "inspection_url": self._surroundings.inspection_url(),
                "number": world.wire.number,
            }
        )

    async def state(self, request: web.Request) -> web.Response:
        """Return a chat as its person sees it."""
        world, chat = self._world, self._chat(request.query.get("chat", ""))
        spoken = chat.persona.language
        commands = world.profile.commands
        texts = world.profile.descriptions
        return web.json_response(
            {
                "persona": _described(chat),
                "messages": [world.shown(message) for message in chat.messages.values()],
                "keyboard": chat.keyboard,
                "commands": commands.get(spoken, commands.get("", [])),
                "description": texts.get(spoken, texts.get("", "")),
                "number": world.wire.number,
            }
        )

    async def insight(self, request: web.Request) -> web.Response:
        """Return what the house knows about a chat."""
        chat = self._chat(request.query.get("chat", ""))
        return web.json_response(await self._surroundings.insight(chat.chat_id))

    async def calls(self, request: web.Request) -> web.Response:
        """Return the calls of the bot into a chat, oldest first."""
        chat = self._chat(request.query.get("chat", ""))
        mine = [call for call in self._world.calls if call["chat"] in (0, chat.chat_id)]
        return web.json_response(mine)

    async def told(self, request: web.Request) -> web.Response:
        """Return the events of a chat after a number."""
        chat = self._chat(request.query.get("chat", ""))
        after = int(request.query.get("after", "0"))
        events = self._world.wire.after(after, chat.chat_id)
        return web.json_response([event.written() for event in events])

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream every event as it happens (server-sent events)."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        with suppress(ConnectionResetError), self._world.wire.listening() as queue:
            await response.write(b": SIMULASI\n\n")
            kind = ""
            while kind != CLOSING:
                kind, written = await _next_event(queue)
                await response.write(written)
        return response

    async def transcript(self, request: web.Request) -> web.Response:
        """Return what happened in a chat as a transcript (YAML)."""
        chat = self._chat(request.query.get("chat", ""))
        text = write_transcript(transcribe(self._world, chat))
        return web.Response(text=text, content_type="application/yaml")

    async def file(self, request: web.Request) -> web.Response:
        """Give a file to the person who looks at the page."""
        try:
            file = self._world.shelf.get(request.match_info["file_id"])
        except Refused:
            raise web.HTTPNotFound from None
        shown = file.is_photo and "download" not in request.query
        kind = "inline" if shown else "attachment"
        name = file.name.replace('"', "").replace("\\", "").encode("ascii", "replace").decode()
        headers = {
            "Content-Disposition": f'{kind}; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=io.BytesIO(file.data), content_type=file.mime, headers=headers)

    async def act(self, request: web.Request) -> web.Response:
        """Do something in the town; answers with the number of the last event before it."""
        act = {
            "say": self._say,
            "press": self._press,
            "file": self._file,
            "contact": self._contact,
            "sticker": self._sticker,
            "location": self._location,
            "inline": self._inline,
            "persona": self._persona,
            "officer": self._officer,
            "clock": self._clock,
            "faults": self._change_faults,
            "reset": self._reset,
        }.get(request.match_info["act"])
        if act is None:
            raise web.HTTPNotFound
        before = self._world.wire.number
        try:
            await act(await read_call(request))
        except Refused as refusal:
            return web.json_response(envelope(refusal), status=refusal.code)
        return web.json_response({"ok": True, "number": before})

    async def _say(self, params: Params) -> None:
        self._visitor(params).say(params.text("text"))

    async def _press(self, params: Params) -> None:
        number, data = params.number("message_id"), params.text("data")
        self._visitor(params).press(number, data, params.text("label"))

    async def _file(self, params: Params) -> None:
        upload = params.uploads.get("file")
        if upload is None:
            raise bad_request("there is no file in the request")
        visitor, caption = self._visitor(params), params.text("caption")
        if params.text("as") == "photo":
            visitor.send_photo(upload, caption)
        elif params.text("as") == "voice":
            visitor.send_voice(upload)
        else:
            visitor.send_document(upload, caption)

    async def _contact(self, params: Params) -> None:
        self._visitor(params).share_contact()

    async def _sticker(self, params: Params) -> None:
        self._visitor(params).send_sticker(params.text("emoji"))

    async def _location(self, params: Params) -> None:
        self._visitor(params).share_location()

    async def _inline(self, params: Params) -> None:
        self._visitor(params).ask_inline(params.text("text"))

    async def _persona(self, params: Params) -> None:
        chat = self._chat(params.text("chat"))
        if language := params.text("language"):
            chat.persona = chat.persona.speaking(language)
            self._world.wire.tell("profile", chat.chat_id, {})
        if params.has("blocked"):
            self._visitor(params).block(blocked=params.flag("blocked"))

    async def _officer(self, params: Params) -> None:
        """Let an officer judge what this chat handed in last."""
        chat, verdict = self._chat(params.text("chat")).chat_id, params.text("verdict")
        note = params.text("note")
        if not await self._surroundings.judge(chat, verdict, params.text("reason"), note):
            raise bad_request("there is nothing an officer could judge so")
        self._world.wire.tell("officer", chat, {"verdict": verdict})

    async def _clock(self, params: Params) -> None:
        if moment := params.text("at"):
            self._world.set_time(_aware(moment))
        else:
            seconds = params.number("seconds") + 3600 * params.number("hours")
            self._world.shift(timedelta(seconds=seconds))

    async def _change_faults(self, params: Params) -> None:
        if params.flag("clear"):
            self._faults.clear()
        if params.text("kind"):
            self._faults.add(_fault(params))
        coming = [fault.written() for fault in self._faults.coming]
        self._world.wire.tell("faults", 0, {"faults": coming})

    async def _reset(self, params: Params) -> None:
        del params
        self._faults.clear()
        self._world.reset()
        await self._surroundings.on_reset()

    def _visitor(self, params: Params) -> Visitor:
        return Visitor(self._world, self._chat(params.text("chat")), self._faults)

    def _chat(self, key: str) -> Chat:
        try:
            return self._world.persona(key)
        except KeyError:
            raise web.HTTPNotFound(text="chat?") from None


async def _next_event(queue: asyncio.Queue[Event]) -> tuple[str, bytes]:
    try:
        event = await asyncio.wait_for(queue.get(), _HEARTBEAT)
    except TimeoutError:
        return "", b": .\n\n"
    return event.kind, f"data: {json.dumps(event.written(), default=str)}\n\n".encode()


def _described(chat: Chat) -> Json:
    persona = chat.persona
    return {
        "key": persona.key,
        "chat": persona.chat_id,
        "first_name": persona.first_name,
        "last_name": persona.last_name,
        "language": persona.language,
        "blocked": chat.blocked,
    }


def _aware(moment: str) -> datetime:
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        raise bad_request("at: ISO 8601 expected") from None
    if read.tzinfo is None:
        raise bad_request("at: time zone expected")
    return read


def _fault(params: Params) -> Fault:
    try:
        kind = FaultKind(params.text("kind"))
    except ValueError:
        raise bad_request("kind of fault is unknown") from None
    return Fault(
        kind,
        times=min(max(params.number("times", 1), 1), 1000),
        method=params.text("method"),
        chat_id=params.number("chat"),
        seconds=min(max(params.number("seconds", 3), 1), 3600),
    )
