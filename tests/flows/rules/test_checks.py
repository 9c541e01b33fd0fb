from dataclasses import replace

import pytest

from bot.wording import load_texts
from flows.dialogue import Text
from flows.language import Language
from flows.rules.applications import MANY
from flows.rules.checks import Code, Facts, Weight, asks_two_officers, check, risks

CLEAN = Facts(
    outcome="eligible",
    outcome_now="eligible",
    asked={"service": 30, "office": 9},
    permits={"service": 50, "office": 10},
    has_letter=True,
    has_nib_document=True,
    has_evidence=False,
)
RISKY = {
    Code.SECTOR_REVIEW: {"outcome": "officer_review", "outcome_now": "officer_review"},
    Code.SECTOR_NOT_LISTED: {"outcome": "not_eligible", "outcome_now": "not_eligible"},
    Code.RULES_CHANGED: {"outcome_now": "officer_review"},
    Code.EVIDENCE_UNREAD: {
        "outcome": "eligible_with_evidence",
        "outcome_now": "eligible_with_evidence",
        "has_evidence": True,
    },
    Code.EVIDENCE_MISSING: {
        "outcome": "eligible_with_evidence",
        "outcome_now": "eligible_with_evidence",
    },
    Code.LETTER_MISSING: {"has_letter": False},
    Code.NIB_MISSING: {"has_nib_document": False},
    Code.CAP_EXCEEDED: {"permits": {"service": 50, "office": 8}},
    Code.CAP_TAKEN: {"standing": {"office": 2}},
    Code.STAFF_GREW: {
        "staff": {"service": 40, "office": 100},
        "staff_before": {"service": 50, "office": 99},
    },
    Code.NEARBY: {"nearby": 1},
    Code.CAP_UNKNOWN: {"permits": {"service": 50, "office": None}},
    Code.MANY: {"asked": {"service": MANY + 1}, "permits": {"service": MANY + 2}},
    Code.NIKS_OFTEN_DOUBTED: {"doubtful": 4},
    Code.NIKS_ALIKE: {"alike": 8},
    Code.PERMITTED: {"permitted": 1},
    Code.REFUSED_BEFORE: {"refused_before": 1},
    Code.CORRECTED: {"corrections": 1},
    Code.SAMPLE: {"is_sample": True},
    Code.LARGE: {"is_large": True},
    Code.SECTOR_SETTLED: {"is_settled": True},
    Code.REOPENED: {"is_reopened": True},
    Code.LIST_CHANGED: {"list_changes": {"new": 1, "changed": 0, "gone": 1}},
}
HARMLESS = {
    Code.CAP_REACHED: {"permits": {"service": 30, "office": 10}},
    Code.NIKS_DOUBTED: {"doubtful": 3},
}


def cap(**changes) -> tuple[str, dict[str, int]]:
    found = [one for one in check(replace(CLEAN, **changes)) if one.code.startswith("cap_")]
    assert len(found) == 1
    return found[0].code, dict(found[0].figures)


def test_permits_that_stand_count_against_the_cap() -> None:
    assert cap(standing={"office": 1}) == (Code.CAP_REACHED, {})
    assert cap(standing={"office": 2}) == (Code.CAP_TAKEN, {"over": 1, "standing": 2})
    both = {"service": 45, "office": 9}
    assert cap(standing=both) == (Code.CAP_TAKEN, {"over": 33, "standing": 54})


def test_a_list_that_is_too_long_by_itself_is_told_without_permits() -> None:
    assert cap(asked={"office": 12}) == (Code.CAP_EXCEEDED, {"over": 2})
    assert cap(asked={"office": 12}, standing={"service": 50}) == (Code.CAP_EXCEEDED, {"over": 2})


def test_a_full_unit_bars_nobody_of_another() -> None:
    assert cap(asked={"service": 3, "office": 0}, standing={"office": 10}) == (Code.CAP_KEPT, {})
    unknown = {"service": None, "office": 10}
    assert cap(permits=unknown, standing={"service": 99}) == (Code.CAP_UNKNOWN, {})


def test_a_clean_application_has_no_risk_and_says_what_is_fine() -> None:
    found = check(CLEAN)
    assert {one.weight for one in found} == {Weight.FINE}
    assert risks(found) == ()


@pytest.mark.parametrize("code", RISKY)
def test_each_risk_alone_bars_an_approval_by_rule(code: Code) -> None:
    assert risks(check(replace(CLEAN, **RISKY[code]))) == (code.value,)


@pytest.mark.parametrize("code", HARMLESS)
def test_what_is_only_noted_bars_nothing(code: Code) -> None:
    found = check(replace(CLEAN, **HARMLESS[code]))
    assert [one.code for one in found if one.weight is Weight.NOTE] == [code]
    assert risks(found) == ()


def test_no_more_than_a_risk_is_ever_told_twice() -> None:
    everything = {name: value for changes in RISKY.values() for name, value in changes.items()}
    codes = [one.code for one in check(replace(CLEAN, **everything))]
    assert len(codes) == len(set(codes))


def test_two_rows_alike_are_twins_and_a_fifth_of_a_list_is_not() -> None:
    few = replace(CLEAN, asked={"office": 5}, permits={"office": 10})
    assert risks(check(replace(few, alike=2))) == ()
    assert risks(check(replace(few, alike=3))) == (Code.NIKS_ALIKE,)


def test_many_employees_or_an_unlisted_sector_take_two_officers() -> None:
    assert not asks_two_officers(CLEAN)
    assert not asks_two_officers(replace(CLEAN, asked={"office": MANY}))
    assert asks_two_officers(replace(CLEAN, asked={"office": MANY + 1}))
    assert asks_two_officers(replace(CLEAN, outcome="officer_review"))


def staff(now: dict[str, int], before: dict[str, int]) -> list[tuple[str, dict[str, int]]]:
    everything = check(replace(CLEAN, staff=now, staff_before=before))
    return [(one.code, dict(one.figures)) for one in everything if one.code.startswith("staff_")]


def test_staff_is_compared_a_unit_with_what_permits_were_given_for() -> None:
    assert staff({"service": 50}, {"service": 50, "office": 9}) == [(Code.STAFF_SAME, {})]
    assert staff({"service": 52, "office": 1}, {"service": 50}) == [(Code.STAFF_GREW, {"more": 3})]
    moved = staff({"service": 60, "office": 90}, {"service": 50, "office": 100})
    assert moved == [(Code.STAFF_GREW, {"more": 10})]


def test_where_no_permit_was_given_before_there_is_nothing_to_compare() -> None:
    assert staff({"service": 50}, {}) == []


def test_a_unit_nobody_comes_from_needs_no_cap() -> None:
    assert risks(check(replace(CLEAN, asked={"service": 3, "production": 0}))) == ()


@pytest.mark.parametrize("language", Language)
def test_everything_that_can_be_found_has_words(language: Language) -> None:
    texts = load_texts()
    told = set()
    for changes in ({}, {"staff_before": {"office": 1}}, *RISKY.values(), *HARMLESS.values()):
        for one in check(replace(CLEAN, **changes)):
            told.add(one.code)
            assert texts.say(Text(f"checks.{one.code}", one.figures), language)
    assert told == set(Code)


def found(**changes) -> set[str]:
    return {one.code for one in check(replace(CLEAN, **changes))}


def test_the_bounds_of_what_is_many_and_what_is_often() -> None:
    hundred = {"asked": {"service": 100}, "permits": {"service": 200}}
    assert Code.FEW in found(asked={"service": MANY}, permits={"service": MANY + 1})
    assert Code.NIKS_DOUBTED in found(**hundred, doubtful=9)
    assert Code.NIKS_OFTEN_DOUBTED in found(**hundred, doubtful=10)
    assert Code.NIKS_VARIED in found(**hundred, alike=19)
    assert Code.NIKS_ALIKE in found(**hundred, alike=20)


def test_people_who_are_not_asked_for_reach_no_limit() -> None:
    nobody = {"asked": {"service": 30, "office": 0}, "permits": {"service": 50, "office": 0}}
    assert Code.CAP_KEPT in found(**nobody)


@pytest.mark.parametrize("when", ["outcome", "outcome_now"])
def test_evidence_that_is_asked_for_then_or_now_is_looked_for(when: str) -> None:
    assert Code.EVIDENCE_MISSING in found(**{when: "eligible_with_evidence"})


def test_one_doubtful_nik_is_told_and_the_bounds_hold_in_a_long_list() -> None:
    long = {"asked": {"service": 2_000}, "permits": {"service": 2_000}}
    assert Code.NIKS_DOUBTED in found(**long, doubtful=1)
    assert Code.NIKS_DOUBTED in found(**long, doubtful=199)
    assert Code.NIKS_OFTEN_DOUBTED in found(**long, doubtful=200)
    assert Code.NIKS_VARIED in found(**long, alike=399)
    assert Code.NIKS_ALIKE in found(**long, alike=400)


def test_what_nobody_counted_is_nothing() -> None:
    counted = ("nearby", "doubtful", "alike", "permitted", "refused_before", "corrections")
    assert [getattr(CLEAN, name) for name in counted] == [0] * 6
