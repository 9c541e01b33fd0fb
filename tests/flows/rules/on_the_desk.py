"""An application as it was handed in, on an officer's desk, and proposed to a second one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flows.rules.applications import (
    Application,
    ApplicationStatus,
    Verdict,
    claim,
    propose,
)

STATUS = ApplicationStatus
NOON = datetime(2021, 7, 10, 5, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
SITI, RINA = "siti", "rina"
HANDED_IN = Application(
    reference="a-1",
    chat=700_000_001,
    nib="9120001234567",
    company="PT Bank Contoh",
    workplace="w-1",
    sector="ess_finance",
    policy_version="v1",
    submitted_at=NOON,
    answers={"company": "PT Bank Contoh"},
    asked={"office": 10, "service": 4},
    complete_at=NOON,
    due_at=NOON + timedelta(hours=5),
)
ON_THE_DESK = claim(HANDED_IN, SITI, now=NOON)
WITH_FOUR_EYES = replace(ON_THE_DESK, four_eyes=True)
REFUSAL = {"reason": "not_in_sector", "note": "rows 3 to 9"}
PROPOSED = propose(WITH_FOUR_EYES, Verdict.REFUSE, officer=SITI, now=LATER, **REFUSAL)


def standing(status, **changes):
    """Return an application on Siti's desk, whatever its status."""
    return replace(ON_THE_DESK, status=status, **changes)


def changed(before, after):
    """Return what is different of an application, by name."""
    names = Application.__dataclass_fields__
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in names}
    return {name: now for name, (then, now) in pairs.items() if then != now}
