"""The crowd is answered from the button alone: with the store gone, nobody notices."""

import pytest

from bot.delivery import NotKept, Page
from storage.database import Database
from storage.errors import Unavailable
from tests.support.channel import Office, an_office


@pytest.fixture
def storeless(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return a desk whose store is gone."""

    def gone() -> None:
        raise Unavailable("gone")

    monkeypatch.setattr(sqlite, "unit", gone)
    monkeypatch.setattr(sqlite, "reading", gone)
    return an_office(sqlite)


async def test_a_verdict_is_reached_with_the_store_gone(storeless: Office):
    ani = storeless.visitor()
    await ani.does("/start", ">Perlukah", ">Bekerja di DKI", ">swasta", ">Bank", ">Bank, asuransi")
    assert "Daftarkan perusahaan" in " ".join(ani.labels)
    assert all(isinstance(reply, Page) for reply in ani.answered.replies)


async def test_every_word_that_opens_a_page_opens_it_with_the_store_gone(storeless: Office):
    for word in ("/start", "/menu", "/perlu", "/check", "/start perlu", "/start nonsense"):
        ani = storeless.visitor()
        assert await ani.says(word)


async def test_the_language_of_a_button_is_spoken_on(storeless: Office):
    ani = storeless.visitor()
    await ani.says("/start")
    await ani.taps("English")
    assert "Free of charge" in await ani.says("/start")


async def test_what_belongs_to_a_session_waits_for_the_store(storeless: Office):
    ani = storeless.visitor()
    await ani.says("/start")
    with pytest.raises(NotKept):
        await ani.taps("Daftarkan perusahaan")
