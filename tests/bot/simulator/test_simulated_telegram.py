"""The real python-telegram-bot meets our Telegram over loopback and notices nothing."""

from __future__ import annotations

import asyncio

import pytest
from telegram import BotCommand, Message
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard
from telegram.error import BadRequest, Conflict

from tests.bot.simulator.town import SITI, Town, a_bot, a_town, an_echo, until
from tests.support.telegram_schema import misshapen


def yes_no(data: str = "ya") -> Keyboard:
    return Keyboard([[Button("Ya", callback_data=data)]])


async def test_the_bot_learns_its_own_name(town: Town) -> None:
    assert (await town.bot.get_me()).username == "strp_simulasi_bot"


async def test_what_a_person_writes_arrives_with_its_command_marked(town: Town) -> None:
    await town.remote.act("say", chat="siti", text="/start lapor")
    (update,) = await town.bot.get_updates(timeout=1)
    assert update.message.text == "/start lapor"
    assert update.message.entities[0].length == 6
    assert update.message.from_user.language_code == "id"


async def test_a_sticker_and_a_place_arrive_as_telegram_brings_them(town: Town) -> None:
    await town.remote.act("sticker", chat="siti", emoji="🙏")
    await town.remote.act("location", chat="siti")
    one, other = await town.bot.get_updates(timeout=1)
    assert (one.message.sticker.emoji, one.message.text) == ("🙏", None)
    assert other.message.location.latitude == -6.175392
    written = [message["sticker"] for message in await shown(town) if "sticker" in message]
    assert misshapen(written[0], "Sticker") == []
    assert "sends_sticker: 🙏" in (saved := await town.remote.transcript("siti"))
    assert "shares_location: true" in saved


async def shown(town: Town) -> list[dict]:
    return (await town.remote.state("siti"))["messages"]


async def test_an_unconfirmed_update_is_offered_again(town: Town) -> None:
    await town.remote.act("say", chat="siti", text="halo")
    (first,) = await town.bot.get_updates()
    (again,) = await town.bot.get_updates()
    assert first.update_id == again.update_id
    assert await town.bot.get_updates(offset=first.update_id + 1) == ()


async def test_a_long_poll_wakes_when_somebody_writes(town: Town) -> None:
    poll = asyncio.create_task(town.bot.get_updates(timeout=30))
    await until(lambda: town.world.inbox.poller == 1)
    await town.remote.act("say", chat="budi", text="halo")
    assert [update.message.chat_id for update in await poll] == [5002]


async def test_the_earlier_of_two_pollers_is_sent_away(town: Town) -> None:
    first = asyncio.create_task(town.bot.get_updates(timeout=30))
    await until(lambda: town.world.inbox.poller == 1)
    async with a_bot(town.base) as other:
        await other.get_updates(timeout=0)
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first


async def test_only_the_kinds_that_were_asked_for_arrive(town: Town) -> None:
    await town.bot.get_updates(allowed_updates=["callback_query"])
    await town.remote.act("say", chat="siti", text="halo")
    assert await town.bot.get_updates() == ()


async def test_formatted_text_is_read_as_the_real_server_reads_it(town: Town) -> None:
    sent = await town.bot.send_message(
        SITI, " <b>Izin</b> &amp; <i>🙂 masa</i> ", parse_mode="HTML"
    )
    assert sent.text == "Izin & 🙂 masa"
    assert [(mark.type, mark.offset, mark.length) for mark in sent.entities] == [
        ("bold", 0, 4),
        ("italic", 7, 7),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("é<p>", 'Unsupported start tag "p" at byte offset 2'),
        ("3 < 4", "Unsupported start tag"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'expected "</i>", found "</b>"'),
    ],
)
async def test_text_that_telegram_cannot_parse_is_refused(town: Town, text: str, why: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        await town.bot.send_message(SITI, text, parse_mode="HTML")
    said = str(refusal.value).casefold()
    assert "can't parse entities" in said
    assert why.casefold() in said


async def test_length_counts_after_the_tags_are_read(town: Town) -> None:
    await town.bot.send_message(SITI, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="essage is too long"):
        await town.bot.send_message(SITI, "x" * 4097)
    with pytest.raises(BadRequest, match="caption is too long"):
        await town.bot.send_document(SITI, b"x", caption="x" * 1025)
    with pytest.raises(BadRequest, match="essage text is empty"):
        await town.bot.send_message(SITI, "<b> </b>", parse_mode="HTML")


async def test_button_data_counts_in_bytes(town: Town) -> None:
    await town.bot.send_message(SITI, "?", reply_markup=yes_no("x" * 64))
    with pytest.raises(BadRequest, match=r"[Bb]utton_data_invalid"):
        await town.bot.send_message(SITI, "?", reply_markup=yes_no("é" * 33))


async def test_a_hundred_buttons_are_the_most(town: Town) -> None:
    many = Keyboard([[Button("x", callback_data="x")] for _ in range(101)])
    with pytest.raises(BadRequest, match=r"[Rr]eply_markup_too_long"):
        await town.bot.send_message(SITI, "?", reply_markup=many)


async def test_an_edit_must_change_something(town: Town) -> None:
    sent = await town.bot.send_message(SITI, "satu", reply_markup=yes_no())
    edited = await town.bot.edit_message_text("dua", SITI, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    with pytest.raises(BadRequest, match="is not modified"):
        await town.bot.edit_message_text("dua", SITI, sent.message_id)
    with pytest.raises(BadRequest, match=r"to edit not found"):
        await town.bot.edit_message_text("dua", SITI, 999)


async def test_buttons_and_captions_are_edited_alone(town: Town) -> None:
    sent = await town.bot.send_document(SITI, b"x", caption="satu", reply_markup=yes_no())
    bare = await town.bot.edit_message_reply_markup(SITI, sent.message_id)
    assert bare.caption == "satu"
    assert bare.reply_markup is None
    edited = await town.bot.edit_message_caption(SITI, sent.message_id, caption="dua")
    assert edited.caption == "dua"


async def test_messages_are_deleted_while_they_are_young(town: Town) -> None:
    young = await town.bot.send_message(SITI, "satu")
    assert await town.bot.delete_message(SITI, young.message_id)
    with pytest.raises(BadRequest, match="to delete not found"):
        await town.bot.delete_message(SITI, young.message_id)
    old = await town.bot.send_message(SITI, "dua")
    await town.remote.act("clock", hours=49)
    with pytest.raises(BadRequest, match="can't be deleted"):
        await town.bot.delete_messages(SITI, [old.message_id, 999])


async def test_a_press_arrives_and_is_answered_once(town: Town) -> None:
    sent = await town.bot.send_message(SITI, "?", reply_markup=yes_no())
    before = await town.remote.act("press", chat="siti", message_id=sent.message_id, data="ya")
    (update,) = await town.bot.get_updates()
    assert update.callback_query.data == "ya"
    await update.callback_query.answer("Tercatat", show_alert=True)
    answered = [e for e in await town.remote.told("siti", before) if e["kind"] == "answered"]
    assert [(e["text"], e["alert"]) for e in answered] == [("Tercatat", True)]
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await update.callback_query.answer()


async def test_a_press_nobody_answers_expires_on_the_screen() -> None:
    async with a_town(patience=0.05) as town:
        sent = await town.bot.send_message(SITI, "?", reply_markup=yes_no())
        await town.remote.act("press", chat="siti", message_id=sent.message_id, data="ya")
        (update,) = await town.bot.get_updates()
        await until(lambda: any(press.is_expired for press in town.world.presses.values()))
        with pytest.raises(BadRequest, match=r"(?i)query is too old"):
            await update.callback_query.answer()


async def test_the_bot_introduces_itself_in_two_languages(town: Town) -> None:
    await town.bot.set_my_commands([BotCommand("mulai", "Mulai")])
    await town.bot.set_my_commands([BotCommand("start", "Start")], language_code="en")
    await town.bot.set_my_description("Izin bekerja")
    await town.bot.set_my_short_description("Izin")
    await town.bot.set_my_name("STRP")
    await town.bot.set_chat_menu_button()
    assert [c.command for c in await town.bot.get_my_commands(language_code="en")] == ["start"]
    await town.bot.delete_my_commands(language_code="en")
    state = await town.remote.state("siti")
    assert state["commands"] == [{"command": "mulai", "description": "Mulai"}]
    assert state["description"] == "Izin bekerja"
    assert (await town.bot.get_me()).first_name == "STRP"
    assert (await town.bot.get_chat(SITI)).first_name == "Siti"


async def test_a_wrong_token_opens_nothing(town: Town) -> None:
    async with town.client.get(f"{town.base}/bot1:salah/getMe") as answer:
        assert answer.status == 401


async def test_a_slip_in_a_call_is_noted(town: Town) -> None:
    await town.bot.send_message(SITI, "halo", api_kwargs={"txet": "x"})
    assert town.world.calls[-1]["findings"] == ["unknown parameter txet"]


async def test_the_echo_bot_answers_a_whole_conversation(town: Town) -> None:
    async with an_echo(town):
        await town.remote.act("say", chat="siti", text="halo")
        await until(lambda: len(town.world.chat(SITI).messages) == 2)
        await town.remote.act("press", chat="siti", message_id=2, data="ya")
        await until(lambda: "Dipilih" in town.world.chat(SITI).messages[2].body.text)
