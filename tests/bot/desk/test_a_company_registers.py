"""A company registers: from the first word to an application the officers see."""

from datetime import timedelta

from flows.rules.applications import (
    ApplicationStatus,
)
from flows.rules.caps import WorkUnit
from storage.database import Database
from tests.support.channel import (
    COMPANY,
    PDF,
    Office,
    Visitor,
    a_list,
    an_office,
    fills_in,
    hands_in,
)

CHAT = 700_000_001


async def test_what_is_handed_in_is_kept_with_everything_it_rests_on(database: Database):
    siti = an_office(database).visitor()
    reference = await hands_in(siti)
    assert "terkirim" in siti.told
    async with database.reading() as unit:
        application = await unit.applications.get(reference)
        assert application.status is ApplicationStatus.SUBMITTED
        assert (application.sector, application.policy_version) == (
            "ess_finance",
            "ppkm-2021-07-09",
        )
        assert application.asked == {"service": 3}
        assert application.due_at - application.complete_at == timedelta(hours=5)
        assert (await unit.companies.get(application.nib)).name == "PT Asuransi Contoh"
        assert await unit.companies.representatives(application.nib) == [CHAT]
        assert [row.employee.unit for row in await unit.rosters.rows(reference)] == [
            WorkUnit.SERVICE
        ] * 3
        assert [file.media_type for file in await unit.files.of(reference)] == ["application/pdf"]
        (owed,) = await unit.outbox.of_chat(CHAT)
        assert (owed.kind, owed.args["reference"]) == ("handed_in", reference)
        assert [line.act.act for line in await unit.audit.of(reference)] == ["handed_in"]


async def test_consent_is_recorded_the_moment_it_is_given(office: Office):
    siti = office.visitor()
    await fills_in(siti, until=">Wakil perusahaan")
    async with office.database.reading() as unit:
        (consent,) = await unit.consents.of(CHAT)
    assert (consent.purpose, consent.notice, consent.button) == (
        "registration",
        "2021-07",
        "agree",
    )


async def test_without_consent_nothing_more_is_asked_or_recorded(office: Office):
    siti = office.visitor()
    told = await fills_in(siti, until=">Saya setuju")
    told = await siti.taps("Tidak setuju")
    assert "tidak menyimpan data" in told
    async with office.database.reading() as unit:
        assert await unit.consents.of(CHAT) == []


async def test_a_draft_is_taken_up_where_it_was_left(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="Jl. Contoh 12")
    await siti.says("/menu")
    office.clock.passes(timedelta(days=1))
    again = an_office(office.database, office.clock).visitor()
    told = await again.says("/daftar")
    assert "Rancangan Anda masih ada" in told
    assert "Alamat tempat kerja" in told


async def test_an_application_can_be_withdrawn_until_it_is_decided(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await siti.does("/status", ">Tarik permohonan")
    assert not [label for label in siti.labels if "Kirim" in label]
    told = await siti.taps("Ya, tarik permohonan")
    assert "telah ditarik" in told
    async with office.database.reading() as unit:
        application = await unit.applications.get(reference)
    assert application.status is ApplicationStatus.WITHDRAWN


async def test_cancel_with_nothing_open_shows_what_can_be_withdrawn(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await siti.says("/menu")
    assert reference in await siti.says("/batal")


async def test_one_workplace_has_one_open_application(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    await siti.taps("Daftarkan perusahaan lain")
    await siti.does(">Saya setuju", ">Wakil perusahaan", "asuransi", ">Keuangan", "9120001234567")
    place = (">Jakarta Pusat", ">Gambir", "Jalan Contoh nomor 12")
    told = await siti.does("PT Asuransi Contoh", *place)
    assert "sudah ada permohonan yang sedang diproses" in told
    assert reference in told


async def test_a_stranger_learns_no_number_and_how_to_tell_an_officer(office: Office):
    reference = await hands_in(office.visitor())
    budi = office.visitor(chat=700_000_002)
    told = await fills_in(budi, until="Siti Rahayu")
    assert "sudah ada permohonan yang sedang diproses, dari percakapan lain" in told
    assert reference not in told
    assert not [label for label in budi.labels if "Status" in label]
    assert "petugas" in (await budi.taps("Cara menghubungi petugas")).lower()


async def test_whoever_hands_in_second_learns_no_number_either(office: Office):
    siti, budi = office.visitor(), office.visitor(chat=700_000_002)
    await fills_in(budi)
    await budi.does(a_list(3, start=40), ">Daftar sudah lengkap")
    await budi.sends("surat.pdf", PDF)
    await budi.does(">Lewati", ">Saya menyatakan benar")
    reference = await hands_in(siti)
    told = await budi.taps("Kirim")
    assert "dari percakapan lain" in told
    assert reference not in told
    assert "petugas" in (await budi.says("hubungi petugas")).lower()


async def test_one_person_speaks_for_several_companies(office: Office):
    siti = office.visitor()
    first = await hands_in(siti)
    await siti.taps("Daftarkan perusahaan lain")
    await siti.does(
        ">Saya setuju", ">Wakil perusahaan", "bank", ">Keuangan", "8120001234568", "PT Bank Lain"
    )
    await siti.does(">Jakarta Utara", ">Koja", "Jl. Lain 5", "Siti", "Manajer", "081200005001")
    await siti.does("10", "0", "8", a_list(2, start=50), ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    await siti.does(">Lewati", ">Saya menyatakan benar", ">Kirim")
    async with office.database.reading() as unit:
        own = await unit.applications.of_chat(CHAT)
    assert len({one.reference for one in own}) == 2
    assert first in {one.reference for one in own}
    told = await siti.says("/status")
    assert "Permohonan yang mana" in told
    assert f"{first} · PT Asuransi Contoh: 🕐 Terkirim, menunggu petugas." in told
    assert siti.labels[-3:-2] == ["🏠 Menu utama"]


async def test_after_handing_in_one_goes_on_to_another_company_or_to_the_status(office: Office):
    siti = office.visitor()
    await hands_in(siti)
    assert [label.split(" ", 1)[1] for label in siti.labels] == [
        "Daftarkan perusahaan lain",
        "Status permohonan",
        "Menu utama",
        "English",
    ]


async def test_a_cancelled_draft_is_taken_up_by_one_tap(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="Jl. Contoh 12")
    await siti.does("/batal", "/menu")
    told = await siti.taps("Daftarkan perusahaan")
    assert "Rancangan Anda masih ada" in told
    assert "Alamat tempat kerja" in told
    assert "dibatalkan" not in told


async def test_taking_the_withdrawal_back_leaves_the_application(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    told = await siti.does("/status", ">Tarik permohonan", ">Kembali")
    assert "menunggu petugas" in told
    assert "Biarkan seperti semula" not in siti.labels
    async with office.database.reading() as unit:
        assert (await unit.applications.get(reference)).status is ApplicationStatus.SUBMITTED


async def test_there_is_one_way_to_say_which_language_is_spoken(office: Office):
    ani = office.visitor()
    told = await ani.does("/daftar")
    assert "Choose your language" in told
    assert ani.labels == ["Bahasa Indonesia", "English", "❓ Bantuan", "✖️ Batal"]
    assert "Your privacy" in await ani.taps("English")
    assert "🌐 Indonesia" in ani.labels


async def test_whoever_switches_the_language_instead_of_choosing_it_goes_on(office: Office):
    ani = office.visitor()
    await ani.says("/daftar")
    assert "Your privacy" in await ani.says("/language")
    told = await ani.taps("I agree")
    assert "Who are you" in told
    assert "screen is old" not in told


async def test_a_language_chosen_by_a_tap_is_not_asked_again(office: Office):
    siti = office.visitor()
    await siti.says("/start")
    assert "Privasi Anda" in await siti.taps("Daftarkan perusahaan")


async def test_steps_are_counted_in_order(office: Office):
    siti = office.visitor()
    await siti.says("/daftar")
    shown = [steps_of(siti)]
    for step in COMPANY[1:10]:
        await siti.does(step)
        shown.append(steps_of(siti))
    assert shown == [(number, shown[0][1]) for number in range(1, 11)]
    await siti.taps("Kembali")
    assert steps_of(siti) == shown[-2]


def steps_of(siti: Visitor) -> tuple[int, int]:
    step, total = siti.told.split("\n")[0].split()[-1].split("/")
    return int(step), int(total)
