"""A company registers through the real edge, the desk and the store."""

from pathlib import Path

import pytest

from flows.rules.applications import ApplicationStatus
from tests.support.person import Town, a_town_with_the_house, hands_in

SITI = 5001


@pytest.fixture
async def town(tmp_path: Path):
    async with a_town_with_the_house(tmp_path) as opened:
        yield opened


async def test_an_application_is_handed_in_kept_and_confirmed(town: Town):
    siti = town.person()
    seen = await hands_in(siti)
    assert "Permohonan terkirim" in seen.screen or "terkirim" in "".join(seen.texts)
    await siti.hears("Nomor permohonan")
    async with town.database.reading() as unit:
        (application,) = await unit.applications.of_chat(SITI)
        assert application.status is ApplicationStatus.SUBMITTED
        assert application.asked == {"service": 3}
        assert [one.button for one in await unit.consents.of(SITI)] == ["agree"]
        assert len(await unit.rosters.rows(application.reference)) == 3
