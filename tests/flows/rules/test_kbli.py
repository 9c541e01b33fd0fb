import pytest

from bot import policies
from flows.rules.kbli import has_division


@pytest.mark.parametrize("code", ["00000", "04", "34111", "40", "67", "89999"])
def test_a_code_of_no_division_is_none(code):
    assert not has_division(code)


def test_every_code_of_the_rules_has_a_division():
    assert all(has_division(code) for one in policies.load().versions for code in one.codes)
