"""Whatever arrives as an update is read or dropped: nothing stops those behind it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import (
    Attached,
    Commanded,
    Delivery,
    Edited,
    InGroup,
    Reached,
    SharedPhone,
    Tapped,
    Typed,
    Unreadable,
)
from bot.telegram_edge.intake import read

CHAT = {"id": 5, "type": "private"}
FROM = {"id": 5, "language_code": "en"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = """message edited_message edit_date caption callback_query my_chat_member chat from text photo document contact id type data
update_id voice file_id language_code message_id"""
FIELDS = st.sampled_from(NAMES.split())
UPDATES = st.recursive(
    JSON, lambda inner: st.dictionaries(FIELDS, inner, max_size=5), max_leaves=20
)


def a_message(**fields: object) -> dict[str, object]:
    return {"update_id": 9, "message": {"message_id": 1, "chat": CHAT, "from": FROM, **fields}}


@pytest.mark.parametrize(
    ("update", "content"),
    [
        (a_message(text="halo"), Typed("halo")),
        (a_message(text="/start daftar"), Commanded("start", "daftar")),
        (a_message(text="/Menu@strp_bot"), Commanded("menu", "")),
        (a_message(text="/tidak ada/apa"), Commanded("tidak", "ada/apa")),
        (a_message(text="/ "), Typed("/ ")),
        (a_message(voice={"file_id": "v"}), Unreadable("voice")),
        (a_message(contact={"phone_number": "+62", "user_id": 5}), SharedPhone("+62", own=True)),
        (a_message(contact={"phone_number": "+62", "user_id": 6}), SharedPhone("+62", own=False)),
        (
            a_message(document={"file_id": "f", "file_name": "a.xlsx", "file_size": 3}),
            Attached("f", "a.xlsx", "", 3),
        ),
        (
            a_message(
                photo=[{"file_id": "s", "width": 1}, {"file_id": "l", "width": 9, "height": 9}]
            ),
            Attached("l", "photo.jpg", "image/jpeg", 0, photo=True),
        ),
        (
            a_message(photo=[{"file_id": "s"}], caption="tanpa masker"),
            Attached("s", "photo.jpg", "image/jpeg", 0, photo=True, caption="tanpa masker"),
        ),
        (
            a_message(document={"file_id": "f"}, caption="ini daftarnya"),
            Attached("f", "", "", 0, caption="ini daftarnya"),
        ),
    ],
)
def test_what_people_send_is_read_as_what_it_is(update, content):
    assert read(update) == Delivery(9, 5, "en", content, message=1)


def test_a_press_says_which_message_it_stood_under():
    query = {
        "id": "q",
        "from": FROM,
        "message": {"message_id": 7, "chat": CHAT},
        "data": "r.A.1.x",
    }
    delivery = read({"update_id": 9, "callback_query": query})
    assert delivery.content == Tapped("r.A.1.x", 7, "q")


def edited(**fields: object) -> dict[str, object]:
    return {"update_id": 9, "edited_message": a_message(**fields)["message"]}


def test_words_that_were_changed_are_told_apart_from_new_ones():
    for changed in ({"text": "halo"}, {"caption": "halo"}):
        assert read(edited(edit_date=1, **changed)) == Delivery(9, 5, "en", Edited(), message=1)
    assert read(edited(edit_date=1, location={})) is None
    assert read(edited(text="halo")) is None
    assert read(edited(edit_date=1, text="halo", chat={"id": -5, "type": "group"})) is None


def test_a_group_and_a_block_are_told_apart_from_words():
    group = read(a_message(text="halo", chat={"id": -5, "type": "supergroup"}))
    assert group.content == InGroup()
    change = {"chat": CHAT, "from": FROM, "new_chat_member": {"status": "kicked"}}
    assert read({"update_id": 9, "my_chat_member": change}).content == Reached(reachable=False)


@pytest.mark.parametrize(
    "raw", [None, [], "x", {}, {"update_id": 1}, {"update_id": 1, "message": 5}]
)
def test_what_is_no_update_is_dropped(raw):
    assert read(raw) is None


@given(UPDATES)
def test_no_update_at_all_stops_the_reading(raw):
    delivery = read(raw)
    assert delivery is None or isinstance(delivery, Delivery)
    json.dumps(raw)
