"""An inspector leaves: what only they could read goes to a colleague, unread on the way."""

import pytest
from typer.testing import CliRunner

from bot.commands.inspect import app
from bot.reporting.enrolling import declare_conflict, renew
from bot.reporting.errors import Unknown
from bot.reporting.handing_over import Fate, hand_over
from bot.reporting.opened import AtWork
from flows.rules.cases import CaseStatus, Register
from storage.errors import NotKept
from storage.reports.case_audit import CaseAudit
from storage.reports.case_holders import CaseHolders
from storage.reports.epochs import Uncertified
from storage.reports.tables import EnvelopeRow, InspectorKeyRow
from tests.bot.reporting.town import PEPPER, STORY

UNKNOWN = Register(may_work_on_site=None, holds_permits=False)


async def handed(town, at_work, to="budi"):
    return (await hand_over(town.inspectors, at_work, to, PEPPER)).fates


async def left_to(town, name):
    async with town.store.begin() as session:
        return await CaseHolders(session).left_to(name)


async def test_what_only_a_leaving_inspector_could_read_is_read_by_a_colleague(town):
    ani = await town.inspector("ani")
    receipt = await town.report()
    budi = await town.inspector("budi")
    assert await left_to(town, "ani") == 1
    assert await handed(town, ani) == [(Fate.GIVEN, "2021-07")]
    assert await handed(town, ani) == [(Fate.HELD, "2021-07")]
    assert await left_to(town, "ani") == 0
    await town.out_of_service("ani")
    (case,) = await town.inspectors.list(budi)
    assert (await town.inspectors.open(budi, case.id)).statement.story == STORY
    await town.inspectors.ask(budi, await triaged(town, budi, case.id), "Lantai berapa?")
    assert "Lantai berapa?" in str((await town.desk.look(receipt)).lines[1].words)
    async with town.store.begin() as session:
        acts = [line.act for line in await CaseAudit(session).lines()]
        assert await CaseAudit(session).first_broken() is None
    assert [(one.inspector, one.case) for one in acts if one.act == "handed-over"] == [
        ("ani", case.id)
    ]


async def triaged(town, at_work, case):
    await town.inspectors.triage(at_work, case, UNKNOWN)
    return case


async def test_who_is_out_of_service_can_still_hand_over_and_reads_nothing(town):
    ani = await town.inspector("ani")
    await town.report()
    await town.out_of_service("ani")
    budi = await town.inspector("budi")
    assert await handed(town, ani) == [(Fate.GIVEN, "2021-07")]
    (case,) = await town.inspectors.list(budi)
    with pytest.raises(Unknown):
        await town.inspectors.open(ani, case.id)


async def test_a_case_goes_to_nobody_with_a_tie_declared_or_found(town):
    ani, cici = await town.inspector("ani"), await town.inspector("cici")
    for employer in ("PT Contoh Sejahtera", "PT Lain Lagi", "PT Ketiga"):
        await town.report(employer=employer)
    budi = await town.inspector("budi")
    await declare_conflict(town.store, inspector="budi", employer="Contoh", pepper=PEPPER)
    given = await handed(town, ani)
    assert sorted(fate for fate, _ in given) == [Fate.GIVEN, Fate.GIVEN, Fate.TIED]
    case = (await town.inspectors.list(budi))[0]
    await town.closing.step_aside(budi, case.id)
    assert sorted(fate for fate, _ in await handed(town, cici)) == [
        Fate.HELD, Fate.TIED, Fate.TIED,
    ]  # fmt: skip


async def test_keys_are_sealed_for_the_month_of_their_case_or_not_at_all(town):
    ani = await town.inspector("ani")
    await town.report()
    await town.inspector("budi", epoch="2021-08")
    assert await handed(town, ani) == [(Fate.KEYLESS, "2021-07")]
    await renew(
        town.store, town.authority, town.keys,
        inspector="budi", epoch="2021-07", passphrase="frasa sandi",
    )  # fmt: skip
    assert await handed(town, AtWork("ani", {})) == [(Fate.LOCKED, "2021-07")]
    assert await handed(town, ani) == [(Fate.GIVEN, "2021-07")]


async def test_nothing_goes_to_nobody_to_a_forged_key_or_from_a_changed_case(town):
    ani = await town.inspector("ani")
    await town.report()
    await town.inspector("budi")
    with pytest.raises(NotKept):
        await handed(town, ani, "siapa")
    async with town.store.begin() as session:
        row = await session.get_one(InspectorKeyRow, ("budi", "2021-07"))
        row.signature, kept = bytes(64), row.signature
        session.add(row)
    with pytest.raises(Uncertified):
        await handed(town, ani)
    (case,) = await town.inspectors.list(ani)
    async with town.store.begin() as session:
        row = await session.get_one(InspectorKeyRow, ("budi", "2021-07"))
        row.signature = kept
        envelope = await session.get_one(EnvelopeRow, (case.id, 1))
        envelope.sealed = bytes(len(envelope.sealed))
        session.add_all([row, envelope])
    assert await handed(town, ani) == [(Fate.CHANGED, "2021-07")]


async def test_only_cases_in_progress_that_nobody_else_in_service_opens_are_left(town):
    ani = await town.inspector("ani")
    receipts = [await town.report() for _ in range(2)]
    assert await left_to(town, "ani") == 2
    await town.desk.withdraw(receipts[0])
    assert await left_to(town, "ani") == 1
    await town.inspector("budi")
    await handed(town, ani)
    assert await left_to(town, "ani") == 0
    await town.out_of_service("budi")
    assert await left_to(town, "ani") == 1
    assert CaseStatus.WAITING in {case.status for case in await town.inspectors.list(ani)}


@pytest.fixture
async def strp(town, monkeypatch):
    """The command, beside the town's own store and keys."""
    data = town.folder / "data"
    data.mkdir()
    (data / "reports").symlink_to(town.folder, target_is_directory=True)
    monkeypatch.setenv("STRP_STORE__DATA", str(data))
    monkeypatch.chdir(town.folder)
    (town.folder / "pepper").write_bytes(PEPPER)
    key = bytes(town.authority.signing.verify_key).hex()
    (town.folder / "authority.pub").write_text(key)
    await town.inspector("ani")
    await town.report()
    await town.inspector("budi")
    return lambda *words, told=(): CliRunner().invoke(
        app, list(words), input="".join(f"{line}\n" for line in told)
    )


def test_nobody_leaves_cases_behind_without_being_told(strp):
    refused = strp("disable", "ani")
    assert refused.exit_code == 1
    assert "hanya dapat dibuka ani: 1." in refused.stderr
    assert "hand-over ani" in refused.stderr
    done = strp("hand-over", "ani", "--to", "budi", told=["frasa sandi"])
    assert (done.exit_code, done.stdout) == (0, "Diserahkan kepada budi: 1 kasus.\n")
    assert strp("disable", "ani").exit_code == 0


def test_what_is_left_may_be_left_knowingly(strp):
    assert strp("disable", "ani", "--anyway").exit_code == 0
    assert "tidak bertugas" in strp("list").stdout


def test_what_was_not_handed_over_is_told_with_the_reason(strp):
    strp("conflict", "budi", told=["PT Contoh Sejahtera"])
    refused = strp("hand-over", "ani", "--to", "budi", told=["frasa sandi"])
    assert refused.exit_code == 1
    assert "Diserahkan kepada budi: 0 kasus." in refused.stdout
    assert "budi punya hubungan dengan tempat kerjanya" in refused.stderr


def test_a_key_file_may_be_brought_from_elsewhere(strp, town, tmp_path_factory):
    stick = tmp_path_factory.mktemp("stick")
    (town.folder / "keys" / "2021-07.ani.key").rename(stick / "2021-07.ani.key")
    over = ("hand-over", "ani", "--to", "budi")
    assert strp(*over, told=["frasa sandi"]).exit_code == 1
    assert strp(*over, "--keys", str(stick), told=["frasa sandi"]).exit_code == 0
