"""Questions in people's own words: reads what was learnt once, then answers any of them.

``ask`` decides what becomes of a text, ``tell`` says the answer of a question. Neither keeps
anything, and neither says who may come to work because of a text: a tap does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from bot import policies
from bot.learnt import read_table
from flows.language import Language
from flows.questions.approved import Approved, approved_phrasings
from flows.questions.asking import WHOLE_CLOSED_LIST, Asked, asked, why_unread
from flows.questions.normal import Reader, meanings
from flows.questions.ranker import CoreRanker, Ranker

HOME = files("flows") / "questions"


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that is needed to make something of a question."""

    reader: Reader
    core: CoreRanker
    ranker: Ranker
    approved: Approved

    def ask(self, text: str, *, language: Language = Language.ID, misses: int = 0) -> Asked:
        """Say what becomes of a text; ``misses``: times in a row not understood before."""
        words = self.reader.words(text)
        return asked(
            self.ranker.rank(text, language, WHOLE_CLOSED_LIST),
            approved=self.approved.find(words),
            unread=why_unread(words, self.core.intents),
            misses=misses,
        )

    def with_ranker(self, ranker: Ranker) -> Questions:
        """Return the same questions ranked by something else."""
        return Questions(self.reader, self.core, ranker, self.approved)


@cache
def load_questions() -> Questions:
    """Read what comes with the package, once."""
    reader = Reader(meanings(_lines("words.yaml")))
    core = CoreRanker(reader, read_table("intents"), read_table("sectors"))
    return Questions(reader, core, core, approved_phrasings(_lines("approved.yaml"), reader))


def policy_version(on: date) -> str | None:
    """Return the rules in force on a day in Jakarta, or None if there are none."""
    policy = policies.load().on(on)
    return policy.id if policy else None


def _lines(name: str) -> Mapping[str, str]:
    data: dict[str, str] = yaml.load((HOME / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return data
