"""What is built and installed elsewhere has everything it needs in it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPT = ROOT / "tests/transcripts/registration/an_insurer_registers_three_employees.id.yaml"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it into an empty folder."""
    built = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    folder = tmp_path_factory.mktemp("installed")
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def strp(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder that holds nothing."""
    empty = installed.parent / "empty"
    empty.mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=empty,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_wheel_holds_exactly_the_three_rooms(installed: Path):
    names = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert names == {"bot", "flows", "storage"}


def test_the_rules_speak_from_the_installed_files(installed: Path):
    told = strp(installed, "decide", "--json", "--at", "2021-07-10", "--kbli", "65111")
    assert json.loads(told.stdout)["outcome"] == "eligible"


def test_a_whole_conversation_is_held_by_the_installed_house(installed: Path):
    told = strp(installed, "demo", "--no-browser", "--script", str(TRANSCRIPT))
    assert (told.returncode, told.stdout[:1]) == (0, "✓"), told.stderr[-2000:]
