"""The inspectors' desk, for every test beside this file."""

import pytest

from tests.bot.inspection.desk import a_desk
from tests.bot.reporting.conftest import town

__all__ = ["town"]


@pytest.fixture
async def desk(town, sqlite):
    async with a_desk(town, sqlite) as desk:
        yield desk
