"""Who comes back to a report that has ended reads how, and is offered nothing that leads nowhere."""

from dataclasses import replace

import pytest

from bot.render import Message
from flows.rules.cases import CaseStatus, Measure, RefusedReason, Register
from storage.reports.case_values import Ending
from storage.reports.cases import Cases

TO_CLOSED = (CaseStatus.REVIEWED, CaseStatus.DISPOSED, CaseStatus.ACTING, CaseStatus.CLOSED)
TO_REFUSED = (CaseStatus.REVIEWED, CaseStatus.REFUSED)
IN_VAIN = ("Jawab", "Cabut", "Lihat status")
PLACE = "tempat kerja itu"


async def ends(town, roads, ending):
    """Take the only case along roads to its end."""
    ani = town.at_work["ani"]
    (case,) = await town.inspectors.list(ani)
    for status in roads:
        async with town.store.begin() as session:
            cases = Cases(session)
            kept = await town.inspectors.held(session, ani, case.id)
            await cases.save(kept, replace(kept, status=status, ending=ending), town.house.today())


def buttons(phone):
    newest = [one for one in phone.messages.values() if isinstance(one, Message)][-1]
    return [button.label for row in newest.rows for button in row]


@pytest.mark.parametrize(
    ("roads", "ending", "status", "outcome"),
    [
        (
            TO_CLOSED,
            Ending(measure=Measure.NONE),
            "Selesai",
            f"tidak ada tindakan terhadap {PLACE}",
        ),
        (TO_CLOSED, Ending(measure=Measure.CLOSURE), "Selesai", f"{PLACE} ditutup sementara"),
        (TO_CLOSED, Ending(measure=Measure.FINE), "Selesai", f"{PLACE} dikenai denda"),
        (TO_CLOSED, Ending(measure=Measure.LICENCE), "Selesai", f"izin {PLACE} diusulkan"),
        (
            TO_CLOSED,
            Ending(measure=Measure.PROSECUTION),
            "Selesai",
            "diserahkan kepada kepolisian",
        ),
        (
            TO_REFUSED,
            Ending(reason=RefusedReason.UNFOUNDED),
            "Ditolak",
            "Laporan Anda tidak diteruskan: tidak terbukti.",
        ),
        ((CaseStatus.WITHDRAWN,), Ending(), "Dicabut pelapor", "Dicabut pelapor"),
    ],
)
async def test_the_outcome_is_told_in_a_sentence_and_nothing_is_offered_in_vain(
    phone, town, roads, ending, status, outcome
):
    receipt = await town.report()
    await ends(town, roads, ending)
    told = await phone.does("/lapor", ">Punya kode", receipt)
    assert f"Status: {status}" in told
    assert outcome in told
    assert "tidak ada lagi yang dapat ditambahkan atau dicabut" in told
    assert "Belum ada pertanyaan" not in told
    assert not [label for label in buttons(phone) for vain in IN_VAIN if vain in label]
    assert receipt not in phone.messages.values()


async def test_what_is_written_to_an_ended_report_is_told_to_be_unread(phone, town):
    receipt = await town.report()
    await ends(town, TO_REFUSED, Ending(reason=RefusedReason.DOUBLE))
    await phone.does("/lapor", ">Punya kode", receipt)
    assert "tidak dibaca siapa pun" in await phone.says("Masih buka sampai malam")


async def test_another_code_is_opened_from_an_ended_report(phone, town):
    receipt = await town.report()
    await ends(town, TO_REFUSED, Ending(reason=RefusedReason.DOUBLE))
    other = await town.report(employer="PT Lain")
    await phone.does("/lapor", receipt)
    assert receipt not in phone.messages.values()
    assert "Status: Menunggu" in await phone.says(other)


async def test_an_ended_report_leads_on_to_another_code(phone, town):
    receipt = await town.report()
    await ends(town, TO_REFUSED, Ending(reason=RefusedReason.DOUBLE))
    assert "Ketik kode laporan" in await phone.does("/lapor", receipt, ">Punya kode")


async def test_a_report_that_ends_while_it_is_looked_at_says_so_at_the_next_look(phone, town):
    receipt = await town.report()
    await phone.does("/lapor", ">Punya kode", receipt)
    await ends(town, TO_REFUSED, Ending(reason=RefusedReason.DOUBLE))
    assert "sudah ada laporan yang sama" in await phone.taps("Lihat status")
    assert not [label for label in buttons(phone) for vain in IN_VAIN if vain in label]


async def test_no_outcome_is_told_before_the_second_officer_agreed(phone, town):
    receipt = await town.report()
    ani = town.at_work["ani"]
    (case,) = await town.inspectors.list(ani)
    await town.inspectors.triage(ani, case.id, Register(None, holds_permits=False))
    assert not await town.closing.refuse(ani, case.id, RefusedReason.UNFOUNDED)
    told = await phone.does("/lapor", ">Punya kode", receipt)
    assert "Status: Ditelaah" in told
    assert "tidak terbukti" not in told
    assert "Mau apa dengan laporan itu" in told
