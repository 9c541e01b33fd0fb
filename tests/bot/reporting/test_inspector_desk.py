"""What inspectors can do, and what takes more than one of them."""

from datetime import date

import pytest
from sqlmodel import select

from bot.reporting.errors import NeedsAnother, NotYet, Quotes, Unknown
from flows.rules.cases import (
    CaseStatus,
    Measure,
    NoRoad,
    RefusedReason,
    Register,
    Track,
    Violation,
)
from flows.rules.field_order import FieldOrder, Window
from flows.rules.letters import Letter
from storage.reports.case_audit import CaseAudit
from storage.reports.inspectors import Inspectors
from storage.reports.tables import CaseAuditRow

UNKNOWN = Register(may_work_on_site=None, holds_permits=False)
MAY = Register(may_work_on_site=True, holds_permits=True)
ORDER = FieldOrder(
    employer="PT Contoh Sejahtera",
    address="Jalan Melawai 12",
    violation=Violation.OVER_CAP,
    day=date(2021, 7, 15),
    window=Window.MORNING,
    instruction="Hitung orang di setiap ruang dan minta daftar hadir.",
)


async def three_weighed(town, at_work):
    for spelled in ("PT Contoh Sejahtera", "P.T. contoh sejahtera", "Contoh Sejahtera, PT"):
        await town.report(employer=spelled)
    cases = await town.inspectors.list(at_work)
    return [await town.inspectors.triage(at_work, case.id, UNKNOWN) for case in cases]


async def test_three_spellings_are_one_employer_and_lead_to_an_inspection(town):
    ani = await town.inspector("ani")
    weighed = await three_weighed(town, ani)
    assert [one.track for one in weighed] == [Track.LETTER, Track.LETTER, Track.INSPECTION]
    assert len({one.case.triage.cluster_tag for one in weighed}) == 1


async def test_a_lone_report_without_a_photo_sends_nobody_to_the_door(town):
    ani = await town.inspector("ani")
    await town.report()
    case = (await town.inspectors.list(ani))[0].id
    with pytest.raises(NotYet):
        await town.orders.order(ani, case, ORDER, UNKNOWN)
    await town.inspectors.triage(ani, case, UNKNOWN)
    with pytest.raises(NotYet):
        await town.orders.order(ani, case, ORDER, UNKNOWN)


async def test_a_lone_report_with_a_photo_may_bring_officers(town):
    ani = await town.inspector("ani")
    await town.report(photo=b"a photo")
    case = (await town.inspectors.list(ani))[0].id
    assert (await town.inspectors.triage(ani, case, UNKNOWN)).track is Track.INSPECTION
    permits = Register(may_work_on_site=None, holds_permits=True)
    assert (await town.inspectors.triage(ani, case, permits)).track is Track.LETTER


async def test_a_report_against_the_register_is_looked_at_once_more(town):
    ani = await town.inspector("ani")
    await town.report(violation="non_essential_open")
    case = (await town.inspectors.list(ani))[0].id
    assert (await town.inspectors.triage(ani, case, MAY)).contradicted
    assert not (await town.inspectors.triage(ani, case, UNKNOWN)).contradicted


async def test_an_order_says_nothing_a_reporter_said_and_takes_two_officers(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    weighed = await three_weighed(town, ani)
    case = weighed[-1].case.id
    quoting = FieldOrder(
        ORDER.employer,
        ORDER.address,
        ORDER.violation,
        ORDER.day,
        ORDER.window,
        "Periksa apakah karyawan gudang dipaksa hadir tanpa masker",
    )
    with pytest.raises(Quotes) as quoted:
        await town.orders.order(ani, case, quoting, UNKNOWN)
    assert "karyawan gudang dipaksa hadir tanpa" in quoted.value.words
    number = await town.orders.order(ani, case, ORDER, UNKNOWN)
    with pytest.raises(NeedsAnother):
        await town.orders.approve(ani, case, number, UNKNOWN)
    with pytest.raises(Unknown):
        await town.orders.approve(budi, case, number + 1, UNKNOWN)
    assert await town.orders.approve(budi, case, number, UNKNOWN) == ORDER
    await town.closing.act(budi, case)
    with pytest.raises(NotYet):
        await town.closing.close(budi, case, Measure.FINE)
    await town.closing.close(budi, case, Measure.CLOSURE)
    assert (await town.inspectors.open(ani, case)).case.status is CaseStatus.CLOSED


@pytest.mark.parametrize("reason", RefusedReason)
async def test_no_reason_lets_one_officer_refuse_a_case_alone(town, reason):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    receipt = await town.report()
    case = (await town.inspectors.list(ani))[0].id
    with pytest.raises(NoRoad):
        await town.closing.refuse(ani, case, reason)  # nobody looked into it
    await town.inspectors.triage(ani, case, UNKNOWN)
    assert not await town.closing.refuse(ani, case, reason)
    with pytest.raises(NeedsAnother):
        await town.closing.refuse(ani, case, reason)
    assert (await town.desk.look(receipt)).status is CaseStatus.REVIEWED
    assert await town.closing.refuse(budi, case, reason)
    with pytest.raises(NoRoad):
        await town.closing.act(ani, case)


async def test_no_case_ends_without_a_measure_by_one_officer_alone(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    receipt = await town.report()
    case = (await town.inspectors.list(ani))[0].id
    await town.inspectors.triage(ani, case, UNKNOWN)
    await town.orders.letter(ani, case, Letter("PT Contoh", "Jl. A 1"), "surat")
    with pytest.raises(NoRoad):
        await town.closing.close(ani, case, Measure.NONE)
    await town.closing.act(ani, case)
    assert not await town.closing.close(ani, case, Measure.NONE)
    with pytest.raises(NeedsAnother):
        await town.closing.close(ani, case, Measure.NONE)
    assert (await town.desk.look(receipt)).status is CaseStatus.ACTING
    assert await town.closing.close(budi, case, Measure.NONE)
    followed = await town.desk.look(receipt)
    assert (followed.status, followed.measure) == (CaseStatus.CLOSED, Measure.NONE)


async def test_what_one_officer_proposed_is_off_once_the_case_is_taken_back(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    await town.report()
    case = (await town.inspectors.list(ani))[0].id
    await town.inspectors.triage(ani, case, UNKNOWN)
    await town.orders.letter(ani, case, Letter("PT Contoh", "Jl. A 1"), "surat")
    await town.closing.act(ani, case)
    await town.closing.close(ani, case, Measure.NONE)
    await town.closing.look_again(ani, case)
    assert not await town.closing.refuse(budi, case, RefusedReason.DOUBLE)
    assert not await town.closing.refuse(ani, case, RefusedReason.UNFOUNDED)  # another reason


async def test_small_figures_are_not_told(town):
    ani = await town.inspector("ani")
    for number in range(6):
        await town.report(
            district="317407" if number else "317101", employer=f"PT {number}{'x' * 3}"
        )
    for case in await town.inspectors.list(ani):
        await town.inspectors.triage(ani, case.id, UNKNOWN)
    told = {figure.district: figure.count for figure in await town.inspectors.statistics()}
    assert told == {"317101": "<5", "317407": "5"}


async def test_every_act_of_an_officer_is_written_down_and_none_of_a_reporter(town):
    ani = await town.inspector("ani")
    receipt = await town.report()
    case = (await town.inspectors.list(ani))[0].id
    await town.inspectors.open(ani, case)
    await town.inspectors.note(ani, case, "catatan")
    await town.desk.look(receipt)
    await town.desk.add(receipt, "tambahan")
    async with town.store.begin() as session:
        acts = [row.act for row in (await session.exec(select(CaseAuditRow))).all()]
        assert acts == ["opened", "noted"]
        assert await CaseAudit(session).first_broken() is None


async def test_a_changed_line_of_the_log_is_found(town):
    ani = await town.inspector("ani")
    await town.report()
    case = (await town.inspectors.list(ani))[0].id
    for _ in range(3):
        await town.inspectors.open(ani, case)
    async with town.store.begin() as session:
        row = await session.get_one(CaseAuditRow, 2)
        row.inspector = "budi"
        session.add(row)
    async with town.store.begin() as session:
        assert await CaseAudit(session).first_broken() == 2


async def test_an_inspector_out_of_service_opens_nothing(town):
    ani = await town.inspector("ani")
    await town.report()
    case = (await town.inspectors.list(ani))[0].id
    async with town.store.begin() as session:
        await Inspectors(session).disable("ani")
    with pytest.raises(Unknown):
        await town.inspectors.open(ani, case)
