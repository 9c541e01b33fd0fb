"""Every known question has an answer in both languages that says what it must, and no more."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot import policies
from bot.questions import load_questions
from bot.wording import load_texts
from flows.doors import read_way, write_way
from flows.language import Language
from flows.questions.answers import way
from flows.questions.intents import ASSERTED, INTENTS, TOPICS, topic_of
from flows.questions.ranker import Candidate

FACTS = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text("utf-8"))
DAY = date(2021, 7, 10)
LANGUAGES = tuple(Language)
LONGEST = 700
DAYS = [date(2021, 7, 6), DAY, date(2021, 7, 22), date(2021, 8, 12), date(2021, 9, 8)]
QUESTIONS = load_questions()
SECTORS = tuple(policies.load().versions[0].sectors)


def told(intent, language, on=DAY, sector=""):
    says = QUESTIONS.tell(Candidate(intent, 1.0, sector), on)
    return load_texts().plain(says, language)


def test_there_are_forty_four_questions_each_under_one_topic():
    assert len(INTENTS) == len(set(INTENTS)) == 44
    assert {topic_of(intent) for intent in INTENTS} == set(TOPICS)
    assert set(INTENTS) >= ASSERTED


def test_every_question_has_its_facts_written_down():
    assert {facts.get("intent", name) for name, facts in FACTS.items()} == set(INTENTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FACTS)
def test_an_answer_says_what_it_must_and_nothing_it_must_not(name, language):
    facts = FACTS[name]
    text = told(facts.get("intent", name), language, facts.get("on", DAY))
    for fact in facts["must"][LANGUAGES.index(language)]:
        assert re.search(fact, text, re.IGNORECASE), (fact, text)
    for wrong in facts.get("never", ()):
        assert not re.search(wrong, text, re.IGNORECASE), (wrong, text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("intent", INTENTS)
def test_an_answer_is_read_without_scrolling_on_any_day(intent, language):
    for day in DAYS:
        text = told(intent, language, day)
        assert 40 < len(text) <= LONGEST, (day, len(text))


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sector_is_judged_as_the_rules_of_the_day_judge_it(sector, language):
    for day in DAYS[:-1]:
        text = told("elig_sector", language, day, sector)
        assert len(text) <= LONGEST
        if sector == "non_essential":
            assert "🔴" in text
        elif sector == "ess_government":
            assert re.search("tidak perlu STRP|no STRP is needed", text)
        else:
            assert re.search("bukan pekerja|not the worker", text)
        assert told("wfo_quota", language, day, sector)


def test_the_same_sector_may_be_judged_otherwise_on_another_day():
    assert "esensial" in told("elig_sector", Language.ID, date(2021, 7, 8), "ess_payment")
    assert "petugas yang memutuskan" in told("elig_sector", Language.ID, DAY, "ess_payment")


def test_a_sector_that_must_prove_itself_is_told_with_what():
    assert "🟡" in told("elig_sector", Language.ID, DAY, "ess_export")
    assert "IOMKI" in told("elig_sector", Language.EN, DAY, "ess_export")
    assert "🟢" in told("elig_sector", Language.ID, DAY, "crit_food")


@pytest.mark.parametrize("day", DAYS[:-1])
def test_who_needs_none_in_the_health_sector_is_told_beside_who_registers(day):
    assert "Tenaga kesehatan tidak perlu STRP" in told(
        "elig_sector", Language.ID, day, "crit_health"
    )
    assert "Health workers need no STRP" in told("elig_sector", Language.EN, day, "crit_health")
    assert "SIP" not in told("elig_sector", Language.ID, day, "crit_food")


def test_the_limits_of_a_sector_come_from_its_rules():
    assert "100 %" in told("wfo_quota", Language.ID, date(2021, 7, 8), "crit_food")
    assert "perkantoran 25 %" in told("wfo_quota", Language.ID, DAY, "crit_food")
    assert "service 50 %" in told("wfo_quota", Language.EN, DAY, "ess_finance")


def test_after_the_permit_ended_every_rule_says_so():
    for intent in INTENTS:
        text = told(intent, Language.EN, date(2021, 9, 8))
        timeless = topic_of(intent) in {"us", "report"}
        assert timeless or "7 September 2021" in text, intent


@pytest.mark.parametrize("intent", INTENTS)
def test_a_button_leads_back_to_its_question(intent):
    for sector in ("", "crit_logistics") if intent in {"elig_sector", "wfo_quota"} else ("",):
        data = write_way(way(Candidate(intent, 0.4, sector), Language.EN))
        assert len(data.encode()) <= 64
        read = QUESTIONS.answers.read(read_way(data).word)
        assert read == Candidate(intent, 1.0, sector)
        for language in Language:
            assert load_texts().plain(QUESTIONS.answers.label(read), language)


def test_a_forged_button_leads_nowhere():
    for word in ("", "fly", "price.ess_finance", "elig_sector.moon", "out_of_scope"):
        assert QUESTIONS.answers.read(word) is None
