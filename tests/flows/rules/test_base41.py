"""What is written in the signs of a code is read back, and has one way to be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rules.base41 import NotBase41, read_base41, write_base41


@pytest.mark.parametrize(
    ("hexed", "signs"),
    [
        ("", ""),
        ("00", "00"),
        ("28", ":0"),  # 40, the last sign
        ("29", "01"),  # 41, the first carry
        ("ff", "96"),
        ("0000", "000"),
        ("0029", "010"),
        ("0691", "001"),  # 41 * 41
        ("ffff", "H:+"),
        ("0a24", "DM1"),
        ("000000", "00000"),
        ("0691ff", "00196"),
    ],
)
def test_known_bytes_have_known_signs(hexed, signs):
    assert write_base41(bytes.fromhex(hexed)) == signs
    assert read_base41(signs) == bytes.fromhex(hexed)


@pytest.mark.parametrize("text", ["A6", "I:+", "H:-", ":::"])
def test_signs_that_say_more_than_their_bytes_hold_are_refused(text):
    with pytest.raises(NotBase41):
        read_base41(text)


@pytest.mark.parametrize(
    "text", ["0", "0000", "/00", "a00", "%00", ":::", "::", "Z:0:", "00 "], ids=str
)
def test_signs_that_say_no_bytes_are_refused(text):
    with pytest.raises(NotBase41):
        read_base41(text)


@given(st.binary(max_size=300))
def test_any_bytes_survive_being_written_as_signs(raw):
    assert read_base41(write_base41(raw)) == raw


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-:", max_size=60))
def test_signs_that_are_read_have_one_way_to_be_written(text):
    try:
        raw = read_base41(text)
    except NotBase41:
        return
    assert write_base41(raw) == text
