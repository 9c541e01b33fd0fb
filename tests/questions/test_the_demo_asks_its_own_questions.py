"""What the town of the demo asks can be worked off: it is of no gate, so the gate may pass it."""

from bot.corpus import demo_questions, gate_questions, learnt_questions
from bot.gate import try_lesson
from bot.made_up_questions import made_up_questions
from bot.questions import load_questions
from flows.dialogue import Names
from flows.questions.lessons import Lesson, LessonStatus
from tests.support.builders import NOON

QUESTIONS = load_questions()
OWN = Names("Loket tutup dua hari.", "The counter is closed for two days.")


def said(some):
    return {one.question.casefold() for one in some}


def test_no_question_of_the_demo_is_of_the_gate_or_of_what_was_learnt():
    assert len(demo_questions()) >= 30
    assert not said(demo_questions()) & (said(gate_questions()) | said(learnt_questions()))


def test_the_town_asks_what_could_not_be_answered_at_once():
    kept = {one.text for one in made_up_questions(NOON)}
    assert len(kept) >= 25


def test_an_officer_may_answer_what_the_demo_asks_beside_our_matter():
    beside = [one.question for one in demo_questions() if not one.is_ours]
    lessons = [
        Lesson(7, text, text, "", OWN, LessonStatus.PROPOSED, "siti", NOON) for text in beside
    ]
    passed = [
        one.phrase
        for one in lessons
        if try_lesson(QUESTIONS.with_lesson(one), QUESTIONS.approved, one).is_passed
    ]
    assert "kantor pelayanan tutup pas idul adha ga" in passed
    assert len(passed) >= 5, passed
