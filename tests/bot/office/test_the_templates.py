"""Templates hold no words, no script and no style of their own; the style sheet stays small."""

import re
from pathlib import Path

import pytest

import bot.office

FOLDER = Path(bot.office.__file__).parent
TEMPLATES = sorted((FOLDER / "templates").glob("*.html"))
SAID_ALIKE = {"PDF", "×", "=", "–", "›", "←", "→", "%", "“", "”", ",", ".", "(", ")", ":"}


def words_of(template: str) -> list[str]:
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template, flags=re.DOTALL)
    bare = re.sub(r"<!doctype html>|<[a-z/](?:\"[^\"]*\"|[^>])*>", " ", bare, flags=re.IGNORECASE)
    bare = re.sub(r"[a-z-]+=\"[^\"]*\"|&[a-z]+;", " ", bare)
    return [word for word in bare.split() if word not in SAID_ALIKE]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_stands_in_a_template(path: Path) -> None:
    assert [
        word for word in words_of(path.read_text("utf-8")) if re.search(r"[^\W\d_]", word)
    ] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_the_policy_to_be_loosened_or_escapes_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?! src=)|javascript:", text)
    assert not re.search(r"\|\s*safe|autoescape|Markup", text)


def test_the_style_sheet_stays_small() -> None:
    assert (FOLDER / "static" / "office.css").stat().st_size <= 10 * 1024
