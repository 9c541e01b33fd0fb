"""Where neither the rules nor the company can tell the sector, an officer names it first."""

from dataclasses import replace

import pytest

from flows.registration.keys import LIST
from flows.rules.applications import ApplicationStatus
from flows.rules.caps import WorkUnit
from tests.bot.office.front import Front, Person
from tests.support.builders import NOON
from tests.support.office_queue import BUDI, Asking, hand_in, reference

HERE = f"/applications/{reference(1)}"
CLEANERS = Asking("PT Bersih Contoh", "81210", {WorkUnit.OFFICE: 20}, {WorkUnit.OFFICE: 6})
UNSURE = {"activity": LIST, "category": "critical", "sector": "unsure"}


async def taken(front: Front, **answers: str) -> Person:
    async with front.house.database.unit() as unit:
        kept = await hand_in(unit, 1, CLEANERS, now=NOON)
        told = replace(kept, answers=kept.answers | answers)
        await unit.applications.move(kept, told, by="", at=NOON)
    siti = await front.person()
    await siti.post(f"{HERE}/claim")
    return await siti.follow()


async def standing(front: Front):
    async with front.house.database.reading() as unit:
        return await unit.applications.get(reference(1))


async def test_what_the_company_chose_is_shown_and_nothing_is_called_non_essential(
    front: Front,
) -> None:
    siti = await taken(front, **UNSURE)
    assert siti.says("office.sector.open")
    assert siti.says("office.company.unsure", activity="Kritikal")
    assert siti.says("office.rule.silent")
    assert "Non esensial" not in siti.text


async def test_an_open_sector_is_not_approved_and_the_reason_stands_there(front: Front) -> None:
    siti = await taken(front)
    assert siti.says("office.told.unsettled")
    assert f"{HERE}/approve" not in siti.text
    await (await siti.post(f"{HERE}/approve")).follow()
    assert (await standing(front)).status is ApplicationStatus.IN_REVIEW


async def test_the_sector_that_was_named_brings_its_caps_and_a_second_officer(
    front: Front,
) -> None:
    siti = await taken(front, **UNSURE)
    await (await siti.post(f"{HERE}/sector", {"sector": "ess_finance"})).follow()
    assert siti.says("office.told.settled")
    assert siti.says("office.company.settled", officer="siti")
    assert "25% × 20 = <strong>5</strong>" in siti.text
    assert siti.says("office.sum.over", over=1)
    assert siti.says("checks.sector_settled")
    await (await siti.post(f"{HERE}/approve")).follow()
    assert siti.says("office.told.proposed")
    budi = await front.person(BUDI)
    await (await budi.post(f"{HERE}/claim")).follow()
    await (await budi.post(f"{HERE}/confirm")).follow()
    kept = await standing(front)
    assert (kept.status, kept.sector) == (ApplicationStatus.DECIDED, "ess_finance")
    assert (kept.settled_by, kept.decided_under) == ("siti", "ppkm-2021-07-09")


async def test_who_named_it_stands_in_the_audit(front: Front) -> None:
    siti = await taken(front)
    await siti.post(f"{HERE}/sector", {"sector": "crit_food"})
    async with front.house.database.reading() as unit:
        act = (await unit.audit.of(reference(1)))[-1].act
    assert (act.actor, act.act) == ("siti", "settle")
    assert (act.facts["sector"], act.facts["before"]) == ("crit_food", "")


@pytest.mark.parametrize("sector", ["", "non_essential", "ess_government", "ess_payment", "x"])
async def test_no_sector_is_named_whose_people_get_no_permit(front: Front, sector: str) -> None:
    siti = await taken(front)
    await (await siti.post(f"{HERE}/sector", {"sector": sector})).follow()
    assert siti.says("office.told.no_sector")
    assert (await standing(front)).sector == ""


async def test_where_the_rules_name_the_sector_nobody_else_does(front: Front) -> None:
    bank = replace(CLEANERS, company="PT Bank Contoh", kbli="64121")
    async with front.house.database.unit() as unit:
        await hand_in(unit, 1, bank, now=NOON)
    siti = await front.person()
    await (await siti.post(f"{HERE}/claim")).follow()
    assert f"{HERE}/sector" not in siti.text
    await (await siti.post(f"{HERE}/sector", {"sector": "crit_food"})).follow()
    assert siti.says("office.told.no_road")
    assert (await standing(front)).sector == "ess_finance"
