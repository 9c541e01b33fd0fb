"""How many work there, how many of them may come in, and what a list may hold."""

from dataclasses import replace

import pytest

from flows.events import Verb
from flows.language import Language
from flows.rules.caps import WorkUnit
from flows.rules.policy import Policies
from tests.flows.registration.company import GREETED, REACHED, RULES, STAFFED, registering
from tests.flows.visit import TEXTS

UNITS = ("staff_service", "staff_production", "staff_office")
PLACE = REACHED[4:]


def rules_with(caps):
    """The rules, but for the caps of finance."""
    service, production, office = caps
    own = {"service": service, "production": production, "office": office}
    changed = tuple(replace(one, caps={**one.caps, "ess_finance": own}) for one in RULES.versions)
    return Policies(changed)


def over_cap(siti):
    """The units that are told to hold too many."""
    told = siti.screen.problem.places["units"]
    return TEXTS.plain(told, Language.EN).splitlines()


def test_every_part_of_the_company_is_counted_with_its_cap():
    siti = registering(*REACHED)
    asked = []
    for number in ("100", "0", "40"):
        asked.append((siti.place, siti.told.splitlines()[0]))
        siti.does(number)

    assert [place for place, _ in asked] == list(UNITS)
    assert [told[told.index("(") :] for _, told in asked] == [
        "(may come in: 50%)",
        "(an officer sets the limit)",
        "(may come in: 25%)",
    ]
    assert siti.place == "roster"


@pytest.mark.parametrize(
    ("numbers", "place", "problem"),
    [
        (("0", "0", "0"), "staff_office", "registration.staff.nobody"),
        (("0", "0", "1"), "roster", ""),
        (("1", "0", "0"), "roster", ""),
        (("0", "1", "0"), "roster", ""),
        (("1", "1", "2"), "roster", ""),
        (("many",), "staff_service", "control.not_a_number"),
        (("0", "0", "many"), "staff_office", "control.not_a_number"),
        (("0", "many"), "staff_production", "control.not_a_number"),
    ],
)
def test_a_company_where_nobody_works_needs_no_permit(numbers, place, problem):
    siti = registering(*REACHED, *numbers)

    assert (siti.place, siti.problem) == (place, problem)


@pytest.mark.parametrize("trade", [("asuransi", ">ess_finance"), ("65111",)])
def test_the_arithmetic_is_shown_for_every_part_that_somebody_works_in(trade):
    told = registering(*GREETED, *trade, *PLACE, "101", "7", "0").told

    assert "50% × 101 = 50 permits" in told
    assert "staff of 7, an officer decides (at most 7)" in told
    assert "25%" not in told
    assert told.index("Service") < told.index("Production")


def test_a_list_comes_as_a_template_or_one_by_one():
    siti = registering(*STAFFED)

    assert siti.offered == ["!open:template", "!open:employee"]
    assert siti.labels == ["📥 Download the Excel template", "➕ Enter one employee"]
    assert siti.does("Ani; 31").problem == "control.expects_rows"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"service": 51}, ["Service: 51 of 50"]),
        ({"service": 1, "office": 11}, ["Office: 11 of 10"]),
        ({"production": 1}, ["Production: 1 of 0"]),
        ({"service": 51, "office": 11}, ["Service: 51 of 50", "Office: 11 of 10"]),
    ],
)
@pytest.mark.parametrize("acts", [(), (Verb.DONE,)])
def test_every_unit_over_its_cap_is_told_when_the_list_arrives_and_at_its_end(rows, told, acts):
    siti = registering(*STAFFED, rows, *acts)

    assert (siti.place, siti.problem) == ("roster", "registration.roster.over_cap")
    assert over_cap(siti) == told


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ({"service": 50, "office": 10}, 60),
        ({"service": 1}, 1),
        ({"office": 10, "production": 0}, 10),
    ],
)
def test_as_many_as_the_rules_allow_are_taken(rows, total):
    siti = registering(*STAFFED, rows, Verb.DONE)

    assert (siti.place, siti.session.answers.values["roster"]) == ("letter", total)


def test_where_the_rule_does_not_say_all_of_the_staff_may_be_asked_for():
    assert registering(*REACHED, "0", "7", "0", {"production": 7}, Verb.DONE).place == "letter"
    refused = registering(*REACHED, "0", "7", "0", {"production": 8}, Verb.DONE)
    assert over_cap(refused) == ["Production: 8 of 7"]


@pytest.mark.parametrize("rows", [{}, {"service": 0}, {"service": 50, "office": 10}])
def test_nothing_is_said_of_caps_before_a_list_holds_too_many(rows):
    assert registering(*STAFFED, rows).problem == ""


@pytest.mark.parametrize("rows", [None, {}, {"service": 0}])
def test_an_empty_list_is_no_list(rows):
    siti = registering(*STAFFED, *([] if rows is None else [rows]), Verb.DONE)

    assert (siti.place, siti.problem) == ("roster", "control.no_rows_yet")


def test_nobody_comes_in_from_a_part_where_nobody_works():
    siti = registering(*REACHED, "100", "0", "0", {"office": 1}, Verb.DONE)

    assert over_cap(siti) == ["Office: 1 of 0"]


def test_fewer_staff_make_a_list_that_is_too_long_now_due_again():
    siti = registering(*STAFFED, {"service": 50}, Verb.DONE)
    siti.does(">!back", ">!back", ">!back", ">!back", "98")

    assert siti.place == "roster"
    assert over_cap(siti) == ["Service: 50 of 49"]
    assert over_cap(siti.does(Verb.DONE)) == ["Service: 50 of 49"]


def test_a_part_that_may_not_come_in_at_all_is_not_counted():
    siti = registering(*REACHED, rules=rules_with((50, 0, 25)))
    assert siti.screen.total == 18

    assert siti.does("100").place == "staff_office"
    siti.does("40", {"production": 1}, Verb.DONE)
    assert over_cap(siti) == ["Production: 1 of 0"]


def test_a_trade_that_an_officer_looks_at_can_hand_in_a_list():
    siti = registering(*GREETED, "81210", *PLACE)
    assert (siti.place, siti.told.splitlines()[0][-28:]) == (
        "staff_service",
        " (an officer sets the limit)",
    )

    assert siti.does("30", "0", "0", {"service": 12}, Verb.DONE).place == "letter"


HELD = {WorkUnit.SERVICE: 30, WorkUnit.OFFICE: 12}


def test_permits_that_the_workplace_holds_are_taken_off_and_told():
    told = registering(*REACHED, "100", "7", "40", standing=HELD).told.splitlines()

    assert told[1:6] == [
        "Service: 50% × 100 = 50 permits",
        "• less 30 that this workplace holds already: 20 more",
        "Production: staff of 7, an officer decides (at most 7)",
        "Office: 25% × 40 = 10 permits",
        "• less 12 that this workplace holds already: 0 more",
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"service": 20}, None),
        ({"service": 21}, ["Service: 21 of 20"]),
        ({"office": 1}, ["Office: 1 of 0"]),
    ],
)
def test_a_list_goes_no_further_than_what_the_workplace_does_not_hold_yet(rows, told):
    siti = registering(*STAFFED, rows, Verb.DONE, standing=HELD)

    assert siti.place == ("roster" if told else "letter")
    assert told is None or over_cap(siti) == told


FULL = {WorkUnit.SERVICE: 50, WorkUnit.OFFICE: 11}


def test_a_workplace_that_holds_all_it_may_is_told_before_it_makes_a_list():
    siti = registering(*STAFFED, standing=FULL)

    assert (siti.place, siti.screen.problem) == ("all_taken", None)
    assert siti.offered == ["!open:status", "!open:menu", "!finish"]
    assert "• less 11 that this workplace holds already: 0 more" in siti.told.splitlines()
    assert siti.does(">!back", "44").place == "all_taken"
    assert siti.does(">!back", "48").place == "roster"
