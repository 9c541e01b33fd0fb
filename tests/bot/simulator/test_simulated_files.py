"""Files and pictures go through our Telegram as through the real one."""

from __future__ import annotations

import pytest
from telegram import InputMediaDocument
from telegram.error import BadRequest

from bot.simulator.files import Upload
from tests.bot.simulator.town import SITI, Town, a_picture


async def test_a_file_goes_up_and_down_unchanged(town: Town) -> None:
    await town.remote.send_file("siti", Upload("pekerja.csv", b"nik;nama\n"))
    (update,) = await town.bot.get_updates()
    document = update.message.document
    assert (document.file_name, document.mime_type) == ("pekerja.csv", "text/csv")
    file = await document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"nik;nama\n"
    back = await town.bot.send_document(SITI, document.file_id, caption="ini")
    assert back.document.file_size == 9


async def test_a_file_beyond_twenty_megabytes_cannot_be_fetched(town: Town) -> None:
    await town.remote.send_file("siti", Upload("besar.bin", bytes((20 << 20) + 1)))
    (update,) = await town.bot.get_updates()
    with pytest.raises(BadRequest, match="ile is too big"):
        await update.message.document.get_file()


async def test_a_photo_arrives_smaller_and_without_what_the_camera_wrote(town: Town) -> None:
    await town.remote.send_file("budi", Upload("pabrik.png", a_picture()), kind="photo")
    (update,) = await town.bot.get_updates()
    size = update.message.photo[-1]
    assert (size.width, size.height) == (1280, 640)
    with pytest.raises(BadRequest, match=r"[Ii]mage_process_failed"):
        await town.bot.send_photo(SITI, b"not a picture")


async def test_an_album_is_sent_as_one(town: Town) -> None:
    album = [
        InputMediaDocument(b"a", filename="a.pdf"),
        InputMediaDocument(b"b", filename="b.pdf"),
    ]
    sent = await town.bot.send_media_group(SITI, album, caption="dua izin")
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.document.file_name for message in sent] == ["a.pdf", "b.pdf"]
