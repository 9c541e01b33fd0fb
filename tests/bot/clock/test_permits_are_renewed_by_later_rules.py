"""On 21 July 2021 permits went on by themselves, and nobody had to apply again."""

from datetime import UTC, date, datetime

from bot import policies
from bot.clock.renewing import Renewing
from bot.notices import Notices
from bot.wording import load_texts
from storage.database import Database
from tests.support.builders import CHAT, NIB, a_nik, a_permit, submitted

POLICIES = policies.load()
BEFORE, AFTER = (datetime(2021, 7, day, 5, tzinfo=UTC) for day in (20, 22))
JULY_20, AUGUST_9 = date(2021, 7, 20), date(2021, 8, 9)


def renewing(database: Database, now: datetime, **options) -> Renewing:
    return Renewing(database, POLICIES, lambda: now, **options)


async def issued(database: Database, *sectors: str, until: date = JULY_20) -> None:
    """Keep an application with a permit of each of these sectors."""
    async with database.unit() as unit:
        application = await submitted(unit)
        for number, sector in enumerate(sectors, start=1):
            told = {"application": application.reference, "nik": a_nik(number)}
            permit = a_permit(number, sector=sector, valid_until=until, **told)
            await unit.permits.keep([permit])


async def ends(database: Database) -> list[date]:
    async with database.reading() as unit:
        return [one.valid_until for one in await unit.permits.of_application("a-1")]


async def owed(database: Database) -> list:
    async with database.reading() as unit:
        return await unit.outbox.of_chat(CHAT)


async def test_permits_hold_on_from_the_first_day_of_the_later_rules(database: Database) -> None:
    await issued(database, "ess_finance")
    assert await renewing(database, BEFORE).renew() == 0
    rung = []
    assert await renewing(database, AFTER, told=lambda: rung.append("!")).renew() == 1
    assert await ends(database) == [AUGUST_9]
    assert rung == ["!"]
    assert await renewing(database, AFTER).renew() == 0


async def test_the_representative_is_told_once_and_nothing_is_owed_twice(sqlite: Database) -> None:
    await issued(sqlite, "ess_finance", "ess_finance")
    for _ in range(2):
        await renewing(sqlite, AFTER).renew()
    (notice,) = [one for one in await owed(sqlite) if one.kind == "renewed"]
    async with sqlite.reading() as unit:
        message, _ = await Notices(load_texts(), POLICIES, None).read(unit, notice)
    assert "(2)" in message.html
    assert "9 Agustus 2021" in message.html


async def test_what_later_rules_do_not_list_ends_as_it_was_said(sqlite: Database) -> None:
    await issued(sqlite, "ess_payment", until=date(2021, 7, 8))
    assert await renewing(sqlite, AFTER).renew() == 0
    assert await ends(sqlite) == [date(2021, 7, 8)]


async def test_a_permit_that_was_revoked_stays_so(sqlite: Database) -> None:
    await issued(sqlite, "ess_finance")
    async with sqlite.unit() as unit:
        await unit.permits.revoke_application("a-1", "asked")
    assert await renewing(sqlite, AFTER).renew() == 0
    assert await ends(sqlite) == [JULY_20]


async def test_people_whose_permits_were_renewed_still_count_against_the_cap(
    sqlite: Database,
) -> None:
    await issued(sqlite, "ess_finance")
    async with sqlite.reading() as unit:
        assert await unit.permits.standing_of(NIB, on=AFTER.date()) == 0
    await renewing(sqlite, AFTER).renew()
    async with sqlite.reading() as unit:
        assert await unit.permits.standing_of(NIB, on=AFTER.date()) == 1
