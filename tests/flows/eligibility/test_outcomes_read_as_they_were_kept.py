"""Every outcome reads as it was read and kept, and so does the sheet for those who check facts."""

from pathlib import Path as File

import pytest

from bot.fact_sheet import fact_sheet
from flows.language import Language
from tests.bot.eligibility_outcomes import OUTCOMES, kept, shown
from tests.flows.eligibility.the_tree import POLICIES, TEXTS

DOCS = File(__file__).parents[3] / "docs" / "flows" / "eligibility.md"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_reads_as_it_was_kept(name, language):
    assert shown(name, language) == kept(name, language).read_text("utf-8")


def test_nothing_is_kept_that_is_no_outcome_any_more():
    for language in Language:
        files = {file.stem for file in kept("", language).parent.glob("*.txt")}
        assert files == set(OUTCOMES)


def test_the_sheet_for_those_who_check_facts_is_current():
    assert DOCS.read_text("utf-8") == fact_sheet(POLICIES, TEXTS)
