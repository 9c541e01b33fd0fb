"""No real token near it, nobody from outside at its door, and text as the real server reads it."""

from __future__ import annotations

import html
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.formatting import read_text, units
from bot.simulator.guarding import RealToken, refuse_real_token
from bot.simulator.observing import observe
from bot.simulator.refusals import Refused
from bot.simulator.world import TOKEN
from tests.bot.simulator.town import a_town

LOOKS_REAL = "123456789:" + "A" * 35


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STRP_TELEGRAM__TOKEN", "x"),
        ("STRP_TELEGRAM_TOKEN", LOOKS_REAL),
        ("TELEGRAM_BOT", LOOKS_REAL),
    ],
)
def test_it_does_not_start_beside_a_real_token_and_never_repeats_it(name: str, value: str) -> None:
    with pytest.raises(RealToken) as refusal:
        refuse_real_token({"PATH": "/bin", name: value})
    assert str(refusal.value) == name


def test_its_own_token_is_welcome() -> None:
    refuse_real_token(
        {"STRP_TELEGRAM__TOKEN": TOKEN, "STRP_TELEGRAM_TOKEN": "", "OTHER": LOOKS_REAL}
    )


async def test_pages_of_other_sites_are_turned_away() -> None:
    async with a_town() as town:
        for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
            async with town.client.post(f"{town.base}/sim/reset", headers=headers) as answer:
                assert answer.status == 403
        async with town.client.post(
            f"{town.base}/sim/reset", headers={"Origin": town.base}
        ) as answer:
            assert answer.status == 200


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("press", {"chat": "siti", "message_id": 99, "data": "x"}),
        ("clock", {"at": "soon"}),
        ("clock", {"at": "2021-07-05T10:00:00"}),
        ("faults", {"kind": "earthquake"}),
        ("file", {"chat": "siti"}),
    ],
)
async def test_an_act_that_makes_no_sense_is_refused(act: str, fields: dict) -> None:
    async with a_town() as town, town.client.post(f"{town.base}/sim/{act}", json=fields) as answer:
        assert answer.status == 400


async def test_nobody_and_nothing_unknown_is_found() -> None:
    async with a_town() as town:
        for path in ("sim/state?chat=nobody", "sim/file/x", "page/secret.py", "file/botx/y"):
            async with town.client.get(f"{town.base}/{path}") as answer:
                assert answer.status == 404


async def test_the_page_may_load_nothing_from_elsewhere() -> None:
    async with a_town() as town, town.client.get(town.base) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "//" not in (await answer.text()).replace("<!doctype", "").replace(
            "http://www.w3.org", ""
        )


@given(st.text())
def test_escaped_text_comes_out_as_it_went_in(text: str) -> None:
    assert read_text(html.escape(text, quote=False), "HTML").text == text.strip()


@given(st.lists(st.tuples(st.sampled_from("biusabc"), st.text(max_size=5)), max_size=8))
def test_marks_never_reach_outside_the_text(parts: list[tuple[str, str]]) -> None:
    source = " ".join(f"<b>{html.escape(words)}<i> {tag}</i></b>" for tag, words in parts)
    formatted = read_text(source, "HTML")
    for mark in formatted.entities:
        assert 0 <= mark["offset"] < mark["offset"] + mark["length"] <= units(formatted.text)


@given(st.text(alphabet="<>/&;ab x\"'=🙂"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        assert read_text(text, "HTML").text is not None


def test_the_newest_message_is_the_screen_even_if_an_old_one_changed_last() -> None:
    def event(kind: str, number: int, text: str, *labels: str) -> dict[str, object]:
        rows = {"inline_keyboard": [[{"text": label} for label in labels]]}
        return {
            "kind": kind,
            "message": {"by_bot": True, "message_id": number, "text": text, "reply_markup": rows},
        }

    seen = observe([event("message", 2, "new", "A", "B"), event("edited", 1, "old")])
    assert (seen.screen, seen.buttons) == ("new", ["A", "B"])
