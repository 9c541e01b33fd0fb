"""The tree tells what a person wrote down from the rules, on every one of nine days."""

import csv
from itertools import product
from pathlib import Path as File

import pytest

from flows.eligibility.rules import change_days
from flows.eligibility.tree import EMPLOYERS, FOLDERS, NEEDS, PURPOSES
from flows.rules.decision import GOVERNMENT
from flows.rules.people import Verdict
from tests.flows.eligibility.the_tree import POLICIES, a_path, verdict

TABLE = File(__file__).with_name("decision_table.csv")
ASKED = ("journey", "who", "business")


def rows():
    lines = TABLE.read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


ROWS = rows()
DAYS = [name for name in ROWS[0] if name not in ASKED]


def cases(row):
    """Return every path that a row speaks of."""
    return list(product(*(row[name].split("|") for name in ASKED)))


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row[name] for name in ASKED) for row in ROWS])
def test_the_tree_tells_what_the_table_says(row):
    expected = {day: row[day] for day in DAYS}
    for answers in cases(row):
        assert {day: verdict(day, a_path(*answers)) for day in DAYS} == expected, answers


def test_the_table_leaves_nobody_out():
    written = {answers for row in ROWS for answers in cases(row)}
    kinds = {*EMPLOYERS, *FOLDERS["health"], *FOLDERS["small"]} - set(FOLDERS)
    assert {who for journey, who, _ in written if journey == "dki"} == kinds
    assert {who for journey, who, _ in written if journey == "urgent"} == set(NEEDS)
    assert {journey for journey, _, _ in written} == set(PURPOSES)
    sectors = {*POLICIES.versions[0].sectors} - {GOVERNMENT}
    for who in ("firm", "bumn", "vendor", "daily"):
        assert {business for _, each, business in written if each == who} >= sectors


def test_the_table_reaches_every_verdict_and_every_version():
    told = {row[day] for row in ROWS for day in DAYS}
    assert told == {*Verdict, "unsure"}
    assert len(DAYS) == 9
    versions = [one.permits_from.isoformat() for one in POLICIES.versions]
    assert all(any(day >= begins for day in DAYS) for begins in versions)
    assert min(DAYS) < change_days(POLICIES)[1].isoformat()
