"""The office as an officer meets it, in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.made_up_questions import settle_questions
from bot.office.house import DemoOfficer
from bot.teaching import Draft
from flows.dialogue import Names
from flows.questions.asking import Answer
from flows.questions.ranker import Candidate
from flows.rules.roster import Employee
from tests.bot.office.front import Front
from tests.bot.simulator.browser import CHROMIUM, Page, a_page
from tests.support.builders import NOON
from tests.support.office_queue import (
    AGUS,
    BUDI,
    PASSWORD,
    QUEUE,
    RINA,
    SITI,
    O,
    a_person,
    hand_in,
    reference,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

UNLABELLED = """[...document.querySelectorAll('input:not([type=hidden]), select, textarea, button')]
.filter((one) => !one.labels?.length && !one.innerText?.trim() && !one.ariaLabel).map((one) => one.outerHTML)"""
SMALL = """[...document.querySelectorAll('main button, main input:not([type=hidden]), .top a, .top button')]
.filter((one) => one.checkVisibility() && one.type !== 'checkbox').map((one) => [one.getBoundingClientRect().height, one.outerHTML])
.filter(([height]) => height < 24)"""
PALE = """(() => { const light = (rgb) => { const [r, g, b] = rgb.map((c) => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
return .2126 * r + .7152 * g + .0722 * b; };
const read = (text) => text.match(/[\\d.]+/g).map(Number);
const behind = (one) => { for (; one; one = one.parentElement) { const back = read(getComputedStyle(one).backgroundColor); if ((back[3] ?? 1) > 0) return back.slice(0, 3); } return [255, 255, 255]; };
return [...document.querySelectorAll('body *')].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && one.checkVisibility() && !one.closest('.unseen, .skip, option'))
.map((one) => { const [a, b] = [light(read(getComputedStyle(one).color).slice(0, 3)), light(behind(one))].sort((x, y) => y - x); return [(a + .05) / (b + .05), one.outerHTML.slice(0, 120)]; })
.filter(([ratio]) => ratio < 4.5); })()"""
QUICK = "const slow = setInterval; window.setInterval = (act) => slow(act, 60);"
PAGES = {
    "siti": ("/queue", f"/applications/{reference(19)}", f"/applications/{reference(5)}"),
    "budi": ("/questions", "/questions/teach?text=bansos+beras+bulan+ini+cair+kapan"),
    "rina": ("/figures", "/questions?view=proposed", "/questions?view=in_force"),
    "agus": ("/audit",),
}


@asynccontextmanager
async def opened(busy: Front) -> AsyncIterator[Page]:
    demo = tuple(DemoOfficer(one.name, PASSWORD, one.roles) for one in (SITI, BUDI, RINA, AGUS))
    object.__setattr__(busy.house, "demo", demo)
    await seed_lessons(busy)
    async with a_page(str(busy.server.make_url("/login"))) as page:
        await page.until("document.querySelector('.demos')")
        yield page


async def seed_lessons(busy: Front) -> None:
    """Let people have asked, and officers have taught and proposed."""
    teaching = busy.house.teaching
    await settle_questions(busy.house.database, NOON)
    own = Names("Ya, kantor tutup\ndua hari.", "Yes, the office is closed\nfor two days.")
    await teaching.propose(SITI, Draft("kantor layanan tutup saat idul adha", written=own))
    for phrase, intent in (("berapa rupiah buat strp", "price"), ("what do they charge", "price")):
        await teaching.propose(SITI, Draft(phrase, intent))
    await teaching.confirm(RINA, 2, 1)


async def come_in(page: Page, name: str) -> None:
    await page.run(
        f"[...document.querySelectorAll('.demos form')].find((one) => one.name.value === '{name}' || one.elements.name.value === '{name}').requestSubmit()"
    )
    await page.until("document.querySelector('.name')")


async def go(page: Page, busy: Front, path: str) -> None:
    await page.call("Page.navigate", url=str(busy.server.make_url(path)))
    pathname = path.partition("?")[0]
    await page.until(f"location.pathname === '{pathname}' && document.readyState === 'complete'")


async def test_an_officer_comes_in_takes_the_next_refuses_some_and_approves(busy: Front) -> None:
    async with opened(busy) as page:
        await come_in(page, "siti")
        await page.run("document.querySelector('form[action=\"/queue/next\"] button').click()")
        await page.until("document.querySelector('table.rows')")
        await page.run("document.querySelector('.nik button').click()")
        await page.until("/^\\d{16}$/.test(document.querySelector('.nik code').innerText)")
        await page.run("document.querySelectorAll('input[name=row]')[2].click()")
        await page.run(
            "document.querySelectorAll('input[name=row]')[5].dispatchEvent(new MouseEvent('click', {bubbles: true, shiftKey: true}))"
        )
        await page.until("document.querySelector('[data-chosen]').innerText.startsWith('4 ')")
        await page.run("document.querySelector('#bulk-reason').value = 'R08'")
        await page.run("document.querySelector('button[name=do][value=refuse]').click()")
        await page.until("document.querySelectorAll('tr.refused').length === 4")
        await page.run("document.querySelector('details.act summary').click()")
        await page.run("document.querySelector('form[action$=approve] button').click()")
        await page.until("document.querySelector('.message')?.innerText.startsWith('Disetujui')")
        assert page.errors == []
    assert busy.woken == [reference(4)]


async def test_the_queue_keeps_up_with_what_others_do(busy: Front) -> None:
    async with opened(busy) as page:
        await page.call("Page.addScriptToEvaluateOnNewDocument", source=QUICK)
        await come_in(page, "siti")
        await page.until("document.querySelectorAll('table.queue tbody tr').length === 12")
        await busy.house.judging.claim_next(BUDI)
        await page.until("document.querySelectorAll('table.queue tbody tr').length === 11")
        assert page.errors == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_everybody_can_read_and_reach_everything(
    busy: Front, name: str, *, dark: bool
) -> None:
    async with opened(busy) as page:
        await page.size(1280, 860, dark=dark)
        await go(page, busy, "/login?")
        await page.until(
            f"matchMedia('(prefers-color-scheme: dark)').matches === {str(dark).lower()}"
        )
        assert await page.run(PALE) == []
        await come_in(page, name)
        for path in PAGES[name]:
            await go(page, busy, path)
            await page.run(
                "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
            )
            assert await page.run(PALE) == [], path
            assert await page.run(UNLABELLED) == [], path
            assert await page.run(SMALL) == [], path
            for width in (390, 768, 1280):
                await page.size(width, 860, dark=dark)
                assert await page.run("document.documentElement.scrollWidth") <= width, path
        assert page.errors == []


async def test_two_officers_teach_a_phrasing_with_a_few_clicks(busy: Front) -> None:
    async with opened(busy) as page:
        await come_in(page, "siti")
        await go(page, busy, "/questions")
        await page.run("document.querySelector('table.queue .title').click()")
        await page.until("document.querySelector('#known-phrase')")
        await page.run("document.querySelector('#known-phrase').value = 'layanan tutup pukul'")
        await page.run("document.querySelector('#intent').value = 'service_hours'")
        await page.run("document.querySelector('#intent').form.requestSubmit()")
        await page.until("document.querySelector('.message')?.innerText.startsWith('Lulus ujian')")
        await page.run("document.querySelector('form[action=\"/logout\"]').requestSubmit()")
        await page.until("document.querySelector('.demos')")
        await come_in(page, "rina")
        await go(page, busy, "/questions?view=proposed")
        await page.run("document.querySelector('form[action$=\"/4/confirm\"] button').click()")
        await page.until("document.querySelector('.message')?.innerText.includes('berlaku')")
        assert page.errors == []
    made = busy.house.teaching.taught.now().ask("min layanan tutup pukul?")
    assert made == Answer(Candidate("service_hours", 1.0))


async def test_without_a_script_everything_still_works(busy: Front) -> None:
    async with opened(busy) as page:
        await come_in(page, "siti")
        await page.call("Emulation.setScriptExecutionDisabled", value=True)
        await go(page, busy, f"/applications/{reference(19)}")
        await page.run("document.querySelector('.nik button').click()")
        await page.until("/^\\d{16}$/.test(document.querySelector('.nik code')?.innerText)")
        await page.run("document.querySelector('form[action$=approve] button').click()")
        await page.until("document.querySelector('.message')?.innerText.startsWith('Diusulkan')")


async def test_a_paper_is_seen_in_its_place(busy: Front) -> None:
    async with opened(busy) as page:
        await come_in(page, "siti")
        await go(page, busy, f"/applications/{reference(19)}")
        await page.until("document.querySelector('.papers img').naturalWidth > 0")
        assert page.errors == []


ENDLESS = "x" * 400


async def test_a_word_without_an_end_stretches_no_page(front: Front) -> None:
    people = [Employee("A" * 80, a_person(n).nik, O, "B" * 80, "C" * 80) for n in range(3)]
    changes = {"company": "P" * 120}
    asking = replace(QUEUE[0], company="P" * 120, address="J" * 200, changes=changes)
    async with front.house.database.unit() as unit:
        await hand_in(unit, 1, asking, now=NOON, people=people)
        await hand_in(unit, 2, replace(asking, address="K" * 200), now=NOON, people=people[:1])
    here = f"/applications/{reference(1)}"
    siti = await front.person(SITI)
    await siti.post(f"{here}/claim")
    await siti.follow()
    await siti.post(f"{here}/refuse", {"reason": "R08", "note": ENDLESS})
    async with opened(front) as page:
        await come_in(page, "siti")
        for path in ("/queue", here, "/find?words=9120000000001"):
            for width in (1280, 390):
                await page.size(width, 860)
                await go(page, front, path)
                assert await page.run("document.documentElement.scrollWidth") <= width, path
