"""Whatever a list holds, every row and line of it is read, and is taken or told why not."""

from hypothesis import given
from hypothesis import strategies as st

from flows.rules.entries import Entry, tidy
from flows.rules.pasted import read_lines
from flows.rules.roster import Severity
from tests.support.builders import TODAY
from tests.support.rows import NIK, judge

CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.dates(),
    st.sampled_from([NIK, "3.17E+15", "kantor", "=1+1", "'" + NIK]),
)


@given(st.text(alphabet=st.sampled_from("A1 ;,\t|\"'-.\n\u200b3171015708950001kantor")))
def test_any_lines_are_read_in_order_and_each_line_once(text: str):
    numbers = [one.number for one in read_lines(text)]
    assert numbers == sorted(set(numbers))
    assert all(1 <= number <= len(text.splitlines()) for number in numbers)


@given(st.text())
def test_any_text_is_read_and_judged(text: str):
    entries = read_lines(text)
    examined = judge(entries, today=TODAY)
    judged = {number for number, _ in examined.accepted} | {one.row for one in examined.problems}
    assert judged == {one.number for one in entries}


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=6))
def test_whatever_the_cells_hold_every_row_is_taken_or_told(rows):
    examined = judge([Entry(number, *cells) for number, cells in enumerate(rows, 2)])
    taken = [number for number, _ in examined.accepted]
    left = {one.row for one in examined.problems if one.severity is Severity.ERROR}
    assert sorted([*taken, *left]) == list(range(2, len(rows) + 2))
    assert len({one.nik for _, one in examined.accepted}) == len(taken)


@given(CELLS)
def test_a_tidy_cell_is_one_line_and_stays_as_it_is(cell):
    once = tidy(cell)
    assert once.splitlines() in ([], [once])
    assert tidy(once) == once
    assert once == once.strip()
