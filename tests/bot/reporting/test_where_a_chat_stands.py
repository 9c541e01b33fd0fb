"""Where a chat's words go is known by every process, and by one alone when the shared memory is."""

import secrets

import pytest

from bot.reporting.visits import Standing, Visits
from flows.language import Language
from storage.live.report_sessions import DyingKey, InProcessReportSessions
from tests.bot.reporting.town import Town

CHAT = "7123456789"


def a_memory(town: Town) -> InProcessReportSessions:
    return InProcessReportSessions(DyingKey(secrets.token_bytes, town.clock), town.clock)


async def standing(visits: Visits) -> Standing | None:
    front = await visits.front(CHAT)
    return front.standing if front else None


@pytest.fixture
def processes(town: Town) -> tuple[Visits, Visits]:
    shared = a_memory(town)
    return Visits(shared, a_memory(town)), Visits(shared, a_memory(town))


async def test_a_shared_memory_that_was_emptied_leaves_the_mark_of_the_process(
    processes: tuple[Visits, Visits],
):
    one, other = processes
    await one.come(CHAT, Language.EN)
    assert await standing(other) is Standing.HERE
    one._sessions._kept.clear()
    assert await standing(one) is Standing.HERE
    assert await standing(other) is None


async def test_a_process_learns_that_another_saw_a_chat_leave(processes: tuple[Visits, Visits]):
    one, other = processes
    await one.come(CHAT, Language.ID)
    await other.leave(CHAT)
    assert await standing(one) is Standing.AWAY


async def test_a_single_process_keeps_no_mark_of_who_has_left(town: Town):
    await town.visits.come(CHAT, Language.ID)
    await town.visits.leave(CHAT)
    assert await standing(town.visits) is None
    assert town.sessions._kept == {}


async def test_a_mark_of_an_older_release_is_understood(town: Town):
    await town.sessions.save(CHAT, "front", b"en")
    front = await town.visits.front(CHAT)
    assert front is not None
    assert (front.standing, front.language) == (Standing.HERE, Language.EN)
