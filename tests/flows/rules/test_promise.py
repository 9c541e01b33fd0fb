"""Five service hours from complete data: the clock counts while officers work, and only then."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot import policies
from flows.rules.promise import (
    Urgency,
    day_in_jakarta,
    due_at,
    is_open,
    renewed_until,
    time_left,
    urgency,
    used_percent,
    validity,
)

POLICIES = policies.load()
PROCEDURE = POLICIES.procedure
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


@pytest.mark.parametrize(
    ("clock", "opened"),
    [("07:29", False), ("07:30", True), ("21:00", True), ("21:01", False), ("00:00", False)],
)
def test_officers_work_from_half_past_seven_to_nine(clock, opened):
    assert is_open(wib(10, clock), PROCEDURE) is opened


def test_the_day_is_that_of_jakarta():
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
    ("percent", "place"), [(0, 0), (59, 0), (60, 1), (79, 1), (80, 2), (99, 2), (100, 3), (250, 3)]
)
def test_alarms_ring_at_sixty_eighty_and_a_hundred(percent, place):
    assert urgency(percent) is tuple(Urgency)[place]


def test_a_permit_holds_to_the_end_of_its_rules_and_is_renewed_with_them():
    assert validity(JULY, date(2021, 7, 11)) == (date(2021, 7, 11), date(2021, 7, 20))
    assert renewed_until(POLICIES, JULY, "ess_finance") == POLICIES.versions[-1].effective_to
    assert renewed_until(POLICIES, POLICIES.versions[0], "ess_payment") == date(2021, 7, 8)
