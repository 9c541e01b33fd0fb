"""A claim is held against the register, and the register never learns what was looked for."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event

from bot import policies
from bot.registry import Found, Registry, weighed_register
from flows.rules.cases import Register
from flows.rules.companies import Company
from flows.rules.permits import PermitStatus
from storage.database import Database
from tests.support.builders import NOON, TODAY, a_permit, submitted

EIGHTH, TENTH, LATER = date(2021, 7, 8), date(2021, 7, 10), date(2021, 9, 8)


@pytest.fixture
async def register(database: Database) -> Registry:
    async with database.unit() as unit:
        await unit.companies.keep(Company("9120009999999", "PT. Bank  CONTOH (Persero) Tbk"))
        await submitted(unit, sector="ess_finance")
        await unit.permits.keep(
            [
                a_permit(1),
                a_permit(2, valid_until=TODAY - timedelta(days=1)),
                a_permit(3),
            ]
        )
        await unit.permits.set_status([3], PermitStatus.REVOKED)
    return Registry(database, policies.load(), lambda: NOON)


async def test_every_company_of_that_name_is_found_with_the_permits_it_holds_today(register):
    found = {one.nib: one for one in (await register.companies("pt bank contoh")).bearing}
    assert {nib: one.permits for nib, one in found.items()} == {
        "9120001234567": 1,
        "9120009999999": 0,
    }
    assert found["9120001234567"].sector == "ess_finance"
    assert found["9120001234567"].open_applications == 1
    assert (await register.companies("PT Bank Contoh Lain")).bearing == []
    assert await register.companies("PT") == Found([], [], [])


async def test_names_that_leave_words_out_are_shown_to_choose_from(register, database):
    async with database.unit() as unit:
        await unit.companies.keep(Company("9120008888888", "PT Equity Life Indonesia"))
        await unit.companies.keep(Company("9120007777777", "Equity Life Sejahtera Indonesia"))
        await unit.companies.keep(Company("9120006666666", "PT Equity Bank"))
    found = await register.companies("Equity Life")
    assert found.bearing == []
    assert [one.nib for one in found.alike] == ["9120008888888", "9120007777777"]
    chosen = await register.companies("Equity Life", picked="9120006666666")
    assert [one.name for one in chosen.picked] == ["PT Equity Bank"]


@pytest.mark.parametrize("sought", ["9120 0099", "bank cont", "CONTOH persero"])
async def test_a_company_is_found_by_a_nib_or_the_beginnings_of_its_words(register, sought):
    assert "9120009999999" in {one.nib for one in await register.search(sought)}


@pytest.mark.parametrize("sought", ["91200", "ontoh", "bank lain", "PT"])
async def test_too_little_or_another_name_finds_nothing(register, sought):
    assert await register.search(sought) == []


async def test_no_more_are_shown_than_can_be_chosen_from(register, database):
    async with database.unit() as unit:
        for number in range(9):
            await unit.companies.keep(Company(f"812000000000{number}", f"Toko Contoh {number}"))
    assert len(await register.search("toko")) == len((await register.companies("Toko")).alike) == 8


async def test_no_word_of_a_report_becomes_a_parameter_of_the_registers_store(register):
    asked = []

    def hear(*told):
        asked.append(str(told[2:4]))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        await register.companies("Bank Contoh Rahasia")
        await register.search("Rahasia Bank")
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    assert asked
    assert not [words for words in asked if "rahasia" in words.casefold()]


def test_a_sector_is_judged_by_the_rules_of_a_day(register):
    assert register.verdict("ess_finance", TODAY).outcome == "eligible"
    assert register.verdict("non_essential", TODAY).outcome == "not_eligible"
    assert register.verdict("none", TODAY) is None
    outcomes = [register.verdict("crit_daily_needs", day).outcome for day in (EIGHTH, TENTH)]
    assert outcomes == ["eligible", "officer_review"]
    assert register.verdict("ess_finance", LATER).outcome == "no_policy"


def test_the_sectors_of_a_day_and_since_when_its_rules_hold_are_told(register):
    for day in (TODAY, LATER):
        assert {"ess_finance", "non_essential"} <= {one.id for one in register.sectors(day)}
    assert register.since(EIGHTH) == date(2021, 7, 3)
    assert register.since(TENTH) == date(2021, 7, 9)
    assert register.since(LATER) is None


async def test_permits_speak_for_an_employer_before_rules_do(register):
    known = (await register.companies("Bank Contoh")).bearing
    refused = register.verdict("non_essential", TODAY)
    allowed = register.verdict("ess_finance", TODAY)
    for companies, verdict, is_settled, may, holds in (
        (known, refused, True, True, True),
        ((), refused, True, False, False),
        ((), allowed, False, True, None),  # nobody knows which company it is
        ((), None, False, None, None),
        ((), None, True, None, False),
    ):
        weighed = weighed_register(companies, verdict, is_settled=is_settled)
        assert weighed == Register(may_work_on_site=may, holds_permits=holds)
