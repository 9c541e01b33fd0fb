"""Applications that were decided, and an issuer for them. Every number is made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from bot import policies
from bot.permits.face import Face, Stamp, face_of, labels_of
from bot.permits.issuing import PIECE, Issuer
from bot.wording import load_texts
from flows.rules.applications import Application, ApplicationStatus, RowDecision, Verdict
from flows.rules.areas import ALL_OF_DKI
from flows.rules.control_code import write_control_code
from flows.rules.permits import Permit
from flows.rules.token import PermitFacts
from storage.database import Database
from storage.keyring import KeyRing, PermitKey
from storage.signing import Signer, Verifier, nik_check
from tests.support.builders import NIB, NOON, TODAY, an_application, employees, keep_company

HOST = "cek.example.id"
VERSION = "ppkm-2021-07-09"
UNTIL = date(2021, 7, 20)
RING = KeyRing((PermitKey(1, date(2020, 1, 1), date(2030, 1, 1), bytes(range(32))),))
OTHER_RING = KeyRing((PermitKey(1, date(2020, 1, 1), date(2030, 1, 1), bytes(32)),))


def a_verifier(ring: KeyRing = RING) -> Verifier:
    return Verifier(ring.public)


def an_issuer(
    database: Database, *, clock: Callable[[], datetime] = lambda: NOON, piece: int = PIECE
) -> Issuer:
    return Issuer(database, Signer(RING), policies.load(), clock, HOST, piece=piece)


def a_decided_application(reference: str = "a-1", **changes: object) -> Application:
    decided = an_application(
        reference,
        workplace=f"w-{reference}",
        sector="ess_finance",
        policy_version=VERSION,
        status=ApplicationStatus.DECIDED,
        proposed=Verdict.APPROVE,
        maker="sari",
        decided_at=NOON,
    )
    return replace(decided, **changes)


async def decided(
    database: Database,
    reference: str = "a-1",
    *,
    count: int = 5,
    refused: int = 0,
    **changes: object,
) -> Application:
    """Keep a decided application with so many employees, the last of them refused."""
    async with database.unit() as unit:
        await keep_company(unit, NIB, f"w-{reference}")
        application = a_decided_application(reference, **changes)
        await unit.applications.submit(application)
        await unit.rosters.keep(reference, employees(count))
        turned_down = range(count - refused + 1, count + 1)
        await unit.rosters.decide(
            reference, RowDecision.REFUSED, positions=turned_down, reason="R03"
        )
        await unit.rosters.decide(reference, RowDecision.APPROVED)
    return application


def a_signed_permit(serial: int = 48_213, *, ring: KeyRing = RING, **changes: object) -> Permit:
    """Return a permit whose token says what stands on it."""
    permit = Permit(
        serial=serial,
        control_code=write_control_code(serial),
        application="a-1",
        holder="Siti Nurhaliza Putri",
        nik="3171015708950001",
        company="PT Bank Contoh Sejahtera",
        sector="ess_finance",
        valid_from=TODAY,
        valid_until=UNTIL,
        token="",
        issued_at=NOON,
        policy_version=VERSION,
        area=ALL_OF_DKI,
    )
    changed = replace(permit, **changes)
    facts = PermitFacts(
        serial,
        changed.holder,
        nik_check(serial, changed.nik),
        changed.company,
        "Keuangan",
        changed.valid_from,
        changed.valid_until,
        changed.area,
    )
    return replace(changed, token=Signer(ring).sign(facts).text(HOST))


def a_face(permit: Permit | None = None, *, stamp: Stamp | None = None) -> Face:
    texts = load_texts()
    return face_of(
        permit or a_signed_permit(),
        policies=policies.load(),
        texts=texts,
        labels=labels_of(texts, stamp),
    )
