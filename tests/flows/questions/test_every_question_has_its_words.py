"""Every question we know has a name, an answer and a place among the topics, in both languages."""

from pathlib import Path

import pytest
import yaml

from flows.questions.asking import Reason
from flows.questions.intents import ASSERTED, BY_SECTOR, INTENTS, OUTSIDE, TOPICS, topic_of

FLOWS = Path(__file__).parents[3] / "flows"


def read(name):
    return yaml.load((FLOWS / name).read_text("utf-8"), Loader=yaml.CSafeLoader)


WORDS = [read(f"texts/{language}/answers.yaml") for language in ("id", "en")]


def named(texts, prefix, suffix=""):
    parts = (key.removeprefix(prefix) for key in texts if key.startswith(prefix))
    return {one.removesuffix(suffix) for one in parts if one.endswith(suffix)}


@pytest.mark.parametrize("texts", WORDS, ids=["id", "en"])
def test_what_has_a_name_is_what_we_know(texts):
    assert {one for one in named(texts, "question.") if "." not in one} == set(INTENTS)
    assert named(texts, "question.", ".of_sector") == BY_SECTOR
    assert named(texts, "topic.") == set(TOPICS)
    assert {f"ask.{intent}" for intent in INTENTS} <= texts.keys()
    assert {f"unsure.{reason.value}" for reason in Reason} <= texts.keys()


def test_no_question_stands_under_two_topics():
    assert len(INTENTS) == len(set(INTENTS))


@pytest.mark.parametrize(
    ("intent", "topic"),
    [
        ("who_must", "who"),
        ("freelancer", "alone"),
        ("elig_sector", "sector"),
        ("pregnant", "urgent"),
        ("price", "apply"),
        ("sla", "waiting"),
        ("validity", "permit"),
        ("transit", "road"),
        ("report_company", "report"),
        ("greeting", "us"),
    ],
)
def test_a_question_is_found_where_people_look_for_it(intent, topic):
    assert topic_of(intent) == topic
    assert intent in TOPICS[topic]


def test_what_may_be_answered_at_once_is_what_has_approved_phrasings():
    assert read("questions/approved.yaml").keys() - {"small_words"} == ASSERTED


def test_nothing_that_depends_on_a_sector_is_answered_at_once():
    assert not BY_SECTOR & ASSERTED
    assert set(INTENTS) >= ASSERTED


def test_talk_that_is_none_of_our_questions_is_told_as_its_own_reason():
    assert {"out_of_scope", "no_rule", "own_treatment", "abusive"} == OUTSIDE
    assert {Reason(kind) for kind in OUTSIDE} <= set(Reason)
    assert not OUTSIDE & set(INTENTS)
