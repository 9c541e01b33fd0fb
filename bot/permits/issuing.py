"""The issuer: signs the permits of an approved application, and nothing else.

It takes a reference, never a permit: whatever a permit says is derived anew from the rows that
were approved. Thousands are signed in pieces, one transaction each; who still waits is read from
the permits that are there, so an issuer killed at any instruction, or two at once, leave nobody
out and give nobody two. The application is issued with its last piece, not before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flows.rules.applications import Application, ApplicationStatus, RowDecision, issue
from flows.rules.control_code import write_control_code
from flows.rules.issuing import Grant, facts_of, grant
from flows.rules.notices import Notice
from flows.rules.permits import Permit
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta
from storage.audit import Act
from storage.database import Database
from storage.errors import Stale
from storage.rosters import Listed
from storage.signing import Signer, nik_check
from storage.unit import Unit

ISSUER: Final = "issuer"  # who acts, in the steps and in the audit
PIECE: Final = 250  # permits a transaction: others wait a tenth of a second for it
MOST_WAITING: Final = 1_000


@dataclass(frozen=True, slots=True)
class Issued:
    """What stands of an application whose permits are signed."""

    reference: str
    permits: int
    refused: int


class Issuer:
    """Signs what was decided. ``host`` is the one in the codes, ``clock`` tells aware UTC."""

    def __init__(
        self,
        database: Database,
        signer: Signer,
        policies: Policies,
        clock: Callable[[], datetime],
        host: str,
        *,
        piece: int = PIECE,
    ) -> None:
        self._database = database
        self._signer = signer
        self._policies = policies
        self._clock = clock
        self._host = host
        self._size = piece

    async def issue(self, reference: str) -> Issued:
        """Sign every approved permit of an application that has none yet, and close it.

        Issuing again changes nothing and returns what stands.

        Raises:
            NotKept: there is no such application.
            NotIssuable: its decision does not allow it; the subclass says why.
            NoSigningKey: no key speaks for the days of its permits.
            Unavailable: the database does not answer; what was signed so far stands.
        """
        while True:
            with suppress(Stale):  # somebody moved it: read it again
                if issued := await self._issue_piece(reference):
                    return issued

    async def waiting(self) -> list[str]:
        """Return the references of approved applications, the one due first on top."""
        async with self._database.reading() as unit:
            decided = await unit.applications.queue(
                statuses=[ApplicationStatus.DECIDED], limit=MOST_WAITING
            )
        return [application.reference for application in decided]

    async def _issue_piece(self, reference: str) -> Issued | None:
        now = self._clock()
        async with self._database.unit() as unit:
            application = await unit.applications.get(reference)
            if application.status is ApplicationStatus.ISSUED:
                return await _standing(unit, reference)
            # A new version before anything is read: no other issuer and no officer comes between.
            held = await unit.applications.move(application, application, by=ISSUER, at=now)
            rows = await unit.rosters.decisions(reference)
            granted = grant(held, self._policies, rows=rows, on=day_in_jakarta(now))
            piece = await unit.rosters.awaiting(reference, limit=self._size)
            await self._sign(unit, granted, piece, now)
            if len(piece) == self._size:
                return None
            return await _close(unit, held, now)

    async def _sign(self, unit: Unit, granted: Grant, piece: list[Listed], now: datetime) -> None:
        if not piece:
            return
        serials = await unit.permits.take_serials(len(piece))
        drawn = zip(serials, piece, strict=True)
        permits = await asyncio.to_thread(self._sign_all, granted, drawn, now)
        await unit.permits.keep(permits)
        told: dict[str, str | int] = {"first": serials[0], "last": serials[-1]}
        told["policy"] = granted.policy.id
        unit.audit.record(Act(now, ISSUER, "signed", granted.application.reference, told))

    def _sign_all(
        self, granted: Grant, drawn: Iterable[tuple[int, Listed]], now: datetime
    ) -> list[Permit]:
        return [self._permit(granted, serial, listed, now) for serial, listed in drawn]

    def _permit(self, granted: Grant, serial: int, listed: Listed, now: datetime) -> Permit:
        employee, application = listed.employee, granted.application
        check = nik_check(serial, employee.nik)
        facts = facts_of(granted, employee, serial=serial, nik_check=check, host=self._host)
        return Permit(
            serial=serial,
            control_code=write_control_code(serial),
            application=application.reference,
            holder=employee.name,
            nik=employee.nik,
            company=application.company,
            sector=application.sector,
            valid_from=facts.valid_from,
            valid_until=facts.valid_until,
            token=self._signer.sign(facts).text(self._host),
            issued_at=now,
            policy_version=granted.policy.id,
            area=facts.area,
        )


async def _close(unit: Unit, held: Application, now: datetime) -> Issued:
    """Move the application to issued, and owe its representative the news."""
    moved = await unit.applications.move(held, issue(held), by=ISSUER, at=now)
    issued = await _standing(unit, held.reference)
    told = {"permits": issued.permits, "refused": issued.refused}
    unit.audit.record(Act(now, ISSUER, "issued", held.reference, told))
    await unit.outbox.promise(
        Notice(
            once=f"{held.reference}.issued.{moved.version}",
            chat=held.chat,
            key="notice.issued",
            due=now,
            args={"reference": held.reference, **told},
            kind="issued",
        )
    )
    return issued


async def _standing(unit: Unit, reference: str) -> Issued:
    rows = await unit.rosters.decisions(reference)
    permits = await unit.permits.count(reference)
    return Issued(reference, permits, rows.get(RowDecision.REFUSED, 0))
