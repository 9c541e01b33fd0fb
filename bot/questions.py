"""Questions in people's own words: reads what was learnt once, then answers any of them.

``ask`` decides what becomes of a text, ``tell`` says the answer of a question. Neither keeps
anything, and neither says who may come to work because of a text: a tap does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from bot import policies
from bot.learnt import read_table
from bot.wording import load_texts
from flows.dialogue import Says
from flows.language import Language
from flows.questions.answers import Answers, variants
from flows.questions.approved import Approved, approved_phrasings
from flows.questions.asking import WHOLE_CLOSED_LIST, Asked, asked, why_unread
from flows.questions.features import WORD
from flows.questions.lessons import Lesson, Written, taught
from flows.questions.normal import Reader, meanings
from flows.questions.offers import Offers
from flows.questions.patients import speaks_of_treatment, without_patients
from flows.questions.ranker import Candidate, CoreRanker, Ranker
from flows.questions.trades import Trades, with_trades, within_the_rules
from flows.rules.promise import day_in_jakarta
from flows.rules.sectors import Sector

HOME = files("flows") / "questions"


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that is needed to make something of a question."""

    reader: Reader
    core: CoreRanker
    ranker: Ranker
    approved: Approved
    answers: Answers

    def ask(self, text: str, *, language: Language = Language.ID, misses: int = 0) -> Asked:
        """Say what becomes of a text; ``misses``: times in a row not understood before."""
        words, sectors = self.reader.words(text), self.sectors
        ranking = self.ranker.rank(text, language, WHOLE_CLOSED_LIST)
        if not speaks_of_treatment(text):
            ranking = without_patients(ranking)
        made = asked(
            within_the_rules(ranking, text, sectors),
            approved=self.approved.find(words),
            unread=why_unread(words, self.core.intents, self.core.sectors),
            misses=misses,
        )
        return with_trades(made, text, Trades(self.reader, sectors, self._is_a_word))

    def _is_a_word(self, word: str) -> bool:
        models = (self.core.intents, self.core.sectors)
        return any(model.knows(WORD + word) for model in models)

    @property
    def sectors(self) -> Mapping[str, Sector]:
        """Return every sector of the rules by its id; no version has others."""
        return self.answers.policies.versions[-1].sectors

    def tell(self, candidate: Candidate, on: date) -> Says:
        """Say the answer of a question by the rules of a day in Jakarta."""
        return self.answers.tell(candidate, on)

    def offers(self, language: Language, on: date) -> Offers:
        """Return what shows questions and answers in a language, on a day in Jakarta."""
        return Offers(self.answers, language, on)

    def with_ranker(self, ranker: Ranker) -> Questions:
        """Return the same questions ranked by something else."""
        return replace(self, ranker=ranker)

    def with_lessons(self, lessons: Iterable[Lesson]) -> Questions:
        """Return the same questions with what officers taught beside what comes with us."""
        lessons = tuple(lessons)
        written = {
            one.teaches: Written(one.written, day_in_jakarta(one.decided_at or one.proposed_at))
            for one in lessons
            if one.written is not None
        }
        return replace(
            self,
            approved=taught(self.approved, lessons, self.reader),
            answers=replace(self.answers, written=written),
        )

    def with_lesson(self, lesson: Lesson) -> Questions:
        """Return the same questions with one more phrasing, to try it."""
        return self.with_approved(taught(self.approved, (lesson,), self.reader))

    def with_approved(self, approved: Approved) -> Questions:
        """Return the same questions with other phrasings that are answered at once."""
        return replace(self, approved=approved)


@cache
def load_questions() -> Questions:
    """Read what comes with the package, once."""
    reader = Reader(meanings(_lines("words.yaml")))
    core = CoreRanker(reader, read_table("intents"), read_table("sectors"))
    approved = approved_phrasings(_lines("approved.yaml"), reader)
    since = variants(load_texts().by_language[Language.ID])
    return Questions(reader, core, core, approved, Answers(policies.load(), since))


def policy_version(on: date) -> str | None:
    """Return the rules in force on a day in Jakarta, or None if there are none."""
    policy = policies.load().on(on)
    return policy.id if policy else None


def _lines(name: str) -> Mapping[str, str]:
    data: dict[str, str] = yaml.load((HOME / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return data
