"""Inspectors are taken into service by whoever holds the authority, and by nobody else."""

import json

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.commands.inspect import app

SAFE = "sandi di dalam lemari"
OWN = "sandi panjang milik ani"


@pytest.fixture
def strp(tmp_path, monkeypatch):
    monkeypatch.setenv("STRP_STORE__DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def run(*words, told=()):
        return CliRunner().invoke(app, list(words), input="".join(f"{line}\n" for line in told))

    return run


def enrolled(strp, name="ani", told=(SAFE, OWN)):
    return strp("enrol", name, "--authority", "stick", "--month", "2021-07", told=told)


def listed(strp):
    return [json.loads(line) for line in strp("list", "--json").stdout.splitlines()]


def test_an_inspector_is_enrolled_renewed_and_taken_out_of_service(strp, tmp_path):
    assert strp("authority", "stick", told=[SAFE]).exit_code == 0
    assert enrolled(strp).exit_code == 0
    assert enrolled(strp).exit_code == 1
    renewed = ("renew", "ani", "--authority", "stick", "--month", "2021-08")
    assert strp(*renewed, told=(SAFE, OWN)).exit_code == 0
    assert strp(*renewed, told=(SAFE, OWN)).exit_code == 1
    assert strp("conflict", "ani", told=["PT Contoh"]).exit_code == 0
    assert strp("disable", "ani").exit_code == 0
    assert listed(strp) == [
        {"name": "ani", "role": "inspector", "disabled": True, "months": ["2021-07", "2021-08"]}
    ]
    reports = tmp_path / "data" / "reports"
    for secret in ("pepper", "authority.pub", "reports.db", "keys/2021-07.ani.key"):
        assert (reports / secret).stat().st_mode & 0o077 == 0
    assert (tmp_path / "stick").stat().st_mode & 0o077 == 0
    assert b"Contoh" not in (reports / "reports.db").read_bytes()


def test_without_the_authoritys_passphrase_nobody_is_enrolled(strp):
    strp("authority", "stick", told=[SAFE])
    assert enrolled(strp, told=("wrong wrong wrong", OWN)).exit_code == 1
    assert enrolled(strp, told=(SAFE, "short")).exit_code == 2
    assert listed(strp) == []


def test_a_second_authority_does_not_take_the_place_of_the_first(strp, tmp_path):
    strp("authority", "stick", told=[SAFE])
    first = (tmp_path / "data/reports/authority.pub").read_text()
    assert strp("authority", "other", told=[SAFE]).exit_code == 1
    assert (tmp_path / "data/reports/authority.pub").read_text() == first


@pytest.mark.parametrize("command", sorted(get_command(app).commands))
def test_no_passphrase_and_no_employer_is_an_argument(command):
    names = {parameter.name for parameter in get_command(app).commands[command].params}
    allowed = {"file", "name", "authority_file", "lead", "month", "config", "help", "language"}
    allowed |= {"anyway", "to", "keys", "as_json", "folder", "key", "authority", "photo"}
    assert names <= allowed


def test_for_an_inspector_nobody_knows_nothing_is_handed_out(strp, tmp_path):
    strp("authority", "stick", told=[SAFE])
    enrolled(strp)
    refused = strp("hand-out", "nobody", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert "Tidak ada pengawas bernama nobody." in refused.stderr
    assert not (tmp_path / "out").exists()
    assert strp("hand-out", "ani", str(tmp_path / "out")).exit_code == 0


@pytest.mark.parametrize("month", ["besok", "2026-13", "2021-00", "../../x", "2021-7", "٢٠٢١-٠٧"])
def test_what_is_no_month_is_refused_before_anything_is_asked_or_kept(strp, tmp_path, month):
    strp("authority", "stick", told=[SAFE])
    enrolled(strp)
    before = sorted(tmp_path.rglob("*"))
    for command in (("renew", "ani"), ("enrol", "budi")):
        refused = strp(*command, "--authority", "stick", "--month", month, told=(SAFE, OWN))
        assert refused.exit_code == 2
        assert "TTTT-BB" in refused.stderr
    assert sorted(tmp_path.rglob("*")) == before
    assert len(listed(strp)) == 1


def test_a_tie_is_declared_by_who_is_in_service_and_to_a_name(strp):
    strp("authority", "stick", told=[SAFE])
    enrolled(strp)
    for name, employer, why in (
        ("anni", "PT Contoh", "Tidak ada pengawas bertugas bernama anni."),
        ("ani", "", "tidak menunjuk tempat kerja mana pun"),
        ("ani", "Koperasi", "tidak menunjuk tempat kerja mana pun"),
    ):
        refused = strp("conflict", name, told=[employer])
        assert refused.exit_code == 1
        assert why in refused.stderr
    assert "Tercatat" in strp("conflict", "ani", told=["PT Contoh"]).stdout


def test_why_a_command_is_refused_is_said_in_words_of_either_language(strp):
    strp("authority", "stick", told=[SAFE])
    enrolled(strp)
    month = ("--authority", "stick", "--month", "2021-07")
    for words, told, why in (
        (("authority", "stick"), (SAFE,), "cannot take its place"),
        (("enrol", "ani", *month), (SAFE, OWN), "The working name ani is taken"),
        (("enrol", "nama yang panjang", *month), (SAFE, OWN), "at most 15 letters"),
        (("enrol", "budi", *month), ("salah salah salah", OWN), "does not open this authority"),
        (("enrol", "budi", *month), (SAFE, "pendek"), "At least 12 signs"),
        (("renew", "ani", *month), (SAFE, OWN), "ani has keys for 2021-07 already"),
        (("renew", "anni", *month), (SAFE, OWN), "No inspector in service is called anni"),
        (("disable", "anni"), (), "No inspector in service is called anni"),
        (("hand-over", "ani", "--to", "anni"), (OWN,), "No inspector in service is called anni"),
        (("hand-over", "ani", "--to", "ani"), ("salah",), "opens no key of ani"),
        (("hand-over", "*", "--to", "ani"), (OWN,), "opens no key of *"),
    ):
        refused = strp(*words, "--language", "en", told=told)
        assert refused.exit_code in {1, 2}
        assert why in refused.stderr
    assert strp("list").stdout == "ani  pengawas  2021-07\n"
    assert strp("list", "--language", "en").stdout == "ani  inspector  2021-07\n"
