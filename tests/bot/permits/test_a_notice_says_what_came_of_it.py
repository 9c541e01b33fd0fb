"""The notice of permits says how many there are, and of the refused only where there are some."""

import pytest

from bot import policies
from bot.notices import Notices
from bot.permits.papers import Papers
from bot.permits.press import Press
from bot.wording import load_texts, without_markup
from flows.rules.notices import Notice
from storage.database import Database
from tests.support.builders import NOON


@pytest.mark.parametrize(
    ("refused", "told"),
    [
        (0, "✅ ABCD2345: STRP terbit untuk 12 pekerja."),
        (3, "✅ ABCD2345: STRP terbit untuk 12 pekerja, ditolak 3."),
    ],
)
async def test_the_refused_are_counted_only_where_somebody_was_refused(
    sqlite: Database, refused: int, told: str
):
    rules, texts = policies.load(), load_texts()
    notices = Notices(texts, rules, Papers(sqlite, rules, texts, Press()))
    args = {"reference": "ABCD2345", "permits": 12, "refused": refused}
    async with sqlite.unit() as unit:
        await unit.conversations.speak(1, "id")
        message, _ = await notices.read(
            unit, Notice("once", 1, "notice.issued", NOON, args, kind="issued")
        )
    assert without_markup(message.html).splitlines()[0] == told
