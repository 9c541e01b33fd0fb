"""The employees who must come in: as a workbook, by hand, and never more than the rules allow."""

import io

import openpyxl

from tests.support import office_queue
from tests.support.builders import a_nik
from tests.support.channel import (
    PDF,
    Office,
    a_list,
    fills_in,
    hands_in,
)

CHAT = 700_000_001


async def test_the_arithmetic_of_the_caps_is_shown_and_held_to(office: Office):
    siti = office.visitor()
    told = await fills_in(siti)
    assert "50% × 100 = 50" in told
    assert "25% × 40 = 10" in told
    await siti.says(a_list(11, unit="kantor"))
    told = await siti.taps("Daftar sudah lengkap")
    assert "Kantor: 11 dari 10" in told


async def test_what_the_workplace_holds_already_is_taken_off_its_cap(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    async with office.database.unit() as unit:
        application = await unit.applications.get(reference)
        await office_queue.issued(unit, application, now=office.clock())
    told = await fills_in(siti)
    assert "50% × 100 = 50" in told
    assert "dikurangi 3 yang sudah dimiliki tempat kerja ini: 47 lagi" in told
    await siti.says(a_list(48, start=10))
    told = await siti.taps("Daftar sudah lengkap")
    assert "Pelayanan: 48 dari 47" in told


async def test_a_workbook_is_answered_row_by_row_and_only_the_bad_rows_are_mended(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    told = await siti.sends("daftar.xlsx", a_workbook(20, bad=(3, 7)))
    assert "18 pekerja tercatat dari 20 baris" in told
    (answer,) = siti.papers
    mend = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert [row[-1].value for row in mend.iter_rows(min_row=2)] == [4, 8]
    mended = mended_copy(answer.data)
    told = await siti.sends("hasil.xlsx", mended)
    assert "2 pekerja tercatat dari 2 baris" in told
    async with office.database.reading() as unit:
        kept = await unit.conversations.load(CHAT, "registration")
        assert sum((await unit.rosters.counts(str(kept.state["id"]))).values()) == 20


async def test_the_template_is_handed_out_and_the_question_stands_below_it(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    told = await siti.taps("Unduh templat")
    assert [paper.name for paper in siti.papers] == ["STRP-daftar-pekerja.xlsx"]
    assert "Daftar pekerja yang harus masuk" in told


async def test_an_employee_is_entered_by_hand_and_counted(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(">Isi satu pekerja", "Ani Wati", a_nik(5), ">Kantor", "Bekasi", "Teller")
    assert a_nik(5) not in siti.told
    told = await siti.taps("Tambahkan ke daftar")
    assert "Pekerja ditambahkan" in told
    assert "Sudah tercatat: 1" in told


async def test_an_employee_half_entered_can_be_left_without_losing_the_draft(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(">Isi satu pekerja", "Ani Wati")
    told = await siti.taps("Batal")
    assert "Daftar pekerja yang harus masuk" in told


def a_workbook(rows: int, bad: tuple[int, ...] = ()) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Nama", "NIK", "Unit kerja", "Kota asal", "Jabatan"])
    for number in range(1, rows + 1):
        nik = "123" if number in bad else a_nik(number)
        workbook.active.append([f"Ani {'A' * number}", nik, "Pelayanan", "Bekasi", "Teller"])
    return saved(workbook)


def mended_copy(answer: bytes) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(answer))
    for row in workbook.worksheets[0].iter_rows(min_row=2):
        row[1].value = a_nik(100 + row[-1].value)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


async def test_rows_that_were_not_taken_are_told_of_to_the_end(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.sends("daftar.xlsx", a_workbook(8, bad=(2, 5)))
    await siti.taps("Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    told = await siti.does(">Lewati", ">Saya menyatakan benar")
    assert "2 baris dari daftar terakhir tidak diterima" in told
    await siti.does(">Ubah jawaban", ">Daftar pekerja")
    told = await siti.does(a_list(2, start=30), ">Daftar sudah lengkap", ">Saya menyatakan")
    assert "6 pekerja" not in told
    assert "8 pekerja" in told
    assert "tidak diterima" not in told


async def test_the_list_can_be_looked_over_and_one_person_taken_off(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.says(a_list(4))
    told = await siti.taps("Lihat daftar")
    rows = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(io.BytesIO(siti.papers[0].data)).worksheets[0].rows
    ]
    assert [row[2] for row in rows[1:]] == [a_nik(number) for number in range(1, 5)]
    assert "Sudah tercatat: 4" in told
    assert "Sudah tercatat: 4" in await siti.sends("lagi.xlsx", siti.papers[0].data)
    assert "Budi Wati (No. 1) dikeluarkan" in await siti.says("hapus Budi  wati")
    assert "Sudah tercatat: 2" not in siti.told
    assert "Sudah tercatat: 2" in await siti.says(f"hapus {rows[2][2]}")
    assert "Sudah tercatat: 1" in await siti.says(f"hapus no. {rows[3][0]}")
    assert "Tidak ada “Budi Wati”" in await siti.says("hapus Budi Wati")


async def test_a_list_is_not_emptied_by_one_tap(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.says(a_list(4))
    assert "4 pekerja yang tercatat akan dihapus" in await siti.taps("Kosongkan daftar")
    assert "Sudah tercatat: 4" in await siti.taps("Biarkan")
    assert "Sudah tercatat: 0" in await siti.does(">Kosongkan daftar", ">Ya, kosongkan")
