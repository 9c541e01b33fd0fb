"""Who has a tie to an employer, declared or found, and who is left to read a report."""

import pytest

from bot.reporting.enrolling import declare_conflict, renew
from bot.reporting.errors import NeedsAnother, NobodyToRead, Tied, Unknown
from bot.reporting.opened import AtWork
from bot.reporting.ties import is_tied, tie_to
from flows.rules.cases import Register
from storage.errors import NotKept
from storage.reports.case_holders import CaseHolders
from storage.reports.inspectors import Inspectors
from tests.bot.reporting.town import PEPPER

UNKNOWN = Register(may_work_on_site=None, holds_permits=False)


async def declared(town, inspector, employer):
    await declare_conflict(town.store, inspector=inspector, employer=employer, pepper=PEPPER)


async def held(town, at_work):
    return [case.id for case in await town.inspectors.list(at_work)]


@pytest.mark.parametrize(
    ("employer", "reported"),
    [
        ("P.T. CONTOH  sejahtera", "PT Contoh Sejahtera"),
        ("PT Equity Life Indonesia", "Equity Life"),
        ("Equity Life", "PT Equity Life Indonesia"),
    ],
)
async def test_an_inspector_with_a_conflict_never_gets_the_key(town, employer, reported):
    ani, budi = await town.inspector("ani"), await town.inspector("budi")
    await declared(town, "budi", employer)
    await town.report(employer=reported)
    (case,) = await held(town, ani)
    assert await held(town, budi) == []
    with pytest.raises(Unknown):
        await town.inspectors.open(budi, case)


async def test_a_tie_to_another_employer_keeps_nobody_from_reading(town):
    budi = await town.inspector("budi")
    await declared(town, "budi", "PT Contoh Abadi")
    await town.report()
    assert len(await held(town, budi)) == 1


async def test_where_all_have_a_tie_nothing_is_kept_and_the_reporter_is_told(town):
    await town.inspector("ani")
    await declared(town, "ani", "Contoh")
    with pytest.raises(NobodyToRead):
        await town.report()


@pytest.mark.parametrize("employer", ["", "PT", "Koperasi", " - "])
async def test_a_tie_to_no_name_is_refused(town, employer):
    await town.inspector("ani")
    with pytest.raises(ValueError, match=r"^$"):
        await declared(town, "ani", employer)


async def test_a_tie_of_nobody_in_service_is_refused(town):
    await town.inspector("ani")
    await town.out_of_service("ani")
    for name in ("ani", "typo"):
        with pytest.raises(NotKept):
            await declared(town, name, "PT Contoh")


async def test_a_tie_is_compared_under_its_own_key_only():
    tie = tie_to("PT Contoh Sejahtera", b"one")
    assert is_tied(tie, "sejahtera contoh", b"one")
    assert not is_tied(tie, "PT Contoh Sejahtera", b"other")
    assert not is_tied(tie, "Contoh Lain", b"one")
    assert not is_tied(tie, "PT", b"one")
    assert tie == tie_to("contoh, SEJAHTERA", b"one")  # declared twice is declared once
    assert len(tie) == 32


async def test_who_gives_a_case_up_gives_up_all_about_its_employer(town):
    ani, bima = await town.inspector("ani"), await town.inspector("bima")
    for employer in ("PT Contoh Sejahtera", "Contoh", "PT Lain"):
        await town.report(employer=employer)
    mine = {
        (await town.inspectors.open(ani, case)).statement.employer: case
        for case in await held(town, ani)
    }
    await town.closing.step_aside(ani, mine["PT Contoh Sejahtera"])
    assert await held(town, ani) == [mine["PT Lain"]]
    assert len(await held(town, bima)) == 3


async def test_a_case_weighed_by_a_colleague_is_given_up_though_its_month_is_locked(town):
    ani, bima = await town.inspector("ani"), await town.inspector("bima")
    await town.report()
    town.later(days=30)
    august = {
        name: await renew(
            town.store, town.authority, town.keys,
            inspector=name, epoch="2021-08", passphrase="frasa sandi",
        )
        for name in ("ani", "bima")
    }  # fmt: skip
    await town.report()
    bima = AtWork("bima", {**bima.keys, "2021-08": august["bima"]})
    for case in await held(town, bima):
        await town.inspectors.triage(bima, case, UNKNOWN)
    ani = AtWork("ani", {"2021-08": august["ani"]})
    later = max(await town.inspectors.list(ani), key=lambda case: case.epoch)
    await town.closing.step_aside(ani, later.id)
    assert await held(town, ani) == []


async def test_the_last_in_service_gives_nothing_up(town):
    ani = await town.inspector("ani")
    await town.inspector("budi")
    await town.report()
    await town.out_of_service("budi")
    (case,) = await held(town, ani)
    with pytest.raises(NeedsAnother):
        await town.closing.step_aside(ani, case)
    assert await held(town, ani) == [case]


async def test_a_later_case_stays_where_nobody_else_could_open_it(town):
    ani = await town.inspector("ani")
    await town.inspector("budi")
    await town.report()
    await town.closing.step_aside(ani, (await held(town, ani))[0])
    await town.out_of_service("budi")
    await town.report()
    (later,) = await held(town, ani)
    with pytest.raises(Tied):
        await town.inspectors.open(ani, later)
    async with town.store.begin() as session:
        assert await CaseHolders(session).in_service(later) == {"ani"}


async def test_a_tie_that_a_report_showed_cannot_be_tried_by_name(town):
    ani = await town.inspector("ani")
    await town.inspector("budi")
    await town.report()
    await town.closing.step_aside(ani, (await held(town, ani))[0])
    async with town.store.begin() as session:
        ((name, tie),) = await Inspectors(session).ties()
    assert name == "ani"
    assert not is_tied(tie, "PT Contoh Sejahtera", PEPPER)
    assert is_tied(tie, "PT Contoh Sejahtera", town.authority.cluster_key)


async def test_an_employer_without_a_name_is_given_up_alone(town):
    ani = await town.inspector("ani")
    await town.inspector("budi")
    for _ in range(2):
        await town.report(employer="Koperasi")
    first, second = await held(town, ani)
    await town.closing.step_aside(ani, first)
    assert await held(town, ani) == [second]
    assert (await town.inspectors.open(ani, second)).statement.employer == "Koperasi"
