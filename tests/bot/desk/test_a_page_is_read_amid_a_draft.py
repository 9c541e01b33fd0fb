"""Whoever leaves a draft for a page types to the page: no word of it becomes an answer."""

import pytest

from bot.delivery import Page, Tapped
from tests.support.channel import Office, a_list, fills_in, hands_in

COMPANY_NAME = "Nama perusahaan"
BACK = "Kembali ke yang tadi"


async def company_of(office: Office, chat: int):
    async with office.database.reading() as unit:
        kept = await unit.conversations.load(chat, "registration")
    return kept.state["answers"].get("company")


async def test_what_is_typed_where_the_tree_invites_it_is_no_answer_of_the_draft(office: Office):
    siti = office.visitor()
    assert COMPANY_NAME in await fills_in(siti, until="PT Asuransi Contoh")
    told = await siti.does("/perlu", ">Bekerja di DKI", ">Perusahaan swasta")
    assert "ketik dengan kata sendiri" in told
    told = await siti.says("toko bahan bangunan")
    assert "Di mana tempat kerjanya" not in told
    assert "Semen, bahan bangunan" in " ".join(siti.labels)
    assert await company_of(office, siti.chat) is None
    assert "Perusahaan swasta, yayasan › Semen" in await siti.taps("Semen")


@pytest.mark.parametrize("page", ["/menu", "/perlu", "/start", "/start perlu-pdki-kfirm"])
@pytest.mark.parametrize("said", ["50000", "Toko Sumber Rejeki", "apakah gratis?", "ya", "??"])
async def test_after_any_page_words_belong_to_it_and_the_draft_is_one_tap_away(
    office: Office, page: str, said: str
):
    siti = office.visitor()
    asked = await fills_in(siti, until="PT Asuransi Contoh")
    await siti.does(page, said)
    assert all(isinstance(reply, Page) for reply in siti.answered.replies)
    assert await company_of(office, siti.chat) is None
    assert COMPANY_NAME in asked
    assert COMPANY_NAME in await siti.taps(BACK)
    assert "Di mana tempat kerjanya" in await siti.says("PT Asuransi Contoh")


async def test_nobody_agrees_to_anything_by_a_word_typed_to_the_menu(office: Office):
    siti = office.visitor()
    await fills_in(siti, until=">Saya setuju")
    told = await siti.does("/menu", "saya setuju")
    assert "Nomor Induk Berusaha" not in told
    assert "Saya setuju" in " ".join([await siti.taps(BACK), *siti.labels])


@pytest.mark.parametrize("way", ["/daftar", ">Daftarkan perusahaan", "/status", "/bahasa"])
async def test_whoever_turns_to_a_conversation_again_types_to_that(office: Office, way: str):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    await siti.does("/menu", way)
    await siti.says("PT Contoh")
    assert BACK not in siti.labels


async def test_a_button_of_the_draft_above_the_page_leads_back_into_it(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    switch = siti.tap("English")
    await siti.says("/perlu")
    assert "name" in (await siti.brings(switch)).casefold()
    await siti.says("PT Contoh")
    assert await company_of(office, siti.chat) == "PT Contoh"


async def test_an_answer_to_a_question_leads_nobody_out_of_the_draft(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    await siti.says("berapa lama STRP diproses setelah lengkap?")
    await siti.brings(Tapped("go.id.answer.price", 10, "query"))
    assert "Di mana tempat kerjanya" in await siti.says("PT Contoh")


async def test_rows_of_a_list_find_their_list_from_any_page(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.says("/menu")
    assert "Sudah tercatat: 20" in await siti.says(a_list(20))


async def test_nothing_is_noted_of_words_typed_amid_a_draft(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    await siti.does("/menu", "bagaimana kalau karyawan kami sedang isolasi mandiri")
    assert office.learning.notebook.take() == ()


async def test_after_everything_is_sent_there_is_nothing_to_come_back_to(office: Office):
    siti = office.visitor()
    await hands_in(siti)
    await siti.does("/menu", "kalau ditolak bagaimana?")
    assert BACK not in siti.labels


async def test_without_a_draft_there_is_nothing_to_come_back_to(office: Office):
    ani = office.visitor()
    await ani.does("/menu", "saya kerja di bank, boleh masuk kantor ga?")
    assert BACK not in ani.labels
