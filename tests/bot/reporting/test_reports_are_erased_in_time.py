"""The worker that keeps the promise of erasing, and a service that would rather not open."""

import secrets
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from bot.clock.erasing import Erasing
from bot.reporting.made_up import MADE_UP, seed_inspectors
from bot.reporting.opening import Reporting, open_reporting, open_store
from bot.settings import ReportSettings, Settings, StoreSettings
from storage.errors import Unavailable, Unsealable
from storage.live.shared_report_sessions import WritesToDisk
from storage.reports.cases import Cases
from tests.bot.reporting.town import PEPPER
from tests.storage.reports.test_report_store_keeps_no_identity import a_case
from tests.support.memories import a_valkey

NOON = datetime(2021, 7, 14, 5, 0, tzinfo=UTC)


def reporting_of(town) -> Reporting:
    return Reporting(
        town.house, town.counter, town.inspectors, town.closing, town.keys, town.sessions, PEPPER
    )


async def kept(town) -> int:
    async with town.store.begin() as session:
        return len(await Cases(session).ids())


async def test_a_case_is_erased_on_its_day_and_looked_for_once_a_day(town, monkeypatch):
    await town.inspector("ani")
    await town.report()
    erasing = Erasing(reporting_of(town))
    await erasing.look()
    town.later(days=180)
    await erasing.look()
    assert await kept(town) == 0

    async def twice():
        raise AssertionError

    monkeypatch.setattr(town.closing, "purge", twice)
    await erasing.look()


async def test_a_store_that_is_away_is_tried_again_in_a_minute(town, monkeypatch):
    await town.inspector("ani")
    await town.report()
    town.later(days=180)
    erasing, purge = Erasing(reporting_of(town)), town.closing.purge

    async def away():
        raise Unavailable

    monkeypatch.setattr(town.closing, "purge", away)
    await erasing.look()
    assert await kept(town) == 1
    monkeypatch.setattr(town.closing, "purge", purge)
    await erasing.look()
    assert await kept(town) == 0


def settings_in(folder, **reports) -> Settings:
    return Settings(store=StoreSettings(data=folder), reports=ReportSettings(**reports))


async def opens(settings: Settings) -> Reporting:
    async with open_reporting(settings, lambda: NOON, secrets.token_bytes) as reporting:
        return reporting


async def test_a_second_pepper_is_never_made_beside_cases_kept_under_the_first(tmp_path):
    settings = settings_in(tmp_path)
    await seed_inspectors(settings, NOON.date())
    first = (await opens(settings)).pepper
    assert (await opens(settings)).pepper == first
    (tmp_path / "reports/pepper").unlink()
    assert (await opens(settings)).pepper != first  # nothing was kept yet
    store = open_store(settings)
    async with store.begin() as session:
        await Cases(session).add(a_case(), [])
    await store.close()
    (tmp_path / "reports/pepper").unlink()
    with pytest.raises(Unsealable):
        await opens(settings)
    (tmp_path / "reports/pepper").write_bytes(b"short")
    with pytest.raises(Unsealable):
        await opens(settings)


async def test_without_an_authority_the_service_is_open_to_nobody(tmp_path):
    settings = settings_in(tmp_path)
    async with open_reporting(settings, lambda: NOON, secrets.token_bytes) as reporting:
        async with reporting.house.store.begin() as session:
            assert await Cases(session).ids() == frozenset()
        first = bytes(reporting.house.authority)
    assert bytes((await opens(settings)).house.authority) != first  # another nobody holds
    (tmp_path / "reports/authority.pub").write_text("no key")
    with pytest.raises(Unsealable):
        await opens(settings)


async def test_inspectors_of_a_demo_are_made_once_with_keys_for_its_three_months(tmp_path):
    settings = settings_in(tmp_path)
    assert await seed_inspectors(settings, NOON.date()) == MADE_UP
    reporting = await opens(settings)
    authority = bytes(reporting.house.authority)
    assert await seed_inspectors(settings, NOON.date()) == MADE_UP
    assert bytes((await opens(settings)).house.authority) == authority
    for name, passphrase in MADE_UP:
        assert reporting.folder.epochs(name) == ["2021-07", "2021-08", "2021-09"]
        reporting.folder.unlock(name, "2021-09", passphrase)


@pytest.mark.servers
async def test_the_service_does_not_open_on_a_memory_that_writes_to_a_disk(tmp_path, valkey):
    await opens(settings_in(tmp_path, sessions=SecretStr(valkey)))
    with a_valkey(appendonly="yes") as (url, _), pytest.raises(WritesToDisk):
        await opens(settings_in(tmp_path, sessions=SecretStr(url)))
