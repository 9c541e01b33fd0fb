"""Questions nobody could answer at once are noted without people; the tap that follows is the label."""

from datetime import timedelta

import pytest

from bot.clock.noting import Noting
from bot.desk import notebook as notebooks
from bot.desk.notebook import LATELY, MOST_WAITING, Notebook
from bot.teaching import Draft, Teaching
from flows.language import Language
from flows.questions.asking import Abstain, Further, Reason, Suggest
from flows.questions.ranker import Candidate
from flows.rules.figures import LEAST
from storage.errors import Unavailable
from tests.support.builders import TODAY
from tests.support.channel import Clock, Office, fills_in, hands_in
from tests.support.office_queue import RINA, SITI

ASKED = "saya Zulkarnaen kerja di bank, boleh masuk kantor ga?"
KEPT = "saya … kerja di bank boleh masuk kantor ga?"
OFFERED = Suggest((Candidate("price", 0.6), Candidate("sla", 0.2)), Further.NOTHING)
LOST = Abstain(Reason.AMBIGUOUS, Further.TOPICS)


def noted(office: Office):
    return office.learning.notebook.take()


async def test_a_question_is_noted_without_its_writer_and_their_tap_is_its_label(office: Office):
    ani = office.visitor()
    await ani.does("/start", ASKED)
    await ani.taps(ani.labels[0])
    (note,) = noted(office)
    assert (note.text, note.language, note.day, note.times) == (KEPT, Language.ID, TODAY, 1)
    assert note.taps == {note.offered[0]: 1}
    assert note.reason == ""
    assert str(ani.chat) not in repr(note)


async def test_the_tap_on_a_trade_is_a_label_too(office: Office):
    ani = office.visitor()
    await ani.does("/start", "tukang las", ">Konstruksi")
    (note,) = noted(office)
    assert note.offered == ("elig_sector.crit_construction",)
    assert note.taps == {"elig_sector.crit_construction": 1}
    await ani.does("/menu", "kerja di startup aplikasi", ">Telekomunikasi")
    (note,) = noted(office)
    assert note.taps == {"elig_sector.ess_ict": 1}


async def test_none_of_these_is_noted_and_so_is_what_was_meant_after_all(office: Office):
    ani = office.visitor()
    await ani.does("/start", ASKED, ">Bukan itu", ">Menunggu", ">Ditolak")
    (note,) = noted(office)
    assert note.taps == {"none": 1, "rejected": 1}


async def test_what_two_officers_taught_is_answered_at_once_and_without_a_restart(office: Office):
    teaching = Teaching(office.database, office.learning.taught, office.clock)
    ani, asked = office.visitor(), "min, berapa rupiah buat strp ya?"
    assert "Maksud Anda" in await ani.does("/start", asked)
    lesson = await teaching.propose(SITI, Draft("berapa rupiah buat strp", "price"))
    assert "Maksud Anda" in await ani.says(asked)
    await teaching.confirm(RINA, lesson.number, lesson.version)
    assert "gratis" in (await ani.says(asked)).casefold()


async def test_why_nothing_was_offered_is_noted(office: Office):
    await office.visitor().does("/start", "besok hujan tidak di bogor")
    (note,) = noted(office)
    assert (note.reason, note.offered) == ("out_of_scope", ())


async def test_what_is_answered_at_once_or_worth_nothing_is_not_noted(office: Office):
    ani = office.visitor()
    await ani.does(
        "/start", "berapa biaya strp?", "qwpoi zzxcv", "KBLI 65111", "anjing lu bot goblok"
    )
    assert noted(office) == ()


async def test_words_of_a_registration_are_never_noted_be_they_answers_or_questions(
    office: Office,
):
    siti = office.visitor()
    await fills_in(siti)
    await siti.says("berapa lama STRP diproses setelah lengkap ya kira kira?")
    await hands_in(office.visitor(chat=700_000_002))
    assert noted(office) == ()


async def test_who_goes_on_to_a_button_of_ours_is_noted_again(office: Office):
    ani = office.visitor()
    await ani.says(ASKED)
    assert noted(office) == ()  # nobody pressed anything of ours yet
    await ani.taps(ani.labels[0])
    await ani.says(ASKED)
    assert len(noted(office)) == 1


async def test_minutes_later_neither_words_nor_taps_are_joined(office: Office):
    ani = office.visitor()
    await ani.does("/start", ASKED)
    office.clock.passes(LATELY)
    await ani.taps(ani.labels[0])
    (note,) = noted(office)
    assert note.taps == {}
    office.clock.passes(LATELY)
    await ani.says(ASKED)
    assert noted(office) == ()


async def test_the_answer_is_given_though_the_notebook_breaks(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(notebooks, "kept_text", lambda *_: 1 / 0)
    ani = office.visitor()
    told = await ani.does("/start", ASKED)
    assert "Maksud Anda" in told


async def test_noting_costs_no_read_and_no_write(office: Office, monkeypatch: pytest.MonkeyPatch):
    ani = office.visitor()
    await ani.does("/start", ASKED)
    button = ani.labels[0]
    monkeypatch.setattr(office.database, "unit", None)
    monkeypatch.setattr(office.database, "reading", None)
    assert await ani.taps(button)
    assert len(noted(office)) == 1


def a_notebook(clock: Clock | None = None, *own: str) -> Notebook:
    words = {"kerja", "di", "bank", "boleh", "masuk", *own}
    return Notebook(words.__contains__, clock or Clock())


def note(book: Notebook, chat: int, text: str, made=OFFERED) -> None:
    book.greet(chat)
    book.note(chat, text, Language.ID, made)


def test_a_word_is_everybodys_once_enough_people_wrote_it():
    book = a_notebook()
    for _ in range(3):
        for chat in range(LEAST - 1):
            note(book, chat, "kerja di bumdes")
    assert {one.text for one in book.take()} == {"kerja di …"}
    note(book, LEAST, "kerja di bumdes")
    assert [one.text for one in book.take()] == ["kerja di bumdes"]


def test_one_who_sends_the_same_words_twice_is_counted_once():
    book = a_notebook()
    for chat in (1, 1, 2):
        note(book, chat, "boleh masuk bank")
    (one,) = book.take()
    assert one.times == 2


def test_what_does_not_fit_is_lost_and_counted():
    book = a_notebook(None, *map(chr, range(ord("a"), ord("z") + 1)))
    letters = [
        f"{a} {b} {c}" for a in "abcdefghijklmn" for b in "abcdefghijklm" for c in "abcdefghijklm"
    ]
    for chat, text in enumerate(letters):
        note(book, chat, text)
    assert len(book.take()) == MOST_WAITING
    assert book.lost == len(letters) - MOST_WAITING


async def test_notes_wait_while_the_store_does_not_answer(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    ani = office.visitor()
    await ani.does("/start", ASKED)
    noting = Noting(office.database, office.learning.notebook, office.learning.taught)
    with monkeypatch.context() as storm:

        def gone() -> None:
            raise Unavailable("gone")

        storm.setattr(office.database, "unit", gone)
        with pytest.raises(Unavailable):
            await noting.carry()
    await ani.taps(ani.labels[0])
    assert await noting.carry() == 1
    assert await noting.carry() == 0
    async with office.database.reading() as unit:
        (kept,) = await unit.unmatched.heaviest(10)
    assert (kept.text, kept.times, list(kept.taps.values())) == (KEPT, 1, [1])


async def test_a_night_is_a_day_of_jakarta(office: Office):
    office.clock.passes(timedelta(hours=12, minutes=1))
    await office.visitor().does("/start", ASKED)
    (one,) = noted(office)
    assert one.day == TODAY + timedelta(days=1)
