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


@pytest.mark.parametrize("command", ["authority", "enrol", "renew", "conflict"])
def test_no_passphrase_and_no_employer_is_an_argument(command):
    names = {parameter.name for parameter in get_command(app).commands[command].params}
    allowed = {"file", "name", "authority_file", "lead", "month", "config", "help"}
    assert names <= allowed


def test_for_an_inspector_nobody_knows_nothing_is_handed_out(strp, tmp_path):
    strp("authority", "stick", told=[SAFE])
    enrolled(strp)
    refused = strp("hand-out", "nobody", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert "there is no inspector nobody" in refused.stderr
    assert not (tmp_path / "out").exists()
    assert strp("hand-out", "ani", str(tmp_path / "out")).exit_code == 0
