"""What an operator does to a service that is not running, or is: look, copy, put back, purge."""

import json
import os
import socket
import stat
import subprocess
import sys

from tests.house.tree import ROOT


def strp(folder, *words, **settings):
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_doctor_says_what_is_missing_and_what_is_well(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = strp(tmp_path, "doctor", "--json", STRP_OFFICE__PORT=port)
    every = [json.loads(line) for line in told.stdout.splitlines()]
    found = {one["what"]: one["well"] for one in every}
    words = {one["what"]: one["told"] for one in every}
    assert told.returncode == 1, told.stderr
    assert words["token"] == "not set: the token from @BotFather, as STRP_TELEGRAM__TOKEN"
    assert found["token"] is False
    assert found["port of office"] is False
    assert found["store"] is found["reports"] is found["settings"] is True
    well = strp(
        tmp_path,
        "doctor",
        STRP_TELEGRAM__TOKEN="1:made-up",
        STRP_OFFICE__PORT="0",
        STRP_REPORTS__PORT="0",
    )
    assert (well.returncode, "made-up" in well.stdout) == (0, False), well.stdout


def test_the_doctor_names_a_setting_that_is_wrong(tmp_path):
    told = strp(tmp_path, "doctor", STRP_DECISIONS__SAMPLE="7")
    assert told.returncode == 1
    assert "decisions.sample" in told.stdout
    assert "Traceback" not in told.stderr


def test_where_the_data_folder_is_stands_in_full(tmp_path):
    folder = tmp_path / "strp-data"
    assert f"data folder: {folder}\n" in strp(tmp_path, "keys", "init").stderr
    (tmp_path / "elsewhere.yaml").write_text(f"store:\n  data: {tmp_path / 'kept'}\n")
    told = strp(tmp_path, "doctor").stdout
    assert f"✓ data folder: {folder}: mode 700" in told
    assert f"! settings: defaults, for there is no {tmp_path / 'config.yaml'}" in told
    told = strp(tmp_path, "doctor", STRP_CONFIG="elsewhere.yaml").stdout
    assert f"✓ settings: {tmp_path / 'elsewhere.yaml'}" in told
    assert f"✓ data folder: {tmp_path / 'kept'}" in told


def test_the_doctor_says_in_words_that_the_keys_are_others(tmp_path):
    assert strp(tmp_path, "purge").returncode == 0  # makes the store
    for key in (tmp_path / "strp-data").glob("*seal*"):
        key.unlink()
    told = strp(tmp_path, "doctor").stdout
    assert "✗ store: what is kept was sealed with other keys" in told


def test_a_copy_without_keys_is_put_back_under_its_own_keys_only(tmp_path):
    assert strp(tmp_path, "purge").returncode == 0  # makes the store
    told = strp(tmp_path, "backup", "copy")
    assert told.returncode == 0, told.stderr
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["strp.db"]
    assert stat.S_IMODE((tmp_path / "copy" / "strp.db").stat().st_mode) == 0o600
    assert strp(tmp_path, "backup", "copy").returncode == 1  # nothing is written over
    assert strp(tmp_path, "restore", "copy").returncode == 1
    (tmp_path / "strp-data" / "strp.db").unlink()
    assert strp(tmp_path, "restore", "copy").returncode == 0
    other = strp(tmp_path, "restore", "copy", "--data", "elsewhere")
    assert other.returncode == 1
    assert "Unsealable" in other.stderr
    assert not (tmp_path / "elsewhere" / "strp.db").exists()


def test_purging_tells_how_much_went(tmp_path):
    told = strp(tmp_path, "purge", "--json")
    assert told.returncode == 0, told.stderr
    assert set(json.loads(told.stdout)) >= {"drafts", "documents", "people", "updates", "notices"}
