"""Coming back with a code: to read, to answer, to add, to withdraw; and the page before it all."""

import pytest

from flows.events import Verb
from flows.reporting import FOLLOW_UP, START
from flows.reporting.follow_up import (
    is_code_given,
    is_look_wished,
    is_withdrawal_sure,
    looked_into,
)
from flows.session import Closed
from tests.flows.reporting.talk import CODE, Talk

PICK = "Silakan pilih salah satu tombol, atau ketik nomornya."
LOOK, ADD, WITHDRAW = ">Lihat status", ">Jawab atau tambah", ">Cabut laporan"
EDIT_CODE = (">Ubah jawaban", ">Kode")


def back(*deeds):
    return Talk(FOLLOW_UP).does(CODE, *deeds)


@pytest.mark.parametrize("typed", [CODE, "2h4k 9qrt 0xyz 7bcd m3np", "2H4K9QRTOXYZ7BCDM3NP"])
def test_a_code_is_asked_for_and_read_however_it_was_copied(typed):
    talk = Talk(FOLLOW_UP)
    assert talk.seen == "Ketik kode laporan Anda (5 kelompok, masing-masing 4)."
    assert not talk.buttons
    assert talk.does(typed).seen.startswith("Mau apa dengan laporan itu")
    assert talk.session.answers.values == {"receipt": CODE}


@pytest.mark.parametrize("typed", ["kode", "", "2H4K-9QRT-0XYZ-7BCD"])
def test_what_is_no_code_is_told_what_one_looks_like(typed):
    told = (
        "Itu bukan kode laporan. Kode terdiri dari 5 kelompok, masing-masing 4 huruf atau angka."
    )
    assert Talk(FOLLOW_UP).does(typed).problem == told


def test_what_can_be_wished_for():
    talk = back()
    assert talk.buttons == [
        "✍️ Jawab atau tambah keterangan",
        "🔄 Lihat status lagi",
        "Cabut laporan",
    ]
    assert talk.does("lain").problem == PICK
    assert talk.does("1").seen.startswith("Tulis jawaban atau keterangan baru")
    assert back("3").seen.startswith("Cabut laporan ini?")
    assert back(" add ").seen.startswith("Tulis jawaban atau keterangan baru")


def test_what_is_added_is_looked_over_with_no_more_of_the_code_than_its_end():
    talk = back(ADD, "Masih buka sampai malam.")
    assert talk.seen == "Periksa sekali lagi, lalu kirim."
    assert talk.looked_over == {
        "Kode": "…M3NP",
        "Keperluan": "✍️ Jawab atau tambah keterangan",
        "Keterangan": "Masih buka sampai malam.",
    }
    sent = talk.does(">Kirim").handed_in
    assert (sent.flow, sent.policy) == ("follow_up", "")
    assert sent.answers.values == {
        "receipt": CODE,
        "wish": "add",
        "added": "Masih buka sampai malam.",
    }


def test_whoever_withdraws_is_asked_whether_they_are_sure():
    talk = back(WITHDRAW)
    assert talk.seen.startswith("Cabut laporan ini?")
    assert talk.buttons == ["Ya, cabut"]
    assert talk.does("tidak").problem == PICK


@pytest.mark.parametrize("sure", [">Ya, cabut", "yes", " YA ", "Ya", "1"])
def test_a_withdrawal_is_sure_by_button_or_by_word(sure):
    talk = back(WITHDRAW, sure)
    assert talk.session.answers.values == {"receipt": CODE, "wish": "withdraw", "sure": "yes"}
    assert is_withdrawal_sure(talk.session)


@pytest.mark.parametrize(
    "deeds",
    [(), (LOOK,), (ADD,), (ADD, "Masih buka."), (WITHDRAW,), (WITHDRAW, "tidak")],
    ids=str,
)
def test_nothing_is_withdrawn_before_one_is_sure(deeds):
    assert not is_withdrawal_sure(back(*deeds).session)


def test_looking_again_needs_nothing_but_the_wish():
    assert is_look_wished(back(LOOK).session)


def test_who_has_looked_may_wish_for_something_else():
    seen = looked_into(back(LOOK).session, is_over=False)
    assert seen.answers.values == {"receipt": CODE}
    assert seen.closed is None


def test_of_an_ended_case_nothing_is_asked_and_nothing_kept():
    ended = Talk(FOLLOW_UP, session=looked_into(back().session, is_over=True))
    assert ended.seen.startswith("Laporan ini sudah selesai: tidak ada lagi yang dapat")
    assert not ended.session.answers.values
    assert ended.does("Masih buka.").seen.startswith("Laporan ini sudah selesai")


@pytest.mark.parametrize(
    "deeds",
    [(), (ADD,), (ADD, "Masih buka."), (WITHDRAW,), (WITHDRAW, "yes"), (LOOK, ">Ubah jawaban")],
    ids=str,
)
def test_otherwise_nobody_looks_again(deeds):
    assert not is_look_wished(back(*deeds).session)


def given(talk):
    return is_code_given(talk.before, talk.session)


def test_a_code_is_looked_into_as_soon_as_it_is_there():
    assert given(back())
    assert given(back(ADD, "Masih buka.", *EDIT_CODE, "0000-0000-0000-0000-0001"))


@pytest.mark.parametrize(
    "deeds",
    [
        ("kode",),  # no code
        (CODE, LOOK),  # a step further
        (CODE, ADD),
        (CODE, "lain"),
        (CODE, ADD, "Masih buka.", *EDIT_CODE),  # about to be changed
        (CODE, ADD, "Masih buka.", *EDIT_CODE, "kode"),
    ],
    ids=str,
)
def test_any_other_step_gives_no_code(deeds):
    assert not given(Talk(FOLLOW_UP).does(*deeds))


@pytest.mark.parametrize("verb", [Verb.HELP, Verb.CANCEL])
def test_who_gives_up_or_asks_for_help_gives_no_code(verb):
    assert not given(Talk(FOLLOW_UP).asks(verb))
    assert not given(back(ADD, "Masih buka.", *EDIT_CODE).asks(verb))


def test_the_first_page_has_two_doors():
    talk = Talk(START)
    assert talk.seen == "Apa yang ingin Anda lakukan?"
    assert talk.buttons == ["✏️ Buat laporan baru", "🔑 Punya kode laporan"]
    assert talk.does(">Buat laporan").led_to == "reporting"
    assert talk.does(">Punya kode").led_to == "follow_up"


def test_nothing_typed_at_the_doors_is_an_answer():
    talk = Talk(START).does("saya mau lapor")
    assert talk.problem == PICK
    assert not talk.session.answers.values
    assert talk.does(">Batal").session.closed is Closed.CANCELLED
