import re
from dataclasses import replace

import pytest

from bot.office.opened import PAGE
from flows.rules.applications import ApplicationStatus
from tests.bot.office.front import Front, Person
from tests.bot.office.on_the_desk import BANK, EXPORT, HERE, handed_in, taken
from tests.support.builders import NOON
from tests.support.office_queue import (
    AGUS,
    BUDI,
    RINA,
    O,
    S,
    a_person,
    hand_in,
    hand_in_more,
    issued,
    reference,
)

NIK = re.compile(r"\b\d{16}\b")


async def test_of_a_business_that_was_picked_from_the_list_its_sector_is_told(
    front: Front,
) -> None:
    siti = await taken(front, replace(BANK, kbli="*"))
    sector, business = (
        siti.text.partition(f"{label}</dt>")[2].partition("</dd>")[0]
        for label in ("Sektor", "Kegiatan usaha")
    )
    assert business == sector == "<dd>Non esensial"


async def test_everything_an_officer_needs_stands_on_one_page(front: Front) -> None:
    siti = await taken(front)
    for words in (
        "PT Bank Contoh Nusantara",
        "Sri Handayani",
        "Jl. Jend. Sudirman Kav. 52",
        "hanya meliputi asuransi, bank, pegadaian",
        "9 Juli 2021",
        "Instruksi Mendagri 18/2021",
        "50% × 120 = <strong>60</strong>",
        "25% × 40 = <strong>10</strong>",
        "Dokumen NIB",
    ):
        assert words in siti.text, words
    assert siti.says("checks.niks_right")
    assert siti.says("office.decide.approve", left=30, all=30)


async def again(front: Front) -> Person:
    """Open what a bank hands in after it has got permits for ten of its office."""
    full = replace(BANK, asked={S: 20, O: 10})
    async with front.house.database.unit() as unit:
        first = await hand_in(unit, 1, full, now=NOON)
        await issued(unit, first, now=NOON, refused=1)
        more = replace(BANK, asked={O: 8}, hours=0)
        await hand_in_more(unit, 2, more, after=first, now=NOON)
    siti = await front.person()
    return await siti.get(f"/applications/{reference(2)}")


async def test_permits_that_stand_are_added_to_what_is_asked_for(front: Front) -> None:
    siti = await again(front)
    rows = re.findall(
        r"25% × 40 = <strong>10</strong></span></td>(.*?)</tr>", siti.text, re.DOTALL
    )
    assert re.findall(r"<strong>(\d+)</strong>", rows[0]) == ["9", "8"]
    assert siti.says("office.sum.standing")
    assert siti.says("office.sum.over", over=7)
    assert siti.says("checks.cap_taken", standing=9, over=7)


async def test_earlier_applications_of_a_workplace_are_told_and_lead_there(front: Front) -> None:
    siti = await again(front)
    assert siti.says("office.before.got", permits=29, refused=1)
    assert siti.says("office.before.title")
    assert f'href="{HERE}"' in siti.text
    await siti.get(HERE)
    assert siti.says("office.before.none")
    assert reference(2) not in siti.text


async def test_five_earlier_applications_are_told_newest_first(front: Front) -> None:
    asked = {"changes": {"status": ApplicationStatus.WITHDRAWN}}
    async with front.house.database.unit() as unit:
        first = await hand_in(unit, 1, replace(BANK, hours=9, **asked), now=NOON)
        for number in range(2, 8):
            more = replace(BANK, hours=9 - number, **asked)
            await hand_in_more(unit, number, more, after=first, now=NOON)
        await hand_in(unit, 9, replace(BANK, hours=9, **asked), now=NOON)
    siti = await (await front.person()).get(f"/applications/{reference(7)}")
    listed = re.search(r'id="before">(.*?)</ul>', siti.text, re.DOTALL)[1]
    told = re.findall(r'href="/applications/([\w-]+)"', listed)
    assert told == [reference(number) for number in (6, 5, 4, 3, 2)]
    assert siti.says("office.status.withdrawn")


async def test_people_are_refused_only_for_what_can_hold_of_a_person(front: Front) -> None:
    siti = await taken(front)
    offered = {
        name: re.findall(r'<option value="(R\d\d)"', chosen)
        for name, chosen in re.findall(
            r'<select id="([\w-]+)" name="reason".*?>(.*?)</select>', siti.text, re.DOTALL
        )
    }
    assert offered["bulk-reason"] == ["R03", "R05", "R06", "R07", "R08", "R10"]
    assert len(offered["refuse-reason"]) == 12
    await (await siti.post(f"{HERE}/rows", {"row": "2", "reason": "R01", "do": "refuse"})).follow()
    assert siti.says("office.told.no_reason")
    assert siti.says("office.decide.approve", left=30, all=30)


async def test_risks_stand_before_what_is_fine(front: Front) -> None:
    siti = await taken(front, EXPORT)
    assert siti.says("checks.evidence_missing")
    assert siti.text.index("tidak terlampir") < siti.text.index("Surat tugas terlampir")


async def test_people_and_papers_are_for_those_who_have_it_on_their_desk(front: Front) -> None:
    application = await handed_in(front)
    paper = f"{HERE}/papers/{application.answers['letter']}"
    budi = await front.person(BUDI)
    siti = await front.person()
    await siti.post(f"{HERE}/claim")
    await siti.get(HERE)
    name = re.search(r'data-label="Nama">([^<]+)<', siti.text)[1]
    assert (await siti.get(paper)).status == 200
    await budi.get(HERE)
    assert budi.says("office.people.closed")
    assert budi.says("office.decide.taken", officer="siti", until="12.15")
    assert name not in budi.text
    assert "Sri Handayani" not in budi.text
    assert (await budi.get(paper)).status == 404
    assert (await budi.post(f"{HERE}/rows/1/nik")).status == 404
    rina = await front.person(RINA)
    assert name in (await rina.get(HERE)).text
    assert (await (await front.person(AGUS)).get(HERE)).status == 403


async def test_a_nik_is_shown_only_when_asked_and_that_is_written_down(front: Front) -> None:
    people = [a_person(number) for number in range(3)]
    siti = await taken(front, people=people)
    assert not NIK.search(siti.text)
    assert people[1].nik[:4] + "••••••••" + people[1].nik[-4:] in siti.text
    await siti.post(f"{HERE}/rows/2/nik")
    assert NIK.findall(siti.text) == [people[1].nik]
    await siti.post(f"{HERE}/rows/3/nik", Accept="application/json")
    assert siti.text == f'{{"nik": "{people[2].nik}"}}'
    async with front.house.database.reading() as unit:
        acts = [line.act for line in await unit.audit.of(reference(1))]
    shown = [(act.actor, act.facts["row"]) for act in acts if act.act == "show_nik"]
    assert shown == [("siti", 2), ("siti", 3)]
    assert not NIK.search(repr(acts))
    assert (await siti.post(f"{HERE}/rows/99/nik")).status == 404


async def test_no_nik_and_no_name_stands_in_an_address(front: Front) -> None:
    siti = await taken(front)
    for address in re.findall(r'(?:href|action|src)="([^"]*)"', siti.text):
        assert re.fullmatch(
            r"(/[a-z0-9/._-]*|/applications/A2107-0001[a-z0-9/]*)?(\?[a-z=&;0-9]*)?(#[a-z]+)?",
            address,
        ), address


async def test_a_company_named_like_a_script_is_only_a_name(front: Front) -> None:
    evil = "<script>alert(1)</script>"
    people = [
        replace(a_person(1), name="<img src=x onerror=alert(1)>", home='"><b>', job="{{7*7}}")
    ]
    siti = await taken(front, replace(BANK, company=evil, address=f"{evil} &amp;"), people)
    assert "<script>alert" not in siti.text
    assert "<img src=x" not in siti.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in siti.text
    assert "&amp;amp;" in siti.text
    assert "{{7*7}}" in siti.text
    assert '"><b>' not in siti.text
    assert "<script>alert" not in (await siti.get("/queue?view=mine")).text


async def test_only_those_who_need_a_look_are_shown_when_asked(front: Front) -> None:
    people = [a_person(number) for number in range(30)]
    people[4] = replace(people[4], nik="9999011708950001")
    siti = await taken(front, people=people)
    await siti.post(f"{HERE}/rows", {"row": "7", "reason": "R08", "do": "refuse"})
    for kind, rows in (("doubted", ["5"]), ("refused", ["7"])):
        await siti.get(f"{HERE}?show={kind}")
        assert re.findall(r'id="row-(\d+)"', siti.text) == rows
    await siti.get(f"{HERE}?show=pending")
    assert len(re.findall(r'id="row-(\d+)"', siti.text)) == 29
    assert siti.says("office.doubt.nik_region")


async def test_thousands_of_employees_are_shown_by_the_page(front: Front) -> None:
    people = [
        replace(a_person(n), nik=f"3171{1 + n % 8:02d}0101{70 + n // 100:02d}{1 + n:04d}")
        for n in range(1_999)
    ]
    many = replace(BANK, asked={}, changes={"asked": {"service": 1_999}})
    siti = await taken(front, many, people)
    assert siti.says("checks.many", employees=1_999, many=500)
    assert len(re.findall(r'id="row-', siti.text)) == PAGE
    await siti.get(f"{HERE}?page=10")
    assert len(re.findall(r'id="row-', siti.text)) == PAGE - 1
    assert siti.says("office.people.page", page=10, pages=10)
    await siti.post(f"{HERE}/rows", {"numbers": "1-1500, 1505", "reason": "R07", "do": "refuse"})
    await siti.follow()
    assert siti.says("office.decide.approve", left=498, all=1_999)


async def test_a_page_beyond_the_last_is_the_last(front: Front) -> None:
    siti = await taken(front)
    await siti.get(f"{HERE}?page=7")
    assert siti.status == 200
    assert 'id="row-30"' in siti.text


async def test_a_rule_that_changed_since_is_told_with_both_results(front: Front) -> None:
    before = NOON.replace(day=8)
    front.clock.now = before
    payments = replace(BANK, kbli="66411")
    async with front.house.database.unit() as unit:
        await hand_in(unit, 1, payments, now=before)
    front.clock.now = NOON
    siti = await (await front.person()).get(HERE)
    assert siti.says("checks.rules_changed")
    assert "ppkm-2021-07-03" in siti.text


async def test_an_application_of_answers_the_rules_cannot_read_is_still_shown(
    front: Front,
) -> None:
    from tests.support.builders import submitted

    async with front.house.database.unit() as unit:
        await submitted(unit)
    siti = await (await front.person()).get("/applications/a-1")
    assert siti.status == 200
    assert siti.says("office.rule.none")


@pytest.mark.parametrize("language", ["id", "en"])
async def test_nothing_of_a_page_is_left_unsaid_in_either_language(
    front: Front, language: str
) -> None:
    siti = await taken(front, EXPORT)
    await siti.post("/language", {"language": language, "path": HERE})
    await siti.follow()
    assert f'<html lang="{language}">' in siti.text
    assert not re.search(r"\b(office|checks|roster|registration)\.[a-z_]+\.", siti.text)
