"""A question is answered only if its very words were approved, else offered, else left honestly."""

from dataclasses import replace

import pytest

from flows.questions.asking import (
    BUTTONS,
    Abstain,
    Answer,
    Further,
    Reason,
    Suggest,
    asked,
    why_unread,
)
from flows.questions.ranker import Candidate
from flows.questions.weighing import Model

LIKELY = (
    Candidate("price", 0.5),
    Candidate("sla", 0.2),
    Candidate("out_of_scope", 0.1),
    Candidate("validity", 0.09),
    Candidate("contact", 0.08),
)


def made(*ranking, approved=None, unread=None, misses=0):
    return asked(ranking, approved=approved, unread=unread, misses=misses)


def test_an_approved_phrasing_is_answered_whatever_the_ranking_says():
    assert made(*LIKELY, approved="contact") == Answer(Candidate("contact", 1.0))
    assert made(approved="price", unread=Reason.UNINTELLIGIBLE, misses=9) == Answer(
        Candidate("price", 1.0)
    )


def test_anything_else_is_offered_on_three_buttons_of_our_own_questions():
    shown = made(*LIKELY)
    assert isinstance(shown, Suggest)
    assert [one.intent for one in shown.candidates] == ["price", "sla", "validity"]
    assert len(shown.candidates) == BUTTONS == 3


@pytest.mark.parametrize(("second", "buttons"), [(0.01, 2), (0.0099, 1)])
def test_a_button_that_was_never_the_right_one_is_not_shown(second, buttons):
    shown = made(Candidate("price", 0.6), Candidate("sla", second), misses=0)
    assert [one.intent for one in shown.candidates] == ["price", "sla"][:buttons]


@pytest.mark.parametrize(
    ("ranking", "reason"),
    [
        # from sixty-five hundredths outside our questions on it is none of them
        ((Candidate("out_of_scope", 0.65), Candidate("price", 0.35)), Reason.OUT_OF_SCOPE),
        ((Candidate("out_of_scope", 0.64), Candidate("price", 0.36)), None),
        # all kinds of talk outside count together, the likeliest says why
        (
            (Candidate("price", 0.3), Candidate("no_rule", 0.5), Candidate("abusive", 0.2)),
            Reason.NO_RULE,
        ),
        ((Candidate("no_rule", 0.2), Candidate("abusive", 0.5)), Reason.ABUSIVE),
        # a patient is led to the tree as soon as nothing is likelier
        ((Candidate("own_treatment", 0.3), Candidate("price", 0.29)), Reason.OWN_TREATMENT),
        ((Candidate("own_treatment", 0.3), Candidate("price", 0.3)), None),
        ((Candidate("no_rule", 0.3), Candidate("own_treatment", 0.29)), Reason.AMBIGUOUS),
        ((Candidate("own_treatment", 0.2),), Reason.OWN_TREATMENT),
        ((Candidate("own_treatment", 0.19),), Reason.AMBIGUOUS),  # hardly likely at all
        ((Candidate("own_treatment", 0.19), Candidate("price", 0.1)), None),
        # below two hundredths a question is guessed blindly
        ((Candidate("price", 0.02),), None),
        ((Candidate("price", 0.0199),), Reason.AMBIGUOUS),
        ((Candidate("out_of_scope", 0.5),), Reason.AMBIGUOUS),
        ((Candidate("price", 0.0199), Candidate("sla", 0.02)), Reason.AMBIGUOUS),
        ((), Reason.AMBIGUOUS),
    ],
)
def test_what_is_likely_none_of_our_questions_is_not_offered_and_it_is_said_why(ranking, reason):
    shown = made(*ranking)
    assert getattr(shown, "reason", None) is reason
    assert isinstance(shown, Abstain if reason else Suggest)


def test_what_could_not_be_read_is_not_offered_however_likely_it_looks():
    assert made(*LIKELY, unread=Reason.OTHER_LANGUAGE) == Abstain(
        Reason.OTHER_LANGUAGE, Further.TOPICS
    )


@pytest.mark.parametrize(
    ("misses", "offered", "left"),
    [
        (0, Further.NOTHING, Further.TOPICS),
        (1, Further.TOPICS, Further.TOPICS),
        (2, Further.PERSON, Further.PERSON),
        (3, Further.PERSON, Further.PERSON),
        (30, Further.PERSON, Further.PERSON),
    ],
)
def test_each_miss_in_a_row_leads_nearer_to_a_person(misses, offered, left):
    assert made(*LIKELY, misses=misses).further is offered
    assert made(misses=misses).further is left


TABLE = Model(("price",), (0.0,), {"=biaya": 0, "=где": 1, "halo": 2}, b"", b"", 0.1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("biaya", None),
        ("qwpoi asdf zxcv biaya", None),  # one known word is enough
        ("halo", Reason.UNINTELLIGIBLE),  # a piece of a word is no word
        ("qwpoi asdf", Reason.UNINTELLIGIBLE),
        ("qwpoi asdf zxcv", Reason.OTHER_LANGUAGE),  # three words are a sentence
        ("qwpoi asdf 12 13 14", Reason.UNINTELLIGIBLE),  # numbers are none
        ("где магазин", Reason.UNINTELLIGIBLE),
        ("где тут магазин", Reason.OTHER_LANGUAGE),
        ("", Reason.UNINTELLIGIBLE),
    ],
)
def test_it_is_told_apart_why_nothing_of_a_text_was_ever_met(text, reason):
    assert why_unread(text.split(), TABLE) is reason


def test_a_word_that_is_only_known_as_a_trade_is_read():
    trades = replace(TABLE, places={"=montir": 0})
    assert why_unread(["montir"], TABLE) is Reason.UNINTELLIGIBLE
    assert why_unread(["montir"], TABLE, trades) is None


@pytest.mark.parametrize("reason", Reason)
def test_a_patient_was_understood_though_no_question_is_meant(reason):
    assert Abstain(reason, Further.TOPICS).is_lost is (reason is not Reason.OWN_TREATMENT)
