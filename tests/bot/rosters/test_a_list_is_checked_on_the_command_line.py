"""`strp roster check`: scripts and people learn before they send what would become of a list."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.commands.roster import app
from tests.bot.test_the_command_line import strp
from tests.support.lists import BUDI, HEADING, a_text, a_workbook
from tests.support.rows import ANI

MIXED = a_workbook(
    ("Daftar pekerja",),
    HEADING,
    ANI,
    (),
    ("Citra", 3171015708950001.0, "gudang", "Bekasi", "Teller"),
    ("Dewi", "9999011708950001", "Kantor", "Bekasi", "Teller"),
    BUDI,
    (BUDI[0], f" {BUDI[1]}", *BUDI[2:]),
)


@pytest.fixture
def list_of(tmp_path: Path):
    def keep(data: bytes, name: str = "daftar.xlsx") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return keep


def check(*words: object) -> Result:
    return CliRunner().invoke(app, ["check", "--on", "2021-07-10", *(str(word) for word in words)])


def test_a_good_list_ends_well(list_of):
    told = check(list_of(a_workbook(HEADING, ANI, BUDI)), "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout) == {"rows": 2, "accepted": 2, "problems": []}


def test_rows_are_numbered_as_in_the_sheet_and_each_problem_has_its_weight(list_of):
    told = check(list_of(MIXED), "--json")
    assert told.exit_code == 1
    assert told.stdout.count("\n") == 1
    assert json.loads(told.stdout) == {
        "rows": 5,
        "accepted": 3,
        "problems": [
            {"row": 5, "column": "nik", "code": "nik_as_number", "severity": "error"},
            {"row": 5, "column": "unit", "code": "unit_unknown", "severity": "error"},
            {"row": 6, "column": "nik", "code": "nik_region", "severity": "warning"},
            {"row": 8, "column": "nik", "code": "nik_twice", "severity": "error"},
        ],
    }


def test_a_warning_alone_is_no_finding(list_of):
    told = check(list_of(a_workbook(HEADING, (ANI[0], "9999011708950001", *ANI[2:]))), "--json")
    assert told.exit_code == 0
    assert [one["severity"] for one in json.loads(told.stdout)["problems"]] == ["warning"]


def test_ages_are_judged_as_on_the_day_that_is_given(list_of):
    path = list_of(a_workbook(HEADING, (ANI[0], "3171011107060001", *ANI[2:])))
    assert "nik_age" in check(path, "--json").stdout
    later = check(path, "--json", "--on", "2021-07-11")
    assert json.loads(later.stdout)["problems"] == []


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("id", ["5 baris dibaca: 3 diterima, 2 perlu diperbaiki.", "Baris 5, NIK: NIK tersimpan"]),
        ("en", ["5 rows read: 3 accepted, 2 to mend.", "Row 5, NIK: The NIK is stored"]),
    ],
)
def test_people_are_told_in_their_language(list_of, lang: str, lines: list[str]):
    told = check(list_of(MIXED), "--lang", lang)
    assert told.exit_code == 1
    first, second, *rest = told.stdout.splitlines()
    assert first == lines[0]
    assert second.startswith(lines[1])
    assert len(rest) == 3


def test_no_answer_repeats_a_name_or_a_nik(list_of):
    for words in (("--json",), (), ("--lang", "en")):
        told = check(list_of(MIXED), *words)
        assert not any(secret in told.output for secret in ("Citra", "Dewi", BUDI[1], "99990117"))


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("kosong.xlsx", b"", "empty", "This file is empty"),
        ("surat.pdf", b"%PDF", "not_a_spreadsheet", "This is no spreadsheet"),
        ("a.csv", a_text(HEADING[:4]).encode(), "columns_missing", "are missing: Job."),
    ],
)
def test_a_file_that_is_no_list_is_a_finding_with_its_reason(list_of, name, data, code, said):
    told = check(list_of(data, name), "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout) == {"rows": 0, "accepted": 0, "problems": [], "refused": code}
    spoken = check(list_of(data, name), "--lang", "en")
    assert spoken.exit_code == 1
    assert said in spoken.stdout


def test_what_is_no_file_is_wrong_use_and_nothing_stands_where_json_is_read(tmp_path: Path):
    for path in (tmp_path / "none.xlsx", tmp_path):
        told = check(path, "--json")
        assert (told.exit_code, told.stdout) == (2, "")
    for words in (("--lang", "jv"), ("--on", "yesterday"), ("--bold",)):
        assert check(tmp_path, *words).exit_code == 2
    assert CliRunner().invoke(app, ["check"]).exit_code == 2


def test_the_command_that_is_installed_says_the_same(list_of):
    told = strp("roster", "check", str(list_of(MIXED)), "--json")
    assert (told.returncode, told.stderr) == (1, "")
    assert json.loads(told.stdout)["accepted"] == 3
    missing = strp("roster", "check", "nowhere.xlsx", "--json")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "nowhere.xlsx" in missing.stderr
