"""Who may get a permit: the registration's own first questions, ending in a verdict."""

from __future__ import annotations

from flows.dialogue import Answers, Exit, Flow
from flows.registration.sector import comes_to, sector_questions, told_rule
from flows.registration.who import who_questions
from flows.rules.decision import Outcome
from flows.situation import Situation

VERSION = 1
VERDICTS = (Outcome.ELIGIBLE, Outcome.ELIGIBLE_WITH_EVIDENCE, Outcome.OFFICER_REVIEW)


def eligibility(situation: Situation) -> Flow:
    """Build the question for the rules of the day."""
    policy = situation.policy
    if policy is None:
        ended = Exit("no_policy", lambda _: True, lambda _: {"day": situation.on}, ("menu",))
        return Flow("eligibility", "e", VERSION, "", (ended,))
    return Flow(
        name="eligibility",
        code="e",
        version=VERSION,
        policy=policy.id,
        items=(
            *who_questions(),
            *sector_questions(situation, policy),
            *(_verdict(situation, outcome) for outcome in VERDICTS),
        ),
    )


def _verdict(situation: Situation, outcome: Outcome) -> Exit:
    def is_it(answers: Answers) -> bool:
        return comes_to(situation, answers, outcome)

    return Exit(
        outcome.value,
        is_it,
        lambda answers: told_rule(situation, answers),
        doors=("registration", "menu"),
    )
