"""Whoever asks in English is answered in English, whatever their Telegram speaks."""

import pytest

from flows.language import Language
from flows.questions.tongue import spoken_in
from storage.database import Database
from tests.support.channel import an_office


@pytest.mark.parametrize(
    "text",
    [
        "do i need a permit if i work in a bank",
        "How much does it cost?",
        "my boss wants me to come to the kantor",
        "is it free?",
    ],
)
def test_plain_english_is_told(text):
    assert spoken_in(text, Language.ID) is Language.EN


@pytest.mark.parametrize("text", ["ojol perlu strp ga?", "saya kerja di bank", "boleh ga di bank"])
def test_plain_indonesian_is_told(text):
    assert spoken_in(text, Language.EN) is Language.ID


@pytest.mark.parametrize("text", ["", "STRP", "bank", "65111", "is gratis", "warung makan"])
@pytest.mark.parametrize("spoken", list(Language))
def test_what_tells_no_language_is_answered_in_the_one_spoken_so_far(text, spoken):
    assert spoken_in(text, spoken) is spoken


async def test_a_language_chosen_on_the_menu_lasts_for_what_is_typed(sqlite: Database):
    ani = an_office(sqlite).visitor()
    await ani.does("/menu", ">English")
    assert "what your place of work does" in await ani.says("bank")
    assert "Bank, insurance" in ani.labels[0]
    assert "🏠 Menu" in ani.labels
    assert "None of these" in ani.labels


async def test_an_english_question_offers_the_sector_it_names(sqlite: Database):
    ani = an_office(sqlite).visitor()
    await ani.says("do i need a permit if i work in a bank")
    assert "Bank, insurance, financing" in ani.labels[0]
    assert "essential sector" in await ani.taps("Bank, insurance")


async def test_an_indonesian_question_is_answered_so_after_english(sqlite: Database):
    ani = an_office(sqlite).visitor()
    await ani.does("/menu", ">English")
    await ani.says("apakah saya perlu strp kalau kerja di bank?")
    assert "Bukan itu" in ani.labels
