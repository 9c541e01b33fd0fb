"""Every path through the tree, on every day on which anything changed: it ends, soon and honestly."""

from collections import Counter
from statistics import median

import pytest

from bot.commands.flow import places_of
from flows.doors import Door, Way, read_way
from flows.eligibility.checking import examine_menu, examine_tree
from flows.eligibility.page import open_page, settle
from flows.eligibility.path import Path, path_for, read_data, write_answers
from flows.eligibility.rules import change_days
from flows.eligibility.tree import UNSURE, fitting, open_question, sector_label
from flows.eligibility.verdict import Told, Unsure, judge
from flows.eligibility.walk import pages, taps
from flows.language import Language
from flows.rules.people import Verdict
from flows.rules.sectors import Category
from tests.bot.eligibility_outcomes import OUTCOMES, data_of
from tests.flows.eligibility.the_tree import (
    DURING,
    POLICIES,
    TEXTS,
    page,
    rules,
    said,
    told,
    verdict,
)

DAYS = change_days(POLICIES)
OPEN_DAYS = [day for day in DAYS if rules(day).policy is not None]
RULES = {
    f"eligibility.{how}" for how in ("quoted", "quoted_together", "unlisted", "said")
}  # what tells a rule with its day and its source
YES = {Verdict.REGISTER, Verdict.EVIDENCE, Verdict.EXEMPT, Verdict.INDIVIDUAL}


@pytest.fixture(scope="module")
def walked():
    """Every page of every day, with its path and what it tells."""
    return [
        (day, path, shown, judge(rules(day), path))
        for day in DAYS
        for path, shown in pages(rules(day))
    ]


@pytest.fixture(scope="module")
def verdicts(walked):
    return [
        (day, path, shown, found)
        for day, path, shown, found in walked
        if isinstance(found, Told) and not path.leaf
    ]


def doors(shown):
    return {way.door for way in map(read_way, (one.value for one in shown.choices)) if way}


def test_the_command_that_proves_the_tree_finds_nothing_to_mend():
    examined = examine_tree(POLICIES, DAYS, has_text=TEXTS.has, places_of=places_of)
    assert examined.findings == ()
    assert {*examined.explored.exits} == {*Verdict, "unsure"}
    assert examine_menu(has_text=TEXTS.has, places_of=places_of).findings == ()


def test_the_command_would_find_a_text_that_is_missing():
    def has_text(key, language):
        return key != "eligibility.told.silent" and TEXTS.has(key, language)

    found = examine_tree(POLICIES, [DURING], has_text=has_text, places_of=places_of).findings
    assert {one.detail for one in found if one.rule == "has_every_word"} == {
        "eligibility.told.silent is missing in id",
        "eligibility.told.silent is missing in en",
    }


@pytest.mark.parametrize("day", OPEN_DAYS, ids=str)
def test_a_verdict_takes_five_taps_at_most_and_four_as_a_rule(day):
    counted = taps(rules(day))
    assert max(counted.values()) <= 5
    assert median(counted.values()) <= 4


def test_on_a_day_without_permits_nothing_is_asked():
    for day in ("2021-06-30", "2021-07-04"):
        assert taps(rules(day)) == {Path(): 0}
        assert verdict(day, Path()) == "not_yet"
    for day in ("2021-09-07", "2021-09-08", "2026-11-25"):
        assert verdict(day, Path("dki", "firm", sector="ess_finance")) == "ended"


def test_nobody_of_a_sector_that_is_not_named_is_told_to_register(verdicts):
    unnamed = [
        (path, shown, found)
        for _, path, shown, found in verdicts
        if found.decision is not None and found.decision.category is Category.NON_ESSENTIAL
    ]
    assert unnamed
    for path, shown, found in unnamed:
        assert found.verdict in {Verdict.WORK_FROM_HOME, Verdict.OFFICER}, path
        if found.verdict is Verdict.WORK_FROM_HOME:
            assert Door.REGISTRATION not in doors(shown)
            assert Door.REPORTING in doors(shown)


def test_civil_servants_never_register_and_state_companies_are_never_exempt(verdicts):
    states = [(found, doors(shown)) for _, path, shown, found in verdicts if path.kind == "state"]
    assert {found.verdict for found, _ in states} == {Verdict.EXEMPT}
    assert not any(Door.REGISTRATION in ways for _, ways in states)
    companies = {found.verdict for _, path, _, found in verdicts if path.kind == "bumn"}
    assert Verdict.EXEMPT not in companies
    assert Verdict.REGISTER in companies


def test_no_business_code_makes_a_state_company_exempt():
    for day in OPEN_DAYS:
        for code in filter(rules(day).policy.settles, rules(day).policy.codes):
            assert verdict(day, Path("dki", "bumn", sector=code)) != "exempt"


def test_only_the_four_urgent_needs_give_an_individual_permit(verdicts):
    individual = {path for _, path, _, found in verdicts if found.verdict is Verdict.INDIVIDUAL}
    assert {(path.purpose, path.kind) for path in individual} == {
        ("urgent", need) for need in ("sick", "death", "birth", "escort")
    }


def test_whoever_does_not_know_is_never_told_a_flat_yes(walked):
    for _, path, _, found in walked:
        if UNSURE in {path.purpose, path.kind, path.group}:
            assert isinstance(found, Unsure) or found is None, path


def test_not_knowing_is_an_answer_to_every_question(walked):
    asked = [shown for day, path, shown, _ in walked if open_question(rules(day), path)]
    for shown in asked:
        assert "eligibility.unsure" in {choice.label.key for choice in shown.choices}, shown.name


def test_our_own_reading_gives_an_officer_at_best(verdicts):
    for _, path, _, found in verdicts:
        if path.kind in {"vendor", "daily"}:
            assert found.verdict in {Verdict.OFFICER, Verdict.WORK_FROM_HOME}, path


def test_where_the_rules_are_silent_nothing_is_promised(verdicts):
    silent = {path.kind for _, path, _, found in verdicts if found.verdict is Verdict.SILENT}
    assert silent == {"home", "ojol"}
    for _, path, shown, found in verdicts:
        if found.verdict is Verdict.SILENT:
            assert doors(shown) == {Door.PERSON, Door.TOPICS}, path


def test_every_outcome_tells_the_rule_its_day_and_its_source(walked):
    outcomes = [(path, shown) for _, path, shown, found in walked if found and not path.leaf]
    for path, shown in outcomes:
        keys = said(shown.text)
        assert keys & RULES, path
        assert "eligibility.as_of" in keys


def test_every_verdict_offers_a_next_step(walked):
    for _, path, shown, found in walked:
        if found is not None and not path.leaf:
            assert shown.choices, shown.name


def test_the_registration_is_offered_where_it_leads_somewhere_and_knows_the_business(verdicts):
    for _, path, shown, found in verdicts:
        offered = [read_way(one.value) for one in shown.choices if read_way(one.value)]
        registering = [way for way in offered if way.door is Door.REGISTRATION]
        may = found.verdict in {Verdict.REGISTER, Verdict.EVIDENCE, Verdict.OFFICER}
        assert bool(registering) == may, path
        assert {way.word for way in registering} <= {path.sector}


def test_the_exempt_get_a_card_that_an_officer_can_read_whatever_the_language():
    for kind in ("state", "medic", "relief"):
        card = TEXTS.say(
            page(Path("dki", kind, leaf="card"), language=Language.EN).text, Language.EN
        )
        assert "TIDAK MEMERLUKAN STRP" in card
        assert "10 Juli 2021" in card
        assert "sejak 5 Juli 2021" in card
        assert "July" not in card
        assert told("2021-07-10", Path("dki", kind)).ruling.said.id in card
        assert POLICIES.procedure.caveat.id in card


def test_words_for_the_hr_hold_nothing_of_the_person():
    asked = page(Path("dki", "firm", sector="ess_finance", leaf="hr"))
    assert asked.forward is not None
    assert {*asked.forward.places} == {"what", "source", "since", "hours"}
    assert "Bank" in TEXTS.plain(asked.forward, Language.ID)


def test_papers_name_the_evidence_of_the_sector():
    shown = said(page(Path("dki", "firm", sector="ess_export", leaf="papers")).text)
    assert {"eligibility.papers.company", "eligibility.papers.evidence"} <= shown
    own = said(page(Path("urgent", "sick", leaf="papers")).text)
    assert "eligibility.papers.individual" in own


def test_a_code_is_judged_by_its_own_rule_and_not_only_by_its_sector():
    assert verdict("2021-07-10", Path("dki", "firm", sector="ess_ict")) == "register"
    assert verdict("2021-07-10", Path("dki", "firm", sector="62010")) == "officer"
    assert verdict("2021-07-10", Path("dki", "firm", sector="crit_food")) == "register"
    assert verdict("2021-07-10", Path("dki", "firm", sector="56301")) == "work_from_home"


def test_a_business_that_was_named_in_words_is_not_asked_again():
    begun = page(path_for(sector="ess_finance"))
    assert begun.name == "purpose"
    (to_work,) = [one for one in begun.choices if "-pdki" in one.value]
    employer = page(read_data(to_work.value).path)
    (to_firm,) = [one for one in employer.choices if "-kfirm" in one.value]
    assert page(read_data(to_firm.value).path).name == "register.firm"
    assert page(path_for(kbli="68200")).name == "purpose"
    assert write_answers(fitting(rules(), path_for(sector="magic"))) == ""


def test_going_back_keeps_a_business_that_was_named_beforehand():
    small = Path("dki", "small", sector="ess_finance")
    shown = page(small)
    earlier = read_data(shown.controls[0].value).path
    assert earlier.sector == "ess_finance"
    assert page(earlier).name == "employer"


def test_no_page_asks_more_than_eight_sectors_or_is_too_long_for_a_message(walked):
    for _, _, shown, _ in walked:
        assert len(shown.choices) <= 9, shown.name
    for day in (DURING, OPEN_DAYS[-1]):
        for path, shown in pages(rules(day), Language.EN):
            assert len(TEXTS.say(shown.text, Language.EN)) <= 4096, path


def test_every_label_can_be_read_on_a_telephone(walked):
    labels = {
        choice.label.key: choice.label for _, _, shown, _ in walked for choice in shown.choices
    }
    for language in Language:
        long = [TEXTS.plain(one, language) for one in labels.values()]
        assert [label for label in long if len(label) > 36] == []


def test_each_sector_is_found_in_one_group_under_a_name_of_its_own():
    counted = Counter(one for group in rules().people.groups.values() for one in group)
    assert set(counted.values()) == {1}
    for language in Language:
        names = [TEXTS.plain(label, language) for label in map(sector_label, counted)]
        assert len(set(names)) == len(names)


def test_a_page_opens_in_the_other_language_at_the_same_place():
    for path, shown in pages(rules()):
        other = read_data(shown.controls[-1].value)
        assert other.language is Language.EN
        again = settle(rules(), other)
        assert (again.spot.path, again.aged) == (path, False)
        assert open_page(rules(), again).name == shown.name


def test_the_way_home_is_on_every_page(walked):
    menu = Way(Door.MENU, Language.ID)
    for _, _, shown, _ in walked:
        assert menu in [read_way(one.value) for one in shown.controls]


def test_every_outcome_of_every_day_is_among_those_that_are_kept(walked):
    every = {shown.name for _, _, shown, _ in walked}
    verdicts = {".".join(name.split(".")[:2]) for name in every}
    plain = {name for name in verdicts if name.split(".")[-1] not in {"bumn", "vendor", "daily"}}
    assert plain <= {outcome_name(day, answers) for day, answers in OUTCOMES.values()}


def outcome_name(day, answers):
    today = rules(day)
    shown = open_page(today, settle(today, read_data(data_of(day, answers))))
    return ".".join(shown.name.split(".")[:2])
