"""People name their work as they call it; it is no other matter, and no other trade."""

import pytest

from bot.commands.ask import candidates_of
from bot.questions import load_questions
from flows.questions.asking import Abstain, Suggest

QUESTIONS = load_questions()
WORK = {
    "relawan vaksinasi": "crit_health",
    "petugas sentra vaksin": "crit_health",
    "laboratorium pcr": "crit_health",
    "lab antigen": "crit_health",
    "sawit perkebunan": "crit_food",
    "kerja di kebun sawit": "crit_food",
    "money changer": "ess_finance",
    "penukaran valas": "ess_finance",
    "tukang pijat": "non_essential",
    "spa pijat": "non_essential",
    "I hold a KITAS and work for a japanese auto parts plant": "ess_export",
}
ASKED = {
    "vaksin sinovac sekali cukup?": "vaccine_req",
    "baru vaksin moderna sekali, cukup?": "vaccine_req",
    "bedanya wfh 100 sama 50": "wfo_quota",
    "beda wfo 25 dan 50 persen": "wfo_quota",
}


@pytest.mark.parametrize(("text", "sector"), WORK.items())
def test_a_place_of_work_is_led_to_its_sector(text, sector):
    made = QUESTIONS.ask(text)
    assert isinstance(made, Suggest)
    assert sector in [one.sector for one in made.candidates]
    assert made.candidates[0].intent == "elig_sector"


@pytest.mark.parametrize(("text", "intent"), ASKED.items())
def test_a_question_of_ours_is_among_what_is_offered(text, intent):
    assert intent in [one.intent for one in candidates_of(QUESTIONS.ask(text))]


@pytest.mark.parametrize("text", ["kos kosan", "kost putri", "pengelola kosan"])
def test_who_lets_rooms_prints_no_paper_and_keeps_no_hotel(text):
    made = QUESTIONS.ask(text)
    assert "ess_ict" not in [one.sector for one in candidates_of(made)]
    assert not isinstance(made, Abstain) or made.is_lost


@pytest.mark.parametrize("text", ["pcr di senayan berapaan", "vaksin dimana", "kos murah"])
def test_who_only_visits_is_not_taken_for_one_who_works_there(text):
    assert [one.intent for one in candidates_of(QUESTIONS.ask(text))][:1] != ["elig_sector"]
