"""An application goes along its roads and no others, and nobody decides alone what takes two."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from flows.rules.applications import (
    CLAIMABLE,
    ENDS,
    LEASE,
    MANY,
    OPEN,
    ROADS,
    Application,
    NoRoad,
    Step,
    Taken,
    Verdict,
    claim,
    decide_by_rule,
    hand_in_again,
    is_leased,
    issue,
    may_move,
    needs_second_officer,
    propose,
    release,
    send_back,
    withdraw,
)
from tests.flows.rules.on_the_desk import (
    HANDED_IN,
    LATER,
    NOON,
    ON_THE_DESK,
    PROPOSED,
    REFUSAL,
    RINA,
    SITI,
    STATUS,
    changed,
    standing,
)

TABLE = """
submitted    -> in_review decided refused withdrawn
in_review    -> submitted second_look decided refused returned withdrawn
second_look  -> in_review decided refused withdrawn
returned     -> submitted refused withdrawn
decided      -> issued submitted withdrawn
issued       ->
refused      ->
withdrawn    ->
"""


def test_the_roads_are_those_that_were_drawn():
    lines = [line.split("->") for line in TABLE.strip().splitlines()]
    drawn = {before.strip(): set(after.split()) for before, after in lines}
    assert {before: set(after) for before, after in ROADS.items()} == drawn
    for before, after in product(STATUS, STATUS):
        assert may_move(before, after) is (after in drawn[before])


def test_nothing_comes_of_what_has_ended():
    assert {"issued", "refused", "withdrawn"} == ENDS
    assert {*STATUS} - ENDS == OPEN
    assert {"submitted", "in_review", "second_look"} == CLAIMABLE
    assert {status for status in STATUS if standing(status).is_open} == OPEN


def test_a_fresh_application_is_nobodys_and_promises_nothing_by_itself():
    asked = ("reference", "chat", "nib", "company", "workplace", "sector", "policy_version")
    bare = Application(**{name: getattr(HANDED_IN, name) for name in asked}, submitted_at=NOON)
    assert (bare.status, bare.version, bare.employees) == (STATUS.SUBMITTED, 1, 0)
    assert (bare.outcome, bare.note, bare.risks) == ("", "", ())
    assert not bare.four_eyes
    assert not bare.automatic
    assert (bare.officer, bare.due_at, bare.decided_at, bare.reason) == (None, None, None, None)
    assert HANDED_IN.employees == 14


def test_what_people_wrote_stays_out_of_traces():
    told = repr(replace(HANDED_IN, note="about Ani"))
    assert not any(part in told for part in ("700000001", "about Ani", "answers"))


def test_a_step_needs_no_reason():
    assert Step(NOON, SITI, None, STATUS.SUBMITTED).reason is None


@pytest.mark.parametrize(
    ("employees", "is_listed", "two"),
    [(1, True, False), (MANY, True, False), (MANY + 1, True, True), (1, False, True)],
)
def test_many_employees_or_a_sector_not_listed_take_two_officers(employees, is_listed, two):
    assert needs_second_officer(employees=employees, is_listed=is_listed) is two


def test_from_five_hundred_employees_on_a_second_officer_looks():
    assert MANY == 500


def test_a_desk_is_kept_for_a_quarter_of_an_hour():
    assert timedelta(minutes=15) == LEASE
    assert ON_THE_DESK.leased_until == NOON + LEASE
    assert is_leased(ON_THE_DESK, now=NOON + LEASE - timedelta(seconds=1))
    assert not is_leased(ON_THE_DESK, now=NOON + LEASE)
    assert not is_leased(HANDED_IN, now=NOON)


def test_who_claims_has_it_and_who_claims_again_has_it_longer():
    assert changed(HANDED_IN, ON_THE_DESK) == {
        "status": STATUS.IN_REVIEW,
        "officer": SITI,
        "leased_until": NOON + LEASE,
    }
    again = claim(ON_THE_DESK, SITI, now=LATER)
    assert changed(ON_THE_DESK, again) == {"leased_until": LATER + LEASE}


def test_what_one_officer_has_another_takes_only_once_it_is_forgotten():
    with pytest.raises(Taken, match="a-1"):
        claim(ON_THE_DESK, RINA, now=NOON + LEASE - timedelta(seconds=1))
    assert claim(ON_THE_DESK, RINA, now=NOON + LEASE).officer == RINA


@pytest.mark.parametrize("status", sorted(set(STATUS) - CLAIMABLE))
def test_only_what_is_with_the_officers_can_be_claimed(status):
    with pytest.raises(NoRoad, match=status):
        claim(standing(status), SITI, now=NOON)


def test_what_was_judged_once_is_on_the_desk_again_of_whoever_judged_it():
    judged = replace(HANDED_IN, maker=SITI)
    assert claim(judged, SITI, now=NOON).officer == SITI


def test_what_is_laid_back_is_where_it_was_before_it_was_claimed():
    assert release(ON_THE_DESK) == HANDED_IN
    assert release(claim(PROPOSED, RINA, now=LATER)) == PROPOSED


@pytest.mark.parametrize(
    ("verdict", "status"), [(Verdict.APPROVE, STATUS.DECIDED), (Verdict.REFUSE, STATUS.REFUSED)]
)
def test_one_officer_decides_where_one_is_enough(verdict, status):
    decided = propose(ON_THE_DESK, verdict, officer=SITI, now=LATER, **REFUSAL)
    assert changed(ON_THE_DESK, decided) == {
        "status": status,
        "proposed": verdict,
        "maker": SITI,
        "decided_at": LATER,
        "officer": None,
        "leased_until": None,
        **REFUSAL,
    }


def test_who_approves_need_not_say_why():
    approved = propose(ON_THE_DESK, Verdict.APPROVE, officer=SITI, now=LATER)
    assert (approved.reason, approved.note) == (None, "")


@pytest.mark.parametrize(
    ("officer", "now"), [(RINA, LATER), (SITI, NOON + LEASE), (RINA, NOON + LEASE)]
)
def test_nobody_decides_or_sends_back_what_is_not_on_their_desk(officer, now):
    with pytest.raises(Taken, match="a-1"):
        propose(ON_THE_DESK, Verdict.APPROVE, officer=officer, now=now)
    with pytest.raises(Taken, match="a-1"):
        send_back(ON_THE_DESK, "roster", officer=officer, now=now)


@pytest.mark.parametrize("status", sorted(set(STATUS) - {STATUS.IN_REVIEW}))
def test_only_what_is_in_review_is_judged(status):
    with pytest.raises(NoRoad, match=status):
        propose(standing(status), Verdict.APPROVE, officer=SITI, now=LATER)


@pytest.mark.parametrize(
    ("verdict", "status"), [(Verdict.APPROVE, STATUS.DECIDED), (Verdict.REFUSE, STATUS.REFUSED)]
)
def test_a_decision_by_rule_says_that_it_was_one(verdict, status):
    decided = decide_by_rule(HANDED_IN, verdict, now=LATER, reason="not_in_sector")
    assert changed(HANDED_IN, decided) == {
        "status": status,
        "proposed": verdict,
        "automatic": True,
        "reason": "not_in_sector",
        "decided_at": LATER,
    }


def test_the_promise_rests_while_the_company_owes_an_answer():
    returned = send_back(ON_THE_DESK, "roster", officer=SITI, now=LATER, note="row 3")
    assert changed(ON_THE_DESK, returned) == {
        "status": STATUS.RETURNED,
        "reason": "roster",
        "note": "row 3",
        "complete_at": None,
        "due_at": None,
        "officer": None,
        "leased_until": None,
    }
    assert send_back(ON_THE_DESK, "roster", officer=SITI, now=LATER).note == ""


def test_what_is_handed_in_again_is_promised_anew_and_judged_anew():
    returned = send_back(
        replace(ON_THE_DESK, proposed=Verdict.REFUSE, maker=RINA),
        "roster",
        officer=SITI,
        now=LATER,
        note="row 3",
    )
    due = LATER + timedelta(hours=5)
    corrected = {"answers": {"company": "PT Contoh"}, "asked": {"office": 9}}
    again = hand_in_again(returned, **corrected, complete_at=LATER, due_at=due)
    assert again == replace(HANDED_IN, **corrected, complete_at=LATER, due_at=due)


def test_a_company_takes_its_request_back_from_whatever_desk():
    withdrawn = withdraw(ON_THE_DESK)
    assert withdrawn == replace(HANDED_IN, status=STATUS.WITHDRAWN)


def test_an_issued_application_is_the_decided_one_with_its_permits_signed():
    decided = propose(ON_THE_DESK, Verdict.APPROVE, officer=SITI, now=LATER)
    assert changed(decided, issue(decided)) == {"status": STATUS.ISSUED}
