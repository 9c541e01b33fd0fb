"""The promise: five hours from complete data, counted while the service is open.

"Complete" at 20:00 is promised for 11:30 of the next day: one hour until 21:00, four from
07:30. The hours are data of the policy; that they count service hours only is our reading.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Final

from flows.rules.policy import Policies, Policy, Procedure

JAKARTA: Final = timezone(timedelta(hours=7), "WIB")  # no daylight saving since 1964
ALARMS: Final = (60, 80, 100)  # percent of the promise


class Urgency(StrEnum):
    """How a running promise stands, by the alarms it has passed."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"
    LATE = "late"


def day_in_jakarta(moment: datetime) -> date:
    """Return the day it is in Jakarta."""
    return moment.astimezone(JAKARTA).date()


def due_at(complete_at: datetime, procedure: Procedure) -> datetime:
    """Return until when a decision is promised; takes and gives aware times, gives UTC."""
    return _once_served(complete_at, timedelta(hours=procedure.promise_hours), procedure)


def is_open(moment: datetime, procedure: Procedure) -> bool:
    """Tell whether officers work at this moment."""
    opens, closes = _hours(moment.astimezone(JAKARTA).date(), procedure)
    return opens <= moment <= closes


def time_left(moment: datetime, *, due: datetime, procedure: Procedure) -> timedelta:
    """Return the hours of service until a promise ends; negative once it is broken."""
    return _served_before(due, procedure) - _served_before(moment, procedure)


def used_percent(moment: datetime, *, due: datetime, procedure: Procedure) -> int:
    """Return how much of the promise is used up, in percent of its hours of service."""
    whole = timedelta(hours=procedure.promise_hours)
    return 100 * (whole - time_left(moment, due=due, procedure=procedure)) // whole


def alarm_lines(moment: datetime, procedure: Procedure) -> tuple[datetime, ...]:
    """Return for each alarm the end of the last promise for which it has rung by now.

    Whoever counts promises by the thousand compares their ends with these, and finds what
    `urgency` would say of each.
    """
    whole = timedelta(hours=procedure.promise_hours)
    return tuple(_once_served(moment, whole * (100 - alarm) / 100, procedure) for alarm in ALARMS)


def urgency(percent: int) -> Urgency:
    """Return how a promise stands of which so much is used up."""
    return tuple(Urgency)[sum(percent >= alarm for alarm in ALARMS)]


def validity(policy: Policy, issued_on: date) -> tuple[date, date]:
    """Return the days a permit holds: from its issue to the end of the version."""
    return issued_on, policy.effective_to


def renewed_until(policies: Policies, policy: Policy, sector: str) -> date:
    """Return until when a permit holds once later versions that list its sector renew it."""
    until, following = policy.effective_to, policies.after(policy)
    while following is not None and following.is_listed(sector):
        until, following = following.effective_to, policies.after(following)
    return until


def holds_until(policies: Policies, valid_until: date, short: str) -> date:
    """Return until when a permit holds that names its sector by ``short``, with its renewals."""
    policy = next((one for one in policies.versions if one.effective_to == valid_until), None)
    if policy is None:
        return valid_until
    sectors = (sector.id for sector in policy.sectors.values() if sector.short == short)
    return renewed_until(policies, policy, next(sectors, ""))


def renewed_ends(policies: Policies, policy: Policy, sector: str) -> frozenset[date]:
    """Return the last days of the earlier permits of a sector that a version renews."""
    return frozenset(
        one.effective_to
        for one in policies.versions
        if one.effective_to < policy.effective_to
        and one.is_listed(sector)
        and renewed_until(policies, one, sector) >= policy.effective_to
    )


def _once_served(since: datetime, needed: timedelta, procedure: Procedure) -> datetime:
    """Return when so much service has been open since a moment, in UTC."""
    moment, left = since.astimezone(JAKARTA), needed
    while True:
        opens, closes = _hours(moment.date(), procedure)
        begins = max(moment, opens)
        if begins + left <= closes:
            return (begins + left).astimezone(timezone.utc)  # noqa: UP017 - flows' own UTC
        left -= max(closes - begins, timedelta())
        moment = _midnight_after(moment)


def _served_before(moment: datetime, procedure: Procedure) -> timedelta:
    """Return how much service was open before a moment, since days are counted."""
    here = moment.astimezone(JAKARTA)
    opens, closes = _hours(here.date(), procedure)
    today = min(max(here, opens), closes) - opens
    return here.toordinal() * (closes - opens) + today


def _hours(day: date, procedure: Procedure) -> tuple[datetime, datetime]:
    return (
        datetime.combine(day, procedure.opens, JAKARTA),
        datetime.combine(day, procedure.closes, JAKARTA),
    )


def _midnight_after(moment: datetime) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=1), time(), JAKARTA)
