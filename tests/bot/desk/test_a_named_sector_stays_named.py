"""A sector that an officer named is not asked for again, unless the business is another."""

import pytest

from flows.rules.applications import ApplicationStatus, claim, send_back
from flows.rules.rejudging import settle
from tests.support.channel import PDF, Office, hands_in

STATUS = ApplicationStatus


async def named_and_returned(office: Office, reference: str) -> None:
    now = office.clock()
    async with office.database.unit() as unit:
        before = await unit.applications.get(reference)
        held = settle(claim(before, "budi", now=now), "crit_food", officer="budi")
        kept = await unit.applications.move(before, held, by="budi", at=now)
        back = send_back(kept, "R05", officer="budi", now=now)
        await unit.applications.move(kept, back, by="budi", at=now)


@pytest.mark.parametrize(
    ("activity", "sector", "by"),
    [("asuransi", "crit_food", "budi"), ("65111", "ess_finance", None)],
    ids=["the same business", "another"],
)
async def test_a_correction_keeps_the_name_of_the_same_business(
    office: Office, activity: str, sector: str, by: str | None
):
    siti = office.visitor()
    reference = await hands_in(siti)
    await named_and_returned(office, reference)
    await siti.does("/status", ">Betulkan")
    if activity != "asuransi":
        await siti.does(">Ubah jawaban", ">Kegiatan", activity, ">Saya menyatakan benar")
    await siti.does(">Ubah jawaban", ">Surat tugas")
    await siti.sends("baru.pdf", PDF + b"%")
    assert "terkirim" in await siti.does(">Saya menyatakan benar", ">Kirim")
    async with office.database.reading() as unit:
        kept = await unit.applications.get(reference)
    assert (kept.status, kept.sector, kept.settled_by) == (STATUS.SUBMITTED, sector, by)
    assert kept.four_eyes is (by is not None)
