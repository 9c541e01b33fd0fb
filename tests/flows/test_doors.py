"""A door leads where it says, and whatever was not written by us leads nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.doors import Door, Way, read_door, read_way, write_door, write_way
from flows.language import Language

WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-.", max_size=40).map(
    lambda word: word.strip(".")
)


@given(st.sampled_from(Door), st.sampled_from(Language), WORDS)
def test_a_door_is_read_as_it_was_written_and_fits_its_button(door, language, word):
    way = Way(door, language, word)
    assert read_way(write_way(way)) == way
    assert len(write_way(way).encode()) <= 64


def test_buttons_of_messages_sent_long_ago_still_open_their_doors():
    assert read_way("go.id.status.a-1") == Way(Door.STATUS, Language.ID, "a-1")
    assert read_way("go.en.menu") == Way(Door.MENU, Language.EN)
    assert write_way(Way(Door.MENU, Language.EN)) == "go.en.menu"
    assert (read_door("menu"), write_door(Door.MENU)) == ((Door.MENU, ""), "menu")


@pytest.mark.parametrize(
    "data", ["", "go", "go.id", "go.id.nowhere", "go.fr.menu", "stop.id.menu", "r.A1.3.!back"]
)
def test_what_we_never_wrote_leads_nowhere(data):
    assert read_way(data) is None


@given(st.text(max_size=80))
def test_no_data_at_all_breaks_the_reading(data):
    way = read_way(data)
    assert way is None or read_way(write_way(way)) == way
