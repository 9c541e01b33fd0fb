"""A code is read back as it was meant, and a slip of the finger is noticed."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rules.control_code import (
    ALPHABET,
    BITS,
    REFERENCES,
    NotAControlCode,
    clean_control_code,
    read_control_code,
    show_control_code,
    show_serial,
    write_control_code,
)

SERIALS = st.integers(0, (1 << BITS) - 1)


def reads(text):
    try:
        return read_control_code(text)
    except NotAControlCode:
        return None


@pytest.mark.parametrize(
    ("serial", "code"),
    [
        (1, "Y75CZDZM"),
        (2, "5RGXP9A8"),
        (1_234_567, "NQA1TKFA"),
    ],
)
def test_codes_do_not_change_with_the_years(serial, code):
    assert write_control_code(serial) == code
    assert read_control_code(code) == serial


@pytest.mark.parametrize(
    "typed",
    [
        "NQA1-TKFA",
        "nqa1 tkfa",
        " NQA1TKFA\n",
        "NQAI.TKFA",
        "nqal_tkfa",
        "N Q A 1 - T K F A",
        "NQA1 \u2013 TKFA",
        "NQA1\u2010TKFA",
        "NQA1\u2015TKFA",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed):
    assert read_control_code(typed) == 1_234_567
    assert clean_control_code(typed) == "NQA1TKFA"


def test_the_letter_o_is_a_zero():
    assert clean_control_code("o0-Oo") == "0000"


def test_a_code_stands_on_a_permit_with_a_dash_in_the_middle():
    assert show_control_code("NQA1TKFA") == "NQA1-TKFA"


def test_the_numbers_of_applications_begin_where_those_of_permits_end():
    assert REFERENCES == 17_179_869_184
    assert read_control_code(write_control_code(2 * REFERENCES - 1)) == 2 * REFERENCES - 1


@pytest.mark.parametrize("text", ["", "Y75CZDZ", "Y75CZDZM0", "U75CZDZM", "Y75C?DZM", "ꦱ" * 8])
def test_what_is_no_code_is_refused(text):
    assert reads(text) is None


@pytest.mark.parametrize("serial", [-1, 1 << BITS])
def test_a_serial_beyond_seven_signs_has_no_code(serial):
    with pytest.raises(NotAControlCode):
        write_control_code(serial)


def test_a_serial_is_shown_in_groups():
    assert show_serial(1234567) == "001 234 567"
    assert show_serial(1) == "000 000 001"
    assert show_serial(34359738367) == "34 359 738 367"


@given(SERIALS)
def test_a_code_says_its_serial(serial):
    assert read_control_code(write_control_code(serial)) == serial


@given(SERIALS)
def test_a_code_is_read_as_people_write_it(serial):
    code = show_control_code(write_control_code(serial))
    spoken = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert read_control_code(spoken) == serial


@given(SERIALS)
def test_one_wrong_sign_is_always_noticed(serial):
    code = write_control_code(serial)
    for place in range(8):
        for sign in set(ALPHABET) - {code[place]}:
            assert reads(code[:place] + sign + code[place + 1 :]) is None


@given(SERIALS)
def test_two_signs_exchanged_are_always_noticed(serial):
    code = write_control_code(serial)
    for one, other in combinations(range(8), 2):
        signs = list(code)
        signs[one], signs[other] = signs[other], signs[one]
        if code[one] != code[other]:
            assert reads("".join(signs)) is None


def test_neighbours_do_not_look_alike():
    codes = [write_control_code(serial) for serial in range(1, 2000)]
    assert len(set(codes)) == len(codes)
    assert all(
        sum(a != b for a, b in zip(one, other, strict=True)) >= 3 for one, other in pairwise(codes)
    )
