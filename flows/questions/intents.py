"""The questions the assistant knows: their topics, and which may be answered at once.

A question whose answer touches anybody's eligibility is never answered from text alone: the
text only chooses a button, and the tap decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "who": ("who_must", "gov_employee", "bumn", "health_worker", "ojol", "outsourcing"),
    "alone": ("freelancer", "domestic_worker", "individual_apply"),
    "sector": ("elig_sector", "sector_list", "sector_which", "wfo_quota"),
    "urgent": ("urgent_sick", "urgent_funeral", "pregnant", "docs_individual"),
    "apply": (
        *("how_register_company", "docs_company", "no_nib", "vaccine_req", "manage_employees"),
        *("price", "service_hours"),
    ),
    "waiting": ("sla", "status_check", "rejected", "correction", "site_down"),
    "permit": ("what_is", "validity", "qr_check", "lost_download", "sanction_fake"),
    "road": ("outside_area", "transit", "checkpoint"),
    "report": ("report_company", "report_privacy", "report_status", "sanction_company"),
    "us": ("contact", "data_privacy", "greeting"),
}
INTENTS: Final = tuple(intent for intents in TOPICS.values() for intent in intents)
BY_SECTOR: Final = frozenset({"elig_sector", "wfo_quota"})  # their answer depends on the sector
ASSERTED: Final = frozenset(
    {
        *("what_is", "price", "service_hours", "sla", "validity", "qr_check", "lost_download"),
        *("status_check", "report_status", "report_privacy", "data_privacy", "site_down"),
        *("sanction_company", "sanction_fake", "contact", "greeting"),
    }
)  # facts about the service itself; no answer says who may come to work


class Outside(StrEnum):
    """Kinds of talk that are none of the questions, as the ranker names them."""

    OUT_OF_SCOPE = "out_of_scope"
    NO_RULE = "no_rule"
    OWN_TREATMENT = "own_treatment"  # a patient, or a vaccination: the tree knows what holds
    ABUSIVE = "abusive"


OUTSIDE: Final = frozenset(kind.value for kind in Outside)


def topic_of(intent: str) -> str:
    """Return the topic a question stands under."""
    return next(topic for topic, intents in TOPICS.items() if intent in intents)
