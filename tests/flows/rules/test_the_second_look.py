"""Where two officers are asked for, the second looks anew and neither stands in for the other."""

from dataclasses import replace

import pytest

from flows.rules.applications import (
    LEASE,
    NoRoad,
    SameOfficer,
    Verdict,
    claim,
    confirm,
    contest,
    propose,
)
from tests.flows.rules.on_the_desk import (
    LATER,
    PROPOSED,
    REFUSAL,
    RINA,
    SITI,
    STATUS,
    WITH_FOUR_EYES,
    changed,
    standing,
)


def test_the_second_look_is_never_the_first_officers():
    with pytest.raises(SameOfficer, match="a-1"):
        claim(PROPOSED, SITI, now=LATER)
    looked_at = claim(PROPOSED, RINA, now=LATER)
    assert (looked_at.status, looked_at.officer) == (STATUS.SECOND_LOOK, RINA)


def test_where_four_eyes_are_asked_for_one_officer_only_proposes():
    assert changed(WITH_FOUR_EYES, PROPOSED) == {
        "status": STATUS.SECOND_LOOK,
        "proposed": Verdict.REFUSE,
        "maker": SITI,
        "officer": None,
        "leased_until": None,
        **REFUSAL,
    }


@pytest.mark.parametrize(
    ("verdict", "status"), [(Verdict.APPROVE, STATUS.DECIDED), (Verdict.REFUSE, STATUS.REFUSED)]
)
def test_the_second_officer_confirms_what_the_first_proposed(verdict, status):
    on_the_desk = claim(replace(PROPOSED, proposed=verdict), RINA, now=LATER)
    decided = confirm(on_the_desk, officer=RINA, now=LATER)
    assert changed(on_the_desk, decided) == {
        "status": status,
        "checker": RINA,
        "decided_at": LATER,
        "officer": None,
        "leased_until": None,
    }
    assert decided.maker == SITI


def test_the_second_officer_may_judge_anew_and_then_a_third_looks():
    contested = contest(claim(PROPOSED, RINA, now=LATER), officer=RINA)
    assert contested == replace(WITH_FOUR_EYES, officer=RINA, leased_until=LATER + LEASE)
    assert contest(PROPOSED, officer=RINA).officer == RINA  # though nobody has it on the desk
    assert propose(contested, Verdict.APPROVE, officer=RINA, now=LATER).maker == RINA


def test_whoever_proposed_neither_confirms_nor_contests():
    with pytest.raises(SameOfficer, match="a-1"):
        confirm(PROPOSED, officer=SITI, now=LATER)
    with pytest.raises(SameOfficer, match="a-1"):
        contest(PROPOSED, officer=SITI)


@pytest.mark.parametrize("status", sorted(set(STATUS) - {STATUS.SECOND_LOOK}))
def test_only_what_was_proposed_is_confirmed_or_contested(status):
    with pytest.raises(NoRoad, match=status):
        confirm(standing(status), officer=RINA, now=LATER)
    with pytest.raises(NoRoad, match=status):
        contest(standing(status), officer=RINA)
