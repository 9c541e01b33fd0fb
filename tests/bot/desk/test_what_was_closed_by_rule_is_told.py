"""Whoever asks after an application that the end of the permit closed is not told to try again."""

from datetime import timedelta

from bot.checking import Checking
from bot.clock.rejudging import Rejudging
from tests.support.channel import Office, hands_in
from tests.support.office_queue import POLICIES


async def test_the_status_says_that_no_permit_is_needed_any_more(office: Office):
    siti = office.visitor()
    await hands_in(siti)
    office.clock.passes(timedelta(days=60))
    await Rejudging(office.database, Checking(POLICIES), office.clock).look()
    told = await siti.says("/status")
    assert "tidak diperlukan lagi" in told
    assert "Ditolak" not in told
    assert not [label for label in siti.labels if "jukan lagi" in label or "Tarik" in label]
