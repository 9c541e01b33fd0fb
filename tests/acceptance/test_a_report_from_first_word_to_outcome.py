"""A worker reports with a photo; two inspectors in real browsers ask, order and close; it is told."""

import json
from pathlib import Path

import pytest

from tests.bot.simulator.browser import CHROMIUM, Page, a_page
from tests.support.person import Person, a_town_with_the_house
from tests.support.reporters import a_photo_with_a_past

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
STORY = "Semua karyawan gudang dipaksa hadir tanpa masker setiap hari"
REPORT = (
    "/lapor", ">Baru", ">Saya mengerti", "PT Wirausaha Contoh", "Jalan Melawai 12",
    ">Jakarta Selatan", ">Kebayoran Baru", ">Lewati", ">non-esensial", ">Setiap hari",
    ">10 sampai 50", STORY,
)  # fmt: skip
HAS_EXIF = """(async () => { const answer = await fetch(document.querySelector('figure img').src);
const text = new TextDecoder('latin1').decode(await answer.arrayBuffer());
return text.includes('Exif') || text.includes('PONSEL'); })()"""


async def clicks(page: Page, words: str) -> None:
    """Click the button or link with these words, and wait for the page behind it."""
    wanted = json.dumps(words)
    node = f"[...document.querySelectorAll('button, a')].find((one) => one.innerText.includes({wanted}))"
    await page.until(node)
    await page.run("window.isOld = true")
    await page.run(f"{node}.click()")
    await page.until("!window.isOld && document.readyState === 'complete'")


async def writes(page: Page, name: str, words: str, form: str = "") -> None:
    field = f"document.querySelector({json.dumps(f'{form} [name={name}]')})"
    await page.run(
        f"(() => {{ const field = {field}; field.value = {json.dumps(words)};"
        "field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


async def reads(page: Page) -> str:
    return str(await page.run("document.querySelector('main').innerText"))


async def reports(siti: Person) -> str:
    """Report with a photo sent as a file, so that all that was written in it arrives."""
    await siti.does(*REPORT)
    seen = await siti.sends("kantor.jpg", a_photo_with_a_past("PONSEL RAHASIA"))
    receipt = next(word for word in seen.screen.split() if word.count("-") == 4)
    await siti.says(receipt[-4:])
    await siti.taps("Kirim")
    await siti.hears("Terkirim dan terkunci")
    return receipt


async def follows(anybody: Person, receipt: str) -> str:
    await anybody.does("/lapor", ">Punya kode")
    return "\n".join((await anybody.says(receipt)).texts)


async def asks_and_orders(page: Page, address: str) -> None:
    """Look into the case, ask the reporter, and write an order whose first draft quotes."""
    await clicks(page, "Masuk sebagai wulan")
    await clicks(page, "Hari ke-1")
    assert STORY in await reads(page)
    await page.until("document.querySelector('figure img').complete")
    assert await page.run(HAS_EXIF) is False
    await clicks(page, "Telaah kasus ini")
    await clicks(page, "Sudah dicari: tidak terdaftar")
    await writes(page, "words", "Di lantai berapa gudangnya?", "form[action$=ask]")
    await clicks(page, "Kunci dan titipkan")
    await writes(page, "instruction", "Lihat apakah karyawan gudang dipaksa hadir tanpa masker")
    await page.until("document.getElementById('take-out').innerText.includes('gudang dipaksa')")
    await writes(page, "instruction", "Hitung orang di setiap ruang dan minta daftar hadir.")
    await page.until("document.getElementById('take-out').className.includes('good')")
    await writes(page, "address", "Jl. Melawai Raya No. 12")
    await clicks(page, "Tulis perintah")
    assert "menunggu persetujuan petugas lain" in await reads(page)
    await clicks(page, "Keluar")


async def approves_and_closes(page: Page) -> str:
    """Approve as the second officer, read the sheet, act and close; return the sheet."""
    await clicks(page, "Masuk sebagai bima")
    await clicks(page, "Hari ke-1")
    assert "Lantai dasar" in await reads(page)
    await clicks(page, "Setujui perintah ini")
    case = await page.run("location.href")
    await clicks(page, "Buka lembar perintah")
    sheet = await reads(page)
    await page.call("Page.navigate", url=case)
    await clicks(page, "Unit mulai bertindak")
    await page.run("document.querySelector('[name=measure]').value = 'closure'")
    await clicks(page, "Tutup kasus")
    return sheet


async def test_a_report_is_followed_from_its_first_word_to_its_outcome(tmp_path: Path):
    async with a_town_with_the_house(tmp_path) as town:
        address = town.demo.house.inspection_url
        siti, budi = town.person("siti"), town.person("budi")
        receipt = await reports(siti)
        async with a_page(f"{address}/login") as page:
            await asks_and_orders(page, address)
            told = await follows(budi, receipt)
            assert "Di lantai berapa gudangnya?" in told
            await budi.does(">Jawab atau tambah", "Lantai dasar, pintu samping.", ">Kirim")
            sheet = await approves_and_closes(page)
            assert page.errors == []
        assert "Hitung orang di setiap ruang" in sheet
        assert not [word for word in ("gudang", "masker", "dipaksa", "samping") if word in sheet]
        told = await follows(siti, receipt)
        assert "Status: Selesai" in told
        assert "ditutup sementara" in told
