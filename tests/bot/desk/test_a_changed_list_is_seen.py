"""Nobody is slipped into a list while it is corrected: the officer sees whoever is new or gone."""

import pytest

from bot.checking import Checking
from bot.judging import InHand, Judging
from flows.rules.checks import Code
from storage.rosters import earlier
from tests.support.channel import Office, Visitor, a_list, hands_in
from tests.support.office_queue import BUDI, POLICIES

CHANGED = ">Ubah jawaban", ">Daftar pekerja"


async def is_returned(office: Office, siti: Visitor) -> str:
    reference = await hands_in(siti)
    judging = Judging(office.database, POLICIES, office.clock, lambda _: None)
    taken = await judging.claim(BUDI, reference)
    await judging.send_back(InHand(BUDI, reference, taken.version), "R03")
    await siti.does("/status", ">Betulkan")
    return reference


async def seen(office: Office, reference: str):
    async with office.database.reading() as unit:
        application = await unit.applications.get(reference)
        checked = await Checking(POLICIES).look(unit, application, at=office.clock())
        told = [line.act.facts for line in await unit.audit.of(reference)]
    return application, checked, [one["changed"] for one in told if "changed" in one]


async def sends_again(siti: Visitor, *says: str) -> None:
    await siti.does(*CHANGED, *says, ">Daftar sudah lengkap", ">Saya menyatakan benar")
    assert "terkirim" in await siti.taps("Kirim")


async def test_one_taken_off_and_one_put_in_are_marked_and_counted(office: Office):
    siti = office.visitor()
    reference = await is_returned(office, siti)
    await sends_again(siti, "hapus 2", a_list(1, start=9))
    application, checked, changed = await seen(office, reference)
    assert checked.changes.counts == {"new": 1, "changed": 0, "gone": 1}
    assert len(checked.changes.gone) == 1
    assert [codes for codes in checked.doubts.values() if "row_new" in codes]
    assert Code.LIST_CHANGED in application.risks
    assert changed == ["roster"]


async def test_the_same_list_sent_again_has_changed_nobody(office: Office):
    siti = office.visitor()
    reference = await is_returned(office, siti)
    await sends_again(siti, a_list(3))
    application, checked, changed = await seen(office, reference)
    assert checked.changes.counts == {"new": 0, "changed": 0, "gone": 0}
    assert Code.LIST_CHANGED not in application.risks
    assert Code.CORRECTED in application.risks
    assert changed == [""]


async def test_another_name_under_the_same_number_is_a_change(office: Office):
    siti = office.visitor()
    reference = await is_returned(office, siti)
    name = a_list(1).split(";")[0]
    await sends_again(siti, a_list(1).replace(name, "Rudi Baru"))
    _, checked, _ = await seen(office, reference)
    assert checked.changes.counts == {"new": 0, "changed": 1, "gone": 0}


@pytest.mark.parametrize("ends", ["decided", "withdrawn"])
async def test_the_list_of_before_is_let_go_of_with_the_decision(office: Office, ends: str):
    siti = office.visitor()
    reference = await is_returned(office, siti)
    if ends == "decided":
        await sends_again(siti, "hapus 2")
        judging = Judging(office.database, POLICIES, office.clock, lambda _: None)
        taken = await judging.claim(BUDI, reference)
        await judging.approve(InHand(BUDI, reference, taken.version))
    else:
        await siti.does("/status", ">Tarik", ">Ya")
    async with office.database.reading() as unit:
        assert await unit.rosters.positions(earlier(reference)) == []
