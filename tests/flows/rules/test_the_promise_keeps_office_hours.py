"""Five hours are promised, and they run only while officers are at work."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import policies
from flows.rules.decision import share
from flows.rules.promise import (
    JAKARTA,
    Urgency,
    alarm_lines,
    due_at,
    is_open,
    urgency,
    used_percent,
)

PROCEDURE = policies.load().procedure
DAYS = st.datetimes(datetime(2021, 7, 3), datetime(2021, 9, 7))  # noqa: DTZ001 - made aware below


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2021-07-{text}+07:00")


@pytest.mark.parametrize(
    ("complete", "due"),
    [
        ("09T07:30", "09T12:30"),
        ("09T00:00", "09T12:30"),
        ("09T07:29:59", "09T12:30"),
        ("09T15:59:59", "09T20:59:59"),
        ("09T16:00", "09T21:00"),
        ("09T16:00:01", "10T07:30:01"),
        ("09T18:30", "10T10:00"),
        ("09T21:00", "10T12:30"),
        ("09T23:59:59", "10T12:30"),
        ("10T20:00", "11T11:30"),  # from a Saturday into a Sunday: the service knows no weekend
        ("31T20:30", "32T12:00"),
    ],
)
def test_a_promise_ends_after_five_open_hours(complete: str, due: str):
    expected = at("31T12:00") + timedelta(days=1) if due == "32T12:00" else at(due)
    assert due_at(at(complete), PROCEDURE) == expected


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


@pytest.mark.parametrize("day", ["09", "10", "11"])  # a Friday, a Saturday, a Sunday
def test_officers_work_from_half_past_seven_to_nine_on_every_day(day: str):
    for hour in ("07:30", "12:00", "21:00"):
        assert is_open(at(f"{day}T{hour}"), PROCEDURE)
        assert is_open(at(f"{day}T{hour}").astimezone(UTC), PROCEDURE)
    for hour in ("00:00", "07:29:59", "21:00:01"):
        assert not is_open(at(f"{day}T{hour}"), PROCEDURE)


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
    complete, due = at("09T09:00"), at("09T14:00")
    used = [
        used_percent(moment, due=due, procedure=PROCEDURE)
        for moment in (complete, at("09T11:30"), due - timedelta(seconds=1), due)
    ]
    assert used == [0, 50, 99, 100]


@given(DAYS, st.integers(-60, 3 * 24 * 60))
def test_the_lines_of_the_alarms_say_what_the_percent_says(begun: datetime, minutes: int):
    complete = begun.replace(tzinfo=JAKARTA)
    due, now = due_at(complete, PROCEDURE), complete + timedelta(minutes=minutes)
    rung = sum(due <= line for line in alarm_lines(now, PROCEDURE))
    assert urgency(used_percent(now, due=due, procedure=PROCEDURE)) is tuple(Urgency)[rung]


@pytest.mark.parametrize(
    ("percent", "staff", "permits"),
    [
        (100, 100, 100),
        (50, 7, 3),
        (25, 40, 10),
        (10, 19, 1),
        (10, 9, 1),  # one at least, where any may come
        (10, 1, 1),
        (10, 0, 0),
        (0, 1_000, 0),
        (0, 0, 0),
        (25, 3, 1),
        (33, 100_000, 33_000),
    ],
)
def test_a_cap_is_a_floor_and_one_at_least_where_any_may_come(percent, staff, permits):
    assert share(percent, staff) == permits
