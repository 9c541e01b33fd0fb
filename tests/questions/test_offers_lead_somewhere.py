"""What is shown for a question always has a way on, and every way leads somewhere."""

import re
from datetime import date

import pytest

from bot import policies
from bot.questions import load_questions
from bot.wording import load_texts
from flows.dialogue import Text
from flows.doors import Door, read_way, write_way
from flows.eligibility.page import start_at
from flows.eligibility.path import read_answers
from flows.eligibility.rules import rules_on
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
    assert proven(shown, offers.language)[-2:] == [Door.TOPICS, Door.PERSON]


@pytest.mark.parametrize("reason", sorted(set(Reason) - {Reason.OWN_TREATMENT}))
def test_not_knowing_leads_to_the_topics_and_then_to_a_person(offers, reason):
    shown = offers.show(Abstain(reason, Further.TOPICS))
    assert proven(shown, offers.language) == [Door.TOPICS] * len(TOPICS)
    shown = offers.show(Abstain(reason, Further.PERSON))
    assert proven(shown, offers.language) == [*[Door.TOPICS] * len(TOPICS), Door.PERSON]


def test_a_patient_is_led_to_what_holds_for_their_own_treatment(offers):
    shown = offers.show(Abstain(Reason.OWN_TREATMENT, Further.TOPICS))
    assert proven(shown, offers.language) == [Door.ELIGIBILITY, *[Door.TOPICS] * len(TOPICS)]
    path = read_answers(shown.doors[0][1].word)
    assert start_at(rules_on(policies.load(), DAY), offers.language, path).spot.path == path


def test_of_a_single_question_it_is_asked_whether_it_was_meant(offers):
    shown = offers.show(Suggest((Candidate("ojol", 0.9),), Further.NOTHING))
    assert load_texts().plain(Text("question.ojol"), offers.language) in load_texts().plain(
        shown.text, offers.language
    )
    assert proven(shown, offers.language) == [Door.ANSWER, Door.TOPICS]


def test_a_trade_leads_into_the_tree_and_so_does_a_look_at_all_the_others(offers):
    shop = (Candidate("elig_sector", 0.3, "non_essential"),)
    shown = offers.show(Suggest(shop, Further.NOTHING, frozenset({"non_essential"})))
    assert proven(shown, offers.language) == [Door.ELIGIBILITY, Door.ELIGIBILITY, Door.TOPICS]


def test_a_question_that_is_surely_meant_stands_before_a_trade(offers):
    ranking = (Candidate("pregnant", 0.9), Candidate("elig_sector", 0.9, "crit_health"))
    shown = offers.show(Suggest(ranking, Further.NOTHING, frozenset({"crit_health"})))
    assert proven(shown, offers.language) == [Door.ANSWER, Door.ELIGIBILITY, Door.TOPICS]


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
    assert proven(offers.show(Answer(Candidate(intent, 1.0))), offers.language)


STEPS = {
    Door.REGISTRATION: r"/daftar\b|/register\b|daftarkan usaha tersebut",
    Door.REPORTING: r"/lapor\b|/report\b|dapat melaporkannya|may report it",
    Door.STATUS: r"/status\b|[Uu]nduh ulang|[Dd]ownload it again",
    Door.ELIGIBILITY: r"Perlukah saya STRP|Do I need a permit|Pilih sektornya|Pick the sector",
    Door.DATA: r"/dataku\b|/mydata\b",
    Door.ERASURE: r"/hapus\b|/erase\b",
    Door.PERSON: r"Tanyakan kepada petugas|Ask an officer",
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("door", STEPS)
def test_every_step_that_an_answer_names_is_a_button_below_it(door, language):
    sectors = ANSWERS.policies.versions[-1].sectors
    asked = [*((intent, "") for intent in INTENTS), *(("elig_sector", one) for one in sectors)]
    named = [
        (Offers(ANSWERS, language, on).tell(Candidate(intent, 1.0, sector)), intent, sector)
        for on in (date(2021, 7, 6), DAY, date(2021, 7, 22), date(2021, 9, 8))
        for intent, sector in asked
    ]
    naming = [
        (intent, sector, [way.door for _, way in offer.doors])
        for offer, intent, sector in named
        if re.search(STEPS[door], load_texts().plain(offer.text, language))
    ]
    assert naming
    assert [one for one in naming if door not in one[2]] == []


def test_a_confirmed_sector_is_carried_into_the_registration(offers):
    (_, way), *_ = offers.tell(Candidate("elig_sector", 1.0, "crit_food")).doors
    assert (way.door, way.word) == (Door.REGISTRATION, "crit_food")
    (_, way), *_ = offers.tell(Candidate("elig_sector", 1.0, "ess_government")).doors
    assert way.door is Door.MENU


def test_a_person_can_be_reached(offers):
    assert proven(offers.person(), offers.language) == []
    (_, back), *_ = offers.person("pdki-kfirm").doors
    assert (back.door, back.word) == (Door.ELIGIBILITY, "pdki-kfirm")
