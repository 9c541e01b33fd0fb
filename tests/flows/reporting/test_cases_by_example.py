"""What is owed to a case and to those it concerns, told in examples: days, weights, second eyes."""

from datetime import date

import pytest

from flows.rules.cases import (
    LEGAL_FORMS,
    CaseStatus,
    Evidence,
    Measure,
    Register,
    Track,
    Violation,
    answer_day,
    are_counted_together,
    contradicts,
    folded_employer,
    may_follow,
    may_move,
    needs_second_officer,
    priority_of,
    purge_day,
    reported_day,
    told_count,
    track_for,
)

NOBODY = Register(may_work_on_site=None, holds_permits=False)
LISTED = Register(may_work_on_site=True, holds_permits=True)
HOME = Register(may_work_on_site=False, holds_permits=False)


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


@pytest.mark.parametrize("ended", ["closed", "refused", "withdrawn"])
def test_a_case_is_erased_ninety_days_after_its_end(ended):
    assert purge_day(CaseStatus(ended), date(2021, 7, 1)) == date(2021, 9, 29)


@pytest.mark.parametrize("open_", ["waiting", "reviewed", "asked", "disposed", "acting"])
def test_a_case_nobody_ends_is_erased_after_a_hundred_and_eighty_days(open_):
    assert purge_day(CaseStatus(open_), date(2021, 7, 1)) == date(2021, 12, 28)


@pytest.mark.parametrize(("count", "told"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (12, "12")])
def test_small_counts_point_at_nobody(count, told):
    assert told_count(count) == told


@pytest.mark.parametrize(
    ("status", "roads"),
    [
        ("waiting", "reviewed withdrawn"),
        ("reviewed", "asked disposed refused withdrawn"),
        ("asked", "reviewed disposed refused withdrawn"),
        ("disposed", "reviewed acting"),  # nobody is called back from the door
        ("acting", "reviewed closed"),
        ("closed", ""),
        ("refused", ""),
        ("withdrawn", ""),
    ],
)
def test_a_case_goes_along_its_roads_and_no_others(status, roads):
    for after in CaseStatus:
        assert may_move(CaseStatus(status), after) is (after.value in roads.split())


@pytest.mark.parametrize(
    ("before", "may"),
    [
        ([], "none closure prosecution"),
        (["none"], "none closure prosecution"),
        (["closure"], "none closure fine prosecution"),
        (["fine", "closure"], "none closure fine licence prosecution"),
        (["licence"], "none closure fine licence prosecution"),
        (["prosecution"], "none closure prosecution"),  # a crime is no rung
        (["closure", "prosecution"], "none closure fine prosecution"),
    ],
)
def test_the_ladder_is_climbed_one_rung_at_a_time(before, may):
    for measure in Measure:
        followed = may_follow(measure, [Measure(step) for step in before])
        assert followed is (measure.value in may.split())


def test_no_officer_alone_ends_a_case_without_a_measure():
    for status in (CaseStatus.CLOSED, CaseStatus.REFUSED):
        for measure in (None, *Measure):
            both = status is CaseStatus.REFUSED or measure is Measure.NONE
            assert needs_second_officer(status, measure) is both


@pytest.mark.parametrize(
    ("other", "together"),
    [("2021-06-14", True), ("2021-06-13", False), ("2021-08-13", True), ("2021-08-14", False)],
)
def test_reports_speak_for_each_other_within_thirty_days(other, together):
    assert are_counted_together(date(2021, 7, 14), date.fromisoformat(other)) is together


@pytest.mark.parametrize("when", ["today", "yesterday", "week", "earlier", "daily"])
def test_a_report_is_held_against_the_rules_of_the_day_it_tells_of(when):
    day = date(2021, 7, 9) if when == "yesterday" else date(2021, 7, 10)
    assert reported_day(date(2021, 7, 10), when) == day


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


@pytest.mark.parametrize(
    "spelled",
    [
        "Café Étoile 9",
        "CAFE ETOILE 9",
        "Cafe\u0301-étoile/9",
        "P.T. Café Étoile 9",
        "cafe  etoile\t9",
    ],
)
def test_one_employer_is_one_however_it_is_spelled(spelled):
    assert folded_employer(spelled) == "cafe etoile 9"


@pytest.mark.parametrize("form", ["PT", "CV", "UD", "PD", "Tbk", "Persero", "Yayasan", "Koperasi"])
def test_a_legal_form_is_no_part_of_a_name(form):
    assert folded_employer(f"{form}. Maju Jaya") == "maju jaya"
    assert len(LEGAL_FORMS) == 8
