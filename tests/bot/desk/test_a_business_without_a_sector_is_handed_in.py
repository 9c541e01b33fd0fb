"""A business that no sector has to itself is handed in like any other, and an officer judges it."""

import pytest

from tests.support.channel import COMPANY, PDF, Office, a_list, fills_in

UNSURE = (">Pilih dari daftar", ">Esensial", ">Tidak yakin")


@pytest.mark.parametrize("business", [("81210",), ("66411",), UNSURE])
async def test_what_no_rule_places_is_handed_in_and_goes_to_an_officer(office: Office, business):
    siti = office.visitor()
    await fills_in(siti, until="asuransi")
    await siti.does(*business, *COMPANY[COMPANY.index(">Keuangan") + 1 :])
    await siti.does(a_list(2), ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    assert "petugas" in await siti.does(">Lewati", ">Saya menyatakan benar")
    await siti.does(">Kirim")
    async with office.database.reading() as unit:
        (own,) = await unit.applications.of_chat(siti.chat)
    assert (own.status, own.outcome) == ("submitted", "officer_review")
    assert own.reference in await siti.says("/status")
