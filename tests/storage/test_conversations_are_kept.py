from datetime import timedelta

import pytest

from storage.consents import Consent
from storage.database import Database
from storage.errors import Stale
from tests.support.builders import CHAT, NOON

STATE = {"id": "s1", "answers": {"company": "PT Bank Contoh", "staff": 40}, "last": [1, "x"]}
FLOW = "registration"


async def test_a_session_comes_back_as_it_was_saved(database: Database) -> None:
    async with database.unit() as unit:
        assert await unit.conversations.load(CHAT, FLOW) is None
        await unit.conversations.save(CHAT, FLOW, STATE, expected=None, revision=1, at=NOON)
        kept = await unit.conversations.load(CHAT, FLOW)
    assert kept is not None
    assert kept.state == STATE
    assert kept.revision == 1


async def test_a_session_of_an_older_revision_is_not_written_over(database: Database) -> None:
    async with database.unit() as unit:
        await unit.conversations.save(CHAT, FLOW, STATE, expected=None, revision=1, at=NOON)
        await unit.conversations.save(CHAT, FLOW, {"id": "s1"}, expected=1, revision=2, at=NOON)
        with pytest.raises(Stale):
            await unit.conversations.save(CHAT, FLOW, STATE, expected=1, revision=2, at=NOON)
        kept = await unit.conversations.load(CHAT, FLOW)
    assert kept is not None
    assert kept.state == {"id": "s1"}


async def test_a_session_that_is_there_is_never_begun_anew(database: Database) -> None:
    async with database.unit() as unit:
        await unit.conversations.save(CHAT, FLOW, STATE, expected=None, revision=1, at=NOON)
        with pytest.raises(Stale):
            await unit.conversations.save(CHAT, FLOW, STATE, expected=None, revision=1, at=NOON)


async def test_each_flow_of_a_chat_has_a_session_of_its_own(database: Database) -> None:
    async with database.unit() as unit:
        await unit.conversations.save(CHAT, FLOW, STATE, expected=None, revision=1, at=NOON)
        await unit.conversations.save(CHAT, "status", {}, expected=None, revision=5, at=NOON)
        await unit.conversations.forget(CHAT, FLOW)
        assert await unit.conversations.load(CHAT, FLOW) is None
        assert await unit.conversations.load(CHAT, "status") is not None


async def test_a_new_chat_has_chosen_no_language_and_can_be_reached(database: Database) -> None:
    async with database.reading() as unit:
        chat = await unit.conversations.chat(CHAT)
    assert chat.language is None
    assert chat.focus is None
    assert chat.is_reachable


async def test_language_focus_and_reach_are_kept_apart_from_each_other(database: Database) -> None:
    async with database.unit() as unit:
        await unit.conversations.speak(CHAT, "en")
        await unit.conversations.focus(CHAT, FLOW)
        await unit.conversations.mark_unreachable(CHAT, at=NOON)
        chat = await unit.conversations.chat(CHAT)
        assert (chat.language, chat.focus, chat.unreachable_since) == ("en", FLOW, NOON)
        await unit.conversations.mark_reachable(CHAT)
        assert (await unit.conversations.chat(CHAT)).is_reachable


async def test_only_drafts_that_rest_are_called_idle(database: Database) -> None:
    async with database.unit() as unit:
        await unit.conversations.save(1, FLOW, {}, expected=None, revision=1, at=NOON)
        later = NOON + timedelta(hours=1)
        await unit.conversations.save(2, FLOW, {}, expected=None, revision=1, at=later)
        assert await unit.conversations.idle(before=later) == [(1, FLOW)]


async def test_an_update_is_taken_once_until_it_is_forgotten(database: Database) -> None:
    async with database.unit() as unit:
        assert await unit.seen.is_first(7, at=NOON)
        assert not await unit.seen.is_first(7, at=NOON)
        assert await unit.seen.prune(before=NOON) == 0
        assert await unit.seen.prune(before=NOON + timedelta(days=2)) == 1
        assert await unit.seen.is_first(7, at=NOON)


async def test_a_consent_can_be_shown_and_taken_back(database: Database) -> None:
    consent = Consent(CHAT, "registration", "2021-07", button="agree", given_at=NOON)
    later = NOON + timedelta(days=1)
    async with database.unit() as unit:
        await unit.consents.give(consent)
        await unit.consents.give(Consent(CHAT, "registration", "2021-07", "agree", later))
        assert await unit.consents.of(CHAT) == [consent]
        await unit.consents.withdraw(CHAT, "registration", at=later)
        assert (await unit.consents.of(CHAT))[0].withdrawn_at == later
        await unit.consents.give(Consent(CHAT, "registration", "2021-07", "agree", later))
        assert (await unit.consents.of(CHAT))[0].withdrawn_at is None
