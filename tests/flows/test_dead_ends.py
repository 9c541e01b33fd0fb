"""A dead end is told by the place where people come to a stop, and only there."""

from dataclasses import replace

import pytest

from flows.checker import check
from flows.dialogue import Exit, Expects, Key, Question, Unreadable
from flows.promises import Finding
from tests.flows.small_flow import a_small_flow, offered, one_of, read_words

SMALL = a_small_flow()


def never(_reply, _answers):
    raise Unreadable("small.never")


def refused(_counts, _answers):
    raise Unreadable("small.too_many")


def said(key, value):
    return lambda answers: answers.values.get(key) == value


def dead_ends(*items, **changed):
    found = check(replace(SMALL, items=items, **changed), has_text=lambda *_: True)
    return [each.place for each in found if each.rule == "ends_somewhere"]


FINE = Question(Key("fine"), read_words, examples=("x",))
STUCK = Question(Key("stuck"), never)
CHOICE = Question(Key("who"), one_of("a", "b"), Expects.CHOICE, offered("a", "b"))
DOOR = Exit("door", said("who", "a"))
ROWS = Question(Key("roster"), read_words, Expects.ROWS, tally=refused)

SOUND = [
    (FINE,),
    (FINE, replace(FINE, key=Key("other"))),
    (CHOICE, DOOR),
    (CHOICE, Exit("door", lambda answers: answers.has("who"))),
    (replace(STUCK, skippable=True),),
    (Question(Key("letter"), read_words, Expects.FILE),),
    (Question(Key("roster"), read_words, Expects.ROWS),),
    (),
]


@pytest.mark.parametrize("items", SOUND)
def test_a_conversation_that_can_be_handed_in_or_left_has_no_dead_end(items):
    assert dead_ends(*items) == []


DEAD = [
    ((STUCK,), ["stuck"]),
    ((FINE, STUCK), ["stuck"]),  # one that leads there is not a dead end of its own
    ((FINE, replace(FINE, key=Key("other")), STUCK), ["stuck"]),
    ((CHOICE, DOOR, STUCK), ["stuck"]),  # whoever turns back could leave, but not from here
    (
        (CHOICE, replace(STUCK, relevant=said("who", "a")), replace(STUCK, key=Key("other"))),
        ["other", "stuck"],
    ),
    ((replace(STUCK, expects=Expects.FILE),), ["stuck"]),
    ((replace(STUCK, expects=Expects.CHOICE),), ["stuck"]),
    ((ROWS,), ["emptying", "roster"]),  # rows are entered and emptied for ever
    ((FINE, ROWS), ["emptying", "roster"]),
]


@pytest.mark.parametrize(("items", "places"), DEAD)
def test_where_nothing_leads_on_but_turning_back_or_giving_up_is_a_dead_end(items, places):
    assert dead_ends(*items) == places


def test_a_dead_end_is_told_in_a_sentence():
    found = check(replace(SMALL, items=(STUCK,)), has_text=lambda *_: True)
    told = "neither an exit nor handing in can be reached"
    assert found == (Finding("ends_somewhere", "stuck", told),)


def test_a_choice_that_leads_to_another_conversation_ends_there():
    doors = offered("!open:status", "!open:report")
    asks = Question(Key("where"), never, Expects.CHOICE, doors)
    assert dead_ends(asks) == []
    assert dead_ends(CHOICE, DOOR, asks) == []


def test_a_door_beside_a_question_that_cannot_be_answered_is_no_way_on():
    asks = Question(Key("where"), never, choices=offered("!open:status"))
    assert dead_ends(asks) == ["where"]


def test_where_something_is_only_looked_up_a_dead_end_is_told_too():
    assert dead_ends(CHOICE, DOOR, STUCK, looks_up=True) == ["stuck"]
