"""One employee entered by hand: five questions, and a NIK that is never shown whole."""

import pytest

from flows.catalogue import CODES
from flows.effects import Submit
from flows.registration.employee import employee
from flows.resume import resume
from flows.session import unpack
from tests.flows.registration.company import situation
from tests.flows.visit import taken_up, visit

NIK = "3171015708950001"
WAY = ("Ani Wati", NIK, ">service", "Bekasi", "Teller")
ANSWERS = {"name": "Ani Wati", "nik": NIK, "unit": "service", "home": "Bekasi", "job": "Teller"}
NAMES = list(ANSWERS)


def entering(*acts):
    return visit(employee(situation()), *acts)


def test_five_questions_are_asked_and_looked_over_with_the_number_hidden():
    ani = entering()
    places = [ani.place, *(ani.does(act).place for act in WAY)]

    assert places == [*NAMES, "review"]
    assert ani.review == {
        "Name": "Ani Wati",
        "NIK": "3171••••••••0001",
        "Unit": "Service",
        "Home town": "Bekasi",
        "Job": "Teller",
    }
    assert ani.labels == ["✅ Add to the list", "✏️ Change an answer"]


def test_what_is_added_is_what_was_answered():
    handed_in, _ = entering(*WAY, ">!submit").effects

    assert isinstance(handed_in, Submit)
    assert (handed_in.flow, handed_in.policy) == ("employee", "")
    assert handed_in.answers.values == ANSWERS


def test_every_unit_of_work_is_offered_by_name():
    ani = entering(*WAY[:2])

    assert ani.offered == ["service", "production", "office"]
    assert ani.labels == ["Service", "Production", "Office"]


@pytest.mark.parametrize(
    ("place", "typed", "problem"),
    [
        ("name", "4ni", "control.no_name"),
        ("nik", "31", "roster.problem.nik_length"),
        ("nik", "3171013213950001", "roster.problem.nik_birth_date"),
        ("nik", "3171005708950000", "roster.problem.nik_district"),
        ("nik", "3171010202260001", "roster.problem.nik_future_birth"),
        ("unit", "gudang", "control.pick_a_button"),
        ("home", "-", "control.too_short"),
        ("home", "x" * 81, "control.too_long"),
        ("job", "-", "control.too_short"),
        ("job", "x" * 81, "control.too_long"),
    ],
)
def test_what_cannot_be_read_is_asked_again(place, typed, problem):
    ani = entering(*WAY[: NAMES.index(place)], typed)

    assert (ani.place, ani.problem) == (place, problem)


@pytest.mark.parametrize(
    ("place", "typed", "kept"),
    [
        ("nik", "3171 0157 0895 0001", NIK),
        ("home", "x" * 80, "x" * 80),
        ("job", "x" * 80, "x" * 80),
    ],
)
def test_an_answer_is_read_as_people_write_it(place, typed, kept):
    ani = entering(*WAY[: NAMES.index(place)], typed)

    assert ani.session.answers.values[place] == kept


def test_the_number_is_the_one_answer_that_is_kept_out_of_what_people_are_shown_of_themselves():
    sealed = [question.name for question in employee(situation()).questions() if question.private]

    assert sealed == ["nik"]


def test_an_employee_half_entered_is_taken_up_where_it_was_left():
    flow = employee(situation())
    kept = unpack(
        {
            "id": "A1B2C3D4",
            "flow": "employee",
            "version": 1,
            "policy": "",
            "revision": 5,
            "answers": ANSWERS,
        }
    )

    assert resume(flow, kept) == kept
    assert taken_up(flow, kept).place == "review"


def test_its_buttons_lead_back_to_it_from_any_message_of_old():
    flow = employee(situation())

    assert CODES[flow.code] == flow.name == "employee"
