"""Questions that ask the same stand together, by rules one can follow with paper and pencil.

A word weighs c / (c + times it is met), where c is 5 and one more for every twenty texts. Texts
stand together where what they share weighs more than 35 % of all their words.
"""

from datetime import date
from itertools import permutations

import pytest

from flows.language import Language
from flows.questions.clusters import gathered
from flows.questions.unmatched import Unmatched

DAY = date(2021, 7, 10)


def asked(text, times=1, language=Language.ID, **more):
    """Return a text for which nothing was offered, unless something was."""
    more = more or {"reason": "no_rule"}
    return Unmatched(text, language, DAY, times=times, **more)


def together(*texts):
    return [[one.text for one in cluster.members] for cluster in gathered(texts, str.split)]


def test_the_most_frequent_text_leads_and_the_largest_cluster_comes_first():
    assert together(
        asked("surat kubur paman", 2),
        asked("satpam bank", 4),
        asked("surat kubur ibu", 3),
    ) == [["surat kubur ibu", "surat kubur paman"], ["satpam bank"]]


def test_of_clusters_as_large_the_one_whose_leader_comes_first_in_the_alphabet_does():
    assert together(
        asked("satpam bank", 4),
        asked("izin kubur ibu", 3),
        asked("izin kubur paman", 1),
    ) == [["izin kubur ibu", "izin kubur paman"], ["satpam bank"]]


def test_whichever_way_they_come_in_the_same_texts_gather_the_same_way():
    texts = (
        asked("izin kubur ibu", 2),
        asked("izin kubur paman", 2),
        asked("izin kubur paman", 2, Language.EN),
        asked("satpam bank", 2),
    )
    found = [gathered(order, str.split) for order in permutations(texts)]
    assert found[1:] == found[:-1]
    leading, _ = found[0]
    assert [(one.text, one.language) for one in leading.members] == [
        ("izin kubur ibu", Language.ID),
        ("izin kubur paman", Language.EN),
        ("izin kubur paman", Language.ID),
    ]


def test_words_as_rare_as_each_other_are_looked_for_by_the_alphabet():
    """Of four kinds of words each text lacks one; the first lacks what the others begin with."""
    texts, apart = [], []
    for family in "nopqrstu":
        kinds = [" ".join(f"{family}{kind}{one}" for one in range(4)) for kind in "abcd"]
        lacking = [" ".join(kinds[:at] + kinds[at + 1 :]) for at in range(4)]
        texts += [asked(text, 9 - at) for at, text in enumerate(lacking)]
        apart += [[lacking[0]], lacking[1:]]
    assert sorted(together(*texts)) == sorted(apart)


def test_what_was_offered_first_counts_as_a_word_whatever_its_sector():
    one = asked("buka kah", 2, offered=("elig_sector.crit_food", "price"))
    assert together(one, asked("buka ya", offered=("elig_sector.ess_hotel",))) == [
        ["buka kah", "buka ya"]
    ]
    others = (
        {"offered": ("price",)},
        {"offered": ("wfo_quota.crit_food",)},
        {"reason": "no_rule"},
    )
    for other in others:
        assert together(one, asked("buka ya", **other)) == [["buka kah"], ["buka ya"]]


def test_why_nothing_was_offered_counts_as_a_word():
    assert together(asked("buka kah"), asked("buka ya")) == [["buka kah", "buka ya"]]
    other = asked("buka ya", reason="out_of_scope")
    assert together(asked("buka kah"), other) == [["buka kah"], ["buka ya"]]


def test_a_text_joins_the_leader_it_shares_most_with():
    fee, card = asked("biaya kartu hilang", 4), asked("foto kartu buram", 3)
    assert together(fee, card, asked("foto kartu hilang buram")) == [
        ["biaya kartu hilang"],
        ["foto kartu buram", "foto kartu hilang buram"],
    ]


def test_a_text_as_near_to_two_leaders_joins_the_one_that_is_found_first():
    assert together(asked("x1 x2", 3), asked("y1 y2", 2), asked("x1 x2 y1 y2")) == [
        ["x1 x2", "x1 x2 y1 y2"],
        ["y1 y2"],
    ]


@pytest.mark.parametrize(("met", "stands_together"), [(49, True), (50, False)])
def test_words_weigh_the_less_the_more_they_are_met_and_more_among_many_texts(
    met, stands_together
):
    """Six shared words among 420 texts, so that c is 26; each text has two words of its own.

    Met 49 times a word weighs 26 / 75: six of them are 35.06 % of what both texts weigh. Met once
    more it weighs 26 / 76, and they are 34.77 %.
    """
    shared = "a b c d e f"
    first = asked(f"{shared} paman", 9, reason="out_of_scope")
    second = asked(f"{shared} ibu", 8, reason="ambiguous")
    others = [
        asked(
            " ".join(f"{word}{at}" for word in "uvwxyz") + (f" {shared}" if at < met - 2 else "")
        )
        for at in range(418)
    ]
    found = together(first, second, *others)
    assert ([first.text, second.text] in found) is stands_together


def test_a_text_is_looked_for_by_its_four_rarest_words():
    often = "k1 k2 k3 k4 k5 k6"
    one, other = f"a b c d {often}", f"e f g h {often}"
    assert together(asked(one), asked(other)) == [[one], [other]]
    one, other = f"a b c {often}", f"e f g {often}"
    assert together(asked(one), asked(other)) == [[one, other]]


@pytest.mark.parametrize(("before", "is_found"), [(39, True), (40, False)])
def test_a_text_is_compared_with_forty_leaders_a_word_so_that_thousands_are_gathered_soon(
    before, is_found
):
    leaders = [asked(f"kapan buka u{at}", 99) for at in range(10, 10 + before)]
    near = asked("kapan buka lagi", 50)
    often = [asked(f"lagi {at}a {at}b {at}c {at}d {at}e {at}f", 2) for at in range(60)]
    found = together(*leaders, near, *often, asked("kapan buka"))
    assert (["kapan buka lagi", "kapan buka"] in found) is is_found


def test_a_cluster_tells_how_often_it_was_asked_offered_and_tapped():
    (found,) = gathered(
        [
            asked("izin kubur", 4, offered=("urgent_funeral", "price"), taps={"none": 2}),
            asked("izin kubur ya", 2, offered=("urgent_funeral", "contact", "bumn")),
            asked("izin kubur dong", offered=("urgent_funeral",), taps={"none": 1, "bumn": 3}),
        ],
        str.split,
    )
    assert found.leader.text == "izin kubur"
    assert found.times == 7
    assert found.offered == (("urgent_funeral", 7), ("price", 4), ("bumn", 2), ("contact", 2))
    assert found.taps == (("bumn", 3), ("none", 3))


def test_nothing_is_gathered_of_nothing():
    assert gathered([], str.split) == ()
