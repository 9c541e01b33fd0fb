import asyncio
import re
from dataclasses import replace

import pytest

from flows.rules.applications import ApplicationStatus, RowDecision
from tests.bot.office.front import Front, Person
from tests.support.builders import NOON
from tests.support.office_queue import BUDI, QUEUE, SITI, a_person, hand_in, reference

STATUS = ApplicationStatus
HERE = f"/applications/{reference(1)}"


async def taken(front: Front, *, four_eyes: bool = False) -> Person:
    asking = replace(QUEUE[0], changes={"four_eyes": four_eyes})
    async with front.house.database.unit() as unit:
        await hand_in(unit, 1, asking, now=NOON, people=[a_person(n) for n in range(10)])
    siti = await front.person(SITI)
    await siti.post(f"{HERE}/claim")
    return await siti.follow()


async def standing(front: Front):
    async with front.house.database.reading() as unit:
        return await unit.applications.get(reference(1))


async def rows(front: Front) -> dict[RowDecision, int]:
    async with front.house.database.reading() as unit:
        return await unit.rosters.decisions(reference(1))


async def notices(front: Front) -> list:
    async with front.house.database.reading() as unit:
        return await unit.outbox.of_chat((await standing(front)).chat)


async def test_some_are_refused_and_the_others_approved(front: Front) -> None:
    siti = await taken(front)
    await siti.post(f"{HERE}/rows", {"numbers": "2, 9-10", "reason": "R08", "do": "refuse"})
    await siti.follow()
    assert siti.says("office.told.rows_refused", rows=3)
    assert siti.says("office.decide.approve", left=7, all=10)
    await siti.post(f"{HERE}/approve")
    await siti.follow()
    assert siti.says("office.told.approved")
    assert await rows(front) == {RowDecision.APPROVED: 7, RowDecision.REFUSED: 3}
    assert front.woken == [reference(1)]


async def test_rows_ticked_and_rows_numbered_are_refused_alike_and_may_be_reopened(
    front: Front,
) -> None:
    siti = await taken(front)
    await siti.post(
        f"{HERE}/rows", [("row", "1"), ("row", "3"), ("numbers", "5"), ("reason", "R03")]
    )
    assert siti.status == 303
    await siti.get(HERE)
    await siti.post(f"{HERE}/rows", {"numbers": "3", "do": "reopen"})
    assert await rows(front) == {RowDecision.PENDING: 9, RowDecision.REFUSED: 1}


@pytest.mark.parametrize(
    ("numbers", "refused", "missing"),
    [("2, 9-14, 17", 3, "11-14, 17"), ("11", 0, "11"), ("1-10, 31", 10, "31")],
)
async def test_numbers_that_nobody_has_are_told(
    front: Front, numbers: str, refused: int, missing: str
) -> None:
    siti = await taken(front)
    await siti.post(f"{HERE}/rows", {"numbers": numbers, "reason": "R08", "do": "refuse"})
    await siti.follow()
    assert siti.says("office.told.rows_refused_missing", rows=refused, missing=missing)
    await siti.post(f"{HERE}/rows", {"numbers": numbers, "do": "reopen"})
    await siti.follow()
    assert siti.says("office.told.rows_reopened_missing", rows=refused, missing=missing)


async def test_of_many_numbers_that_nobody_has_some_are_told(front: Front) -> None:
    siti = await taken(front)
    apart = ", ".join(str(number) for number in range(11, 100, 2))
    await siti.post(f"{HERE}/rows", {"numbers": apart, "reason": "R08", "do": "refuse"})
    await siti.follow()
    missing = "11, 13, 15, 17, 19, 21, 23, 25, 27, 29, …"
    assert siti.says("office.told.rows_refused_missing", rows=0, missing=missing)


async def test_a_message_that_was_tampered_with_says_nothing(front: Front) -> None:
    siti = await taken(front)
    for forged in (
        "rows_refused",
        "rows_refused?missing=1",
        "?rows=1",
        "no?rows=1",
        "rows_refused??",
    ):
        siti.client.session.cookie_jar.update_cookies({"told": forged}, siti.client.make_url("/"))
        await siti.get(HERE)
        assert siti.status == 200
        assert 'class="message"' not in siti.text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"numbers": "2", "do": "refuse"}, "no_reason"),
        ({"numbers": "2", "reason": "R99"}, "no_reason"),
        ({"reason": "R08"}, "no_numbers"),
        ({"numbers": "two", "reason": "R08"}, "no_numbers"),
        ({"numbers": "9-2", "reason": "R08"}, "no_numbers"),
    ],
    ids=str,
)
async def test_what_is_missing_is_said(front: Front, form: dict, told: str) -> None:
    siti = await taken(front)
    await (await siti.post(f"{HERE}/rows", form)).follow()
    assert siti.says(f"office.told.{told}")
    assert await rows(front) == {RowDecision.PENDING: 10}


async def test_a_refusal_tells_the_company_a_code_and_keeps_the_note_sealed(front: Front) -> None:
    siti = await taken(front)
    await siti.post(
        f"{HERE}/refuse", {"reason": "R09", "note": "Stempel Ani <b>tidak</b> terbaca."}
    )
    await siti.follow()
    assert siti.says("office.told.refused")
    (notice,) = await notices(front)
    assert notice.args == {"reference": reference(1), "reason": "R09"}
    assert "Stempel Ani &lt;b&gt;tidak&lt;/b&gt; terbaca." in siti.text
    assert front.woken == []


async def test_returning_rests_the_promise(front: Front) -> None:
    siti = await taken(front)
    await (await siti.post(f"{HERE}/return", {"reason": "R05", "note": "Surat tugas."})).follow()
    assert siti.says("office.told.returned")
    assert (await standing(front)).due_at is None
    assert not siti.says("checks.corrected", times=1)  # the company did nothing yet


async def test_refusing_without_a_reason_refuses_nothing(front: Front) -> None:
    siti = await taken(front)
    for act in ("refuse", "return"):
        await siti.get(HERE)
        await (await siti.post(f"{HERE}/{act}", {"reason": ""})).follow()
        assert siti.says("office.told.no_reason")
    assert (await standing(front)).status is STATUS.IN_REVIEW


async def test_a_form_sent_twice_decides_once_and_says_how_it_stands(front: Front) -> None:
    siti = await taken(front)
    version = re.search(r'name="version" value="(\d+)"', siti.text)[1]
    await siti.post(f"{HERE}/refuse", {"reason": "R09", "version": version})
    await siti.post(f"{HERE}/refuse", {"reason": "R02", "version": version})
    await siti.follow()
    assert siti.says("office.told.stale")
    assert (await standing(front)).reason == "R09"
    assert len(await notices(front)) == 1


async def test_of_two_officers_at_once_one_gets_it_and_the_other_is_told_who(
    front: Front,
) -> None:
    async with front.house.database.unit() as unit:
        await hand_in(unit, 1, QUEUE[0], now=NOON)
    both = [await front.person(SITI), await front.person(BUDI)]
    await asyncio.gather(*(one.post(f"{HERE}/claim") for one in both))
    holder = (await standing(front)).officer
    for one in both:
        await one.follow()
    first, second = both if holder == "siti" else both[::-1]
    assert first.says("office.decide.yours", until="12.15")
    assert second.says("office.decide.taken", officer=holder, until="12.15")
    assert "office.told" not in second.text
    assert "/approve" not in second.text


async def test_what_lies_on_another_desk_is_not_decided(front: Front) -> None:
    await taken(front)
    budi = await front.person(BUDI)
    version = (await standing(front)).version
    await budi.post(f"{HERE}/approve", {"version": version})
    await budi.follow()
    assert "Permohonan ini tidak ada di meja Anda. Di meja siti sampai 12.15." in budi.text
    assert (await standing(front)).status is STATUS.IN_REVIEW


async def test_four_eyes_are_two_officers(front: Front) -> None:
    siti = await taken(front, four_eyes=True)
    assert siti.says("office.decide.proposal")
    await (await siti.post(f"{HERE}/approve")).follow()
    assert siti.says("office.told.proposed")
    assert "/confirm" not in siti.text
    await (await siti.post(f"{HERE}/claim")).follow()
    assert siti.says("office.told.same_officer")
    await siti.post(f"{HERE}/confirm")
    assert (await standing(front)).status is STATUS.SECOND_LOOK
    budi = await front.person(BUDI)
    await (await budi.post(f"{HERE}/claim")).follow()
    assert budi.says("office.decide.proposed", officer="siti", verdict="menyetujui")
    await (await budi.post(f"{HERE}/confirm")).follow()
    assert budi.says("office.told.approved")
    assert (await standing(front)).checker == "budi"
    assert front.woken == [reference(1)]


async def test_the_second_officer_judges_anew(front: Front) -> None:
    siti = await taken(front, four_eyes=True)
    await siti.post(f"{HERE}/refuse", {"reason": "R02"})
    budi = await front.person(BUDI)
    await (await budi.post(f"{HERE}/claim")).follow()
    await (await budi.post(f"{HERE}/contest")).follow()
    assert budi.says("office.told.anew")
    assert budi.says("office.decide.approve", left=10, all=10)


async def test_an_officer_at_work_keeps_the_application(front: Front) -> None:
    siti = await taken(front)
    front.clock.move(minutes=10)
    assert (await siti.post(f"{HERE}/lease")).status == 204
    front.clock.move(minutes=10)
    await siti.get(HERE)
    assert siti.says("office.decide.yours", until="12.25")
    assert (await (await front.person(BUDI)).post(f"{HERE}/lease")).status == 409


async def test_laid_back_it_waits_again(front: Front) -> None:
    siti = await taken(front)
    await (await siti.post(f"{HERE}/release")).follow()
    assert siti.says("office.told.released")
    assert reference(1) in siti.text


async def test_what_is_over_offers_nothing_more(front: Front) -> None:
    siti = await taken(front)
    await (await siti.post(f"{HERE}/refuse", {"reason": "R09"})).follow()
    for act in ("approve", "refuse", "return", "claim", "release", "confirm"):
        assert f"{HERE}/{act}" not in siti.text
    await (await siti.post(f"{HERE}/claim")).follow()
    assert siti.says("office.told.no_road")


async def test_the_rows_in_sight_stay_in_sight(front: Front) -> None:
    siti = await taken(front)
    await siti.post(f"{HERE}/rows", {"row": "2", "reason": "R08", "show": "pending", "page": "1"})
    assert siti.answer.headers["Location"] == f"{HERE}?show=pending&page=1"


async def test_nothing_about_people_reaches_the_log_or_the_audit(
    front: Front, capsys: pytest.CaptureFixture[str]
) -> None:
    siti = await taken(front)
    await siti.post(f"{HERE}/rows/1/nik")
    await siti.get(HERE)
    await siti.post(f"{HERE}/refuse", {"reason": "R09", "note": "Ani Wati"})
    async with front.house.database.reading() as unit:
        told = repr([line.act for line in await unit.audit.lines()])
    told += "".join(capsys.readouterr())
    assert not re.search(r"\d{16}|Ani|Wati|Sri Handayani|\+62", told)
