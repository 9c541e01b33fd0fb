"""Nobody is told of a source that ran on after the day they ask."""

import re

from tests.flows.eligibility.the_tree import POLICIES


def test_no_source_is_called_by_a_span_that_ends_later():
    for names in POLICIES.procedure.cited.values():
        assert not re.search(r"\d–\d", names.id + names.en), names


def test_a_cited_source_begins_like_a_sentence():
    for names in POLICIES.procedure.cited.values():
        assert names.id[0].isupper()
        assert names.en[0].isupper()
