"""The registration as a whole: from the first language button to the review."""

from __future__ import annotations

from flows.dialogue import Exit, Flow
from flows.registration.company import company_questions
from flows.registration.keys import ROSTER
from flows.registration.papers import paper_questions
from flows.registration.people import people_questions, reviewed_sums
from flows.registration.sector import evidence_questions, reviewed_sector, sector_questions
from flows.registration.who import first_questions
from flows.situation import Situation

VERSION = 1


def registration(situation: Situation) -> Flow:
    """Build the registration for the rules of the day."""
    policy = situation.policy
    if policy is None:
        ended = Exit("no_policy", lambda _: True, lambda _: {"day": situation.on}, ("menu",))
        return Flow("registration", "r", VERSION, "", (ended,))
    return Flow(
        name="registration",
        code="r",
        version=VERSION,
        policy=policy.id,
        items=(
            *first_questions(situation),
            *sector_questions(situation, policy),
            *evidence_questions(situation),
            *company_questions(situation),
            *people_questions(situation),
            *paper_questions(situation),
        ),
        summary=lambda answers, counts: {
            "found": reviewed_sector(situation, answers),
            "sums": reviewed_sums(situation, answers, counts.get(ROSTER.name, {})),
        },
        anew="registration.another",
        onward=("status", "menu"),
    )
