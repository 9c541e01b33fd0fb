"""Names, numbers and phones are read as people write them, and nothing else is."""

import pytest

from flows.dialogue import Answers, Unreadable
from flows.replies import read_number, read_person, read_phone, words


def problem_of(read, reply):
    with pytest.raises(Unreadable) as unreadable:
        read(reply, Answers())
    return unreadable.value.problem


@pytest.mark.parametrize(
    "name",
    [
        "Siti",
        "Siti Aminah",
        "Dr. Siti, S.E.",
        "Ma'ruf",
        "Ma’ruf",
        "Siti-Ani",
        "Siti s/d Ani",
        "Zoë",
    ],
)
def test_a_name_is_letters_and_what_stands_between_them(name):
    assert read_person(name, Answers()) == name


@pytest.mark.parametrize("name", ["สมศักดิ์", "李 小龙", "x" * 80])
def test_a_name_may_be_written_in_any_letters(name):
    assert read_person(name, Answers()) == name


@pytest.mark.parametrize("name", ["Siti 2", "Siti😀", "Siti_Ani", "Siti?", "Siti & Ani", "5iti"])
def test_a_name_has_no_digits_and_no_pictures(name):
    assert problem_of(read_person, name).key == "control.no_name"


def test_a_name_fits_on_a_card():
    problem = problem_of(read_person, "x" * 81)

    assert (problem.key, problem.places) == ("control.too_long", {"most": 80, "length": 81})


@pytest.mark.parametrize(
    ("reply", "number"),
    [
        ("0", 0),
        ("40", 40),
        ("1.250", 1250),
        ("1,250", 1250),
        (" 1 250 ", 1250),
        ("100000", 100_000),
    ],
)
def test_a_number_is_read_however_it_is_punctuated(reply, number):
    assert read_number(reply, Answers()) == number


@pytest.mark.parametrize(
    "reply",
    [
        "3.5",
        "12,5",
        "1.2345",
        "1.000,000",
        "1..000",
        ".500",
        "",
        "many",
        "-5",
        "4٠",
        "٤٠",
        "40 orang",
        "²",
    ],
)
def test_what_is_no_number_is_asked_again(reply):
    assert problem_of(read_number, reply).key == "control.not_a_number"


@pytest.mark.parametrize("reply", ["100001", "999999", "1000000", "9" * 5000, "0" * 5000])
def test_nobody_employs_a_hundred_thousand_and_one_in_one_place(reply):
    problem = problem_of(read_number, reply)

    assert (problem.key, problem.places) == ("control.too_many", {"most": 100_000})


@pytest.mark.parametrize(
    ("reply", "phone"),
    [
        ("081234567890", "+6281234567890"),
        ("0812 3456-7890", "+6281234567890"),
        ("(021) 345.6789", "+62213456789"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("+4915112345678", "+4915112345678"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("62 0812 3456 7890", "+6281234567890"),
        ("812 3456 7890", "+6281234567890"),
        ("0811234567", "+62811234567"),
        ("+81 3 1234 5678", "+81312345678"),
        ("0274/555123", "+62274555123"),
        ("+65 6123 4567", "+6561234567"),
        ("14155552671", "+14155552671"),
        ("+7 912 345 67 89", "+79123456789"),
        ("+290 22222", "+29022222"),
        ("+998 90 123 45 67", "+998901234567"),  # the last of the codes
        ("+49 1234567890123", "+491234567890123"),  # as long as a number may be
        ("8612345678901", "+8612345678901"),  # begins like a mobile of ours, and is none
        ("21234567", "+21234567"),
    ],
)
def test_a_phone_is_read_with_or_without_its_country(reply, phone):
    assert read_phone(reply, Answers()) == phone


@pytest.mark.parametrize(
    "reply",
    [
        "12345678",
        "1234567890123456",
        "++628123456789",
        "0812345678x",
        "",
        "+",
        "99999999999999",
        "+99999999999999",
        "+210123456789",  # no country has this code
        "+49 12345678901234",
        "+7 123 456 78 90",
        "+123456789012345",
        "+1 023 456 7890",
        "0812345",
        "08123456789012",
        "+62 812 345",
        "0412 3456 789 012",
        "012345678",
        "0000000000",
        "+49151123456789012",
        "٠٨١٢٣٤٥٦٧٨٩",
    ],
)
def test_what_is_no_phone_is_asked_again(reply):
    assert problem_of(read_phone, reply).key == "control.no_phone"


@pytest.mark.parametrize(
    ("reply", "kept"),
    [("  a   b\n c ", "a b c"), ("ab", "ab"), ("abcdef", "abcdef"), ("2 b", "2 b")],
)
def test_words_are_kept_without_the_blanks_too_many(reply, kept):
    assert words(most=6)(reply, Answers()) == kept


@pytest.mark.parametrize("reply", ["", "a", "?!?", "- a -"])
def test_words_have_two_letters_at_least(reply):
    assert problem_of(words(most=6), reply).key == "control.too_short"


def test_more_words_than_there_is_room_for_are_counted_out():
    problem = problem_of(words(most=6), "abc defg")

    assert (problem.key, problem.places) == ("control.too_long", {"most": 6, "length": 8})
