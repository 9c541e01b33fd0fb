"""The town of reports, for every test beside this file."""

import pytest

from storage.reports.database import open_report_store, report_url
from tests.bot.reporting.town import Town


@pytest.fixture
async def town(tmp_path):
    store = open_report_store(report_url(tmp_path))
    await store.migrate()
    town = Town(tmp_path, store)
    yield town
    town.queue.close()
    await store.close()
