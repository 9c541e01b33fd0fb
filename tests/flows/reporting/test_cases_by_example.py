"""What is owed to a case and to those it concerns, told in examples: days, weights, second eyes."""

from datetime import date

import pytest

from flows.rules.cases import (
    LEGAL_FORMS,
    ROADS,
    CaseStatus,
    Evidence,
    RefusedReason,
    Register,
    Track,
    Violation,
    answer_day,
    contradicts,
    folded_employer,
    may_move,
    needs_second_officer,
    priority_of,
    purge_day,
    told_count,
    track_for,
)
from flows.rules.receipt import ALPHABET, NotAReceipt, holds_receipt, is_last_group, read_receipt

NOBODY = Register(may_work_on_site=None, holds_permits=False)
LISTED = Register(may_work_on_site=True, holds_permits=True)
HOME = Register(may_work_on_site=False, holds_permits=False)
CODE = "7K2MQ9XF3DTR8WVB5HJC"


def lone(register=NOBODY, *, photo=False, reports=1):
    return Evidence(reports, photo, register)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2021, 7, 5), date(2021, 7, 12)),  # from a Monday over one weekend
        (date(2021, 7, 9), date(2021, 7, 16)),
        (date(2021, 7, 10), date(2021, 7, 16)),  # from a Saturday
        (date(2021, 7, 11), date(2021, 7, 16)),
    ],
)
def test_a_letter_is_answered_within_five_working_days(day, answer):
    assert answer_day(day) == answer


def test_a_closed_case_is_erased_after_ninety_days_and_an_unread_one_after_a_hundred_and_eighty():
    assert purge_day(CaseStatus.CLOSED, date(2021, 7, 1)) == date(2021, 9, 29)
    assert purge_day(CaseStatus.WAITING, date(2021, 7, 1)) == date(2021, 12, 28)


@pytest.mark.parametrize(("count", "told"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (12, "12")])
def test_small_counts_point_at_nobody(count, told):
    assert told_count(count) == told


def test_a_case_goes_along_its_roads_and_no_others():
    for before in CaseStatus:
        for after in CaseStatus:
            assert may_move(before, after) is (after in ROADS[before])


def test_only_calling_a_report_unfounded_takes_two_officers():
    for status in CaseStatus:
        for reason in (None, *RefusedReason):
            both = status is CaseStatus.REFUSED and reason is RefusedReason.UNFOUNDED
            assert needs_second_officer(status, reason) is both


def test_the_register_contradicts_only_that_a_place_may_not_open():
    for violation in Violation:
        for register in (NOBODY, LISTED, HOME):
            says_open = violation is Violation.NON_ESSENTIAL_OPEN and register is LISTED
            assert contradicts(violation, register) is says_open


@pytest.mark.parametrize(
    ("violation", "evidence", "weight"),
    [
        (Violation.NO_PROTOCOL, lone(), 1),
        (Violation.NO_PROTOCOL, lone(reports=9), 3),
        (Violation.NO_PROTOCOL, lone(photo=True), 2),
        (Violation.NO_PROTOCOL, lone(HOME), 2),
        (Violation.VULNERABLE_ON_SITE, lone(), 5),
        (Violation.FORCED_OR_THREATENED, lone(), 5),
        (Violation.NON_ESSENTIAL_OPEN, lone(LISTED), -2),
        (Violation.NON_ESSENTIAL_OPEN, lone(HOME, photo=True, reports=2), 4),
    ],
)
def test_people_in_danger_come_first_then_what_many_saw(violation, evidence, weight):
    assert priority_of(violation, evidence) == weight


@pytest.mark.parametrize(
    ("evidence", "track"),
    [
        (lone(), Track.LETTER),
        (lone(reports=2), Track.LETTER),
        (lone(reports=3), Track.INSPECTION),
        (lone(photo=True), Track.INSPECTION),
        (lone(LISTED, photo=True), Track.LETTER),
    ],
)
def test_a_lone_report_without_a_photo_sends_a_letter(evidence, track):
    assert track_for(evidence) is track


@pytest.mark.parametrize("form", ["PT", "CV", "UD", "PD", "Tbk", "Persero", "Yayasan", "Koperasi"])
def test_a_legal_form_is_no_part_of_a_name(form):
    assert folded_employer(f"{form}. Maju Jaya") == "maju jaya"
    assert len(LEGAL_FORMS) == 8


def test_the_signs_of_a_receipt_are_thirty_two_without_those_that_look_alike():
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)
    assert read_receipt(f"{ALPHABET[:20]}") == ALPHABET[:20]
    with pytest.raises(NotAReceipt):
        read_receipt("U" * 20)


def test_the_last_group_or_the_whole_code_shows_that_it_was_noted():
    assert is_last_group("5hjc", CODE)
    assert is_last_group("7k2m-q9xf-3dtr-8wvb-5hjc", CODE)
    assert not is_last_group("7K2M", CODE)
    assert not is_last_group("", "")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (f"kodenya {CODE} ya", True),
        ("kodenya 7K2M-Q9XF-3DTR-8WVB-5HJC.", True),
        ("kodenya 7K2M Q9XF 3DTR 8WVB 5HJC", True),
        ("saya suka kopi hari ini", False),
        ("kami dari kota yang sama", False),
        ("LIMA KATA YANG SAMA SAJA", False),
        ("UUUU UUUU UUUU UUUU UUUU 1", False),
        (f"{CODE}7", False),  # twenty-one signs are another number
    ],
)
def test_a_code_inside_a_story_is_noticed(text, holds):
    assert holds_receipt(text) is holds
