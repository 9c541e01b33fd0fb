"""What a business does, in the words its people use for it."""

import pytest

from bot.activities import trades
from tests.support.channel import Office, fills_in


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("software house", "ess_ict"),
        ("bakery", "crit_food"),
        ("rumah duka", "crit_disaster"),
        ("kereta api", "crit_logistics"),
        ("money changer", "ess_finance"),
        ("bengkel", "non_essential"),
        ("travel agent", "non_essential"),
    ],
)
def test_everyday_words_suggest_a_sector(words: str, sector: str):
    assert sector in trades(words)


@pytest.mark.parametrize("words", ["xyzzy", "apa kabar"])
def test_words_about_no_trade_suggest_none(words: str):
    assert trades(words) == ()


async def test_a_sector_that_is_suggested_is_confirmed_by_a_tap(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="asuransi")
    assert "Sektor mana" in await siti.says("software house")
    assert "Nomor Induk Berusaha" in await siti.taps("informasi")


async def test_words_are_weighed_before_the_turn_that_reads_them(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="asuransi")
    trades.cache_clear()
    await siti.says("  toko   roti  ")
    assert trades.cache_info().misses == 1


async def test_words_that_mean_nothing_to_us_are_said_to(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="asuransi")
    assert "belum mengenali" in await siti.says("xyzzy")
