"""Somebody who names their work finds its sector, and whoever asks of something else is left to it."""

from dataclasses import replace

import pytest

from flows.questions.asking import Abstain, Answer, Further, Reason, Suggest
from flows.questions.normal import Reader
from flows.questions.ranker import Candidate
from flows.questions.trades import Trades, with_trades, within_the_rules
from tests.flows.questions.small_rules import SECTORS

READER = Reader({"wrg": "warung", "mkn": "makan", "hotel": "penginapan"})
TRADES = Trades(READER, SECTORS, {"ekspos"}.__contains__)
MAYBE_WORK = (Candidate("price", 0.4), Candidate("elig_sector", 0.1))


def shown(text, *offered):
    return with_trades(Suggest(offered, Further.NOTHING), text, TRADES)


def found(text, *offered):
    trades = shown(text, *(offered or MAYBE_WORK)).trades
    return tuple(one for one in SECTORS if one in trades)


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("warung makan", ("crit_food",)),
        ("wrg mkn", ("crit_food",)),  # as it is read
        ("hotel", ("ess_hotel",)),  # and else as it stands
        ("saya punya toko warung makan", ("crit_food",)),
        ("saya punya sebuah toko warung makan", ()),  # six words are no name any more
        ("warung makan?", ()),
        ("kapan warung makan", ()),
        ("warung makan salon ekspor", ("crit_food", "ess_export")),  # two and no more
        ("bengkel", ()),
        ("ekspro", ("ess_export",)),  # a slip
        ("ekspos", ()),  # a word by itself
    ],
)
def test_a_few_words_that_ask_nothing_may_name_a_trade(text, sectors):
    assert found(text) == sectors


@pytest.mark.parametrize(
    "made",
    [
        Answer(Candidate("price", 1.0)),
        *(Abstain(reason, Further.TOPICS) for reason in Reason),
    ],
)
def test_what_was_answered_or_left_for_a_reason_stays_so_whatever_trade_it_names(made):
    assert with_trades(made, "warung makan", TRADES) is made


VAGUE = Candidate("bumn", 0.49)
WORK = Candidate("elig_sector", 0.1)
FOOD = Candidate("elig_sector", 0.6, "crit_food")
HOTEL = Candidate("elig_sector", 0.5, "ess_hotel")
PRICE, SLA = Candidate("price", 0.5), Candidate("sla", 0.4)


@pytest.mark.parametrize(
    ("offered", "is_offered"),
    [
        ((VAGUE, WORK), True),  # who must
        ((VAGUE,), False),  # nobody's work is likely: a customer
        ((VAGUE, Candidate("elig_sector", 0.09)), False),
        ((Candidate("freelancer", 0.4), WORK), True),  # without a company
        ((Candidate("sector_list", 0.4), WORK), True),
        ((Candidate("price", 0.4), WORK), False),  # is about something else
        ((Candidate("price", 0.4), Candidate("bumn", 0.3), WORK), False),
        ((Candidate("bumn", 0.5), WORK), False),  # is surely meant
        ((Candidate("elig_sector", 0.9),), True),  # but this is where a trade says more
        ((Candidate("elig_sector", 0.9, "ess_export"),), True),
        ((Candidate("elig_sector", 0.9, "crit_food"),), False),  # stands there already
        ((VAGUE, Candidate("elig_sector", 0.3, "crit_food")), True),  # it stands too far behind
    ],
)
def test_a_question_that_may_be_about_work_offers_the_trade_it_names(offered, is_offered):
    assert found("apakah warung makan perlu strp", *offered) == (("crit_food",) * is_offered)


def test_a_bare_name_is_a_trade_only_where_work_is_likely_at_all():
    assert found("warung makan", FOOD) == ("crit_food",)  # though it stands there already
    assert found("warung makan", PRICE, WORK) == ("crit_food",)
    assert found("warung makan", PRICE, Candidate("elig_sector", 0.09)) == ()
    assert found("sakit di hotel", Candidate("urgent_sick", 0.4), SLA) == ()


def of(sector, score):
    return Candidate("elig_sector", score, sector)


@pytest.mark.parametrize(
    ("offered", "text", "ordered"),
    [
        ((PRICE, SLA, FOOD), "warung makan", (PRICE, SLA, of("crit_food", 0.4))),
        ((VAGUE, SLA, FOOD), "warung makan", (of("crit_food", 0.49), VAGUE, SLA)),
        ((FOOD, HOTEL, SLA), "warung makan", (of("crit_food", 0.6), HOTEL)),  # only what is sure
        ((Candidate("elig_sector", 0.7), SLA), "warung makan", (of("crit_food", 0.7),)),
        (
            (Candidate("wfo_quota", 0.9, "crit_food"), of("crit_food", 0.1)),
            "warung makan",
            (Candidate("wfo_quota", 0.9, "crit_food"), of("crit_food", 0.9)),
        ),
        ((Candidate("price", 0.4), FOOD), "warung makan", (of("crit_food", 0.4),)),
        (
            (VAGUE, SLA, FOOD),
            "warung makan ekspor",
            (of("crit_food", 0.49), of("ess_export", 0.49), VAGUE),
        ),
    ],
)
def test_trades_stand_behind_what_is_sure_and_before_what_is_not(offered, text, ordered):
    assert shown(text, *offered).candidates == ordered


def test_who_names_what_the_rules_leave_out_is_not_led_to_the_sector():
    hotel = replace(SECTORS["ess_hotel"], leaves_out=("karantina",))
    ranking = (HOTEL, FOOD, SLA)
    sectors = {**SECTORS, "ess_hotel": hotel}
    assert within_the_rules(ranking, "hotel karantina", sectors) == (of("", 0.5), FOOD, SLA)
    assert within_the_rules(ranking, "hotel bukan karantina", sectors) == ranking
    assert within_the_rules(ranking, "hotel", sectors) == ranking
