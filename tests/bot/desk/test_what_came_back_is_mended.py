"""An application came back, whole or in part: it is mended with nothing typed twice."""

from datetime import timedelta

import pytest

from bot.delivery import Shown, Tapped
from flows.rules.applications import (
    ApplicationStatus,
    RowDecision,
    Verdict,
    claim,
    decide_by_rule,
    issue,
    propose,
    send_back,
)
from flows.rules.checks import Code
from tests.support.channel import (
    PDF,
    Office,
    a_list,
    hands_in,
)

CHAT = 700_000_001


async def test_a_returned_application_is_corrected_with_every_answer_in_place(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await returned(office, reference, marked=[2])
    told = await siti.does("/status", ">Betulkan")
    assert "Yang perlu dibetulkan" in told
    assert "Mohon unggah surat yang jelas" in told
    assert "No. 2" in told
    await siti.does(">Ubah jawaban", ">Surat tugas")
    told = await siti.sends("baru.pdf", PDF + b"%")
    assert "pernyataan diminta sekali lagi" in told
    told = await siti.does(">Saya menyatakan benar", ">Kirim")
    assert "terkirim" in told
    async with office.database.reading() as unit:
        application = await unit.applications.get(reference)
        decided = await unit.rosters.decisions(reference)
    assert application.status is ApplicationStatus.SUBMITTED
    assert application.due_at == office.clock() + timedelta(hours=5)
    assert decided == {RowDecision.PENDING: 2, RowDecision.REFUSED: 1}
    assert Code.CORRECTED in application.risks
    async with office.database.reading() as unit:
        told = [line.act.facts for line in await unit.audit.of(reference)]
    assert [facts["changed"] for facts in told if "changed" in facts] == ["letter"]


async def test_a_correction_that_was_cancelled_is_taken_up_where_it_was(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await returned(office, reference, marked=[])
    await siti.does("/status", ">Betulkan", ">Batal")
    assert "dibatalkan" in siti.told
    told = await siti.does("/status", ">Betulkan")
    assert "Yang perlu dibetulkan" in told
    assert "Periksa sebelum dikirim" in told
    told = await siti.does(">Ubah jawaban", ">Daftar pekerja", a_list(1, start=20))
    assert "Layar itu sudah lama" not in told
    assert "Sudah tercatat: 4" in told


async def test_a_correction_that_was_left_at_a_verdict_is_taken_up_there(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await returned(office, reference, marked=[])
    await siti.does("/status", ">Betulkan", ">Ubah jawaban", ">Wilayah", ">Di luar", ">Selesai")
    told = await siti.does("/status", ">Betulkan")
    assert "hanya untuk tempat kerja di DKI" in told
    assert "Di mana tempat kerjanya" in await siti.taps("Kembali")


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


async def test_what_was_refused_and_cancelled_is_taken_up_with_its_corrections(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await issued(office, reference, refused=[2])
    await siti.does("/status", ">Ajukan lagi", a_list(1, start=20), ">Batal")
    assert "Jawaban Anda masih ada" in siti.told
    told = await siti.does("/status", ">Ajukan lagi")
    assert "Rancangan Anda masih ada" in told
    assert "Sudah tercatat: 2" in told
    told = await siti.does("/status", ">Ajukan lagi")
    assert "Sudah tercatat: 2" in told
    assert "belum selesai" not in told


async def test_what_was_begun_anew_is_no_draft_of_what_was_refused(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await issued(office, reference, refused=[2])
    await siti.does("/status", ">Ajukan lagi", ">Batal", ">Mulai dari awal")
    await siti.does(">Saya setuju", ">Wakil perusahaan", "bank")
    assert "belum selesai" in await siti.does("/status", ">Ajukan lagi")


@pytest.mark.parametrize(
    ("reason", "told", "asked"),
    [
        ("R01", "NIB tidak dilampirkan", "Nomor Induk Berusaha"),
        ("R02", "Bidang usaha bukan", "Apa kegiatan usaha"),
        ("R06", "Tujuan di luar DKI", "Di mana tempat kerjanya"),
        ("R12", "Wewenang penanggung jawab", "sebagai penanggung jawab"),
        ("R05", "Dokumen salah", "Daftar pekerja yang harus masuk"),
    ],
)
async def test_what_was_refused_as_a_whole_opens_at_the_answer_it_was_refused_for(
    office: Office, reason: str, told: str, asked: str
):
    siti = office.visitor()
    reference = await hands_in(siti)
    await refused(office, reference, reason=reason)
    said = await siti.does("/status", ">Ajukan lagi")
    assert f"Alasan: {told}" in said
    assert asked in said
    assert "lampirkan lagi" in said
    assert "No. 1" not in said


async def test_a_corrected_nib_leads_on_to_the_list(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await refused(office, reference, reason="R01")
    await siti.does("/status", ">Ajukan lagi")
    assert "Sudah tercatat: 3" in await siti.says("8120001234568")


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


@pytest.mark.parametrize("door", ["resubmission", "status", "correction"])
async def test_a_notice_stays_when_its_button_is_pressed(office: Office, door: str):
    siti = office.visitor()
    reference = await hands_in(siti)
    if door == "correction":
        await returned(office, reference, marked=[])
    elif door == "resubmission":
        await refused(office, reference)
    await siti.brings(Tapped(f"go.id.{door}.{reference}", 10, "query"))
    shown = siti.answered.replies[-1]
    assert isinstance(shown, Shown)
    assert shown.replaces is None
    await siti.taps("English")  # a screen is changed where it stands
    assert siti.answered.replies[-1].replaces == 10


async def refused(office: Office, reference: str, *, reason: str = "R08") -> None:
    """Let an officer refuse an application as a whole."""
    now = office.clock()
    async with office.database.unit() as unit:
        standing = await unit.applications.get(reference)
        held = claim(standing, "Budi", now=now)
        decided = propose(held, Verdict.REFUSE, officer="Budi", now=now, reason=reason)
        await unit.rosters.decide(reference, RowDecision.REFUSED, reason=reason)
        await unit.applications.move(standing, decided, by="Budi", at=now)


async def returned(office: Office, reference: str, *, marked: list[int]) -> None:
    """Let an officer return an application, with rows marked."""
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
    assert "No. 2" in told
    assert "Keputusan paling lambat" not in told


async def test_the_status_names_who_was_refused_and_why(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await issued(office, reference, refused=[3])
    told = await siti.says("/status")
    assert "No. 3" in told
    assert "No. 2" not in told
