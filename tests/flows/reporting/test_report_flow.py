"""The two conversations of reporting, walked by hand and by chance."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.wording import load_texts
from flows.dialogue import Answers, Unreadable
from flows.events import Asked, Handed, Pressed, Said, Verb
from flows.language import Language
from flows.position import here, place_name
from flows.reporting import FOLLOW_UP, REPORT
from flows.reporting.words import read_story
from flows.screens import screen
from flows.session import pack, unpack
from flows.turn import begin, turn

ALLOWED = {
    "receipt", "promise", "employer", "address", "regency", "district", "sector", "violation",
    "when", "how_many", "story", "photo", "typed_back",
}  # fmt: skip
RECEIPT = "2H4K-9QRT-0XYZ-7BCD-M3NP"
EVENTS = st.one_of(
    st.builds(Said, st.one_of(st.text(max_size=40), st.sampled_from([
        "read", RECEIPT, "M3NP", "PT Contoh Sejahtera", "Jalan Contoh 12", "3171", "317101", "1",
        "Semua karyawan diminta masuk setiap hari.", "noted", "status", "add", "withdraw", "yes",
    ]))),
    st.builds(Asked, st.sampled_from(list(Verb))),
    st.builds(Handed, st.just("photo-1")),
    st.builds(Pressed, st.integers(0, 20), st.sampled_from(["read", "!submit", "!back", "!skip"])),
)  # fmt: skip


def test_no_key_can_hold_a_person():
    assert {question.name for question in REPORT.questions()} == ALLOWED
    assert {question.name for question in FOLLOW_UP.questions()} == {
        "receipt", "wish", "added", "sure",
    }  # fmt: skip


@given(st.lists(EVENTS, max_size=30), st.sampled_from([REPORT, FOLLOW_UP]))
def test_every_event_in_every_state_has_an_answer(events, flow):
    session = begin(flow, "s")
    for event in events:
        session, _ = turn(flow, session, event)
        assert unpack(pack(session)) == session
        said_everything(flow, session)


def said_everything(flow, session):
    texts, shown = load_texts(), screen(flow, session)
    for language in Language:
        for says in (shown.text, *(line.answer for line in shown.lines)):
            texts.say(says, language)
        for choice in shown.choices:
            if not choice.value.startswith("!"):
                assert len(choice.value.encode()) <= 24
                texts.say(choice.label, language)


def test_every_question_has_help_and_label_in_both_languages():
    texts = load_texts()
    for flow in (REPORT, FOLLOW_UP):
        for question in flow.questions():
            for part in ("ask", "help", "label"):
                for language in Language:
                    assert texts.has(f"{flow.name}.{question.name}.{part}", language)


def problem(question, reply):
    try:
        question.read(reply, Answers({"receipt": RECEIPT, "regency": "3171"}))
    except Unreadable as unreadable:
        return unreadable.problem
    return None


def test_every_problem_a_reader_raises_has_words():
    texts = load_texts()
    for question in (*REPORT.questions(), *FOLLOW_UP.questions()):
        for reply in (*question.examples, "", "x" * 5_000, "0812-3456-7890"):
            found = problem(question, reply)
            assert found is None or all(texts.say(found, language) for language in Language)


@given(st.text(max_size=400))
def test_a_story_that_is_accepted_has_nothing_hidden_in_it(text):
    try:
        read = read_story(text, Answers())
    except Unreadable:
        return
    assert not re.search(r"[\u200b-\u200f\u202a-\u202e\ufeff\x00]", read)
    assert read_story(read, Answers()) == read


def test_the_receipt_cannot_be_changed_once_it_is_there():
    session, _ = turn(REPORT, begin(REPORT, "s"), Said(RECEIPT))
    session, _ = turn(REPORT, session, Asked(Verb.BACK))
    assert place_name(here(REPORT, session)) == "receipt"
    session, _ = turn(REPORT, session, Said("0000-0000-0000-0000-0000"))
    assert session.answers.values["receipt"] == RECEIPT
