"""A question is answered as the rules stand on the day it is asked, and never from others."""

from dataclasses import replace
from datetime import date

import pytest

from bot import policies
from flows.dialogue import Lines, Names, Text
from flows.doors import Door, Way
from flows.language import Language
from flows.questions.answers import Answers, variants, way
from flows.questions.lessons import Written
from flows.questions.ranker import Candidate
from flows.rules.decision import Outcome
from tests.flows.questions.small_rules import ANSWERS, BEFORE, EARLY, ENDED, PROCEDURE, TENTH, both

PLACES = {"opens": "07.30", "closes": "21.05", "hours": 5, "photo_kb": 200, "pdf_mb": 2}
SINCE = date(2021, 7, 9)  # the version that holds on the tenth
KEP1 = both("Keputusan 1")


def told(intent, on=TENTH, sector=""):
    return ANSWERS.tell(Candidate(intent, 0.4, sector), on)


def flat(says):
    """Return the parts of what is said, whatever stands within whatever."""
    if not isinstance(says, Lines):
        return [says]
    return [part for one in says.parts for part in flat(one)]


def test_an_answer_may_say_hours_and_limits():
    assert told("price") == Text("ask.price", PLACES)
    small = replace(PROCEDURE, pdf_kb=2047)
    version = replace(ANSWERS.policies.versions[-1], procedure=small)
    answers = Answers(replace(ANSWERS.policies, versions=(version,)), {})
    assert answers.tell(Candidate("price", 1.0), TENTH).places["pdf_mb"] == 1


@pytest.mark.parametrize(
    ("on", "key"),
    [
        (date(2021, 7, 8), "ask.sla"),
        (date(2021, 7, 9), "ask.sla.from_2021_07_09"),
        (date(2021, 7, 16), "ask.sla.from_2021_07_09"),
        (date(2021, 7, 17), "ask.sla.from_2021_07_17"),
        (date(2021, 9, 6), "ask.sla.from_2021_07_17"),
    ],
)
def test_of_several_texts_the_newest_that_holds_already_is_told(on, key):
    assert told("sla", on).key == key


ENDED_FIRST = Text("ask.ended", {"ended": ENDED})
NOT_YET_FIRST = Text("ask.not_yet", {"begins": EARLY})


def test_before_the_permit_holds_the_answer_of_its_first_day_is_told_after_saying_so():
    assert told("price", BEFORE) == Lines((NOT_YET_FIRST, Text("ask.price", PLACES)))
    assert told("transit", date(2021, 7, 4)).parts[1].key == "ask.transit"
    assert told("contact", BEFORE).key == "ask.contact"
    assert told("price", EARLY).key == "ask.price"


@pytest.mark.parametrize(
    ("on", "verdict", "said", "is_old"),
    [
        (EARLY, "silent", "tidak disebut", False),
        (TENTH, "platform", "wajib", False),
        (date(2021, 7, 12), "platform", "wajib", False),
        (date(2021, 7, 13), "platform", "wajib", True),  # nothing newer was read
    ],
)
def test_of_people_of_one_kind_the_ruling_of_the_day_is_told(on, verdict, said, is_old):
    headline, ruling, *read = told("ojol", on).parts
    assert headline == Text(f"eligibility.told.{verdict}", {"what": Text("eligibility.kind.ojol")})
    assert ruling.key == "ask.ojol"
    since = EARLY if on == EARLY else TENTH
    assert ruling.places == {"said": both(said), "source": KEP1, "since": since}
    assert read == [Text("eligibility.read", {"day": date(2021, 7, 12)})] * is_old


@pytest.mark.parametrize("sector", ["", "crit_food"])
def test_limits_nobody_has_checked_are_told_with_that_reserve(sector):
    day = date(2021, 8, 24)
    reserve = {"said": both("belum diperiksa"), "source": KEP1, "since": day}
    limits, note = told("wfo_quota", day, sector).parts
    assert note == Text("eligibility.note", reserve)
    assert limits.key == ("ask.wfo_quota.of_sector" if sector else "ask.wfo_quota")


def test_once_the_permit_has_ended_that_is_told_first():
    assert told("price", ENDED) == Lines((ENDED_FIRST, Text("ask.price", PLACES)))
    assert told("sla", ENDED).parts[1].key == "ask.sla.from_2021_07_17"


@pytest.mark.parametrize(
    ("intent", "key"),
    [
        ("transit", "ask.transit.from_2021_09_07"),  # says itself that it has
        ("report_company", "ask.report_company"),  # outlives the permit
        ("contact", "ask.contact"),
    ],
)
def test_what_does_not_end_with_the_permit_is_told_as_ever(intent, key):
    assert told(intent, ENDED).key == key


def judged(verdict, sector, *, category="", rule=None, evidence=()):
    places = {
        "sector": both(sector),
        "category": Text(f"ask.category.{category}") if category else "",
        "rule": f"aturan {sector}" if rule is None else rule,
        "evidence": Lines(evidence),
        "since": SINCE,
    }
    source = Text("ask.source", {"source": KEP1})
    return Lines((Text(f"ask.elig_sector.{verdict}", places), source))


@pytest.mark.parametrize(
    ("sector", "answer"),
    [
        ("crit_food", judged("eligible", "crit_food", category="critical")),
        (
            "ess_export",
            judged(
                "with_evidence",
                "ess_export",
                category="essential",
                evidence=(both("IOMKI"), both("rencana ekspor")),
            ),
        ),
        ("ess_hotel", judged("review", "ess_hotel", category="essential", rule="")),
        ("non_essential", judged("non_essential", "non_essential", category="non_essential")),
        ("ess_government", judged("exempt", "ess_government", rule="ASN")),
    ],
)
def test_a_sector_is_judged_with_its_rule_its_evidence_and_its_source(sector, answer):
    assert told("elig_sector", sector=sector) == answer


def limited(sector, **caps):
    lines = tuple(Text(f"ask.cap.{unit}", {"percent": share}) for unit, share in caps.items())
    places = {"sector": both(sector), "source": KEP1, "since": SINCE}
    if not caps:
        return Text("ask.wfo_quota.unsaid", places)
    return Text("ask.wfo_quota.of_sector", {**places, "caps": Lines(lines)})


def test_the_limits_of_a_sector_are_told_unit_by_unit_where_the_rule_says_any():
    assert told("wfo_quota", sector="crit_food") == limited("crit_food", service=100, office=25)
    assert told("wfo_quota", sector="ess_export") == limited("ess_export", production=50, office=0)
    assert told("wfo_quota", sector="ess_hotel") == limited("ess_hotel")


def test_the_rule_of_another_day_is_told_on_that_day():
    judgement, _ = told("elig_sector", EARLY, "crit_food").parts
    assert judgement.places["since"] == date(2021, 7, 3)
    assert told("wfo_quota", EARLY, "crit_food").places["since"] == date(2021, 7, 3)


@pytest.mark.parametrize("intent", ["elig_sector", "wfo_quota"])
def test_without_rules_or_a_sector_it_is_answered_in_general(intent):
    assert told(intent, BEFORE, "crit_food").parts[1] == Text(f"ask.{intent}", PLACES)
    assert told(intent) == Text(f"ask.{intent}", PLACES)
    assert Text(f"ask.{intent}", PLACES) in flat(told(intent, ENDED, "crit_food"))


def test_a_sector_changes_no_answer_that_does_not_depend_on_it():
    assert told("price", sector="crit_food") == Text("ask.price", PLACES)


def test_what_officers_wrote_is_told_in_their_words_with_its_day():
    words = Names("Kantor tutup.", "The office is closed.")
    taught = replace(ANSWERS, written={"lesson-7": Written(words, SINCE)})
    assert taught.tell(Candidate("lesson-7", 1.0), ENDED) == Text(
        "taught.answer", {"words": words, "since": SINCE}
    )
    assert taught.tell(Candidate("price", 1.0), TENTH) == told("price")


@pytest.mark.parametrize(
    ("sector", "on", "outcome"),
    [
        ("crit_food", TENTH, Outcome.ELIGIBLE),
        ("ess_export", TENTH, Outcome.ELIGIBLE_WITH_EVIDENCE),
        ("ess_hotel", TENTH, Outcome.OFFICER_REVIEW),
        ("non_essential", TENTH, Outcome.NOT_ELIGIBLE),
        ("ess_government", TENTH, Outcome.EXEMPT),
        ("crit_food", BEFORE, Outcome.NO_POLICY),
        ("crit_food", ENDED, Outcome.NO_POLICY),
    ],
)
def test_a_sector_is_judged_by_the_rules_of_the_day(sector, on, outcome):
    assert ANSWERS.judge(sector, on) is outcome


def test_a_button_names_the_question_and_the_sector_if_there_is_one():
    assert ANSWERS.label(Candidate("price", 0.4)) == Text("question.price")
    assert ANSWERS.label(Candidate("wfo_quota", 0.4, "ess_hotel")) == Text(
        "question.wfo_quota.of_sector", {"sector": Text("eligibility.sector.ess_hotel")}
    )
    assert ANSWERS.label(Candidate("wfo_quota", 0.4, "moon")) == Text("question.wfo_quota")


@pytest.mark.parametrize(
    ("word", "candidate"),
    [
        ("price", Candidate("price", 1.0)),
        ("elig_sector", Candidate("elig_sector", 1.0)),
        ("elig_sector.ess_hotel", Candidate("elig_sector", 1.0, "ess_hotel")),
        ("wfo_quota.crit_food", Candidate("wfo_quota", 1.0, "crit_food")),
        ("price.crit_food", None),
        ("elig_sector.moon", None),
        ("out_of_scope", None),
        ("moon.crit_food", None),
        ("lesson-7", None),
        ("", None),
    ],
)
def test_a_door_is_read_as_one_of_our_questions_or_leads_nowhere(word, candidate):
    assert ANSWERS.read(word) == candidate


def test_a_door_leads_to_the_answer_in_the_language_spoken():
    assert way(Candidate("price", 0.4), Language.EN) == Way(Door.ANSWER, Language.EN, "price")
    found = way(Candidate("elig_sector", 0.4, "ess_hotel"), Language.ID)
    assert found == Way(Door.ANSWER, Language.ID, "elig_sector.ess_hotel")


def test_the_catalogue_says_from_which_days_there_are_newer_texts():
    keys = [
        "ask.sla",
        "ask.sla.from_2021_07_17",
        "ask.sla.from_2021_07_09",
        "ask.transit.from_2021_09_07",
        "ask.wfo_quota.of_sector",
        "ask.source",
        "notice.sla.from_2021_08_01",
        "menu",
    ]
    assert variants(keys) == {
        "sla": (date(2021, 7, 9), date(2021, 7, 17)),
        "transit": (date(2021, 9, 7),),
    }


@pytest.mark.parametrize(
    ("sector", "keys"),
    [
        (
            "crit_health",
            ["ask.elig_sector.eligible", "ask.elig_sector.but.crit_health", "ask.source"],
        ),
        ("ess_finance", ["ask.elig_sector.eligible", "ask.source"]),
        ("non_essential", ["ask.elig_sector.non_essential", "ask.source"]),
    ],
)
def test_of_a_sector_it_is_said_whom_its_verdict_does_not_speak_of(sector, keys):
    answers = Answers(policies.load(), {})
    told = answers.tell(Candidate("elig_sector", 1.0, sector), TENTH)
    assert [part.key for part in told.parts] == keys
