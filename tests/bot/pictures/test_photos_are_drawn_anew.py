"""A photo is drawn anew, however large or of whatever kind, and what was written in it is gone."""

import io

import pytest
from PIL import Image, ImageDraw

from bot.pictures.drawer import LARGEST, PhotoDrawer
from bot.pictures.redraw import MOST_DOTS, TooManyDots, Undrawable, redraw

SIDE = 400


def written(photo: Image.Image, kind: str = "JPEG") -> bytes:
    kept = io.BytesIO()
    photo.save(kept, kind)
    return kept.getvalue()


def drawn(photo: bytes) -> Image.Image:
    return Image.open(io.BytesIO(redraw(photo, longest_side=SIDE, most_bytes=100_000)))


def test_a_photo_of_a_good_camera_is_made_smaller():
    large = Image.new("RGB", (8_000, 6_000), "white")
    assert large.width * large.height > MOST_DOTS
    assert drawn(written(large)).size == (400, 300)


def test_a_picture_that_cannot_be_read_smaller_and_is_too_large_says_so():
    with pytest.raises(TooManyDots):
        redraw(
            written(Image.new("L", (8_000, 6_000)), "PNG"), longest_side=SIDE, most_bytes=100_000
        )


@pytest.mark.parametrize(("mode", "clear"), [("RGBA", (0, 0, 0, 0)), ("LA", (0, 0))])
def test_black_words_on_nothing_stay_black_words_on_white(mode, clear):
    page = Image.new(mode, (300, 200), clear)
    ink = (*clear[:-1], 255)
    ImageDraw.Draw(page).rectangle((100, 50, 200, 150), fill=ink)
    seen = drawn(written(page, "PNG"))
    assert min(seen.getpixel((10, 10))) > 240
    assert max(seen.getpixel((150, 100))) < 15


def test_a_palette_with_a_clear_colour_is_laid_on_white():
    page = Image.new("P", (300, 200), 0)
    kept = io.BytesIO()
    page.save(kept, "PNG", transparency=0)
    assert min(drawn(kept.getvalue()).getpixel((10, 10))) > 240


@pytest.mark.parametrize("photo", [b"", b"GIF89a", written(Image.new("RGB", (9, 9)))[:-200]])
def test_what_is_no_photo_or_broken_is_not_drawn(photo):
    with pytest.raises(Undrawable):
        redraw(photo, longest_side=SIDE, most_bytes=100_000)


async def test_the_process_that_draws_tells_too_large_from_broken():
    drawer = PhotoDrawer(longest_side=SIDE, most_bytes=100_000)
    for photo in (written(Image.new("L", (8_000, 6_000)), "PNG"), bytes(LARGEST + 1)):
        with pytest.raises(TooManyDots):
            await drawer.redraw(photo)
    with pytest.raises(Undrawable) as broken:
        await drawer.redraw(b"no photo")
    assert not isinstance(broken.value, TooManyDots)
