"""Whoever names a business has named nothing else: everything before it is asked, or was answered."""

import pytest

from flows.dialogue import Names, Text
from flows.eligibility.naming import carried_on, code_page
from flows.eligibility.path import Path, read_answers, read_data, write_answers
from flows.language import Language
from tests.flows.eligibility.the_tree import page, rules, said

# Written by hand: what was answered before, what is named, and what is known after that.
CARRIED = {
    ("", "sess_finance"): "sess_finance",
    ("", "s65111"): "s65111",
    ("", "gmedia"): "gmedia",
    ("pdki", "sess_finance"): "pdki-sess_finance",
    ("pdki-kvendor", "sess_finance"): "pdki-kvendor-sess_finance",
    ("pdki-kbumn-gmoney", "s64121"): "pdki-kbumn-s64121",
    ("pdki-kdaily-scrit_food-xhr", "gmedia"): "pdki-kdaily-gmedia",
    ("pdki-ksmall", "sess_finance"): "pdki-ksmall-sess_finance",
    # of these people the business decides nothing, so it must be about somebody else
    ("pdki-kstate", "sess_finance"): "sess_finance",
    ("pdki-kclinic", "sess_finance"): "sess_finance",
    ("pdki-kunsure", "sess_finance"): "sess_finance",
    ("poutside", "sess_finance"): "sess_finance",
    ("purgent-ksick", "s65111"): "s65111",
    ("pmoon-kmoon", "sess_finance"): "sess_finance",
    # who says for whom they work is not told otherwise, and who names nothing begins anew
    ("pdki-kvendor", "pdki-kbumn-sess_finance"): "pdki-kbumn-sess_finance",
    ("pdki-kvendor", ""): "",
}


@pytest.mark.parametrize(("before", "after"), CARRIED.items())
def test_a_business_is_carried_on_from_where_it_is_asked(before, after):
    begun, named = map(read_answers, before)
    assert write_answers(carried_on(rules(), begun, named)) == after


def test_a_business_nobody_knows_leaves_everything_open():
    named = carried_on(rules(), Path("dki", "vendor"), Path(sector="magic"))
    assert page(named).name == "purpose"


def code(digits, begun="", day="2021-07-10"):
    return code_page(rules(day), Language.EN, read_answers(begun), digits)


@pytest.mark.parametrize("digits", ["64121", "50000", "10110", "651"])
def test_digits_get_no_verdict_but_are_asked_after(digits):
    found = code(digits)
    assert found.name == "typed_code"
    yes, anew = found.choices
    assert (yes.value, yes.label) == (
        f"e-en-2107091-s{digits}",
        Text("eligibility.code.yes", {"code": digits}),
    )
    assert anew.value == "go.en.eligibility"
    assert page(read_data(yes.value).path).name == "purpose"
    assert [one.value for one in found.controls] == [
        "go.en.menu",
        f"go.id.eligibility.{digits}",
    ]


def test_what_a_code_begins_with_is_said_by_its_name():
    (asked,) = [code("50000").text]
    assert asked.places == {
        "code": "50000",
        "digits": "50",
        "division": Names("Angkutan Perairan", "Water transport"),
    }


def test_a_code_that_is_meant_follows_the_answers_before_it():
    (yes, _) = code("64121", "pdki-kbumn").choices
    assert yes.value == "e-en-2107091-pdki-kbumn-s64121"
    assert page(read_data(yes.value).path).name == "register.bumn"


@pytest.mark.parametrize("digits", ["04111", "00000", "6"])
def test_a_code_that_there_is_not_is_said_not_to_be_there(digits):
    found = code(digits)
    assert found.name == "no_such_code"
    assert said(found.text) == {"registration.activity.no_division"}
    assert [one.value for one in found.choices] == ["go.en.eligibility"]


def test_digits_that_do_not_settle_it_are_asked_for_in_full():
    found = code("46")
    assert found.name == "more_digits"
    assert said(found.text) == {"registration.activity.more_digits"}
    assert [one.value for one in found.choices] == ["go.en.eligibility"]
    assert page(read_answers("pdki-kfirm-s46")).name == "group"


@pytest.mark.parametrize("link", ["pdki-kfirm-s04999", "pdki-kbumn-s00", "pdki-kvendor-s4400"])
def test_a_code_that_there_is_not_gets_no_verdict_by_a_link_either(link):
    assert page(read_answers(link)).name == "group"


def test_without_permits_a_code_leads_nowhere():
    assert code("65111", day="2021-07-04").name == "not_yet.not_yet"
    assert code("65111", day="2021-09-08").name == "ended.ended"
