"""A page of a case shows words and photos, runs nothing, and says what is missing."""

from tests.bot.inspection.weighing import ORDER, a_case, token
from tests.bot.reporting.test_report_conversation import photo_with_a_past
from tests.bot.reporting.town import answers


async def test_what_people_write_is_shown_as_words_and_never_run(desk):
    ani = await desk.inspector("ani")
    evil = "<script>alert(1)</script> & <b>tebal</b>"
    case, _ = await a_case(desk, ani, employer=evil, story=f"{evil} di semua ruang kerja")
    raw = (await ani.fetches(f"/case/{case}")).decode()
    assert "<script>alert" not in raw
    assert "&lt;script&gt;alert(1)" in raw


async def test_a_photo_is_shown_to_its_inspectors_and_written_down(desk):
    ani = await desk.inspector("ani")
    await desk.town.desk.submit(answers("2H4K-9QRT-0XYZ-7BCD-M3NP"), photo_with_a_past())
    await ani.opens("/")
    (case,) = ani.cases
    photo = await ani.fetches(f"/case/{case}/photo")
    assert photo == photo_with_a_past()  # as the desk was given it: drawn anew before that
    assert ani.headers["Content-Type"] == "image/jpeg"
    assert ani.headers["Cache-Control"] == "no-store"
    other, _ = await a_case(desk, ani)
    await ani.opens(f"/case/{other}/photo")
    assert ani.status == 404


async def test_an_empty_form_is_told_and_nothing_is_written(desk):
    ani = await desk.inspector("ani")
    case, receipt = await a_case(desk, ani)
    csrf = await token(ani, case)
    for act, form in (
        ("note", {"words": "  "}),
        ("close", {"measure": "revenge"}),
        ("refuse", {"reason": ""}),
        ("order", {**ORDER, "day": "besok"}),
    ):
        await ani.posts(f"/case/{case}/{act}", csrf=csrf, **form)
        assert "kosong atau tidak dapat dibaca" in ani.page
    assert len((await desk.town.desk.look(receipt)).lines) == 1


async def test_pages_are_spoken_in_both_languages(desk):
    ani = await desk.inspector("ani")
    await ani.posts("/language", language="en", back="/statistics")
    assert ani.location == "/statistics"
    assert "Counts below five" in ani.page
    await ani.posts("/language", language="id", back="//elsewhere.example/")
    assert ani.location == "/"
