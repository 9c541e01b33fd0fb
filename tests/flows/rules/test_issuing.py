from dataclasses import replace
from datetime import date

import pytest

from bot import policies
from flows.rules.applications import MANY, ApplicationStatus, RowDecision, Verdict
from flows.rules.areas import ALL_OF_DKI, ORDER, regencies_in
from flows.rules.issuing import Lapsed, NotDecided, OnePairOfEyes, Unsettled, facts_of, grant
from flows.rules.places import REGENCIES
from flows.rules.token import decode, encode, write_token
from tests.support.builders import TODAY, an_employee
from tests.support.permits import HOST, UNTIL, a_decided_application

ROWS = {RowDecision.APPROVED: 5, RowDecision.REFUSED: 2}


def granted(on=TODAY, rows=ROWS, **changes):
    return grant(a_decided_application(**changes), policies.load(), rows=rows, on=on)


def test_a_permit_holds_from_its_issue_to_the_end_of_the_rules() -> None:
    assert (granted().valid_from, granted().valid_until) == (TODAY, UNTIL)


def test_what_was_decided_before_midnight_holds_under_the_rules_that_renew_it() -> None:
    late = granted(on=date(2021, 7, 21))
    assert late.policy.id == "ppkm-2021-07-21"
    assert (late.valid_from, late.valid_until) == (date(2021, 7, 21), date(2021, 8, 9))


@pytest.mark.parametrize(
    ("decided", "on", "until"),
    [
        ("ppkm-2021-07-21", date(2021, 7, 21), date(2021, 8, 9)),
        ("ppkm-2021-07-09", date(2021, 7, 20), date(2021, 7, 20)),
        ("ppkm-2021-07-09", date(2021, 9, 6), date(2021, 9, 6)),
    ],
    ids=["the first day of the rules", "their last", "the last of all"],
)
def test_a_permit_is_granted_on_the_first_and_on_the_last_day(decided, on, until) -> None:
    allowed = granted(on=on, policy_version=decided)
    assert (allowed.valid_from, allowed.valid_until) == (on, until)


@pytest.mark.parametrize(
    ("on", "changes"),
    [
        (date(2021, 7, 9), {"policy_version": "ppkm-2021-07-03", "sector": "ess_payment"}),
        (date(2021, 7, 8), {}),
        (date(2021, 9, 7), {}),
        (TODAY, {"policy_version": "ppkm-1999"}),
    ],
    ids=["no longer listed", "before the rules", "after the last", "no version"],
)
def test_what_the_rules_of_the_day_do_not_hold_is_not_granted(on, changes) -> None:
    with pytest.raises(Lapsed):
        granted(on=on, **changes)


@pytest.mark.parametrize("sector", ["", "non_essential", "ess_unheard_of"])
def test_no_permit_names_a_sector_that_is_open_or_stays_at_home(sector) -> None:
    with pytest.raises(Unsettled):
        granted(sector=sector)


JUDGED = {"sector": "ess_payment", "maker": "sari", "checker": "budi"}


def test_what_two_officers_approved_where_the_rules_are_silent_is_granted() -> None:
    assert granted(**JUDGED).valid_until == UNTIL
    late = granted(policy_version="ppkm-2021-07-03", decided_under="ppkm-2021-07-09", **JUDGED)
    assert (late.policy.id, late.valid_until) == ("ppkm-2021-07-09", UNTIL)


@pytest.mark.parametrize(
    ("on", "changes", "why"),
    [
        (TODAY, {"checker": None}, OnePairOfEyes),
        (TODAY, {"maker": None, "checker": None, "automatic": True}, Lapsed),
        (date(2021, 7, 21), {}, Lapsed),
        (TODAY, {"decided_under": "ppkm-2021-07-03"}, Lapsed),
    ],
    ids=["by one", "by rule", "signed under later rules", "decided under earlier rules"],
)
def test_where_the_rules_are_silent_two_officers_speak_and_for_their_own_rules(
    on, changes, why
) -> None:
    with pytest.raises(why):
        granted(on=on, **{**JUDGED, **changes})


@pytest.mark.parametrize("status", sorted(set(ApplicationStatus) - {ApplicationStatus.DECIDED}))
def test_only_a_decided_application_grants_anything(status) -> None:
    with pytest.raises(NotDecided):
        granted(status=status)


@pytest.mark.parametrize("proposed", [None, Verdict.REFUSE])
def test_an_application_nobody_approved_grants_nothing(proposed) -> None:
    with pytest.raises(NotDecided):
        granted(proposed=proposed)


def test_an_employee_not_yet_judged_holds_the_application_back() -> None:
    with pytest.raises(NotDecided):
        granted(rows=ROWS | {RowDecision.PENDING: 1})


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({"four_eyes": True}, ROWS),
        ({"four_eyes": True, "maker": "sari", "checker": "sari"}, ROWS),
        ({"four_eyes": True, "maker": None, "checker": "budi"}, ROWS),
        ({"four_eyes": True, "maker": None, "automatic": True}, ROWS),
        ({}, {RowDecision.APPROVED: MANY + 1}),
        ({"maker": None, "automatic": True}, {RowDecision.APPROVED: MANY, RowDecision.REFUSED: 1}),
        ({"maker": None}, ROWS),
    ],
    ids=["one", "the same", "no maker", "by rule", "many", "many by rule", "nobody"],
)
def test_what_takes_two_officers_is_not_granted_by_one(changes, rows) -> None:
    with pytest.raises(OnePairOfEyes):
        granted(rows=rows, **changes)


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({"four_eyes": True, "checker": "budi"}, ROWS),
        ({"checker": "budi"}, {RowDecision.APPROVED: MANY + 1}),
        ({"maker": None, "automatic": True}, ROWS),
        ({}, {RowDecision.APPROVED: MANY}),
    ],
    ids=["two", "two for many", "by rule", "one for few"],
)
def test_what_had_its_eyes_is_granted(changes, rows) -> None:
    assert granted(rows=rows, **changes).valid_until == UNTIL


def facts(name="Ani Wati", company="PT Bank Contoh", sector="ess_finance", host=HOST):
    employee = replace(an_employee(), name=name)
    allowed = granted(company=company, sector=sector)
    return facts_of(allowed, employee, serial=1_234_567, nik_check=65_000, host=host)


def signs(said, host=HOST):
    return len(write_token(encode(said, 1) + bytes(64), host))


def test_a_permit_says_what_was_decided_and_opens_all_of_dki() -> None:
    said = facts()
    assert (said.holder, said.company, said.sector) == ("Ani Wati", "PT Bank Contoh", "Keuangan")
    assert said.area == ALL_OF_DKI
    assert decode(encode(said, 1) + bytes(64))[0] == said


@pytest.mark.parametrize("letters", range(1, 41))
@pytest.mark.parametrize("sector", ["crit_psn", "crit_petrochem"])
def test_the_company_gives_way_so_that_the_code_stays_coarse(letters, sector) -> None:
    said = facts("N" * letters, "PT " + "C" * 117, sector)
    assert signs(said) <= 248
    assert said.holder == "N" * letters
    assert len(said.company) >= min(40, 64 - letters - 12)


@pytest.mark.parametrize("host", ["cek.example", "cek.example.i", "cek.example.id"])
def test_no_letter_more_is_taken_than_the_code_asks_for(host) -> None:
    said = facts("N" * 30, "PT " + "C" * 117, "crit_psn", host)
    more = replace(said, company=said.company + "C")
    assert signs(said, host) <= 248 < signs(more, host)


def test_a_company_keeps_some_letters_however_long_the_rest_is() -> None:
    said = facts("Ñ" * 40, "PT " + "C" * 117, "crit_logistics", host="periksa.strp.example.go.id")
    assert said.company == "PT CCCCCCCCC"  # twelve, as many as are never taken


def test_a_company_is_cut_between_letters() -> None:
    said = facts("N" * 40, "PT " + "É" * 60, "crit_logistics")
    assert set(said.company) <= set("PT É")
    assert signs(said) <= 248


def test_every_sector_is_said_in_its_own_short_word() -> None:
    shorts = [sector.short for sector in policies.load().versions[0].sectors.values()]
    assert all(2 <= len(short) <= 12 for short in shorts)
    assert len(set(shorts)) == len(shorts)


def test_every_kota_has_its_bit() -> None:
    assert set(ORDER) == set(REGENCIES)
    assert regencies_in(ALL_OF_DKI) == tuple(REGENCIES[code].name for code in ORDER)
    assert regencies_in(0b000010) == ("Jakarta Pusat",)
