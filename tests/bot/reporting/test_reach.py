"""Which numbers are tried when everything before a report is to go."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.reach import BACK, within_reach

NUMBERS = st.integers(1, 10_000_000)


@given(st.lists(NUMBERS, max_size=100), NUMBERS)
def test_nothing_newer_is_touched_and_everything_known_is_tried(steps, newest):
    numbers = within_reach(steps, newest)
    assert all(0 < number <= newest for number in numbers)
    assert {step for step in steps if step <= newest} <= set(numbers)
    assert len(numbers) == len(set(numbers))


def test_the_last_few_hundred_numbers_are_tried_though_none_was_noted():
    assert within_reach((), 1_000) == tuple(range(1_001 - BACK, 1_001))
