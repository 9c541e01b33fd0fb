"""A rule is never said without its source, and a source is called what people call it."""

import pytest

from flows.citing import cited, joined
from flows.dialogue import Lines
from flows.language import Language
from tests.flows.eligibility.the_tree import POLICIES, TEXTS

PROCEDURE = POLICIES.procedure
INMENDAGRI, DECREE, GUIDE = tuple(PROCEDURE.cited)[:3]


def read(says, language=Language.ID):
    return TEXTS.plain(says, language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("sources", [(INMENDAGRI,), (DECREE, INMENDAGRI), (GUIDE, DECREE, GUIDE)])
def test_sources_are_named_as_people_call_them_in_the_order_of_the_rule(sources, language):
    called = [getattr(PROCEDURE.cited[one], language.value) for one in sources]
    assert read(cited(PROCEDURE, sources), language) == "; ".join(called)


def test_what_has_no_source_names_none():
    assert read(cited(PROCEDURE, ())) == ""


def test_several_things_are_said_in_one_line_in_their_order():
    assert read(joined("eligibility.source", ["a", "b", "c", "d"])) == "a; b; c; d"
    assert read(joined("eligibility.step", ["a", "b", "c"])) == "a › b › c"


def test_a_single_thing_is_said_as_it_is():
    said = Lines(("a", "b"))
    assert joined("eligibility.source", [said]) is said
