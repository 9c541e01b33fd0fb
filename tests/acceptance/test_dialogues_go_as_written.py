"""The dialogues of people we can imagine are held again through the real edge, word for word.

What they come to is the page docs/dialogues/index.html; `make dialogues` writes it anew.
"""

from collections import Counter
from pathlib import Path

import pytest

from bot.simulator.dialogues import LANGUAGES, dialogue_of, write_article
from bot.simulator.script import LONG_QUIET, QUIET, play
from bot.simulator.transcript import read_transcript, transcripts_in
from tests.support.person import Town, a_town_with_the_house

ROOT = Path(__file__).resolve().parents[2]
PATHS = transcripts_in(ROOT / "tests" / "transcripts")
PAGE = ROOT / "docs" / "dialogues" / "index.html"
PATIENCE = 60  # seconds; a busy machine is no other conversation


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_dialogue_goes_as_written_and_stands_on_the_page(language, tmp_path: Path):
    page = PAGE.read_text("utf-8")
    ours = [path for path in PATHS if path.stem.endswith(f".{language}")]
    async with a_town_with_the_house(tmp_path) as town:
        wrong = {path.stem: await what_is_wrong(path, town, page) for path in ours}
    assert {name: lines for name, lines in wrong.items() if lines} == {}


async def what_is_wrong(path: Path, town: Town, page: str) -> list[str]:
    """Hold a dialogue; once more and slower if it went otherwise, for a late word is no other."""
    wrong: list[str] = []
    for quiet in (QUIET, LONG_QUIET):
        result = await play(read_transcript(path), town.remote, patience=PATIENCE, quiet=quiet)
        article = write_article(dialogue_of(result.transcript, result.events))
        wrong = [failure.line() for failure in result.failures]
        if not wrong and article in page:
            return []
    return wrong or ["the page is old: make dialogues"]


def test_every_dialogue_is_held_in_both_languages_and_says_whose_it_is():
    titles = Counter(path.stem.rpartition(".")[0] for path in PATHS)
    assert set(titles.values()) == {len(LANGUAGES)}
    assert len(titles) >= 30
    transcripts = [read_transcript(path) for path in PATHS]
    assert [each.title for each in transcripts if not each.who or each.at is None] == []
    assert [
        each.title for each in transcripts if not each.title.endswith(f".{each.language}")
    ] == []
