"""A figure that is shown names nobody, not even to whoever can subtract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rules.figures import hide_small

HIDDEN = None


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, {}),
        ({"a": 40, "b": 5, "c": 0}, {"a": 40, "b": 5, "c": 0}),
        ({"a": 40, "b": 9, "c": 4}, {"a": 40, "b": HIDDEN, "c": HIDDEN}),
        ({"a": 9, "b": 40, "c": 1}, {"a": HIDDEN, "b": 40, "c": HIDDEN}),
        ({"a": 40, "b": 1, "c": 2}, {"a": 40, "b": HIDDEN, "c": HIDDEN}),
        ({"a": 40, "b": 1, "c": 0}, {"a": HIDDEN, "b": HIDDEN, "c": 0}),
        ({"a": 5, "b": 1, "c": 40}, {"a": HIDDEN, "b": HIDDEN, "c": 40}),
        ({"a": 3}, {"a": HIDDEN}),
        ({"a": 3, "b": 0}, {"a": HIDDEN, "b": 0}),
    ],
)
def test_small_counts_are_hidden_and_cannot_be_worked_out(counts, shown):
    assert hide_small(counts) == shown


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 60), max_size=8))
def test_what_is_shown_is_true_and_nobody_is_alone_behind_a_total(counts):
    shown = hide_small(counts)
    assert list(shown) == list(counts)
    hidden = [name for name, count in shown.items() if count is None]
    assert all(shown[name] == count for name, count in counts.items() if name not in hidden)
    assert all(count == 0 or count >= 5 for count in shown.values() if count is not None)
    others = [name for name in shown if name not in hidden and shown[name]]
    assert len(hidden) != 1 or not others
