"""A session of the small conversation that stands where a test wants it."""

from dataclasses import replace

from flows.dialogue import Answers
from flows.session import Session
from tests.flows.small_flow import a_small_flow

FLOW = a_small_flow()
VALUES = {
    "who": "company",
    "sector": "bank",
    "staff": 12,
    "note": "by night",
    "roster": 3,
    "letter": "file-1",
}


def standing_at(*names, counts=None, cursor=None, closed=None, revision=5):
    values = {name: VALUES[name] for name in names}
    return Session(
        id="s1",
        flow="small",
        version=2,
        policy="rules-1",
        revision=revision,
        answers=Answers(values),
        cursor=cursor,
        counts=counts or {},
        closed=closed,
    )


def with_items(*items):
    return replace(FLOW, items=items)


COMPLETE = standing_at(*VALUES, counts={"roster": {"office": 3}})
