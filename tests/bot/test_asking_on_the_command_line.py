"""``strp ask`` and ``strp eval``: shapes that scripts rely on."""

import json
import subprocess
import sys

import pytest

SHAPE = {"text", "kind", "intent", "sector", "candidates", "reason", "policy_version"}


def strp(*words, said=""):
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        capture_output=True,
        text=True,
        check=False,
        input=said,
    )


def test_every_line_of_standard_input_is_answered_by_one_json_object():
    told = strp(
        *("ask", "--json", "--at", "2021-07-10"),
        said="strp gratis ga?\nkerja di bank boleh ngantor?\n\nbesok hujan ga\n",
    )
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.returncode == 0, told.stderr
    assert all(line.keys() == SHAPE for line in lines)
    assert [line["kind"] for line in lines] == ["answer", "suggest", "abstain"]
    assert [line["intent"] for line in lines] == ["price", "elig_sector", None]
    assert lines[1]["sector"] == "ess_finance"
    assert lines[1]["candidates"][0].keys() == {"intent", "sector", "score"}
    assert lines[2]["reason"] == "out_of_scope"
    assert {line["policy_version"] for line in lines} == {"ppkm-2021-07-09"}


@pytest.mark.parametrize("command", ["ask", "eval"])
def test_the_help_names_the_extra_whole(command):
    told = "".join(strp(command, "--help").stdout.replace("│", " ").split())
    assert "strp-assistant[semantic])" in told


def test_an_approved_phrasing_is_answered_in_the_asked_language():
    told = strp("ask", "--lang", "en", "--at", "2021-07-10", "is", "STRP", "free?")
    assert "free of charge" in told.stdout


def test_without_rules_on_that_day_no_version_is_named():
    told = strp("ask", "--json", "--at", "2022-01-01", "strp itu apa")
    assert json.loads(told.stdout)["policy_version"] is None


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("strp gratis ga,price,,id,x\nbesok hujan ga,ABSTAIN,,id,x\n", 0),
        ("strp gratis ga,sla,,id,x\n", 1),
        ("strp gratis ga,ABSTAIN,,id,x\n", 1),
    ],
)
def test_a_wrong_assertion_is_a_finding(tmp_path, rows, status):
    file = tmp_path / "labelled.csv"
    file.write_text("question,intent,sector,language,style\n" + rows, "utf-8")
    told = strp("eval", str(file), "--json")
    assert told.returncode == status, told.stderr
    assert json.loads(told.stdout).keys() >= {"at_1", "at_3", "asserted_wrong", "ms"}


def test_a_file_without_labels_is_wrong_use(tmp_path):
    file = tmp_path / "plain.csv"
    file.write_text("question\nhalo\n", "utf-8")
    assert strp("eval", str(file)).returncode == 2
