"""A list that is too long is told so when it arrives, and shortened without losing the rest."""

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


async def test_every_unit_over_its_cap_is_told_below_the_answer_to_the_list(siti: Visitor):
    told = await siti.says(a_list(53) + "\n" + a_list(12, unit="kantor", start=60))
    assert "65 pekerja tercatat dari 65 baris" in told
    assert "Pelayanan: 53 dari 50\nKantor: 12 dari 10" in told
    assert "Pelayanan: 53 dari 50\nKantor: 12 dari 10" in await siti.taps("Daftar sudah lengkap")


async def test_rows_are_taken_off_by_their_numbers_and_the_rest_stays(siti: Visitor):
    await siti.says(a_list(53) + "\n" + a_list(12, unit="kantor", start=60))
    told = await siti.says("hapus 51-53")
    assert "3 pekerja dikeluarkan dari daftar" in told
    assert "Pelayanan" not in told.split("Daftar pekerja yang harus masuk")[0]
    assert "Kantor: 12 dari 10" in told
    told = await siti.says("hapus baris 54, 60-60")
    assert "2 pekerja dikeluarkan dari daftar" in told
    assert "dari 10" not in told
    assert "Surat tugas" in await siti.taps("Daftar sudah lengkap")


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
    assert "Nik Aziz dikeluarkan" in await siti.says("hapus Nik Aziz")


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
