"""People find their place: languages, commands, groups, and rules that change at midnight."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import InGroup, Reached, Tapped, Unreadable
from storage.database import Database
from tests.support.channel import Office, a_list, an_office, fills_in, hands_in

CHAT = 700_000_001


async def test_a_first_message_is_answered_in_the_language_of_their_telegram(office: Office):
    assert "Free of charge" in await office.visitor(language="en-GB").says("/start")
    assert "Surat Tanda Registrasi Pekerja" in await office.visitor(chat=2, language="fr").says(
        "/start"
    )


async def test_the_language_changes_from_everywhere_and_no_answer_is_lost(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="Siti Rahayu")
    told = await siti.taps("English")
    assert "Your name" in told or "Who speaks" in told or "name" in told.casefold()
    assert "PT Asuransi Contoh" not in told
    told = await siti.says("/bahasa")
    assert "Nama Anda sebagai penanggung jawab" in told


async def test_help_is_given_beside_the_question(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="9120001234567")
    told = await siti.says("/bantuan")
    assert "OSS" in told
    assert told.count("NIB") > 1


async def test_going_back_and_changing_an_answer_keeps_the_others(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="Jl. Contoh 12")
    told = await siti.says("/kembali")
    assert "Kecamatan" in told
    await siti.taps("Menteng")
    assert "Alamat tempat kerja" in siti.told


async def test_another_branch_prunes_what_no_longer_applies(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="9120001234567")
    await siti.does(">Kembali", ">Kembali", "pabrik garmen ekspor")
    assert "Sektor mana" in siti.told


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("Pegawai pemerintah", "tidak memerlukan STRP"),
        ("Tenaga kesehatan", "tidak memerlukan STRP"),
        ("Pekerja", "mintalah perusahaan Anda"),
    ],
)
async def test_those_who_need_not_register_are_helped_on(office: Office, who: str, words: str):
    siti = office.visitor()
    await fills_in(siti, until=">Wakil perusahaan")
    assert words in await siti.taps(who)
    assert any("Menu utama" in label for label in siti.labels)


async def test_a_group_is_told_where_to_go_on_and_nothing_else(office: Office):
    siti = office.visitor()
    told = await siti.brings(InGroup())
    assert "percakapan pribadi" in told
    async with office.database.reading() as unit:
        assert (await unit.conversations.chat(CHAT)).focus is None


async def test_who_blocks_the_assistant_is_left_alone_until_they_come_back(office: Office):
    siti = office.visitor()
    await hands_in(siti)
    await siti.brings(Reached(reachable=False))
    async with office.database.reading() as unit:
        assert not (await unit.conversations.chat(CHAT)).is_reachable
        assert await unit.outbox.owed() == 0
    await siti.brings(Reached(reachable=True))
    async with office.database.reading() as unit:
        assert (await unit.conversations.chat(CHAT)).is_reachable


@pytest.mark.parametrize("kind", ["voice", "sticker", "video_note", "location"])
async def test_what_cannot_be_read_is_said_kindly_and_the_question_stands(
    office: Office, kind: str
):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    told = await siti.brings(Unreadable(kind))
    assert "tidak dapat kami baca" in told
    assert "Nama perusahaan" in told


async def test_an_unknown_command_names_the_known_ones(office: Office):
    siti = office.visitor()
    await siti.says("/start")
    assert "/daftar" in await siti.says("/ngawur")


@pytest.mark.parametrize("payload", ["", "daftar", "register", "x" * 64, "../../etc", "perlu"])
async def test_a_deep_link_opens_its_door_and_a_wrong_one_the_first_page(
    office: Office, payload: str
):
    siti = office.visitor()
    told = await siti.says(f"/start {payload}")
    opens = payload in {"daftar", "register"}
    assert ("Choose your language" in told or "Privasi" in told or "privacy" in told) == opens


async def test_a_rule_that_changes_at_midnight_is_told_and_answers_that_hold_are_kept(
    sqlite: Database,
):
    office = an_office(sqlite)
    office.clock.now = datetime(2021, 7, 8, 15, 0, tzinfo=UTC)  # 22:00 in Jakarta
    siti = office.visitor()
    await fills_in(siti, until="Jl. Contoh 12")
    office.clock.passes(timedelta(hours=3))
    told = await siti.says("/daftar")
    assert "Aturan berganti" in told
    assert "Alamat tempat kerja" in told


async def test_a_sector_found_before_is_not_asked_again(office: Office):
    siti = office.visitor()
    await siti.brings(Tapped("go.id.registration.ess_finance", 10, "query"))
    told = await siti.taps("Saya setuju")
    assert "Nomor Induk Berusaha" in told


async def test_after_the_last_rule_people_learn_that_no_permit_is_needed(office: Office):
    office.clock.now = datetime(2021, 9, 8, 3, 0, tzinfo=UTC)
    siti = office.visitor()
    assert "tidak diperlukan lagi" in await siti.says("/daftar")


async def test_a_long_list_pasted_twice_counts_once(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.says(a_list(20))
    assert "Sudah tercatat: 20" in await siti.says(a_list(20))


async def test_a_language_they_chose_is_not_asked_again_by_the_command_either(office: Office):
    siti = office.visitor(language="en")
    await siti.brings(Tapped("go.id.menu", 10, "query"))
    told = await siti.says("/daftar")
    assert "Privasi Anda" in told
    assert "1/19" in told


async def test_a_language_that_is_kept_already_is_not_overruled_by_one_of_before(office: Office):
    siti = office.visitor()
    await siti.brings(Tapped("go.id.menu", 10, "query"))
    async with office.database.unit() as unit:
        await unit.conversations.speak(CHAT, "en")
    assert "Your privacy" in await siti.says("/daftar")
