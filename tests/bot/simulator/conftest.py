"""A town whose Telegram is ours, for every test beside this file."""

import pytest

from tests.bot.simulator.town import a_town


@pytest.fixture
async def town():
    async with a_town() as town:
        yield town
