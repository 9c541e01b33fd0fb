"""Nobody is told that messages are gone while they stand there, and all is tried again."""

from tests.bot.reporting.phone import REPORT, Phone, sends_report, up_to_review
from tests.bot.reporting.town import Town

STORY = REPORT[-1]


def seen(phone: Phone) -> list[str]:
    return [one if isinstance(one, str) else one.html for one in phone.messages.values()]


async def test_a_report_that_stays_on_the_phone_is_said_to_and_goes_when_asked(phone: Phone):
    phone.keeps = True
    receipt = await sends_report(phone)
    assert "Terkirim dan terkunci" in phone.told
    assert "belum terhapus" in phone.told
    assert "sudah kami hapus" not in phone.told
    assert STORY in seen(phone)
    assert "pesan laporan belum terhapus" in await phone.taps("Hapus jejak")
    assert STORY in seen(phone)
    phone.keeps = False
    told = await phone.taps("Hapus jejak")
    assert "Pesan laporan, dari kami dan dari Anda, dihapus" in told
    assert len(phone.messages) == 1
    assert receipt not in str(seen(phone))


async def test_what_is_gone_is_said_to_be_gone(phone: Phone):
    await up_to_review(phone)
    told = await phone.taps("Kirim")
    assert "sudah kami hapus dari percakapan ini" in told
    assert "belum terhapus" not in told


async def test_a_code_that_stays_is_told_and_goes_with_the_rest(phone: Phone, town: Town):
    receipt = await town.report()
    await phone.does("/lapor", ">Punya kode")
    phone.keeps = True
    assert "1 pesan belum terhapus" in await phone.says(receipt)
    assert receipt in seen(phone)
    phone.keeps = False
    await phone.taps("Hapus jejak")
    assert receipt not in str(seen(phone))


async def test_a_code_said_elsewhere_that_stays_goes_with_the_rest(phone: Phone, town: Town):
    receipt = await town.report()
    phone.keeps = True
    assert "1 pesan belum terhapus" in await phone.says(receipt)
    phone.keeps = False
    await phone.taps("Hapus jejak")
    assert receipt not in str(seen(phone))


async def test_words_that_nobody_reads_are_not_said_to_be_gone_while_they_stay(phone: Phone):
    await sends_report(phone)
    phone.keeps = True
    told = await phone.says("satu lagi, mereka juga tanpa masker")
    assert "tidak dibaca siapa pun" in told
    assert "1 pesan belum terhapus" in told


async def test_words_that_came_too_late_are_not_said_to_be_gone_while_they_stay(
    phone: Phone, town: Town
):
    await phone.does(*REPORT[:3])
    town.later(minutes=31)
    assert "sudah dihapus dari layar ini" in await phone.says("Kata rahasia tentang gudang")
    phone.keeps = True
    told = await phone.says("Kata lain tentang gudang")
    assert "sudah berakhir" in told
    assert "1 pesan belum terhapus" in told


async def test_emptying_a_chat_can_be_tried_again_too(phone: Phone):
    words = "bos saya paksa masuk kantor"
    await phone.does(words, *REPORT[:3])
    phone.keeps = True
    await phone.taps("Hapus jejak")
    assert "pesan tidak terhapus" in await phone.taps("Hapus yang sebelum")
    await phone.taps("Hapus juga pesan ini")
    assert "Belum terhapus" in phone.toast
    phone.keeps = False
    assert "Lihat ke atas" in await phone.taps("Hapus yang sebelum")
    assert words not in seen(phone)
