"""Every conversation there is, and how each is built for a person's situation.

What needs no session is no conversation: the menu and the tree of eligibility are pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from flows.dialogue import Flow
from flows.registration.conversation import registration
from flows.registration.employee import employee
from flows.reporting import FOLLOW_UP, REPORT, START
from flows.rules.caps import WorkUnit
from flows.rules.policy import Policies
from flows.situation import Handed, Situation
from flows.status.conversation import status

FLOWS: Final[Mapping[str, Callable[[Situation], Flow]]] = {
    "registration": registration,
    "employee": employee,
    "status": status,
}
CODES: Final = {
    "r": "registration",
    "w": "employee",
    "t": "status",
}
MANY: Final = 1_000_000
"""More permits than any cap allows a workplace, so that none is left."""


def every_flow(policies: Policies) -> tuple[Flow, ...]:
    """Build each conversation for situations that differ, for checks and diagrams."""
    last = policies.versions[-1].effective_to
    handed = tuple(
        Handed(f"A000000{number}", "PT Contoh", state, permits=number)
        for number, state in enumerate(("submitted", "issued"))
    )
    usual = Situation(policies.versions[1].permits_from, policies)
    again = Situation(
        policies.versions[0].permits_from, policies, language_chosen=True, applications=handed
    )
    full = replace(again, standing=dict.fromkeys(WorkUnit, MANY))
    listed = replace(usual, noted={"3171015708950001": "Budi"}, permitted={"3171015708950001"})
    begun = replace(again, applications=(), draft=3)
    return (
        registration(usual),
        registration(again),
        registration(full),
        registration(Situation(last + timedelta(days=1), policies)),
        employee(usual),
        employee(listed),
        status(usual),
        status(again),
        status(begun),
        status(replace(begun, applications=handed)),
        START,
        REPORT,
        FOLLOW_UP,
    )
