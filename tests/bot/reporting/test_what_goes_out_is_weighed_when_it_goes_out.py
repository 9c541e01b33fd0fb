"""Who is sent to a door is weighed when they are sent, by reports that speak for each other."""

from dataclasses import replace
from datetime import date

import pytest

from bot.reporting.enrolling import renew
from bot.reporting.errors import AsksWho, Hunts, NotYet, Quotes, WrongDay
from bot.reporting.opened import AtWork
from flows.rules.cases import Measure, NoRoad, Track, Violation
from flows.rules.letters import Letter
from storage.errors import Stale
from storage.reports.cases import Cases
from tests.bot.reporting.test_inspector_desk import ORDER, UNKNOWN, three_weighed
from tests.bot.reporting.town import PEPPER, quick_keys

LETTER = Letter("PT Contoh Sejahtera", "Jl. Melawai Raya No. 12")


async def case_of(town, receipt):
    async with town.store.begin() as session:
        return (await Cases(session).by_lookup(quick_keys(receipt, PEPPER).tag)).id


async def weighed(town, at_work, **told):
    case = await case_of(town, await town.report(**told))
    return await town.inspectors.triage(at_work, case, UNKNOWN)


async def ordered(town, at_work):
    case = (await three_weighed(town, at_work))[-1].case.id
    return case, await town.orders.order(at_work, case, ORDER, UNKNOWN)


async def test_an_order_whose_reports_were_withdrawn_is_not_approved(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    receipts = [await town.report() for _ in range(3)]
    cases = [await case_of(town, receipt) for receipt in receipts]
    for case in cases:
        await town.inspectors.triage(ani, case, UNKNOWN)
    number = await town.orders.order(ani, cases[0], ORDER, UNKNOWN)
    await town.desk.withdraw(receipts[1])
    with pytest.raises(NotYet):
        await town.orders.approve(budi, cases[0], number, UNKNOWN)
    await weighed(town, ani)  # a third report again
    assert await town.orders.approve(budi, cases[0], number, UNKNOWN) == ORDER


async def test_an_order_is_approved_on_its_day_and_not_once_it_is_past(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    case, number = await ordered(town, ani)
    town.later(days=1)
    assert await town.orders.approve(budi, case, number, UNKNOWN) == ORDER
    await town.closing.look_again(ani, case)
    number = await town.orders.order(ani, case, ORDER, UNKNOWN)
    town.later(days=1)
    with pytest.raises(WrongDay):
        await town.orders.approve(budi, case, number, UNKNOWN)
    with pytest.raises(WrongDay):
        await town.orders.order(ani, case, ORDER, UNKNOWN)


async def test_an_order_is_not_approved_once_the_reporter_wrote_its_words(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    receipt = await town.report(photo=b"a photo")
    case = await case_of(town, receipt)
    await town.inspectors.triage(ani, case, UNKNOWN)
    number = await town.orders.order(ani, case, ORDER, UNKNOWN)
    await town.desk.add(receipt, "Hitung orang di setiap ruang, saya bantu")
    with pytest.raises(Quotes):
        await town.orders.approve(budi, case, number, UNKNOWN)


async def test_an_order_that_was_taken_back_is_never_in_force_again(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    case, number = await ordered(town, ani)
    await town.orders.approve(budi, case, number, UNKNOWN)
    await town.closing.look_again(ani, case)
    town.later(days=10)
    await town.orders.letter(ani, case, LETTER, "surat")
    opened = await town.inspectors.open(ani, case)
    assert [one.state.is_revoked for one in await town.orders.written(opened)] == [True]


async def test_a_letter_takes_back_an_order_that_waits(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    case, number = await ordered(town, ani)
    await town.orders.letter(ani, case, LETTER, "surat")
    with pytest.raises(NoRoad):
        await town.orders.letter(ani, case, LETTER, "surat")
    await town.closing.look_again(ani, case)
    with pytest.raises(Stale):
        await town.orders.approve(budi, case, number, UNKNOWN)


async def test_no_order_is_written_while_an_employer_is_to_answer_a_letter(town):
    ani = await town.inspector("ani")
    case, _ = await ordered(town, ani)
    await town.orders.letter(ani, case, LETTER, "surat")
    with pytest.raises(NoRoad):
        await town.orders.order(ani, case, ORDER, UNKNOWN)


async def test_an_order_nobody_approved_in_time_makes_room_for_another(town):
    ani = await town.inspector("ani")
    case, _ = await ordered(town, ani)
    town.later(days=2)
    later = replace(ORDER, day=date(2021, 7, 16))
    await town.orders.order(ani, case, later, UNKNOWN)


async def test_branches_of_a_chain_in_several_districts_are_several_workplaces(town):
    ani = await town.inspector("ani")
    for district in ("317407", "317401", "317406"):
        last = await weighed(town, ani, employer="Indomaret", district=district)
    assert (last.reports, last.track) == (1, Track.LETTER)
    assert (await weighed(town, ani, employer="indomaret, PT", district="317406")).reports == 2


async def test_employers_without_a_name_are_not_one_employer(town):
    ani = await town.inspector("ani")
    for name in ("Koperasi", "PT. CV", "Koperasi"):
        assert (await weighed(town, ani, employer=name)).reports == 1


async def test_cases_that_have_ended_speak_for_no_later_report(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    for one in await three_weighed(town, ani):
        await town.orders.letter(ani, one.case.id, LETTER, "surat")
        await town.closing.act(ani, one.case.id)
        await town.closing.close(ani, one.case.id, Measure.NONE)
        await town.closing.close(budi, one.case.id, Measure.NONE)
    town.later(days=10)
    lone = await weighed(town, ani)
    assert (lone.reports, lone.track) == (1, Track.LETTER)


@pytest.mark.parametrize(("days", "reports"), [(30, 4), (31, 1)])
async def test_reports_of_other_weeks_speak_for_no_later_report(town, days, reports):
    ani = await town.inspector("ani")
    await three_weighed(town, ani)
    town.later(days=days)
    keys = await renew(
        town.store,
        town.authority,
        town.keys,
        inspector="ani",
        epoch="2021-08",
        passphrase="frasa sandi",
    )
    ani = AtWork("ani", {**ani.keys, "2021-08": keys})
    assert (await weighed(town, ani)).reports == reports


async def test_the_ladder_remembers_what_was_done_about_the_workplace(town):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    case, number = await ordered(town, ani)
    await town.orders.approve(budi, case, number, UNKNOWN)
    await town.closing.act(budi, case)
    await town.closing.close(budi, case, Measure.CLOSURE)
    later = await weighed(town, ani)
    assert Measure.FINE in await town.closing.possible(later.case)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"instruction": "Tanyakan kepada setiap orang siapa yang melapor."}, Hunts),
        ({"instruction": "Minta nama pelapor kepada satpam"}, Hunts),
        ({"instruction": "Temui pelapor di lantai tiga"}, Hunts),
        ({"instruction": "Minta nomor HP anda sekalian"}, AsksWho),
        ({"address": "Jl. Melawai 12, lantai 3, meja Siti"}, Hunts),
    ],
)
async def test_an_order_sends_nobody_after_the_reporter(town, changed, problem):
    ani = await town.inspector("ani")
    case = (await three_weighed(town, ani))[-1].case.id
    with pytest.raises(problem):
        await town.orders.order(ani, case, replace(ORDER, **changed), UNKNOWN)


@pytest.mark.parametrize(
    "letter",
    [
        Letter("PT Contoh", "Jl. A 1, meja Siti"),
        Letter("PT Contoh, tentang laporan pekerja", "Jl. A 1"),
    ],
)
async def test_a_letter_speaks_of_no_reporter(town, letter):
    ani = await town.inspector("ani")
    case = (await weighed(town, ani)).case.id
    with pytest.raises(Hunts):
        await town.orders.letter(ani, case, letter, "surat")
    with pytest.raises(Hunts):
        await town.orders.may_go(ani, case, letter)


async def test_a_letter_of_a_lone_report_names_no_threat(town):
    ani = await town.inspector("ani")
    case = (await weighed(town, ani)).case.id
    threat = Letter("PT Contoh", "Jl. A 1", Violation.FORCED_OR_THREATENED)
    with pytest.raises(NotYet):
        await town.orders.letter(ani, case, threat, "surat")
    with pytest.raises(NotYet):
        await town.orders.may_go(ani, case, threat)
    for _ in range(2):
        await weighed(town, ani)
    await town.orders.may_go(ani, case, threat)
