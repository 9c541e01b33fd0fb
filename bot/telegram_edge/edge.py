"""The edge to Telegram: who we say we are, and updates in by polling or by webhook."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.delivery import Receiver
from bot.settings import TelegramSettings
from bot.telegram_edge.courier import AnyBot, Courier
from bot.telegram_edge.front import listening
from bot.telegram_edge.intake import PATH, Intake, poll, webhook
from bot.telegram_edge.presses import Presses
from bot.telegram_edge.reading import KINDS
from bot.telegram_edge.request import AiohttpRequest
from bot.wording import Texts
from flows.dialogue import Text
from flows.language import Language

HOST: Final = "127.0.0.1"
CONNECTIONS: Final = 100  # the most Telegram opens to a webhook
COMMANDS: Final = {
    Language.ID: (
        "menu",
        "perlu",
        "daftar",
        "status",
        "lapor",
        "batal",
        "bahasa",
        "bantuan",
        "dataku",
        "privasi",
    ),
    Language.EN: (
        "menu",
        "check",
        "register",
        "status",
        "report",
        "cancel",
        "language",
        "help",
        "mydata",
        "privacy",
    ),
}


class NoToken(Exception):
    """No bot token is set, or (with an argument) Telegram does not know it."""


class Unreached(Exception):
    """Telegram does not answer; the arguments tell where it was looked for, and why."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An open edge: carries messages out, and brings updates in while it runs."""

    courier: Courier
    ready: asyncio.Event  # updates are asked for
    _settings: TelegramSettings
    _bot: AnyBot
    _request: AiohttpRequest

    @property
    def link(self) -> str:
        """Return the address of the assistant's own chat."""
        return self._bot.link

    async def introduce(self, texts: Texts) -> None:
        """Tell Telegram who we are and which commands there are, in both languages.

        Raises:
            telegram.error.TelegramError: Telegram does not answer.
        """
        for language in Language:
            spoken = None if language is Language.ID else language.value
            await self._bot.set_my_commands(_commands(texts, language), language_code=spoken)
            about, short = (_said(texts, language, name) for name in ("about", "about_short"))
            await self._bot.set_my_description(about, language_code=spoken)
            await self._bot.set_my_short_description(short, language_code=spoken)

    async def run(self, receiver: Receiver) -> None:
        """Take updates in until cancelled."""
        intake = Intake(receiver, self.courier)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(intake.late.run())
            tasks.create_task(self._take_in(intake))

    async def _take_in(self, intake: Intake) -> None:
        if self._settings.delivery == "webhook":
            await self._listen(intake)
        else:
            await self._bot.delete_webhook()
            self.ready.set()
            await poll(intake, self._request, f"{self._settings.api}/bot{self._bot.token}")

    async def _listen(self, intake: Intake) -> None:
        secret = self._settings.webhook_secret.get_secret_value()
        asked = self._settings.listen_port
        async with listening(webhook(intake, secret), HOST, asked) as port:
            await self._bot.set_webhook(
                (self._settings.webhook_url or f"http://{HOST}:{port}") + PATH,
                secret_token=secret,
                allowed_updates=list(KINDS),
                max_connections=CONNECTIONS,
            )
            self.ready.set()
            await asyncio.Event().wait()


@asynccontextmanager
async def open_edge(settings: TelegramSettings) -> AsyncIterator[Edge]:
    """Open the edge: one bot, one pool of connections.

    Raises:
        NoToken: none is set, or Telegram does not know it.
        Unreached: Telegram does not answer.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # or every 429 warns of a type to come
    token = settings.token.get_secret_value()
    if not token:
        raise NoToken
    request = AiohttpRequest()
    bot: AnyBot = ExtBot(
        token,
        base_url=f"{settings.api}/bot",
        base_file_url=f"{settings.api}/file/bot",
        request=request,
        get_updates_request=request,
    )
    async with AsyncExitStack() as opened:
        try:
            await opened.enter_async_context(bot)
        except InvalidToken:
            raise NoToken("unknown") from None
        except TelegramError as error:
            raise Unreached(settings.api, str(error)) from None
        presses = await opened.enter_async_context(Presses(f"{settings.api}/bot{token}"))
        yield Edge(Courier(bot, presses), asyncio.Event(), settings, bot, request)


def _commands(texts: Texts, language: Language) -> Sequence[BotCommand]:
    return [BotCommand(name, _said(texts, language, name)) for name in COMMANDS[language]]


def _said(texts: Texts, language: Language, name: str) -> str:
    return texts.plain(Text(f"edge.{name}"), language)
