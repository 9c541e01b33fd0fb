from dataclasses import replace

import pytest

from bot.checking import ALIKE, PERMITTED, Checking
from flows.registration.keys import LETTER
from flows.rules.applications import Application, Verdict, decide_by_rule, withdraw
from flows.rules.caps import WorkUnit
from flows.rules.checks import Code
from storage.database import Database
from storage.unit import Unit
from tests.support.builders import NOON, TODAY, a_permit, keep_company
from tests.support.office_queue import (
    POLICIES,
    QUEUE,
    a_person,
    an_asking,
    hand_in,
    hand_in_more,
    issued,
    reference,
)

BANK, GARMENTS = QUEUE[0], QUEUE[4]
CHECKING = Checking(POLICIES)


async def test_a_clean_bank_has_no_risk_and_the_rules_own_words(database: Database) -> None:
    async with database.unit() as unit:
        bank = await hand_in(unit, 1, BANK, now=NOON)
        checked = await CHECKING.check(unit, bank, at=NOON)
    assert (checked.risks, checked.four_eyes, dict(checked.doubts)) == ((), False, {})
    assert checked.then
    assert checked.then.rule.startswith("hanya meliputi asuransi, bank")


async def test_a_maker_for_export_needs_its_evidence(database: Database) -> None:
    async with database.unit() as unit:
        garments = await hand_in(unit, 1, GARMENTS, now=NOON)
        assert Code.EVIDENCE_MISSING in (await CHECKING.check(unit, garments, at=NOON)).risks


async def test_doubts_are_told_by_position(database: Database) -> None:
    people = [a_person(number) for number in range(12)]
    people[3] = replace(people[3], nik="9999011708950001")
    people[6] = replace(people[6], nik=people[5].nik[:12] + "0777")
    async with database.unit() as unit:
        bank = await hand_in(unit, 1, BANK, now=NOON, people=people)
        held = a_permit(
            1, application=bank.reference, nik=people[8].nik, valid_from=TODAY, valid_until=TODAY
        )
        await unit.permits.keep([held])
        checked = await CHECKING.check(unit, bank, at=NOON)
    assert checked.doubts == {
        4: ("nik_region",),
        6: (ALIKE,),
        7: (ALIKE,),
        9: (PERMITTED,),
    }
    assert checked.risks == (Code.PERMITTED,)


async def test_a_rule_changed_at_midnight_is_found_before_anybody_approves(
    database: Database,
) -> None:
    """A firm of payments was listed until 8 July and is not named from 9 July on."""
    before = NOON.replace(day=8)
    async with database.unit() as unit:
        payments = replace(BANK, kbli="66411")
        asking = await hand_in(unit, 1, payments, now=before)
        same_day = await CHECKING.check(unit, asking, at=before)
        day_after = await CHECKING.check(unit, asking, at=before.replace(day=9))
    assert Code.RULES_CHANGED not in same_day.risks
    assert Code.RULES_CHANGED in day_after.risks


async def refused(unit: Unit, application: Application) -> None:
    made = decide_by_rule(application, Verdict.REFUSE, now=NOON, reason="R01")
    await unit.applications.move(application, made, by="rules", at=NOON)


async def test_a_company_refused_before_is_looked_at(database: Database) -> None:
    async with database.unit() as unit:
        first = await hand_in(unit, 1, BANK, now=NOON)
        await unit.applications.move(first, withdraw(first), by="", at=NOON)
        again = replace(an_asking(1, BANK, now=NOON), reference="second")
        again = await unit.applications.submit(again)
        assert Code.REFUSED_BEFORE not in (await CHECKING.check(unit, again, at=NOON)).risks
        await refused(unit, again)
        again = await unit.applications.submit(replace(again, reference="third"))
        assert Code.REFUSED_BEFORE in (await CHECKING.check(unit, again, at=NOON)).risks


FULL = replace(BANK, asked={WorkUnit.SERVICE: 20, WorkUnit.OFFICE: 10})
MORE = replace(BANK, asked={WorkUnit.OFFICE: 8}, hours=0)


async def test_permits_that_a_workplace_holds_count_against_its_cap(database: Database) -> None:
    async with database.unit() as unit:
        first = await hand_in(unit, 1, FULL, now=NOON)
        await issued(unit, first, now=NOON)
        more = await hand_in_more(unit, 2, MORE, after=first, now=NOON)
        elsewhere = await hand_in(unit, 3, MORE, now=NOON)
        checked = await CHECKING.check(unit, more, at=NOON)
        assert (checked.risks, checked.standing) == (
            (Code.CAP_TAKEN,),
            {"service": 20, "office": 10},
        )
        assert (await CHECKING.check(unit, elsewhere, at=NOON)).risks == ()
        old = await unit.applications.get(first.reference)
        assert (await CHECKING.look(unit, old, at=NOON)).standing == {}
        await unit.permits.revoke_application(first.reference, "asked")
        assert (await CHECKING.check(unit, more, at=NOON)).risks == ()


GROWN = replace(
    MORE, staff={WorkUnit.SERVICE: 120, WorkUnit.OFFICE: 160}, asked={WorkUnit.OFFICE: 2}
)


async def test_more_staff_than_permits_were_given_for_is_looked_at(database: Database) -> None:
    """What was withdrawn in between, with whatever staff, makes no difference."""
    async with database.unit() as unit:
        first = await hand_in(unit, 1, replace(GROWN, staff=BANK.staff), now=NOON)
        assert await staff_found(unit, first) == []
        await issued(unit, first, now=NOON)
        for number in (2, 3):
            grown = await hand_in_more(unit, number, GROWN, after=first, now=NOON)
            assert await staff_found(unit, grown) == [(Code.STAFF_GREW, {"more": 120})]
            await unit.applications.move(grown, withdraw(grown), by="", at=NOON)
        same = await hand_in_more(unit, 4, replace(GROWN, staff=BANK.staff), after=first, now=NOON)
        assert await staff_found(unit, same) == [(Code.STAFF_SAME, {})]


async def staff_found(unit: Unit, application: Application) -> list[tuple[str, dict[str, int]]]:
    found = (await CHECKING.check(unit, application, at=NOON)).findings
    return [(one.code, dict(one.figures)) for one in found if one.code.startswith("staff_")]


async def test_another_address_of_a_company_in_its_kecamatan_is_told(database: Database) -> None:
    async with database.unit() as unit:
        first = await hand_in(unit, 1, MORE, now=NOON)
        near = replace(first, reference="near", workplace=f"{first.nib}-317406-ffffffff")
        far = replace(first, reference="far", workplace=f"{first.nib}-317407-ffffffff")
        for one in (near, far):
            await keep_company(unit, one.nib, one.workplace)
            await unit.applications.submit(replace(one, answers=dict(first.answers)))
        assert await nearby(unit, first) == await nearby(unit, near) == [{"others": 1}]
        assert await nearby(unit, far) == []
        await unit.applications.move(near, withdraw(near), by="", at=NOON)
        assert await nearby(unit, first) == []


async def nearby(unit: Unit, application: Application) -> list[dict[str, int]]:
    found = (await CHECKING.check(unit, application, at=NOON)).findings
    return [dict(one.figures) for one in found if one.code is Code.NEARBY]


async def test_the_roster_of_a_draft_is_checked_before_it_is_handed_over(
    database: Database,
) -> None:
    async with database.unit() as unit:
        await unit.rosters.keep("draft", [replace(a_person(1), nik="9999011708950001")])
        asking = an_asking(1, BANK, now=NOON)
        checked = await CHECKING.check(unit, asking, at=NOON, owner="draft")
    assert checked.doubts == {1: ("nik_region",)}
    assert Code.LETTER_MISSING in checked.risks


async def test_an_officer_who_looks_again_is_told_the_same_at_once(database: Database) -> None:
    checking = Checking(POLICIES)
    async with database.unit() as unit:
        bank = await hand_in(unit, 1, BANK, now=NOON)
        first = await checking.look(unit, bank, at=NOON)
        await unit.rosters.keep(bank.reference, [replace(a_person(1), nik="9999011708950001")])
        assert (await checking.look(unit, bank, at=NOON)).doubts == first.doubts == {}
        handed_in_again = replace(bank, complete_at=NOON)
        assert len((await checking.look(unit, handed_in_again, at=NOON)).doubts) == 1


@pytest.mark.parametrize("name", [LETTER.name, "nib_document"])
async def test_a_paper_left_out_is_found(sqlite: Database, name: str) -> None:
    papers = tuple(paper for paper in BANK.papers if paper != name)
    async with sqlite.unit() as unit:
        bank = await hand_in(unit, 1, replace(BANK, papers=papers), now=NOON)
        assert len((await CHECKING.check(unit, bank, at=NOON)).risks) == 1
        assert bank.reference == reference(1)
        await unit.applications.move(bank, withdraw(bank), by="", at=NOON)
