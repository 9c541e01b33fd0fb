"""A case that an inspector has in front of them, and three that were weighed."""


async def a_case(desk, browser, **told):
    """Have something reported, and return the case that was not there before."""
    await browser.opens("/")
    before = set(browser.cases)
    receipt = await desk.town.report(**told)
    await browser.opens("/")
    (case,) = set(browser.cases) - before
    return case, receipt


async def weighed_three(desk, browser):
    for _ in range(3):
        case, receipt = await a_case(desk, browser)
        await browser.posts(f"/case/{case}/triage", csrf=await token(browser, case))
    return case, receipt


async def token(browser, case):
    await browser.opens(f"/case/{case}")
    return browser.token


OWN_WORDS = "Hitung orang di setiap ruang dan minta daftar hadir."
ORDER = {
    "employer": "PT Contoh Sejahtera",
    "address": "Jl. Melawai Raya No. 12",
    "violation": "over_cap",
    "day": "2021-07-15",
    "window": "morning",
    "instruction": OWN_WORDS,
}
