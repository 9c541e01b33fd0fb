"""A list that is too long is told so when it arrives, and shortened without losing the rest."""

import io

import openpyxl
import pytest

from storage.database import Database
from tests.support.builders import a_nik
from tests.support.channel import Office, Visitor, a_list, an_office, fills_in


@pytest.fixture
async def siti(sqlite: Database) -> Visitor:
    """Somebody who may bring fifty of the service and ten of the office, and is asked for them."""
    office: Office = an_office(sqlite)
    visitor = office.visitor()
    await fills_in(visitor)
    return visitor


def rows_of(visitor: Visitor) -> list[list[object]]:
    """Return what stands in the workbook somebody was just handed."""
    workbook = openpyxl.load_workbook(io.BytesIO(visitor.papers[0].data))
    return [[cell.value for cell in row] for row in workbook.worksheets[0].rows]


async def test_every_unit_over_its_cap_is_told_below_the_answer_to_the_list(siti: Visitor):
    told = await siti.says(a_list(53) + "\n" + a_list(12, unit="kantor", start=60))
    assert "65 pekerja tercatat dari 65 baris" in told
    assert "Pelayanan: 53 dari 50\nKantor: 12 dari 10" in told
    for _ in range(2):  # the second press changes no word of the screen
        told = await siti.taps("Daftar sudah lengkap")
        assert "Pelayanan: 53 dari 50\nKantor: 12 dari 10" in told
        assert siti.answered.toast.startswith("Daftar melebihi jumlah yang boleh masuk:")
    await siti.taps("English")
    assert not siti.answered.toast


async def test_rows_are_taken_off_by_their_numbers_and_the_rest_stays(siti: Visitor):
    await siti.says(a_list(53) + "\n" + a_list(12, unit="kantor", start=60))
    told = await siti.says("hapus 51-53")
    assert "Dikeluarkan dari daftar: 3 pekerja" in told
    assert "• No. 51, Budi Wati\n• No. 52, Citra Wati\n• No. 53, Dewi Wati" in told
    assert "kirim lagi berkas Lihat daftar" in told
    assert "Pelayanan" not in told.split("Daftar pekerja yang harus masuk")[0]
    assert "Kantor: 12 dari 10" in told
    told = await siti.says("hapus baris 54, 60-60")
    assert "• No. 54, Ani Wati\n• No. 60, Gita Wati" in told
    assert "dari 10" not in told
    assert "Surat tugas" in await siti.taps("Daftar sudah lengkap")


async def test_the_number_to_write_stands_first_in_the_file_and_stays_with_its_person(
    siti: Visitor,
):
    await siti.says(a_list(4))
    assert "hapus 2-3" in await siti.taps("Lihat daftar")
    assert "kolom No." in siti.told
    assert [row[:2] for row in rows_of(siti)] == [
        ["No.", "Nama"],
        [1, "Budi Wati"],
        [2, "Citra Wati"],
        [3, "Dewi Wati"],
        [4, "Eka Wati"],
    ]
    assert "Citra Wati (No. 2) dikeluarkan" in await siti.says("hapus 2")
    await siti.taps("Lihat daftar")
    assert [row[0] for row in rows_of(siti)] == ["No.", 1, 3, 4]
    assert "Dewi Wati (No. 3) dikeluarkan" in await siti.says("hapus 3")


async def test_whoever_was_taken_off_comes_back_with_the_file_of_before(siti: Visitor):
    await siti.says(a_list(6))
    await siti.taps("Lihat daftar")
    before = siti.papers[0].data
    assert "Sudah tercatat: 3" in await siti.says("hapus 2-4")
    assert "Sudah tercatat: 6" in await siti.sends("tercatat.xlsx", before)


async def test_of_many_who_are_taken_off_ten_are_named(siti: Visitor):
    await siti.says(a_list(30))
    told = await siti.says("hapus 1-25")
    assert "Dikeluarkan dari daftar: 25 pekerja" in told
    assert "• No. 10, Ani Wati\n… dan 15 lainnya" in told
    assert "No. 11" not in told


async def test_taking_everybody_off_is_asked_about_first(siti: Visitor):
    await siti.says(a_list(4))
    assert "Kosongkan daftar?" in await siti.says("hapus 1-99")
    assert "Sudah tercatat: 4" in await siti.taps("Biarkan")


@pytest.mark.parametrize("words", ["hapus 5-9", "hapus 9-5", "hapus 3171 0101 0170 000"])
async def test_numbers_that_name_nobody_take_nobody_off(siti: Visitor, words: str):
    await siti.says(a_list(4))
    assert "Tidak ada" in await siti.says(words)
    assert "Sudah tercatat: 4" in siti.told


async def test_whoever_is_called_nik_can_be_taken_off_by_name(siti: Visitor):
    await siti.says(a_list(2) + f"\nNik Aziz; {a_nik(9)}; kantor; Bekasi; Teller")
    assert "Nik Aziz (No. 3) dikeluarkan" in await siti.says("hapus Nik Aziz")


@pytest.mark.parametrize(
    "words",
    [
        f"Ani Wati; {a_nik(8)}; kantor; Bekasi; Teller",
        f"Ani Wati, {a_nik(8)}, kantor, Bekasi, Teller",
        f"1. Ani Wati {a_nik(8)} kantor Bekasi Teller",
        "hapus 2-3",
    ],
)
async def test_rows_sent_while_it_is_asked_whether_to_empty_the_list_wait_for_the_answer(
    siti: Visitor, words: str
):
    await siti.says(a_list(4))
    await siti.taps("Kosongkan daftar")
    told = await siti.says(words)
    assert "jawab pertanyaan di bawah dahulu" in told
    assert "Kosongkan daftar?" in told
    assert "Sudah tercatat: 4" in await siti.taps("Biarkan")


async def test_a_question_of_their_own_is_answered_there_all_the_same(siti: Visitor):
    await siti.says(a_list(4))
    await siti.taps("Kosongkan daftar")
    told = await siti.says("berapa lama prosesnya?")
    assert "jawab pertanyaan di bawah dahulu" not in told
    assert "Kosongkan daftar?" in told
