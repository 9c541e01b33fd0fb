"""The notebook of questions never holds a word of a report, whatever happens to memory."""

import pytest

from bot.reception import Reception
from storage.database import Database
from tests.bot.reporting.phone import REPORT, Phone, sends_report
from tests.bot.reporting.town import Town
from tests.support.channel import Office, an_office

QUESTION = "kerja di bank boleh masuk kantor tidak?"


@pytest.fixture
def office(sqlite: Database) -> Office:
    return an_office(sqlite)


async def test_a_whole_report_leaves_the_notebook_empty(town: Town, office: Office):
    await town.inspector("ani")
    phone = Phone(Reception(town.counter, office.desk))
    await phone.says("/menu")
    await sends_report(phone)
    assert office.learning.notebook.take() == ()


async def test_words_after_a_long_pause_are_not_noted(town: Town, office: Office):
    await town.inspector("ani")
    phone = Phone(Reception(town.counter, office.desk))
    await phone.does("/menu", *REPORT[:3])
    town.later(minutes=31)
    await phone.says(QUESTION)
    assert office.learning.notebook.take() == ()


@pytest.mark.parametrize("steps", [3, 5, len(REPORT)])
async def test_words_that_follow_a_restart_are_not_noted(
    town: Town, sqlite: Database, office: Office, steps: int
):
    await town.inspector("ani")
    phone = Phone(Reception(town.counter, office.desk))
    await phone.does("/menu", *REPORT[:steps])
    # A restart: every memory is new, and nobody can know that these words belong to a report.
    reborn, anew = an_office(sqlite), Town(town.folder, town.store)
    phone.reception = Reception(anew.counter, reborn.desk)
    told = await phone.says(QUESTION)
    assert "Maksud Anda" in told
    assert reborn.learning.notebook.take() == ()
    await phone.does("/menu", QUESTION)
    assert len(reborn.learning.notebook.take()) == 1
    anew.queue.close()


async def test_a_question_that_sounds_like_a_report_is_answered_and_not_noted(
    town: Town, office: Office
):
    phone = Phone(Reception(town.counter, office.desk))
    await phone.does("/menu", "mau laporkan kantor yang memaksa karyawan masuk")
    assert office.learning.notebook.take() == ()
