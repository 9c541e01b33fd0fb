import json
import subprocess
import sys

import pytest


def strp(*words):
    return subprocess.run(
        [sys.executable, "-m", "bot", *words], capture_output=True, text=True, check=False
    )


def test_help_names_every_command():
    told = strp("--help")
    assert told.returncode == 0
    assert all(
        name in told.stdout for name in ("permit", "keys", "decide", "policy", "roster", "flow")
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
