"""The answer to a list is a workbook: what to mend is on top, mended it is taken."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from bot.rosters.result import make_result
from bot.rosters.sheets import read_file
from bot.rosters.template import make_template
from bot.rosters.words import Say
from flows.rules.caps import WorkUnit
from flows.rules.entries import Column, Entry
from flows.rules.roster import Severity
from tests.support.builders import TODAY, a_nik
from tests.support.lists import BUDI, ENGLISH, HEADING, INDONESIAN, a_workbook, opened
from tests.support.rows import ANI, NIK, an_entry, judge

SOUND = "3171011708950007"
BAD = (
    an_entry(3, nik=3171015708950001.0, job="Satpam"),
    an_entry(4, nik="3,17E+15"),
    an_entry(6, name="Citra 3", nik=a_nik(3)),
    an_entry(9, unit="gudang", nik=a_nik(4)),
    an_entry(10, home=None, nik=a_nik(5)),
)
TITLES = ("Name", "NIK", "Work unit", "Home city", "Job")
ENTRIES = (an_entry(2), *BAD, an_entry(12, nik="9999011708950001"), an_entry(13, nik=a_nik(9)))


def answer(entries=ENTRIES, say: Say = INDONESIAN, **known) -> bytes:
    return make_result(entries, judge(entries, **known), say=say)


def cells(sheet: Worksheet) -> list[tuple]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize(
    ("say", "names", "titles"),
    [
        (INDONESIAN, ["Perbaiki", "Semua"], (*HEADING, "Hasil", "Cara memperbaiki", "Baris asal")),
        (
            ENGLISH,
            ["Mend", "All"],
            (*TITLES, "Verdict", "How to mend it", "Original row"),
        ),
    ],
)
def test_the_first_sheet_has_only_what_is_to_mend_and_the_second_everything(say, names, titles):
    workbook = opened(answer(say=say))
    assert workbook.sheetnames == names
    for sheet in workbook:
        assert [cell.value for cell in sheet[1]] == list(titles)
        assert sheet.freeze_panes == "A2"
    mend, everything = workbook
    assert [row[-1] for row in cells(mend)] == [one.number for one in BAD]
    assert [row[-1] for row in cells(everything)] == [one.number for one in ENTRIES]


def test_every_row_has_a_verdict_and_each_bad_one_the_way_to_mend_it():
    known = {"listed": {a_nik(9): ANI[0]}}
    mend, everything = opened(answer(**known))
    verdicts = ["Diterima", *["Perbaiki"] * len(BAD), "Diterima, periksa", "Diperbarui"]
    assert [row[5] for row in cells(everything)] == verdicts
    assert all(row[5] == "Perbaiki" for row in cells(mend))
    hints = [row[6] for row in cells(mend)]
    titles = ["NIK", "NIK", "Nama", "Unit kerja", "Kota asal"]
    assert [hint.partition(":")[0] for hint in hints] == titles
    assert not any("{" in hint for hint in hints)
    assert cells(everything)[0][6] == ""


def test_what_is_wrong_in_several_cells_is_told_line_by_line():
    (row,) = cells(opened(answer((Entry(7, "4ni", NIK[:-1], "x", "Bekasi", None),)))["Perbaiki"])
    assert [line.partition(":")[0] for line in row[6].splitlines()] == [
        "Nama",
        "NIK",
        "Unit kerja",
        "Jabatan",
    ]


def test_only_the_cells_to_mend_are_coloured():
    sheet = opened(answer())["Perbaiki"]
    coloured = [
        [cell.column for cell in row[:5] if cell.fill.fill_type == "solid"]
        for row in sheet.iter_rows(min_row=2)
    ]
    assert coloured == [[2], [2], [1], [3], [4]]


def test_every_cell_that_people_wrote_is_text_and_stays_text_when_they_type():
    for sheet in opened(answer()):
        for row in sheet.iter_rows(min_row=2):
            assert {cell.number_format for cell in row[:5]} == {"@"}
            assert {cell.data_type for cell in row[:5] if cell.value is not None} <= {"s"}
        below = [sheet.column_dimensions[letter].number_format for letter in "ABCDE"]
        assert below == ["@"] * 5


@pytest.mark.parametrize("sign", "=+-@")
def test_a_formula_in_a_list_is_a_word_in_the_answer(sign: str):
    name = f'{sign}HYPERLINK("http://example.test")'
    data = answer((an_entry(2, name=name, home=name, job=name, nik=name, unit=name),))
    for sheet in opened(data):
        row = next(sheet.iter_rows(min_row=2))
        assert [(cell.value, cell.data_type) for cell in row[:5]] == [(name, "s")] * 5
        assert not any(cell.hyperlink for cell in row)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(one) for one in archive.namelist())


def test_mending_the_first_sheet_and_sending_it_back_takes_every_row():
    workbook = opened(answer())
    sheet = workbook["Perbaiki"]
    for cell, mended in {
        "B2": SOUND,
        "B3": a_nik(11),
        "A4": "Citra",
        "C5": "Produksi",
        "D6": "Bogor",
    }.items():
        sheet[cell] = mended
    kept = io.BytesIO()
    workbook.save(kept)
    table = read_file(kept.getvalue())
    assert table.refused is None
    examined = judge(table.entries)
    assert examined.problems == ()
    assert [(number, one.nik, one.job) for number, one in examined.accepted] == [
        (2, SOUND, "Satpam"),
        (3, a_nik(11), "Teller"),
        (4, a_nik(3), "Teller"),
        (5, a_nik(4), "Teller"),
        (6, a_nik(5), "Teller"),
    ]
    assert examined.accepted[3][1].unit is WorkUnit.PRODUCTION


def test_sent_back_as_it_is_it_finds_the_same_faults_and_no_others():
    before = [(one.column, one.code) for one in judge(BAD).problems]
    table = read_file(answer(BAD))
    assert [(one.column, one.code) for one in judge(table.entries).problems] == before


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        (3171011203720003.0, "3171011203720003 ?"),
        (3171011203720003, "3171011203720003 ?"),
        (9671011203720003.0, "9.67101120372000E+15"),  # more than a spreadsheet can hold
        ("3,17E+15", "3,17E+15"),
    ],
)
def test_a_number_keeps_every_digit_that_is_left_and_is_still_to_be_compared(kept, written):
    data = answer((an_entry(2, nik=kept),))
    ((_, nik, *_),) = cells(opened(data)["Perbaiki"])
    assert nik == written
    again = judge(read_file(data).entries)
    assert [one.code for one in again.problems] == ["nik_as_number"]


def test_a_number_that_was_compared_is_taken_without_the_mark():
    table = read_file(a_workbook(HEADING, (ANI[0], "3171011203720003", *ANI[2:])))
    assert judge(table.entries).problems == ()


def test_a_number_in_another_column_is_written_as_it_was_read():
    ((*_, home, _, _, _, _),) = cells(
        opened(answer((an_entry(2, nik="1", home=81234567890),)))["Perbaiki"]
    )
    assert home == "81234567890"


def test_of_two_rows_with_one_nik_both_are_shown_since_either_may_be_wrong():
    """Alone, the second would be taken when sent back, and put the first off the list."""
    twice = (an_entry(2), an_entry(3, nik=a_nik(1)), an_entry(8, name="Budi", nik=f"'{NIK}"))
    data = answer(twice)
    mend = opened(data)["Perbaiki"]
    assert [(row[0], row[5], row[-1]) for row in cells(mend)] == [
        ("Ani Wati", "Diterima", 2),
        ("Budi", "Perbaiki", 8),
    ]
    again = judge(read_file(data).entries)
    assert [(one.row, one.code, one.first_row) for one in again.problems] == [(3, "nik_twice", 2)]


def test_an_answer_without_rows_to_mend_tells_of_all_rows_when_sent_back():
    table = read_file(answer((an_entry(5, nik="9999011708950001"),)))
    assert [(one.name, one.nik) for one in table.entries] == [("Ani Wati", "9999011708950001")]


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.sampled_from([NIK, "'" + NIK, "3.17E+15", "Kantor", "_x0041_", "\x00\x1f", "\ufffe"]),
    st.floats(min_value=0, max_value=1e16),
    st.dates(),
)


@settings(max_examples=40, deadline=None)
@given(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS))
def test_no_cell_becomes_sound_by_being_written_down_and_read_again(row):
    """What a spreadsheet destroyed would look whole again if its digits were written out."""
    entry = Entry(2, *row)
    examined = judge([entry])
    table = read_file(make_result([entry], examined, say=INDONESIAN))
    is_bad = any(one.severity is Severity.ERROR for one in examined.problems)
    again = judge(table.entries)
    assert again.has_errors is is_bad or not table.entries
    if not is_bad:
        assert [one for _, one in again.accepted] == [one for _, one in examined.accepted]


def test_the_result_of_ten_columns_holds_only_the_five_we_ask_for():
    """Salaries and illnesses that stand beside the names are read by nobody."""
    data = a_workbook((*HEADING, "Gaji", "Penyakit"), (*ANI[:4], None, 5_000_000, "asma"))
    table = read_file(data)
    result = answer(table.entries)
    with zipfile.ZipFile(io.BytesIO(result)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"asma" not in whole
    assert b"5000000" not in whole


def test_the_template_refuses_nothing_it_offers():
    workbook = opened(make_template(indonesian=INDONESIAN, english=ENGLISH))
    sheet = workbook.worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(HEADING)
    (units, niks) = sheet.data_validations.dataValidation
    assert (str(units.sqref), str(niks.sqref)) == ("C2:C10002", "B2:B10002")
    offered = units.formula1.strip('"').split(",")
    for number, unit in enumerate(offered):
        sheet.append(("Ani Wati", a_nik(number), unit, "Bekasi", "Teller"))
    kept = io.BytesIO()
    workbook.save(kept)
    table = read_file(kept.getvalue())
    examined = judge(table.entries)
    assert examined.problems == ()
    assert [number for number, _ in examined.accepted] == [3, 4, 5]
    assert {one.unit for _, one in examined.accepted} == set(WorkUnit)


def test_the_template_holds_sixteen_digits_as_text_wherever_they_are_typed():
    sheet = opened(make_template(indonesian=INDONESIAN, english=ENGLISH)).worksheets[0]
    for letter in "ABCDE":
        assert sheet.column_dimensions[letter].number_format == "@"
        assert sheet[f"{letter}2"].number_format == "@"


def test_the_template_unfilled_is_told_to_be_so():
    found = read_file(make_template(indonesian=INDONESIAN, english=ENGLISH)).refused
    assert found
    assert found.code == "no_rows"


@pytest.mark.parametrize("say", [INDONESIAN, ENGLISH])
def test_the_example_shown_is_one_that_would_be_taken(say: Say):
    row = [say(f"roster.example.{column}") for column in Column]
    row[0] = row[0].rpartition(":")[2]
    assert judge([Entry(2, *row)], today=TODAY).problems == ()
    assert read_file(a_workbook(HEADING, ("CONTOH: x", *row[1:]), BUDI)).entries[0].number == 3
