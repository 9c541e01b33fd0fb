"""What a letter says and does not say, and by which rules a claim is judged."""

import pytest

from tests.bot.inspection.weighing import ORDER, a_case, token, weighed_three

TO = {"employer": "PT Contoh Sejahtera", "address": "Jl. Melawai Raya No. 12"}
THREAT, PREGNANT = "Diancam PHK atau potong gaji", "Ibu hamil atau komorbid disuruh masuk"


async def weighed(desk, browser, **told):
    case, _ = await a_case(desk, browser, **told)
    await browser.posts(f"/case/{case}/triage", csrf=await token(browser, case))
    return case


@pytest.mark.parametrize("kind", ["forced_or_threatened", "vulnerable_on_site", "over_cap"])
async def test_a_letter_asks_in_general_and_names_no_kind_unless_an_officer_chose_it(desk, kind):
    ani = await desk.inspector("ani")
    case = await weighed(desk, ani, violation=kind)
    sheet = await ani.posts(f"/case/{case}/letter/print", **TO)
    assert "pengaturan kerja di tempat kerja Saudara" in sheet
    for named in (THREAT, PREGNANT, "Yang masuk melebihi batas"):
        assert named not in sheet


async def test_a_kind_that_was_chosen_is_named_and_noted(desk):
    ani = await desk.inspector("ani")
    case = await weighed(desk, ani)
    csrf = ani.token
    sheet = await ani.posts(f"/case/{case}/letter/print", csrf=csrf, names="over_cap", **TO)
    assert "Yang masuk melebihi batas" in sheet
    await ani.posts(f"/case/{case}/letter", csrf=csrf, names="over_cap", **TO)
    assert "Isinya: Yang masuk melebihi batas" in ani.page


async def test_a_threat_is_offered_and_named_only_where_three_reported(desk):
    ani = await desk.inspector("ani")
    case = await weighed(desk, ani, violation="forced_or_threatened", employer="PT Lain Lagi")
    threat = '<option value="forced_or_threatened"'
    letter = await ani.opens(f"/case/{case}")
    assert threat not in letter
    named = {"names": "forced_or_threatened", **TO}
    for act in ("letter", "letter/print"):
        await ani.posts(f"/case/{case}/{act}", csrf=await token(ani, case), **named)
        assert ani.status == 422
        assert "belum cukup" in ani.page
    three, _ = await weighed_three(desk, ani)
    assert threat in await ani.opens(f"/case/{three}")
    assert THREAT in await ani.posts(f"/case/{three}/letter/print", **named)


async def test_a_letter_tells_no_day_of_a_report_but_since_when_its_rules_hold(desk):
    ani = await desk.inspector("ani")
    case = await weighed(desk, ani)
    sheet = await ani.posts(f"/case/{case}/letter/print", **TO)
    assert "aturan yang berlaku sejak 9 Juli 2021" in sheet
    assert "14 Juli 2021" not in sheet


async def test_a_lone_report_with_a_photo_may_lead_to_a_letter_and_a_small_firm_is_warned_of(desk):
    ani = await desk.inspector("ani")
    await desk.town.report(photo=b"a photo", how_many="few")
    await ani.opens("/")
    (case,) = ani.cases
    csrf = await token(ani, case)
    await ani.posts(f"/case/{case}/taken", csrf=csrf, nib="-")
    await ani.posts(f"/case/{case}/triage", csrf=csrf)
    assert "Pemeriksaan lapangan" in ani.page
    assert "Di sini bekerja kurang dari sepuluh orang" in ani.page
    assert "Surat dapat dikirim alih-alih kunjungan" in ani.page
    await ani.posts(f"/case/{case}/letter", **TO)
    assert "Surat klarifikasi dikirim kepada PT Contoh Sejahtera" in ani.page
    large = await weighed(desk, ani, employer="PT Lain Lagi")
    assert "kurang dari sepuluh orang" not in await ani.opens(f"/case/{large}")


@pytest.mark.parametrize(
    ("when", "outcome"),
    [("today", "Boleh masuk"), ("yesterday", "Tidak ada aturan pada hari itu")],
)
async def test_a_claim_is_judged_by_the_rules_of_the_day_it_tells_of(desk, when, outcome):
    desk.town.now = desk.town.now.replace(day=5)
    ani = await desk.inspector("ani")
    case, _ = await a_case(desk, ani, violation="non_essential_open", when=when)
    for month, day in ((7, 5), (7, 10), (9, 8)):
        desk.town.now = desk.town.now.replace(month=month, day=day)
        await ani.enters("ani")
        page = await ani.opens(f"/case/{case}?sector=crit_daily_needs")
        assert f"<strong>{outcome}</strong>" in page
    assert f"{'5' if when == 'today' else '4'} Juli 2021 (hari yang dilaporkan" in page
    assert "hari ini, 8 September 2021" in page


async def test_who_sends_somebody_after_the_reporter_is_told_which_words_to_replace(desk):
    ani = await desk.inspector("ani")
    case, _ = await weighed_three(desk, ani)
    csrf = await token(ani, case)
    order = {**ORDER, "instruction": "Minta nama pelapor kepada satpam"}
    live = await ani.asks(f"/case/{case}/order/check", **order)
    assert live["words"] == ["pelapor"]
    assert "Jangan menyebut pelapor" in live["told"]
    await ani.posts(f"/case/{case}/order", csrf=csrf, **order)
    assert "tidak boleh menyebut atau mencari siapa yang melapor. Ganti: pelapor" in ani.page
    await ani.posts(
        f"/case/{case}/letter", csrf=csrf, employer="PT Contoh", address="Jl. A 1, meja Siti"
    )
    assert "Ganti: meja siti" in ani.page


async def test_an_address_in_the_reporters_words_is_shown_to_both_officers(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, _ = await weighed_three(desk, ani)
    csrf = await token(ani, case)
    order = {**ORDER, "address": "Jl. Melawai No. 12"}
    live = await ani.asks(f"/case/{case}/order/check", **order)
    assert live["words"] == []
    assert "yang juga ditulis pelapor: melawai, 12" in live["told"]
    await ani.posts(f"/case/{case}/order", csrf=csrf, **order)
    assert "yang juga ditulis pelapor: melawai, 12" in await budi.opens(f"/case/{case}")
    clean = await ani.asks(f"/case/{case}/order/check", **ORDER)
    assert "ditulis pelapor" not in clean["told"]


async def test_an_order_that_was_taken_back_cannot_be_printed_after_a_letter(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, _ = await weighed_three(desk, ani)
    await ani.posts(f"/case/{case}/order", csrf=await token(ani, case), **ORDER)
    await budi.posts(f"/case/{case}/order/2", csrf=await token(budi, case))
    await budi.posts(f"/case/{case}/again")
    await budi.posts(f"/case/{case}/letter", **TO)
    assert "Tidak berlaku lagi" in budi.page
    await budi.opens(f"/case/{case}/order/2")
    assert budi.status == 404


async def test_an_order_whose_day_went_by_is_said_to_be_past_and_another_can_be_written(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, _ = await weighed_three(desk, ani)
    await ani.posts(f"/case/{case}/order", csrf=await token(ani, case), **ORDER)
    desk.town.later(days=2)
    await budi.enters("budi")
    page = await budi.opens(f"/case/{case}")
    assert "Tidak disetujui sampai harinya lewat" in page
    assert "Setujui perintah ini" not in page
    assert "Tulis perintah" in page
    await budi.posts(f"/case/{case}/order/2")
    assert "mulai hari ini sampai tiga puluh hari" in budi.page


async def test_no_measure_is_proposed_by_one_and_decided_by_another(desk):
    ani, budi = await desk.inspector("ani", lead=True), await desk.inspector("budi")
    case = await weighed(desk, ani)
    await ani.posts(f"/case/{case}/letter", **TO)
    await ani.posts(f"/case/{case}/act")
    await ani.posts(f"/case/{case}/close", measure="none")
    assert "ani mengusulkan menutup: Tanpa tindakan" in ani.page
    assert '<option value="none" selected>' not in ani.page
    assert '<option value="none" selected>' in await budi.opens(f"/case/{case}")
    assert "mengusulkan menutup" in await ani.opens("/acts")
    await budi.posts(f"/case/{case}/close", csrf=await token(budi, case), measure="none")
    assert "Selesai" in budi.page
    assert "Perlu petugas lain" not in budi.page
