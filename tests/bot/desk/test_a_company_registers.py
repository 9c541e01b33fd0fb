"""A company registers: from the first word to an application the officers see."""

import io
from datetime import timedelta

import openpyxl
import pytest

from bot.delivery import Tapped
from flows.rules.applications import (
    ApplicationStatus,
    RowDecision,
    Verdict,
    decide_by_rule,
    issue,
)
from flows.rules.caps import WorkUnit
from flows.rules.checks import Code
from storage.database import Database
from tests.support import office_queue
from tests.support.builders import a_nik
from tests.support.channel import (
    COMPANY,
    PDF,
    Office,
    Visitor,
    a_list,
    an_office,
    fills_in,
    hands_in,
)

CHAT = 700_000_001


@pytest.fixture
def office(sqlite: Database) -> Office:
    return an_office(sqlite)


async def test_what_is_handed_in_is_kept_with_everything_it_rests_on(database: Database):
    siti = an_office(database).visitor()
    reference = await hands_in(siti)
    assert "terkirim" in siti.told
    async with database.reading() as unit:
        application = await unit.applications.get(reference)
        assert application.status is ApplicationStatus.SUBMITTED
        assert (application.sector, application.policy_version) == (
            "ess_finance",
            "ppkm-2021-07-09",
        )
        assert application.asked == {"service": 3}
        assert application.due_at - application.complete_at == timedelta(hours=5)
        assert (await unit.companies.get(application.nib)).name == "PT Asuransi Contoh"
        assert await unit.companies.representatives(application.nib) == [CHAT]
        assert [row.employee.unit for row in await unit.rosters.rows(reference)] == [
            WorkUnit.SERVICE
        ] * 3
        assert [file.media_type for file in await unit.files.of(reference)] == ["application/pdf"]
        (owed,) = await unit.outbox.of_chat(CHAT)
        assert (owed.kind, owed.args["reference"]) == ("handed_in", reference)
        assert [line.act.act for line in await unit.audit.of(reference)] == ["handed_in"]


async def test_consent_is_recorded_the_moment_it_is_given(office: Office):
    siti = office.visitor()
    await fills_in(siti, until=">Wakil perusahaan")
    async with office.database.reading() as unit:
        (consent,) = await unit.consents.of(CHAT)
    assert (consent.purpose, consent.notice, consent.button) == (
        "registration",
        "2021-07",
        "agree",
    )


async def test_without_consent_nothing_more_is_asked_or_recorded(office: Office):
    siti = office.visitor()
    told = await fills_in(siti, until=">Saya setuju")
    told = await siti.taps("Tidak setuju")
    assert "tidak menyimpan data" in told
    async with office.database.reading() as unit:
        assert await unit.consents.of(CHAT) == []


async def test_the_arithmetic_of_the_caps_is_shown_and_held_to(office: Office):
    siti = office.visitor()
    told = await fills_in(siti)
    assert "50% × 100 = 50" in told
    assert "25% × 40 = 10" in told
    await siti.says(a_list(11, unit="kantor"))
    told = await siti.taps("Daftar sudah lengkap")
    assert "Kantor: 11 dari 10" in told


async def test_what_the_workplace_holds_already_is_taken_off_its_cap(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    async with office.database.unit() as unit:
        application = await unit.applications.get(reference)
        await office_queue.issued(unit, application, now=office.clock())
    told = await fills_in(siti)
    assert "50% × 100 = 50" in told
    assert "dikurangi 3 yang sudah dimiliki tempat kerja ini: 47 lagi" in told
    await siti.says(a_list(48, start=10))
    told = await siti.taps("Daftar sudah lengkap")
    assert "Pelayanan: 48 dari 47" in told


async def test_a_workbook_is_answered_row_by_row_and_only_the_bad_rows_are_mended(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    told = await siti.sends("daftar.xlsx", a_workbook(20, bad=(3, 7)))
    assert "18 pekerja tercatat dari 20 baris" in told
    (answer,) = siti.papers
    mend = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert [row[-1].value for row in mend.iter_rows(min_row=2)] == [4, 8]
    mended = mended_copy(answer.data)
    told = await siti.sends("hasil.xlsx", mended)
    assert "2 pekerja tercatat dari 2 baris" in told
    async with office.database.reading() as unit:
        kept = await unit.conversations.load(CHAT, "registration")
        assert sum((await unit.rosters.counts(str(kept.state["id"]))).values()) == 20


async def test_the_template_is_handed_out_and_the_question_stands_below_it(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    told = await siti.taps("Unduh templat")
    assert [paper.name for paper in siti.papers] == ["STRP-daftar-pekerja.xlsx"]
    assert "Daftar pekerja yang harus masuk" in told


async def test_an_employee_is_entered_by_hand_and_counted(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(">Isi satu pekerja", "Ani Wati", a_nik(5), ">Kantor", "Bekasi", "Teller")
    assert a_nik(5) not in siti.told
    told = await siti.taps("Tambahkan ke daftar")
    assert "Pekerja ditambahkan" in told
    assert "Sudah tercatat: 1" in told


async def test_an_employee_half_entered_can_be_left_without_losing_the_draft(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(">Isi satu pekerja", "Ani Wati")
    told = await siti.taps("Batal")
    assert "Daftar pekerja yang harus masuk" in told


async def test_a_draft_is_taken_up_where_it_was_left(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="Jl. Contoh 12")
    await siti.says("/menu")
    office.clock.passes(timedelta(days=1))
    again = an_office(office.database, office.clock).visitor()
    told = await again.says("/daftar")
    assert "Rancangan Anda masih ada" in told
    assert "Alamat tempat kerja" in told


async def test_an_application_can_be_withdrawn_until_it_is_decided(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await siti.does("/status", ">Tarik permohonan")
    assert not [label for label in siti.labels if "Kirim" in label]
    told = await siti.taps("Ya, tarik permohonan")
    assert "telah ditarik" in told
    async with office.database.reading() as unit:
        application = await unit.applications.get(reference)
    assert application.status is ApplicationStatus.WITHDRAWN


async def test_cancel_with_nothing_open_shows_what_can_be_withdrawn(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await siti.says("/menu")
    assert reference in await siti.says("/batal")


async def test_one_workplace_has_one_open_application(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await siti.taps("Daftarkan perusahaan lain")
    await siti.does(">Saya setuju", ">Wakil perusahaan", "asuransi", ">Keuangan", "9120001234567")
    told = await siti.does("PT Asuransi Contoh", ">Jakarta Pusat", ">Gambir")
    assert "sudah ada permohonan yang sedang diproses" in told
    assert reference in told


async def test_one_person_speaks_for_several_companies(office: Office):
    siti = office.visitor()
    first = await hands_in(siti)
    await siti.taps("Daftarkan perusahaan lain")
    await siti.does(
        ">Saya setuju", ">Wakil perusahaan", "bank", ">Keuangan", "8120001234568", "PT Bank Lain"
    )
    await siti.does(">Jakarta Utara", ">Koja", "Jl. Lain 5", "Siti", "Manajer", "081200005001")
    await siti.does("10", "0", "8", a_list(2, start=50), ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    await siti.does(">Lewati", ">Saya menyatakan benar", ">Kirim")
    async with office.database.reading() as unit:
        own = await unit.applications.of_chat(CHAT)
    assert len({one.reference for one in own}) == 2
    assert first in {one.reference for one in own}
    assert "Permohonan yang mana" in await siti.says("/status")


async def test_a_returned_application_is_corrected_with_every_answer_in_place(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await returned(office, reference, marked=[2])
    told = await siti.does("/status", ">Betulkan")
    assert "Yang perlu dibetulkan" in told
    assert "Mohon unggah surat yang jelas" in told
    assert "Baris 2" in told
    await siti.does(">Ubah jawaban", ">Surat tugas")
    await siti.sends("baru.pdf", PDF + b"%")
    told = await siti.taps("Kirim")
    assert "terkirim" in told
    async with office.database.reading() as unit:
        application = await unit.applications.get(reference)
        decided = await unit.rosters.decisions(reference)
    assert application.status is ApplicationStatus.SUBMITTED
    assert application.due_at == office.clock() + timedelta(hours=5)
    assert decided == {RowDecision.PENDING: 3}
    assert Code.CORRECTED in application.risks
    async with office.database.reading() as unit:
        told = [line.act.facts for line in await unit.audit.of(reference)]
    assert [facts["changed"] for facts in told if "changed" in facts] == ["letter"]


async def test_a_correction_and_a_new_draft_do_not_disturb_each_other(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await siti.taps("Daftarkan perusahaan lain")
    await siti.does(">Saya setuju", ">Wakil perusahaan", "bank")
    await returned(office, reference, marked=[])
    await siti.does("/status", ">Betulkan")
    assert "Periksa sebelum dikirim" in siti.told
    assert "Sektor mana" in await siti.says("/daftar")
    assert "Periksa sebelum dikirim" in await siti.does("/status", ">Betulkan")


async def test_what_was_refused_is_applied_for_again_without_typing_anything_twice(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await issued(office, reference, refused=[2, 3])
    told = await siti.does("/status", ">Ajukan lagi")
    assert "2 pekerja yang belum disetujui dibawa" in told
    assert "Sudah tercatat: 2" in told
    await siti.taps("Daftar sudah lengkap")
    await siti.sends("baru.pdf", PDF + b"%")
    await siti.does(">Lewati", ">Saya menyatakan benar")
    assert "PT Asuransi" in siti.told
    assert "terkirim" in await siti.taps("Kirim")
    async with office.database.reading() as unit:
        first, second = sorted(
            await unit.applications.of_chat(CHAT), key=lambda one: one.reference != reference
        )
        rows = await unit.rosters.rows(second.reference)
        before = await unit.rosters.decisions(reference)
    assert (first.status, second.status) == (ApplicationStatus.ISSUED, ApplicationStatus.SUBMITTED)
    assert second.nib == first.nib
    assert len(rows) == 2
    assert before == {RowDecision.APPROVED: 1, RowDecision.REFUSED: 2}


async def test_a_draft_under_way_is_not_overwritten_by_what_was_refused(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await issued(office, reference, refused=[2])
    await siti.does("/daftar", ">Saya setuju", ">Wakil perusahaan", "bank")
    told = await siti.does("/status", ">Ajukan lagi")
    assert "belum selesai" in told
    assert "Sektor mana" in told


async def test_somebody_elses_application_cannot_be_corrected_or_fetched(office: Office):
    reference = await hands_in(office.visitor())
    await returned(office, reference, marked=[])
    budi = office.visitor(chat=700_000_002)
    for door in ("correction", "papers", "status", "resubmission"):
        told = await budi.brings(Tapped(f"go.id.{door}.{reference}", 10, "query"))
        assert "PT Asuransi" not in told
    async with office.database.reading() as unit:
        assert (await unit.applications.get(reference)).status is ApplicationStatus.RETURNED


def a_workbook(rows: int, bad: tuple[int, ...] = ()) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Nama", "NIK", "Unit kerja", "Kota asal", "Jabatan"])
    for number in range(1, rows + 1):
        nik = "123" if number in bad else a_nik(number)
        workbook.active.append([f"Ani {'A' * number}", nik, "Pelayanan", "Bekasi", "Teller"])
    return saved(workbook)


def mended_copy(answer: bytes) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(answer))
    for row in workbook.worksheets[0].iter_rows(min_row=2):
        row[1].value = a_nik(100 + row[-1].value)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


async def returned(office: Office, reference: str, *, marked: list[int]) -> None:
    """Let an officer return an application, with rows marked."""
    from flows.rules.applications import claim, send_back

    now = office.clock()
    async with office.database.unit() as unit:
        before = await unit.applications.get(reference)
        held = await unit.applications.move(
            before, claim(before, "budi", now=now), by="budi", at=now
        )
        if marked:
            await unit.rosters.decide(
                reference, RowDecision.REFUSED, positions=marked, reason="R02"
            )
        note = "Mohon unggah surat yang jelas"
        back = send_back(held, "R02", officer="budi", now=now, note=note)
        await unit.applications.move(held, back, by="budi", at=now)


async def issued(office: Office, reference: str, *, refused: list[int]) -> None:
    """Let the rules approve an application but for some rows, and take it as issued."""
    now = office.clock()
    async with office.database.unit() as unit:
        before = await unit.applications.get(reference)
        approved = sorted(set(await unit.rosters.positions(reference)) - set(refused))
        await unit.rosters.decide(reference, RowDecision.REFUSED, positions=refused, reason="R08")
        await unit.rosters.decide(reference, RowDecision.APPROVED, positions=approved)
        decided = decide_by_rule(before, Verdict.APPROVE, now=now)
        held = await unit.applications.move(before, decided, by="rules", at=now)
        await unit.applications.move(held, issue(held), by="issuer", at=now)


async def test_rows_that_were_not_taken_are_told_of_to_the_end(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.sends("daftar.xlsx", a_workbook(8, bad=(2, 5)))
    await siti.taps("Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    told = await siti.does(">Lewati", ">Saya menyatakan benar")
    assert "2 baris dari daftar terakhir tidak diterima" in told
    await siti.does(">Ubah jawaban", ">Daftar pekerja")
    told = await siti.does(a_list(2, start=30), ">Daftar sudah lengkap")
    assert "6 pekerja" not in told
    assert "8 pekerja" in told
    assert "tidak diterima" not in told


async def test_the_list_can_be_looked_over_and_one_person_taken_off(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.says(a_list(4))
    told = await siti.taps("Lihat daftar")
    rows = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(io.BytesIO(siti.papers[0].data)).worksheets[0].rows
    ]
    assert [row[1] for row in rows[1:]] == [a_nik(number) for number in range(1, 5)]
    assert "Sudah tercatat: 4" in told
    assert "Sudah tercatat: 4" in await siti.sends("lagi.xlsx", siti.papers[0].data)
    assert "Budi Wati dikeluarkan" in await siti.says("hapus Budi  wati")
    assert "Sudah tercatat: 2" not in siti.told
    assert "Sudah tercatat: 2" in await siti.says(f"hapus {rows[2][1]}")
    assert "Sudah tercatat: 1" in await siti.says(f"hapus baris {rows[3][5]}")
    assert "Tidak ada “Budi Wati”" in await siti.says("hapus Budi Wati")


async def test_a_list_is_not_emptied_by_one_tap(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.says(a_list(4))
    assert "4 pekerja yang tercatat akan dihapus" in await siti.taps("Kosongkan daftar")
    assert "Sudah tercatat: 4" in await siti.taps("Biarkan")
    assert "Sudah tercatat: 0" in await siti.does(">Kosongkan daftar", ">Ya, kosongkan")


async def test_after_handing_in_one_goes_on_to_another_company_or_to_the_status(office: Office):
    siti = office.visitor()
    await hands_in(siti)
    assert [label.split(" ", 1)[1] for label in siti.labels] == [
        "Daftarkan perusahaan lain",
        "Status permohonan",
        "Menu utama",
        "English",
    ]


async def test_a_cancelled_draft_is_taken_up_by_one_tap(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="Jl. Contoh 12")
    await siti.does("/batal", "/menu")
    told = await siti.taps("Daftarkan perusahaan")
    assert "Rancangan Anda masih ada" in told
    assert "Alamat tempat kerja" in told
    assert "dibatalkan" not in told


async def test_the_status_says_what_is_known_and_invites_no_accident(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    told = await siti.says("/status")
    assert "▱" not in told
    assert not [label for label in siti.labels if "Batal" in label]
    assert "Keputusan paling lambat" in await siti.says("kapan jadi?")
    assert "tertulis di bawah" in siti.told
    await returned(office, reference, marked=[2])
    told = await siti.says("/status")
    assert "Yang perlu dibetulkan" in told
    assert "Mohon unggah surat yang jelas" in told
    assert "Baris 2" in told
    assert "Keputusan paling lambat" not in told


async def test_the_status_names_who_was_refused_and_why(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await issued(office, reference, refused=[3])
    told = await siti.says("/status")
    assert "Baris 3" in told
    assert "Baris 2" not in told


async def test_taking_the_withdrawal_back_leaves_the_application(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    told = await siti.does("/status", ">Tarik permohonan", ">Kembali")
    assert "menunggu petugas" in told
    assert "Biarkan seperti semula" not in siti.labels
    async with office.database.reading() as unit:
        assert (await unit.applications.get(reference)).status is ApplicationStatus.SUBMITTED


async def test_a_language_chosen_by_a_tap_is_not_asked_again(office: Office):
    siti = office.visitor()
    await siti.says("/start")
    assert "Privasi Anda" in await siti.taps("Daftarkan perusahaan")


async def test_steps_are_counted_in_order(office: Office):
    siti = office.visitor()
    await siti.says("/daftar")
    shown = [steps_of(siti)]
    for step in COMPANY[1:10]:
        await siti.does(step)
        shown.append(steps_of(siti))
    assert shown == [(number, shown[0][1]) for number in range(1, 11)]
    await siti.taps("Kembali")
    assert steps_of(siti) == shown[-2]


def steps_of(siti: Visitor) -> tuple[int, int]:
    step, total = siti.told.split("\n")[0].split()[-1].split("/")
    return int(step), int(total)
