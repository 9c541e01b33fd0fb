"""The page of questions can be worked off: page by page, and what is none of ours stands aside."""

import re

import pytest

from bot.office.questions_page import SHOWN
from flows.language import Language
from flows.questions.lessons import LessonStatus, NoLessonRoad
from flows.questions.unmatched import Unmatched
from tests.bot.office.front import Front
from tests.support.builders import TODAY
from tests.support.office_queue import RINA, SITI

RAIN = Unmatched("besok hujan tidak", Language.ID, TODAY, reason="out_of_scope", times=9)
PARKING = Unmatched("parkir motor dimana", Language.ID, TODAY, reason="out_of_scope", times=3)


def titles(text: str) -> list[str]:
    return re.findall(r'class="title" href="[^"]+">([^<]+)<', text)


async def asked(front: Front, *some: Unmatched) -> None:
    async with front.house.database.unit() as unit:
        await unit.unmatched.keep(some)


async def test_every_group_is_reached_page_by_page(front: Front):
    words = ("".join(chr(97 + int(sign)) for sign in f"{at:03}") for at in range(SHOWN * 2 + 1))
    await asked(
        front,
        *(Unmatched(f"{one}x {one}y", Language.ID, TODAY, reason="no_rule") for one in words),
    )
    siti = await front.person(SITI)
    pages = [titles((await siti.get(f"/questions?page={at}")).text) for at in (1, 2, 3)]
    assert [len(one) for one in pages] == [SHOWN, SHOWN, 1]
    assert len({title for one in pages for title in one}) == SHOWN * 2 + 1
    assert 'rel="prev" href="/questions?page=2"' in siti.text
    assert 'rel="next"' not in siti.text
    assert titles((await siti.get("/questions?page=9")).text) == pages[2]
    assert titles((await siti.get("/questions?page=0")).text) == pages[0]
    assert (await siti.get("/questions?page=x")).status == 400


async def test_what_is_none_of_ours_stands_aside_and_can_be_taken_up_again(front: Front):
    await asked(front, RAIN, PARKING)
    siti = await (await front.person(SITI)).get("/questions")
    assert titles(siti.text) == [RAIN.text, PARKING.text]
    await (await siti.post("/questions/aside", {"text": RAIN.text})).follow()
    assert siti.says("office.told.question_set_aside")
    assert titles(siti.text) == [PARKING.text]
    await asked(front, RAIN)  # asked again, it stays aside
    assert titles((await siti.get("/questions")).text) == [PARKING.text]
    await siti.post("/questions/aside", {"text": RAIN.text})  # once is enough
    await siti.get("/questions?view=set_aside")
    assert siti.text.count(f"<q>{RAIN.text}</q>") == 1
    await (await siti.post("/questions/lessons/1/take_up")).follow()
    assert titles(siti.text) == [RAIN.text, PARKING.text]
    async with front.house.database.reading() as unit:
        assert (await unit.audit.verify_chain()).is_whole
        lines = [(one.act.actor, one.act.act) for one in await unit.audit.lines()]
        assert await unit.lessons.all(LessonStatus.SET_ASIDE) == []
    assert lines == [("siti", "question_set_aside"), ("siti", "question_taken_up")]


async def test_what_was_set_aside_answers_nothing_and_what_was_taught_is_not_taken_up(
    front: Front,
):
    await asked(front, RAIN)
    siti = await front.person(SITI)
    await siti.post("/questions/aside", {"text": RAIN.text})
    rina = await (await front.person(RINA)).get("/questions?view=set_aside")
    await (await rina.post("/questions/lessons/1/confirm", {"version": 1})).follow()
    assert rina.says("office.told.lesson_stale")
    price = {"phrase": "berapa rupiah buat strp", "intent": "price", "kind": "known"}
    await siti.post("/questions/teach", price)
    with pytest.raises(NoLessonRoad):
        await front.house.teaching.take_up(SITI, 2, 1)
