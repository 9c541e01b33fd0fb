import json
import os
import socket
import subprocess
import sys

import pytest

from tests.house.tree import ROOT


def strp(*words, **settings):
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_help_names_every_command():
    told = strp("--help")
    assert told.returncode == 0
    assert all(
        name in told.stdout
        for name in (
            "demo",
            "serve",
            "decide",
            "policy",
            "roster",
            "flow",
            "permit",
            "keys",
            "officer",
        )
    )


def test_an_unknown_command_is_wrong_use():
    assert strp("fly").returncode == 2


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("policy list", 0),
        ("policy check", 0),
        ("policy diff ppkm-2021-07-03 ppkm-2021-07-09", 1),
        ("flow check menu", 0),
        ("flow check eligibility", 0),
        ("flow diagram eligibility", 0),
        ("flow diagram eligibility --language en", 0),
        ("flow facts", 0),
        ("decide --at 2021-09-07 --kbli 65", 1),
        ("decide --at 2021-07-10 --kbli 6x", 2),
        ("roster --help", 0),
        ("inspect --help", 0),
        ("permit verify --help", 0),
        ("permit verify nowhere.png", 2),
        ("keys --help", 0),
    ],
)
def test_a_command_of_the_readme_ends_as_it_says(words, status):
    told = strp(*words.split())
    assert told.returncode == status, told.stderr


def test_a_code_that_an_officer_has_to_place_is_filed_where_the_table_of_codes_has_it():
    told = strp("decide", "--json", "--at", "2021-07-10", "--kbli", "81210")
    decision = json.loads(told.stdout)
    assert (decision["outcome"], decision["fit"]) == ("officer_review", "review")
    assert decision["sector"] == decision["category"] == "non_essential"


def test_a_code_too_short_to_settle_it_is_said_to_be_so():
    short, whole = (strp("decide", "--at", "2021-07-10", "--kbli", one) for one in ("46", "46411"))
    assert "give all five digits" in short.stdout
    assert "give all five digits" not in whole.stdout


def test_a_decision_is_one_json_object_with_the_promised_shape():
    told = strp(
        *[
            "decide",
            "--json",
            "--at",
            "2021-07-10",
            "--kbli",
            "65111",
            "--staff",
            "service=100,office=40",
        ]
    )
    decision = json.loads(told.stdout)
    assert decision["permits"] == {"service": 50, "office": 10}
    assert {"policy_version", "sector", "category", "fit", "outcome", "caps", "evidence"} <= (
        decision.keys()
    )


@pytest.mark.parametrize(
    "words",
    [
        "decide --at 2021-07-10 --kbli 65111",
        "policy list",
        "policy diff ppkm-2021-07-03 ppkm-2021-07-09",
    ],
)
def test_whatever_tells_a_rule_says_what_it_was_read_from(words):
    assert "press copies, not from the gazette" in strp(*words.split()).stdout


def test_a_decision_says_what_was_not_verified_and_quotes_no_words_that_are_not_there():
    late = json.loads(strp("decide", "--json", "--at", "2021-08-25", "--kbli", "65111").stdout)
    assert "caps not verified" in late["note"]
    assert "press copies" in late["caveat"]
    unlisted = json.loads(strp("decide", "--json", "--at", "2021-07-10", "--kbli", "66411").stdout)
    assert (unlisted["outcome"], unlisted["rule"]) == ("officer_review", "")
    assert "no words for it" in strp("decide", "--at", "2021-07-10", "--kbli", "66411").stdout


def test_two_versions_alike_are_said_to_be_alike():
    told = strp("policy", "diff", "ppkm-2021-07-03", "ppkm-2021-07-03")
    assert (told.returncode, "no difference" in told.stdout) == (0, True)
    as_json = strp("policy", "diff", "--json", "ppkm-2021-07-03", "ppkm-2021-07-03")
    assert (as_json.returncode, as_json.stdout) == (0, "")


def an_officer(tmp_path, *words, password="kuda baterai stapler\n"):
    return subprocess.run(
        [sys.executable, "-m", "bot", "officer", *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=password,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_officer_is_let_in_listed_and_let_in_no_more(tmp_path):
    added = an_officer(tmp_path, "add", "siti", "--role", "verifier")
    assert (added.returncode, str(tmp_path / "strp-data") in added.stderr) == (0, True)
    assert an_officer(tmp_path, "add", "siti", "--role", "auditor").returncode == 1
    assert an_officer(tmp_path, "disable", "siti").returncode == 0
    (told,) = an_officer(tmp_path, "list", "--json").stdout.splitlines()
    assert json.loads(told) == {"name": "siti", "roles": ["verifier"], "disabled": True}
    assert an_officer(tmp_path, "disable", "nobody").returncode == 1


@pytest.mark.parametrize(
    ("words", "password", "status"),
    [
        ("add siti --role verifier", "sebelas-hrf\n", 1),
        ("add Siti! --role verifier", "kuda baterai stapler\n", 1),
        ("add siti --role king", "kuda baterai stapler\n", 2),
        ("add siti --role verifier --password kuda-baterai", "", 2),
        ("add siti", "kuda baterai stapler\n", 2),
    ],
)
def test_an_officer_is_refused_kindly(tmp_path, words, password, status):
    told = an_officer(tmp_path, *words.split(), password=password)
    assert told.returncode == status
    assert told.stderr
    assert "baterai stapler" not in told.stdout + told.stderr
    assert an_officer(tmp_path, "list").stdout == ""


def test_a_second_demo_takes_another_port_and_says_so(capsys):
    from bot.commands.demo import free_port

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) == 0
    assert f"port {port}" in capsys.readouterr().err


def test_a_telegram_that_does_not_answer_is_told_in_one_line(tmp_path):
    told = strp(
        "serve",
        STRP_TELEGRAM__TOKEN="1:made-up",
        STRP_TELEGRAM__API="http://127.0.0.1:9",
        STRP_STORE__DATA=str(tmp_path),
    )
    assert told.returncode == 1
    assert "Telegram does not answer at http://127.0.0.1:9" in told.stderr
    assert "is it running there?" in told.stderr
    assert "Error" not in told.stderr
    assert "Traceback" not in told.stderr
    assert "made-up" not in told.stderr


def test_a_service_without_a_token_says_which_setting_it_misses(tmp_path):
    told = strp("serve", STRP_TELEGRAM__TOKEN="", STRP_STORE__DATA=str(tmp_path))
    assert (told.returncode, told.stderr.strip()) == (
        2,
        "token: not set: the token from @BotFather, as STRP_TELEGRAM__TOKEN",
    )
