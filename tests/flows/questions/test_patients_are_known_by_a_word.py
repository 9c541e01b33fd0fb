"""Only a word of illness or treatment makes a patient of whoever speaks of themselves."""

import pytest

from flows.questions.patients import speaks_of_treatment, without_patients
from flows.questions.ranker import Candidate


@pytest.mark.parametrize(
    "text",
    [
        "kontrol diabetes saya",
        "CUCI DARAH tiap minggu",
        "obatnya habis",
        "mau vaksinasi di gelora",
        "ke rs dharmais",
        "ke rsud tarakan",
        "I need chemo every week",
        "my back hurts",
        "Heading to A&E",
        "x-ray of my foot",
    ],
)
def test_a_word_of_treatment_is_heard(text):
    assert speaks_of_treatment(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "saya ditagih 50000",
        "I repair watches",
        "I clean swimming pools",
        "pusing saya",
        "suami saya",
        "pabrik kontrolir",  # begins like one and is none
        "kerja di toko",
        "saya kuli bangunan",
        "kerja sudah 5 th",
    ],
)
def test_who_only_speaks_of_themselves_is_no_patient(text):
    assert not speaks_of_treatment(text)


def test_what_patients_leave_is_shared_out_among_the_others():
    ranking = (Candidate("own_treatment", 0.6), Candidate("price", 0.3), Candidate("sla", 0.1))
    price, sla = without_patients(ranking)
    assert (price.intent, sla.intent) == ("price", "sla")
    assert price.score == pytest.approx(0.75)
    assert sla.score == pytest.approx(0.25)
    assert without_patients(ranking[1:]) == ranking[1:]
    assert without_patients((Candidate("own_treatment", 1.0), Candidate("sla", 1e-8))) == (
        Candidate("sla", 1.0),
    )
