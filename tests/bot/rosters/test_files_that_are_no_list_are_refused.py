"""A file that is no list is refused with its own words, and harms nobody whatever it holds."""

import io
import json
import os
import random
import signal
import struct
import subprocess
import sys
import zipfile

import pytest
import xlsxwriter

from bot.rosters import reading
from bot.rosters.confined import CPU_SECONDS, MEMORY, pack, unpack
from bot.rosters.reading import MAX_BYTES, read_roster, read_upload
from bot.rosters.sheets import MAX_PARTS, MAX_SHEETS, read_file, weigh
from bot.rosters.table import Refusal, Table
from bot.rosters.words import refusal_text
from bot.wording import load_texts
from flows.language import Language
from flows.rules.entries import Column, Entry
from tests.support.builders import TODAY
from tests.support.lists import BUDI, ENGLISH, HEADING, INDONESIAN, a_text, a_workbook
from tests.support.old_workbooks import a_container, an_ods, an_xls, with_parts
from tests.support.rows import ANI

LIST = (HEADING, ANI, BUDI)
CODES = sorted(
    key.removeprefix("roster.refused.")
    for key in load_texts().by_language[Language.EN]
    if key.startswith("roster.refused.")
)


def refused(data: bytes, name: str = "") -> str | None:
    found = read_roster(data, name).refused
    return found.code if found else None


def archive(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


def saved_by_excel() -> bytes:
    """Return an XLSX whose words stand in a part of their own, as Excel saves them."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(LIST):
            sheet.write_row(number, 0, row)
    return kept.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return opened.read(name)


HONEST = saved_by_excel()
WORDS = part(HONEST, "xl/sharedStrings.xml")
SHEET = part(HONEST, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "data", [HONEST, an_xls(*LIST), an_ods(*LIST), a_text(*LIST).encode(), a_workbook(*LIST)]
)
def test_xlsx_xls_ods_and_text_are_told_apart_by_what_is_inside(data: bytes):
    table = read_roster(data, "whatever.bin")
    assert table.refused is None
    assert [(one.number, one.name, one.nik) for one in table.entries] == [
        (2, *ANI[:2]),
        (3, *BUDI[:2]),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xef\xbb\xbf", "heading_missing"),
        (a_container("EncryptedPackage", b"x" * 5_000), "password"),
        (an_xls(*LIST, locked=True), "password"),
        (an_ods(*LIST, locked=True), "password"),
        (an_xls(*LIST)[:700], "damaged"),
        (a_container("WordDocument", b"x" * 5_000), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
        (HONEST[: len(HONEST) // 2], "damaged"),
        (b"PK\x03\x04 broken", "damaged"),
        (with_parts(HONEST, sheet1=b"<worksheet><sheetData><row"), "damaged"),
        (with_parts(HONEST, workbook=b"hello"), "damaged"),
        (archive(xl__worksheets__sheet1=b"<worksheet/>"), "damaged"),
        (archive(), "not_a_spreadsheet"),
        (archive(word__document=b"<w/>"), "not_a_spreadsheet"),
        (archive(readme=b"hello"), "not_a_spreadsheet"),
        (archive(**{f"xl__{n}": b"" for n in range(MAX_PARTS + 1)}), "swollen"),
        (b"%PDF-1.7\n1 0 obj", "not_a_spreadsheet"),
        (b"<html><table><tr><td>Nama</td></tr></table>", "not_a_spreadsheet"),
        (b"{\\rtf1 Nama}", "not_a_spreadsheet"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "not_a_spreadsheet"),
        (bytes(range(256)), "not_a_spreadsheet"),
        (b"Tanggal;Jumlah\n1;2\n", "heading_missing"),
        (a_workbook(HEADING), "no_rows"),
        (a_workbook(HEADING, ("CONTOH: Ani", *ANI[1:])), "no_rows"),
        (a_workbook(HEADING[:3], ANI[:3]), "columns_missing"),
        (a_workbook(*LIST, other=LIST), "several_lists"),
        (a_workbook(*LIST, **{f"s{n}": () for n in range(MAX_SHEETS)}), "too_many_sheets"),
    ],
)
def test_each_kind_of_file_that_is_no_list_is_told_by_its_own_name(data: bytes, code: str):
    found = read_file(data).refused
    assert found
    assert found.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b" \r\n\t ", "empty"), (b"0" * (MAX_BYTES + 1), "too_big")],
    ids=["nothing", "blanks", "too big"],
)
def test_what_need_not_be_opened_is_not(monkeypatch: pytest.MonkeyPatch, data: bytes, code: str):
    monkeypatch.setattr(reading, "_COMMAND", ("no such program",))
    assert refused(data) == code


@pytest.mark.parametrize("name", ["a.pdf", "a.DOCX", "foto.JPG", "daftar.xlsx.zip", "a.heic"])
def test_a_name_that_is_no_spreadsheets_is_believed(name: str):
    assert refused(HONEST, name) == "not_a_spreadsheet"


def test_the_columns_that_lack_are_named_in_the_words_of_the_person():
    found = read_file(a_workbook(("Nama", "NIK", "Jabatan"), ("Ani", "1", "Teller"))).refused
    assert found == Refusal("columns_missing", (Column.UNIT, Column.HOME))
    texts = load_texts()
    told = {
        Language.ID: "Unit kerja, Kota asal",
        Language.EN: "Work unit, Home city",
    }
    for language, say in ((Language.ID, INDONESIAN), (Language.EN, ENGLISH)):
        assert told[language] in texts.plain(refusal_text(found, say=say), language)


def test_every_refusal_has_words_of_its_own_in_both_languages():
    for language, say in ((Language.ID, INDONESIAN), (Language.EN, ENGLISH)):
        texts = load_texts()
        words = [texts.plain(refusal_text(Refusal(code), say=say), language) for code in CODES]
        assert len(set(words)) == len(CODES) == 13
        assert not any("{" in told or len(told) < 30 for told in words)


def test_a_bomb_is_weighed_by_its_directory_and_never_opened():
    bomb = archive(xl__worksheets__sheet1=b"<row/>" * 17_000_000)
    assert len(bomb) < 500_000
    assert weigh(bomb) == "swollen"
    assert refused(bomb) == "swollen"


def test_an_archive_that_lies_about_its_weight_gets_nowhere():
    swollen = WORDS.replace(b"</sst>", b"<si><t>" + b"A" * 60_000_000 + b"</t></si></sst>")
    lying = lie(with_parts(HONEST, sharedStrings=swollen), b"xl/sharedStrings.xml", 1_000)
    assert weigh(lying) is None
    assert refused(lying) in {"damaged", "too_heavy"}


def lie(data: bytes, name: bytes, unpacked: int) -> bytes:
    """Let an archive say that a part is of this many bytes, in both places where it says so."""
    listed = data.rindex(name) - 46
    (at,) = struct.unpack("<I", data[listed + 42 : listed + 46])
    told = bytearray(data)
    for place in (listed + 24, at + 22):
        told[place : place + 4] = struct.pack("<I", unpacked)
    return bytes(told)


def test_a_file_that_eats_memory_is_stopped_and_refused_as_too_heavy():
    """Eight million empty words are 40 MB, as light as the weighing allows, and 190 in memory."""
    many = WORDS.replace(b"</sst>", b"<si/>" * 8_000_000 + b"</sst>")
    noise = random.Random(1).randbytes(600_000)
    heavy = with_parts(HONEST, sharedStrings=many, theme1=noise)
    assert weigh(heavy) is None
    assert refused(heavy) == "too_heavy"


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>',
        b'<!DOCTYPE a [<!ENTITY y "ha"><!ENTITY x "&y;&y;&y;&y;&y;&y;&y;&y;&y;&y;">]>',
    ],
)
def test_entities_are_not_followed(declared: bytes):
    words = declared + WORDS[WORDS.index(b"<sst") :].replace(b"Ani Wati", b"&x;")
    assert refused(with_parts(HONEST, sharedStrings=words)) == "damaged"


def test_an_xml_as_deep_as_a_well_drowns_nobody():
    deep = SHEET.replace(b"<sheetData>", b"<x>" * 100_000 + b"</x>" * 100_000 + b"<sheetData>")
    assert weigh(with_parts(HONEST, sheet1=deep)) is None
    table = read_roster(with_parts(HONEST, sheet1=deep))
    assert table.refused is None
    assert len(table.entries) == 2


def test_links_to_other_workbooks_are_left_alone():
    link = b'<externalLink><externalBook r:id="rId1"/></externalLink>'
    kept = io.BytesIO(HONEST)
    with zipfile.ZipFile(kept, "a") as made:
        made.writestr("xl/externalLinks/externalLink1.xml", link)
        made.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", b'<R Target="http://x/"/>')
    assert refused(kept.getvalue()) is None


def test_a_stray_cell_a_million_rows_below_is_refused_before_it_fills_the_memory():
    far = SHEET.replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert refused(with_parts(HONEST, sheet1=far)) == "too_heavy"


def test_the_child_may_not_grow_nor_think_long_nor_write_nor_multiply():
    script = (
        "import json,resource as r;from bot.rosters.confined import confine;confine();"
        "print(json.dumps([r.getrlimit(one)[1] for one in"
        "(r.RLIMIT_AS,r.RLIMIT_CPU,r.RLIMIT_FSIZE,r.RLIMIT_NPROC,r.RLIMIT_CORE)]))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert json.loads(told.stdout) == [MEMORY, CPU_SECONDS, 0, 0, 0]


def test_the_child_is_given_no_secret(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STRP_TOKEN", "secret")
    script = (
        "import os;from bot.rosters.confined import pack;from bot.rosters.table import refuse;"
    )
    script += "print(pack(refuse(','.join(sorted(os.environ)))))"
    monkeypatch.setattr(reading, "_COMMAND", (sys.executable, "-c", script))
    assert "STRP" not in (refused(b"x") or "")


@pytest.mark.parametrize("sign", [signal.SIGXCPU, signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_child_that_is_killed_leaves_a_refusal(monkeypatch: pytest.MonkeyPatch, sign: int):
    script = f"import os;os.kill(os.getpid(), {int(sign)})"
    monkeypatch.setattr(reading, "_COMMAND", (sys.executable, "-c", script))
    assert refused(b"x" * 200_000) == "too_heavy"


def test_a_child_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "_COMMAND", (sys.executable, "-c", "import time;time.sleep(99)"))
    monkeypatch.setattr(reading, "MAX_SECONDS", 0.3)
    assert refused(b"x") == "too_heavy"


async def test_an_upload_is_read_as_the_same_file_on_disk(tmp_path):
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(HONEST)
    assert await read_upload(HONEST, path.name) == read_roster(path, path.name)


def test_a_file_on_disk_that_is_too_large_is_not_even_read(tmp_path):
    path = tmp_path / "daftar.xlsx"
    path.touch()
    os.truncate(path, MAX_BYTES + 1)
    assert read_roster(path).refused == Refusal("too_big")


def test_what_the_child_found_arrives_as_it_was():
    cells = ("Ani\u2028😀", 3.17e15, None, TODAY, "=1+1")
    for table in (
        Table((Column.NIK, Column.NAME), (Entry(2, *cells), Entry(3))),
        Table(refused=Refusal("columns_missing", (Column.HOME,))),
    ):
        assert unpack(pack(table)) == table
