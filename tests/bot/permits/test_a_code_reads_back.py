import io

import pytest
import segno
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter
from segno.consts import MODE_ALPHANUMERIC, MODE_BYTE

from bot.permits.card import draw_card
from bot.permits.code import QUIET, make_code
from bot.permits.face import Stamp
from bot.permits.scan import NotAPicture, find_codes
from flows.rules.base41 import write_base41
from flows.rules.token import read_token
from storage.signing import Outcome, Why
from tests.support.builders import NOON
from tests.support.permits import HOST, OTHER_RING, a_face, a_signed_permit, a_verifier

QR = zxingcpp.barcode_formats_from_str("QRCode")
PERMITS = [
    a_signed_permit(),
    a_signed_permit(7, holder="Ani Wati", company="CV Ya"),
    a_signed_permit(2_000_000_000, holder="Ñoñó Çelik", company="PT Maju"),
]


def read(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=QR)]


def the_card(**changes: object) -> tuple[str, Image.Image]:
    permit = a_signed_permit(**changes)
    return permit.token, Image.open(io.BytesIO(draw_card(a_face(permit)))).convert("L")


@pytest.mark.parametrize("permit", PERMITS, ids=lambda permit: permit.holder)
def test_a_code_is_dot_for_dot_what_another_maker_makes(permit) -> None:
    head, mark, signs = permit.token.partition("#")
    segments = [
        (head, MODE_ALPHANUMERIC),
        (mark, MODE_BYTE),
        (signs, MODE_ALPHANUMERIC),
    ]
    made = make_code(permit.token)
    inner = made.crop((QUIET, QUIET, made.width - QUIET, made.height - QUIET))
    dark = [
        bytearray(inner.getpixel((x, y)) == 0 for x in range(inner.width))
        for y in range(inner.height)
    ]
    version = (inner.width - 17) // 4
    others = [
        segno.make(segments, error="q", version=version, mask=mask, boost_error=False, micro=False)
        for mask in range(8)
    ]
    assert dark in [list(map(bytearray, other.matrix)) for other in others]


@pytest.mark.parametrize("permit", PERMITS, ids=lambda permit: permit.holder)
def test_a_code_another_maker_made_reads_the_same(permit) -> None:
    drawn = io.BytesIO()
    segno.make(permit.token, error="q", micro=False).save(drawn, kind="png", scale=4)
    assert find_codes(drawn.getvalue()) == [permit.token]


@pytest.mark.parametrize("permit", PERMITS, ids=lambda permit: permit.holder)
def test_a_card_reads_back_and_its_permit_is_true(permit) -> None:
    (text,) = find_codes(draw_card(a_face(permit)))
    assert text == permit.token
    assert a_verifier().verify(text, NOON).verdict is Outcome.VALID


def test_a_code_is_of_the_level_that_a_crease_does_not_break() -> None:
    (found,) = zxingcpp.read_barcodes(make_code(a_signed_permit().token), formats=QR)
    assert found.ec_level == "Q"


def test_the_stamp_leaves_the_code_readable() -> None:
    permit = a_signed_permit()
    assert find_codes(draw_card(a_face(permit, stamp=Stamp.SIMULATION))) == [permit.token]


def saved_badly(card: Image.Image) -> Image.Image:
    kept = io.BytesIO()
    card.resize((480, 800)).save(kept, "JPEG", quality=30)
    return Image.open(kept)


def blurred(card: Image.Image) -> Image.Image:
    return card.filter(ImageFilter.GaussianBlur(3))


def creased(card: Image.Image) -> Image.Image:
    folded = card.copy()
    ImageDraw.Draw(folded).rectangle((0, 770, card.width, 798), fill=230)
    return folded


def turned(card: Image.Image) -> Image.Image:
    return card.rotate(33, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def held_askew(card: Image.Image) -> Image.Image:
    width, height = card.size
    corners = (-60, -40, 30, height + 20, width + 50, height - 60, width - 20, 50)
    return card.transform(
        card.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255
    )


def half_in_the_dark(card: Image.Image) -> Image.Image:
    darker = card.point([value * 2 // 5 for value in range(256)])
    darker.paste(card.crop((0, 0, card.width // 2, card.height)), (0, 0))
    return darker


def small(card: Image.Image) -> Image.Image:
    return card.resize((240, 400), Image.Resampling.BILINEAR)


def all_at_once(card: Image.Image) -> Image.Image:
    return saved_badly(creased(turned(card).resize(card.size)).filter(ImageFilter.GaussianBlur(1)))


@pytest.mark.parametrize(
    "spoilt",
    [saved_badly, blurred, creased, turned, held_askew, half_in_the_dark, small, all_at_once],
)
@pytest.mark.parametrize("holder", ["Ani Wati", "Siti Nurhaliza Putri", "Muhammad Rizky Ramadhan"])
def test_a_spoilt_card_still_reads(spoilt, holder) -> None:
    token, card = the_card(holder=holder, company="PT Sinar Contoh Multiarta Indonesia")
    assert read(spoilt(card)) == [token]


@pytest.mark.parametrize("bit", [0, 9, 100, 500, 900, -1])
def test_one_changed_bit_is_a_forgery(bit) -> None:
    raw = bytearray(read_token(a_signed_permit().token))
    raw[bit // 8] ^= 1 << bit % 8
    forged = f"HTTPS://{HOST.upper()}/V#{write_base41(bytes(raw))}"
    assert read(make_code(forged)) == [forged]
    assert a_verifier().verify(forged, NOON).verdict is Outcome.FORGED


def test_a_card_signed_with_another_key_is_a_forgery() -> None:
    (text,) = find_codes(draw_card(a_face(a_signed_permit(ring=OTHER_RING))))
    verdict = a_verifier().verify(text, NOON)
    assert (verdict.verdict, verdict.reason) == (Outcome.FORGED, Why.WRONG_SIGNATURE)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"0" * 99])
def test_what_is_no_picture_is_told(content) -> None:
    with pytest.raises(NotAPicture):
        find_codes(content)
