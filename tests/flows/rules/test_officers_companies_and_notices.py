"""Who may act in the office, and what of people is never printed where anybody could read it."""

from datetime import UTC, datetime
from zlib import crc32

import pytest

from flows.rules.companies import Workplace, workplace_id
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


@pytest.mark.parametrize(
    ("address", "is_same"),
    [
        ("Jl. Melawai Raya No. 12", True),
        ("JALAN  Melawai raya 12", True),
        ("Gedung Melawai Raya Lt. 12", True),  # an officer is told of the other
        ("Jl. Melawai Raya 12A", False),
        ("Jl. Melawai 12", False),
        ("Jl. Melawai Raya 21", False),
        ("12 Melawai Raya", False),
    ],
)
def test_an_address_names_its_workplace_however_it_is_abbreviated(address, is_same):
    named = workplace_id("9120001234567", "317407", "Jl. Melawai Raya 12")
    assert (workplace_id("9120001234567", "317407", address) == named) is is_same


@pytest.mark.parametrize(
    "word",
    [
        "jl",
        "jln",
        "jalan",
        "no",
        "nomor",
        "gd",
        "gdg",
        "gedung",
        "kav",
        "kavling",
        "lt",
        "lantai",
        "rt",
        "rw",
        "kel",
        "kelurahan",
        "kec",
        "kecamatan",
        "jakarta",
        "dki",
        "street",
        "st",
        "number",
        "building",
        "floor",
    ],
)
def test_each_word_that_an_address_can_do_without_is_left_out(word):
    with_it = workplace_id("9120001234567", "317407", f"{word.title()}. Melawai 12")
    assert with_it == workplace_id("9120001234567", "317407", "Melawai 12")


def test_another_company_or_kecamatan_is_another_workplace():
    named = workplace_id("9120001234567", "317407", "Jl. Melawai 12")
    assert named == f"9120001234567-317407-{crc32(b'melawai 12'):08x}"
    assert named not in {
        workplace_id("9120001234568", "317407", "Jl. Melawai 12"),
        workplace_id("9120001234567", "317406", "Jl. Melawai 12"),
    }
