"""The same question on two days gets two answers exactly where the rules differ."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.eligibility.path import Path
from flows.eligibility.rules import change_days
from flows.eligibility.verdict import judge
from flows.eligibility.walk import taps
from flows.rules.policy import Policies
from tests.flows.eligibility.the_tree import POLICIES, rules, told, verdict

ALL = "everybody"
# Written by hand: on which day what is told changes, and for whom. A sector stands for those who
# work in it; a new version renews every answer that rests on a sector, also in its citation.
VERDICTS = {
    "2021-07-05": ALL,
    "2021-07-09": {"ess_payment", "crit_daily_needs", "crit_construction", "62", "ojol"},
    "2021-07-12": {"medical"},
    "2021-07-18": {"ojol"},
    "2021-09-07": ALL,
}
RULINGS = {
    "2021-07-09": {"ojol"},
    "2021-07-12": {"medical", "outside", "trip"},
    "2021-07-13": {"daily"},
    "2021-07-14": {"ojol"},
    "2021-07-18": {"ojol"},
    "2021-07-21": {"medical"},
    "2021-07-26": {"own"},
    "2021-08-03": {"medical"},
}
VERSIONS = {"2021-07-05", "2021-07-09", "2021-07-21", "2021-08-10", "2021-08-17", "2021-09-07"}
ADDED = {"2021-08-24"}  # what is added to an answer: the level
PATHS = [path for path in taps(rules()) if path.purpose]
FIRST, LAST = date(2021, 7, 1), date(2021, 9, 20)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days)]


def subject(path):
    """Name what a path is about, as the tables above do."""
    by_sector = path.kind in {"firm", "bumn"} and path.sector
    return path.sector if by_sector else path.kind or path.purpose


def changed(day, read):
    before = day - timedelta(days=1)
    return {subject(path) for path in PATHS if read(day, path) != read(before, path)}


def told_word(day, path):
    return verdict(day, path)


def ruling(day, path):
    return getattr(judge(rules(day), path), "ruling", None)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_verdict_changes_where_the_rules_change_it_and_nowhere_else(day):
    expected = VERDICTS.get(day.isoformat(), set())
    found = changed(day, told_word)
    assert found == ({subject(path) for path in PATHS} if expected == ALL else expected)


def test_what_is_said_of_people_changes_on_its_own_days():
    inside = [day for day in DAYS if date(2021, 7, 5) < day < date(2021, 9, 7)]
    found = {day.isoformat(): changed(day, ruling) for day in inside}
    assert {day: whom for day, whom in found.items() if whom} == RULINGS


def test_an_edition_ends_when_anything_that_is_told_changes():
    ends = {
        day.isoformat()
        for day in DAYS
        if rules(day).edition != rules(day - timedelta(days=1)).edition
    }
    told_anew = {*VERDICTS, *RULINGS, *VERSIONS, *ADDED}
    assert ends == told_anew | {"2021-07-03", "2021-09-11"}
    assert {day.isoformat() for day in change_days(POLICIES)} == ends


def test_an_edition_ends_with_every_version_whether_or_not_anybody_said_more_that_day():
    *others, last = POLICIES.versions
    begun, permits, ends = date(2021, 8, 19), date(2021, 8, 22), date(2021, 9, 3)
    moved = replace(last, effective_from=begun, permits_from=permits, effective_to=ends)
    days = set(change_days(Policies((*others, moved))))
    assert days >= {begun, permits, date(2021, 9, 4)}
    assert not days & {ends, date(2021, 8, 17), date(2021, 9, 5)}


def test_of_what_nobody_has_spoken_yet_what_was_said_first_is_told():
    assert rules("2021-07-06").ruling("travel").since == date(2021, 7, 12)
    assert rules("2021-07-06").said["travel"] is None
    assert rules("2021-08-11").ruling("travel").since == date(2021, 8, 10)


def test_the_words_of_the_first_list_are_not_those_of_the_second():
    first, second = (
        told(day, Path("dki", "firm", sector="crit_health")).decision
        for day in ("2021-07-08", "2021-07-09")
    )
    assert "100 persen maksimum staf" in first.rule
    assert second.rule == "dapat beroperasi 100% staf tanpa ada pengecualian"
    assert (first.sources, second.sources) == (("INM15",), ("INM18",))


def test_no_verdict_cites_what_was_not_written_yet():
    for policy in POLICIES.versions:
        for sector in policy.sectors:
            if sector != "ess_government":
                found = told(policy.permits_from, Path("dki", "firm", sector=sector))
                assert set(found.decision.sources) <= set(policy.legal), sector


def test_futures_exchanges_are_named_from_the_last_list_on():
    words = [
        told(day, Path("dki", "firm", sector="ess_finance")).decision.rule
        for day in ("2021-08-16", "2021-08-17")
    ]
    assert ["bursa berjangka" in each for each in words] == [False, True]
