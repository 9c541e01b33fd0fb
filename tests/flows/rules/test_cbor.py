"""A list of numbers and short texts is read back, and has one way to be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rules.cbor import NotCanonical, read_list, write_list


@pytest.mark.parametrize(
    ("items", "hexed"),
    [
        ((), "80"),
        ((0,), "8100"),
        ((23,), "8117"),
        ((24,), "811818"),
        ((255,), "8118ff"),
        ((256,), "81190100"),
        ((65535,), "8119ffff"),
        ((65536,), "811a00010000"),
        ((2**32 - 1,), "811affffffff"),
        ((2**32,), "811b0000000100000000"),
        ((2**64 - 1,), "811bffffffffffffffff"),
        (("",), "8160"),
        (("Siti", 7), "82645369746907"),
        (("é",), "8162c3a9"),
        (("x" * 23,), "8177" + "78" * 23),
        (("x" * 24,), "817818" + "78" * 24),
        (("x" * 60,), "81783c" + "78" * 60),
        ((1,) * 23, "97" + "01" * 23),
    ],
)
def test_known_lists_have_the_bytes_of_the_standard(items, hexed):
    assert write_list(items).hex() == hexed
    assert read_list(bytes.fromhex(hexed)) == (items, len(hexed) // 2)


@pytest.mark.parametrize(
    "items", [(-1,), (2**64,), ("x" * 61,), ("é" * 31,), (1,) * 24, ("x",) * 24]
)
def test_what_is_out_of_bounds_is_never_written(items):
    with pytest.raises(NotCanonical):
        write_list(items)


@pytest.mark.parametrize(
    "hexed",
    [
        "",  # nothing
        "81",  # an item is missing
        "8118",  # half a number
        "811817",  # 23 fits in the head
        "8119002a",  # 42 fits in one byte
        "811a0000ffff",  # two bytes are enough
        "811b00000000ffffffff",  # four are
        "8120",  # a negative number
        "814101",  # bytes
        "818101",  # a list in a list
        "81a0",  # a map
        "81c100",  # a tag
        "81f93c00",  # a float
        "81f6",  # nothing at all
        "9f01ff",  # a list without an end
        "817f6161ff",  # a text without an end
        "8161",  # a text that stops
        "8162c328",  # no UTF-8
        "8161ff",
        "81783d" + "61" * 61,  # longer than sixty
        "811c",  # reserved
        "9818" + "00" * 24,  # too many
    ],
)
def test_any_other_cbor_is_refused(hexed):
    with pytest.raises(NotCanonical):
        read_list(bytes.fromhex(hexed))


@given(st.lists(st.integers(0, (1 << 64) - 1) | st.text(max_size=15), max_size=23))
def test_a_list_is_read_back_and_ends_where_it_ends(items):
    raw = write_list(tuple(items))
    assert read_list(raw + b"more") == (tuple(items), len(raw))
