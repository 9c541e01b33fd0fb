"""What the conversations of reporting never do: hold a person, show what is private, lose words."""

import pytest

from bot.delivery import Tapped
from bot.reporting.leading import read_own_press
from bot.wording import load_texts
from flows.dialogue import Answers, Unreadable
from flows.language import Language
from flows.reporting import FOLLOW_UP, REPORT, START
from flows.resume import resume
from flows.session import unpack
from tests.flows.reporting.talk import CODE

FLOWS = (START, REPORT, FOLLOW_UP)
QUESTIONS = {f"{flow.name}.{each.name}": each for flow in FLOWS for each in flow.questions()}
BEFORE = Answers({"receipt": CODE, "regency": "3171", "wish": "add"})


def test_no_question_asks_for_a_person():
    assert list(QUESTIONS) == [
        "report_start.door",
        *("reporting.receipt", "reporting.promise", "reporting.employer", "reporting.address"),
        *("reporting.regency", "reporting.district", "reporting.sector", "reporting.violation"),
        *("reporting.when", "reporting.how_many", "reporting.story", "reporting.photo"),
        "reporting.typed_back",
        *("follow_up.receipt", "follow_up.wish", "follow_up.added", "follow_up.sure"),
    ]


def test_a_code_and_all_words_of_ones_own_are_private():
    assert {name for name, question in QUESTIONS.items() if question.private} == {
        *("reporting.receipt", "reporting.typed_back", "follow_up.receipt"),
        *("reporting.employer", "reporting.address", "reporting.sector", "reporting.story"),
        *("reporting.photo", "follow_up.added"),
    }


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_help_and_a_label_in_both_languages(name):
    for part in ("ask", "help", "label"):
        for language in Language:
            assert load_texts().has(f"{name}.{part}", language)


@pytest.mark.parametrize("button", ["l.explored.4.read", "f.explored.1.add", "n.explored.0.!back"])
def test_buttons_on_telephones_go_on_working(button):
    assert read_own_press(Tapped(button, 1, "tap"))


@pytest.mark.parametrize("flow", FLOWS)
def test_what_was_begun_before_a_restart_goes_on_as_it_was(flow):
    begun = unpack({"id": "s", "flow": flow.name, "version": 1, "policy": "", "revision": 3})
    assert resume(flow, begun) == begun


def is_read(question, reply):
    try:
        return bool(question.read(reply, Answers() if question.name == "receipt" else BEFORE))
    except Unreadable as unreadable:
        return not load_texts().say(unreadable.problem, Language.ID)


@pytest.mark.parametrize("name", [*QUESTIONS][1:])
def test_a_walk_through_a_conversation_meets_what_is_read_and_what_is_not(name):
    examples = QUESTIONS[name].examples
    assert is_read(QUESTIONS[name], examples[0])
    if name != "reporting.photo":  # any handle is one of ours
        assert not is_read(QUESTIONS[name], examples[-1])
