"""What inspectors do on their pages, from the queue to the end of a case."""

from flows.rules.cases import CaseStatus
from storage.errors import Unavailable
from storage.reports.tables import CaseAuditRow
from tests.bot.inspection.desk import a_desk
from tests.bot.inspection.weighing import ORDER, OWN_WORDS, a_case, token, weighed_three
from tests.bot.reporting.test_report_conversation import photo_with_a_past
from tests.bot.reporting.town import STORY, answers
from tests.support.builders import a_permit, submitted

QUOTING = "Periksa apakah karyawan gudang dipaksa hadir tanpa masker"
TOLD = ("gudang", "masker", "dipaksa", "seluruh", "malam")  # words of the story


async def test_a_case_is_read_weighed_and_asked_about(desk):
    ani = await desk.inspector("ani")
    case, receipt = await a_case(desk, ani)
    assert STORY in await ani.opens(f"/case/{case}")
    await ani.posts(f"/case/{case}/triage")
    assert "Ditelaah" in ani.page
    await ani.posts(f"/case/{case}/ask", words="Lantai berapa?")
    await desk.town.desk.add(receipt, "Lantai tiga")
    assert "Ada jawaban" in await ani.opens("/")
    assert "Lantai tiga" in await ani.opens(f"/case/{case}")
    await ani.posts(f"/case/{case}/note", words="Pernah diperiksa")
    assert "Pernah diperiksa" in ani.page
    assert "Pernah" not in str((await desk.town.desk.look(receipt)).lines)


async def test_a_lone_report_leads_to_a_letter_without_a_word_of_the_reporter(desk):
    ani = await desk.inspector("ani")
    case, receipt = await a_case(desk, ani)
    await ani.opens(f"/case/{case}")
    await ani.posts(f"/case/{case}/triage")
    assert "Tulis perintah" not in ani.page
    to = {"employer": "PT Contoh Sejahtera", "address": "Jl. Melawai Raya No. 12"}
    csrf = ani.token
    sheet = await ani.posts(f"/case/{case}/letter/print", csrf=csrf, **to)
    assert "21 Juli 2021" in sheet  # five working days from Wednesday the 14th
    assert not [word for word in TOLD if word in sheet]
    assert "Jalan Melawai 12" not in sheet
    await ani.posts(f"/case/{case}/letter", csrf=csrf, **to)
    assert "Surat klarifikasi dikirim kepada PT Contoh Sejahtera" in ani.page
    assert (await desk.town.desk.look(receipt)).status is CaseStatus.DISPOSED


async def test_an_order_points_at_words_to_take_out_and_takes_a_second_officer(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, receipt = await weighed_three(desk, ani)
    csrf = await token(ani, case)
    live = await ani.asks(f"/case/{case}/order/check", **{**ORDER, "instruction": QUOTING})
    assert "karyawan gudang dipaksa hadir tanpa" in live["words"]
    clean = await ani.asks(f"/case/{case}/order/check", **ORDER)
    assert clean["words"] == []
    await ani.posts(f"/case/{case}/order", csrf=csrf, **{**ORDER, "instruction": QUOTING})
    assert ani.status == 422
    assert "Perintah memuat kata-kata pelapor" in ani.page
    assert QUOTING in ani.page  # what was typed is not lost
    await ani.posts(f"/case/{case}/order", csrf=csrf, **ORDER)
    number = (await desk.town.orders.written(await opened(desk, case)))[0].state.number
    await ani.posts(f"/case/{case}/order/{number}", csrf=csrf)
    assert "harus dilakukan petugas lain" in ani.page
    await budi.posts(f"/case/{case}/order/{number}", csrf=await token(budi, case))
    sheet = await budi.opens(f"/case/{case}/order/{number}")
    assert OWN_WORDS in sheet
    assert not [word for word in TOLD if word in sheet]
    assert "<img" not in sheet
    assert (await desk.town.desk.look(receipt)).status is CaseStatus.DISPOSED


async def opened(desk, case, inspector="ani"):
    at_work = desk.town.at_work[inspector]
    return await desk.town.inspectors.open(at_work, bytes.fromhex(case))


async def test_a_case_ends_with_a_measure_of_the_ladder_that_the_receipt_tells(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, receipt = await weighed_three(desk, ani)
    await ani.posts(f"/case/{case}/order", csrf=await token(ani, case), **ORDER)
    number = (await desk.town.orders.written(await opened(desk, case)))[0].state.number
    await budi.posts(f"/case/{case}/order/{number}", csrf=await token(budi, case))
    await budi.posts(f"/case/{case}/act")
    assert "Penutupan sementara" in budi.page
    assert "Denda administratif" not in budi.page
    csrf = budi.token
    await budi.posts(f"/case/{case}/close", csrf=csrf, measure="fine")
    assert "belum cukup" in budi.page
    await budi.posts(f"/case/{case}/close", csrf=csrf, measure="closure")
    assert (await desk.town.desk.look(receipt)).status is CaseStatus.CLOSED
    await budi.opens("/?ended=1")
    assert case in budi.cases
    await budi.opens("/")
    assert case not in budi.cases


async def test_unfounded_is_proposed_by_one_and_decided_by_another(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, receipt = await a_case(desk, ani)
    await ani.opens(f"/case/{case}")
    await ani.posts(f"/case/{case}/triage")
    await ani.posts(f"/case/{case}/refuse", reason="unfounded")
    assert "ani mengusulkan menolak: tidak terbukti" in ani.page
    assert "Menunggu petugas kedua" in await budi.opens("/")
    await budi.opens(f"/case/{case}")
    await budi.posts(f"/case/{case}/refuse", reason="unfounded")
    followed = await desk.town.desk.look(receipt)
    assert (followed.status, followed.reason) == (CaseStatus.REFUSED, "unfounded")


async def test_a_report_against_the_register_is_looked_at_once_more(desk, sqlite):
    async with sqlite.unit() as unit:
        await submitted(unit, company="PT Bank Contoh", sector="ess_finance")
        await unit.permits.keep([a_permit(number) for number in (1, 2)])
    ani = await desk.inspector("ani")
    case, _ = await a_case(desk, ani, employer="P.T. bank contoh", violation="non_essential_open")
    page = await ani.opens(f"/case/{case}")
    assert "STRP berlaku hari ini: 2" in page
    await ani.posts(f"/case/{case}/triage")
    assert "Periksa sekali lagi sebelum melangkah" in ani.page


async def test_the_rule_of_a_sector_is_shown_in_its_own_words(desk):
    ani = await desk.inspector("ani")
    case, _ = await a_case(desk, ani)
    page = await ani.opens(f"/case/{case}?sector=non_essential")
    assert "Tidak boleh masuk" in page
    assert "100% WFH" in page
    assert "Tidak boleh masuk" not in await ani.opens(f"/case/{case}?sector=nothing")


async def test_a_register_that_is_down_is_not_taken_for_an_employer_without_permits(
    desk, sqlite, monkeypatch
):
    ani = await desk.inspector("ani")
    await desk.town.desk.submit(answers("2H4K-9QRT-0XYZ-7BCD-M3NP"), photo_with_a_past())
    await ani.opens("/")
    (case,) = ani.cases
    csrf = await token(ani, case)

    def down():
        raise Unavailable

    monkeypatch.setattr(sqlite, "reading", down)
    await ani.posts(f"/case/{case}/triage", csrf=csrf)
    assert "sedang tidak menjawab" in ani.page
    assert "Surat klarifikasi" in ani.page
    assert "Tulis perintah" not in ani.page


async def test_nothing_of_a_case_stands_outside_its_own_page(desk):
    ani = await desk.inspector("ani")
    case, receipt = await a_case(desk, ani)
    await ani.opens(f"/case/{case}")
    await ani.posts(f"/case/{case}/triage")
    await ani.posts(f"/case/{case}/ask", words="Pertanyaan tentang ruangan")
    outside = [
        await ani.opens(path)
        for path in ("/", "/?ended=1", "/statistics", "/acts", f"/case/{case}0", "/login", "/none")
    ]
    words = (*TOLD, "Sejahtera", "Melawai", "ruangan", "pakaian", receipt)
    assert [word for word in words for page in outside if word in page] == []


async def test_new_cases_appear_together_and_never_at_their_own_minute(town, sqlite):
    async with a_desk(town, sqlite, batch_minutes=15) as desk:
        ani = await desk.inspector("ani")
        await ani.opens("/")
        await town.report()
        for _ in range(14):
            town.later(minutes=1)
            await ani.opens("/")
            assert ani.cases == []
        town.later(minutes=16)
        await town.report(employer="PT Lain Lagi")
        await ani.opens("/")
        assert len(ani.cases) == 2


async def test_the_log_of_acts_is_the_leads_and_shows_where_it_was_changed(desk):
    wulan = await desk.inspector("wulan", lead=True)
    case, _ = await a_case(desk, wulan)
    await wulan.opens(f"/case/{case}")
    page = await wulan.opens("/acts")
    assert "Rantai utuh: 1 baris" in page
    assert "membuka" in page
    async with desk.town.store.begin() as session:
        row = await session.get_one(CaseAuditRow, 1)
        row.inspector = "orang"
        session.add(row)
    assert "Rantai putus di baris 1" in await wulan.opens("/acts")
    ani = await desk.inspector("ani")
    await ani.opens("/acts")
    assert ani.status == 404


async def test_of_two_acts_at_once_the_second_sees_what_the_first_did(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, _ = await a_case(desk, ani)
    first, second = await token(ani, case), await token(budi, case)
    await ani.posts(f"/case/{case}/triage", csrf=first)
    await ani.posts(f"/case/{case}/refuse", csrf=first, reason="outside")
    await budi.posts(f"/case/{case}/refuse", csrf=second, reason="outside")
    await budi.posts(f"/case/{case}/ask", csrf=second, words="Masih buka?")
    assert "Kasus sudah berpindah" in budi.page
    assert "Ditolak" in budi.page


async def test_without_keys_for_the_next_month_an_inspector_is_told_in_time(desk):
    ani = await desk.inspector("ani")
    assert "bulan depan" not in await ani.opens("/")
    desk.town.now = desk.town.now.replace(day=28)
    ani = desk.browser()
    await ani.enters("ani")
    assert "Kunci Anda untuk bulan depan belum dibuat" in await ani.opens("/")
