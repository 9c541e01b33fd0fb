"""A text is answered at once only if it is an approved phrasing of a harmless fact."""

from pathlib import Path

import pytest
import yaml

from bot.grading import grade, read_labelled, report
from bot.questions import load_questions
from flows.questions.approved import NotToAssert, approved_phrasings
from flows.questions.asking import Abstain, Answer, Further, Reason, Suggest, asked
from flows.questions.intents import ASSERTED
from flows.questions.ranker import Candidate

HOME = Path(__file__).parents[2] / "flows" / "questions"
QUESTIONS = load_questions()
LINES = yaml.safe_load((HOME / "approved.yaml").read_text("utf-8"))
CORPUS = {
    label: text.splitlines()
    for path in sorted((HOME / "corpus").glob("*.yaml"))
    for label, text in yaml.safe_load(path.read_text("utf-8")).items()
    if path.stem != "workplaces" and label not in {"frames", "quota_frames"}
}
NEAR_MISSES = (
    "gaji dipotong selama ppkm boleh ga",
    "mau mudik ke semarang naik mobil",
    "resepsi nikah boleh undang berapa orang",
    "kontrol rutin saya ke dokter gigi",
    "saya wna pakai kitas",
    "jadwal vaksin di puskesmas",
    "lowongan kerja satpam",
    "besok hujan gak ya",
    "cara perpanjang sim",
    "promo makanan hari ini",
)


@pytest.mark.parametrize("intent", sorted(LINES.keys() - {"small_words"}))
def test_an_approved_phrasing_is_answered(intent):
    for phrasing in LINES[intent].splitlines():
        assert QUESTIONS.ask(phrasing) == Answer(Candidate(intent, 1.0)), phrasing


def test_small_words_and_slang_do_not_hide_an_approved_phrasing():
    for text in ("min, STRP gratis ga ya?", "apakah strp gratis", "STRP GRATISSS DONG"):
        assert QUESTIONS.ask(text) == Answer(Candidate("price", 1.0))


def test_one_more_word_with_a_meaning_is_no_approved_phrasing():
    for text in (
        "strp gratis untuk pns",
        "strp palsu gratis",
        "halo strp hilang dicuri bos",
        "strp bayar dimana",
        "where is strp valid",
        "siapa yang bayar strp",
    ):
        assert not isinstance(QUESTIONS.ask(text), Answer), text


@pytest.mark.parametrize("label", sorted(CORPUS))
def test_no_phrasing_of_another_question_is_answered(label):
    for phrasing in CORPUS[label]:
        made = QUESTIONS.ask(phrasing)
        assert not isinstance(made, Answer) or made.candidate.intent == label, phrasing
        assert not isinstance(made, Answer) or label in ASSERTED


def test_a_phrasing_for_eligibility_cannot_be_approved():
    with pytest.raises(NotToAssert):
        approved_phrasings(
            {"small_words": "min", "elig_sector": "kerja di bank"}, QUESTIONS.reader
        )


def test_a_phrasing_cannot_be_approved_for_two_questions():
    both = {"small_words": "min", "price": "strp", "sla": "strp min"}
    with pytest.raises(NotToAssert):
        approved_phrasings(both, QUESTIONS.reader)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_no_rule_covers_is_not_answered(text):
    assert isinstance(QUESTIONS.ask(text), Abstain)


def test_on_questions_it_was_not_made_for_nothing_wrong_is_asserted():
    labels = read_labelled(HOME / "gate.csv")
    summed = report(grade(labels, QUESTIONS.ask, lambda: 0.0))
    assert summed["asserted_wrong"] == summed["out_of_scope_asserted"] == 0
    assert summed["at_3"]["share"] >= 0.75
    assert summed["out_of_scope_abstained"]["share"] >= 0.5


def test_each_miss_leads_nearer_to_a_person():
    ranking = (Candidate("price", 0.6), Candidate("sla", 0.3))
    made = [asked(ranking, approved=None, unread=None, misses=misses) for misses in range(4)]
    assert all(isinstance(one, Suggest) for one in made)
    assert [one.further for one in made] == [
        Further.NOTHING,
        Further.TOPICS,
        Further.PERSON,
        Further.PERSON,
    ]
    lost = [
        asked((), approved=None, unread=Reason.UNINTELLIGIBLE, misses=misses)
        for misses in range(4)
    ]
    assert [one.further for one in lost] == [
        Further.TOPICS,
        Further.TOPICS,
        Further.PERSON,
        Further.PERSON,
    ]


@pytest.mark.parametrize(
    ("ranking", "reason"),
    [
        ((Candidate("out_of_scope", 0.8), Candidate("price", 0.2)), Reason.OUT_OF_SCOPE),
        ((Candidate("no_rule", 0.5), Candidate("out_of_scope", 0.3)), Reason.NO_RULE),
        ((Candidate("abusive", 0.9), Candidate("price", 0.1)), Reason.ABUSIVE),
        ((Candidate("price", 0.01),), Reason.AMBIGUOUS),
        ((), Reason.AMBIGUOUS),
    ],
)
def test_every_abstention_has_its_reason(ranking, reason):
    assert asked(ranking, approved=None, unread=None, misses=0).reason is reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.UNINTELLIGIBLE),
        ("???", Reason.UNINTELLIGIBLE),
        ("asdfgh qwpoi", Reason.UNINTELLIGIBLE),
        ("где купить хлеб сегодня", Reason.OTHER_LANGUAGE),
        ("東京 駅 どこ ですか 何時", Reason.OTHER_LANGUAGE),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(text, reason):
    assert QUESTIONS.ask(text).reason is reason
