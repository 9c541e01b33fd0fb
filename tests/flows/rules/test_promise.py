"""Five service hours from complete data: the clock counts while officers work, and only then."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import policies
from flows.rules.promise import (
    JAKARTA,
    Urgency,
    alarm_lines,
    day_in_jakarta,
    due_at,
    holds_until,
    is_open,
    renewed_ends,
    renewed_until,
    time_left,
    urgency,
    used_percent,
    validity,
)

POLICIES = policies.load()
PROCEDURE = POLICIES.procedure
DAYS = st.datetimes(datetime(2021, 7, 3), datetime(2021, 9, 7))  # noqa: DTZ001 - made aware below
JULY = POLICIES.on(date(2021, 7, 10))


def wib(day, clock):
    return datetime.fromisoformat(f"2021-07-{day:02d}T{clock}+07:00")


@pytest.mark.parametrize(
    ("complete", "due"),
    [
        ((10, "09:00"), (10, "14:00")),
        ((10, "07:30"), (10, "12:30")),
        ((10, "16:00"), (10, "21:00")),  # to the last minute
        ((10, "16:01"), (11, "07:31")),
        ((9, "07:29:59"), (9, "12:30")),
        ((9, "15:59:59"), (9, "20:59:59")),
        ((9, "16:00:01"), (10, "07:30:01")),
        ((10, "20:00"), (11, "11:30")),  # from a Saturday into a Sunday: no weekend is known
        ((10, "20:59"), (11, "12:29")),
        ((10, "21:00"), (11, "12:30")),
        ((10, "23:59"), (11, "12:30")),
        ((11, "00:00"), (11, "12:30")),
        ((11, "05:00"), (11, "12:30")),
        ((31, "20:00"), (32, "11:30")),
    ],
)
def test_the_promise_counts_service_hours_and_no_others(complete, due):
    expected = wib(*due) if due[0] < 32 else datetime.fromisoformat("2021-08-01T11:30+07:00")
    told = due_at(wib(*complete), PROCEDURE)
    assert (told, told.tzinfo) == (expected, UTC)


def open_minutes(start: datetime, end: datetime) -> float:
    """Count the minutes of service between two moments, by adding up days."""
    day, total = start.replace(hour=0, minute=0, second=0, microsecond=0), timedelta()
    while day <= end:
        opens, closes = day + timedelta(hours=7, minutes=30), day + timedelta(hours=21)
        total += max(min(end, closes) - max(start, opens), timedelta())
        day += timedelta(days=1)
    return total.total_seconds() / 60


@given(DAYS, st.integers(1, 60))
def test_whenever_a_promise_begins_exactly_its_hours_are_served(begun: datetime, hours: int):
    complete = begun.replace(tzinfo=JAKARTA)
    due = due_at(complete, replace(PROCEDURE, promise_hours=hours))
    assert open_minutes(complete, due.astimezone(JAKARTA)) == pytest.approx(60 * hours)
    assert is_open(due, PROCEDURE)


@given(DAYS)
def test_a_promise_is_the_same_wherever_the_clock_stands(begun: datetime):
    complete = begun.replace(tzinfo=JAKARTA)
    due = due_at(complete.astimezone(UTC), PROCEDURE)
    assert due == due_at(complete, PROCEDURE)
    assert due.utcoffset() == timedelta()


@given(DAYS, DAYS)
def test_who_is_complete_first_is_promised_first(one: datetime, other: datetime):
    first, second = sorted(moment.replace(tzinfo=JAKARTA) for moment in (one, other))
    assert due_at(first, PROCEDURE) <= due_at(second, PROCEDURE)


@pytest.mark.parametrize("day", [9, 10, 11])  # a Friday, a Saturday, a Sunday
def test_officers_work_from_half_past_seven_to_nine_on_every_day(day: int):
    for hour in ("07:30", "12:00", "21:00"):
        assert is_open(wib(day, hour), PROCEDURE)
        assert is_open(wib(day, hour).astimezone(UTC), PROCEDURE)
    for hour in ("00:00", "07:29:59", "21:00:01"):
        assert not is_open(wib(day, hour), PROCEDURE)


def test_the_day_is_that_of_jakarta():
    assert JAKARTA.tzname(None) == "WIB"
    assert day_in_jakarta(datetime(2021, 7, 8, 16, 59, tzinfo=UTC)) == date(2021, 7, 8)
    assert day_in_jakarta(datetime(2021, 7, 8, 17, 0, tzinfo=UTC)) == date(2021, 7, 9)


@pytest.mark.parametrize(
    ("minutes", "percent"), [(0, 0), (3, 1), (150, 50), (299, 99), (360, 120)]
)
def test_a_promise_is_used_up_while_officers_work(minutes, percent):
    began, due = wib(10, "09:00"), wib(10, "14:00")
    moment = began + timedelta(minutes=minutes)
    assert used_percent(moment, due=due, procedure=PROCEDURE) == percent


@pytest.mark.parametrize(
    ("moment", "percent", "minutes"),
    [
        ((10, "19:59"), 0, 300),
        ((10, "21:00"), 20, 239),
        ((11, "03:00"), 20, 239),  # the closed night uses nothing up
        ((11, "07:30"), 20, 239),
        ((11, "09:09"), 53, 140),
        ((11, "11:29"), 100, 0),
        ((11, "21:30"), 290, -571),
    ],
)
def test_the_closed_night_uses_up_nothing_of_a_promise(moment, percent, minutes):
    due = due_at(wib(10, "19:59"), PROCEDURE)
    now = wib(*moment)
    assert used_percent(now, due=due, procedure=PROCEDURE) == percent
    assert time_left(now, due=due, procedure=PROCEDURE) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (-1, Urgency.CALM),
        (59, Urgency.CALM),
        (60, Urgency.AMBER),
        (79, Urgency.AMBER),
        (80, Urgency.RED),
        (99, Urgency.RED),
        (100, Urgency.LATE),
        (900, Urgency.LATE),
    ],
)
def test_a_promise_turns_amber_red_and_late(percent: int, expected: Urgency):
    assert urgency(percent) is expected


def test_a_promise_is_late_at_its_minute_and_not_a_second_before():
    complete, due = wib(9, "09:00"), wib(9, "14:00")
    used = [
        used_percent(moment, due=due, procedure=PROCEDURE)
        for moment in (complete, wib(9, "11:30"), due - timedelta(seconds=1), due)
    ]
    assert used == [0, 50, 99, 100]


@given(DAYS, st.integers(-60, 3 * 24 * 60))
def test_the_lines_of_the_alarms_say_what_the_percent_says(begun: datetime, minutes: int):
    complete = begun.replace(tzinfo=JAKARTA)
    due, now = due_at(complete, PROCEDURE), complete + timedelta(minutes=minutes)
    rung = sum(due <= line for line in alarm_lines(now, PROCEDURE))
    assert urgency(used_percent(now, due=due, procedure=PROCEDURE)) is tuple(Urgency)[rung]


@pytest.mark.parametrize(
    ("now", "amber", "red", "late"),
    [
        ((10, "12:00"), (10, "14:00"), (10, "13:00"), (10, "12:00")),
        ((10, "20:30"), (11, "09:00"), (11, "08:00"), (10, "20:30")),  # over a closed night
    ],
)
def test_at_noon_what_is_due_at_one_is_red_and_what_is_due_at_two_amber(now, amber, red, late):
    assert alarm_lines(wib(*now), PROCEDURE) == (wib(*amber), wib(*red), wib(*late))


def test_a_permit_holds_to_the_end_of_its_rules_and_is_renewed_with_them():
    assert validity(JULY, date(2021, 7, 11)) == (date(2021, 7, 11), date(2021, 7, 20))
    assert renewed_until(POLICIES, JULY, "ess_finance") == POLICIES.versions[-1].effective_to
    assert renewed_until(POLICIES, POLICIES.versions[0], "ess_payment") == date(2021, 7, 8)


@pytest.mark.parametrize(
    ("until", "sector", "holds"),
    [
        (date(2021, 7, 20), "ess_finance", date(2021, 9, 6)),
        (date(2021, 7, 8), "ess_payment", date(2021, 7, 8)),  # not listed from the ninth on
        (date(2021, 7, 19), "ess_finance", date(2021, 7, 19)),  # no version ends on that day
    ],
)
def test_a_permit_holds_with_the_renewals_of_the_sector_it_names(until, sector, holds):
    short = POLICIES.versions[0].sectors[sector].short
    assert holds_until(POLICIES, until, short) == holds


def test_a_sector_that_no_rule_knows_is_not_renewed():
    assert holds_until(POLICIES, date(2021, 7, 20), "nothing") == date(2021, 7, 20)


@pytest.mark.parametrize(
    ("on", "sector", "ends"),
    [
        (date(2021, 7, 20), "ess_finance", ["2021-07-08"]),
        (date(2021, 7, 22), "ess_finance", ["2021-07-08", "2021-07-20"]),
        (
            date(2021, 9, 6),
            "ess_finance",
            ["2021-07-08", "2021-07-20", "2021-08-09", "2021-08-16"],
        ),
        (date(2021, 7, 22), "ess_payment", []),
        (date(2021, 7, 8), "ess_finance", []),
    ],
)
def test_a_version_renews_what_an_unbroken_chain_leads_to(on, sector, ends):
    found = renewed_ends(POLICIES, POLICIES.on(on), sector)
    assert sorted(each.isoformat() for each in found) == ends
