"""Amid a form, a question is answered and an answer is taken, however either is put."""

import pytest

from bot.desk.insisting import MOST_REMEMBERED, Insisting
from tests.support.channel import Office, fills_in

AT_NAME, AT_ADDRESS = "PT Asuransi Contoh", "Jl. Contoh 12"
INSIST = "kirim sekali lagi kata-kata yang sama"


@pytest.mark.parametrize(
    "said",
    [
        "ojol perlu strp gak",
        "strp bayar ga sih",
        "perlu materai ga",
        "vaksin wajib ga ya",
        "kalau belum vaksin gimana",
        "harus alamat npwp kah",
        "bisa diganti ga nanti",
        "do i need the vaccine certificate",
    ],
)
@pytest.mark.parametrize("until", [AT_NAME, AT_ADDRESS])
async def test_a_question_without_a_mark_never_becomes_an_answer(
    office: Office, until: str, said: str
):
    ani = office.visitor()
    asked = await fills_in(ani, until=until)
    told = await ani.says(said)
    assert asked in told
    assert INSIST in told


@pytest.mark.parametrize(
    "name", ["Can Do Logistics Indonesia", "May Bank Indonesia", "Boleh Juga Coffee"]
)
async def test_a_company_whose_name_begins_like_a_question_is_entered_at_once(
    office: Office, name: str
):
    ani = office.visitor()
    await fills_in(ani, until=AT_NAME)
    assert "Di mana tempat kerjanya" in await ani.says(name)


async def test_what_was_taken_for_a_question_is_an_answer_when_sent_again(office: Office):
    ani = office.visitor()
    asked = await fills_in(ani, until=AT_NAME)
    assert asked in await ani.says("Apa Saja Boleh Katering")
    assert asked in await ani.says("Siapa Saja Boleh Katering")  # other words are met anew
    assert "Di mana tempat kerjanya" in await ani.says("siapa saja  boleh katering")


async def test_where_a_button_is_due_nobody_is_told_to_insist(office: Office):
    ani = office.visitor()
    await fills_in(ani, until=">Wakil perusahaan")
    assert INSIST not in await ani.says("strp bayar ga sih")


async def test_what_might_be_a_question_and_hardly_another_is_met_as_one(office: Office):
    ani = office.visitor()
    asked = await fills_in(ani, until=AT_ADDRESS)
    assert asked in await ani.says("kalau tes antigen apa masih wajib sertifikat vaksin")


def test_what_is_insisted_on_are_the_same_words_at_the_same_place():
    insisting = Insisting()
    assert not insisting.is_said_again("a company", "Apa Saja")
    insisting.meet("a company", "Apa Saja")
    assert insisting.is_said_again("a company", "apa  saja")
    assert not insisting.is_said_again("a company", "Apa Lagi")
    assert not insisting.is_said_again("a address", "Apa Saja")
    assert not insisting.is_said_again("b company", "Apa Saja")
    for at in range(MOST_REMEMBERED):
        insisting.meet(f"{at} company", "Apa Saja")
    assert not insisting.is_said_again("a company", "Apa Saja")  # only a hint: it is met once more
