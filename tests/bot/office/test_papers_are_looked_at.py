"""An officer looks at the papers of an application, and nothing in them is run."""

import re
from dataclasses import replace

from tests.bot.office.front import Front
from tests.bot.office.on_the_desk import HERE, handed_in, taken
from tests.support.builders import NOON
from tests.support.office_queue import (
    a_pdf,
    a_scan,
)


async def test_papers_are_looked_at_and_never_run(front: Front) -> None:
    siti = await taken(front)
    await siti.get(HERE)
    pages = re.findall(rf'href="({HERE}/papers/\w+)"', siti.text)
    assert len(pages) == 2
    contents = {}
    for page in pages:
        async with siti.client.get(page) as answer:
            contents[answer.content_type] = await answer.read()
            assert answer.headers["Content-Disposition"].startswith("inline")
            assert "script-src" not in answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"
    assert contents == {"image/png": a_scan(), "application/pdf": a_pdf()}


async def test_a_paper_of_another_kind_is_only_handed_over(front: Front) -> None:
    application = await handed_in(front)
    async with front.house.database.unit() as unit:
        kept = await unit.files.put(
            application.reference, b"<script>", media_type="text/html", at=NOON
        )
        other = await unit.files.put("another", b"%PDF", media_type="application/pdf", at=NOON)
    siti = await front.person()
    await siti.post(f"{HERE}/claim")
    await siti.get(f"{HERE}/papers/{kept.sha256}")
    assert siti.answer.content_type == "application/octet-stream"
    assert siti.answer.headers["Content-Disposition"].startswith("attachment")
    assert (await siti.get(f"{HERE}/papers/{other.sha256}")).status == 404


async def test_one_scan_handed_in_as_two_papers_is_shown_as_both(front: Front) -> None:
    application = await handed_in(front)
    letter = application.answers["letter"]
    async with front.house.database.unit() as unit:
        kept = await unit.applications.get(application.reference)
        same = replace(kept, answers={**kept.answers, "nib_document": letter})
        await unit.applications.move(kept, same, by="company", at=NOON)
    siti = await front.person()
    await (await siti.post(f"{HERE}/claim")).follow()
    papers = re.search(r'<ul class="papers">(.*?)</ul>', siti.text, re.DOTALL)[1]
    assert papers.count(f'href="{HERE}/papers/{letter}"') == 2
    assert "<span>Surat tugas</span>" in papers
    assert "<span>Dokumen NIB</span>" in papers


async def test_a_paper_that_was_replaced_is_shown_as_replaced(front: Front) -> None:
    application = await handed_in(front)
    async with front.house.database.unit() as unit:
        await unit.files.put(
            application.reference, b"%PDF-old", media_type="application/pdf", at=NOON
        )
    siti = await front.person()
    await (await siti.post(f"{HERE}/claim")).follow()
    now, before = re.findall(r'<ul class="papers">(.*?)</ul>', siti.text, re.DOTALL)
    assert siti.says("office.paper.before", count=1)
    assert "Sudah diganti" in before
    assert "Sudah diganti" not in now
