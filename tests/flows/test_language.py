"""Everybody is spoken to in a language the assistant has."""

import pytest

from flows.language import Language, read_language


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("id", "id"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-us", "en"),
        ("id-ID", "id"),
        ("fr", "id"),
        ("fr-en", "id"),
        ("eng", "id"),
        ("", "id"),
        (None, "id"),
    ],
)
def test_a_language_tag_is_read_and_what_is_not_known_is_indonesian(tag, language):
    assert read_language(tag) is Language(language)


@pytest.mark.parametrize("tag", [None, "", "fr", "-"])
def test_who_tells_no_language_we_have_is_spoken_to_as_before(tag):
    assert read_language(tag, Language.EN) is Language.EN


def test_a_known_language_is_spoken_whatever_was_spoken_before():
    assert read_language("id", Language.EN) is Language.ID


def test_the_other_language_is_the_one_not_spoken():
    assert [language.other().value for language in Language] == ["en", "id"]
