"""What the README tells people to type works as it stands there, in both languages."""

import os
import re
import shlex
import subprocess
import sys

import openpyxl
import pytest

from tests.house.tree import ROOT
from tests.support.builders import a_nik

BOTH = ("README.md", "README.id.md")
BLOCK = re.compile(r"^ {4}((?:strp|make) [^\n#]*?)\s*(?:#.*)?$", re.MULTILINE)
INLINE = re.compile(r"`((?:strp|make) [^`]+)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
FINDS = {"strp policy diff ppkm-2021-07-03 ppkm-2021-07-09"}  # exit 1: there is a difference
LONG = {"strp flow check": "strp flow check status"}  # walked whole by the tests of flows/


def said(name: str) -> set[str]:
    text = (ROOT / name).read_text("utf-8")
    return {" ".join(found.split()) for found in BLOCK.findall(text) + INLINE.findall(text)}


COMMANDS = sorted(command for command in said(BOTH[0]) if command.startswith("strp"))


def test_both_languages_tell_the_same_commands():
    assert said(BOTH[0]) == said(BOTH[1])
    assert len(COMMANDS) > 5


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_works_as_it_stands_there(tmp_path, command):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Nama", "NIK", "Unit kerja", "Kota asal", "Jabatan"])
    workbook.active.append(["Ani Wati", a_nik(1), "Pelayanan", "Bekasi", "Teller"])
    workbook.save(tmp_path / "list.xlsx")
    words = shlex.split(LONG.get(command, command))[1:]
    told = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == (command in FINDS), told.stderr
    assert told.stdout.strip()


def test_every_target_it_names_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {command.split()[1] for command in said(BOTH[0]) if command.startswith("make")}
    assert named <= targets
    assert {"demo", "test", "check"} <= named


@pytest.mark.parametrize("name", BOTH)
def test_every_page_and_picture_it_leads_to_is_there(name):
    links = set(LINK.findall((ROOT / name).read_text("utf-8")))
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_demo_and_test_set_up_what_they_need_by_themselves():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^demo: \$\(VENV\)/\.runtime", makefile, re.MULTILINE)
    assert re.search(r"^test: \$\(VENV\)/\.dev", makefile, re.MULTILINE)
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert re.findall(r"^make \w+$", ci, re.MULTILINE) == ["make check", "make test"]
