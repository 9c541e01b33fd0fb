"""A link opens the door it names, or a spot of the tree; anything else opens the first page."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.doors import Door, Way
from flows.eligibility.path import Path
from flows.eligibility.walk import pages
from flows.language import Language
from flows.links import WORDS, read_start, write_start
from tests.flows.eligibility.the_tree import rules


@pytest.mark.parametrize(
    ("word", "door"),
    [
        ("perlu", Door.ELIGIBILITY),
        ("check", Door.ELIGIBILITY),
        ("daftar", Door.REGISTRATION),
        ("register", Door.REGISTRATION),
        ("lapor", Door.REPORTING),
        ("report", Door.REPORTING),
        ("status", Door.STATUS),
        ("STATUS", Door.STATUS),
    ],
)
def test_every_word_that_was_ever_printed_opens_its_door(word, door):
    opened = read_start(word, Language.EN)
    assert opened == (Path() if door is Door.ELIGIBILITY else Way(door, Language.EN))


def test_the_three_doors_and_the_status_have_a_word_each():
    assert set(WORDS.values()) == {
        Door.ELIGIBILITY,
        Door.REGISTRATION,
        Door.REPORTING,
        Door.STATUS,
    }


def test_the_beginning_of_the_tree_is_its_word_alone():
    assert write_start(Path()) == "perlu"


def test_every_spot_of_the_tree_can_be_linked():
    for path, _ in pages(rules()):
        payload = write_start(path)
        assert len(payload) <= 64
        assert set(payload) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")
        read = read_start(payload, Language.ID)
        assert write_start(read) == payload
        assert read == replace(path, group=read.group)  # a group is only where a sector is found


@pytest.mark.parametrize("payload", ["", "nobody", "e-id-2107091", "perluu", "-perlu"])
def test_what_names_no_door_opens_none(payload):
    assert read_start(payload, Language.ID) is None


@given(st.text(max_size=80))
def test_no_payload_breaks_the_reading(payload):
    opened = read_start(payload, Language.ID)
    assert opened is None or isinstance(opened, Way | Path)
