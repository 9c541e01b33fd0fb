"""What a reporter is promised by the desk."""

import secrets

import pytest
from nacl.signing import SigningKey
from sqlalchemy import Engine, event

from bot.reporting.enrolling import Authority, enrol, renew
from bot.reporting.errors import Busy, NobodyToRead, TooLate, Unknown
from bot.reporting.opened import AtWork
from bot.reporting.receipt_queue import AT_ONCE, WAITING, ReceiptQueue
from flows.rules.cases import CaseStatus, Register
from flows.rules.receipt import draw_receipt, write_receipt
from storage.errors import AlreadyKept
from storage.reports.cases import Cases
from storage.reports.envelopes import Direction, Unopenable
from storage.reports.epochs import Locked, Uncertified
from storage.reports.inspectors import InspectorRole
from tests.bot.reporting.town import PEPPER, STORY, answers

UNKNOWN = Register(may_work_on_site=None, holds_permits=False)


async def only_case(town):
    async with town.store.begin() as session:
        (case,) = await Cases(session).for_holder("reporter")
    return case


async def test_a_report_is_read_by_an_inspector_and_followed_with_the_receipt(town):
    ani = await town.inspector("ani")
    receipt = await town.report()
    case = (await town.inspectors.list(ani))[0]
    opened = await town.inspectors.open(ani, case.id)
    assert opened.statement.story == STORY
    await town.inspectors.triage(ani, case.id, UNKNOWN)
    await town.inspectors.ask(ani, case.id, "Lantai berapa?")
    followed = await town.desk.look(receipt)
    assert followed.status is CaseStatus.ASKED
    assert [line.words for line in followed.lines] == [STORY, "Lantai berapa?"]
    await town.desk.add(receipt.lower().replace("-", " "), "Lantai tiga")
    opened = await town.inspectors.open(ani, case.id)
    assert opened.lines[-1].words == "Lantai tiga"
    assert opened.missing == ()


async def test_sending_twice_is_sending_once(town):
    await town.inspector("ani")
    receipt = draw_receipt(secrets.token_bytes)
    for _ in range(3):
        await town.desk.submit(answers(receipt))
    assert len((await town.desk.look(receipt)).lines) == 1
    await only_case(town)


async def test_an_unknown_receipt_costs_the_same_work_and_says_only_that(town):
    await town.inspector("ani")
    receipt = await town.report()
    town.hard_work.clear()
    asked = []

    def hear(*told):
        asked.append(told[2])

    event.listen(Engine, "before_cursor_execute", hear)
    await town.desk.look(receipt)
    known, asked[:] = list(asked), []
    with pytest.raises(Unknown):
        await town.desk.look(write_receipt(1))
    event.remove(Engine, "before_cursor_execute", hear)
    assert town.hard_work == ["argon2", "argon2"]
    assert asked == known


async def test_nothing_is_kept_where_nobody_could_read_it(town):
    with pytest.raises(NobodyToRead):
        await town.report()
    async with town.store.begin() as session:
        assert await Cases(session).for_holder("reporter") == []


async def test_keys_in_use_are_not_replaced_by_renewing_twice(town):
    ani = await town.inspector("ani")
    await town.report()
    with pytest.raises(AlreadyKept):
        await renew(
            town.store, town.authority, town.keys,
            inspector="ani", epoch="2021-07", passphrase="lain",
        )  # fmt: skip
    again = AtWork("ani", {"2021-07": town.keys.unlock("ani", "2021-07", "frasa sandi")})
    case = (await town.inspectors.list(ani))[0]
    assert (await town.inspectors.open(again, case.id)).statement.story == STORY


async def test_a_key_written_into_the_store_makes_nobody_an_inspector(town):
    await town.inspector("ani")
    intruder = Authority(SigningKey.generate(), bytes(32))
    await enrol(town.store, "musuh", InspectorRole.INSPECTOR)
    await renew(
        town.store, intruder, town.keys, inspector="musuh", epoch="2021-07", passphrase="x"
    )
    with pytest.raises(Uncertified):
        await town.report()


async def test_a_question_that_no_inspector_signed_is_not_shown(town):
    ani = await town.inspector("ani")
    receipt = await town.report()
    case = (await town.inspectors.list(ani))[0]
    from nacl.public import PublicKey

    from storage.reports.case_values import next_place
    from storage.reports.envelopes import seal_words

    forged = seal_words(
        b"Siapa nama Anda?",
        next_place(case, Direction.TO_REPORTER),
        PublicKey(case.case_public),
        SigningKey.generate(),
    )
    async with town.store.begin() as session:
        await Cases(session).append(case, Direction.TO_REPORTER, forged, case.day_created)
    with pytest.raises(Unopenable):
        await town.desk.look(receipt)


async def test_a_note_is_opened_by_no_receipt(town):
    ani = await town.inspector("ani")
    receipt = await town.report()
    case = (await town.inspectors.list(ani))[0]
    await town.inspectors.note(ani, case.id, "Pernah diperiksa bulan lalu")
    assert len((await town.desk.look(receipt)).lines) == 1
    from storage.reports.case_keys import REPORTER, open_case_keys
    from storage.reports.envelopes import open_words

    keys = town.derive(receipt, PEPPER)
    async with town.store.begin() as session:
        sealed = await Cases(session).sealed_key(case.id, "reporter")
        note = (await Cases(session).messages(case.id))[-1]
    held = open_case_keys(sealed, case.id, REPORTER, keys.private)
    assert held.office is None
    with pytest.raises(Unopenable):
        open_words(note.sealed, note.place, held.dialogue)
    opened = await town.inspectors.open(ani, case.id)
    assert [line.words for line in opened.notes] == ["Pernah diperiksa bulan lalu"]


async def test_a_report_is_withdrawn_until_a_unit_has_it(town):
    ani = await town.inspector("ani")
    receipt = await town.report()
    await town.desk.withdraw(receipt)
    assert (await town.desk.look(receipt)).status is CaseStatus.WITHDRAWN
    with pytest.raises(TooLate):
        await town.desk.withdraw(receipt)
    with pytest.raises(TooLate):
        await town.desk.add(receipt, "Satu lagi")
    assert ani


async def test_what_is_due_is_erased_and_its_keys_die_with_it(town):
    ani = await town.inspector("ani")
    receipt = await town.report()
    case = (await town.inspectors.list(ani))[0]
    async with town.store.begin() as session:
        sealed_in_a_backup = await Cases(session).sealed_key(case.id, "ani")
    town.later(days=179)
    assert await town.closing.purge() == 0
    town.later(days=1)
    assert await town.closing.purge() == 1
    with pytest.raises(Unknown):
        await town.desk.look(receipt)
    with pytest.raises(Locked):
        town.keys.unlock("ani", "2021-07", "frasa sandi")
    assert sealed_in_a_backup
    assert list((town.folder / "keys").iterdir()) == []


async def test_a_full_queue_of_receipts_says_so_at_once():
    import asyncio
    import threading

    gate = threading.Event()

    def wait(receipt, pepper):
        gate.wait(10)
        raise Unknown

    queue = ReceiptQueue(PEPPER, wait)
    waiting = [asyncio.ensure_future(queue.keys("x")) for _ in range(AT_ONCE + WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await queue.keys("x")
    gate.set()
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, Unknown) for one in ended)
    queue.close()
