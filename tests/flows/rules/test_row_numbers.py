"""Numbers of rows are read as officers and companies write them, and nothing else is."""

import pytest

from flows.rules.row_numbers import NotRowNumbers, read_row_numbers, write_row_numbers


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
    ("numbers", "text"),
    [
        ((), ""),
        ((3,), "3"),
        ((4, 3), "3-4"),
        ((12, 15, 16, 17, 20), "12, 15-17, 20"),
        ((1, 3, 5, 7), "1, 3, …"),
        ((1, 3, 4, 7), "1, 3-4, …"),
        ((1, 2, 3, 7), "1-3, 7"),  # exactly as many as there may be
    ],
)
def test_numbers_are_written_in_spans_and_not_without_end(numbers, text):
    assert write_row_numbers(numbers, most=2 if len(numbers) == 4 else 5) == text


@pytest.mark.parametrize(
    "text", ["a", "5-", "-5", "9-2", "1-999999", "1-10001", "1.5", "1--2", "१"]
)
def test_what_are_no_numbers_of_rows_is_refused(text):
    with pytest.raises(NotRowNumbers):
        read_row_numbers(text)
