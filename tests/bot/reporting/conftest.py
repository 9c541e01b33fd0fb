"""The town of reports, for every test beside this file."""

import pytest

from bot.reception import Reception
from storage.reports.database import open_report_store, report_url
from tests.bot.reporting.phone import Phone
from tests.bot.reporting.town import Town
from tests.support.channel import an_office


@pytest.fixture
async def town(tmp_path):
    store = open_report_store(report_url(tmp_path))
    await store.migrate()
    town = Town(tmp_path, store)
    yield town
    town.queue.close()
    await store.close()


@pytest.fixture
async def phone(town, sqlite, sqlite_path):
    """Return a phone in front of the counter, where one inspector is in service."""
    await town.inspector("ani")
    phone = Phone(Reception(town.counter, an_office(sqlite).desk))
    phone.store = sqlite_path
    return phone
