"""Two names that may mean one employer, and names that say nothing."""

import pytest

from flows.rules.employers import begin, employer_words, may_be_one


def words(*names):
    return [employer_words(name) for name in names]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Equity Life", "PT Equity Life Indonesia"),
        ("PT Equity Life Indonesia", "equity life"),
        ("P.T. Contoh, Sejahtera", "contoh sejahtera"),
        ("Contoh", "Sejahtera Contoh"),
    ],
)
def test_a_name_may_be_one_that_has_more_words(one, other):
    assert may_be_one(*words(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Equity Life", "Equity Bank Indonesia"),
        ("Contoh", "Contohan"),
        ("PT", "PT Contoh"),
        ("PT", "CV"),
        ("", "PT Contoh"),
    ],
)
def test_other_words_or_none_are_nobodys_name(one, other):
    assert not may_be_one(*words(one, other))
    assert not may_be_one(*words(other, one))


@pytest.mark.parametrize("form", ["PT", "CV.", "Koperasi", "Yayasan", "PT. CV", " - "])
def test_a_legal_form_alone_names_nobody(form):
    assert employer_words(form) == frozenset()


@pytest.mark.parametrize(
    ("sought", "is_it"),
    [("equ lif", True), ("life", True), ("ind equity", True), ("ife", False), ("equity bank", False),
     ("pt", False), ("", False)],
)  # fmt: skip
def test_a_name_is_found_by_the_beginnings_of_its_words(sought, is_it):
    assert begin(*words(sought, "PT Equity Life Indonesia")) is is_it
