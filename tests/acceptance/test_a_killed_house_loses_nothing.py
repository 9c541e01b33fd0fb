"""Killed at any moment, the house loses no registration and doubles none (`make kills`: more)."""

from pathlib import Path

from tests.support.kills import kill_and_count


async def test_people_who_register_while_the_house_is_killed_are_all_served_once(tmp_path: Path):
    count = await kill_and_count(tmp_path, people=4, kills=6)
    assert count.kills == 6
    assert (count.lost, count.doubled, count.stuck) == (0, 0, [])
