"""The page as a visitor meets it, in a real browser."""

from __future__ import annotations

import pytest

from bot.simulator.surroundings import Surroundings
from tests.bot.simulator.browser import CHROMIUM, a_page
from tests.bot.simulator.town import a_town, an_echo

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

TYPE = """(() => { const field = document.getElementById('text'); field.value = 'halo <b>dunia</b>';
field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})); })()"""
UP = """(() => { const field = document.getElementById('text');
field.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowUp', bubbles: true})); return field.value; })()"""
DROP = """(() => { const bag = new DataTransfer();
bag.items.add(new File(['nik;nama'], 'pekerja.csv', {type: 'text/csv'}));
document.dispatchEvent(new DragEvent('drop', {dataTransfer: bag, bubbles: true, cancelable: true})); })()"""


async def test_a_visitor_talks_taps_drops_a_file_and_begins_anew() -> None:
    async def insight(chat_id: int) -> dict[str, object]:
        return {"flow": "registration", "step": "roster", "progress": {"answered": 3, "total": 8}}

    around = Surroundings(insight=insight, office_url=lambda: "http://127.0.0.1:9/")
    async with a_town(surroundings=around) as town, an_echo(town), a_page(town.base) as page:
        await page.until("document.querySelector('.start')")
        await page.run("document.querySelector('.start').click()")
        await page.until("document.querySelector('.buttons button')")
        await page.run("document.querySelector('.buttons button').click()")
        await page.until("document.getElementById('log').innerText.includes('Dipilih: ya')")
        await page.until("document.getElementById('toast').innerText === 'Sudah dicatat'")
        await page.run(TYPE)
        await page.until("document.querySelectorAll('.message').length === 4")
        assert await page.run("document.querySelector('.message b')?.innerText") == "Dipilih:"
        assert await page.run(UP) == "halo <b>dunia</b>"
        await page.run(DROP)
        await page.until("document.querySelectorAll('.card').length === 2")
        await page.until("document.getElementById('insight').innerText.includes('roster')")
        await page.until("document.querySelectorAll('#calls details').length > 4")
        await page.run("document.querySelector('[data-language=en]').click()")
        await page.until("document.getElementById('reset').innerText === 'Start over'")
        assert (await town.remote.state("siti"))["persona"]["language"] == "en"
        await page.run("document.querySelector('[data-hours=\"5\"]').click()")
        await page.until("document.getElementById('shifted').innerText.includes('+5')")
        await page.run("window.confirm = () => true; document.getElementById('reset').click()")
        await page.until("document.querySelector('.start')")
        assert page.errors == []


async def test_a_sticker_a_voice_note_and_a_place_are_attached() -> None:
    async with a_town() as town, an_echo(town), a_page(town.base) as page:
        await page.until("document.querySelector('.start')")
        for what, drawn in (("sticker", "👍"), ("voice", "0:03"), ("location", "📍")):
            await page.run("document.getElementById('attach').click()")
            await page.run(f"document.querySelector('#attach-what [value={what}]').click()")
            await page.until(f"document.getElementById('log').innerText.includes('{drawn}')")
        assert page.errors == []


async def test_every_word_of_the_page_is_there_in_both_languages() -> None:
    async with a_town() as town, town.client.get(f"{town.base}/page/words.json") as answer:
        words = await answer.json()
    assert words["id"].keys() == words["en"].keys()
    async with a_town() as town, a_page(town.base) as page:
        for language in ("id", "en"):
            await page.until("document.querySelector('.start')")
            await page.run(f"document.querySelector('[data-language={language}]').click()")
            await page.until(f"document.documentElement.lang === '{language}'")
            missing = await page.run(
                "[...document.querySelectorAll('button, select, textarea, a, [data-word]')]"
                ".filter((node) => !node.hidden && !node.closest('[hidden]') && !(node.innerText || node.ariaLabel || node.textContent).trim()).length"
            )
            assert missing == 0


@pytest.mark.parametrize("width", [320, 390])
async def test_the_languages_are_in_reach_beside_the_ways_to_the_officers(width: int) -> None:
    here = "http://127.0.0.1:9/"
    around = Surroundings(office_url=lambda: here, inspection_url=lambda: here)
    async with a_town(surroundings=around) as town, a_page(town.base) as page:
        await page.size(width, 740)
        await page.until("!document.getElementById('inspection').hidden")
        sides = await page.run(
            "[...document.querySelectorAll('.top a, .top button')]"
            ".map((one) => one.getBoundingClientRect()).map(({left, right}) => [left, right])"
        )
        assert len(sides) == 4
        assert all(0 <= left < right <= width for left, right in sides), sides


@pytest.mark.parametrize("width", [360, 768, 1280])
async def test_the_page_fits_every_screen(width: int) -> None:
    async with a_town() as town, an_echo(town), a_page(town.base) as page:
        await page.size(width, 740)
        await town.remote.act("say", chat="siti", text="katapanjang" * 60)
        await page.until("document.querySelectorAll('.message').length === 2")
        assert await page.run("document.documentElement.scrollWidth") <= width
        assert await page.run(
            "document.getElementById('log').scrollWidth <= document.getElementById('log').clientWidth"
        )
