"""Whatever is given for a NIK gets an answer, and whatever can be one is read as it is meant."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flows.rules.identity import WOMANS_DAY, Nik, NikProblem, mask_nik, only_digits, read_nik
from flows.rules.regions import REGENCIES

TODAY = date(2021, 7, 10)
WOMAN = "3171015708950001"
P = NikProblem


@given(
    st.sampled_from(sorted(REGENCIES)),
    st.integers(1, 99),
    st.dates(date(1931, 7, 11), date(2006, 7, 10)),
    st.sampled_from([0, WOMANS_DAY]),
    st.integers(1, 9999),
)
def test_a_nik_built_from_its_parts_tells_its_parts_and_raises_no_doubt(
    region: str, district: int, born: date, more: int, serial: int
):
    nik = f"{region}{district:02}{born.day + more:02}{born:%m%y}{serial:04}"
    assert read_nik(nik, TODAY) == Nik(nik, born, is_woman=more > 0)


@given(st.text())
def test_any_text_gets_an_answer(text: str):
    found = read_nik(text, TODAY)
    assert isinstance(found, Nik) or (found and set(found) <= set(P))


@given(st.text(alphabet="0123456789", min_size=16, max_size=16), st.dates(date(2000, 1, 1)))
def test_sixteen_digits_get_an_answer_on_any_day(digits: str, today: date):
    found = read_nik(digits, today)
    if isinstance(found, Nik):
        assert found.digits == digits
        assert found.born <= today
    else:
        assert found


@given(st.text())
def test_what_is_no_nik_is_hidden_whole(text: str):
    if len(text) != 16:
        assert mask_nik(text) == "•" * 16


@given(st.lists(st.text(" .-'’\"_/\xa0\u200b\n\t", max_size=3), min_size=17, max_size=17))
def test_a_number_is_the_same_whatever_stands_between_its_digits(between: list[str]):
    first, *others = between
    written = first + "".join(map("".join, zip(WOMAN, others, strict=True)))
    assert only_digits(written) == WOMAN
