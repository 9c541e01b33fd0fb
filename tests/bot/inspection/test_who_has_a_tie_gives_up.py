"""An inspector who finds a tie to an employer gives up what is about it, on the pages."""

from tests.bot.inspection.weighing import a_case, token


async def test_who_has_a_tie_gives_the_case_up_and_no_other_about_it_opens(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, _ = await a_case(desk, ani)
    await a_case(desk, ani, employer="contoh")  # not weighed yet
    await ani.posts(f"/case/{case}/aside", csrf=await token(ani, case))
    assert ani.location == "/"
    assert ani.cases == []
    await ani.opens(f"/case/{case}")
    assert ani.status == 404
    await budi.opens("/")
    assert len(budi.cases) == 2
    await budi.posts(f"/case/{case}/aside", csrf=await token(budi, case))
    assert "tidak dipegang pengawas lain" in budi.page


async def test_what_comes_later_about_it_is_given_up_by_opening_it(desk):
    ani, budi = await desk.inspector("ani", lead=True), await desk.inspector("budi")
    case, _ = await a_case(desk, ani)
    await ani.posts(f"/case/{case}/aside", csrf=await token(ani, case))
    later, _ = await a_case(desk, ani, employer="PT Contoh Sejahtera Abadi")
    told = await ani.opens(f"/case/{later}")
    assert ani.status == 409
    assert "sudah melepaskan kasus tentang tempat kerja ini" in told
    assert "gudang" not in told
    assert later not in await ani.opens("/")
    assert "Rantai utuh" in await ani.opens("/acts")
    assert ani.page.count("melepaskan") == 2
    await budi.opens(f"/case/{later}")
    assert "gudang" in budi.page


async def test_no_act_and_no_photo_is_open_to_who_gave_an_employer_up(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, _ = await a_case(desk, ani)
    await ani.posts(f"/case/{case}/aside", csrf=await token(ani, case))
    later, _ = await a_case(desk, ani)
    csrf = ani.token
    for act in ("triage", "note", "order/check"):
        await ani.posts(f"/case/{later}/{act}", csrf=csrf, words="kata kata")
        assert ani.status == 409
    await ani.opens(f"/case/{later}/photo")
    assert ani.status == 409
    await budi.posts(f"/case/{later}/triage", csrf=await token(budi, later))
    assert later not in await ani.opens("/")  # weighed by a colleague, its key was dropped
