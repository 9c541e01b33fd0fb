"""A realistic morning at the office: twenty applications, from fresh to late. All made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.checking import Checking
from bot.judging import InHand, Judging
from bot.policies import load
from flows.rules.applications import (
    Application,
    RowDecision,
    Verdict,
    decide_by_rule,
    issue,
)
from flows.rules.caps import WorkUnit
from flows.rules.companies import Company, Workplace, workplace_id
from flows.rules.decision import Case, decide
from flows.rules.officers import Officer, Role
from flows.rules.places import REGENCIES
from flows.rules.promise import day_in_jakarta, due_at
from flows.rules.roster import Employee
from storage.database import Database
from storage.officers import hash_password
from storage.unit import Unit
from tests.support.builders import a_permit
from tests.support.scans import a_pdf, a_scan

FIRST = "Ani Budi Citra Dewi Eko Fitri Gilang Hana Indra Joko Kartika Lestari Made Nurul Oki Putri Rizky Sari Tono Umi Vina Wahyu Yusuf Zahra"
LAST = "Wati Santoso Lestari Pratama Hidayat Siregar Simanjuntak Putra Wijaya Kusuma Rahayu Nasution Saputra Anggraini Hutapea Setiawan Permata"
HOMES = (
    "Kota Bekasi",
    "Kota Depok",
    "Kota Tangerang",
    "Jakarta Timur",
    "Kab. Bogor",
    "Jakarta Barat",
)
JOBS = {
    WorkUnit.SERVICE: ("Teller", "Layanan nasabah", "Kasir", "Resepsionis"),
    WorkUnit.PRODUCTION: ("Operator mesin", "Teknisi", "Mandor", "Juru las"),
    WorkUnit.OFFICE: ("Staf keuangan", "Administrasi", "Manajer SDM", "Satpam"),
}
PASSWORD = "kata-sandi-uji"
SITI = Officer("siti", frozenset({Role.VERIFIER}))
BUDI = Officer("budi", frozenset({Role.VERIFIER}))
RINA = Officer("rina", frozenset({Role.SUPERVISOR}))
AGUS = Officer("agus", frozenset({Role.AUDITOR}))
POLICIES = load()


@dataclass(frozen=True)
class Asking:
    """A company and what it asks for."""

    company: str
    kbli: str
    staff: Mapping[WorkUnit, int]
    asked: Mapping[WorkUnit, int]
    hours: float = 1.0  # since its data were complete
    district: str = "317406"
    address: str = "Jl. Jend. Sudirman Kav. 52"
    papers: tuple[str, ...] = ("letter", "nib_document")
    changes: Mapping[str, object] = field(default_factory=dict)


S, P, O = WorkUnit.SERVICE, WorkUnit.PRODUCTION, WorkUnit.OFFICE  # noqa: E741
QUEUE = (
    Asking("PT Bank Contoh Nusantara", "64121", {S: 120, O: 40}, {S: 24, O: 6}, 3.2),
    Asking("PT Asuransi Maju Bersama", "65111", {S: 100, O: 40}, {S: 38, O: 10}, 4.2),
    Asking("RS Sehat Sentosa", "86103", {S: 60, O: 12}, {S: 14}, 4.45),
    Asking("PT Logistik Lintas Kota", "52101", {S: 90, O: 20}, {S: 45, O: 3}, 18.0),
    Asking(
        "PT Garmen Ekspor Jaya", "14111", {P: 200, O: 30}, {P: 32, O: 2}, 3.4, papers=("letter",)
    ),
    Asking(
        "PT Bangun Jalan Raya", "42101", {P: 80, O: 16}, {P: 20, O: 2}, 2.0, papers=("letter",)
    ),
    Asking("PT Roti Manis Sejahtera", "10710", {P: 40, O: 8}, {P: 12}, 2.6),
    Asking("PT Data Awan Indonesia", "63112", {P: 30, S: 10, O: 20}, {P: 12, S: 4, O: 9}, 1.1),
    Asking("PT Siar Kabar Ibu Kota", "60102", {P: 44, O: 20}, {P: 18, O: 6}, 0.6),
    Asking("PT Listrik Terang", "35111", {P: 70, O: 20}, {P: 33, O: 5}, 0.2),
    Asking("Hotel Taman Melati", "55110", {S: 50, O: 10}, {S: 20, O: 3}, 1.7),
    Asking("PT Apotek Rakyat", "47721", {S: 36, O: 6}, {S: 15, O: 1}, 2.1),
)
MORE = (
    Asking("PT Semen Kokoh", "23941", {P: 60, O: 12}, {P: 22}, 3.0),
    Asking("PT Air Bersih Jakarta", "36001", {P: 55, O: 12}, {P: 21, O: 2}, 1.4),
    Asking("PT Konsultan Piranti Lunak", "62019", {O: 60}, {O: 12}, 2.2),
    Asking("PT Susu Segar Makmur", "10510", {P: 48, O: 9}, {P: 16, O: 2}, 1.9),
    Asking("CV Katering Dapur Umum", "56210", {P: 30, O: 4}, {P: 9, O: 1}, 2.8),
    Asking("PT Pelabuhan Samudra", "52221", {S: 75, O: 25}, {S: 25, O: 6}, 4.0),
    Asking("PT Oksigen Medika", "20111", {P: 34, O: 8}, {P: 12, O: 2}, 3.1),
    Asking("PT Dana Pensiun Abadi", "65301", {S: 22, O: 18}, {S: 8, O: 4}, 2.5),
)


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


async def seed_officers(database: Database) -> None:
    hashed = await hash_password(PASSWORD)
    async with database.unit() as unit:
        for officer in (SITI, BUDI, RINA, AGUS):
            await unit.officers.add(officer, hashed)


async def seed_queue(database: Database, now: datetime) -> None:
    """Keep twenty applications as they may stand at this moment: every colour, every view."""
    for number, asking in enumerate((*QUEUE, *MORE), start=1):
        async with database.unit() as unit:
            await hand_in(unit, number, asking, now=now)
    await _work(database, now)


async def _work(database: Database, now: datetime) -> None:
    """Let two officers have worked: on desks, proposed, returned, decided."""
    clock = SetClock(now - timedelta(minutes=40))
    judging = Judging(database, POLICIES, clock, on_decided=lambda _: None)

    async def take(officer: Officer, number: int) -> InHand:
        taken = await judging.claim(officer, reference(number))
        return InHand(officer, taken.reference, taken.version)

    await judging.send_back(await take(BUDI, 13), "R05", note="Mohon kirim surat tugas lengkap.")
    await judging.refuse(await take(BUDI, 14), "R09")
    await judging.approve(await take(BUDI, 15))
    hand = await take(SITI, 16)
    await judging.refuse_rows(hand, [2, 5], "R08")
    await judging.approve(replace(hand, version=hand.version + 1))
    await judging.refuse(await take(SITI, 17), "R02")
    clock.move(minutes=36)
    await take(BUDI, 18)
    hand = await take(SITI, 19)
    await judging.refuse_rows(hand, [3], "R03")
    await judging.approve(await take(SITI, 20))


def reference(number: int) -> str:
    return f"A2107-{number:04d}"


async def hand_in(
    unit: Unit, number: int, asking: Asking, *, now: datetime, people: list[Employee] | None = None
) -> Application:
    """Keep an application with its company, papers and employees, checked as the desk does."""
    application = an_asking(number, asking, now=now)
    await unit.companies.keep(Company(application.nib, application.company))
    regency = REGENCIES[asking.district[:4]]
    district = next(one for one in regency.districts if one.code == asking.district)
    place = Workplace(
        application.workplace,
        application.nib,
        asking.address,
        city=regency.name,
        district=district.name,
    )
    await unit.companies.keep_workplace(place)
    answers = dict(application.answers)
    for name in asking.papers:
        content, kind = (
            (a_pdf(), "application/pdf") if name != "letter" else (a_scan(), "image/png")
        )
        kept = await unit.files.put(
            application.reference, content, media_type=kind, at=application.submitted_at
        )
        answers[name] = kept.sha256
    await unit.rosters.keep(application.reference, people or people_of(asking, number))
    application = replace(application, answers=answers)
    checked = await Checking(POLICIES).check(unit, application, at=now)
    checked_one = replace(application, risks=checked.risks, four_eyes=checked.four_eyes)
    return await unit.applications.submit(replace(checked_one, **asking.changes))


def an_asking(number: int, asking: Asking, *, now: datetime) -> Application:
    complete_at = now - timedelta(hours=asking.hours)
    day = day_in_jakarta(complete_at)
    decision = decide(POLICIES, Case(day, kbli=asking.kbli, staff=asking.staff))
    nib = f"91200{number:08d}"
    answers: dict[str, str | int] = {
        "activity": asking.kbli,
        "nib": nib,
        "company": asking.company,
        "regency": asking.district[:4],
        "district": asking.district,
        "address": asking.address,
        "representative": "Sri Handayani",
        "position": "Manajer SDM",
        "phone": "+6281200000000",
        "declaration": "agree",
        **{f"staff_{unit}": asking.staff.get(unit, 0) for unit in WorkUnit},
    }
    return Application(
        reference=reference(number),
        chat=700_000_000 + number,
        nib=nib,
        company=asking.company,
        workplace=workplace_id(nib, asking.district, asking.address),
        sector=decision.sector,
        policy_version=decision.version,
        submitted_at=complete_at,
        answers=answers,
        asked={unit.value: count for unit, count in asking.asked.items()},
        outcome=decision.outcome.value,
        complete_at=complete_at,
        due_at=due_at(complete_at, POLICIES.procedure),
    )


def people_of(asking: Asking, seed: int) -> list[Employee]:
    units = [unit for unit, count in asking.asked.items() for _ in range(count)]
    return [a_person(seed * 97 + place, unit) for place, unit in enumerate(units)]


def a_person(number: int, unit: WorkUnit = WorkUnit.OFFICE) -> Employee:
    """Return somebody with a name, and a NIK of valid form that nobody holds."""
    first, last = FIRST.split(), LAST.split()
    name = f"{first[number % len(first)]} {last[number // 3 % len(last)]}"
    born = f"{1 + number % 28:02d}{1 + number // 28 % 12:02d}{70 + number // 7 % 30:02d}"
    nik = f"3{171 + number % 5}{1 + number % 6:02d}{born}{1 + number % 9999:04d}"
    return Employee(name, nik, unit, HOMES[number % len(HOMES)], JOBS[unit][number % 4])


async def issued(unit: Unit, application: Application, *, now: datetime, refused: int = 0) -> None:
    """Let an application have got its permits, but for the last employees of its list."""
    here = application.reference
    positions = await unit.rosters.positions(here)
    if last := positions[len(positions) - refused :]:
        await unit.rosters.decide(here, RowDecision.REFUSED, positions=last, reason="R08")
    await unit.rosters.decide(here, RowDecision.APPROVED)
    decided = decide_by_rule(application, Verdict.APPROVE, now=now)
    moved = await unit.applications.move(application, decided, by="rules", at=now)
    rows = await unit.rosters.awaiting(here, limit=len(positions))
    serials = await unit.permits.take_serials(len(rows))
    day = day_in_jakarta(now)
    await unit.permits.keep(
        [
            a_permit(
                serial,
                application=here,
                nik=row.employee.nik,
                valid_from=day,
                valid_until=day + timedelta(days=10),
            )
            for serial, row in zip(serials, rows, strict=True)
        ]
    )
    await unit.applications.move(moved, issue(moved), by="issuer", at=now)


async def hand_in_more(
    unit: Unit, number: int, asking: Asking, *, after: Application, now: datetime
) -> Application:
    """Keep another application of a workplace; its people are others."""
    fresh = replace(an_asking(number, asking, now=now), nib=after.nib, workplace=after.workplace)
    await unit.rosters.keep(fresh.reference, people_of(asking, number))
    answers = fresh.answers | {name: str(after.answers[name]) for name in asking.papers}
    fresh = replace(fresh, answers=answers)
    checked = await Checking(POLICIES).check(unit, fresh, at=now)
    judged = replace(fresh, risks=checked.risks, four_eyes=checked.four_eyes)
    return await unit.applications.submit(replace(judged, **asking.changes))
