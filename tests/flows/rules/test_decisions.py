"""A case is decided by the rules of its day, in the regulation's words, and nothing is made up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot import policies
from flows.rules.caps import WorkUnit
from flows.rules.decision import Case, Decision, Outcome, UnknownCase, decide, rounding, share
from flows.rules.people import People, Ruling
from flows.rules.policy import KbliRule, Policies
from flows.rules.sectors import Category, Fit, Sector

POLICIES = policies.load()
FIRST, JULY, *_, LAST = POLICIES.versions
SERVICE, PRODUCTION, OFFICE = WorkUnit.SERVICE, WorkUnit.PRODUCTION, WorkUnit.OFFICE
TENTH = date(2021, 7, 10)
ESSENTIAL, CRITICAL, OTHER = Category.ESSENTIAL, Category.CRITICAL, Category.NON_ESSENTIAL


def on(day, **case):
    return decide(POLICIES, Case(day, **case))


def under(policy, **case):
    """Decide by one version alone."""
    return decide(Policies((policy,)), Case(policy.permits_from, **case))


def test_a_decision_names_its_rules_its_words_and_its_sources():
    decided = on(TENTH, kbli="65111")
    sector = JULY.sectors["ess_finance"]
    assert decided == Decision(
        version=JULY.id,
        outcome=Outcome.ELIGIBLE,
        sector="ess_finance",
        category=Category.ESSENTIAL,
        fit=Fit.LISTED,
        caps={SERVICE: 50, PRODUCTION: None, OFFICE: 25},
        rule=sector.wording,
        sources=("INM18",),
    )
    bare = Decision(JULY.id, Outcome.NO_POLICY)
    assert (bare.sector, bare.category, bare.fit, bare.rule) == ("", None, None, "")
    assert (bare.caps, bare.permits, bare.evidence, bare.sources) == ({}, {}, (), ())


@pytest.mark.parametrize(
    ("sector", "category", "fit", "outcome"),
    [
        ("ess_finance", ESSENTIAL, Fit.LISTED, Outcome.ELIGIBLE),
        ("ess_export", ESSENTIAL, Fit.CONDITIONAL, Outcome.ELIGIBLE_WITH_EVIDENCE),
        ("crit_daily_needs", CRITICAL, Fit.REVIEW, Outcome.OFFICER_REVIEW),
        ("non_essential", OTHER, Fit.NOT_LISTED, Outcome.NOT_ELIGIBLE),
    ],
)
def test_a_sector_as_such_is_judged_by_its_list(sector, category, fit, outcome):
    decided = on(TENTH, sector=sector)
    assert (decided.sector, decided.category) == (sector, category)
    assert (decided.fit, decided.outcome) == (fit, outcome)


def test_a_code_whose_sector_is_no_longer_listed_goes_to_an_officer():
    unlisted = {name: caps for name, caps in JULY.caps.items() if name != "ess_finance"}
    decided = under(replace(JULY, caps=unlisted), kbli="65111", staff={OFFICE: 40})
    assert (decided.outcome, decided.fit) == (Outcome.OFFICER_REVIEW, Fit.REVIEW)
    assert (decided.caps, decided.permits) == ({}, {OFFICE: None})


def test_an_officer_who_looks_at_a_trade_of_no_sector_is_bound_by_no_cap_of_nought():
    decided = on(TENTH, kbli="81210", staff={OFFICE: 40})
    assert (decided.outcome, decided.sector) == (Outcome.OFFICER_REVIEW, "")
    assert (decided.caps, decided.permits) == ({}, {OFFICE: None})


def test_rules_that_do_not_name_a_sector_are_quoted_with_no_words():
    assert on(TENTH, sector="ess_payment").rule == ""
    assert "sistem pembayaran" in on(date(2021, 7, 8), sector="ess_payment").rule


@pytest.mark.parametrize(
    ("percent", "staff", "how"),
    [
        (50, 400, ""),
        (25, 3, "least"),
        (50, 1, "least"),
        (50, 25, "down"),
        (25, 4, ""),
        (100, 7, ""),
    ],
)
def test_a_share_that_is_no_whole_number_says_how_it_became_one(percent, staff, how):
    assert rounding(percent, staff) == how


def test_who_cannot_tell_the_sector_is_judged_by_an_officer_under_no_cap():
    decided = on(TENTH, sector="unsure", staff={SERVICE: 12})
    assert decided.sources == policies.load().on(TENTH).legal[:1]
    assert decided.outcome is Outcome.OFFICER_REVIEW
    assert (decided.sector, decided.category, decided.rule) == ("", None, "")
    assert decided.caps == {}
    assert decided.permits == {SERVICE: None}


def test_a_code_that_a_list_leaves_out_has_no_share_in_the_caps_of_its_sector():
    decided = under(FIRST, kbli="16221", staff={OFFICE: 40})
    assert (decided.outcome, decided.sector) == (Outcome.NOT_ELIGIBLE, "crit_building_material")
    assert (decided.caps, decided.permits) == ({}, {OFFICE: 0})


def test_only_the_evidence_that_is_still_missing_is_asked_for():
    asked = on(TENTH, sector="ess_export").evidence
    assert asked == ("peb_12_months_or_export_plan", "iomki")
    assert on(TENTH, sector="ess_export", evidence=("iomki",)).evidence == asked[:1]
    assert on(TENTH, sector="ess_finance").evidence == ()


def test_whoever_is_exempt_gets_no_permits_and_no_officer_counts_them():
    exempt = JULY.procedure.exemptions["government"]
    decided = on(TENTH, exemption="government", staff={OFFICE: 10})
    assert decided == Decision(
        JULY.id,
        Outcome.EXEMPT,
        evidence=exempt.proof,
        rule=exempt.names.id,
        sources=exempt.sources,
    )
    assert on(TENTH, sector="ess_government") == replace(decided, permits={})


def test_an_exemption_comes_before_the_sector():
    assert on(TENTH, exemption="health_worker", kbli="68200").outcome is Outcome.EXEMPT


@pytest.mark.parametrize("case", [{"exemption": "nobles"}, {"sector": "ess_magic"}, {}])
def test_what_the_rules_do_not_have_is_named_and_never_decided(case):
    with pytest.raises(UnknownCase) as told:
        on(TENTH, **case)
    assert told.value.args == (next(iter(case.values()), ""),)


def test_a_code_that_nobody_wrote_down_is_not_eligible():
    decided = on(TENTH, kbli="00999", staff={OFFICE: 7, SERVICE: 0})
    assert (decided.sector, decided.outcome) == ("non_essential", Outcome.NOT_ELIGIBLE)
    assert (decided.caps, decided.permits) == ({}, {OFFICE: 0, SERVICE: 0})


def test_units_are_counted_each_by_its_own_cap():
    staff = {SERVICE: 7, PRODUCTION: 8, OFFICE: 9}
    permits = on(TENTH, kbli="65111", staff=staff).permits
    assert permits == {SERVICE: 3, PRODUCTION: None, OFFICE: 2}


@pytest.mark.parametrize(
    ("percent", "staff", "permits"),
    [(50, 7, 3), (100, 7, 7), (10, 1, 1), (10, 0, 0), (0, 10, 0), (25, 11, 2)],
)
def test_a_share_is_a_floor_of_one_at_least(percent, staff, permits):
    assert share(percent, staff) == permits


def test_before_the_permits_the_first_law_is_named_and_after_them_the_last():
    procedure = LAST.procedure
    before, after = on(date(2021, 7, 4), kbli="65"), on(procedure.permits_end, kbli="65")
    assert (before.outcome, before.sources) == (Outcome.NO_POLICY, FIRST.legal[:1])
    assert (after.outcome, after.sources) == (Outcome.NO_POLICY, ("SATGAS17",))
    assert [each.rule for each in (before, after)] == [
        procedure.sources[FIRST.legal[0]],
        procedure.sources["SATGAS17"],
    ]
    assert (before.version, after.version) == ("", "")


def test_each_day_has_the_rules_of_that_day():
    days = [FIRST.permits_from + timedelta(days) for days in range(64)]
    held = [POLICIES.on(day) for day in days]
    assert [held.count(each) for each in POLICIES.versions] == [4, 12, 20, 7, 21]
    assert held == sorted(held, key=POLICIES.versions.index)
    assert POLICIES.on(days[0] - timedelta(1)) is None
    assert POLICIES.on(days[-1] + timedelta(1)) is None


def test_a_version_is_found_by_its_name_and_knows_what_follows():
    assert [POLICIES.get(each.id) for each in POLICIES.versions] == [*POLICIES.versions]
    assert POLICIES.get("ppkm-2022") is None
    follow = [POLICIES.after(each) for each in POLICIES.versions]
    assert follow == [*POLICIES.versions[1:], None]
    assert Policies((JULY,)).procedure is JULY.procedure


def test_rules_of_a_single_day_do_not_follow_themselves():
    single = replace(JULY, effective_from=TENTH, effective_to=TENTH)
    assert Policies((single,)).after(single) is None
    assert Policies((single, LAST)).after(single) is LAST


def test_the_longest_prefix_of_a_code_speaks():
    (short, rule), *_ = ((code, rule) for code, rule in JULY.codes.items() if len(code) == 2)
    longer = replace(rule, prefix=f"{short}99", fit=Fit.REVIEW)
    policy = replace(JULY, codes={short: rule, longer.prefix: longer})
    assert policy.kbli(f"{short}990") is longer
    assert policy.kbli(f"{short}99") is longer
    assert policy.kbli(f"{short}98") is rule
    assert policy.kbli(short) is rule
    assert replace(rule, note="") == KbliRule(short, rule.sector, rule.fit)
    assert replace(JULY, codes={"6": rule}).kbli("65") is None


@pytest.mark.parametrize(
    ("code", "is_settled"),
    [
        ("46", False),  # wholesale: food is listed, clothes are not
        ("64", False),  # finance: holding companies are not listed
        ("6411", False),
        ("65", True),
        ("65111", True),
        ("46411", True),
        ("15", True),  # leather: no longer code is named at all
    ],
)
def test_a_short_code_settles_only_what_all_longer_ones_agree_on(code, is_settled):
    assert JULY.settles(code) is is_settled


def test_a_version_speaks_its_own_words_before_those_of_the_sector():
    bare = Sector("s", ESSENTIAL, JULY.sectors["ess_hotel"].names, (), ())
    worded = replace(bare, wording="of the sector")
    assert (bare.wording, bare.note, bare.short) == ("", "", "")
    assert JULY.words_of(bare) == bare.names.id
    assert JULY.words_of(worded) == "of the sector"
    for own in ({"s": "its own"}, {ESSENTIAL: "its own"}):
        assert replace(JULY, wordings={**own}).words_of(worded) == "its own"
    both = {"s": "of this", ESSENTIAL: "of all"}
    assert replace(JULY, wordings=both).words_of(worded) == "of this"


def test_only_the_laws_of_that_version_are_cited():
    assert JULY.cited_for(JULY.sectors["ess_finance"]) == ("INM18",)
    assert LAST.cited_for(LAST.sectors["ess_payment"]) == LAST.legal[:1]


def test_a_version_that_does_not_list_a_sector_gives_it_no_caps():
    assert FIRST.is_listed("ess_payment")
    assert not JULY.is_listed("ess_payment")
    assert JULY.caps_of("ess_payment") == {}
    assert JULY.caps_of("crit_health")[OFFICE] == 100


NAMES = JULY.sectors["ess_hotel"].names
EARLY, LATE = Ruling(TENTH, NAMES, ()), Ruling(TENTH + timedelta(8), NAMES, ())
PEOPLE = People({"ojol": (EARLY, LATE)}, {"move": ("truck", "ojek"), "rest": ("shop",)}, {})


def test_what_was_said_last_by_that_day_is_what_holds():
    ask = {day: PEOPLE.on("ojol", TENTH + timedelta(day)) for day in (-1, 0, 7, 8, 30)}
    assert ask == {-1: None, 0: EARLY, 7: EARLY, 8: LATE, 30: LATE}
    assert PEOPLE.on("nobody", TENTH) is None


def test_a_ruling_says_no_more_than_was_said():
    assert (EARLY.verdict, EARLY.read, EARLY.sector, EARLY.exemption) == (None, None, "", "")
    assert (EARLY.officer_at_best, EARLY.never_exempt) == (False, False)


def test_people_find_a_sector_in_its_group():
    assert [PEOPLE.group_of(each) for each in ("ojek", "shop", "bank")] == ["move", "rest", ""]
