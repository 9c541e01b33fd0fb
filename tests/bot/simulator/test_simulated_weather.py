"""Our Telegram refuses, loses, doubles and reorders when it is asked to, as the real one does unasked."""

from __future__ import annotations

import pytest
from aiohttp import web
from telegram import Update
from telegram.error import Conflict, Forbidden, NetworkError, RetryAfter

from tests.bot.simulator.town import SITI, Town, until


async def test_who_blocks_the_bot_cannot_be_written_to(town: Town) -> None:
    await town.remote.act("persona", chat="ani", blocked=True)
    (update,) = await town.bot.get_updates()
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="blocked by the user"):
        await town.bot.send_message(5003, "halo")


async def test_asked_for_weather_comes_once(town: Town, monkeypatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    await town.remote.act("faults", kind="too_many", seconds=7, method="sendMessage")
    with pytest.raises(RetryAfter) as refusal:
        await town.bot.send_message(SITI, "halo")
    assert refusal.value.retry_after.total_seconds() == 7
    await town.remote.act("faults", kind="blocked")
    with pytest.raises(Forbidden):
        await town.bot.send_message(SITI, "halo")
    await town.bot.send_message(SITI, "halo")


async def test_a_lost_answer_leaves_the_message_in_the_chat(town: Town) -> None:
    await town.remote.act("faults", kind="timeout")
    with pytest.raises(NetworkError):
        await town.bot.send_message(SITI, "sampai")
    await town.remote.act("faults", kind="lost")
    with pytest.raises(NetworkError):
        await town.bot.send_message(SITI, "hilang")
    texts = [message.body.text for message in town.world.chat(SITI).messages.values()]
    assert texts == ["sampai"]


async def test_updates_come_twice_or_out_of_order_when_asked(town: Town) -> None:
    await town.remote.act("faults", kind="duplicate")
    await town.remote.act("say", chat="siti", text="satu")
    await town.remote.act("faults", kind="reorder")
    await town.remote.act("say", chat="siti", text="dua")
    texts = [update.message.text for update in await town.bot.get_updates()]
    assert texts == ["satu", "dua", "satu"]


async def test_pushed_updates_carry_the_secret_and_come_again_until_taken(town: Town) -> None:
    taken: list[tuple[str, str]] = []
    refusals = [503, 500]

    async def take(request: web.Request) -> web.Response:
        if refusals:
            return web.Response(status=refusals.pop(), headers={"Retry-After": "0"})
        update = Update.de_json(await request.json(), town.bot)
        secret = request.headers["X-Telegram-Bot-Api-Secret-Token"]
        taken.append((secret, update.message.text))
        riding = {"method": "sendMessage", "chat_id": SITI, "text": "menumpang"}
        return web.json_response(riding)

    application = web.Application()
    application.add_routes([web.post("/hook", take)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        await town.bot.set_webhook(address, secret_token="rahasia-1")
        with pytest.raises(Conflict, match="webhook is active"):
            await town.bot.get_updates()
        await town.remote.act("say", chat="siti", text="satu")
        await town.remote.act("say", chat="siti", text="dua")
        await until(lambda: len(town.world.chat(SITI).messages) == 4)
        assert taken == [("rahasia-1", "satu"), ("rahasia-1", "dua")]
        assert (await town.bot.get_webhook_info()).last_error_message is not None
        await town.bot.delete_webhook()
    finally:
        await runner.cleanup()
