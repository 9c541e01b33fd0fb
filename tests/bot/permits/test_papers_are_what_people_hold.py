import io
import re
import struct
import zipfile

import openpyxl
import pypdf
import pytest
from PIL import Image

from bot import policies
from bot.permits.book import make_book
from bot.permits.bundle import Page, make_bundle, name_of
from bot.permits.card import HEIGHT, WIDTH, draw_card
from bot.permits.face import Stamp
from bot.permits.papers import Papers
from bot.permits.press import Press
from bot.permits.scan import find_codes
from bot.permits.sheet import make_sheet
from bot.wording import load_texts
from flows.language import Language
from flows.rules.permits import PermitStatus
from storage.database import Database
from storage.errors import NotKept
from tests.support.builders import TODAY, employees
from tests.support.permits import a_face, a_signed_permit, an_issuer, decided

LONG = {
    "holder": "Raden Mas Muhammad Djojohadikusumo Wiryawan Prasetyaningrum Hafidz Suryanegara",
    "company": "PT Perusahaan Perdagangan dan Logistik Kebutuhan Pokok Nusantara Sejahtera Tbk",
    "sector": "crit_logistics",
}


def codes_in(pdf: bytes) -> list[str]:
    """Read the pictures of a PDF with another library, and the codes in them."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for picture in page.images:
            drawn = io.BytesIO()
            sheet = Image.new("L", (picture.image.width + 40, picture.image.height + 40), 255)
            sheet.paste(picture.image, (20, 20))
            sheet.save(drawn, "PNG")
            found += find_codes(drawn.getvalue())
    return found


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def papers(database: Database) -> Papers:
    return Papers(database, policies.load(), load_texts(), Press(), stamp=Stamp.SIMULATION)


@pytest.mark.parametrize("changes", [{}, LONG], ids=["usual", "long"])
def test_a_card_is_a_picture_for_a_phone_of_few_bytes(changes) -> None:
    card = draw_card(a_face(a_signed_permit(**changes)))
    assert struct.unpack(">II", card[16:24]) == (WIDTH, HEIGHT)
    assert len(card) < 25_000


def test_the_same_permit_always_looks_the_same() -> None:
    assert draw_card(a_face()) == draw_card(a_face())
    assert make_sheet(a_face()) == make_sheet(a_face())


def test_a_stamped_card_is_red_from_corner_to_corner() -> None:
    plain = Image.open(io.BytesIO(draw_card(a_face()))).convert("RGB")
    stamped = Image.open(io.BytesIO(draw_card(a_face(stamp=Stamp.SIMULATION)))).convert("RGB")
    red = [
        (x, y)
        for x in range(0, WIDTH, 4)
        for y in range(0, HEIGHT, 4)
        if plain.getpixel((x, y)) == (255, 255, 255)
        and stamped.getpixel((x, y)) != (255, 255, 255)
    ]
    assert min(x for x, _ in red) < WIDTH / 4
    assert max(x for x, _ in red) > WIDTH * 3 / 4
    assert max(y for _, y in red) - min(y for _, y in red) > HEIGHT / 2


@pytest.mark.parametrize("changes", [{}, LONG], ids=["usual", "long"])
def test_a_sheet_says_everything_and_its_code_reads(changes) -> None:
    permit = a_signed_permit(**changes)
    sheet = make_sheet(a_face(permit))
    said = " ".join(text_of(sheet).split())
    sector = policies.load().versions[1].sectors[permit.sector].names.id
    for words in (permit.holder, permit.company, sector, "10–20 Juli 2021", "000 048 213"):
        assert words in said
    assert "3171••••••••0001" in said
    assert permit.nik not in said
    assert codes_in(sheet) == [permit.token]
    assert permit.token.encode() in sheet  # pressing the code opens it


def test_a_book_has_four_permits_a_page_each_with_its_own_code() -> None:
    permits = [a_signed_permit(serial) for serial in range(1, 7)]
    book = make_book([a_face(permit) for permit in permits])
    reader = pypdf.PdfReader(io.BytesIO(book))
    assert [round(side) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert len(reader.pages) == 2
    assert set(codes_in(book)) == {permit.token for permit in permits}


def test_files_are_named_by_place_name_and_serial_in_plain_letters() -> None:
    names = ["Ani Wati", "José Çelik-Ñúñez", "../../etc/passwd", "李", "A" * 80]
    pages = [
        Page(place, a_face(a_signed_permit(place, holder=name)), TODAY)
        for place, name in enumerate(names, start=1)
    ]
    with zipfile.ZipFile(io.BytesIO(make_bundle(pages))) as bundle:
        found = bundle.namelist()
        assert bundle.testzip() is None
    assert found[0] == "0001_Ani-Wati_000000001.png"
    assert found[2:4] == [
        "0002_Jose-Celik-Nunez_000000002.png",
        "0002_Jose-Celik-Nunez_000000002.pdf",
    ]
    assert found[::2] == sorted(found[::2])
    assert len(found) == len(set(found)) == 2 * len(names)
    assert all(re.fullmatch(r"\d{4}_[A-Za-z0-9-]{1,40}_\d{9}\.(png|pdf)", name) for name in found)


async def test_a_company_gets_an_overview_bundles_and_books(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.permits.papers.BUNDLE", 2)
    await decided(sqlite, count=4, refused=1)
    await an_issuer(sqlite).issue("a-1")
    bundles = [paper async for paper in papers(sqlite).bundles("a-1", Language.ID)]
    assert [paper.name for paper in bundles] == [
        "STRP_a-1_0001-0002.zip",
        "STRP_a-1_0003-0003.zip",
    ]
    with zipfile.ZipFile(io.BytesIO(bundles[1].data)) as bundle:
        assert bundle.namelist() == [
            "0003_Ani-Wati-3_000000003.png",
            "0003_Ani-Wati-3_000000003.pdf",
        ]
    (book,) = [paper async for paper in papers(sqlite).books("a-1", Language.EN)]
    assert book.name == "STRP_a-1_print_0001-0003.pdf"
    everything = text_of(book.data) + "".join(paper.name for paper in (*bundles, book))
    assert not [one for one in employees(4) if one.nik in everything]


async def test_the_overview_tells_what_became_of_everybody(sqlite: Database) -> None:
    await decided(sqlite, count=4, refused=1)
    await an_issuer(sqlite).issue("a-1")
    async with sqlite.unit() as unit:
        await unit.permits.revoke(2, "forged")
    paper = await papers(sqlite).overview("a-1", Language.ID)
    assert paper.name == "STRP_a-1_hasil.xlsx"
    heading, *rows = openpyxl.load_workbook(io.BytesIO(paper.data)).active.values
    assert heading[:6] == ("No.", "Nama", "NIK", "Unit kerja", "Keputusan", "Alasan")
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    assert [row[4] for row in rows] == ["Disetujui", "Dicabut", "Disetujui", "Ditolak"]
    assert rows[0][1:4] == ("Ani Wati 1", "3171••••••••0001", "Kantor")
    assert rows[0][6] == "000 000 001"
    assert rows[0][8:] == ("2021-07-10", "2021-07-20")
    assert rows[3][5:] == ("Data pribadi salah ketik", "", "", "", "")
    assert not [one for one in employees(4) if one.nik in str(rows)]


async def test_what_no_longer_stands_is_not_handed_out(sqlite: Database) -> None:
    await decided(sqlite, count=2)
    await an_issuer(sqlite).issue("a-1")
    async with sqlite.unit() as unit:
        await unit.permits.set_status([1], PermitStatus.SUSPENDED, reason="looked into")
    with pytest.raises(NotKept):
        await papers(sqlite).card(1)
    (bundle,) = [paper async for paper in papers(sqlite).bundles("a-1", Language.ID)]
    assert bundle.name == "STRP_a-1_0002-0002.zip"


async def test_an_employee_gets_a_card_or_a_sheet(sqlite: Database) -> None:
    await decided(sqlite, count=1)
    await an_issuer(sqlite).issue("a-1")
    card, sheet = await papers(sqlite).card(1), await papers(sqlite).sheet(1)
    assert (card.name, sheet.name) == ("Ani-Wati-1_000000001.png", "Ani-Wati-1_000000001.pdf")
    assert find_codes(card.data) == codes_in(sheet.data)


def test_a_name_that_is_a_formula_stays_a_name() -> None:
    from bot.permits.overview import Fate, make_overview
    from bot.permits.papers import Speaker
    from flows.rules.caps import WorkUnit
    from flows.rules.roster import Employee
    from storage.rosters import Listed

    employee = Employee(
        '=HYPERLINK("http://example.org")', "3171015708950001", WorkUnit.OFFICE, "", ""
    )
    made = make_overview([Fate(Listed(1, employee), "")], say=Speaker(load_texts(), Language.ID))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].value == employee.name


def test_a_name_in_no_letters_still_has_a_file() -> None:
    assert name_of(a_face(a_signed_permit(9, holder="李"))) == "x_000000009"
