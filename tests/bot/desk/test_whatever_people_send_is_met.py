"""Whatever people send is met with words that help, and costs them nothing they had entered."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from PIL import Image

from bot.delivery import Attached
from tests.support.builders import a_permit, submitted
from tests.support.channel import COMPANY, PDF, Office, a_list, fills_in

CHAT = 700_000_001
FUTURE = "3171011008250001"  # born in 2025, for nobody of 1925 commutes
ROW = "Ani Wati;3171015708950001;Pelayanan;Bekasi;Teller"


@pytest.fixture
async def siti(office: Office):
    """Return somebody who is asked for the list of employees."""
    siti = office.visitor()
    await fills_in(siti)
    return siti


@pytest.mark.parametrize(
    ("at", "said", "told"),
    [
        ("9120001234567", "912000123456", "NIB harus tepat 13 angka"),
        ("9120001234567", "912000123456A", "NIB"),
        ("9120001234567", "1111111111111", "sama semua"),
        ("9120001234567", "🙂🙂🙂", "NIB"),
        ("PT Asuransi Contoh", "P" * 4_096, "Terlalu panjang: 4096"),
        ("PT Asuransi Contoh", "🙂", "Terlalu pendek"),
        ("PT Asuransi Contoh", "PT (Persero)", "bentuk usahanya"),
        ("PT Asuransi Contoh", "PT", "bentuk usahanya"),
        ("Siti Rahayu", "Siti 🙂", "huruf"),
        ("Siti Rahayu", "S1ti", "huruf"),
        ("081200005001", "nol delapan", "Nomor telepon itu tidak dapat dibaca"),
        ("100", "seratus", "angka saja"),
        ("100", "-5", "angka saja"),
        ("100", "9" * 30, "paling besar"),
        (">Gambir", "Bekasi", "pilih salah satu"),
        (">Keuangan", "bukan itu", "pilih salah satu"),
        ("asuransi", "xyzzy", "belum mengenali"),
        ("asuransi", "1", "2 sampai 5 angka"),
    ],
)
async def test_a_reply_that_cannot_be_read_says_how_to_mend_it_and_the_question_stands(
    office: Office, at: str, said: str, told: str
):
    siti = office.visitor()
    await fills_in(siti, until=at)
    asked = siti.screen.html.splitlines()[-1]
    answer = await siti.says(said)
    assert told.casefold() in answer.casefold()
    assert asked.split(">")[-1][:20] in siti.screen.html
    rest = COMPANY[COMPANY.index(at) :]
    assert "Daftar pekerja yang harus masuk" in await siti.does(*rest)


async def test_every_length_of_text_makes_a_message_telegram_takes(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    await siti.does("P" * 120, ">Jakarta Pusat", ">Gambir", "J<&>" * 50, "S" * 80, "M" * 80)
    await siti.does("081200005001", "100", "0", "40", a_list(3), ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    told = await siti.does(">Lewati", ">Saya menyatakan benar")
    assert "Periksa sebelum dikirim" in told
    assert len(told) < 4_096
    assert "J&lt;&amp;&gt;" in siti.screen.html


async def test_somebody_elses_contact_is_not_taken_for_ones_own(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="081200005001")
    assert "bukan nomor akun ini" in await siti.shares("+628111", own=False)
    assert "Berapa seluruh pekerja" in await siti.shares("6281200005001")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("kosong.xlsx", b"", "kosong"),
        ("foto.jpg", b"\xff\xd8\xff", "bukan berkas tabel"),
        ("surat.pdf", PDF, "bukan berkas tabel"),
        ("rusak.xlsx", b"PK\x03\x04 broken", "rusak"),
        ("lain.csv", b"Tanggal;Jumlah\n1;2\n", "judul kolom tidak ditemukan"),
        ("kurang.csv", b"Nama;NIK\nAni;1\n", "Kolom ini belum ada"),
        ("judul.csv", b"Nama;NIK;Unit kerja;Kota asal;Jabatan\n", "belum ada pekerja"),
    ],
)
async def test_a_file_that_is_no_list_is_refused_with_what_to_send_instead(
    siti, name: str, data: bytes, told: str
):
    answer = await siti.sends(name, data)
    assert told.casefold() in answer.casefold()
    assert "Sudah tercatat: 0" in answer


@pytest.mark.parametrize(
    "data",
    [
        f"Nama;NIK;Unit kerja;Kota asal;Jabatan\n{ROW}\n".encode("utf-16"),
        f"\ufeffNama;NIK;Unit kerja;Kota asal;Jabatan\n{ROW}\n".encode(),
        b"NIK,Nama,Jabatan,Unit kerja,Kota asal\n3171015708950001,Ani,Teller,kantor,Bekasi\n",
        f"Nama\tNIK\tUnit kerja\tKota asal\tJabatan\n{ROW.replace(';', chr(9))}\n".encode(
            "cp1252"
        ),
    ],
    ids=["utf-16", "bom", "other order", "tabs"],
)
async def test_a_text_file_is_read_however_it_was_written(siti, data: bytes):
    assert "Sudah tercatat: 1" in await siti.sends("daftar.csv", data)


async def test_what_excel_did_to_a_nik_is_explained_and_never_guessed(siti):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Nama", "NIK", "Unit kerja", "Kota asal", "Jabatan"])
    workbook.active.append(["Ani", 3.171015708950001e15, "Kantor", "Bekasi", "Teller"])
    workbook.active.append([None, None, None, None, None])
    workbook.active.append(["Budi", "3,17E+15", "Kantor", "Bekasi", "Teller"])
    workbook.active.append(["Citra\nDewi", " 3171015708950001 ", "kantor", "Bekasi", "Kasir"])
    workbook.active.append(["Eka", FUTURE, "Kantor", "Bekasi", "Teller"])
    told = await siti.sends("daftar.xlsx", saved(workbook))
    assert "Baris 2, NIK: NIK tersimpan sebagai bilangan" in told
    assert "Baris 4, NIK: NIK tersimpan sebagai bilangan" in told
    assert "Baris 6, NIK: Tanggal lahir di dalam NIK belum tiba" in told
    assert "Sudah tercatat: 1" in told


@pytest.mark.parametrize("written", ["3171 0157 0895 0001", "3171-0157-0895-0001", "'{}", "{}"])
async def test_a_nik_with_a_live_permit_is_found_however_it_is_written(
    office: Office, siti, written: str
):
    held = replace(a_permit(1), nik="3171015708950001")
    async with office.database.unit() as unit:
        await submitted(unit, held.application)
        await unit.permits.keep([held])
    row = ROW.replace(held.nik, written.format(held.nik))
    data = f"Nama;NIK;Unit kerja;Kota asal;Jabatan\n{row}\n".encode()
    told = await siti.sends("daftar.csv", data)
    assert "sudah memiliki STRP yang masih berlaku" in told


async def test_a_cell_that_begins_like_a_formula_stays_text_in_the_answer(siti):
    rows = "\n".join(f"{sign}cmd|' /C calc'!A0;123;Kantor;Bekasi;Teller" for sign in "=+-@")
    data = f"Nama;NIK;Unit kerja;Kota asal;Jabatan\n{rows}\n".encode()
    await siti.sends("daftar.csv", data)
    (answer,) = siti.papers
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * 4


async def test_a_swollen_archive_is_refused_before_it_is_opened(siti):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 80_000_000)
    assert "tidak kami buka" in await siti.sends("daftar.xlsx", kept.getvalue())


async def test_a_file_larger_than_telegram_gives_is_refused_before_it_is_fetched(siti):
    told = await siti.brings(Attached("big", "daftar.xlsx", "", 30 * 1024 * 1024))
    assert "paling besar 20 MB" in told


async def test_a_file_that_was_not_asked_for_is_not_kept(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    assert "tidak kami simpan" in await siti.sends("surat.pdf", PDF)
    assert "Nama perusahaan" in siti.told


async def test_where_nothing_is_asked_a_file_is_not_told_to_wait_for_a_question(office: Office):
    siti = office.visitor()
    assert "Belum ada permohonan" in await siti.says("/batal")
    told = await siti.sends("surat.pdf", PDF)
    assert "tidak diperlukan" in told
    assert "jawab pertanyaan" not in told


async def asked_for_the_letter(siti):
    await siti.does(a_list(3), ">Daftar sudah lengkap")
    return siti


async def test_a_large_photo_is_made_smaller_and_what_was_written_inside_is_gone(
    office: Office, siti
):
    await asked_for_the_letter(siti)
    await siti.sends("surat.jpg", a_photo(4_000, 3_000), photo=True)
    async with office.database.reading() as unit:
        kept = await unit.conversations.load(CHAT, "registration")
        (file,) = await unit.files.of(str(kept.state["id"]))
        content = await unit.files.get(file.owner, file.sha256)
    assert file.media_type == "image/jpeg"
    assert len(content) <= 500 * 1024
    opened = Image.open(io.BytesIO(content))
    assert max(opened.size) <= 2_200
    assert not opened.getexif()


async def test_a_picture_too_large_to_be_made_smaller_is_told_the_way_out(siti):
    await asked_for_the_letter(siti)
    kept = io.BytesIO()
    Image.new("L", (8_000, 6_000)).save(kept, "PNG")
    assert "sebagai Foto, bukan sebagai berkas" in await siti.sends("surat.png", kept.getvalue())


async def test_a_pdf_that_was_cut_off_is_told_of_and_not_kept(siti):
    await siti.does(a_list(2), ">Daftar sudah lengkap")
    told = await siti.sends("surat.pdf", b"%PDF-1.4 broken")
    assert "rusak atau terpotong" in told
    assert "Surat tugas" in told
    assert "Dokumen NIB" in await siti.sends("surat.pdf", PDF)


async def test_a_pdf_over_the_rule_is_told_the_way_out(siti):
    await asked_for_the_letter(siti)
    told = await siti.sends("surat.pdf", PDF + b"0" * 1_100_000)
    assert "1024 KB" in told
    assert "foto" in told


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"\x89PNG\r\n\x1a\n broken", b"PK\x03\x04"],
    ids=["empty", "words", "png", "zip"],
)
async def test_what_is_no_paper_is_said_to_be_none(siti, data: bytes):
    await asked_for_the_letter(siti)
    assert "bukan foto atau PDF" in await siti.sends("x.bin", data)


async def test_words_where_a_paper_is_due_are_met_with_what_is_due(siti):
    await asked_for_the_letter(siti)
    assert "menunggu dokumen" in await siti.says("nanti ya")


def saved(workbook: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def a_photo(width: int, height: int) -> bytes:
    """Return a noisy photo that says in its EXIF where it was taken."""
    photo = Image.effect_noise((width, height), 80).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = "Jl. Contoh 12"
    kept = io.BytesIO()
    photo.save(kept, "JPEG", quality=90, exif=exif)
    return kept.getvalue()


async def test_a_list_in_the_middle_of_one_employee_is_told_to_wait(siti):
    await siti.taps("Isi satu pekerja")
    assert "pekerja ini dulu" in await siti.says(a_list(3))
    assert "pekerja ini dulu" in await siti.sends("daftar.csv", b"Nama;NIK")
    assert "Nama pekerja" in siti.told
