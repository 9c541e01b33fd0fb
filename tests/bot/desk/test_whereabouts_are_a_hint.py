"""Where somebody stands among the pages is remembered in memory, of the latest, and without a verdict."""

import pytest

from bot.desk import whereabouts
from bot.desk.whereabouts import Whereabouts
from flows.doors import read_way
from flows.eligibility.path import Path, read_data

ANI, BUDI, CITRA = 1, 2, 3
VENDOR = Path("dki", "vendor")


def led(data):
    return read_way(data) or read_data(data)


@pytest.mark.parametrize(
    ("data", "begun"),
    [
        ("e-id-2107091-pdki-kbumn-gmoney", Path("dki", "bumn")),
        ("e-id-2107091-pdki-kfirm-snon_essential-xhr", Path("dki", "firm")),
        ("e-id-2107091", Path()),
        ("go.id.menu", Path()),
        ("go.id.eligibility", Path()),
        ("go.id.eligibility.pdki", Path("dki")),
        ("go.id.eligibility.ess_finance", VENDOR),  # a business follows what was answered
        ("go.id.eligibility.gmedia", VENDOR),
        ("go.id.eligibility.65111", VENDOR),
        ("go.id.answer.price", VENDOR),  # and an answer leads nobody away
        ("go.id.topics.none", VENDOR),
        ("r.A1.3.x", VENDOR),
    ],
)
def test_what_was_answered_before_a_business_is_remembered_and_nothing_else(data, begun):
    places = Whereabouts()
    places.comes(ANI, VENDOR)
    places.follows(ANI, led(data))
    assert places.begun(ANI) == begun
    assert places.is_at_a_page(ANI)


def test_of_those_who_turned_to_no_page_nothing_is_known():
    places = Whereabouts()
    places.follows(ANI, led("go.id.answer.price"))
    assert places.begun(ANI) == Path()
    assert not places.is_at_a_page(ANI)


def test_who_goes_back_to_a_conversation_is_forgotten_and_so_is_whoever_came_long_ago(monkeypatch):
    monkeypatch.setattr(whereabouts, "MOST_REMEMBERED", 2)
    places = Whereabouts()
    for chat in (ANI, BUDI, ANI, CITRA):
        places.comes(chat, VENDOR)
    assert [places.is_at_a_page(chat) for chat in (ANI, BUDI, CITRA)] == [True, False, True]
    places.leaves(ANI)
    places.leaves(ANI)
    assert not places.is_at_a_page(ANI)
