"""Lines typed or pasted into the chat become entries, and nobody among them is lost or guessed."""

import pytest

from flows.rules.entries import Entry
from flows.rules.pasted import read_lines
from tests.support.builders import a_nik
from tests.support.rows import NIK, judge

ANI = ("Ani Wati", NIK, "kantor", "Bekasi", "Teller bank")


def fields(text: str) -> list[tuple]:
    return [(one.name, one.nik, one.unit, one.home, one.job) for one in read_lines(text)]


@pytest.mark.parametrize(
    "line",
    [
        f"Ani Wati; {NIK}; kantor; Bekasi; Teller bank",
        f"Ani Wati;{NIK};kantor;Bekasi;Teller bank;;;",
        f"Ani Wati, {NIK}, kantor, Bekasi, Teller bank",
        f"Ani Wati\t{NIK}\tkantor\tBekasi\tTeller bank",
        f"Ani Wati | {NIK} | kantor | Bekasi | Teller bank",
        f"Ani Wati   {NIK}   kantor   Bekasi   Teller bank",
        f"Ani  Wati  {NIK}  kantor  Bekasi  Teller bank",
        f"1   Ani Wati   {NIK}   kantor   Bekasi   Teller bank",
        f"Ani Wati - {NIK} - kantor - Bekasi - Teller bank",
        f"Ani Wati – {NIK} – kantor – Bekasi – Teller bank",
        f"1. Ani Wati; {NIK}; kantor; Bekasi; Teller bank",
        f"1.Ani Wati; {NIK}; kantor; Bekasi; Teller bank",
        f"17) Ani Wati; {NIK}; kantor; Bekasi; Teller bank",
        f"- Ani Wati; {NIK}; kantor; Bekasi; Teller bank",
        f"• Ani Wati; {NIK}; kantor; Bekasi; Teller bank",
        f"17;Ani Wati;{NIK};kantor;Bekasi;Teller bank",
        f"17\tAni Wati\t{NIK}\tkantor\tBekasi\tTeller bank",
        f'"Ani Wati";"{NIK}";"kantor";"Bekasi";"Teller bank"',
        f"{NIK}; Ani Wati; kantor; Bekasi; Teller bank",
        f"Ani Wati; {NIK}; Bekasi; kantor; Teller bank",
        f"Ani Wati; {NIK}; Bekasi; Teller bank; kantor",
        f"Ani Wati; kantor; {NIK}; Bekasi; Teller bank",
        f"12) Ani Wati; {NIK}; kantor; Bekasi; Teller bank",
        f'"Ani Wati", "{NIK}", "kantor", "Bekasi", "Teller bank"',
        f"• Ani Wati; {NIK}; kantor; Bekasi; Teller bank;;",
    ],
)
def test_a_line_is_read_by_whatever_separates_it(line: str):
    assert fields(line) == [ANI]


def test_a_degree_with_a_comma_stays_part_of_the_name():
    assert fields(f"Ani Wati, S.E., M.M., {NIK}, kantor, Bekasi, Teller bank") == [
        ("Ani Wati, S.E., M.M.", *ANI[1:])
    ]


def test_a_slip_in_the_nik_does_not_take_the_degree_from_the_name():
    for slipped in ("317101570895000l", "3171015708lOOOOl"):
        assert fields(f"Ani Wati, S.E., {slipped}, kantor, Bekasi, Teller bank") == [
            ("Ani Wati, S.E.", slipped, *ANI[2:])
        ]


def test_a_slip_in_the_unit_does_not_take_the_degree_from_the_name():
    assert fields(f"Ani Wati, S.E., {NIK}, kntor, Bekasi, Teller") == [
        ("Ani Wati, S.E.", NIK, "kntor", "Bekasi", "Teller")
    ]


def test_a_telephone_number_behind_a_name_makes_no_nik_of_it():
    assert fields("Ani Wati 08123456789; kantor; Bekasi; Teller") == [
        ("Ani Wati 08123456789", "kantor", "Bekasi", "Teller", None)
    ]


def test_what_somebody_was_unsure_of_stays_doubtful():
    assert fields(f"Ani Wati?; {NIK}; kantor; Bekasi; Teller bank") == [("Ani Wati?", *ANI[1:])]


def test_a_line_that_has_only_its_number_and_a_name_lacks_the_rest():
    assert fields("17; Ani Wati") == [("Ani Wati", None, None, None, None)]


@pytest.mark.parametrize("name", ["Nik", "NIK"])
@pytest.mark.parametrize("separator", ["; ", "\t", "  ", " "])
def test_whoever_is_called_nik_is_no_heading(name: str, separator: str):
    """A heading is skipped without a word: a person taken for one would be lost."""
    (found,) = read_lines(separator.join([name, NIK, "kantor", "Bekasi", "Teller"]))
    assert (found.name, found.nik, found.unit) == (name, NIK, "kantor")


def test_a_dash_at_the_front_of_a_word_parts_nothing():
    assert fields(f"Ani Wati  {NIK}  kantor  Bekasi  Teller -malam") == [
        (*ANI[:4], "Teller -malam")
    ]


def test_a_job_of_several_parts_stays_one_job():
    (found,) = read_lines(f"Ani Wati; {NIK}; kantor; Bekasi; Teller; malam")
    assert found.job == "Teller, malam"


def test_a_nik_written_in_groups_is_one_nik():
    line = "Ani Wati | 3171 0157 0895 0001 | kantor | Bekasi | Teller bank"
    assert [one.nik for _, one in judge(read_lines(line)).accepted] == [NIK]


def test_a_blank_too_many_costs_nobody_the_unit():
    assert fields(f"Ani Wati   {NIK}   kantor Bekasi Timur") == [
        ("Ani Wati", NIK, "kantor", "Bekasi Timur", None)
    ]


def test_where_no_nik_stands_nothing_is_told_apart_by_blanks():
    assert fields("Ani  Wati  kantor  Bekasi  Teller") == [
        ("Ani  Wati  kantor  Bekasi  Teller", None, None, None, None)
    ]


def test_an_empty_first_cell_is_no_part_of_a_name():
    assert fields(f"\tAni Wati\t{NIK}\tkantor\tBekasi\tTeller bank") == [ANI]
    assert fields(f"\t{NIK}\tAni Wati\tkantor\tBekasi\tTeller bank") == [ANI]


def test_where_no_nik_is_known_a_missing_name_moves_nothing_into_its_place():
    cells = ("3.17E+15", "kantor", "Bekasi", "Teller")
    assert fields("\t" + "\t".join(cells)) == [(None, *cells)]


def test_a_line_that_ends_with_its_nik_lacks_the_rest_and_is_no_error():
    assert fields(f"Ani Wati; {NIK}") == [("Ani Wati", NIK, None, None, None)]


@pytest.mark.parametrize(
    "heading", ["NIK; Divisi", "No. NIK; Divisi", "Nomor NIK; Divisi", "Nama NIK"]
)
def test_a_heading_is_known_by_its_nik_whatever_else_it_names(heading):
    assert read_lines(heading) == ()


def test_ten_digits_that_come_first_are_a_nik_cut_short_and_no_name():
    assert fields("3171015708; Ani; kantor; Bekasi; Teller") == [
        ("Ani", "3171015708", "kantor", "Bekasi", "Teller")
    ]


def test_between_single_blanks_home_and_job_are_not_guessed():
    (found,) = read_lines(f"Ani Wati {NIK} kantor Jakarta Timur teller")
    assert (found.name, found.nik, found.unit) == ANI[:3]
    assert [one.code for one in judge([found]).problems] == ["job_missing"]


@pytest.mark.parametrize("tail", ["Bekasi; Admin; Pelayanan", "Bekasi; Pelayanan; Admin"])
def test_of_two_words_that_may_both_be_the_unit_none_is_guessed(tail: str):
    """The cap is counted by unit: an administrator of the service desk is no office worker."""
    examined = judge(read_lines(f"Ani Wati; {NIK}; {tail}"))
    assert [one.code for one in examined.problems] == ["unit_unknown"]
    early = judge(read_lines(f"Ani Wati; kantor; pelayanan; {NIK}; Bekasi; Teller"))
    assert "unit_unknown" in {one.code for one in early.problems}
    (taken,) = judge(read_lines(f"Ani Wati; {NIK}; Pelayanan; Bekasi; Admin")).accepted
    assert (taken[1].unit, taken[1].job) == ("service", "Admin")


@pytest.mark.parametrize(
    "heading",
    [
        "Nama;NIK;Unit kerja;Kota asal;Jabatan",
        "No\tNama\tNIK\tUnit kerja\tKota asal\tJabatan",
        "Nama, Nomor NIK, Unit, Kota, Jabatan",
        "Nama;NIK (16 digit);Unit kerja;Kota asal;Jabatan",
        "Nama NIK Unit Kota Jabatan",
        "Name  NIK  Work unit  Home city  Job",
        "Employee; NIK number; Work unit; Home city; Job title",
    ],
)
def test_a_heading_pasted_along_is_nobody(heading: str):
    found = read_lines(f"{heading}\nAni Wati;{NIK};kantor;Bekasi;Teller bank")
    assert [(one.number, one.name) for one in found] == [(2, "Ani Wati")]


@pytest.mark.parametrize(
    "line", ["Nik Nama; ; kantor; Kelantan; teller", "Unit", "Nama Ani, NIK belum ada"]
)
def test_a_person_is_not_taken_for_a_heading(line: str):
    assert len(read_lines(line)) == 1


@pytest.mark.parametrize(
    "blank", ["", "   ", "\t\t\t\t", ";;;;", "\u200b", " | | | | ", '"";""', "2;;;;"]
)
def test_a_blank_line_is_nobody_and_the_lines_keep_their_numbers(blank: str):
    line = "Ani Wati;{};kantor;Bekasi;Teller"
    found = read_lines(f"{line.format(a_nik(1))}\n{blank}\n{line.format(a_nik(2))}")
    assert [one.number for one in found] == [1, 3]


def test_one_bad_line_costs_only_itself():
    lines = [f"Ani Wati; {a_nik(n)}; kantor; Bekasi; Teller" for n in range(5)]
    lines[2] = "Ani Wati; 31710; kantor; Bekasi; Teller"
    examined = judge(read_lines("\n".join(lines)))
    assert [number for number, _ in examined.accepted] == [1, 2, 4, 5]
    assert [(one.row, one.column, one.code) for one in examined.problems] == [
        (3, "nik", "nik_length")
    ]


def test_the_same_person_twice_names_the_first_line():
    line = f"Ani Wati; {NIK}; kantor; Bekasi; Teller"
    examined = judge(read_lines(f"{line}\n\n{line.replace('3171', '3171 ')}"))
    assert [number for number, _ in examined.accepted] == [1]
    assert [(one.row, one.code, one.first_row) for one in examined.problems] == [
        (3, "nik_twice", 1)
    ]


@pytest.mark.parametrize("nik", ["3.17E+15", "3,17102E+15", "3.171E15"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_nik_that_a_spreadsheet_made_a_number_is_explained(nik: str, separator: str):
    examined = judge(read_lines(separator.join(["Ani", nik, "kantor", "Bekasi", "Teller"])))
    assert [one.code for one in examined.problems] == ["nik_as_number"]


def test_a_message_as_long_as_telegram_takes_is_read_whole():
    lines = [f"{n}. Ani Wati; {a_nik(n)}; kantor; Bekasi; Teller" for n in range(1, 80)]
    text = "\n".join(lines)[:4_096]
    assert len(text) == 4_096
    examined = judge(read_lines(text))
    whole = text.count("\n")
    assert [number for number, _ in examined.accepted] == list(range(1, whole + 1))
    assert {one.row for one in examined.problems} <= {whole + 1}


def test_one_word_of_4096_signs_is_one_bad_line():
    (found,) = read_lines("A" * 4_096)
    assert "name_too_long" in {one.code for one in judge([found]).problems}


def test_without_separators_the_nik_stands_between_name_and_unit():
    (entry,) = read_lines(f"Ani Wati {NIK} kantor Bekasi Timur")
    assert (entry.name, entry.nik, entry.unit) == ("Ani Wati", NIK, "kantor")
    assert entry.home == "Bekasi Timur"


def test_lines_are_numbered_as_typed_and_headings_and_blanks_are_no_employees():
    text = f"Nama; NIK; Unit\n\nAni Wati; {NIK}; kantor\nBudi; ; kantor; Depok; Sopir; malam"
    first, second = read_lines(text)
    assert first == Entry(3, "Ani Wati", NIK, "kantor")
    assert second == Entry(4, "Budi", None, "kantor", "Depok", "Sopir, malam")


@pytest.mark.parametrize("heading", ["Nama, No. NIK", "Nama; nomor nik", "nik"])
def test_a_heading_is_known_by_its_nik(heading):
    assert read_lines(heading) == ()


def test_a_nik_with_a_slip_is_still_known_as_one():
    (slipped,) = read_lines("Ani; 3171-0157-0895-000l; kantor")
    assert slipped.nik == "3171-0157-0895-000l"
    (short,) = read_lines("Ani; 3171015708; kantor")
    assert short.nik == "3171015708"
    (shorter,) = read_lines("Ani; 317101570; kantor")
    assert shorter.nik == "317101570"
    (alone,) = read_lines("halo semua")
    assert alone == Entry(1, "halo semua")
    (number,) = read_lines(NIK)
    assert (number.name, number.nik) == (None, NIK)
