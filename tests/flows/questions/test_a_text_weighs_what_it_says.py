"""What a text speaks for is added up in whole numbers, as one can add them up by hand."""

from math import exp, sqrt

import pytest

from flows.language import Language
from flows.questions.normal import Reader
from flows.questions.ranker import Candidate, CoreRanker, ranked
from flows.questions.weighing import Model, shares

# Two classes, three features: "biaya" speaks for the first, "lama" for the second, and the piece
# " la" a little for both. A byte of 128 says nothing.
FEATURES = {
    "=biaya": (255, (138, 128)),
    "=lama": (102, (128, 148)),
    " la": (255, (130, 132)),
}
TABLE = Model(
    classes=("price", "sla"),
    intercepts=(0.5, 0.0),
    places={feature: place for place, feature in enumerate(FEATURES)},
    rarities=bytes(rarity for rarity, _ in FEATURES.values()),
    rows=b"".join(bytes(row) for _, row in FEATURES.values()),
    scale=0.1,
)


def share_of(first, second):
    """Return the share of the first of two sums."""
    return exp(first) / (exp(first) + exp(second))


def test_a_table_knows_what_it_was_taught():
    assert TABLE.knows("=biaya") is True
    assert TABLE.knows("=bank") is False


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ((), 0.5, 0.0),
        (("bank",), 0.5, 0.0),  # nothing that was ever met
        (("biaya",), 0.5 + 0.1 * 10, 0.0),
        # "lama" is rare by two fifths only, and its piece is weighed apart from it
        (("lama",), 0.5 + 0.1 * 2, 0.1 * 20 / 0.4 + 0.1 * 4),
        # two words share what one would have alone: 1 + 0.4 * 0.4 = 1.16
        (
            ("biaya", "lama"),
            0.5 + 0.1 * 10 / sqrt(1.16) + 0.1 * 2,
            0.1 * 20 / sqrt(1.16) + 0.1 * 4,
        ),
    ],
)
def test_a_text_weighs_what_its_words_and_pieces_do(words, first, second):
    weighed = TABLE.weigh(words)
    assert list(weighed) == ["price", "sla"]
    assert weighed["price"] == pytest.approx(share_of(first, second))
    assert weighed["price"] + weighed["sla"] == pytest.approx(1)


def test_shares_add_up_to_one_however_far_apart_the_sums_are():
    assert shares([0.0, 0.0]) == [0.5, 0.5]
    assert shares([2000.0, 0.0]) == [1.0, 0.0]
    assert shares([1.0, 0.0])[0] == pytest.approx(share_of(1, 0))


def test_a_table_that_was_cut_off_is_not_read_as_if_it_were_whole():
    cut = Model(TABLE.classes, TABLE.intercepts, TABLE.places, TABLE.rarities, TABLE.rows[:3], 0.1)
    with pytest.raises(ValueError, match="zip"):
        cut.weigh(("biaya", "lama"))
    more = Model(TABLE.classes, (0.5, 0.0, 0.0), {}, b"", b"", 0.1)
    with pytest.raises(ValueError, match="zip"):
        more.weigh(())


def test_questions_are_ranked_by_their_share_and_then_by_name():
    scores = {"sla": 0.2, "price": 0.5, "bumn": 0.2, "abusive": 0.1}
    assert ranked(scores, {}, 3) == (
        Candidate("price", 0.5),
        Candidate("bumn", 0.2),
        Candidate("sla", 0.2),
    )
    assert len(ranked(scores, {}, 64)) == 4


@pytest.mark.parametrize(
    ("sectors", "named"),
    [
        (
            {"none": 0.1, "ess_hotel": 0.6, "ess_export": 0.25},
            {"ess_hotel": 0.6, "ess_export": 0.15},
        ),
        ({"crit_food": 0.45}, {"crit_food": 0.6}),  # just sure enough
        ({"crit_food": 0.44}, {"": 0.6}),
        ({"none": 0.9, "crit_food": 0.1}, {"": 0.6}),
        ({"none": 1.0}, {"": 0.6}),
        ({}, {"": 0.6}),
        # as likely as another: by name, and never more than two
        ({"c": 0.45, "a": 0.45, "b": 0.45}, {"a": 0.6, "b": 0.27}),
    ],
)
def test_a_question_about_a_sector_stands_with_the_two_likeliest(sectors, named):
    found = ranked({"elig_sector": 0.6, "price": 0.01}, sectors, 64)
    assert {one.sector: pytest.approx(one.score) for one in found[:-1]} == named
    assert {one.intent for one in found[:-1]} == {"elig_sector"}
    assert found[-1] == Candidate("price", 0.01)  # what depends on no sector names none


def test_the_likelier_sector_has_the_whole_score_whatever_its_name():
    first, second = ranked({"wfo_quota": 0.5}, {"b": 0.6, "a": 0.4}, 2)
    assert first == Candidate("wfo_quota", 0.5, "b")
    assert second == Candidate("wfo_quota", 0.5 * 0.4, "a")
    first, second = ranked({"wfo_quota": 0.0}, {"b": 0.6, "a": 0.4}, 2)
    assert (first.sector, second.sector) == ("b", "a")


def test_the_core_reads_a_text_and_ranks_by_both_tables():
    sectors = Model(("crit_food", "none"), (0.0, 9.0), {}, b"", b"", 0.1)
    core = CoreRanker(Reader({"bea": "biaya"}), TABLE, sectors)
    (first,) = core.rank("Bea?", Language.ID, 1)
    assert first.intent == "price"
    assert first.score == pytest.approx(share_of(1.5, 0))


def test_a_door_names_a_question_and_its_sector():
    assert Candidate("price", 0.4).word == "price"
    assert Candidate("elig_sector", 0.4, "crit_food").word == "elig_sector.crit_food"
