"""A promise in the documents names the test that holds it, and that test is there."""

import re

import pytest

from tests.house.tree import ROOT, modules, named, tracked

NAMES = re.compile(r"`(test_\w+)`")
FILES = re.compile(r"`(tests/[\w./]+)`")
PROMISED = re.compile(r"^\|(?! *---)(?! *(?:promise|janji) *\|)(.+)\|$", re.MULTILINE)
DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]
PROMISES = ("docs/explain/privacy-reports.md", "docs/explain/privasi-laporan.md")


def known():
    return {
        name
        for path in modules("tests")
        for name in re.findall(
            r"^(?:async )?def (test_\w+)", path.read_text("utf-8"), re.MULTILINE
        )
    }


def test_every_test_that_a_document_names_is_there():
    tests = known()
    missing = [
        (named(path), name)
        for path in DOCUMENTS
        for name in NAMES.findall(path.read_text("utf-8"))
        if name not in tests
    ]
    assert missing == []


def test_every_file_of_tests_that_a_document_names_is_there():
    missing = [
        (named(path), name)
        for path in DOCUMENTS
        for name in FILES.findall(path.read_text("utf-8"))
        if not (ROOT / name).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("document", PROMISES)
def test_every_promise_to_reporters_names_a_test(document):
    rows = PROMISED.findall((ROOT / document).read_text("utf-8"))
    assert len(rows) > 10
    assert [row for row in rows if not NAMES.search(row)] == []


def test_both_languages_promise_reporters_the_same():
    told = [
        [NAMES.findall(row) for row in PROMISED.findall((ROOT / one).read_text("utf-8"))]
        for one in PROMISES
    ]
    assert told[0] == told[1]
