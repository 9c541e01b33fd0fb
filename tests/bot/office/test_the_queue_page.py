import re
from datetime import timedelta

import pytest

from storage.queue import View
from tests.bot.office.front import Front
from tests.support.builders import NOON
from tests.support.office_queue import QUEUE, RINA, hand_in, reference


async def test_what_is_owed_first_stands_first_with_colour_and_word(busy: Front) -> None:
    siti = await (await busy.person()).get("/queue")
    order = re.findall(r'<tr class="(\w+)">.*?/applications/(A2107-\d{4})', siti.text, re.DOTALL)
    assert [name for _, name in order[:4]] == [reference(n) for n in (4, 3, 2, 5)]
    assert [urgency for urgency, _ in order[:4]] == ["late", "red", "red", "amber"]
    assert siti.says("office.urgency.late")
    assert siti.says("office.due.over", hours=2, minutes=30)
    assert "<strong>1</strong> " in siti.text
    assert siti.says("office.alarm.late")


@pytest.mark.parametrize("view", View)
async def test_every_view_shows_its_own(busy: Front, view: View) -> None:
    siti = await (await busy.person()).get(f"/queue?view={view}")
    shown = {int(number) for number in re.findall(r"/applications/A2107-(\d{4})", siti.text)}
    assert (
        shown
        == {
            View.WAITING: set(range(1, 13)),
            View.MINE: {19},
            View.DESKS: {18},
            View.SECOND: {15, 17},
            View.RETURNED: {13},
            View.DECIDED: {14, 16, 20},
        }[view]
    )


async def test_one_button_takes_what_is_owed_first(busy: Front) -> None:
    siti = await (await busy.person()).get("/queue")
    await siti.post("/queue/next")
    assert siti.answer.headers["Location"] == f"/applications/{reference(4)}"


async def test_with_nothing_waiting_it_says_so(front: Front) -> None:
    siti = await front.person()
    await (await siti.post("/queue/next")).follow()
    assert siti.says("office.told.nothing_waits")
    assert siti.says("office.empty.waiting")
    await siti.get("/queue")
    assert not siti.says("office.told.nothing_waits")


async def test_a_page_knows_whether_it_is_still_as_it_was(busy: Front) -> None:
    siti, budi = await busy.person(), await busy.person()
    await siti.get("/queue")
    mark = re.search(r'data-mark="(\w+)"', siti.text)[1]
    assert (await budi.get("/queue/mark?view=waiting")).text == mark
    await budi.post("/queue/next")
    assert (await budi.get("/queue/mark?view=waiting")).text != mark


async def test_a_supervisor_looks_and_takes_nothing(front: Front) -> None:
    rina = await (await front.person(RINA)).get("/queue")
    assert rina.status == 200
    assert "/queue/next" not in rina.text


async def test_outside_service_hours_it_says_so(front: Front) -> None:
    front.clock.now = NOON + timedelta(hours=11)
    siti = await (await front.person()).get("/queue")
    assert siti.says("office.queue.closed")


async def test_an_application_is_found_by_its_number_and_a_company_by_its_nib(
    front: Front,
) -> None:
    async with front.house.database.unit() as unit:
        bank = await hand_in(unit, 1, QUEUE[0], now=NOON)
    siti = await front.person()
    await siti.get(f"/find?words={reference(1).lower()}%20")
    assert siti.answer.headers["Location"] == f"/applications/{reference(1)}"
    assert bank.company in (await siti.get(f"/find?words={bank.nib}")).text
    await siti.get("/find?words=%3Cscript%3E")
    assert siti.says("office.find.nothing")
    assert "<script>" not in siti.text


async def test_the_queue_shows_no_person(busy: Front) -> None:
    siti = await busy.person()
    for view in View:
        await siti.get(f"/queue?view={view}")
        assert not re.search(r"\b\d{16}\b|Sri Handayani|\+62", siti.text)
