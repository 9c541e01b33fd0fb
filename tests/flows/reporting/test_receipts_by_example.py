"""The code of a report, as it is written, copied by hand, read back and given away by mistake."""

import pytest

from flows.rules.receipt import (
    ALPHABET,
    BITS_A_SIGN,
    NotAReceipt,
    draw_receipt,
    grouped,
    holds_receipt,
    is_last_group,
    pasted_receipt,
    read_receipt,
    write_receipt,
)

CODE = "7K2MQ9XF3DTR8WVB5HJC"
WRITTEN = "7K2M-Q9XF-3DTR-8WVB-5HJC"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0000-0000-0000-0000-0000"),
        (1, "0000-0000-0000-0000-0001"),
        (31, "0000-0000-0000-0000-000Z"),
        (32, "0000-0000-0000-0000-0010"),
        (1 << 95, "1000-0000-0000-0000-0000"),
        ((1 << 100) - 1, "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ"),
    ],
)
def test_every_number_of_a_hundred_bits_is_five_groups_of_four_signs(number, written):
    assert write_receipt(number) == written


@pytest.mark.parametrize("number", [-1, 1 << 100, (1 << 101) - 1])
def test_no_other_number_is_a_code(number):
    with pytest.raises(NotAReceipt):
        write_receipt(number)


@pytest.mark.parametrize(
    "copied",
    [
        "7K2M-Q9XF-3DTR-8WVB-5HJC",
        "7k2mq9xf3dtr8wvb5hjc",
        " 7K2M Q9XF\n3DTR\t8WVB 5HJC ",
        "7K2M – Q9XF — 3DTR ‐ 8WVB ― 5HJC",  # dashes as telephones put them
        "7K2M_Q9XF.3DTR._8WVB--5HJC.",
    ],
)
def test_a_code_is_read_however_it_was_copied(copied):
    assert read_receipt(copied) == CODE
    assert grouped(read_receipt(copied)) == WRITTEN


def test_letters_that_look_like_digits_are_read_as_meant():
    assert read_receipt("OIL0-oil1-2345-6789-ABCD") == "011001112345" + "6789ABCD"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "kode",
        "7K2M-Q9XF-3DTR-8WVB-5HJ",  # a sign too few
        "7K2M-Q9XF-3DTR-8WVB-5HJC7",  # and one too many
        "7K2M-Q9XF-3DTR-8WVB-5HJU",  # no code has a U
        "7K2M/Q9XF/3DTR/8WVB/5HJC",
        "é" * 20,
    ],
)
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(NotAReceipt):
        read_receipt(typed)


def test_the_signs_of_a_code_are_thirty_two_without_those_that_look_alike():
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    ("typed", "is_last"),
    [
        ("5HJC", True),
        (" 5hjc ", True),
        ("7k2m q9xf 3dtr 8wvb 5hjc", True),  # the whole code will do
        ("7K2M", False),  # the first group
        ("8WVB", False),
        ("HJC", False),
        ("8WVB-5HJC", False),
        ("", False),
    ],
)
def test_the_last_group_or_the_whole_code_shows_that_it_was_noted(typed, is_last):
    assert is_last_group(typed, WRITTEN) is is_last


def test_where_there_is_no_code_nothing_is_its_last_group():
    assert not is_last_group("", "")
    assert not is_last_group("5HJC", "")


@pytest.mark.parametrize(
    "text",
    [
        f"kodenya {CODE} ya",
        f"kodenya {WRITTEN}.",
        f"({WRITTEN.lower()})",
        "kodenya 7K2M Q9XF 3DTR 8WVB 5HJC",
        "kodenya 7K2M–Q9XF—3DTR‐8WVB_5HJC",
        "AAAA-AAAA-AAAA-AAAA-AAA1",
        f"dua: SAYA SUKA KOPI HARI INII lalu {CODE}",  # not only what comes first is looked at
    ],
)
def test_a_code_inside_a_story_is_noticed(text):
    assert holds_receipt(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "saya suka kopi hari ini",
        "kami dari kota yang sama",
        "LIMA KATA YANG SAMA BAIK",  # five words of four letters, of signs that codes have too
        "BISA TADI SAMA PAGI IBUI",  # an I that could be meant as a one was typed as an I
        "UUUU UUUU UUUU UUUU UUU1",
        f"{CODE}7",  # twenty-one signs are another number
        f"7{CODE}",
        f"{WRITTEN}7",
        f"7{WRITTEN}",
        "7K2M-Q9XF-3DTR-8WVB",
        "7K2M--Q9XF--3DTR--8WVB--5HJC",
    ],
)
def test_what_only_looks_like_a_code_is_left_in_peace(text):
    assert not holds_receipt(text)


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN,
        f"kode laporan saya {WRITTEN.lower()} tolong",
        "7k2m q9xf 3dtr 8wvb 5hjc",
        "kode saya 7k2m q9xf 3dtr 8wvb 5hjc",
        f"3171 0112 9001 0001 5550, dan {CODE}",
    ],
)
def test_a_code_is_known_wherever_it_is_said(text):
    assert pasted_receipt(text) == CODE


# Each of these has a group without a digit at an end, where a word beside it could be taken for it.
@pytest.mark.parametrize("code", ["7k2m-q9xf-3dtr-8wvb-qhjc", "qhjc-q9xf-3dtr-8wvb-7k2m"])
@pytest.mark.parametrize("frame", ["kode laporan saya {}, ada kabar?", "{} tadi", "saya {} tadi"])
@pytest.mark.parametrize("mark", ["-", " ", "."])
def test_a_word_beside_a_code_is_not_taken_for_a_group_of_it(code, frame, mark):
    assert pasted_receipt(frame.format(code.replace("-", mark))) == code.replace("-", "").upper()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nmr2 7k2m-q9xf-3dtr-8wvb-qhjc", "7K2MQ9XF3DTR8WVBQHJC"),  # one mark before more digits
        ("gmnt 7k2a q9xf 3dtr 8wvb 5hje", "7K2AQ9XF3DTR8WVB5HJE"),  # digits before fewer vowels
    ],
)
def test_how_a_code_is_marked_tells_most_then_its_digits_then_its_vowels(text, code):
    assert pasted_receipt(text) == code


def test_a_code_is_drawn_again_until_nobody_could_take_it_for_words_or_a_number():
    without_digit, of_digits = "QHJCQHJCQHJCQHJCQHJC", "12341234123412341234"
    drawn = iter([of_signs(without_digit), of_signs(of_digits), of_signs(CODE)])
    assert draw_receipt(lambda size: next(drawn).to_bytes(size, "big")) == WRITTEN
    assert not list(drawn)


def of_signs(signs):
    """Return the number whose 100 bits are written so, in 104."""
    number = 0
    for sign in signs:
        number = number << BITS_A_SIGN | ALPHABET.index(sign)
    return number << 4


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("saya suka kopi hari ini", None),
        ("Rina 3171 0112 9001 0001", None),  # a name and the number of an identity card
        ("Rina Dede 3171 0112 9001", None),
        ("1234 5678 9012 3456 7890", None),
        ("Rina Dede Wawa 3171 0112", "R1NADEDEWAWA31710112"),  # so does a code of our own
        (f"{CODE}7", None),
        ("", None),
    ],
)
def test_a_number_beside_a_name_is_no_code(text, signs):
    assert pasted_receipt(text) == signs
