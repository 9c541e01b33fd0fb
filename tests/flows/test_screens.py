"""What is shown at every place, word for word."""

from dataclasses import replace

import pytest

from flows.dialogue import Answers, Choice, Expects, Key, Names, Question, Text, Unreadable
from flows.effects import Line
from flows.screens import review_lines, screen, worded
from flows.session import Closed
from flows.turn import begin
from tests.flows.small_flow import read_words
from tests.flows.standing import COMPLETE, FLOW, VALUES, standing_at, with_items


def shown(session, flow=FLOW):
    return screen(flow, session)


def buttons(choices):
    return [choice.value for choice in choices]


def labels(choices):
    return [choice.label.key for choice in choices]


def test_a_question_is_shown_with_its_words_its_buttons_and_how_far_it_is():
    seen = shown(standing_at("who"))
    assert (seen.flow, seen.place, seen.session, seen.revision) == ("small", "sector", "s1", 5)
    assert seen.text == Text("small.sector.ask", {"rows": 0})
    assert seen.expects is Expects.CHOICE
    assert buttons(seen.choices) == ["bank", "salon"]
    assert buttons(seen.controls) == ["!back", "!help", "!language", "!cancel"]
    assert labels(seen.controls) == [
        "control.back",
        "control.help",
        "control.language",
        "control.cancel",
    ]
    assert (seen.problem, seen.note, seen.lines) == (None, None, ())
    assert (seen.answered, seen.total) == (1, 5)


def test_the_first_question_has_nothing_to_go_back_to():
    assert buttons(shown(standing_at()).controls) == ["!help", "!language", "!cancel"]


def test_the_first_question_changed_again_can_be_left_again():
    seen = shown(standing_at("who", cursor="who"))
    assert buttons(seen.choices) == ["company", "citizen", "!keep"]
    assert "!back" in buttons(seen.controls)


def test_only_a_question_that_is_changed_offers_to_keep_its_answer():
    assert "!keep" not in buttons(shown(standing_at("who")).choices)
    assert "!keep" in buttons(shown(standing_at("who", "sector", cursor="sector")).choices)


def test_a_question_that_may_be_skipped_says_so():
    assert buttons(shown(standing_at("who", "sector", "staff")).choices) == ["!skip"]
    assert buttons(shown(standing_at("who", "sector")).choices) == []


def test_rows_can_be_handed_in_or_cleared_once_there_is_one():
    before = ("who", "sector", "staff", "note")
    assert buttons(shown(standing_at(*before)).choices) == []
    none_left = standing_at(*before, counts={"roster": {"office": 0}})
    assert buttons(shown(none_left).choices) == []
    some = shown(standing_at(*before, counts={"roster": {"office": 2, "service": 1}}))
    assert buttons(some.choices) == ["!done", "!open:list", "!clear"]
    assert some.text == Text("small.roster.ask", {"rows": 3})


def test_a_question_fills_its_own_places_beside_the_number_of_rows():
    flow = with_items(Question(Key("a"), read_words, places=lambda _: {"cap": 25}))
    assert shown(begin(flow, "s1"), flow).text.places == {"rows": 0, "cap": 25}


def test_an_exit_is_shown_with_its_doors_and_the_way_out():
    citizen = replace(standing_at(), answers=Answers({"who": "citizen"}))
    seen = shown(citizen)
    assert (seen.place, seen.text) == ("no_need", Text("small.no_need", {}))
    assert seen.choices == (
        Choice("!open:other", Text("control.open.other")),
        Choice("!finish", Text("control.finish")),
    )
    assert buttons(seen.controls) == ["!back", "!language"]
    assert seen.expects is None


def test_the_review_says_every_answer_in_the_words_of_its_button():
    seen = shown(COMPLETE)
    assert (seen.place, seen.text) == ("review", Text("small.review"))
    assert seen.lines[:3] == (
        Line(Text("small.who.label"), Text("small.company")),
        Line(Text("small.sector.label"), Text("small.bank")),
        Line(Text("small.staff.label"), 12),
    )
    assert buttons(seen.choices) == ["!submit", "!change"]
    assert buttons(seen.controls) == ["!back", "!help", "!language", "!cancel"]
    assert (seen.answered, seen.total) == (6, 6)


def test_an_answer_can_bring_its_own_words():
    names = Names("Ya", "Yes")
    question = Question(Key("a"), read_words, shown=lambda value, _: names if value else "")
    assert worded(question, "x", Answers()) == names
    flow = with_items(question)
    session = replace(begin(flow, "s1"), answers=Answers({"a": "x"}))
    assert review_lines(flow, session) == (Line(Text("small.a.label"), names),)


def test_choosing_offers_every_answer_that_can_be_changed():
    seen = shown(replace(COMPLETE, cursor="?"))
    assert (seen.place, seen.text) == ("choosing", Text("control.choosing"))
    assert seen.choices[0] == Choice("!edit:who", Text("small.who.label"))
    assert buttons(seen.choices) == [f"!edit:{name}" for name in VALUES]
    assert buttons(seen.controls) == ["!back", "!language"]


@pytest.mark.parametrize("closed", list(Closed))
def test_an_ending_offers_to_begin_anew(closed):
    seen = shown(replace(COMPLETE, closed=closed))
    assert (seen.place, seen.text) == (closed.value, Text(f"small.{closed.value}"))
    reopen = ["!reopen"] if closed is Closed.CANCELLED else []
    assert buttons(seen.choices) == [*reopen, "!again"]
    assert buttons(seen.controls) == ["!language"]
    assert (seen.answered, seen.total) == (0, 0)


def test_beside_the_question_for_the_language_no_other_switch_stands():
    asked = Question(Key("a"), read_words, of_language=True)
    assert "!language" not in buttons(
        shown(begin(with_items(asked), "s1"), with_items(asked)).controls
    )
    other = Question(Key("a"), read_words)
    assert "!language" in buttons(
        shown(begin(with_items(other), "s1"), with_items(other)).controls
    )


def at_most_three(counts, _):
    if not 0 < sum(counts.values()) <= 3:
        raise Unreadable("too_many")
    return sum(counts.values())


@pytest.mark.parametrize(
    ("rows", "problem"),
    [({"office": 4}, Text("too_many")), ({"office": 3}, None), ({"office": 0}, None), ({}, None)],
)
def test_rows_that_cannot_be_handed_in_say_so_while_they_are_noted(rows, problem):
    flow = with_items(Question(Key("a"), read_words, Expects.ROWS, tally=at_most_three))
    session = replace(begin(flow, "s1"), counts={"a": rows})
    assert screen(flow, session).problem == problem
    told = screen(flow, session, problem=Text("another"))
    assert told.problem == Text("another")


def test_a_problem_and_a_note_are_shown_with_the_screen():
    problem, note = Text("a.problem"), Text("a.note")
    seen = screen(FLOW, standing_at(), problem=problem, note=note)
    assert (seen.problem, seen.note) == (problem, note)
