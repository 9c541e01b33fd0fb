"""Answers and states are alike where exchanging them leads nobody anywhere else."""

from dataclasses import replace
from itertools import pairwise

import pytest

from flows.abstraction import (
    Option,
    kind_of,
    kinds,
    open_question,
    options,
    representatives,
    sample_answers,
    state_of,
)
from flows.dialogue import Answers, Expects, Key, Question, Unreadable
from flows.session import Closed
from flows.turn import begin
from tests.flows.small_flow import NOTE, STAFF, a_small_flow, offered, one_of, read_words

SMALL = a_small_flow()
KNOWN = kinds(SMALL)


def with_items(*items):
    return replace(SMALL, items=items)


def test_a_question_is_answered_by_its_buttons_then_by_its_examples_then_by_skipping_it():
    question = Question(
        Key("a"),
        one_of("x", "y", "z"),
        Expects.CHOICE,
        offered("x", "y", "bad"),
        skippable=True,
        examples=("y", "z", "worse"),
    )
    found = options(question, Answers())
    assert found == (Option("x", "x"), Option("y", "y"), Option("z", "z"), Option("", ""))
    assert options(replace(question, skippable=False), Answers()) == found[:3]


def test_a_reply_is_told_from_the_answer_it_is_read_as():
    assert options(SMALL.items[4], Answers()) == (Option("12", 12),)


def weighed(counts, _):
    return sum(
        {"production": 1, "office": 10, "service": 100}[unit] * n for unit, n in counts.items()
    )


def test_rows_are_tried_of_every_unit_alone_of_two_together_and_far_too_many():
    roster = Question(Key("roster"), read_words, Expects.ROWS, tally=weighed)
    assert [option.value for option in options(roster, Answers())] == [
        310,
        100,
        1,
        10,
        100_000_000,
    ]
    assert {option.reply for option in options(roster, Answers())} == {""}


def few(counts, _):
    if sum(counts.values()) > 20:
        raise Unreadable("small.too_many")
    return sum(counts.values())


def strange(counts, _):
    if "production" in counts:
        raise KeyError("production")
    return few(counts, _)


def test_rows_that_cannot_be_handed_in_are_no_answer():
    roster = Question(Key("roster"), read_words, Expects.ROWS, tally=few)
    assert [option.value for option in options(roster, Answers())] == [4, 1, 1, 1]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({}, "who"),
        ({"who": "company"}, "sector"),
        ({"who": "citizen"}, None),  # at an exit
        ({"who": "company", "sector": "bank", "staff": 3, "roster": 1, "letter": "f"}, None),
        ({"who": "company", "sector": "bank", "staff": 12}, "note"),
    ],
)
def test_answers_lead_to_the_next_open_question_or_to_none(values, name):
    found = open_question(SMALL, Answers(values))
    assert (found.name if found else None) == name


def test_a_conversation_that_asks_nothing_leads_to_no_question():
    assert open_question(with_items(), Answers()) is None
    assert sample_answers(with_items()) == (Answers(),) * 24


def test_sample_conversations_take_every_way_in_turn():
    shapes = [frozenset(answers.values) for answers in sample_answers(SMALL)]
    assert len(shapes) == 24
    assert set(shapes) == {
        frozenset({"who"}),
        frozenset({"who", "sector"}),
        frozenset({"who", "sector", "staff", "note", "roster", "letter"}),
    }
    assert len(set(shapes[:3])) == 3


def test_samples_hold_every_answer_together_with_every_other():
    names = ("north", "south", "east")
    flow = with_items(
        *(Question(Key(key), one_of(*names), Expects.CHOICE, offered(*names)) for key in "abcde")
    )
    samples = [answers.values for answers in sample_answers(flow)]
    assert len(samples) == len({repr(each) for each in samples}) == 24
    for one, other in pairwise("abcde"):
        assert len({(each[one], each[other]) for each in samples}) == 9


def test_a_question_nobody_can_answer_ends_a_sample_conversation():
    def never(_reply, _answers):
        raise Unreadable("small.never")

    flow = with_items(Question(Key("a"), read_words, examples=("x",)), Question(Key("b"), never))
    assert {repr(each.values) for each in sample_answers(flow)} == {"{'a': 'x'}"}


def test_answers_are_of_one_kind_where_they_change_no_condition_and_no_tally():
    assert KNOWN == {
        "who": {"company": 0, "citizen": 1},
        "sector": {"bank": 0, "salon": 1},
        "staff": {12: 0},
        "note": {"hello": 0, "": 0},
        "roster": {4: 0, 1: 0, 1_000_000: 0},
        "letter": {"file-1": 0},
    }


def limited(counts, answers):
    if sum(counts.values()) > (answers.get(STAFF) or 0):
        raise Unreadable("small.too_many")
    return sum(counts.values())


def test_answers_are_of_two_kinds_where_a_tally_tells_them_apart():
    def read(reply, _):
        return int(reply)

    staff = Question(STAFF, read, examples=("2", "3", "9"))
    roster = Question(Key("roster"), read_words, Expects.ROWS, tally=limited)
    assert kinds(with_items(staff, roster))["staff"] == {2: 0, 3: 0, 9: 1}


def test_answers_are_of_two_kinds_where_rows_are_refused_for_another_reason():
    def refusing(counts, answers):
        reasons = {"never": "small.never", "full": "small.full"}
        if answers.get(NOTE) in reasons:
            raise Unreadable(reasons[answers.get(NOTE)])
        return sum(counts.values())

    replies = ("yes", "also", "never", "full")
    question = Question(NOTE, one_of(*replies), Expects.CHOICE, offered(*replies))
    roster = Question(Key("roster"), read_words, Expects.ROWS, tally=refusing)
    numbers = kinds(with_items(question, roster))["note"]
    assert numbers == {"yes": 0, "also": 0, "never": 1, "full": 2}


def test_an_answer_on_which_a_condition_breaks_is_of_a_kind_of_its_own():
    def breaks(answers):
        faults = {"odd": KeyError("roster"), "worse": ValueError("roster")}
        if answers.get(NOTE) in faults:
            raise faults[answers.get(NOTE)]
        return False

    replies = ("yes", "odd", "worse")
    question = Question(NOTE, one_of(*replies), Expects.CHOICE, offered(*replies))
    between = Question(Key("stuck"), read_words)  # so that no sample walks into the break
    last = Question(Key("last"), read_words, relevant=breaks)
    numbers = kinds(with_items(question, between, last))["note"]
    assert numbers == {"yes": 0, "odd": 1, "worse": 2}


@pytest.mark.parametrize(
    ("numbers", "named"),
    [({}, "0"), ({"a": 0, "b": 0}, "0"), ({"a": 0, "b": 1}, "other")],
)
def test_an_answer_no_sample_held_is_like_the_rest_only_if_all_are_alike(numbers, named):
    assert kind_of(numbers, "new") == named


def test_an_answer_a_sample_held_is_of_its_own_kind():
    assert [kind_of({"a": 0, "b": 1}, value) for value in ("a", "b")] == ["0", "1"]


def test_of_many_buttons_the_first_and_the_last_of_every_kind_are_kept():
    found = [Option(value, value) for value in "abcdef"]
    numbers = {"a": 0, "b": 0, "c": 0, "d": 1, "e": 2, "f": 2}
    assert [option.value for option in representatives(found, numbers)] == ["a", "c", "d", "f"]


def a_session(values, **changed):
    return replace(begin(SMALL, "s1"), answers=Answers(values), **changed)


def state(values=(), **changed):
    return state_of(SMALL, KNOWN, a_session(dict(values), **changed))


COMPANY = {"who": "company"}
ROWS = {"roster": {"office": 2}}
APART = [
    (state(COMPANY), state({"who": "citizen"})),
    (state(COMPANY), state()),
    (state({**COMPANY, "staff": 3}), state({**COMPANY, "note": ""})),
    (state(COMPANY, cursor="who"), state(COMPANY)),
    (state(COMPANY, counts=ROWS), state(COMPANY)),
    (state(COMPANY, closed=Closed.CANCELLED), state(COMPANY)),
    (state(COMPANY, closed=Closed.CANCELLED), state(closed=Closed.CANCELLED)),
    (state(closed=Closed.LEFT), state(closed=Closed.EXPIRED)),
    (state(closed=Closed.LEFT, counts=ROWS), state(closed=Closed.LEFT)),
]
ALIKE = [
    (state({"note": "hello"}), state({"note": "never heard"})),
    (state({"note": "", "who": "company"}), state({"who": "company", "note": ""})),
    (state(counts=ROWS), state(counts={"roster": {"service": 7, "office": 1}})),
    (state(counts={"roster": {"office": 0}}), state()),
    (state(counts={"gone": {"office": 4}}), state()),
    (state(COMPANY, closed=Closed.LEFT), state(closed=Closed.LEFT)),
    (state(COMPANY, closed=Closed.SUBMITTED), state(closed=Closed.SUBMITTED, cursor="who")),
    (state(revision=4, last=(3, "x")), state()),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_states_from_which_a_conversation_goes_on_differently_are_apart(one, other):
    assert one != other


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_states_from_which_a_conversation_goes_on_alike_are_one(one, other):
    assert one == other


def test_rows_that_cannot_be_handed_in_are_a_state_of_their_own():
    roster = Question(Key("roster"), read_words, Expects.ROWS, tally=strange)
    flow = with_items(roster, replace(roster, key=Key("guests")))
    some, many, broken, guests = (
        state_of(flow, {}, a_session({}, counts=counts))
        for counts in (
            {"roster": {"office": 2}},
            {"roster": {"office": 21}},
            {"roster": {"production": 2}},
            {"guests": {"office": 2}},
        )
    )
    assert len({some, many, broken, guests}) == 4
    assert state_of(flow, {}, a_session({}, counts={"roster": {"office": 9}})) == some
