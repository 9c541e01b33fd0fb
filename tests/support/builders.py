"""Things to test with, named as people name them. Every number is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from flows.rules.applications import Application
from flows.rules.caps import WorkUnit
from flows.rules.companies import Company, Workplace
from flows.rules.notices import Notice
from flows.rules.permits import Permit
from flows.rules.roster import Employee

if TYPE_CHECKING:  # what is pure is tested without reading storage
    from storage.unit import Unit

NOON = datetime(2021, 7, 10, 5, 0, tzinfo=UTC)  # noon in Jakarta
TODAY = date(2021, 7, 10)
NIB = "9120001234567"
WORKPLACE = "w-1"
CHAT = 700_000_001


def a_nik(number: int) -> str:
    """Return a NIK of valid form that nobody holds."""
    return f"317101{10 + number % 18:02d}{1 + number % 12:02d}{70 + number % 30:02d}{1 + number % 9999:04d}"


def an_employee(number: int = 1, unit: WorkUnit = WorkUnit.OFFICE) -> Employee:
    return Employee(f"Ani Wati {number}", a_nik(number), unit, home="Bekasi", job="Teller")


def employees(count: int) -> list[Employee]:
    return [
        Employee(f"Ani Wati {n}", f"317101100170{n:04d}", WorkUnit.OFFICE, "Bekasi", "Teller")
        for n in range(1, count + 1)
    ]


def a_company(nib: str = NIB) -> Company:
    return Company(nib, "PT Bank Contoh")


def a_workplace(name: str = WORKPLACE, nib: str = NIB) -> Workplace:
    return Workplace(name, nib, "Jl. Contoh 1", city="Jakarta Pusat", district="Gambir")


def an_application(reference: str = "a-1", **changes: object) -> Application:
    application = Application(
        reference=reference,
        chat=CHAT,
        nib=NIB,
        company="PT Bank Contoh",
        workplace=WORKPLACE,
        sector="banking",
        policy_version="v1",
        submitted_at=NOON,
        answers={"company": "PT Bank Contoh", "staff.office": 40},
        asked={"office": 10},
        outcome="eligible",
        complete_at=NOON,
        due_at=NOON + timedelta(hours=5),
    )
    return replace(application, **changes)


def a_permit(serial: int, **changes: object) -> Permit:
    permit = Permit(
        serial=serial,
        control_code=f"C{serial:07d}",
        application="a-1",
        holder=f"Ani Wati {serial}",
        nik=a_nik(serial),
        company="PT Bank Contoh",
        sector="banking",
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=10),
        token="HTTPS://CEK.EXAMPLE/V#" + "A1B2C3" * 33,
        issued_at=NOON,
        policy_version="v1",
        area=0,
    )
    return replace(permit, **changes)


def a_notice(once: str = "n-1", **changes: object) -> Notice:
    notice = Notice(once, CHAT, "status.decided", NOON, args={"reference": "a-1"})
    return replace(notice, **changes)


async def keep_company(unit: Unit, nib: str = NIB, *workplaces: str) -> None:
    """Keep a company with its workplaces, so that an application can stand on it."""
    await unit.companies.keep(a_company(nib))
    for name in workplaces or (WORKPLACE,):
        await unit.companies.keep_workplace(a_workplace(name, nib))


async def submitted(unit: Unit, reference: str = "a-1", **changes: object) -> Application:
    """Keep a company and an application of it."""
    await keep_company(unit)
    return await unit.applications.submit(an_application(reference, **changes))
