"""What is shown for a question always has a way on, and every way leads somewhere."""

from datetime import date

import pytest

from bot.questions import load_questions
from bot.wording import load_texts
from flows.doors import Door, read_way, write_way
from flows.language import Language
from flows.questions.asking import Abstain, Answer, Further, Reason, Suggest
from flows.questions.intents import INTENTS, TOPICS
from flows.questions.offers import Offers
from flows.questions.ranker import Candidate

ANSWERS = load_questions().answers
DAY = date(2021, 7, 10)


@pytest.fixture(params=list(Language))
def offers(request):
    return Offers(ANSWERS, request.param, DAY)


def proven(offer, language):
    assert load_texts().plain(offer.text, language)
    for label, way in offer.doors:
        assert load_texts().plain(label, language)
        assert read_way(write_way(way)) == way
    return [way.door for _, way in offer.doors]


def test_buttons_lead_to_answers_and_past_them(offers):
    ranking = (Candidate("elig_sector", 0.6, "crit_food"), Candidate("price", 0.2))
    shown = offers.show(Suggest(ranking, Further.NOTHING))
    assert proven(shown, offers.language) == [Door.ANSWER, Door.ANSWER, Door.TOPICS]
    shown = offers.show(Suggest(ranking, Further.PERSON))
    assert proven(shown, offers.language)[-1] is Door.PERSON


@pytest.mark.parametrize("reason", list(Reason))
def test_not_knowing_leads_to_the_topics_and_then_to_a_person(offers, reason):
    shown = offers.show(Abstain(reason, Further.TOPICS))
    assert proven(shown, offers.language) == [Door.TOPICS] * len(TOPICS)
    shown = offers.show(Abstain(reason, Further.PERSON))
    assert proven(shown, offers.language) == [Door.PERSON]


def test_every_question_is_reached_through_its_topic(offers):
    reached = []
    for _, way in offers.topics().doors:
        topic = offers.topic(way.word)
        proven(topic, offers.language)
        reached += [ANSWERS.read(way.word).intent for _, way in topic.doors]
    assert sorted(reached) == sorted(INTENTS)
    assert offers.topic("none such") == offers.topics()


@pytest.mark.parametrize("intent", INTENTS)
def test_an_answer_leads_on(offers, intent):
    assert len(proven(offers.show(Answer(Candidate(intent, 1.0))), offers.language)) == 1


def test_a_confirmed_sector_is_carried_into_the_registration(offers):
    (_, way), *_ = offers.tell(Candidate("elig_sector", 1.0, "crit_food")).doors
    assert (way.door, way.word) == (Door.REGISTRATION, "crit_food")
    for closed in ("non_essential", "ess_government"):
        (_, way), *_ = offers.tell(Candidate("elig_sector", 1.0, closed)).doors
        assert way.door is Door.MENU


def test_a_person_can_be_reached(offers):
    proven(offers.person(), offers.language)
