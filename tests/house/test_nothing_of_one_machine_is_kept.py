"""What is kept belongs to everybody: no path, host or account of the machine it was made on."""

import re

import pytest

from tests.house.tree import ROOT, named, tracked

TEXTS = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".lock",
    ".in",
    ".txt",
    ".html",
    ".js",
    ".css",
    ".json",
    "",
}
MACHINE = re.compile(
    r"(?<![\w.])/(?:home|root|work|Users|mnt|private)/[\w.-]+"
    r"|\b[\w-]+\.(?:internal|corp|lan)\b(?!\.)"
    r"|--(?:extra-)?index-url|--trusted-host"
    r"|\b(?:artifactory|nexus|jfrog)\b"
)
ADDRESS = re.compile(
    r"\b(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.\d{1,3}\.\d{1,3}(?:\.\d{1,3})?\b"
)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
RULED_OUT = {"tests/house/test_nothing_of_one_machine_is_kept.py"}


def read(path):
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_knows_the_machine_it_was_made_on():
    found = {
        (named(path), match.group())
        for path in tracked()
        if path.suffix in TEXTS and named(path) not in RULED_OUT
        for match in MACHINE.finditer(read(path))
    }
    assert found == set()


def test_no_lock_or_setting_names_an_address_of_one_network():
    found = {
        (named(path), match.group())
        for path in tracked()
        if path.suffix in {".lock", ".in", ".toml", ".yaml", ""}
        for match in ADDRESS.finditer(read(path))
    }
    assert found == set()


def anchors(text):
    heads = re.findall(r"^#+\s+(.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", [path for path in tracked() if path.suffix == ".md"], ids=named)
def test_every_link_of_the_documents_leads_somewhere(path):
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", read(path), flags=re.DOTALL)
    for link in (one or other for one, other in LINK.findall(prose)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(read(target)), link
