"""The demo's reset leaves nobody with a past: no language, no misses, no place in a conversation."""

from pathlib import Path

from tests.support.person import a_town_with_the_house, hands_in

NOISE = "qwkjhe"


async def test_a_new_visitor_is_spoken_to_in_their_own_language_and_was_never_misunderstood(
    tmp_path: Path,
):
    async with a_town_with_the_house(tmp_path) as town:
        siti = town.person()
        first = await siti.does("/start", NOISE)
        await siti.does("/start", ">English", NOISE, NOISE, NOISE)
        await town.remote.act("reset")
        again = await siti.does("/start", NOISE)
        assert again.texts == first.texts
        assert again.buttons == first.buttons


async def test_a_house_started_again_on_what_it_kept_answers_every_act(tmp_path: Path):
    for _ in range(2):
        async with a_town_with_the_house(tmp_path) as town:
            siti = town.person()
            await siti.does("/start", "/status")
            await siti.hears("Belum ada permohonan")
            await siti.does("/daftar")
            await siti.hears("Pilih bahasa")


async def test_what_an_earlier_visitor_handed_in_is_not_theirs(tmp_path: Path):
    async with a_town_with_the_house(tmp_path) as town:
        siti = town.person()
        fresh = await siti.does("/start", "/status")
        await hands_in(siti)
        await siti.hears("Nomor permohonan")
        await town.remote.act("reset")
        assert (await siti.does("/start", "/status")).texts == fresh.texts
