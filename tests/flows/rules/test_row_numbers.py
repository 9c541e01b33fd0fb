"""Numbers of rows are read as officers and companies write them, and nothing else is."""

import pytest

from flows.rules.row_numbers import NotRowNumbers, read_row_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12, 15-20", {12, *range(15, 21)}),
        ("12,15 - 17;  19", {12, 15, 16, 17, 19}),
        ("3 4 5", {3, 4, 5}),
        ("7–9", {7, 8, 9}),
        ("", set()),
        (" , ", set()),
    ],
)
def test_numbers_of_rows_are_read_as_people_write_them(text, numbers):
    assert read_row_numbers(text) == numbers


@pytest.mark.parametrize(
    "text", ["a", "5-", "-5", "9-2", "1-999999", "1-10001", "1.5", "1--2", "१"]
)
def test_what_are_no_numbers_of_rows_is_refused(text):
    with pytest.raises(NotRowNumbers):
        read_row_numbers(text)
