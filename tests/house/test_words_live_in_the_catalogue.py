"""What people read stands in the catalogue, in both languages, with the same places."""

import ast
import re
from collections import Counter
from functools import cache
from string import Formatter

import pytest
import yaml

from tests.house.tree import ROOT, modules, named, tracked, tree

LANGUAGES = ("id", "en")
CATALOGUE = ROOT / "flows" / "texts"
SPEAKS_TO_DEVELOPERS = {"flows/checker.py", "flows/promises.py"}  # findings, not for people
SAYING = {"Text", "Unreadable"}  # calls whose first argument is a key
TAGS = {"b", "i", "u", "code", "pre", "blockquote"}
SENTENCE = re.compile(
    r"^[A-Z][^.]*\s\S+\s.*[.!?:]$|\b(Anda|silakan|Silakan|please|Please)\b", re.DOTALL
)


def parts(language):
    return sorted(path for path in tracked() if path.parent == CATALOGUE / language)


@cache
def catalogue(language):
    return {
        key: text
        for path in parts(language)
        for key, text in (yaml.safe_load(path.read_text("utf-8")) or {}).items()
    }


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def told(path):
    """Yield the string literals of a module that are neither docstrings, errors nor examples."""
    silent = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Raise) or (
            isinstance(node, ast.keyword) and node.arg == "examples"
        ):
            silent |= set(ast.walk(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(node.value)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield node.value


@cache
def keys_in_code():
    """Return the keys that code says, as patterns; what is filled in matches one part or more."""
    said = set()
    for path in modules("flows", "storage", "bot"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING and node.args:
                said.add((named(path), pattern(node.args[0])))
    for path in tracked():
        if path.suffix == ".html" and named(path).startswith("bot/"):
            said |= {(named(path), each) for each in keys_in_template(path.read_text("utf-8"))}
    return {(name, each) for name, each in said if each}


def keys_in_template(text):
    """Return the keys a template says; one that ends in ~ is filled up by what follows."""
    found = re.findall(r"\bsay\(([\"'])([\w.]+)\1(\s*~)?", text)
    return {re.escape(key) + (r"[\w.]+" if is_open else "") for _, key, is_open in found}


def pattern(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        pieces = (
            re.escape(str(piece.value)) if isinstance(piece, ast.Constant) else r"[\w.]+"
            for piece in node.values
        )
        return "".join(pieces)
    return None


def everything_else():
    """Return the text of every file that could name a key: code and templates."""
    return "\n".join(
        path.read_text("utf-8")
        for path in tracked()
        if path.suffix in {".py", ".html", ".jinja", ".txt", ".yaml", ".js", ".svg"}
        and path.parent.parent != CATALOGUE
        and named(path).startswith(("flows/", "bot/", "storage/"))
    )


def test_both_languages_have_the_same_files():
    assert [path.name for path in parts("id")] == [path.name for path in parts("en")]


def test_both_languages_have_the_same_keys():
    assert catalogue("id").keys() == catalogue("en").keys()


def test_a_text_has_the_same_places_in_both_languages():
    ours, theirs = catalogue("id"), catalogue("en")
    both = ours.keys() & theirs.keys()
    assert [key for key in both if places(ours[key]) != places(theirs[key])] == []
    assert [key for key in both if not all(map(str.isidentifier, places(ours[key])))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_written_twice(language):
    lines = [
        match.group(1)
        for path in parts(language)
        for match in re.finditer(r"^([\w.]+):", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert [key for key, times in Counter(lines).items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_something_in_telegrams_own_marks(language):
    for key, text in catalogue(language).items():
        assert isinstance(text, str), key
        assert text.strip() == text != "", key
        open_tags = []
        for closes, tag in re.findall(r"<(/?)([^<>]*)>", text):
            assert tag in TAGS, key
            if closes:
                assert open_tags.pop() == tag, key
            else:
                open_tags.append(tag)
        assert not open_tags, key


def test_no_sentence_for_people_stands_in_code():
    silent = [path for path in modules("flows") if named(path) not in SPEAKS_TO_DEVELOPERS]
    sentences = [(named(path), text) for path in silent for text in told(path)]
    assert [each for each in sentences if SENTENCE.search(each[1])] == []


def test_every_key_that_code_says_is_in_the_catalogue():
    missing = [
        (name, key)
        for name, key in sorted(keys_in_code())
        if not any(re.fullmatch(key, known) for known in catalogue("id"))
    ]
    assert missing == []


def test_every_text_of_the_catalogue_is_said_somewhere():
    patterns = re.compile("|".join(sorted({each for _, each in keys_in_code()}) or ["$^"]))
    code = everything_else()
    unsaid = [key for key in catalogue("id") if not patterns.fullmatch(key) and key not in code]
    assert unsaid == []
