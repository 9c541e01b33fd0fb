"""The two languages of the assistant: Indonesian first, English beside it."""

from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """A language every text of the catalogue exists in."""

    ID = "id"
    EN = "en"

    def other(self) -> "Language":
        """Return the one to switch to."""
        return Language.EN if self is Language.ID else Language.ID


LANGUAGES: Final = {language.value: language for language in Language}


def read_language(code: str | None, default: Language = Language.ID) -> Language:
    """Read a language tag such as "en-GB"; anything unknown is the default."""
    tag = (code or "").lower().partition("-")[0]
    return LANGUAGES.get(tag, default)
