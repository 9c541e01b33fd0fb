"""Everybody first sees the same few doors, in their language, and the way to the other one."""

import pytest

from flows.dialogue import Text
from flows.doors import Door, Way, read_way
from flows.language import Language
from flows.menu import menu_page

ID, EN = Language.ID, Language.EN


def behind(choices):
    return [read_way(choice.value) for choice in choices]


@pytest.mark.parametrize("language", Language)
def test_the_first_page_opens_its_doors_in_the_language_it_is_read_in(language):
    assert behind(menu_page(language).choices) == [
        Way(door, language)
        for door in (
            Door.ELIGIBILITY,
            Door.REGISTRATION,
            Door.REPORTING,
            Door.STATUS,
            Door.TOPICS,
        )
    ]


def test_every_door_is_labelled_with_where_it_leads():
    page = menu_page(ID)
    assert page.text == Text("menu.doors")
    assert [choice.label for choice in page.choices] == [
        Text("menu.open.eligibility"),
        Text("menu.open.registration"),
        Text("menu.open.reporting"),
        Text("menu.open.status"),
        Text("menu.open.topics"),
    ]


@pytest.mark.parametrize(("language", "other"), [(ID, EN), (EN, ID)])
def test_below_the_doors_the_same_page_is_offered_in_the_other_language(language, other):
    page = menu_page(language)
    assert behind(page.controls) == [Way(Door.MENU, other)]
    assert [control.label for control in page.controls] == [Text("control.language")]


def test_the_first_page_has_a_name_by_which_it_is_counted_and_nothing_to_hand_on():
    assert (menu_page(ID).name, menu_page(ID).forward) == ("menu", None)
