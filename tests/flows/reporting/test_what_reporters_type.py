"""What is typed into a report: what is taken, what is handed back at once, and with which words."""

import pytest

from flows.dialogue import Answers, Unreadable
from flows.reporting.report import read_photo
from flows.reporting.words import (
    read_added,
    read_address,
    read_name,
    read_sector,
    read_story,
)
from tests.flows.reporting.talk import CODE

STORY = "Kami diminta masuk setiap hari"


def refused(read, typed):
    """Return which problem is told, and with which numbers."""
    with pytest.raises(Unreadable) as told:
        read(typed, Answers())
    return told.value.problem.key.removeprefix("reporting.problem."), dict(
        told.value.problem.places
    )


@pytest.mark.parametrize(
    ("read", "shortest", "longest"),
    [
        (read_name, 3, 120),
        (read_address, 6, 300),
        (read_sector, 2, 120),
        (read_story, 20, 3_000),
        (read_added, 2, 3_000),
    ],
)
def test_people_are_told_how_short_and_how_long_a_reply_may_be(read, shortest, longest):
    assert read("a" * shortest, Answers()) == "a" * shortest
    assert read("a" * longest, Answers()) == "a" * longest
    assert refused(read, "a" * (shortest - 1)) == ("short", {"least": shortest})
    assert refused(read, "a" * (longest + 1)) == ("long", {"most": longest})


def test_only_letters_and_digits_make_a_reply_long_enough():
    assert refused(read_name, "A. - !!! ?") == ("short", {"least": 3})
    assert read_name("A-1 b", Answers()) == "A-1 b"


@pytest.mark.parametrize("read", [read_name, read_address, read_sector])
def test_a_question_is_no_name_and_no_place(read):
    for asked in ("apakah bos akan tahu?", "aman tidak? saya takut"):
        assert refused(read, asked) == ("asks", {})


def test_a_story_may_ask():
    asked = "Kenapa kami semua masih disuruh masuk setiap hari?"
    assert read_story(asked, Answers()) == asked
    assert read_added("Perlu foto?", Answers()) == "Perlu foto?"


@pytest.mark.parametrize(
    "naming",
    [
        "0812-3456-7890",
        "+62 812 3456 7890",
        "(021) 555 0123",
        "0812 - 3456 - 7890",
        "0812 – 3456 – 7890",
        "3174012345678901",
        "3174.0123.4567.8901",
        "123456789",  # nine digits
        "@rahasia",
        "hubungi (@rahasia)",
        "nama.saya+kantor@contoh.co.id",
        "NAMA@CONTOH.ID",
        "x@y.z",
        "a@b-c.id",
        "a.@b.id",
        "t.me/rahasia",
        "https://T.ME/rahasia",
    ],
)
def test_what_names_a_person_is_handed_back(naming):
    assert refused(read_story, f"{STORY}, {naming} tahu") == ("person", {})


@pytest.mark.parametrize(
    "innocent",
    [
        "12345678",  # eight digits are a date or an amount
        "lantai 3, 40 orang, pukul 08.00",
        "100 orang 20 meja 30 kursi 5 unit",
        "upah @5 ribu",
        "email kantor",
        "di lt.meja depan",
        "kode t.me",
        "surel@ kantor",
        "a@b",
    ],
)
def test_what_names_nobody_is_taken_as_it_is(innocent):
    assert read_story(f"{STORY}, {innocent}", Answers()) == f"{STORY}, {innocent}"


@pytest.mark.parametrize("read", [read_name, read_address, read_sector, read_story, read_added])
def test_a_code_inside_a_reply_is_handed_back_before_anything_else(read):
    assert refused(read, CODE) == ("receipt", {})
    assert refused(read, f"{CODE} 0812-3456-7890 {'a' * 4_000}") == ("receipt", {})


@pytest.mark.parametrize(
    "hidden",
    [
        "\x07",  # a bell
        "\u200b",  # nothing, as wide as nothing
        "\u202e",  # from here on backwards
        "\ud800",  # half a sign
        "\ue000",  # a sign of somebody's own
        "\u0378",  # no sign at all
    ],
)
def test_nothing_hides_in_a_report(hidden):
    assert read_name(f"PT{hidden} Contoh{hidden}", Answers()) == "PT Contoh"
    assert refused(read_story, f"{STORY} 0812{hidden}3456{hidden}7890") == ("person", {})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  PT   Contoh  ", "PT Contoh"),
        ("PT\tContoh", "PT Contoh"),
        ("\n\n PT Contoh \n", "PT Contoh"),
        ("PT Contoh\n  cabang   Senen", "PT Contoh\ncabang Senen"),
        ("Cafe\u0301 Contoh", "Café Contoh"),
        ("PT Contoh (Ya!)", "PT Contoh (Ya!)"),
    ],
)
def test_blanks_are_tidied_and_lines_are_kept(typed, kept):
    assert read_name(typed, Answers()) == kept


def test_a_photo_waits_under_a_handle_that_fits_into_a_session():
    assert read_photo("p" * 64, Answers()) == "p" * 64
    assert refused(read_photo, "p" * 65) == ("photo", {})
    assert refused(read_photo, "") == ("photo", {})
