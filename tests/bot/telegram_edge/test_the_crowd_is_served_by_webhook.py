"""The crowd holds its dialogue with the running service, by webhook, up to the right verdict."""

import itertools
from collections import Counter
from pathlib import Path

from benchmarks.crowd.__main__ import seated
from benchmarks.crowd.contestants import OURS
from benchmarks.crowd.dialogue import read_dialogue
from benchmarks.crowd.telegram import People

SCREENS = {"sendMessage", "editMessageText"}


async def test_every_sector_is_told_its_verdict_with_one_call_beside_each_tap(tmp_path: Path):
    dialogue = read_dialogue()
    async with seated([OURS], dialogue, "", tmp_path) as seats:
        seat, began = seats[OURS], Counter(seats[OURS].api.calls)
        people = People(seat.api, await seat.line(), itertools.cycle(dialogue.walks))
        for _ in dialogue.walks:
            await people.hold()
        people.hang_up()
    assert people.verdicts == [walk.verdict for walk in dialogue.walks]
    assert {"register", "evidence", "work_from_home"} <= set(people.verdicts)
    asked = Counter(seat.api.calls) - began
    taps = sum(len(walk.labels) for walk in dialogue.walks)
    assert asked["answerCallbackQuery"] == taps
    assert people.rode == taps + len(dialogue.walks)
    assert sum(asked[name] for name in SCREENS) == people.rode
