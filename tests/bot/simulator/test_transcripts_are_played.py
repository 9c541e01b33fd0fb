"""Conversations written down are held again; what goes otherwise is told."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.simulator.files import Upload
from bot.simulator.script import play, play_files
from bot.simulator.surroundings import Surroundings
from bot.simulator.transcript import (
    BrokenTranscript,
    parse_transcript,
    read_transcript,
    seconds,
    telling_line,
    write_transcript,
)
from bot.simulator.tty import Terminal
from bot.simulator.typed import typed_lines
from bot.simulator.words import Words
from tests.bot.simulator.town import a_picture, a_town, an_echo

GOOD = """
language: id
as: siti
at: 2021-07-07T09:00:00+07:00
policy: "2021-07-05"
steps:
- says: /start
  asks: "Anda menulis: /start"
  offers: [Ya, Tidak]
- taps: Ya
  asks: "Dipilih: ya"
  answers: Sudah dicatat
- sends: {name: pekerja.csv, text: "nik;nama\\n"}
  receives: balasan-*.csv
- shares_contact: true
  asks: "+62812"
- waits: 5h
- meets: {kind: duplicate}
- says: lagi
  asks: lagi
"""


@pytest.fixture
async def town():
    async def insight(chat_id: int) -> dict[str, object]:
        return {"policy": "2021-07-05"}

    async with a_town(surroundings=Surroundings(insight=insight)) as town, an_echo(town):
        yield town


def a_file(folder: Path, text: str = GOOD) -> Path:
    path = folder / "an_echo_answers.yaml"
    path.write_text(text, "utf-8")
    return path


async def test_a_conversation_that_goes_as_written_passes(town, tmp_path: Path) -> None:
    result = await play(read_transcript(a_file(tmp_path)), town.remote)
    assert result.failures == []
    assert (await town.remote.town())["offset"] != 0


@pytest.mark.parametrize(
    ("was", "becomes", "step"),
    [
        ("[Ya, Tidak]", "[Mungkin]", 1),
        ("Dipilih: ya", "Dipilih: tidak", 2),
        ("Sudah dicatat", "Belum", 2),
        ("balasan-*.csv", "izin-*.pdf", 3),
        ("taps: Ya", "taps: Barangkali", 2),
        ('policy: "2021-07-05"', 'policy: "2021-07-10"', 7),
    ],
)
async def test_the_step_that_goes_otherwise_is_named(town, tmp_path, was, becomes, step) -> None:
    path = a_file(tmp_path, GOOD.replace(was, becomes))
    result = await play(read_transcript(path), town.remote, patience=0.3)
    assert {failure.step for failure in result.failures} == {step}


async def test_the_player_ends_with_a_status(town, tmp_path: Path) -> None:
    told: list[str] = []
    good = a_file(tmp_path)
    assert await play_files(town.base, [good], tell=told.append) == 0
    broken = tmp_path / "broken.yaml"
    broken.write_text("steps: nothing", "utf-8")
    assert await play_files(town.base, [broken], tell=told.append) == 2
    assert told[-1] == f"✗ {broken}: broken: a list of steps is missing"


async def test_update_writes_down_what_was_seen(town, tmp_path: Path) -> None:
    path = a_file(tmp_path, re.sub(r"\n  (asks|offers|answers|receives):.*", "", GOOD))
    assert await play_files(town.base, [path], tell=lambda _: None, update=True) == 0
    first, second, third, *_ = read_transcript(path).steps
    assert first.asks == ("Anda menulis: /start",)
    assert first.offers == ("Ya", "Tidak")
    assert second.answers == ("Sudah dicatat",)
    assert third.receives == ("balasan-pekerja.csv",)


async def test_a_conversation_held_by_hand_is_saved_and_holds_again(town, tmp_path: Path) -> None:
    await play(read_transcript(a_file(tmp_path)), town.remote)
    saved = await town.remote.transcript("siti")
    again = tmp_path / "saved.yaml"
    again.write_text(saved, "utf-8")
    transcript = read_transcript(again)
    assert [step.act for step in transcript.steps] == [
        "says",
        "taps",
        "sends",
        "shares_contact",
        "waits",
        "says",
    ]
    assert transcript.steps[1].value == "Ya"
    assert (await play(transcript, town.remote)).failures == []


async def test_labels_may_be_keys_of_the_catalogue(town, tmp_path: Path) -> None:
    path = a_file(tmp_path, GOOD.replace("taps: Ya", "taps: control.yes"))
    words = {"control.yes": "Ya"}
    result = await play(
        read_transcript(path), town.remote, labels=lambda key, _: words.get(key, key)
    )
    assert result.passed


@pytest.mark.parametrize(
    "body",
    [
        None,
        {"steps": 1},
        {"steps": [{}]},
        {"steps": ["x"]},
        {"steps": [{"says": "x", "taps": "y"}]},
        {"steps": [{"says": "x", "aks": "y"}]},
        {"step": [], "steps": []},
        {"steps": [], "at": "soon"},
    ],
)
def test_a_transcript_with_a_slip_is_refused(body: object) -> None:
    with pytest.raises(BrokenTranscript):
        parse_transcript(body, title="x", folder=Path())


def test_a_transcript_is_written_as_it_was_read(tmp_path: Path) -> None:
    transcript = read_transcript(a_file(tmp_path))
    again = a_file(tmp_path, write_transcript(transcript))
    assert read_transcript(again) == transcript


def test_waits_are_written_for_people() -> None:
    assert seconds("5h") == 18_000
    assert seconds("1h 30m") == 5_400
    with pytest.raises(BrokenTranscript):
        seconds("soon")


def test_the_telling_line_is_not_the_bar_above_it() -> None:
    assert telling_line("▰▰▱▱ 2/8\n\nApa nama perusahaan?\nPT") == "Apa nama perusahaan?"


async def lines(*typed: str) -> AsyncIterator[str]:
    for line in typed:
        yield line


async def test_the_terminal_does_what_the_page_does(town, tmp_path: Path) -> None:
    said: list[str] = []
    picture = tmp_path / "foto.png"
    picture.write_bytes(a_picture(20, 10))
    saved = tmp_path / "saved.yaml"
    terminal = Terminal(town.remote, Words("id"), said.append)
    await terminal.talk(
        lines(
            "halo",
            "/1",
            f":berkas {picture}",
            ":file /tidak/ada",
            ":+5h",
            ":kontak",
            ":stiker 🙏",
            ":suara",
            ":lokasi",
            f":simpan {saved}",
            ":budi",
            "3",
            ":apa",
            ":bantuan",
            ":keluar",
            "tidak terkirim",
        )
    )
    text = "\n".join(said)
    for expected in (
        "Anda menulis: halo",
        "/2  Tidak",
        "Dipilih: ya",
        "Sudah dicatat",
        "foto",
        "Tidak berhasil",
        "Jakarta",
        "Anda menulis: 3",
        "Tidak dikenal: apa",
    ):
        assert expected in text
    assert "tidak terkirim" not in text
    assert len(read_transcript(saved).steps) == 8


async def test_lines_may_be_piped_in(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_text("satu\ndua\n", "utf-8")
    with path.open(encoding="utf-8") as source:
        assert [line async for line in typed_lines(source)] == ["satu\n", "dua\n"]


async def test_a_file_with_an_odd_name_keeps_it(town) -> None:
    await town.remote.send_file("siti", Upload('a"b\\c é.csv', b"x"))
    message = (await town.remote.state("siti"))["messages"][0]
    assert await town.remote.fetch(message["document"]["file_id"]) == b"x"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (None, "No such file or directory"),
        (b"steps: [", "no YAML: line 1: "),
        (b"steps:\n- says: a\n  - taps: b\n", "no YAML: line 3: "),
        (b"\xff\xfe", "no YAML: "),
        (b"", "it: a list of steps is missing"),
        (b"steps: []\nstep: 1", "it: unknown: step"),
        (b"steps: [says]", "it:1: a step is one act"),
        (b"steps: [{says: a, taps: b}]", "it:1: one act a step, of "),
        (b"steps: [{says: a, ask: b}]", "it:1: unknown: ask"),
        (b"at: noon\nsteps: []", "it: no moment: noon"),
    ],
)
def test_why_a_transcript_cannot_be_read_is_told(tmp_path, written, why):
    path = tmp_path / "it.yaml"
    if written is not None:
        path.write_bytes(written)
    with pytest.raises(BrokenTranscript) as broken:
        read_transcript(path)
    assert str(broken.value).startswith(why)
