"""What becomes of a question: an answer, up to three buttons, or an honest "I do not know".

Nothing is asserted unless the text is, word for word, a phrasing that was approved for a fact
without effect on anybody's eligibility. Everything else is offered, never claimed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from flows.questions.intents import OUTSIDE
from flows.questions.ranker import Candidate
from flows.questions.weighing import Model

BUTTONS: Final = 3
WHOLE_CLOSED_LIST: Final = 64  # more than there are candidates
WORTH_A_BUTTON: Final = 0.01  # share below which a button was never the right one
NOT_OURS: Final = 0.65  # share outside our questions from which no button is worth showing
A_PATIENT: Final = 0.2  # share from which somebody's own treatment may be meant at all
TOO_VAGUE: Final = 0.02  # share below which the likeliest question is a blind guess
A_SENTENCE: Final = 3  # unknown words from which a text is a language rather than noise


class Reason(StrEnum):
    """Why there is no answer and no button."""

    OUT_OF_SCOPE = "out_of_scope"
    NO_RULE = "no_rule"
    OWN_TREATMENT = "own_treatment"
    AMBIGUOUS = "ambiguous"
    UNINTELLIGIBLE = "unintelligible"
    ABUSIVE = "abusive"
    OTHER_LANGUAGE = "other_language"


class Further(StrEnum):
    """What is offered besides: each miss leads one step nearer to a person."""

    NOTHING = "nothing"
    TOPICS = "topics"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Answer:
    """The text is an approved phrasing of this question, which may be answered at once."""

    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Suggest:
    """Up to three questions to tap, the likeliest first.

    ``trades``: of the sectors among them, those that the text named as somebody's work.
    """

    candidates: tuple[Candidate, ...]
    further: Further
    trades: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Abstain:
    """No question is likely enough to be shown."""

    reason: Reason
    further: Further

    @property
    def is_lost(self) -> bool:
        """Tell whether it was not even understood what the text is about."""
        return self.reason is not Reason.OWN_TREATMENT


Asked: TypeAlias = Answer | Suggest | Abstain


def asked(
    ranking: Sequence[Candidate], *, approved: str | None, unread: Reason | None, misses: int
) -> Asked:
    """Say what becomes of a question.

    ``ranking`` holds every candidate, ``approved`` the question this is an approved phrasing of,
    ``unread`` why the text could not be read at all, ``misses`` how often in a row this person
    was not understood before.
    """
    if approved is not None:
        return Answer(Candidate(approved, 1.0))
    outside = {one.intent: one.score for one in ranking if one.intent in OUTSIDE}
    inside = tuple(one for one in ranking if one.intent not in OUTSIDE)
    reason = unread or _reason(inside, outside)
    if reason is not None:
        return Abstain(reason, Further.TOPICS if misses <= 1 else Further.PERSON)
    likely = tuple(one for one in inside[:BUTTONS] if one.score >= WORTH_A_BUTTON)
    return Suggest(likely, _further(misses))


def why_unread(words: Sequence[str], *models: Model) -> Reason | None:
    """Tell whether no model ever met anything of a text: noise, or another language."""
    known = (model.knows("=" + word) for model in models for word in words if word.isascii())
    if any(known):
        return None
    letters = [word for word in words if not word.isdigit()]
    return Reason.OTHER_LANGUAGE if len(letters) >= A_SENTENCE else Reason.UNINTELLIGIBLE


def _reason(inside: tuple[Candidate, ...], outside: Mapping[str, float]) -> Reason | None:
    likeliest = max(outside, key=lambda name: outside[name], default="")
    if sum(outside.values()) >= NOT_OURS:
        return Reason(likeliest)
    best = inside[0].score if inside else 0.0
    # The tree has a page for it, so nobody is sent away: it need only be likelier than all else.
    treated = outside.get(Reason.OWN_TREATMENT, 0.0)
    if likeliest == Reason.OWN_TREATMENT and treated > best and treated >= A_PATIENT:
        return Reason.OWN_TREATMENT
    return None if best >= TOO_VAGUE else Reason.AMBIGUOUS


def _further(misses: int) -> Further:
    return (Further.NOTHING, Further.TOPICS, Further.PERSON)[min(misses, 2)]
