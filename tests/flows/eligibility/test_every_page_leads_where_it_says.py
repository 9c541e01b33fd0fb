"""Where the buttons of each page lead: on in the tree, back, and to the other conversations."""

from dataclasses import replace

import pytest

from flows.dialogue import Text
from flows.eligibility.leaves import papers_page
from flows.eligibility.path import Path, read_answers
from flows.eligibility.tree import back, open_question, trail
from flows.language import Language
from tests.flows.eligibility.the_tree import page, rules, said

HERE = "e-id-2107091"  # how every button of the tree begins on the 10th of July, in Indonesian
# Written by hand: each page by its answers, and where its buttons lead. A way that begins with
# "go." is a door to another conversation; any other is a page of the tree.
WAYS_ON = {
    "": ["pdki", "poutside", "pseveral", "purgent", "ptrip", "punsure"],
    "pdki": [
        *("pdki-kfirm", "pdki-kbumn", "pdki-kstate", "pdki-khealth"),
        *("pdki-kojol", "pdki-kvendor", "pdki-ksmall", "pdki-kunsure"),
    ],
    "pdki-khealth": ["pdki-kmedic", "pdki-krelief", "pdki-kclinic", "pdki-kunsure"],
    "pdki-ksmall": ["pdki-kdaily", "pdki-khome", "pdki-kown", "pdki-kunsure"],
    "purgent": [
        *("purgent-ksick", "purgent-kdeath", "purgent-kbirth", "purgent-kescort"),
        *("purgent-kmedical", "purgent-kerrand", "purgent-kunsure"),
    ],
    "pdki-kfirm": [
        *("pdki-kfirm-gmoney", "pdki-kfirm-gfood", "pdki-kfirm-scrit_logistics"),
        *("pdki-kfirm-gcare", "pdki-kfirm-gpower", "pdki-kfirm-gplant"),
        *("pdki-kfirm-gmedia", "pdki-kfirm-snon_essential", "pdki-kfirm-gunsure"),
    ],
    "pdki-kbumn-gmoney": [
        *("pdki-kbumn-sess_finance", "pdki-kbumn-sess_capital_market"),
        *("pdki-kbumn-sess_payment", "pdki-kbumn-gunsure"),
    ],
    "pdki-kfirm-gmedia": ["pdki-kfirm-sess_ict", "pdki-kfirm-s62", "pdki-kfirm-gunsure"],
    "pdki-kfirm-s84111": [
        *("pdki-kstate", "pdki-kfirm-s84111-xhr", "go.id.person.pdki-kfirm-s84111"),
    ],
    "pdki-kfirm-sess_finance": [
        "go.id.registration.ess_finance",
        "pdki-kfirm-sess_finance-xpapers",
        "pdki-kfirm-sess_finance-xhr",
    ],
    "pdki-kfirm-sess_export": [
        "go.id.registration.ess_export",
        "pdki-kfirm-sess_export-xpapers",
        "pdki-kfirm-sess_export-xhr",
    ],
    "pdki-kvendor-s65111": [
        "go.id.registration.65111",
        "pdki-kvendor-s65111-xpapers",
        "pdki-kvendor-s65111-xhr",
    ],
    "pdki-kclinic": ["go.id.registration", "pdki-kclinic-xpapers", "pdki-kclinic-xhr"],
    "pdki-kfirm-snon_essential": [
        "go.id.reporting",
        "go.id.person.pdki-kfirm-snon_essential",
    ],
    "pdki-kstate": ["pdki-kstate-xcard"],
    "purgent-ksick": ["purgent-ksick-xpapers", "go.id.person.purgent-ksick"],
    "pdki-kojol": ["go.id.person.pdki-kojol", "go.id.topics"],
    "pdki-khome": ["go.id.person.pdki-khome", "go.id.topics"],
    "poutside": ["go.id.person.poutside", "go.id.topics"],
    "ptrip": ["go.id.person.ptrip", "go.id.topics"],
    "pdki-kown": ["pdki-kfirm", "go.id.person.pdki-kown"],
    "punsure": ["go.id.person.punsure", "go.id.topics"],
    "pseveral": ["pdki", "poutside"],
    "pdki-kunsure": ["go.id.person.pdki-kunsure", "go.id.topics"],
    "purgent-kunsure": ["go.id.person.purgent-kunsure", "go.id.topics"],
    "pdki-kfirm-gunsure": ["pdki-kfirm-gunsure-xhr", "go.id.person.pdki-kfirm-gunsure"],
    "pdki-kfirm-sess_finance-xpapers": ["go.id.registration.ess_finance"],
    "pdki-kfirm-sess_finance-xhr": ["go.id.registration.ess_finance"],
    "pdki-kfirm-gunsure-xhr": ["go.id.person.pdki-kfirm-gunsure"],
    "purgent-ksick-xpapers": ["go.id.person.purgent-ksick"],
    "pdki-kstate-xcard": [],
}
BACK = {
    "pdki": "",
    "poutside": "",
    "pseveral": "",
    "pdki-kfirm": "pdki",
    "pdki-khealth": "pdki",
    "pdki-kclinic": "pdki-khealth",
    "pdki-kown": "pdki-ksmall",
    "pdki-kunsure": "pdki",
    "purgent-ksick": "purgent",
    "pdki-kdaily": "pdki-ksmall",
    "pdki-kfirm-gmoney": "pdki-kfirm",
    "pdki-kfirm-gunsure": "pdki-kfirm",
    "pdki-kfirm-sess_finance": "pdki-kfirm-gmoney",
    "pdki-kfirm-scrit_logistics": "pdki-kfirm",  # alone in its group: there was nothing to choose
    "pdki-kfirm-s65111": "pdki-kfirm",
    "pdki-kfirm-s62": "pdki-kfirm-gmedia",
    "pdki-kfirm-sess_finance-xhr": "pdki-kfirm-sess_finance",
    "pdki-kfirm-gunsure-xhr": "pdki-kfirm-gunsure",
    # a business that was named before anybody asked is not forgotten on the way back
    "pdki-sess_finance": "sess_finance",
    "pdki-ksmall-sess_finance": "pdki-sess_finance",
    "pdki-s65111": "s65111",
}
SAID = {
    "": [],
    "pdki": ["purpose.dki"],
    "punsure": ["unsure"],
    "pdki-kfirm": ["purpose.dki", "kind.firm"],
    "pdki-kunsure": ["purpose.dki", "unsure"],
    "pdki-kfirm-gmoney": ["purpose.dki", "kind.firm", "group.money"],
    "pdki-kfirm-gunsure": ["purpose.dki", "kind.firm", "unsure"],
    "pdki-kfirm-sess_finance": ["purpose.dki", "kind.firm", "sector.ess_finance"],
    "pdki-kfirm-s65111": ["purpose.dki", "kind.firm", "kbli"],
    "sess_finance": ["sector.ess_finance"],
}


def shown(answers):
    return page(read_answers(answers))


def at(answers, here=HERE):
    return "-".join(part for part in (here, answers) if part)


@pytest.mark.parametrize(("answers", "ways"), WAYS_ON.items())
def test_every_button_leads_where_it_says(answers, ways):
    found = [choice.value for choice in shown(answers).choices]
    assert found == [way if way.startswith("go.") else at(way) for way in ways]


@pytest.mark.parametrize("answers", WAYS_ON)
def test_below_every_page_are_the_menu_and_the_other_language(answers):
    menu, other = shown(answers).controls[-2:]
    assert (menu.value, menu.label) == ("go.id.menu", Text("menu.home"))
    assert (other.value, other.label) == (
        at(answers, "e-en-2107091"),
        Text("control.language"),
    )


@pytest.mark.parametrize(("answers", "earlier"), BACK.items())
def test_back_takes_the_last_answer_away(answers, earlier):
    first, *others = shown(answers).controls
    assert (first.value, first.label) == (at(earlier), Text("control.back"))
    assert len(others) == 2


def test_back_from_one_of_two_sectors_leads_to_where_the_other_is():
    people = replace(rules().people, groups={"money": ("ess_finance", "ess_payment")})
    today = replace(rules(), people=people)
    found = back(today, Path("dki", "firm", "money", "ess_finance"))
    assert found == Path("dki", "firm", "money")


def test_from_the_first_question_nothing_leads_back():
    assert len(shown("").controls) == 2
    assert back(rules(), read_answers("")) is None
    assert len(page(read_answers(""), "2021-07-04").controls) == 2


@pytest.mark.parametrize(
    ("day", "name", "ways"),
    [
        ("2021-06-30", "not_yet.not_yet", ["go.id.topics"]),  # before anybody said anything
        ("2021-07-04", "not_yet.not_yet", ["go.id.topics"]),
        ("2021-09-08", "ended.ended", ["go.id.status", "go.id.topics"]),
        ("2021-09-12", "ended.ended", ["go.id.status", "go.id.topics"]),
    ],
)
def test_on_a_day_without_permits_nothing_is_asked_and_no_way_leads_into_the_tree(day, name, ways):
    found = page(read_answers("pdki-kfirm-sess_finance"), day)
    assert found.name == name
    assert [choice.value for choice in found.choices] == ways
    assert open_question(rules(day), read_answers("")) is None


@pytest.mark.parametrize(("answers", "words"), SAID.items())
def test_the_answers_so_far_stand_above_in_their_order(answers, words):
    found = trail(read_answers(answers))
    assert [one.key for one in found] == [f"eligibility.{word}" for word in words]
    assert ("eligibility.trail" in said(shown(answers).text)) == bool(words)


def test_a_business_code_is_named_by_its_digits():
    assert trail(read_answers("s65111")) == (Text("eligibility.kbli", {"code": "65111"}),)


def test_the_papers_of_a_company_lead_to_its_registration():
    found = papers_page(rules(), Language.EN)
    assert found.name == "papers"
    buttons = [(one.value, one.label.key) for one in (*found.choices, *found.controls)]
    assert buttons == [
        ("go.en.registration", "eligibility.exit.registration"),
        ("go.en.menu", "menu.home"),
        ("go.id.documents", "control.language"),
    ]
    assert len(found.choices) == 1


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ("", "purpose"),
        ("pdki-kfirm-gmoney", "sector"),
        ("pdki-kfirm-sess_finance", "register.firm"),
        ("pdki-kfirm-sess_finance-xhr", "register.firm.hr"),
        ("pdki-kstate-xcard", "exempt.state.card"),
        ("pseveral", "unsure.place"),
        ("pdki-kvendor-gunsure", "unsure.sector"),
        ("pdki-kbumn-s84111", "officer.bumn"),
        ("pdki-kfirm-s84111", "unsure.code"),
    ],
)
def test_a_page_is_called_by_what_it_tells_and_of_whom(answers, name):
    assert shown(answers).name == name


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("pdki-kfirm-sess_finance-xhr", "eligibility.hr.text"),
        ("pdki-kfirm-gunsure-xhr", "eligibility.hr.unsure"),
        ("pdki-kbumn-s84111-xhr", "eligibility.hr.unsure"),  # the code is not of their employer
        ("pdki-kfirm-sess_finance-xpapers", None),
        ("pdki-kstate-xcard", None),
        ("pdki-kfirm-sess_finance", None),
    ],
)
def test_only_words_for_the_hr_are_there_to_be_sent_on(answers, words):
    forward = shown(answers).forward
    assert (forward.key if forward else None) == words
