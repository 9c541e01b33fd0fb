"""The made-up town of the demo: officers whom everybody may be, and companies that came before.

Everybody here is invented, and so is every number. Nobody of these companies has a chat: what is
owed to them stays unsent, like a letter to a house that is not there.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.checking import Checking
from bot.office.house import DemoOfficer
from bot.permits.fonts import Weight
from flows.registration.keys import LETTER
from flows.rules.applications import Application
from flows.rules.caps import WorkUnit
from flows.rules.companies import Company, Workplace, workplace_id
from flows.rules.decision import Case, decide
from flows.rules.officers import Officer, Role
from flows.rules.places import REGENCIES, districts_of
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta, due_at
from flows.rules.roster import Employee
from storage.database import Database
from storage.officers import hash_password
from storage.unit import Unit

ADDRESS: Final = "Jl. Contoh Raya 8"
FIRST_CHAT: Final = 900_000_000
NAMES: Final = "Ani Budi Citra Dewi Eko Fitri Gilang Hana Indra Kartika Lestari Made Nurul Putri"
FAMILIES: Final = "Wati Santoso Lestari Pratama Hidayat Siregar Putra Wijaya Rahayu Saputra"
HOMES: Final = ("Kota Bekasi", "Kota Depok", "Kab. Bogor", "Jakarta Timur", "Kota Tangerang")
JOBS: Final = {
    WorkUnit.SERVICE: "Pelayanan pelanggan",
    WorkUnit.PRODUCTION: "Operator",
    WorkUnit.OFFICE: "Administrasi",
}
S, P, O = WorkUnit.SERVICE, WorkUnit.PRODUCTION, WorkUnit.OFFICE  # noqa: E741
LETTER_SIZE: Final = (720, 1018)  # dots


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A company, what it does (KBLI), its staff, whom it asks for, and how long it has waited."""

    name: str
    kbli: str
    staff: Mapping[WorkUnit, int]
    asked: Mapping[WorkUnit, int]
    waited: timedelta
    district: str


HOURS: Final = timedelta(hours=1)
NEIGHBOURS: Final = (
    Neighbour("PT Semen Kokoh Contoh", "23941", {P: 60, O: 12}, {P: 22}, 13 * HOURS, "317206"),
    Neighbour("RS Sehat Contoh", "86103", {S: 60, O: 12}, {S: 14}, 12 * HOURS, "317407"),
    Neighbour(
        "PT Roti Manis Contoh", "10710", {P: 40, O: 8}, {P: 12, O: 2}, 1.3 * HOURS, "317303"
    ),
    Neighbour(
        "PT Bangun Jalan Contoh", "42101", {P: 80, O: 16}, {P: 20, O: 2}, 0.9 * HOURS, "317505"
    ),
    Neighbour(
        "PT Bank Contoh Nusantara", "64121", {S: 120, O: 40}, {S: 24, O: 6}, 0.5 * HOURS, "317107"
    ),
)


def made_up_officers() -> tuple[DemoOfficer, ...]:
    """Return the officers of a demo, each with a password of this moment."""
    roles = {
        "rina": {Role.VERIFIER},
        "agus": {Role.VERIFIER},
        "ratna": {Role.SUPERVISOR, Role.AUDITOR},
    }
    return tuple(
        DemoOfficer(name, secrets.token_urlsafe(12), frozenset(some))
        for name, some in roles.items()
    )


async def settle(
    database: Database, policies: Policies, officers: tuple[DemoOfficer, ...], now: datetime
) -> None:
    """Let the officers in, and let the neighbours have handed in, once for each store."""
    await _let_in(database, officers)
    async with database.reading() as unit:
        is_settled = await unit.applications.of_chat(FIRST_CHAT)
    for number, neighbour in enumerate(() if is_settled else NEIGHBOURS):
        async with database.unit() as unit:
            await _hand_in(unit, policies, neighbour, number, now)


async def _let_in(database: Database, officers: tuple[DemoOfficer, ...]) -> None:
    async with database.reading() as unit:
        known = {officer.name for officer in await unit.officers.all()}
    for one in officers:
        hashed = await hash_password(one.password)
        async with database.unit() as unit:
            if one.name in known:
                await unit.officers.set_password(one.name, hashed)
            else:
                await unit.officers.add(Officer(one.name, one.roles), hashed)


async def _hand_in(
    unit: Unit, policies: Policies, neighbour: Neighbour, number: int, now: datetime
) -> None:
    application = _application(policies, neighbour, number, now - neighbour.waited)
    application = replace(application, reference=await unit.references.next())
    regency = REGENCIES[neighbour.district[:4]]
    districts = {one.code: one.name for one in districts_of(regency.code)}
    place = Workplace(
        application.workplace,
        application.nib,
        "Jl. Contoh Raya 8",
        city=regency.name,
        district=districts[neighbour.district],
    )
    await unit.companies.keep(Company(application.nib, application.company))
    await unit.companies.keep_workplace(place)
    letter = await unit.files.put(
        application.reference,
        _letter(neighbour),
        media_type="image/png",
        at=application.submitted_at,
    )
    await unit.rosters.keep(application.reference, _people(neighbour, number))
    answers = {**application.answers, LETTER.name: letter.sha256}
    application = replace(application, answers=answers)
    checked = await Checking(policies).check(unit, application, at=now)
    await unit.applications.submit(
        replace(application, risks=checked.risks, four_eyes=checked.four_eyes)
    )


def _application(
    policies: Policies, neighbour: Neighbour, number: int, at: datetime
) -> Application:
    day = day_in_jakarta(at)
    decision = decide(policies, Case(day, kbli=neighbour.kbli, staff=neighbour.staff))
    nib = f"91200{number + 31:08d}"
    answers: dict[str, str | int] = {
        "activity": neighbour.kbli,
        "nib": nib,
        "company": neighbour.name,
        "regency": neighbour.district[:4],
        "district": neighbour.district,
        "address": ADDRESS,
        "representative": "Sri Handayani",
        "position": "Manajer SDM",
        "phone": "+6281200000000",
        "declaration": "agree",
        **{f"staff_{unit}": neighbour.staff.get(unit, 0) for unit in WorkUnit},
    }
    return Application(
        reference="",
        chat=FIRST_CHAT + number,
        nib=nib,
        company=neighbour.name,
        workplace=workplace_id(nib, neighbour.district, ADDRESS),
        sector=decision.sector,
        policy_version=decision.version,
        submitted_at=at,
        answers=answers,
        asked={unit.value: count for unit, count in neighbour.asked.items()},
        outcome=decision.outcome.value,
        complete_at=at,
        due_at=due_at(at, policies.procedure),
    )


def _people(neighbour: Neighbour, number: int) -> list[Employee]:
    units = [unit for unit, count in neighbour.asked.items() for _ in range(count)]
    return [_person(number * 61 + place, unit) for place, unit in enumerate(units, start=1)]


def _person(number: int, unit: WorkUnit) -> Employee:
    names, families = NAMES.split(), FAMILIES.split()
    name = f"{names[number % len(names)]} {families[number // 3 % len(families)]}"
    born = f"{1 + number % 28:02d}{1 + number // 28 % 12:02d}{70 + number * 7 % 30:02d}"
    nik = f"3{171 + number % 5}{1 + number % 6:02d}{born}{1 + number % 9999:04d}"
    return Employee(name, nik, unit, HOMES[number % len(HOMES)], JOBS[unit])


def _letter(neighbour: Neighbour) -> bytes:
    """Draw an assignment letter as somebody photographed it."""
    from PIL import Image, ImageDraw, ImageFont

    sheet = Image.new("L", LETTER_SIZE, 250)
    pen = ImageDraw.Draw(sheet)
    heads = (("SURAT TUGAS (CONTOH)", 30), (neighbour.name, 22))
    for place, (words, size) in enumerate(heads):
        pen.text((60, 60 + 46 * place), words, 40, ImageFont.truetype(Weight.STRONG.path, size))
    for line in range(18):
        width = 600 - 45 * (line % 5)
        pen.line((60, 200 + 36 * line, 60 + width, 200 + 36 * line), fill=170, width=6)
    pen.ellipse((500, 860, 620, 980), outline=110, width=6)
    written = io.BytesIO()
    sheet.save(written, "PNG")
    return written.getvalue()
