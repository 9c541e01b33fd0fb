"""The same dialogue on python-telegram-bot: a ConversationHandler on the default transport.

Written as the library's own examples are: ``customwebhookbot`` for the server (starlette on
uvicorn), ``inlinekeyboard2`` for a conversation of buttons. It cannot answer a webhook with a
call, so every reply is a request.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from http import HTTPStatus
from pathlib import Path
from warnings import filterwarnings

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,  # noqa: TID251 - it is what we are measured against
    Defaults,
)
from telegram.warnings import PTBUserWarning

SCREENS = json.loads(Path(os.environ["CROWD_DIALOGUE"]).read_text("utf-8"))
MENU, PURPOSE, EMPLOYER, PLACE, SECTOR = range(5)
Context = ContextTypes.DEFAULT_TYPE
filterwarnings("ignore", r".*CallbackQueryHandler", PTBUserWarning)  # as the library's FAQ says


def keyboard(screen: dict) -> InlineKeyboardMarkup:
    """Return the buttons of a screen."""
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=f"a:{value}") for label, value in row]
            for row in screen["rows"]
        ]
    )


async def start(update: Update, context: Context) -> int:
    """Show the menu."""
    context.user_data.clear()
    await update.message.reply_text(SCREENS[""]["text"], reply_markup=keyboard(SCREENS[""]))
    return MENU


async def menu(update: Update, _: Context) -> int:
    """Ask for the purpose."""
    return await ask(update, ["check"], PURPOSE)


async def purpose(update: Update, context: Context) -> int:
    """Keep the purpose, ask for the employer."""
    context.user_data["purpose"] = given(update)
    return await ask(update, ["check", *context.user_data.values()], EMPLOYER)


async def employer(update: Update, context: Context) -> int:
    """Keep the employer, ask for the place."""
    context.user_data["employer"] = given(update)
    return await ask(update, ["check", *context.user_data.values()], PLACE)


async def place(update: Update, context: Context) -> int:
    """Keep the place, ask for the sector or tell the verdict."""
    context.user_data["place"] = given(update)
    return await ask(update, ["check", *context.user_data.values()], SECTOR)


async def sector(update: Update, context: Context) -> int:
    """Tell the verdict."""
    answers = ["check", *context.user_data.values(), given(update)]
    return await ask(update, answers, ConversationHandler.END)


def given(update: Update) -> str:
    """Return the answer that a press gives."""
    return update.callback_query.data.removeprefix("a:")


async def ask(update: Update, answers: list[str], following: int) -> int:
    """Show a screen in place of the pressed one; after the last one the conversation ends."""
    screen = SCREENS["/".join(answers)]
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(screen["text"], reply_markup=keyboard(screen))
    return ConversationHandler.END if screen["is_last"] else following


def conversation() -> ConversationHandler:
    """Return the conversation: a state for each question."""
    asked = {PURPOSE: purpose, EMPLOYER: employer, PLACE: place, SECTOR: sector}
    return ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            MENU: [CallbackQueryHandler(menu, pattern="^a:check$")],
            **{
                state: [CallbackQueryHandler(taken, pattern="^a:.+$")]
                for state, taken in asked.items()
            },
        },
        fallbacks=[CommandHandler("start", start)],
    )


async def main() -> None:
    """Serve until stopped."""
    logging.basicConfig(level=logging.WARNING)
    port, secret = int(os.environ["CROWD_PORT"]), os.environ["CROWD_SECRET"]
    application = (
        Application.builder()
        .token(os.environ["CROWD_TOKEN"])
        .base_url(os.environ["CROWD_API"] + "/bot")
        .defaults(Defaults(parse_mode=ParseMode.HTML))
        .updater(None)
        .build()
    )
    application.add_handler(conversation())

    async def telegram(request: Request) -> Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != secret:
            return Response(status_code=HTTPStatus.FORBIDDEN)
        update = Update.de_json(data=await request.json(), bot=application.bot)
        await application.update_queue.put(update)
        return Response()

    routes = [Route("/telegram", telegram, methods=["POST"])]
    config = uvicorn.Config(
        Starlette(routes=routes), port=port, host="127.0.0.1", access_log=False, log_level="error"
    )
    server = uvicorn.Server(config)
    async with application:
        await application.start()
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.05)
        await application.bot.set_webhook(f"http://127.0.0.1:{port}/telegram", secret_token=secret)
        await serving
        await application.stop()


if __name__ == "__main__":
    uvloop.run(main())
