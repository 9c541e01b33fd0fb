"""A draft that was not sent yet is pointed out and led back to, wherever somebody looks for it."""

import pytest

from tests.support.channel import PDF, Office, Visitor, a_list, fills_in, hands_in


async def at_the_review(siti: Visitor, employees: str) -> str:
    await fills_in(siti)
    await siti.does(employees, ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    return await siti.does(">Lewati", ">Saya menyatakan benar")


async def test_the_status_says_that_a_draft_was_not_sent_and_leads_back_to_it(office: Office):
    siti = office.visitor()
    await at_the_review(siti, a_list(12))
    told = await siti.says("/status")
    assert "Rancangan Anda belum dikirim" in told
    assert "12 pekerja" in told
    assert not [label for label in siti.labels if "Kembali" in label or "Daftarkan" in label]
    assert "Periksa sebelum dikirim" in await siti.taps("Lanjutkan rancangan")


async def test_a_draft_without_a_list_is_said_to_be_kept_too(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="Jl. Contoh 12")
    told = await siti.says("/status")
    assert "Rancangan Anda belum dikirim" in told
    assert "0 pekerja" not in told
    assert "Alamat tempat kerja" in await siti.taps("Lanjutkan rancangan")


async def test_a_draft_is_named_below_an_application_that_was_sent(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await siti.does("/daftar", ">Saya setuju", ">Wakil perusahaan", "bank")
    told = await siti.says("/status")
    assert reference in told
    assert "Rancangan Anda belum dikirim" in told
    assert "Sektor mana" in await siti.taps("Lanjutkan rancangan")


@pytest.mark.parametrize("steps", [(), ("/daftar",), ("/daftar", "/batal"), (">Daftarkan",)])
async def test_where_nothing_was_begun_no_draft_is_spoken_of(office: Office, steps: tuple[str]):
    siti = office.visitor()
    await siti.does("/start", *steps)
    told = await siti.says("/status")
    assert "Belum ada permohonan" in told
    assert "Rancangan" not in told
    assert not [label for label in siti.labels if "Kembali" in label or "Lanjutkan" in label]


async def test_what_was_handed_in_is_no_draft_any_more(office: Office):
    siti = office.visitor()
    await hands_in(siti)
    assert "Rancangan" not in await siti.says("/status")


ONE_OF_FOUR_BAD = f"{a_list(3)}\nBudi; 123; kantor; Bekasi; Teller"


async def test_rows_that_were_not_taken_are_told_of_after_coming_back_too(office: Office):
    siti = office.visitor()
    await at_the_review(siti, ONE_OF_FOUR_BAD)
    await siti.says("/menu")
    told = await siti.says("/daftar")
    assert "Rancangan Anda masih ada" in told
    assert "1 baris dari daftar terakhir tidak diterima" in told


async def test_they_are_told_of_when_a_cancelled_draft_is_taken_up_too(office: Office):
    siti = office.visitor()
    await at_the_review(siti, ONE_OF_FOUR_BAD)
    await siti.does("/batal", "/menu")
    told = await siti.says("/daftar")
    assert "Rancangan Anda masih ada" in told
    assert "1 baris dari daftar terakhir tidak diterima" in told
