"""Whatever people send: no text breaks the reading, and the same text means the same."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.ask import candidates_of, told
from bot.questions import load_questions
from flows.language import Language
from flows.questions.asking import BUTTONS
from flows.questions.features import pieces, wholes
from flows.questions.intents import INTENTS, OUTSIDE
from flows.questions.normal import meanings

QUESTIONS = load_questions()
HOME = Path(__file__).parents[2] / "flows" / "questions"
DAY = date(2021, 7, 10)
ANY_TEXT = st.text(max_size=400) | st.lists(
    st.sampled_from(
        ["strp", "bank", "ga", "%", "100", "\u200b", "kerja", "é", "🙏", "\n", "saya"]
    ),
    max_size=60,
).map(" ".join)


@settings(deadline=None)
@given(ANY_TEXT, st.integers(0, 5))
def test_any_text_gets_at_most_three_ordered_buttons(text, misses):
    made = QUESTIONS.ask(text, misses=misses)
    shown = candidates_of(made)
    scores = [one.score for one in shown]
    assert len(shown) <= BUTTONS
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert {one.intent for one in shown} <= set(INTENTS)
    assert len({(one.intent, one.sector) for one in shown}) == len(shown)
    assert json.loads(json.dumps(told(text, made, DAY)))["text"] == text


@settings(deadline=None)
@given(st.integers(0, 4096), st.sampled_from("ak é9%🙏\U0001f468‍👩 "))
def test_a_message_as_long_as_telegram_lets_is_read(length, sign):
    QUESTIONS.ask((sign * 4096)[:length])


@settings(deadline=None)
@given(ANY_TEXT)
def test_the_same_text_means_the_same(text):
    assert QUESTIONS.ask(text) == QUESTIONS.ask(text, language=Language.EN)


@settings(deadline=None)
@given(ANY_TEXT)
def test_the_shares_of_all_classes_are_one(text):
    words = QUESTIONS.reader.words(text)
    weighed = QUESTIONS.core.intents.weigh(words)
    assert weighed.keys() == {*INTENTS, *OUTSIDE}
    assert abs(sum(weighed.values()) - 1) < 1e-6


def test_slang_and_slips_are_read_as_plain_words():
    read = QUESTIONS.reader.words
    assert read("sy kerja d bank, bs ngantor gaaaak?") == read(
        "saya kerja di bank bisa masuk kantor tidak"
    )
    assert read("surat2 apa aja") == ("surat", "surat", "apa", "saja")
    assert read("NIK 3171234567890123") == ("nik", "angka")
    assert read("80%") == ("80", "persen")


@settings(deadline=None)
@given(ANY_TEXT)
def test_what_is_read_once_is_read_the_same_again(text):
    words = QUESTIONS.reader.words(text)
    assert QUESTIONS.reader.words(" ".join(words)) == words


def test_a_word_is_written_under_one_meaning_only():
    lines = yaml.safe_load((HOME / "words.yaml").read_text("utf-8"))
    written = [way for ways in lines.values() for way in ways.split()]
    assert [way for way, times in Counter(written).items() if times > 1] == []
    assert len(meanings(lines)) == len(written)


def test_features_are_words_pairs_and_their_pieces():
    assert wholes(("a", "bc")) == {"=a", "=bc", "=a bc"}
    assert pieces(("ab",)) == {" a", "ab", "b ", " ab", "ab ", " ab "}
