"""A company goes the whole way: what it is asked, what it looks over and what is handed in."""

from datetime import date

import pytest

from flows.catalogue import CODES
from flows.effects import Submit
from flows.events import Verb
from flows.registration.conversation import registration
from flows.resume import resume
from flows.session import unpack
from tests.flows.registration.company import (
    COMPLETE,
    DAY,
    FINANCE,
    LETTER,
    registering,
    situation,
)
from tests.flows.visit import taken_up, visit

ASKED = [
    "consent",
    "who",
    "activity",
    "sector",
    "nib",
    "company",
    "regency",
    "district",
    "address",
    "representative",
    "position",
    "phone",
    "staff_service",
    "staff_production",
    "staff_office",
    "roster",
    "letter",
    "nib_document",
    "declaration",
]
ANSWERS = {
    "consent": "agree",
    "who": "company",
    "activity": "asuransi",
    "sector": "ess_finance",
    "nib": "9120001234567",
    "company": "PT Asuransi Contoh",
    "regency": "3171",
    "district": "317101",
    "address": "Jl. Contoh 12",
    "representative": "Siti Aminah",
    "position": "Manajer SDM",
    "phone": "+6281234567890",
    "staff_service": 100,
    "staff_production": 0,
    "staff_office": 40,
    "roster": 5,
    "letter": LETTER,
    "nib_document": "",
    "declaration": "agree",
}
COUNTS = {"roster": {"service": 3, "office": 2}}


def kept(answers, **state):
    """A draft as it lies in the store since an earlier day."""
    usual = {"id": "A1B2C3D4", "flow": "registration", "version": 1, "policy": "ppkm-2021-07-09"}
    return unpack({**usual, "revision": 20, "answers": answers, **state})


def test_the_questions_come_in_this_order_and_end_in_the_review():
    siti = registering()
    places, steps = [siti.place], [siti.screen.answered]
    for act in COMPLETE:
        siti.does(act)
        if siti.place != places[-1]:
            places.append(siti.place)
            steps.append(siti.screen.answered)

    assert places == [*ASKED, "review"]
    assert steps == list(range(len(ASKED) + 1))


@pytest.mark.parametrize("acts", [(), FINANCE, COMPLETE])
def test_as_many_steps_are_foreseen_from_the_first_as_are_taken(acts):
    assert registering(*acts).screen.total == len(ASKED)


def test_everything_is_looked_over_in_words_before_it_is_sent():
    assert registering(*COMPLETE).review == {
        "Consent": "I agree",
        "You": "A company's representative",
        "Business": "asuransi",
        "Sector": "Finance and banking",
        "NIB": "9120001234567",
        "Company": "PT Asuransi Contoh",
        "City": "Jakarta Pusat",
        "District": "Gambir",
        "Address": "Jl. Contoh 12",
        "Representative": "Siti Aminah",
        "Position": "Manajer SDM",
        "Phone": "+6281234567890",
        "Staff in service to the public": "100",
        "Staff in production or construction": "0",
        "Staff in the supporting office": "40",
        "Employees": "5 on the list",
        "Assignment letter": "✅ received",
        "NIB document": "not attached",
        "Declaration": "I declare it to be true",
    }


@pytest.mark.parametrize(
    ("activity", "told"),
    [
        ("65111", "✅ Sector: Finance and banking (Essential). The rules allow permits."),
        ("66411", "⚖️ Nearest sector: Payment systems (Essential). The rules do not settle it"),
        ("14111", "📎 Sector: Export-oriented industry (Essential). The rules allow permits with"),
        ("81210", "⚖️ An officer will judge the sector."),  # a code that no sector has to itself
    ],
)
def test_the_review_says_what_the_rules_make_of_a_code(activity, told):
    answers = {name: value for name, value in ANSWERS.items() if name != "sector"}
    evidence = {"evidence": "yes", "evidence_file": "e" * 64} if activity == "14111" else {}
    draft = kept({**answers, "activity": activity, **evidence}, counts=COUNTS)
    assert told in taken_up(registration(situation()), draft).told


def test_the_review_shows_the_arithmetic_and_the_people_of_each_unit():
    told = registering(*COMPLETE).told

    assert "Service: 50% × 100 = 50 permits; on the list: 3" in told
    assert "Office: 25% × 40 = 10 permits; on the list: 2" in told
    assert "Production" not in told


def test_a_change_of_the_business_is_seen_in_the_review():
    siti = registering(*COMPLETE, Verb.CHANGE, ">!edit:activity", "86101", ">agree")

    assert siti.place == "review"
    assert "Sector: Health (Critical). The rules allow permits." in siti.told
    assert "Service: 100% × 100 = 100 permits; on the list: 3" in siti.told


def test_whoever_is_not_sure_reads_it_once_in_the_review():
    unsure = {**ANSWERS, "activity": "*", "category": "essential", "sector": "unsure"}
    siti = taken_up(registration(situation()), kept(unsure, counts=COUNTS))

    assert (siti.review["Business"], siti.review["Sector"][2:]) == (
        "picked from the list",
        "Not sure, let an officer judge",
    )
    assert "An officer will judge the sector" in siti.told


def test_whoever_picked_from_the_list_reads_the_sector_in_the_review():
    picked = {**ANSWERS, "activity": "*", "category": "essential"}
    told = taken_up(registration(situation()), kept(picked, counts=COUNTS)).review

    assert (told["Business"], told["Group"]) == ("Finance and banking", "Essential")
    assert told["Sector"] == "Finance and banking"


def test_what_is_sent_is_what_was_answered_under_the_rules_of_the_day():
    siti = registering(*COMPLETE, ">!submit")

    handed_in, _ = siti.effects
    assert handed_in == Submit(
        "A1B2C3D4", "registration", "ppkm-2021-07-09", siti.session.answers, COUNTS
    )
    assert handed_in.answers.values == ANSWERS


def test_after_sending_one_goes_on_to_another_company_or_to_what_becomes_of_this_one():
    siti = registering(*COMPLETE, ">!submit")

    assert siti.labels == [
        "📝 Register another company",
        "📄 Status of an application",
        "🏠 Main menu",
    ]
    assert siti.offered == ["!again", "!open:status", "!open:menu"]


def test_a_draft_of_an_earlier_release_is_taken_up_without_losing_a_word():
    flow, draft = registration(situation()), kept(ANSWERS, counts=COUNTS)

    assert resume(flow, draft) == draft
    assert taken_up(flow, draft).place == "review"


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"activity": "*", "category": "essential"}, "sector"),
        ({"activity": "asuransi", "sector": "none"}, "sector"),
        ({"activity": "asuransi", "sector": "ess_finance", "nib": "none"}, "no_nib"),
        ({**ANSWERS, "regency": "outside"}, "outside_dki"),
        ({"activity": "13111", "evidence": "yes"}, "nib"),
        ({"activity": "13111", "evidence": "no"}, "evidence_first"),
    ],
)
def test_a_draft_that_was_left_at_a_button_is_taken_up_there(answers, place):
    flow = registration(situation())
    draft = kept({"consent": "agree", "who": "company", **answers}, counts=COUNTS)

    assert taken_up(flow, resume(flow, draft)).place == place


def test_a_paper_of_evidence_is_kept_with_the_draft():
    flow = registration(situation())
    first = {name: ANSWERS[name] for name in ("consent", "who")}
    rest = {name: ANSWERS[name] for name in ASKED[4:] if name not in {"staff_service", "roster"}}
    exporting = {"activity": "13111", "evidence": "yes", "evidence_file": "c" * 64}
    staff = {"staff_service": 3, "staff_production": 10, "roster": 2}
    draft = kept({**first, **exporting, **rest, **staff}, counts={"roster": {"production": 2}})

    assert resume(flow, draft) == draft
    assert taken_up(flow, draft).review["Evidence file"] == "✅ received"


def test_a_list_is_declared_complete_again_when_its_sector_is_no_more():
    flow = registration(situation())
    draft = kept(
        {**ANSWERS, "sector": "ess_gone", "roster": 1},
        counts={"roster": {"production": 1}},
        policy="of-old",
    )

    resumed = resume(flow, draft)

    assert taken_up(flow, resumed).place == "sector"
    assert "roster" not in resumed.answers.values
    assert resumed.counts == {"roster": {"production": 1}}


@pytest.mark.parametrize("day", [date(2021, 7, 4), date(2021, 9, 7)])
def test_on_a_day_without_rules_nothing_is_asked(day):
    flow = registration(situation(day))

    told = visit(flow)

    assert (told.place, flow.policy) == ("no_policy", "")
    assert f"{day.day} {day:%B} 2021" in told.told
    assert told.offered == ["!open:menu", "!finish"]


@pytest.mark.parametrize("day", [DAY, date(2021, 9, 7)])
def test_its_buttons_lead_back_to_it_from_any_message_of_old(day):
    flow = registration(situation(day))

    assert CODES[flow.code] == flow.name == "registration"


def test_a_registration_can_be_cancelled_and_taken_up_again():
    siti = registering(*FINANCE, Verb.CANCEL)
    assert siti.place == "cancelled"
    assert siti.does(">!reopen").place == "nib"
