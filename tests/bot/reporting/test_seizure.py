"""Somebody takes the disk, the logs and the backup, and searches every byte for who reported."""

import asyncio
import logging
import secrets
import shutil
import sqlite3
import tempfile
import zlib
from pathlib import Path

import pytest

from bot.reporting.enrolling import declare_conflict
from flows.events import Asked, Said, Verb
from flows.reporting import FOLLOW_UP, REPORT
from tests.bot.reporting.test_inspector_desk import UNKNOWN
from tests.bot.reporting.test_report_conversation import photo_with_a_past, shown
from tests.bot.reporting.town import PEPPER
from tests.support.needles import (
    forms_of_employer,
    forms_of_number,
    forms_of_receipt,
    forms_of_text,
    forms_of_words,
    found_in,
    haystack,
)
from tests.support.unlinkable import repeated_runs

REPORTS = 40
EMPLOYER = "PT Wirausaha Nusantara Gemilang"
ADDRESS = "Gedung Cendrawasih lantai sebelas"
STORY = "Supervisor memaksa seluruh pegawai gudang hadir tanpa masker"
ADDED = "Ternyata pintunya dikunci dari luar"
ASKED = "Lantai berapakah ruangannya"
NOTE = "Pernah diperiksa bulan kemarin"
PHOTO = photo_with_a_past()  # made before anything is logged: Pillow tells what it writes
WRITTEN = {"reports.db", "service.log"}


@pytest.fixture
def logged(tmp_path):
    handler = logging.FileHandler(tmp_path / "service.log")
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield
    root.removeHandler(handler)
    root.setLevel(before)
    handler.close()


async def one_report(town, number):
    """Live one report: some are dropped half way, some have a photo, some are followed up."""
    chat = str(7_000_000_000 + secrets.randbelow(10**9))
    effects = await town.chat.open(chat, REPORT)
    for said in (
        "read", f"{EMPLOYER} {number}", ADDRESS, "3174", "317407", "pakaian", "over_cap",
        "daily", "tens", STORY,
    ):  # fmt: skip
        effects = await town.chat.take(chat, Said(said))
    if number % 10 == 0:
        effects = await town.chat.take_photo(chat, PHOTO)
    else:
        effects = await town.chat.take(chat, Asked(Verb.SKIP))
    receipt = shown(effects).text.places["receipt"]
    if number % 7 == 6:
        await town.chat.take(chat, Asked(Verb.CANCEL))
        return chat, receipt
    await town.chat.take(chat, Said(receipt[-4:]))
    for _ in range(2):
        await town.chat.take(chat, Asked(Verb.SUBMIT))
    if number % 5 == 0:
        await town.chat.open(chat, FOLLOW_UP)
        for said in (receipt, "add", ADDED):
            await town.chat.take(chat, Said(said))
        await town.chat.take(chat, Asked(Verb.SUBMIT))
    return chat, receipt


def temporary_files():
    """Files beside the test's own folder, where a careless library would leave something."""
    return {file for file in Path(tempfile.gettempdir()).glob("*") if file.is_file()}


async def inspectors_work(town, ani):
    for number, case in enumerate(await town.inspectors.list(ani)):
        await town.inspectors.triage(ani, case.id, UNKNOWN)
        if number % 3 == 0:
            await town.inspectors.ask(ani, case.id, ASKED)
            await town.inspectors.note(ani, case.id, NOTE)
    bima = town.at_work["bima"]
    await town.closing.step_aside(bima, (await town.inspectors.list(bima))[0].id)


def needles_of(lived):
    needles = [*forms_of_words(f"{EMPLOYER} {ADDRESS} {STORY} {ADDED} {ASKED} {NOTE}")]
    for chat, receipt in lived:
        needles += [*forms_of_number(int(chat)), *forms_of_receipt(receipt)]
    for number in range(len(lived)):
        needles += forms_of_employer(f"{EMPLOYER} {number}", [PEPPER])
    needles += [*forms_of_text("PONSEL RAHASIA"), *forms_of_text("5000001")]
    return needles


async def test_nothing_at_rest_says_who_reported_or_what(town, logged, tmp_path):
    logging.getLogger("service").warning("positive control of the log")
    ani, _ = await town.inspector("ani"), await town.inspector("bima")
    before = temporary_files()
    lived = [await one_report(town, number) for number in range(REPORTS)]
    await inspectors_work(town, ani)
    shutil.copy(tmp_path / "reports.db", tmp_path / "backup.db")
    await town.store.close()
    hay = haystack(tmp_path)
    assert b"positive control" in hay[str(tmp_path / "service.log")]
    needles = needles_of(lived)
    assert len(needles) > 40 * REPORTS
    assert found_in(hay, needles) == []
    files = {file.name for file in tmp_path.iterdir() if file.is_file()}
    assert files == {*WRITTEN, "backup.db"}
    fresh = {str(file): file.read_bytes() for file in temporary_files() - before}
    assert found_in(fresh, needles) == []


def test_each_kind_of_needle_is_found_when_it_is_there(tmp_path):
    needles = needles_of([("7123456789", "2H4K-9QRT-0XYZ-7BCD-M3NP")])
    for form, needle in needles:
        hay = {"planted": secrets.token_bytes(64) + needle + secrets.token_bytes(64)}
        assert len(found_in(hay, [(form, needle)])) == 1
    (tmp_path / "packed").write_bytes(b"xx" + zlib.compress(STORY.encode()) + b"yy")
    assert found_in(haystack(tmp_path), needles)


async def test_an_identifier_kept_by_mistake_would_be_found_in_the_database(town, tmp_path):
    with sqlite3.connect(tmp_path / "reports.db") as connection:
        connection.execute("CREATE TABLE mistake (chat INTEGER, words TEXT)")
        connection.execute("INSERT INTO mistake VALUES (7123456789, 'Supervisor memaksa')")
    connection.close()
    found = found_in(haystack(tmp_path), needles_of([("7123456789", "0" * 20)]))
    assert any("Supervisor" in form for _, form in found)


async def test_only_a_tie_that_was_declared_can_be_tried_by_name(town, tmp_path):
    await town.inspector("ani")
    needles = list(forms_of_employer(EMPLOYER, [PEPPER]))
    assert found_in(haystack(tmp_path), needles) == []
    await declare_conflict(town.store, inspector="ani", employer=EMPLOYER, pepper=PEPPER)
    assert {form.rpartition(" b")[0] for _, form in found_in(haystack(tmp_path), needles)} == {
        "keyed blake2b 16 tie"
    }


async def test_what_was_erased_is_not_found_either(town, tmp_path):
    ani = await town.inspector("ani")
    receipt = await town.report()
    case = (await town.inspectors.list(ani))[0]
    kept = [case.id, case.lookup, case.reporter_public, case.case_public]
    assert all(any(one in hay for hay in haystack(tmp_path).values()) for one in kept)
    town.later(days=181)
    await town.closing.purge()
    await town.store.close()
    assert found_in(haystack(tmp_path), [("erased", one) for one in kept]) == []
    assert receipt


async def test_two_reports_of_one_chat_share_nothing(town, tmp_path):
    await town.inspector("ani")
    for _ in range(2):
        await town.report()
    await town.store.close()
    assert repeated_runs(tmp_path / "reports.db") == []


async def test_a_crash_between_keeping_and_telling_makes_no_second_case(town):
    await town.inspector("ani")
    chat, kept = "7123456789", town.sessions.save

    async def crash(*_):
        raise ConnectionAbortedError

    await town.chat.open(chat, REPORT)
    for said in ("read", EMPLOYER, ADDRESS, "3174", "317407", "pakaian", "over_cap", "daily",
                 "tens", STORY):  # fmt: skip
        await town.chat.take(chat, Said(said))
    receipt = shown(await town.chat.take(chat, Asked(Verb.SKIP))).text.places["receipt"]
    await town.chat.take(chat, Said(receipt[-4:]))
    town.sessions.save = crash
    with pytest.raises(ConnectionAbortedError):
        await town.chat.take(chat, Asked(Verb.SUBMIT))
    town.sessions.save = kept
    town.later(minutes=1)
    again = shown(await town.chat.take(chat, Asked(Verb.SUBMIT)))
    assert len((await town.desk.look(receipt)).lines) == 1
    assert again.place == "submitted"


async def test_many_at_once_are_all_kept(town):
    ani = await town.inspector("ani")
    receipts = await asyncio.gather(*(town.report(employer=f"PT Nomor {n}") for n in range(12)))
    assert len(set(receipts)) == len(await town.inspectors.list(ani)) == 12
