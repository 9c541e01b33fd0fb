"""A report as a person lives it, from /lapor to the receipt and back."""

import io

import pytest
from PIL import Image

from flows.effects import Show, Tell
from flows.events import Asked, Said, Verb
from flows.reporting import FOLLOW_UP, REPORT
from flows.rules.receipt import grouped

CHAT = "7123456789"
TOLD = (
    "read",
    "PT Contoh Sejahtera",
    "Jalan Melawai 12",
    "3174",
    "317407",
    "pakaian",
    "over_cap",
    "today",
    "tens",
    "Semua orang gudang disuruh masuk setiap hari.",
)


def shown(effects):
    return next(one.screen for one in effects if isinstance(one, Show))


def told(effects):
    return [one.text.key for one in effects if isinstance(one, Tell)]


async def up_to_photo(town, chat=CHAT, **changed):
    effects = await town.chat.open(chat, REPORT)
    for said in TOLD:
        effects = await town.chat.take(chat, Said(changed.get(said, said)))
    return effects


async def up_to_review(town, chat=CHAT, **changed):
    await up_to_photo(town, chat, **changed)
    effects = await town.chat.take(chat, Asked(Verb.SKIP))
    receipt = shown(effects).text.places["receipt"]
    return receipt, await town.chat.take(chat, Said(receipt[-4:].lower()))


async def sent(town, chat=CHAT, **changed):
    receipt, _ = await up_to_review(town, chat, **changed)
    return receipt, await town.chat.take(chat, Asked(Verb.SUBMIT))


async def test_the_receipt_is_shown_and_typed_back_before_anything_is_sent(town):
    await town.inspector("ani")
    await up_to_photo(town)
    asked = shown(await town.chat.take(CHAT, Asked(Verb.SKIP)))
    assert asked.place == "typed_back"
    wrong = shown(await town.chat.take(CHAT, Said("AAAA")))
    assert wrong.problem.key == "reporting.problem.last_group"
    receipt = asked.text.places["receipt"]
    assert receipt == grouped(receipt.replace("-", ""))
    assert shown(await town.chat.take(CHAT, Said(receipt[-4:]))).place == "review"


async def test_a_report_is_sent_and_followed_from_another_account(town):
    ani = await town.inspector("ani")
    receipt, effects = await sent(town)
    assert shown(effects).place == "submitted"
    other = "7000000001"
    await town.chat.open(other, FOLLOW_UP)
    effects = await town.chat.take(other, Said(receipt))
    assert told(effects)[0] == "follow_up.status"
    assert len(await town.inspectors.list(ani)) == 1


async def test_an_unknown_receipt_is_told_so(town):
    await town.chat.open(CHAT, FOLLOW_UP)
    screen = shown(await town.chat.take(CHAT, Said("0000-1111-2222-3333-4444")))
    assert (screen.place, screen.problem.key) == ("receipt", "follow_up.unknown")


async def test_what_names_a_person_is_handed_back_and_not_kept(town):
    await town.inspector("ani")
    await town.chat.open(CHAT, REPORT)
    await town.chat.take(CHAT, Said("read"))
    for said in ("PT Maju, WA 0812 3456 7890", "tanya @seseorang", "3171234567890001"):
        screen = shown(await town.chat.take(CHAT, Said(said)))
        assert screen.problem.key == "reporting.problem.person"
    assert screen.place == "employer"


async def test_a_receipt_in_the_story_is_handed_back(town):
    await town.inspector("ani")
    await up_to_photo(town)
    screen = shown(await town.chat.take(CHAT, Asked(Verb.BACK)))
    assert screen.place == "story"
    said = "Kode saya 2H4K-9QRT-0XYZ-7BCD-M3NP untuk laporan yang lalu"
    screen = shown(await town.chat.take(CHAT, Said(said)))
    assert screen.problem.key == "reporting.problem.receipt"


async def test_a_fourth_report_of_a_day_is_told_to_wait_and_nothing_is_lost(town):
    await town.inspector("ani")
    for number in range(3):
        await sent(town, **{TOLD[1]: f"PT Nomor {'abc'[number]}"})
        town.later(minutes=10)
    receipt, effects = await sent(town, **{TOLD[1]: "PT Nomor d"})
    assert told(effects) == ["reporting.flood.too_many"]
    assert shown(effects).place == "review"
    assert shown(await town.chat.take(CHAT, Asked(Verb.SHOW))).place == "review"
    assert receipt


async def test_who_writes_too_fast_is_told_for_how_long(town):
    await town.inspector("ani")
    await town.chat.open(CHAT, REPORT)
    for _ in range(60):
        await town.chat.take(CHAT, Said("x"))
    assert told(await town.chat.take(CHAT, Said("x"))) == ["reporting.flood.too_fast"]
    town.later(minutes=10)
    assert shown(await town.chat.take(CHAT, Said("read"))).place == "employer"


async def test_one_chat_reports_one_employer_once_a_day(town):
    await town.inspector("ani")
    await sent(town)
    _, effects = await sent(town)
    assert told(effects) == ["reporting.flood.same"]


async def test_a_report_nobody_can_read_stays_with_the_person(town):
    await town.inspector("ani")
    await up_to_review(town)
    await town.out_of_service("ani")
    assert told(await town.chat.take(CHAT, Asked(Verb.SUBMIT))) == ["reporting.nobody_now"]
    await town.inspector("budi")
    assert shown(await town.chat.take(CHAT, Asked(Verb.SUBMIT))).place == "submitted"


async def test_where_nobody_could_read_it_nothing_is_asked(town):
    assert told(await town.chat.open(CHAT, REPORT)) == ["reporting.nobody"]
    assert not await town.chat.is_open(CHAT)


async def test_a_photo_that_rested_too_long_is_asked_for_again(town):
    ani = await town.inspector("ani")
    await up_to_photo(town)
    asked = shown(await town.chat.take_photo(CHAT, photo_with_a_past()))
    town.later(minutes=20)
    await town.chat.take(CHAT, Said(asked.text.places["receipt"]))
    town.later(minutes=20)
    again = shown(await town.chat.take(CHAT, Asked(Verb.SUBMIT)))
    assert (again.place, again.problem.key) == ("photo", "reporting.problem.photo_gone")
    assert await town.inspectors.list(ani) == []
    await town.chat.take(CHAT, Asked(Verb.SKIP))
    assert shown(await town.chat.take(CHAT, Asked(Verb.SUBMIT))).place == "submitted"


async def test_after_thirty_quiet_minutes_the_session_is_gone(town):
    await town.inspector("ani")
    await up_to_photo(town)
    town.later(minutes=30)
    assert not await town.chat.is_open(CHAT)
    assert told(await town.chat.take(CHAT, Asked(Verb.SKIP))) == ["reporting.expired"]


async def test_guessing_receipts_is_held_back(town):
    await town.chat.open(CHAT, FOLLOW_UP)
    for number in range(11):
        await town.chat.open(CHAT, FOLLOW_UP)
        town.later(minutes=2)
        effects = await town.chat.take(CHAT, Said(f"0000-1111-2222-3333-{number:04}"))
    assert told(effects) == ["reporting.flood.tries"]
    assert len(town.hard_work) == 10


def photo_with_a_past():
    sheet = Image.new("RGB", (64, 48), (200, 30, 30))
    exif = sheet.getexif()
    exif[0x010F] = "PONSEL RAHASIA"
    kept = io.BytesIO()
    sheet.save(kept, "JPEG", exif=exif, comment=b"diambil oleh saya")
    return kept.getvalue()


async def test_a_photo_arrives_without_its_past(town):
    ani = await town.inspector("ani")
    await up_to_photo(town)
    before = photo_with_a_past()
    assert b"PONSEL" in before
    assert b"diambil" in before
    asked = shown(await town.chat.take_photo(CHAT, before))
    assert asked.place == "typed_back"
    await town.chat.take(CHAT, Said(asked.text.places["receipt"]))
    await town.chat.take(CHAT, Asked(Verb.SUBMIT))
    case = (await town.inspectors.list(ani))[0]
    after = await town.inspectors.photo(ani, case.id)
    assert b"PONSEL" not in after
    assert b"diambil" not in after
    with Image.open(io.BytesIO(after)) as opened:
        assert opened.size == (64, 48)
        assert not opened.getexif()
        assert "comment" not in opened.info


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0broken", b"GIF89a"])
async def test_what_is_no_photo_is_told_so(town, broken):
    await town.inspector("ani")
    await up_to_photo(town)
    screen = shown(await town.chat.take_photo(CHAT, broken))
    assert (screen.place, screen.problem.key) == ("photo", "reporting.problem.photo")


async def test_a_photo_made_to_burst_is_refused(town):
    await town.inspector("ani")
    sheet = Image.new("1", (9000, 9000))
    kept = io.BytesIO()
    sheet.save(kept, "PNG")
    await up_to_photo(town)
    screen = shown(await town.chat.take_photo(CHAT, kept.getvalue()))
    assert screen.problem.key == "reporting.problem.photo"
