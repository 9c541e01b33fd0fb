"""The scenarios that tell whether the rules are the rules of July 2021."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot import policies
from flows.rules.caps import WorkUnit
from flows.rules.decision import Case, Outcome, UnknownCase, decide, share
from flows.rules.promise import day_in_jakarta, due_at, holds_until, renewed_until

POLICIES = policies.load()
DRAFT = Path(__file__).parents[3] / "shared" / "domain" / "policy.yaml"
SERVICE, PRODUCTION, OFFICE = WorkUnit.SERVICE, WorkUnit.PRODUCTION, WorkUnit.OFFICE


def on(day, **case):
    return decide(POLICIES, Case(date.fromisoformat(day), **case))


def test_an_insurer_gets_half_of_its_service_staff_and_a_quarter_of_its_office():
    decision = on("2021-07-10", kbli="65111", staff={SERVICE: 100, OFFICE: 40})
    assert (decision.outcome, decision.permits) == (
        Outcome.ELIGIBLE,
        {SERVICE: 50, OFFICE: 10},
    )


def test_a_building_contractor_is_critical_one_day_and_needs_proof_the_next():
    assert on("2021-07-08", kbli="41011").outcome is Outcome.ELIGIBLE
    after = on("2021-07-09", kbli="41011")
    assert after.outcome is Outcome.ELIGIBLE_WITH_EVIDENCE
    assert after.evidence == ("project_contract_public_infrastructure",)


def test_a_payment_firm_goes_to_an_officer_after_midnight():
    assert on("2021-07-08", kbli="6641").outcome is Outcome.ELIGIBLE
    assert on("2021-07-09", kbli="6641").outcome is Outcome.OFFICER_REVIEW
    assert on("2021-07-09", sector="ess_payment").outcome is Outcome.OFFICER_REVIEW


def test_where_the_rule_states_no_cap_an_officer_counts_instead_of_nobody():
    decision = on("2021-07-09", kbli="6641", staff={OFFICE: 10})
    assert decision.permits == {OFFICE: None}


def test_a_garment_maker_with_its_papers_gets_half_the_line_and_a_tenth_of_the_office():
    papers = ("peb_12_months_or_export_plan", "iomki")
    decision = on("2021-07-10", kbli="14111", staff={PRODUCTION: 100, OFFICE: 40}, evidence=papers)
    assert (decision.permits, decision.evidence) == ({PRODUCTION: 50, OFFICE: 4}, ())


@pytest.mark.parametrize("day", ["2021-07-05", "2021-07-08", "2021-07-09", "2021-08-20"])
@pytest.mark.parametrize(
    "case", [{"kbli": "14111"}, {"sector": "ess_export"}, {"sector": "crit_psn"}]
)
def test_what_no_code_can_prove_is_shown_by_papers_under_every_version(day, case):
    decision = on(day, **case)
    assert decision.outcome is Outcome.ELIGIBLE_WITH_EVIDENCE
    assert decision.evidence


def test_a_property_agent_is_refused_with_the_rules_own_words():
    decision = on("2021-07-10", kbli="68200", staff={OFFICE: 10})
    assert decision.outcome is Outcome.NOT_ELIGIBLE
    assert "100% WFH" in decision.rule
    assert decision.permits == {OFFICE: 0}


def test_a_hospital_gets_permits_for_its_cleaners_and_its_nurses_need_none():
    assert on("2021-07-10", sector="crit_health", staff={SERVICE: 20}).permits == {SERVICE: 20}
    assert on("2021-07-10", exemption="health_worker").outcome is Outcome.EXEMPT


def test_a_civil_servant_is_exempt_and_so_is_the_central_bank():
    assert on("2021-07-10", exemption="government").outcome is Outcome.EXEMPT
    assert on("2021-07-10", kbli="64110").outcome is Outcome.EXEMPT


def test_a_permit_of_the_twentieth_still_holds_on_the_twenty_second():
    policy = POLICIES.on(date(2021, 7, 20))
    assert renewed_until(POLICIES, policy, "ess_finance") >= date(2021, 7, 22)
    short = policy.sectors["ess_finance"].short
    assert holds_until(POLICIES, policy.effective_to, short) >= date(2021, 7, 22)


@pytest.mark.parametrize("day", ["2021-07-04", "2021-09-07"])
def test_outside_the_weeks_of_the_permit_no_rule_speaks(day):
    assert on(day, kbli="65").outcome is Outcome.NO_POLICY


def test_from_the_seventh_of_september_the_reason_is_named():
    assert on("2021-09-07", kbli="65").sources == ("SATGAS17",)


def test_an_unknown_sector_is_no_decision():
    with pytest.raises(UnknownCase):
        on("2021-07-10", sector="ess_magic")


@given(st.sampled_from(POLICIES.versions), st.from_regex(r"\A[0-9]{2,5}\Z"))
def test_every_code_gets_a_decision_in_every_version(policy, code):
    decision = decide(POLICIES, Case(policy.permits_from, kbli=code, staff={OFFICE: 10}))
    assert decision.outcome is not Outcome.NO_POLICY
    assert decision.version == policy.id


@given(st.integers(0, 100), st.integers(0, 100_000))
def test_a_share_is_a_floor_that_never_falls_as_staff_grows(percent, staff):
    assert share(percent, staff) <= staff
    assert share(percent, staff) <= share(percent, staff + 1)


@pytest.mark.parametrize(
    ("complete", "due"),
    [
        ("2021-07-10T09:00+07:00", "2021-07-10T14:00+07:00"),
        ("2021-07-10T20:00+07:00", "2021-07-11T11:30+07:00"),
        ("2021-07-10T23:00+07:00", "2021-07-11T12:30+07:00"),
        ("2021-07-10T03:00+07:00", "2021-07-10T12:30+07:00"),
        ("2021-07-10T16:00+07:00", "2021-07-10T21:00+07:00"),
    ],
)
def test_the_promise_counts_only_the_hours_in_which_officers_work(complete, due):
    promised = due_at(datetime.fromisoformat(complete), POLICIES.procedure)
    assert promised == datetime.fromisoformat(due)


def test_a_day_begins_in_jakarta_while_it_is_still_yesterday_in_london():
    assert day_in_jakarta(datetime(2021, 7, 8, 17, 0, tzinfo=UTC)) == date(2021, 7, 9)


def test_no_row_of_the_draft_was_lost():
    if not DRAFT.exists():
        pytest.skip("the draft that the rules were read from is not beside the repository")
    draft = yaml.safe_load(DRAFT.read_text("utf-8"))
    for version in draft["versions"]:
        policy = POLICIES.get(version["id"])
        for sector in draft["sectors"]:
            caps = sector["caps_percent"].get(version["id"])
            expected = {unit: caps[unit.value] for unit in WorkUnit} if caps else {}
            assert dict(policy.caps_of(sector["id"])) == expected
        for code in draft["kbli"]["map"]:
            fit = code.get("fit_by_version", {}).get(version["id"], code["fit"])
            assert policy.kbli(code["prefix"]).fit == fit
