"""The bar says the same as the number beside it."""

import pytest

from bot.render import BAR, render
from bot.wording import load_texts
from flows.dialogue import Expects, Text
from flows.effects import Screen
from flows.language import Language


def bar(answered: int, total: int) -> str:
    text = Text("registration.position.ask")
    screen = Screen(
        "registration",
        "position",
        "s1",
        0,
        text,
        expects=Expects.TEXT,
        answered=answered,
        total=total,
    )
    shown = render(screen, "r", load_texts(), Language.ID).html.partition("\n")[0]
    return shown.replace("<code>", "").replace("</code>", "")


@pytest.mark.parametrize("total", [1, 2, 5, 8, 19, 20])
def test_the_bar_is_full_on_the_last_step_and_grows_with_every_other(total: int) -> None:
    shown = [bar(done, total) for done in range(total)]
    filled = [one.count("▰") for one in shown]
    assert filled == sorted(filled)
    assert filled[-1] == BAR
    assert shown[-1].endswith(f" {total}/{total}")
    assert BAR not in filled[:-1]
    assert {one.count("▰") + one.count("▱") for one in shown} == {BAR}


def test_what_was_answered_beyond_the_count_stands_on_the_last_step() -> None:
    assert bar(5, 5) == bar(4, 5)
