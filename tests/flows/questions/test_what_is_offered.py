"""What is shown for a question: words, and buttons each of which leads on."""

import pytest

from flows.dialogue import Lines, Text
from flows.doors import Door, Way
from flows.language import Language
from flows.questions.asking import Abstain, Answer, Further, Reason, Suggest
from flows.questions.intents import INTENTS, TOPICS
from flows.questions.offers import Offer, Offers
from flows.questions.ranker import Candidate
from tests.flows.questions.small_rules import ANSWERS, ENDED, TENTH

EN = Language.EN
OFFERS = Offers(ANSWERS, EN, TENTH)
NONE_OF_THESE = (Text("unsure.none_of_these"), Way(Door.TOPICS, EN, "none"))
PERSON = (Text("question.contact"), Way(Door.PERSON, EN))
THE_LIST = (Text("unsure.trade.list"), Way(Door.ELIGIBILITY, EN, "pdki"))
PRICE = Candidate("price", 0.6)
SLA = Candidate("sla", 0.2)
FOOD = Candidate("elig_sector", 0.3, "crit_food")
TO_TOPICS = tuple((Text(f"topic.{one}"), Way(Door.TOPICS, EN, one)) for one in TOPICS)


def button(intent):
    return Text(f"question.{intent}"), Way(Door.ANSWER, EN, intent)


def of_food(intent="elig_sector"):
    label = Text(f"question.{intent}.of_sector", {"sector": Text("eligibility.sector.crit_food")})
    return label, Way(Door.ANSWER, EN, f"{intent}.crit_food")


def trade(sector):
    name = Text(f"eligibility.sector.{sector}")
    return Text("unsure.trade.sector", {"sector": name}), Way(Door.ELIGIBILITY, EN, sector)


def group(name, word):
    return Text(f"eligibility.group.{name}"), Way(Door.ELIGIBILITY, EN, word)


def suggested(*candidates, further=Further.NOTHING, trades=()):
    return OFFERS.show(Suggest(candidates, further, frozenset(trades)))


def test_several_likely_questions_are_offered_beside_none_of_these():
    assert suggested(FOOD, PRICE) == Offer(
        Text("unsure.suggest"), (of_food(), button("price"), NONE_OF_THESE)
    )


def test_of_one_likely_question_it_is_asked_whether_it_was_meant():
    assert suggested(SLA) == Offer(
        Text("unsure.suggest_one", {"question": Text("question.sla")}),
        (button("sla"), NONE_OF_THESE),
    )


def test_whoever_was_not_understood_for_long_finds_a_person_below():
    assert suggested(PRICE, SLA, further=Further.PERSON).doors[-2:] == (NONE_OF_THESE, PERSON)
    assert suggested(PRICE, SLA, further=Further.TOPICS).doors[-1] == NONE_OF_THESE


def test_a_trade_that_stands_first_is_asked_after_and_leads_into_the_tree():
    assert suggested(FOOD, trades=["crit_food"]) == Offer(
        Text("unsure.trade"), (trade("crit_food"), THE_LIST, NONE_OF_THESE)
    )
    quota = Candidate("wfo_quota", 0.3, "crit_food")
    assert suggested(FOOD, quota, SLA, trades=["crit_food"]) == Offer(
        Text("unsure.trade"),
        (trade("crit_food"), of_food("wfo_quota"), button("sla"), THE_LIST, NONE_OF_THESE),
    )


@pytest.mark.parametrize(
    ("sector", "name", "word"),
    [("non_essential", "rest", "non_essential"), ("ess_export", "plant", "gplant")],
)
def test_a_trade_goes_by_the_name_of_its_group_where_words_tell_no_more(sector, name, word):
    found = suggested(Candidate("elig_sector", 0.9, sector), trades=[sector])
    assert found.doors == (group(name, word), THE_LIST, NONE_OF_THESE)
    assert OFFERS.sector_behind(found.doors[0][1]) == sector


@pytest.mark.parametrize(
    ("door", "word", "sector"),
    [
        (Door.ELIGIBILITY, "crit_food", "crit_food"),
        (Door.ELIGIBILITY, "pdki-kfirm-gplant", ""),  # said in the tree, and not named before it
        (Door.ELIGIBILITY, "pdki", ""),
        (Door.ELIGIBILITY, "gmoon", ""),
        (Door.ELIGIBILITY, "65111", ""),
        (Door.TOPICS, "gplant", ""),
        (Door.MENU, "", ""),
    ],
)
def test_a_button_that_names_no_business_is_told_from_one_that_does(door, word, sector):
    assert OFFERS.sector_behind(Way(door, EN, word)) == sector


def test_a_business_that_is_judged_by_its_code_leads_into_the_tree_though_no_trade_was_named():
    export = Candidate("elig_sector", 0.9, "ess_export")
    assert suggested(export) == Offer(
        Text("unsure.trade"), (group("plant", "gplant"), THE_LIST, NONE_OF_THESE)
    )
    shop = Candidate("elig_sector", 0.9, "non_essential")
    assert suggested(shop, PRICE).doors[0] == group("rest", "non_essential")
    quota = Candidate("wfo_quota", 0.9, "ess_export")
    assert suggested(quota).doors[0][1].door is Door.ANSWER


def test_an_office_of_the_government_is_asked_who_employs():
    office = Candidate("elig_sector", 0.9, "ess_government")
    (label, way), *_ = suggested(office, trades=["ess_government"]).doors
    assert label == Text("unsure.trade.sector", {"sector": Text("eligibility.kind.state")})
    assert way == THE_LIST[1]


def test_a_trade_behind_a_question_is_one_of_those_that_may_be_meant():
    assert suggested(PRICE, SLA, FOOD, trades=["crit_food"]) == Offer(
        Text("unsure.suggest"),
        (button("price"), button("sla"), trade("crit_food"), NONE_OF_THESE),
    )


@pytest.mark.parametrize("reason", sorted(set(Reason) - {Reason.OWN_TREATMENT}))
def test_where_nothing_is_likely_it_is_said_why_and_topics_are_offered(reason):
    assert OFFERS.show(Abstain(reason, Further.TOPICS)) == Offer(
        Text(f"unsure.{reason.value}"), TO_TOPICS
    )
    assert OFFERS.show(Abstain(reason, Further.PERSON)) == Offer(
        Text("unsure.lost"), (*TO_TOPICS, PERSON)
    )


@pytest.mark.parametrize(
    ("further", "person"), [(Further.TOPICS, ()), (Further.PERSON, (PERSON,))]
)
def test_a_patient_is_led_to_their_need_in_the_tree_however_often_they_write(further, person):
    need = (Text("eligibility.kind.medical"), Way(Door.ELIGIBILITY, EN, "purgent-kmedical"))
    assert OFFERS.show(Abstain(Reason.OWN_TREATMENT, further)) == Offer(
        Text("unsure.own_treatment"), (need, *TO_TOPICS, *person)
    )


ONWARDS = {
    Door.ELIGIBILITY: "who_must elig_sector sector_list sector_which",
    Door.REGISTRATION: "how_register_company docs_company no_nib manage_employees bumn "
    "outsourcing freelancer site_down individual_apply",
    Door.REPORTING: "report_company report_privacy report_status individual_apply",
    Door.STATUS: "status_check rejected correction lost_download validity",
    Door.PERSON: "domestic_worker ojol",
    Door.DATA: "data_privacy",
    Door.ERASURE: "data_privacy",
}


@pytest.mark.parametrize("intent", INTENTS)
def test_an_answer_leads_on_to_what_one_does_next_or_to_the_menu(intent):
    doors = [door for door, intents in ONWARDS.items() if intent in intents.split()]
    answer = Candidate(intent, 1.0)
    shown = OFFERS.show(Answer(answer))
    assert shown.text == ANSWERS.tell(answer, TENTH)
    assert shown.doors == tuple(
        (Text(f"control.open.{door.value}"), Way(door, EN)) for door in doors or [Door.MENU]
    )


@pytest.mark.parametrize(
    ("intent", "sector", "on", "door", "word"),
    [
        ("elig_sector", "crit_food", TENTH, Door.REGISTRATION, "crit_food"),
        ("elig_sector", "ess_hotel", TENTH, Door.REGISTRATION, "ess_hotel"),
        ("elig_sector", "non_essential", TENTH, Door.REPORTING, ""),
        ("elig_sector", "ess_government", TENTH, Door.MENU, ""),
        ("elig_sector", "crit_food", ENDED, Door.ELIGIBILITY, ""),
        ("wfo_quota", "crit_food", TENTH, Door.MENU, ""),
    ],
)
def test_a_sector_leads_to_registering_it_or_to_reporting_who_calls_people_in_all_the_same(
    intent, sector, on, door, word
):
    shown = Offers(ANSWERS, EN, on).tell(Candidate(intent, 1.0, sector))
    assert shown.text == ANSWERS.tell(Candidate(intent, 1.0, sector), on)
    assert shown.doors == ((Text(f"control.open.{door.value}"), Way(door, EN, word)),)


def test_the_topics_lead_to_every_question():
    assert OFFERS.topics() == Offer(Text("unsure.topics"), TO_TOPICS)
    assert OFFERS.topic("road") == Offer(
        Text("topic.road"), (button("outside_area"), button("transit"), button("checkpoint"))
    )
    assert OFFERS.topic("moon") == OFFERS.topics()


def test_whoever_wants_a_person_is_told_how_and_led_back_to_the_verdict():
    told = Lines((Text("unsure.person"), ANSWERS.tell(Candidate("contact", 1.0), TENTH)))
    back = (Text("control.back"), Way(Door.ELIGIBILITY, EN, "pdki-kfirm"))
    assert OFFERS.person() == Offer(told)
    assert OFFERS.person("pdki-kfirm") == Offer(told, (back,))
