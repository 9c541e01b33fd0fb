"""Who may act in the office, and what of people is never printed where anybody could read it."""

from datetime import UTC, datetime

import pytest

from flows.rules.companies import Workplace
from flows.rules.notices import Notice, NoticeStatus, Priority
from flows.rules.officers import LEAST_SIGNS, Officer, Role

DUE = datetime(2021, 7, 10, 5, 0, tzinfo=UTC)
RINA = Officer("rina", frozenset({Role.VERIFIER, Role.SUPERVISOR}))


@pytest.mark.parametrize("role", Role)
def test_an_officer_acts_in_the_roles_that_were_given_and_in_no_other(role):
    assert RINA.may(role) is (role in {Role.VERIFIER, Role.SUPERVISOR})


@pytest.mark.parametrize("role", Role)
def test_an_officer_whose_login_was_taken_away_acts_in_no_role(role):
    assert Officer("rina", RINA.roles, is_disabled=True).may(role) is False


def test_a_password_of_the_office_takes_twelve_signs():
    assert LEAST_SIGNS == 12


def test_what_an_officer_may_do_is_told_by_the_word_the_command_takes():
    assert [role.value for role in Role] == [
        "verifier",
        "issuer",
        "inspector",
        "supervisor",
        "auditor",
        "key_admin",
    ]


def test_no_address_of_a_workplace_is_printed():
    workplace = Workplace("w-1", "9120001234567", "Jl. Contoh 1", "Jakarta Pusat", "Gambir")
    assert "Contoh" not in repr(workplace)
    assert "Gambir" in repr(workplace)


def test_a_notice_prints_neither_the_person_nor_what_is_said_to_them():
    notice = Notice("n-1", 700_000_001, "status.decided", DUE, args={"name": "Siti"})
    assert "700" not in repr(notice)
    assert "Siti" not in repr(notice)
    assert "status.decided" in repr(notice)


def test_a_notice_is_a_text_that_is_owed_and_was_never_tried():
    notice = Notice("n-1", 700_000_001, "status.decided", DUE)
    assert (notice.kind, notice.args, notice.attempts) == ("text", {}, 0)
    assert (notice.priority, notice.status) == (Priority.NOTICE, NoticeStatus.OWED)
