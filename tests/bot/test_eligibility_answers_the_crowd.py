"""Anybody's press is answered from the button alone: the same before and after a restart."""

import ast
from datetime import UTC, datetime
from pathlib import Path as File
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.eligibility
from bot import policies
from bot.eligibility import Eligibility
from bot.render import DATA_BYTES
from bot.wording import load_texts
from flows.doors import Door, Way, read_way, write_way
from flows.eligibility.path import Path
from flows.eligibility.walk import pages
from flows.language import Language
from tests.bot.eligibility_outcomes import LINK, data_of, eligibility
from tests.flows.eligibility.the_tree import rules

ANSWERS = eligibility("2021-07-10")
ID = Language.ID


def test_start_shows_three_doors_first():
    message = ANSWERS.first(ID)
    doors = [read_way(button.data).door for row in message.rows for button in row]
    assert doors[:3] == [Door.ELIGIBILITY, Door.REGISTRATION, Door.REPORTING]
    assert doors[3:] == [Door.STATUS, Door.TOPICS, Door.MENU]
    assert all(len(row) == 1 for row in message.rows[:3])


@pytest.mark.parametrize("word", ["ess_finance", "gmoney"])
def test_a_door_to_the_tree_may_name_a_business_and_then_asks_for_everything_before_it(word):
    data = write_way(Way(Door.ELIGIBILITY, ID, word))
    named = ANSWERS.answer(data)
    assert "Untuk apa Anda bepergian" in named.html
    assert any(word in button.data for row in named.rows for button in row)
    begun = ANSWERS.answer(data, Path("dki", "vendor"))
    assert "Bekerja di DKI Jakarta › Perusahaan alih daya" in begun.html
    assert begun.rows != named.rows


def test_a_door_to_the_tree_may_name_digits_and_then_asks_whether_they_are_a_code():
    asked = ANSWERS.answer(write_way(Way(Door.ELIGIBILITY, ID, "65111")))
    assert asked == ANSWERS.ask_about("65111", ID)
    assert "golongan 65" in asked.html


def test_the_papers_of_a_company_have_a_door_of_their_own():
    message = ANSWERS.answer(write_way(Way(Door.DOCUMENTS, ID)))
    assert "NIB" in message.html


@pytest.mark.parametrize("data", ["", "go.id.registration", "go.id.person", "r.A1.3.!back", "x"])
def test_what_is_not_of_the_menu_or_the_tree_is_left_to_others(data):
    assert ANSWERS.answer(data) is None


@given(st.text(max_size=64).map("e-".__add__))
def test_any_forged_button_of_the_tree_is_answered_with_a_page(data):
    message = ANSWERS.answer(data)
    assert message.html
    assert message.rows
    assert all(len(button.data.encode()) <= DATA_BYTES for row in message.rows for button in row)


def test_a_restart_or_another_process_answers_the_same():
    other = eligibility("2021-07-10")
    for path, _ in list(pages(rules()))[::11]:
        asked = ANSWERS.ask(path, ID)
        assert asked == ANSWERS.ask(path, ID) == other.ask(path, ID)


def test_at_midnight_the_answers_become_those_of_the_new_rules():
    now = datetime(2021, 7, 8, 16, 59, tzinfo=UTC)
    answers = Eligibility(policies.load(), load_texts(), lambda: now)
    question = data_of("2021-07-08", "pdki-kfirm-gmoney")
    verdict = data_of("2021-07-08", "pdki-kfirm-sess_payment")
    assert "🟢" in answers.answer(verdict).html
    now = datetime(2021, 7, 8, 17, 0, tzinfo=UTC)
    for data in (question, verdict):
        asked_anew = answers.answer(data)
        assert "Aturan atau tombol sudah berubah" in asked_anew.html
        assert "🟢" not in asked_anew.html
    (again,) = [
        button.data
        for row in answers.answer(verdict).rows
        for button in row
        if button.data.endswith("ess_payment")
    ]
    assert "🟡" in answers.answer(again).html


def test_words_for_the_hr_can_be_sent_on_with_a_link_to_the_registration():
    message = ANSWERS.answer(data_of("2021-07-10", "pdki-kfirm-sess_finance-xhr"))
    url = message.rows[0][0].data
    said = parse_qs(urlsplit(url).query)
    assert url.startswith("https://t.me/share/url?")
    assert said["url"] == [f"{LINK}?start=daftar"]
    assert said["text"][0] in message.html
    assert " " not in url
    assert "+" not in url


def test_without_an_address_of_its_own_the_words_stand_there_to_be_copied():
    message = eligibility("2021-07-10", link="").answer(
        data_of("2021-07-10", "pdki-kfirm-sess_finance-xhr")
    )
    assert "<blockquote>" in message.html
    assert not any(button.data.startswith("https") for row in message.rows for button in row)


def test_a_business_code_takes_no_place_in_what_is_remembered():
    answers = eligibility("2021-07-10")
    for code in range(10000, 10050):
        answers.ask(Path("dki", "firm", sector=str(code)), ID)
    assert not answers._kept
    answers.ask(Path("dki", "firm"), ID)
    assert len(answers._kept) == 1


def test_the_crowd_is_answered_without_a_store_a_session_or_a_wait():
    source = File(bot.eligibility.__file__).read_text("utf-8")
    tree = ast.parse(source)
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [
        name for name in imported if name.startswith(("storage", "asyncio", "flows.session"))
    ]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
