"""The gate: a lesson is tried against every labelled question before it is in force.

It must answer none of them wrongly, show no right button less, take no phrasing of another
question, and not read like a question about who may come to work: that is never said from words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.corpus import gate_questions, learnt_questions, telling_words
from bot.grading import OUT_OF_SCOPE, Graded, grade
from bot.questions import Questions
from flows.dialogue import Names
from flows.language import Language
from flows.questions.approved import Approved
from flows.questions.asking import WHOLE_CLOSED_LIST
from flows.questions.asserting import asserts_eligibility
from flows.questions.guard import guarded, names_a_contact
from flows.questions.intents import ASSERTED, OUTSIDE
from flows.questions.lessons import Lesson, key_of
from flows.questions.unmatched import SOMETHING
from flows.rules.sectors import search

ELIGIBILITY: Final = 0.5  # share of such questions from which a phrasing reads like one
LONGEST: Final = 120  # signs of a phrasing
MARKS: Final = (SOMETHING, "<", ">")


class Doubt(StrEnum):
    """Why a lesson may not be in force."""

    NO_WORDS = "no_words"
    SAYS_LITTLE = "says_little"  # only fillers, or words that any question has
    TOO_LONG = "too_long"
    UNFINISHED = "unfinished"  # a mark stands where a word was left out
    PERSON = "person"  # it says who somebody is
    NOT_TO_ASSERT = "not_to_assert"  # the question is about eligibility
    KNOWN = "known"  # the phrasing is answered already
    CLAIM = "claim"  # the written answer says who may, must or need not
    CONTACT = "contact"  # the written answer names a person, a number or an account to reach
    ELIGIBILITY = "eligibility"  # the words read like a question about eligibility
    ANOTHER = "another"  # it is a phrasing of another question
    ASSERTED_WRONG = "asserted_wrong"
    OUT_OF_SCOPE_ASSERTED = "out_of_scope_asserted"
    FEWER_SHOWN = "fewer_shown"


@dataclass(frozen=True, slots=True)
class Figures:
    """What grading came to, in questions of the gate."""

    asked: int
    asserted_wrong: int
    out_of_scope_asserted: int
    shown: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a lesson came to at the gate, and the figures with it; None where grading was idle."""

    doubts: tuple[Doubt, ...]
    figures: Figures | None = None

    @property
    def is_passed(self) -> bool:
        """Tell whether the lesson may be in force."""
        return not self.doubts


def try_lesson(questions: Questions, known: Approved, lesson: Lesson) -> Trial:
    """Try a lesson; ``questions`` as they are with it, ``known`` the phrasings without it.

    It takes a second or so of a processor: not for the event loop.
    """
    if doubts := tuple(_doubts(questions, known, lesson)):
        return Trial(doubts)
    before = _graded(questions, known)
    after = _graded(questions, questions.approved)
    return Trial(tuple(_worse(before, after)), after)


def _doubts(questions: Questions, known: Approved, lesson: Lesson) -> Iterator[Doubt]:
    words = questions.reader.words(lesson.phrase)
    if not words:
        yield Doubt.NO_WORDS
        return
    if len(lesson.phrase) > LONGEST:
        yield Doubt.TOO_LONG
        return
    if len(telling_words(questions.reader, words) - known.small_words) < _least(lesson):
        yield Doubt.SAYS_LITTLE
    if lesson.written is not None:
        yield from _of_the_answer(questions, lesson.written)
    yield from _of_the_phrase(lesson.phrase)
    if lesson.written is None and lesson.intent not in ASSERTED:
        yield Doubt.NOT_TO_ASSERT
    if known.find(words) is not None:
        yield Doubt.KNOWN
    if _share_of_eligibility(questions, lesson.phrase) >= ELIGIBILITY:
        yield Doubt.ELIGIBILITY
    if _is_anothers(questions, known, lesson):
        yield Doubt.ANOTHER


def _of_the_phrase(phrase: str) -> Iterator[Doubt]:
    if any(mark in phrase for mark in MARKS):
        yield Doubt.UNFINISHED
    if guarded(phrase) != phrase:
        yield Doubt.PERSON


def _least(lesson: Lesson) -> int:
    """Return how many telling words a phrasing needs: more, where nobody chose what it asks."""
    return 1 if lesson.intent else 2


def _of_the_answer(questions: Questions, written: Names) -> Iterator[Doubt]:
    both = (written.id, written.en)
    if any(asserts_eligibility(one, lambda said: _names_a_trade(questions, said)) for one in both):
        yield Doubt.CLAIM
    if any(names_a_contact(one) for one in both):
        yield Doubt.CONTACT


def _names_a_trade(questions: Questions, said: str) -> bool:
    return bool(search(questions.sectors, said))


def _share_of_eligibility(questions: Questions, phrase: str) -> float:
    ranking = questions.core.rank(phrase, Language.ID, WHOLE_CLOSED_LIST)
    best: dict[str, float] = {}
    for one in ranking:
        best[one.intent] = max(one.score, best.get(one.intent, 0.0))
    return sum(share for name, share in best.items() if name not in ASSERTED | OUTSIDE)


def _is_anothers(questions: Questions, known: Approved, lesson: Lesson) -> bool:
    key = key_of(lesson.phrase, known, questions.reader)
    label = lesson.intent or OUT_OF_SCOPE  # what nobody could answer, officers may
    return any(
        one.intent != label and key_of(one.question, known, questions.reader) == key
        for one in learnt_questions()
    )


def _graded(questions: Questions, approved: Approved) -> Figures:
    # By the core: an encoder has one thread of its own, and what is asserted rests on neither.
    asker = questions.with_approved(approved).with_ranker(questions.core)
    graded = grade(gate_questions(), asker.ask, lambda: 0.0)
    return Figures(
        asked=len(graded),
        asserted_wrong=sum(_is_wrong(one) for one in graded),
        out_of_scope_asserted=sum(one.asserts and not one.label.is_ours for one in graded),
        shown=sum(one.label.is_ours and one.is_shown for one in graded),
    )


def _is_wrong(one: Graded) -> bool:
    return one.label.is_ours and one.asserts and not one.is_shown_with_sector


def _worse(before: Figures, after: Figures) -> Iterator[Doubt]:
    if after.asserted_wrong:
        yield Doubt.ASSERTED_WRONG
    if after.out_of_scope_asserted:
        yield Doubt.OUT_OF_SCOPE_ASSERTED
    if after.shown < before.shown:
        yield Doubt.FEWER_SHOWN
