"""An application that was handed in, and an officer who has taken it."""

from collections.abc import Sequence

from flows.rules.applications import Application
from flows.rules.roster import Employee
from tests.bot.office.front import Front, Person
from tests.support.builders import NOON
from tests.support.office_queue import (
    QUEUE,
    Asking,
    hand_in,
    reference,
)

BANK, EXPORT = QUEUE[0], QUEUE[4]
HERE = f"/applications/{reference(1)}"


async def handed_in(
    front: Front, asking: Asking = BANK, people: Sequence[Employee] | None = None
) -> Application:
    async with front.house.database.unit() as unit:
        return await hand_in(unit, 1, asking, now=NOON, people=people and list(people))


async def taken(front: Front, asking: Asking = BANK, people=None) -> Person:
    await handed_in(front, asking, people)
    siti = await front.person()
    await siti.post(f"{HERE}/claim")
    return await siti.follow()
