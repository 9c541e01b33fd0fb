"""Killed at any await of handing in, a report is kept once or not at all, and never told falsely."""

import json
import subprocess
import sys
from pathlib import Path

from tests.support.served import ROOT


def test_a_report_is_never_kept_twice_and_never_told_as_sent_without_a_case(tmp_path: Path):
    run = subprocess.run(
        [sys.executable, "-m", "tests.support.dying", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    deaths = [json.loads(line) for line in run.stdout.splitlines()]
    assert sum(one["died"] for one in deaths) > 40
    assert {one["cases"] for one in deaths} == {0, 1}  # it died before and after the commit
    assert [one for one in deaths if one["told"] and not one["cases"]] == []
    assert {(one["cases_after_again"], one["messages"]) for one in deaths} == {(1, 1)}
    assert [one["told"] for one in deaths if not one["died"]] == [True, True]
