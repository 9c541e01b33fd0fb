"""The same dialogue on aiogram: its FSM in Redis, its own webhook handler, replies that ride.

Written as aiogram's documentation shows it: a state for each question, typed data in buttons, one
handler a state. The handler answers the press and returns the edit, which aiogram then writes
into the webhook's answer (``handle_in_background=False``).
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from pathlib import Path

import uvloop
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

SCREENS = json.loads(Path(os.environ["CROWD_DIALOGUE"]).read_text("utf-8"))
router = Router()


class Check(StatesGroup):
    """The questions, in their order."""

    menu = State()
    purpose = State()
    employer = State()
    place = State()
    sector = State()


class Answer(CallbackData, prefix="a"):
    """What a button carries."""

    value: str


def keyboard(screen: dict) -> InlineKeyboardMarkup:
    """Return the buttons of a screen."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=label, callback_data=Answer(value=value).pack())
                for label, value in row
            ]
            for row in screen["rows"]
        ]
    )


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> SendMessage:
    """Show the menu."""
    await state.clear()
    await state.set_state(Check.menu)
    return message.answer(SCREENS[""]["text"], reply_markup=keyboard(SCREENS[""]))


@router.callback_query(Check.menu, Answer.filter(F.value == "check"))
async def menu(query: CallbackQuery, state: FSMContext) -> EditMessageText:
    """Ask for the purpose."""
    return await ask(query, state, ["check"], Check.purpose)


@router.callback_query(Check.purpose, Answer.filter(F.value))
async def purpose(
    query: CallbackQuery, callback_data: Answer, state: FSMContext
) -> EditMessageText:
    """Keep the purpose, ask for the employer."""
    await state.update_data(purpose=callback_data.value)
    return await ask(query, state, ["check", callback_data.value], Check.employer)


@router.callback_query(Check.employer, Answer.filter(F.value))
async def employer(
    query: CallbackQuery, callback_data: Answer, state: FSMContext
) -> EditMessageText:
    """Keep the employer, ask for the place."""
    data = await state.update_data(employer=callback_data.value)
    return await ask(query, state, ["check", data["purpose"], data["employer"]], Check.place)


@router.callback_query(Check.place, Answer.filter(F.value))
async def place(query: CallbackQuery, callback_data: Answer, state: FSMContext) -> EditMessageText:
    """Keep the place, ask for the sector or tell the verdict."""
    data = await state.update_data(place=callback_data.value)
    answers = ["check", data["purpose"], data["employer"], data["place"]]
    return await ask(query, state, answers, Check.sector)


@router.callback_query(Check.sector, Answer.filter(F.value))
async def sector(
    query: CallbackQuery, callback_data: Answer, state: FSMContext
) -> EditMessageText:
    """Tell the verdict."""
    data = await state.get_data()
    answers = ["check", data["purpose"], data["employer"], data["place"], callback_data.value]
    return await ask(query, state, answers, None)


async def ask(
    query: CallbackQuery, state: FSMContext, answers: list[str], following: State | None
) -> EditMessageText:
    """Show a screen in place of the pressed one; after the last one the state is cleared."""
    screen = SCREENS["/".join(answers)]
    if screen["is_last"] or following is None:
        await state.clear()
    else:
        await state.set_state(following)
    await query.answer()
    return query.message.edit_text(screen["text"], reply_markup=keyboard(screen))


async def main() -> None:
    """Serve until stopped."""
    logging.basicConfig(level=logging.WARNING)
    bot = Bot(
        os.environ["CROWD_TOKEN"],
        session=AiohttpSession(api=TelegramAPIServer.from_base(os.environ["CROWD_API"])),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )
    dispatcher = Dispatcher(storage=RedisStorage.from_url(os.environ["CROWD_REDIS"]))
    dispatcher.include_router(router)
    port, secret = int(os.environ["CROWD_PORT"]), os.environ["CROWD_SECRET"]
    app = web.Application()
    handler = SimpleRequestHandler(
        dispatcher, bot, handle_in_background=False, secret_token=secret
    )
    handler.register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/telegram", secret_token=secret)
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
