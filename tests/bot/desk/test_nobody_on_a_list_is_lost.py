"""A NIK belongs to one person: whoever takes the place of somebody on a list does so in words."""

from datetime import timedelta

from flows.rules.caps import WorkUnit
from tests.support import office_queue
from tests.support.builders import a_nik
from tests.support.channel import Office, Visitor, a_list, fills_in, hands_in

ADI = f"Adi Satu; {a_nik(5)}; kantor; Bekasi; Teller"
REST = (">Kantor", "Bekasi", "Teller")


async def listed(siti: Visitor) -> list[tuple[str, WorkUnit]]:
    async with siti.office.database.reading() as unit:
        kept = await unit.conversations.load(siti.chat, "registration")
        rows = await unit.rosters.rows(str(kept.state["id"]))
    return [(row.employee.name, row.employee.unit) for row in rows]


async def test_somebody_entered_by_hand_replaces_nobody_else_unasked(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(ADI, ">Isi satu pekerja", "Rudi Baru")
    told = await siti.says(a_nik(5))
    assert "sudah ada di daftar atas nama Adi Satu" in told
    assert "Apakah Rudi Baru menggantikannya" in told
    await siti.does(">Betulkan NIK", a_nik(6), *REST, ">Tambahkan")
    assert "Pekerja ditambahkan" in siti.told
    assert await listed(siti) == [("Adi Satu", WorkUnit.OFFICE), ("Rudi Baru", WorkUnit.OFFICE)]


async def test_whoever_is_replaced_by_hand_is_named_with_who_comes(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(ADI, ">Isi satu pekerja", "Rudi Baru", a_nik(5), ">Ya, gantikan Adi", *REST)
    assert "Menggantikan: Adi Satu" in siti.told
    told = await siti.taps("Tambahkan")
    assert "Rudi Baru menggantikan Adi Satu" in told
    assert await listed(siti) == [("Rudi Baru", WorkUnit.OFFICE)]


async def test_a_nik_corrected_at_the_end_is_looked_up_too(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(ADI, ">Isi satu pekerja", "Rudi Baru", a_nik(6), *REST)
    told = await siti.does(">Ubah jawaban", ">NIK", a_nik(5))
    assert "sudah ada di daftar atas nama Adi Satu" in told
    await siti.does(">Ya, gantikan", ">Ubah jawaban", ">Nama", "Rudi Lama")
    assert "Apakah Rudi Lama menggantikannya" in siti.told


async def test_the_same_person_entered_again_is_corrected_and_said_to_be(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(ADI, ">Isi satu pekerja", "adi satu", a_nik(5), ">Pelayanan", *REST[1:])
    told = await siti.taps("Tambahkan")
    assert "Data adi satu sudah ada di daftar dan kini diganti" in told
    assert await listed(siti) == [("adi satu", WorkUnit.SERVICE)]


async def test_a_live_permit_is_told_of_before_somebody_is_added(office: Office):
    siti = office.visitor()
    reference = await hands_in(siti)
    async with office.database.unit() as unit:
        application = await unit.applications.get(reference)
        await office_queue.issued(unit, application, now=office.clock())
    await fills_in(siti)
    await siti.does(">Isi satu pekerja", "Budi Wati", a_nik(1), *REST)
    assert "Periksa data pekerja" in siti.told
    assert "sudah memiliki STRP yang masih berlaku" in siti.told


async def test_a_doubtful_nik_is_told_of_before_somebody_is_added(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    told = await siti.does(">Isi satu pekerja", "Budi Wati", "9999015708950001", *REST)
    assert "Kode wilayah NIK tidak ada di daftar sekarang" in told


async def test_pasted_lines_tell_whose_place_they_take(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.says(ADI)
    told = await siti.says(ADI.replace("Adi Satu", "Rudi Baru"))
    assert "atas nama Adi Satu, yang kini diganti Rudi Baru" in told
    assert "1 di antaranya sudah ada di daftar" in told
    told = await siti.says(ADI.replace("Adi Satu", "Rudi Baru").replace("Teller", "Kasir"))
    assert "1 di antaranya sudah ada di daftar" in told
    assert "atas nama" not in told
    assert "di antaranya" not in await siti.says(a_list(2, start=20))


async def test_an_employee_half_entered_is_taken_up_where_they_were_left(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(">Isi satu pekerja", "Rudi Baru", a_nik(6), ">Kantor", "/status")
    office.clock.passes(timedelta(hours=1))
    told = await siti.does("/daftar", ">Isi satu pekerja")
    assert "baru terisi sebagian" in told
    assert "tempat tinggal" in told
    await siti.does("Bekasi", "Teller", ">Tambahkan")
    assert await listed(siti) == [("Rudi Baru", WorkUnit.OFFICE)]
    assert "Nama pekerja" in await siti.taps("Isi satu pekerja")


async def test_one_cancelled_is_begun_anew(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(">Isi satu pekerja", "Rudi Baru", ">Batal")
    told = await siti.taps("Isi satu pekerja")
    assert "Nama pekerja" in told
    assert "sebagian" not in told


async def test_somebody_half_entered_belongs_to_one_list_only(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(">Isi satu pekerja", "Rudi Baru", "/status")
    await siti.does("/daftar", "/batal", ">Mulai dari awal")
    await fills_in(siti)
    told = await siti.taps("Isi satu pekerja")
    assert "Nama pekerja" in told
