"""The shipped tables were learnt from the corpus beside them, and know the sectors of the rules."""

import hashlib
import json
from pathlib import Path

import pytest

from bot import policies
from bot.learnt import read_table
from flows.questions.intents import INTENTS, OUTSIDE
from flows.questions.ranker import NO_SECTOR

HOME = Path(__file__).parents[2] / "flows" / "questions"


@pytest.mark.parametrize(
    "name", ["intents.table", "sectors.table", "intents.head", "sectors.head"]
)
def test_a_table_names_the_corpus_it_was_learnt_from(name):
    corpus = b"".join(path.read_bytes() for path in sorted((HOME / "corpus").iterdir()))
    head = json.loads((HOME / "data" / name).read_bytes().partition(b"\n")[0])
    assert head["corpus"] == hashlib.sha256(corpus).hexdigest()


def test_the_classes_are_the_questions_and_the_sectors_of_the_rules():
    assert set(read_table("intents").classes) == {*INTENTS, *OUTSIDE}
    sectors = set(policies.load().versions[0].sectors)
    assert set(read_table("sectors").classes) - {NO_SECTOR} <= sectors


def test_the_held_out_questions_are_not_in_the_corpus():
    corpus = {
        line.strip().casefold()
        for path in (HOME / "corpus").iterdir()
        for line in path.read_text("utf-8").splitlines()
    }
    held_out = (HOME / "gate.csv").read_text("utf-8").splitlines()[2:]
    assert not {line.split(",")[0].strip('"').casefold() for line in held_out} & corpus
