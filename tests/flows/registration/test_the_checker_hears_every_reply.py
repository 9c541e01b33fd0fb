"""Whoever checks the conversations types a reply of each kind that people give.

``examples`` are not seen by anybody, but what is not among them is never walked.
"""

import pytest

from flows.dialogue import Expects, Unreadable
from flows.registration.conversation import registration
from flows.registration.employee import employee
from tests.flows.registration.company import COMPLETE, registering, situation

ANSWERS = registering(*COMPLETE).session.answers
STAFF = [100, 0, "control.not_a_number"]
HEARD = {
    "activity": [
        "asuransi",
        "65111",
        "68200",
        "81210",
        "registration.activity.code_length",
        "registration.activity.not_found",
    ],
    "nib": [
        "9120001234567",
        "registration.problem.nib_length",
        "registration.problem.nib_not_digits",
        "registration.problem.nib_letter_o",
    ],
    "company": [str, "control.too_short"],
    "address": [str, "control.too_short"],
    "representative": [str, "control.no_name"],
    "position": [str],
    "phone": ["+6281234567890", "control.no_phone"],
    "staff_service": STAFF,
    "staff_production": STAFF,
    "staff_office": STAFF,
    "letter": [str],
    "nib_document": [str],
    "evidence_file": [str],
    "name": [str, "control.no_name"],
    "nik": ["3171015708950001", "roster.problem.nik_length"],
    "home": [str],
    "job": [str],
}
QUESTIONS = {
    question.name: question
    for flow in (registration(situation()), employee(situation()))
    for question in flow.questions()
    if question.expects not in {Expects.CHOICE, Expects.ROWS}
}


def heard(question, reply):
    try:
        return question.read(reply, ANSWERS)
    except Unreadable as unreadable:
        return unreadable.problem.key


def test_every_question_that_is_typed_at_is_in_this_table():
    assert QUESTIONS.keys() == HEARD.keys()


@pytest.mark.parametrize("name", HEARD)
def test_each_kind_of_reply_is_typed(name):
    question = QUESTIONS[name]
    found = [heard(question, reply) for reply in question.examples]

    assert len(found) == len(HEARD[name])
    for said, expected in zip(found, HEARD[name], strict=True):
        is_read = isinstance(said, str) and not said.startswith(("control.", "registration."))
        assert is_read if expected is str else said == expected
