"""Questions that ask the same are gathered, so that an officer reads each once."""

import random
from datetime import date

import pytest

from bot.corpus import learnt_questions
from bot.questions import load_questions
from flows.language import Language
from flows.questions.clusters import gathered
from flows.questions.lessons import key_of
from flows.questions.unmatched import Unmatched

QUESTIONS = load_questions()


def words_of(text):
    return key_of(text, QUESTIONS.approved, QUESTIONS.reader)


def asked(text, times=1, **more):
    return Unmatched(text, Language.ID, date(2021, 7, 10), times=times, **more)


FUNERALS = [
    asked("surat buat menghadiri pemakaman", 4, offered=("urgent_funeral",)),
    asked("menghadiri pemakaman paman", offered=("urgent_funeral",), taps={"urgent_funeral": 1}),
    asked("mau menghadiri pemakaman besok", 2, offered=("urgent_funeral",), taps={"none": 2}),
]
OTHERS = [
    asked("satpam bank", 9, offered=("elig_sector.ess_finance",)),
    asked("parkir kantor layanan dimana", 1, reason="out_of_scope"),
]


def test_what_shares_its_rare_words_stands_together_the_most_frequent_first():
    first, second, third = gathered([*FUNERALS, *OTHERS], words_of)
    assert [one.text for one in first.members] == ["satpam bank"]
    assert {one.text for one in second.members} == {one.text for one in FUNERALS}
    assert (second.leader.text, second.times) == ("surat buat menghadiri pemakaman", 7)
    assert second.offered == (("urgent_funeral", 7),)
    assert second.taps == (("none", 2), ("urgent_funeral", 1))
    assert third.times == 1


def test_the_order_they_come_in_changes_nothing():
    texts = [asked(one.question, 1 + at % 3) for at, one in enumerate(learnt_questions()[:400])]
    told = gathered(texts, words_of)
    random.Random(5).shuffle(texts)
    assert gathered(texts, words_of) == told


@pytest.mark.parametrize("texts", [[], [asked("…", 3)], [asked("strp")] * 2])
def test_little_or_nothing_is_gathered_too(texts):
    assert sum(one.times for one in gathered(texts, words_of)) == sum(one.times for one in texts)


def test_nothing_is_lost_or_doubled_among_thousands():
    texts = [asked(one.question) for one in dict.fromkeys(learnt_questions())]
    clusters = gathered(texts, words_of)
    members = [member.text for one in clusters for member in one.members]
    assert sorted(members) == sorted(one.text for one in texts)
    assert len(clusters) < len(texts) * 0.85
