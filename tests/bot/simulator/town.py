"""A town with an echo bot in it: the smallest assistant that uses every part of the page."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession
from PIL import Image
from telegram import Bot, Update
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard
from telegram.error import TelegramError

from bot.simulator.remote import Remote
from bot.simulator.server import SimulatorServer
from bot.simulator.surroundings import Surroundings
from bot.simulator.world import TOKEN, World

SITI = 5001


def real_time() -> datetime:
    return datetime.fromtimestamp(asyncio.get_running_loop().time(), tz=UTC)


@dataclass
class Town:
    world: World
    server: SimulatorServer
    base: str
    bot: Bot
    remote: Remote
    client: ClientSession
    handled: list[int] = field(default_factory=list)


def a_bot(base: str, token: str = TOKEN) -> Bot:
    return Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")


@asynccontextmanager
async def a_town(
    *, patience: float = 15, surroundings: Surroundings | None = None
) -> AsyncIterator[Town]:
    world = World(real_time, patience=patience)
    server = SimulatorServer(world, surroundings=surroundings, first_wait=0.02)
    async with server.running() as base, ClientSession() as client, a_bot(base) as bot:
        yield Town(world, server, base, bot, Remote(client, base), client)


@asynccontextmanager
async def an_echo(town: Town) -> AsyncIterator[None]:
    task = asyncio.create_task(_poll(town))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _poll(town: Town) -> None:
    offset = 0
    while True:
        for update in await town.bot.get_updates(offset, timeout=5):
            offset = update.update_id + 1
            town.handled.append(update.update_id)
            with suppress(TelegramError):
                await answer(town.bot, update)


async def answer(bot: Bot, update: Update) -> None:
    if update.callback_query:
        await bot.answer_callback_query(update.callback_query.id, "Sudah dicatat")
        await bot.edit_message_text(
            f"<b>Dipilih:</b> {update.callback_query.data}",
            update.callback_query.from_user.id,
            update.callback_query.message.message_id,
            parse_mode="HTML",
        )
        return
    message = update.message
    if message is None:
        return
    if message.document:
        content = await (await message.document.get_file()).download_as_bytearray()
        name = f"balasan-{message.document.file_name}"
        await bot.send_document(
            message.chat_id, bytes(content), filename=name, caption="Ini kembali"
        )
    elif message.photo:
        await bot.send_photo(message.chat_id, message.photo[-1].file_id)
    else:
        said = message.contact.phone_number if message.contact else message.text
        rows = Keyboard(
            [[Button("Ya", callback_data="ya"), Button("Tidak", callback_data="tidak")]]
        )
        await bot.send_message(message.chat_id, f"Anda menulis: {said}", reply_markup=rows)


def a_picture(width: int = 2000, height: int = 1000) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(written, "PNG")
    return written.getvalue()


async def until(condition) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.005)
    pytest.fail("it never happened")
