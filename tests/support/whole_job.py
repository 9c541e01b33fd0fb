"""The whole job in a browser, as people do it: a list is dropped and mended, an officer decides."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Awaitable, Callable

import openpyxl

from tests.bot.simulator.browser import Page, a_page
from tests.support.builders import a_nik
from tests.support.person import PDF, Town

Look = Callable[[Page, str], Awaitable[None]]
BAD = (3, 17, 44, 90, 121, 160, 199)
LOG = "document.getElementById('log').innerText"
FIRST = (
    "Adi",
    "Ani",
    "Budi",
    "Citra",
    "Dewi",
    "Eko",
    "Fajar",
    "Gita",
    "Hadi",
    "Indah",
    "Joko",
    "Kartika",
    "Lina",
)
LAST = (
    "Hartono",
    "Kusuma",
    "Lestari",
    "Nugroho",
    "Pratama",
    "Rahayu",
    "Saputra",
    "Setiawan",
    "Siregar",
    "Utami",
    "Wati",
    "Wijaya",
    "Yulianti",
    "Zulkarnain",
    "Gunawan",
    "Halim",
)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = (
    ("tap", "Daftarkan perusahaan", "Privasi Anda"),
    ("tap", "Saya setuju", "Siapa Anda"),
    ("tap", "Wakil perusahaan", "kegiatan usaha"),
    ("say", "asuransi", "Sektor mana"),
    ("tap", "Keuangan", "Nomor Induk Berusaha"),
    ("say", "9120001234567", "Nama perusahaan"),
    ("say", "PT Asuransi Contoh", "Di mana tempat kerjanya"),
    ("tap", "Jakarta Pusat", "Kecamatan"),
    ("tap", "Gambir", "Alamat tempat kerja"),
    ("say", "Jl. Contoh 12", "Nama Anda"),
    ("say", "Siti Rahayu", "Jabatan Anda"),
    ("say", "Manajer SDM", "Nomor telepon"),
    ("say", "081200005001", "pelayanan kepada masyarakat"),
    ("say", "400", "produksi atau konstruksi"),
    ("say", "0", "perkantoran pendukung"),
    ("say", "40", "Daftar pekerja yang harus masuk"),
)


async def nothing(_: Page, __: str) -> None:
    """Look at no screen on the way."""


def a_list() -> bytes:
    """Return a workbook of two hundred rows of which seven have a number that is too short."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["Nama", "NIK", "Unit kerja", "Kota asal", "Jabatan"])
    for number in range(1, 201):
        nik = "123" if number in BAD else a_nik(number)
        first = FIRST[number % len(FIRST)]
        last = LAST[number // len(FIRST) % len(LAST)]
        workbook.active.append([f"{first} {last}", nik, "Pelayanan", "Bekasi", "Teller"])
    return _bytes_of(workbook)


def mended(answer: bytes) -> bytes:
    """Return the answered workbook with each number mended."""
    workbook = openpyxl.load_workbook(io.BytesIO(answer))
    rows = list(workbook.worksheets[0].iter_rows(min_row=2))
    assert len(rows) == len(BAD)
    for place, row in enumerate(rows):
        row[1].value = a_nik(1000 + place)
    return _bytes_of(workbook)


def _bytes_of(workbook: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


async def say(page: Page, text: str) -> None:
    await page.run(
        f"""(() => {{ const field = document.getElementById('text'); field.value = {json.dumps(text)};
        field.dispatchEvent(new KeyboardEvent('keydown', {{key: 'Enter', bubbles: true}})); }})()"""
    )


async def tap(page: Page, label: str) -> None:
    last = f"[...document.querySelectorAll('#log .buttons button')].filter((one) => one.innerText.includes({json.dumps(label)})).at(-1)"
    await page.until(last)
    await page.run(f"{last}.click()")


async def drop(page: Page, name: str, data: bytes, kind: str) -> None:
    content = base64.b64encode(data).decode()
    await page.run(
        f"""(async () => {{ const bag = new DataTransfer();
        const bytes = Uint8Array.from(atob('{content}'), (sign) => sign.charCodeAt(0));
        bag.items.add(new File([bytes], {json.dumps(name)}, {{type: '{kind}'}}));
        document.dispatchEvent(new DragEvent('drop', {{dataTransfer: bag, bubbles: true, cancelable: true}})); }})()"""
    )


async def reads(page: Page, words: str) -> None:
    await page.until(f"{LOG}.includes({json.dumps(words)})")


async def documents(town: Town) -> dict[str, bytes]:
    """Return every file the bot handed over, by name."""
    messages = (await town.remote.state("siti"))["messages"]
    files = [one["document"] for one in messages if one.get("by_bot") and "document" in one]
    return {one["file_name"]: await town.remote.fetch(one["file_id"]) for one in files}


async def register(page: Page, town: Town, look: Look = nothing) -> None:
    await page.until("document.querySelector('.start')")
    await page.run("document.querySelector('.start').click()")
    await reads(page, "STRP Jakarta")
    await look(page, "menu")
    for act, what, then in STEPS:
        await (tap if act == "tap" else say)(page, what)
        await reads(page, then)
        await look(page, then)
    await drop(page, "daftar.xlsx", a_list(), SHEET)
    await reads(page, "193 pekerja tercatat dari 200 baris")
    await look(page, "list")
    answer = (await documents(town))["STRP-hasil.xlsx"]
    await drop(page, "hasil.xlsx", mended(answer), SHEET)
    await reads(page, "Sudah tercatat: 200")
    await tap(page, "Daftar sudah lengkap")
    await reads(page, "Surat tugas")
    await drop(page, "surat.pdf", PDF, "application/pdf")
    await reads(page, "Dokumen NIB")
    await tap(page, "Lewati")
    await tap(page, "Saya menyatakan benar")
    await reads(page, "Periksa sebelum dikirim")
    await look(page, "review")
    await tap(page, "Kirim")
    await reads(page, "Nomor permohonan Anda")
    await look(page, "handed-in")


async def decide(town: Town, look: Look = nothing) -> None:
    """Let an officer refuse five rows with a reason and approve the others."""
    async with a_page(town.demo.house.office_url) as page:
        await page.size(1440, 900)
        await page.until("document.querySelector('.demos')")
        await look(page, "office-login")
        await page.run(
            "[...document.querySelectorAll('.demos form')].find((one) => one.elements.name.value === 'rina').requestSubmit()"
        )
        link = "[...document.querySelectorAll('a')].find((one) => one.innerText.includes('PT Asuransi Contoh'))"
        await page.until(link)
        await look(page, "office-queue")
        await page.run(f"{link}.click()")
        await page.until("document.querySelector('form[action$=claim] button')")
        await page.run("document.querySelector('form[action$=claim] button').click()")
        await page.until("document.querySelectorAll('input[name=row]').length === 200")
        await page.run(
            "document.querySelectorAll('input[name=row]').forEach((one, place) => { if (place < 5) one.click(); })"
        )
        await page.run("document.querySelector('#bulk-reason').value = 'R08'")
        await page.run("document.querySelector('button[name=do][value=refuse]').click()")
        await page.until("document.querySelectorAll('tr.refused').length === 5")
        await look(page, "office-application")
        await page.run("document.querySelector('details.act summary').click()")
        await page.run("document.querySelector('form[action$=approve] button').click()")
        await page.until(
            "document.readyState === 'complete' && !document.querySelector('form[action$=approve]')"
        )
        await look(page, "office-decided")
        assert page.errors == []
