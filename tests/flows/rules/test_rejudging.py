from dataclasses import replace
from datetime import date

import pytest

from bot import policies
from flows.rules.applications import ApplicationStatus, NoRoad, Verdict
from flows.rules.decision import Case, decide
from flows.rules.rejudging import (
    JUDGED,
    NOT_NEEDED,
    is_judged_anew,
    may_settle,
    pickable,
    reopen,
    settle,
)
from tests.support.builders import NOON, TODAY, an_application

POLICIES = policies.load()
JULY = POLICIES.on(TODAY)
EIGHTH, NINTH, LATER = date(2021, 7, 8), date(2021, 7, 9), date(2021, 7, 22)
OFFICE = {"office": 3}


def on(day: date, **case: str):
    return decide(POLICIES, Case(day, **case))


def test_an_officer_names_none_but_sectors_whose_people_may_hold_a_permit() -> None:
    named = {sector.id for sector in pickable(JULY)}
    assert {"ess_finance", "crit_food"} <= named
    assert not named & {"non_essential", "ess_government", "ess_payment", "crit_daily_needs"}


@pytest.mark.parametrize(
    ("case", "is_open"),
    [
        ({"sector": "unsure"}, True),
        ({"kbli": "81210"}, True),
        ({"kbli": "66411"}, True),
        ({"kbli": "68200"}, True),
        ({"kbli": "65111"}, False),
        ({"kbli": "14111"}, False),
    ],
)
def test_the_sector_is_an_officers_to_name_where_the_rules_do_not_list_it(case, is_open) -> None:
    assert may_settle(an_application(), on(TODAY, **case)) is is_open


def test_what_an_officer_named_may_be_named_again_and_what_says_nothing_too() -> None:
    assert may_settle(an_application(settled_by="siti"), on(TODAY, sector="ess_finance"))
    assert may_settle(an_application(), None)


def test_a_sector_is_named_while_it_is_judged_and_takes_two_officers() -> None:
    held = an_application(sector="", status=ApplicationStatus.IN_REVIEW)
    named = settle(held, "crit_food", officer="siti")
    assert (named.sector, named.settled_by, named.four_eyes) == ("crit_food", "siti", True)
    with pytest.raises(NoRoad):
        settle(replace(held, status=ApplicationStatus.SECOND_LOOK), "crit_food", officer="siti")


def test_a_reopened_approval_is_as_if_nobody_had_decided() -> None:
    fresh = an_application()
    decided = replace(
        fresh,
        status=ApplicationStatus.DECIDED,
        proposed=Verdict.APPROVE,
        maker="siti",
        checker="budi",
        automatic=True,
        reason="R08",
        note="Ani",
        decided_at=NOON,
        decided_under="ppkm-2021-07-09",
    )
    assert reopen(decided) == fresh


@pytest.mark.parametrize(
    ("case", "days", "asked", "is_anew"),
    [
        ({"kbli": "66411"}, (EIGHTH, NINTH), OFFICE, True),
        ({"kbli": "41011"}, (EIGHTH, NINTH), OFFICE, True),
        ({"kbli": "65111"}, (EIGHTH, NINTH), OFFICE, True),
        ({"kbli": "65111"}, (EIGHTH, NINTH), {"service": 3}, False),
        ({"kbli": "65111"}, (NINTH, LATER), OFFICE, False),
        ({"sector": "unsure"}, (EIGHTH, NINTH), OFFICE, False),
        ({"kbli": "14111"}, (EIGHTH, NINTH), {"service": 3}, True),
        ({"kbli": "14111"}, (NINTH, EIGHTH), {"service": 3}, True),
    ],
    ids=[
        *("unlisted", "evidence", "its cap", "another unit's cap", "the same", "open"),
        *("a cap that is gone", "a cap that is new"),
    ],
)
def test_other_rules_count_where_they_come_to_something_else(case, days, asked, is_anew) -> None:
    before, after = (on(day, **case) for day in days)
    assert is_judged_anew(before, after, asked) is is_anew


def test_where_one_of_two_rules_says_nothing_that_is_something_else() -> None:
    said = on(TODAY, kbli="65111")
    assert is_judged_anew(None, said, OFFICE)
    assert is_judged_anew(said, None, OFFICE)
    assert not is_judged_anew(None, None, OFFICE)


def test_new_rules_concern_what_is_with_the_company_or_the_officers_and_nothing_decided() -> None:
    assert {status.value for status in JUDGED} == {
        "submitted",
        "in_review",
        "second_look",
        "returned",
    }


def test_the_reason_for_an_abolished_permit_is_one_of_the_rules() -> None:
    assert POLICIES.procedure.reasons[NOT_NEEDED].names.en == "No permit needed"
