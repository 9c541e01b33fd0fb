"""No answer tells what nobody could know on the day it is asked, nor cites it."""

import re
from datetime import date, timedelta

import pytest

from bot.questions import load_questions
from bot.render import clip_label
from bot.wording import load_texts
from flows.dialogue import Text
from flows.language import Language
from flows.questions.intents import BY_SECTOR, INTENTS, TOPICS
from flows.questions.ranker import Candidate

QUESTIONS = load_questions()
POLICIES = QUESTIONS.answers.policies
PEOPLE = POLICIES.procedure.people
FIRST, LAST = date(2021, 7, 3), date(2021, 9, 12)
BEGUN = POLICIES.versions[0].permits_from
DAYS = [FIRST + timedelta(days=one) for one in range((LAST - FIRST).days + 1)]
TIMELESS = {*TOPICS["us"], *TOPICS["report"]}
MONTHS = {"juli": 7, "july": 7, "agustus": 8, "august": 8, "september": 9}
A_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})\b", re.IGNORECASE)
AN_ACT = re.compile(r"((?:\d+(?:,| dan| and) )*\d+)/2021")
KNOWN = {  # from which day each act could be read
    **dict.fromkeys(("15", "875"), date(2021, 7, 2)),
    **dict.fromkeys(("10", "44"), date(2021, 7, 8)),
    **dict.fromkeys(("18", "49", "50", "282"), date(2021, 7, 9)),
    **dict.fromkeys(("22", "925", "54"), date(2021, 7, 21)),
    **dict.fromkeys(("30", "974"), date(2021, 8, 10)),
    **dict.fromkeys(("34", "987"), date(2021, 8, 17)),
    **dict.fromkeys(("35",), date(2021, 8, 24)),
    **dict.fromkeys(("17",), date(2021, 9, 7)),
    **dict.fromkeys(("3",), date(2021, 1, 1)),
}
ANNOUNCED = {  # what was to come, and from which day that was known
    "validity": {date(2021, 7, 20): date(2021, 7, 2)},
    "transit": {
        date(2021, 7, 12): date(2021, 7, 9),
        date(2021, 9, 10): date(2021, 9, 7),
    },
}
ASKED = [
    *((intent, "") for intent in INTENTS),
    *((intent, sector) for intent in sorted(BY_SECTOR) for sector in POLICIES.versions[0].sectors),
]


def told(intent, on, language=Language.EN, sector=""):
    return load_texts().plain(QUESTIONS.tell(Candidate(intent, 1.0, sector), on), language)


def dates(text):
    found = A_DATE.findall(text)
    return {date(2021, MONTHS[month.casefold()], int(day)) for day, month in found}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("intent", "sector"), ASKED)
def test_no_answer_knows_of_what_comes_later(intent, sector, language):
    for day in DAYS:
        text = told(intent, day, language, sector)
        asked = max(day, BEGUN)  # of the days before, the first day of the permit is told
        to_come = ANNOUNCED.get(intent, {})
        for one in dates(text):
            assert one <= asked or to_come.get(one, LAST) <= asked, (day, one, text)
        for source in re.findall(r"(?:Sumber|Source): .*", text):
            assert all(one <= asked for one in dates(source)), (day, source)
        for acts in AN_ACT.findall(text):
            for act in re.findall(r"\d+", acts):
                assert KNOWN[act] <= asked, (day, act, text)


@pytest.mark.parametrize("intent", sorted(set(INTENTS) - TIMELESS))
def test_before_the_permit_holds_every_rule_says_so(intent):
    for day in DAYS:
        says_so = "holds only from 5 July 2021" in told(intent, day)
        assert says_so is (day < BEGUN), day


@pytest.mark.parametrize("language", Language)
def test_drivers_of_apps_are_told_in_words_what_the_tree_tells_them_by_taps(language):
    texts = load_texts()
    for day in DAYS:
        ruling = PEOPLE.on("ojol", min(max(day, BEGUN), date(2021, 9, 6)))
        text = told("ojol", day, language)
        assert getattr(ruling.said, language.value) in text, day
        assert texts.plain(ruling.since, language) in text, day
        for verdict in {one.verdict for one in PEOPLE.rulings["ojol"]}:
            what = Text("eligibility.kind.ojol")
            head = texts.plain(Text(f"eligibility.told.{verdict}", {"what": what}), language)
            assert (head in text) is (verdict is ruling.verdict), day


@pytest.mark.parametrize("sector", ["", "crit_food", "ess_finance"])
def test_the_shares_after_the_24th_of_august_are_told_with_the_trees_reserve(sector):
    reserve = PEOPLE.rulings["level"][0]
    for day in DAYS:
        is_told = reserve.said.en in told("wfo_quota", day, sector=sector)
        assert is_told is (day >= reserve.since), day


def test_the_share_of_government_services_cites_the_rule_that_names_it():
    for day, act in ((date(2021, 7, 6), "15"), (date(2021, 7, 10), "18")):
        text = told("wfo_quota", day, sector="ess_government")
        assert "service 25 %" in text
        assert f"Source: Home Affairs Instruction {act}/2021 (" in text


def test_once_road_blocks_are_gone_nobody_is_threatened_with_them():
    text = told("checkpoint", date(2021, 8, 10))
    assert "Since 10 August 2021" in text
    assert "public transport" in text
    assert "turned back" not in text


@pytest.mark.parametrize(
    ("sector", "first", "later"),
    [
        ("crit_construction", "Construction:", "Construction (public infrastructure):"),
        ("crit_building_material", "Cement:", "Cement and building materials:"),
        ("crit_utilities", "(electricity and water)", "(electricity, water, waste)"),
        ("crit_petrochem", "Petrochemicals:", "Fertiliser and petrochemicals:"),
    ],
)
def test_a_sector_is_named_as_the_rules_of_the_day_name_it(sector, first, later):
    before, after = (
        told("elig_sector", date(2021, 7, day), sector=sector).partition("\n")[0] for day in (8, 9)
    )
    assert first in before
    assert later in after
    assert later not in before
    assert first.rstrip(":") in told("wfo_quota", date(2021, 7, 8), sector=sector)


@pytest.mark.parametrize("language", Language)
def test_no_button_of_a_sector_is_cut(language):
    for intent in BY_SECTOR:
        for sector in POLICIES.versions[0].sectors:
            label = QUESTIONS.answers.label(Candidate(intent, 1.0, sector))
            text = load_texts().plain(label, language)
            assert sector == "ess_government" or clip_label(text) == text
