"""Companies send the lists they have; what is in them is read, row by row as they see it."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from bot.rosters.sheets import read_file
from bot.rosters.table import MAX_ROWS, Table
from flows.rules.entries import Entry
from tests.support.builders import a_nik
from tests.support.lists import BUDI, HEADING, a_sheet, a_text, a_workbook, made
from tests.support.rows import ANI, NIK, an_entry, judge

ROWS = (HEADING, ANI, BUDI)


def rows(table: Table) -> list[tuple]:
    assert table.refused is None
    return [(one.number, one.name, one.nik, one.unit, one.home, one.job) for one in table.entries]


def codes(table: Table) -> list[tuple[int, str]]:
    assert table.refused is None
    return [(one.row, one.code) for one in judge(table.entries).problems]


def test_a_plain_list_is_read_as_it_stands():
    table = read_file(a_workbook(*ROWS))
    assert rows(table) == [(2, *ANI), (3, *BUDI)]
    assert table.columns == ("name", "nik", "unit", "home", "job")
    assert codes(table) == []


@pytest.mark.parametrize(
    "nik", [3171015708950001, 3171015708950001.0, 3.17e15, "3.17E+15", "3,17102E+15", "'3.17E+15"]
)
def test_a_nik_that_became_a_number_is_told_and_not_guessed(nik):
    assert codes(read_file(a_workbook(HEADING, (ANI[0], nik, *ANI[2:])))) == [(2, "nik_as_number")]


def test_a_nik_shown_as_a_rounded_number_is_still_a_number():
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADING)
        sheet.append((ANI[0], 3171015708950001, *ANI[2:]))
        sheet["B2"].number_format = "0"

    assert codes(read_file(a_sheet(fill))) == [(2, "nik_as_number")]


def test_a_nik_that_lost_a_digit_is_told_so():
    assert codes(read_file(a_workbook(HEADING, (ANI[0], NIK[1:], *ANI[2:])))) == [
        (2, "nik_digit_lost")
    ]


def test_blank_rows_are_nobody_and_the_others_keep_their_numbers():
    table = read_file(
        a_workbook((), (), HEADING, (), ANI, (None, " ", "\xa0"), (), ("", "", ""), BUDI)
    )
    assert rows(table) == [(5, *ANI), (9, *BUDI)]


def test_numbers_run_as_in_the_sheet_though_it_begins_far_down_and_right():
    def fill(sheet: Worksheet) -> None:
        for place, (title, cell) in enumerate(zip(HEADING, ANI, strict=True), start=4):
            sheet.cell(12, place, title)
            sheet.cell(20, place, cell)

    assert rows(read_file(a_sheet(fill))) == [(20, *ANI)]


def test_a_letterhead_of_merged_cells_stands_above_the_heading():
    def fill(sheet: Worksheet) -> None:
        for title in ("PT ASURANSI CONTOH", "Daftar Nama Pekerja", "Juli 2021", None):
            sheet.append([title])
        for number in (1, 2, 3):
            sheet.merge_cells(f"A{number}:E{number}")
        sheet.append(HEADING)
        sheet.append(ANI)

    assert rows(read_file(a_sheet(fill))) == [(6, *ANI)]


def test_a_heading_of_two_merged_rows_is_found():
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADING)
        sheet.append([None] * 5)
        sheet.append(ANI)
        for letter in "ABCDE":
            sheet.merge_cells(f"{letter}1:{letter}2")

    assert rows(read_file(a_sheet(fill))) == [(3, *ANI)]


@pytest.mark.parametrize(
    "titles",
    [
        ("Name", "NIK", "Work unit", "Home city", "Job"),
        ("Full name", "National ID", "Unit of work", "City of origin", "Job title"),
        ("NAMA LENGKAP", "No. KTP", "UNIT", "DOMISILI", "POSISI"),
        ("Nama\nKaryawan", "Nomor NIK", "Unit\nKerja", "Kota / Kabupaten", "Pekerjaan"),
        ("Nama (sesuai KTP)", "NIK (16 digit)", "Unit kerja*", "Kota asal:", " Jabatan "),
        ("Nama\xa0lengkap", "N I K", "\ufeffUnit kerja", "Kota asal", "Jabatan"),
    ],
)
def test_titles_are_known_in_both_languages_and_as_firms_write_them(titles):
    assert rows(read_file(a_workbook(titles, ANI))) == [(2, *ANI)]


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (1, 0, 4, 2, 3), (2, 4, 0, 3, 1)])
def test_columns_stand_in_any_order_among_others(order):
    def arranged(cells, others):
        return [others[0], *(cells[place] for place in order), others[1]]

    data = a_workbook(arranged(HEADING, ("No", "Telepon")), arranged(ANI, (1, "0812")))
    assert rows(read_file(data)) == [(2, *ANI)]


def test_a_staff_number_called_nik_is_not_taken_where_an_identity_card_stands_beside_it():
    titles = ("NIK", "Nama", "No. KTP", "Unit kerja", "Kota asal", "Jabatan")
    table = read_file(a_workbook(titles, ("00123", ANI[0], *ANI[1:])))
    assert rows(table) == [(2, *ANI)]


def test_the_title_we_asked_for_is_taken_before_one_that_is_only_like_it():
    titles = ("Bagian", "Kota", "Title", *HEADING)
    table = read_file(a_workbook(titles, ("Keuangan", "Jakarta", "Ibu", *ANI)))
    assert rows(table) == [(2, *ANI)]


def test_the_heading_of_a_next_printed_page_is_nobody():
    assert rows(read_file(a_workbook(*ROWS[:2], (), HEADING, BUDI))) == [(2, *ANI), (5, *BUDI)]


def test_notes_on_other_sheets_are_passed_by_and_two_lists_are_not_chosen_from():
    notes = a_workbook(("Petunjuk",), daftar=ROWS, catatan=[("Nama", "Telepon"), ("Ani", "1")])
    assert rows(read_file(notes)) == [(2, *ANI), (3, *BUDI)]
    twice = read_file(a_workbook(*ROWS[:2], cabang=(HEADING, BUDI)))
    assert twice.refused
    assert twice.refused.code == "several_lists"


def test_rows_hidden_by_a_filter_are_read_and_a_hidden_sheet_is_not():
    def fill(workbook) -> None:
        for row in ROWS:
            workbook.active.append(row)
        workbook.active.row_dimensions[3].hidden = True
        workbook.active.column_dimensions["B"].hidden = True
        old = workbook.create_sheet("old")
        old.append(HEADING)
        old.append(("Citra", a_nik(9), *ANI[2:]))
        old.sheet_state = "hidden"

    assert rows(read_file(made(fill))) == [(2, *ANI), (3, *BUDI)]


def test_cells_of_other_kinds_are_told_or_read_and_break_nothing():
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADING)
        sheet.append((datetime(1990, 1, 5), *ANI[1:]))  # noqa: DTZ001 - as a sheet keeps it
        sheet.append((ANI[0], date(1995, 8, 17), *ANI[2:]))
        sheet.append(BUDI)
        sheet.append(("Citra", a_nik(1), "Kantor", 17520, "Teller"))
        sheet.append(("Dewi", a_nik(2), "Kantor", "Bekasi", "#REF!"))

    table = read_file(a_sheet(fill))
    assert codes(table) == [
        (2, "name_digits"),
        (3, "nik_as_number"),
        (6, "job_missing"),
    ]
    assert judge(table.entries).accepted[1][1].home == "17520"


def test_a_formula_is_never_computed_and_what_it_showed_is_read():
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADING)
        sheet.write_row(1, 0, ANI)
        sheet.write_formula(1, 0, '=UPPER("ani wati")', None, "ANI WATI")
        sheet.write_formula(1, 4, '=HYPERLINK("http://example.test/","Teller")', None, "Teller")
        sheet.write_row(2, 0, BUDI)
        sheet.write_formula(2, 1, '=WEBSERVICE("http://example.test/")', None, "")
    table = read_file(kept.getvalue())
    assert rows(table)[0] == (2, "ANI WATI", *ANI[1:])
    assert codes(table) == [(3, "nik_missing")]


def test_blanks_of_every_kind_and_line_breaks_are_tidied_away():
    row = (
        "\xa0Ani\u2007 \nWati\u200b ",
        f" {NIK[:4]}\xa0{NIK[4:]}\n",
        " kantor ",
        "Bekasi\t",
        "T\n",
    )
    ((_, taken),) = judge(read_file(a_workbook(HEADING, row)).entries).accepted
    assert (taken.name, taken.nik, taken.home, taken.job) == ("Ani Wati", NIK, "Bekasi", "T")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Ani 😀", "name_signs"), ("A" * 4_096, "name_too_long"), ("A" * 32_767, "name_too_long")],
)
def test_names_that_fit_no_permit_are_told(name: str, code: str):
    assert codes(read_file(a_workbook(HEADING, (name, *ANI[1:])))) == [(2, code)]


def test_ten_thousand_are_read_and_one_more_is_refused():
    everybody = [("Ani", f"317101{17:02}{8:02}95{n:04}", *ANI[2:]) for n in range(MAX_ROWS + 1)]
    full = read_file(a_text(HEADING, *everybody[:-1]).encode())
    assert [one.number for one in full.entries] == list(range(2, MAX_ROWS + 2))
    more = read_file(a_text(HEADING, *everybody).encode())
    assert more.refused
    assert more.refused.code == "too_many_rows"


def test_the_example_of_the_template_is_nobody():
    example = ("CONTOH: Ani Wati", *ANI[1:])
    assert rows(read_file(a_workbook(HEADING, example, BUDI))) == [(3, *BUDI)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_however_it_was_saved(separator: str, ends: str, encoding: str):
    people = (("José Núñez", *ANI[1:]), BUDI)
    data = a_text(HEADING, *people, separator=separator, ends=ends).encode(encoding)
    assert rows(read_file(data)) == [(2, *people[0]), (3, *people[1])]


def test_quotes_hold_separators_line_breaks_and_quotes_together():
    data = (
        '"Nama","NIK","Unit kerja","Kota asal","Jabatan"\r\n'
        f'"Ani Wati, S.E.","{NIK}","Kantor","Bekasi, Jawa Barat","Teller\r\n""malam"""\r\n'
        f"Budi,{BUDI[1]},Kantor,Depok,Kasir"
    )
    assert rows(read_file(data.encode())) == [
        (2, "Ani Wati, S.E.", NIK, "Kantor", "Bekasi, Jawa Barat", 'Teller\r\n"malam"'),
        (3, "Budi", BUDI[1], "Kantor", "Depok", "Kasir"),
    ]


def test_a_quote_that_is_never_closed_swallows_nobody():
    """Read on, Budi and all below him would be part of Ani's job, and nobody would be told."""
    broken = ('"Teller', *ANI[1:])
    for row in (broken, (*ANI[:4], '"Teller')):
        table = read_file(a_text(HEADING, row, BUDI).encode())
        assert table.refused
        assert table.refused.code == "damaged"


def test_a_quote_inside_a_word_is_only_a_quote():
    row = (*ANI[:4], 'Tukang pipa 5"')
    assert rows(read_file(a_text(HEADING, row, BUDI).encode())) == [(2, *row), (3, *BUDI)]


def test_the_line_that_tells_excel_the_separator_is_no_row_of_the_sheet():
    data = "sep=;\r\n" + a_text(HEADING, ANI)
    assert rows(read_file(data.encode())) == [(2, *ANI)]


def test_rows_shorter_and_longer_than_the_heading_are_read():
    data = a_text(HEADING, ANI[:3], (*BUDI, "", "catatan"))
    assert rows(read_file(data.encode())) == [(2, *ANI[:3], None, None), (3, *BUDI)]


@pytest.mark.parametrize("sign", "=+-@")
def test_a_cell_that_begins_like_a_formula_is_text(sign: str):
    row = (f"{sign}cmd|' /C calc'!A0", *ANI[1:])
    assert rows(read_file(a_text(HEADING, row).encode())) == [(2, *row)]
    assert an_entry(2, name=row[0]) == Entry(2, *row)
