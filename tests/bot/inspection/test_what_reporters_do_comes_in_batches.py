"""Neither a report nor an answer nor a withdrawal shows at the minute it came."""

from contextlib import asynccontextmanager

import pytest

from tests.bot.inspection.desk import a_desk
from tests.bot.inspection.weighing import token, weighed_three

QUIET = 14  # minutes in which nothing new may show


@pytest.fixture
async def slow(town, sqlite):
    async with a_desk(town, sqlite, batch_minutes=15) as desk:
        yield desk


async def batch(desk, browser):
    """Let the next batch come, at the latest moment it can."""
    desk.town.later(minutes=30)
    await browser.enters(browser.name)
    await browser.opens("/")


async def asked(desk):
    """Return an inspector who has asked about the one case there is, and its receipt."""
    ani = await desk.inspector("ani")
    ani.name = "ani"
    receipt = await desk.town.report()
    await batch(desk, ani)
    (case,) = ani.cases
    await ani.posts(f"/case/{case}/triage", csrf=await token(ani, case))
    await ani.posts(f"/case/{case}/ask", words="Lantai berapa?")
    return ani, case, receipt


@asynccontextmanager
async def unseen(desk, browser, *paths):
    """Look that some pages stay as they are for a quarter of an hour, whatever happens here."""
    before = [await seen(browser, path) for path in paths]
    yield
    for _ in range(QUIET):
        assert [await seen(browser, path) for path in paths] == before
        desk.town.later(minutes=1)


async def seen(browser, path):
    page = await browser.opens(path)
    return page.replace(browser.token, "") if browser.token else page


async def test_an_answer_shows_with_the_next_batch_and_not_at_its_minute(slow):
    ani, case, receipt = await asked(slow)
    async with unseen(slow, ani, "/", "/?ended=1", f"/case/{case}"):
        await slow.town.desk.add(receipt, "Lantai tiga")
    await batch(slow, ani)
    assert "Ada jawaban" in ani.page
    assert "Pesan: 3" in ani.page
    assert "Lantai tiga" in await ani.opens(f"/case/{case}")


async def test_a_withdrawal_shows_with_the_next_batch_and_not_at_its_minute(slow):
    ani, case, receipt = await asked(slow)
    async with unseen(slow, ani, "/", "/?ended=1", f"/case/{case}"):
        await slow.town.desk.withdraw(receipt)
    await batch(slow, ani)
    assert case not in ani.cases
    assert case in (await ani.opens("/?ended=1"))
    assert "Dicabut pelapor" in await ani.opens(f"/case/{case}")


async def test_a_withdrawal_does_not_show_in_cases_about_the_same_workplace(town, sqlite):
    async with a_desk(town, sqlite) as quick:
        case, receipt = await weighed_three(quick, await quick.inspector("ani"))
    async with a_desk(town, sqlite, batch_minutes=15) as slow:
        ani = slow.browser()
        ani.name = "ani"
        await ani.enters("ani")
        await ani.opens("/")
        (other, *_) = [one for one in ani.cases if one != case]
        assert "Laporan tentang tempat kerja ini: 3" in await ani.opens(f"/case/{other}")
        async with unseen(slow, ani, "/", f"/case/{other}"):
            await town.desk.withdraw(receipt)
        await batch(slow, ani)
        assert "Laporan tentang tempat kerja ini: 2" in await ani.opens(f"/case/{other}")


async def test_what_an_officer_does_shows_at_once_also_after_an_answer(slow):
    ani, case, receipt = await asked(slow)
    await slow.town.desk.add(receipt, "Lantai tiga")
    await ani.posts(f"/case/{case}/note", csrf=await token(ani, case), words="Dicatat ani")
    assert "Dicatat ani" in ani.page
    assert "Lantai tiga" not in ani.page
    await ani.opens("/")
    assert "Pesan: 3" in ani.page  # the report, the question and the note
    assert "Butuh keterangan" in ani.page


async def test_an_act_upon_a_case_that_was_withdrawn_meanwhile_changes_nothing(slow):
    ani, case, receipt = await asked(slow)
    csrf = await token(ani, case)
    await slow.town.desk.withdraw(receipt)
    await ani.posts(f"/case/{case}/letter", csrf=csrf, employer="PT Contoh", address="Jl. A 1")
    assert ani.status == 422
    assert "Kasus sudah berpindah" in ani.page


async def test_a_case_of_the_next_batch_is_not_opened_before(slow):
    ani, case, _ = await asked(slow)
    await slow.town.report(employer="PT Lain Lagi")
    held = await slow.town.inspectors.list(slow.town.at_work["ani"])
    (new,) = {one.id.hex() for one in held} - {case}
    await ani.opens(f"/case/{new}")
    assert ani.status == 404
    await batch(slow, ani)
    await ani.opens(f"/case/{new}")
    assert ani.status == 200
