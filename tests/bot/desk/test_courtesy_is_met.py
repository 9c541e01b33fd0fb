"""Thanks, nods and a plain yes are met as people mean them, and cost nobody their place."""

import pytest

from tests.support.builders import a_nik
from tests.support.channel import PDF, Office, a_list, fills_in


@pytest.mark.parametrize("said", ["terima kasih", "makasih kak", "thanks"])
async def test_thanks_are_returned_where_nothing_is_asked(office: Office, said: str):
    ani = office.visitor()
    assert "Sama-sama" in await ani.says(said)
    assert "saya asisten" not in ani.told
    assert ani.labels == ["🏠 Menu"]


@pytest.mark.parametrize("until", ["PT Asuransi Contoh", ">Wakil perusahaan", ""])
async def test_thanks_and_nods_keep_ones_place(office: Office, until: str):
    siti = office.visitor()
    asked = await fills_in(siti, until=until)
    assert f"Sama-sama. Anda masih di sini:\n{asked}" in await siti.says("terima kasih ya")
    assert f"Lanjutkan di bawah ini:\n{asked}" in await siti.says("oke")


@pytest.mark.parametrize("said", ["ok", "oke", "baik", "sip", "ya"])
async def test_a_nod_at_a_review_is_no_question_and_hands_nothing_in(office: Office, said: str):
    siti = office.visitor()
    await fills_in(siti)
    review = await siti.does(
        ">Isi satu pekerja", "Ani Wati", a_nik(5), ">Pelayanan", "Bekasi", "Teller"
    )
    told = await siti.says(said)
    assert "Maksud Anda" not in told
    assert review in told


@pytest.mark.parametrize("said", ["ok", "baik", "sip", "ya"])
async def test_a_nod_where_nothing_is_asked_is_no_question(office: Office, said: str):
    told = await office.visitor().says(said)
    assert "Maksud Anda" not in told
    assert "Baik. Bila ada lagi" in told


async def test_nobody_consents_by_a_nod_but_whoever_says_so(office: Office):
    siti = office.visitor()
    await fills_in(siti, until=">Saya setuju")
    for said in ("ya", "yes", "ok", "baik"):
        told = await siti.says(said)
        assert "Privasi Anda" in told
        assert "ketik Saya setuju" in told
    assert "Siapa Anda" in await siti.says("setuju")


async def test_whoever_does_not_consent_may_say_so(office: Office):
    siti = office.visitor()
    await fills_in(siti, until=">Saya setuju")
    assert "Tanpa persetujuan" in await siti.says("tidak setuju")


async def test_nobody_declares_anything_true_by_a_nod(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(a_list(2), ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    await siti.taps("Lewati")
    told = await siti.says("ya")
    assert "Pernyataan" in told
    assert "ketik Saya menyatakan benar" in told
    assert "Periksa sebelum dikirim" in await siti.says("I agree")


async def test_a_plain_yes_is_the_one_button_that_begins_with_it(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(a_list(2), ">Kosongkan daftar")
    assert "Sudah tercatat: 0" in await siti.says("ya")


async def test_a_plain_yes_brings_the_evidence(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="asuransi")
    asked = await siti.does("garmen")
    asked = await siti.taps(siti.labels[0])
    assert "bukti" in asked.casefold()
    assert "NIB" in await siti.says("iya")
