"""Somebody who names their work finds its sector, and whoever asks of something else is left to it."""

import pytest

from flows.questions.asking import Abstain, Answer, Further, Reason, Suggest
from flows.questions.normal import Reader
from flows.questions.ranker import Candidate
from flows.questions.trades import asks, beside_trades, trades_in
from tests.flows.questions.small_rules import LATER

READER = Reader({"wrg": "warung", "mkn": "makan", "hotel": "penginapan"})
LOST = Abstain(Reason.AMBIGUOUS, Further.TOPICS)


def found(text, made=LOST):
    return trades_in(text, made, READER, LATER)


def likely(intent, score, sector="", *others):
    return Suggest((Candidate(intent, score, sector), *others), Further.NOTHING)


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("warung makan", False),
        ("warung makan?", True),
        ("Apakah boleh", True),
        (" ... kapan buka", True),
        ("bank di mana", False),  # a question word must come first
        ("di mana bank", True),
        ("apartemen", False),  # begins like "apa" and is none
        ("WHERE is it", True),
        ("", False),
    ],
)
def test_a_question_is_known_by_its_mark_or_its_first_word(text, is_asked):
    assert asks(text) is is_asked


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
    ],
)
def test_a_few_words_that_ask_nothing_may_name_a_trade(text, sectors):
    assert found(text) == sectors


def test_what_was_answered_is_answered():
    assert found("warung makan", Answer(Candidate("price", 1.0))) == ()


@pytest.mark.parametrize(
    ("made", "is_offered"),
    [
        (likely("bumn", 0.4), True),  # who must
        (likely("freelancer", 0.4), True),  # without a company
        (likely("sector_list", 0.4), True),
        (likely("price", 0.4), False),  # is about something else
        (likely("price", 0.4, "", Candidate("bumn", 0.3)), False),
        (likely("bumn", 0.5), False),  # is surely meant
        (likely("elig_sector", 0.9), True),  # but this is where a trade says more
        (likely("elig_sector", 0.9, "ess_export"), True),
        (likely("elig_sector", 0.9, "crit_food"), False),  # stands there already
        (likely("bumn", 0.4, "", Candidate("elig_sector", 0.3, "crit_food")), False),
        (LOST, False),
    ],
)
def test_a_question_that_may_be_about_work_offers_the_trade_it_names(made, is_offered):
    assert found("apakah warung makan perlu strp", made) == (("crit_food",) * is_offered)


def test_a_bare_name_offers_its_sector_though_it_stands_there_already():
    assert found("warung makan", likely("elig_sector", 0.9, "crit_food")) == ("crit_food",)


PRICE, SLA = Candidate("price", 0.5), Candidate("sla", 0.4)
VAGUE = Candidate("bumn", 0.49)
FOOD, HOTEL = (
    Candidate("elig_sector", 0.6, "crit_food"),
    Candidate("elig_sector", 0.5, "ess_hotel"),
)


@pytest.mark.parametrize(
    ("candidates", "trades", "before", "behind"),
    [
        ((PRICE, SLA), (), (PRICE, SLA), ()),
        ((FOOD, SLA), (), (FOOD, SLA), ()),
        ((), (), (), ()),
        ((), ("crit_food",), (), ()),
        ((PRICE, SLA), ("crit_food",), (PRICE, SLA), ()),
        ((PRICE, FOOD, SLA), ("crit_food",), (PRICE, SLA), ()),  # the trade says it better
        ((SLA, PRICE), ("crit_food",), (), ()),  # is not about work
        ((VAGUE, SLA, FOOD), ("crit_food",), (), (VAGUE, SLA)),
        ((FOOD, HOTEL, SLA), ("crit_food",), (), (HOTEL,)),  # only what is sure
        ((FOOD, HOTEL, PRICE), ("ess_export",), (), (FOOD, HOTEL, PRICE)),
    ],
)
def test_trades_stand_behind_what_is_sure_and_before_what_is_not(
    candidates, trades, before, behind
):
    assert beside_trades(candidates, trades) == (before, behind)
