"""A worker writes half a name: which company it is, an inspector finds and says."""

import pytest

from flows.rules.companies import Company
from tests.bot.inspection.weighing import token
from tests.bot.reporting.test_report_conversation import photo_with_a_past
from tests.bot.reporting.town import answers
from tests.support.builders import a_permit, submitted

NIB = "9120001234567"  # of every application the builders make
RECEIPT = "2H4K-9QRT-0XYZ-7BCD-M3NP"


@pytest.fixture
async def registered(sqlite):
    async with sqlite.unit() as unit:
        await submitted(unit, sector="ess_finance")
        await unit.companies.keep(Company(NIB, "PT Equity Life Indonesia"))
        await unit.permits.keep([a_permit(number) for number in (1, 2)])
        await unit.companies.keep(Company("9120009999999", "PT Lain Sama Sekali"))


async def with_a_photo(desk, browser, employer="Equity Life"):
    await desk.town.desk.submit(answers(RECEIPT, employer=employer), photo_with_a_past())
    await browser.opens("/")
    (case,) = browser.cases
    await browser.posts(f"/case/{case}/triage", csrf=await token(browser, case))
    return case


async def test_a_permitted_company_under_half_its_name_is_not_sent_officers(desk, registered):
    ani = await desk.inspector("ani")
    case = await with_a_photo(desk, ani)
    assert "Nama-nama ini mirip" in ani.page
    assert "PT Equity Life Indonesia" in ani.page
    assert "PT Lain Sama Sekali" not in ani.page
    assert "Tulis perintah" not in ani.page
    await ani.posts(f"/case/{case}/taken", nib=NIB)
    assert "STRP berlaku hari ini: 2" in ani.page
    assert "Tulis perintah" not in ani.page
    assert 'name="employer" value="PT Equity Life Indonesia"' in ani.page
    assert "Nama-nama ini mirip" not in ani.page


async def test_what_one_inspector_said_of_the_register_the_other_reads(desk, registered):
    ani, budi = await desk.inspector("ani", lead=True), await desk.inspector("budi")
    case = await with_a_photo(desk, ani)
    await ani.posts(f"/case/{case}/taken", nib=NIB)
    assert "STRP berlaku hari ini: 2" in await budi.opens(f"/case/{case}")
    assert "mencocokkan dengan daftar" in await ani.opens("/acts")
    assert len((await desk.town.desk.look(RECEIPT)).lines) == 1  # not the reporter's to read


async def test_only_who_was_looked_for_and_is_not_registered_is_without_permits(desk):
    ani = await desk.inspector("ani")
    case = await with_a_photo(desk, ani, "Warung Tanpa Nama")
    assert "belum berarti tanpa izin" in ani.page
    assert "Tulis perintah" not in ani.page
    await ani.posts(f"/case/{case}/taken", nib="-")
    assert "sudah mencari: tidak terdaftar" in ani.page
    assert "Tulis perintah" in ani.page


@pytest.mark.parametrize("sought", ["equity", "9120 0012 34567", "  LIFE indo "])
async def test_a_company_is_looked_for_by_another_name_or_its_nib(desk, registered, sought):
    ani = await desk.inspector("ani")
    case = await with_a_photo(desk, ani, "Ekuiti")
    await ani.posts(f"/case/{case}/search", sought=sought)
    assert "PT Equity Life Indonesia" in ani.page
    assert sought not in str(ani.location)
    await ani.posts(f"/case/{case}/taken", nib=NIB)
    assert "STRP berlaku hari ini: 2" in ani.page


async def test_what_finds_nothing_or_is_none_is_told(desk, registered):
    ani = await desk.inspector("ani")
    case = await with_a_photo(desk, ani)
    await ani.posts(f"/case/{case}/search", sought="Gudang Rahasia")
    assert "Tidak ada perusahaan terdaftar yang cocok" in ani.page
    csrf = ani.token
    for path, form in (("search", {"sought": "x"}), ("taken", {"nib": "123"}), ("taken", {})):
        await ani.posts(f"/case/{case}/{path}", csrf=csrf, **form)
        assert ani.status == 422
        assert "tidak dapat dibaca" in ani.page


async def test_of_an_ended_case_nothing_more_is_said(desk, registered):
    ani = await desk.inspector("ani")
    case = await with_a_photo(desk, ani)
    await desk.town.desk.withdraw(RECEIPT)
    await ani.posts(f"/case/{case}/taken", nib=NIB)
    assert "Kasus sudah berpindah" in ani.page
