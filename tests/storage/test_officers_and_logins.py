from datetime import timedelta

import pytest

from flows.rules.officers import Officer, Role
from storage.database import Database
from storage.errors import AlreadyKept, NotKept
from storage.logins import IDLE, LONGEST
from storage.officers import hash_password, is_password
from storage.unit import Unit
from tests.support.builders import NOON

SITI = Officer("siti", frozenset({Role.VERIFIER, Role.SUPERVISOR}))
TOKEN = "a-token-of-many-random-letters"
MINUTE = timedelta(minutes=1)


async def with_siti(unit: Unit) -> None:
    await unit.officers.add(SITI, "hashed")
    await unit.logins.open(TOKEN, "siti", at=NOON)


async def test_an_officer_comes_back_with_the_roles_given(database: Database) -> None:
    async with database.unit() as unit:
        await unit.officers.add(SITI, "hashed")
        assert await unit.officers.get("siti") == SITI
        assert SITI.may(Role.VERIFIER)
        assert not SITI.may(Role.KEY_ADMIN)
        await unit.officers.set_roles("siti", frozenset({Role.AUDITOR}))
        assert [officer.roles for officer in await unit.officers.all()] == [
            frozenset({Role.AUDITOR})
        ]
        with pytest.raises(AlreadyKept):
            await unit.officers.add(SITI, "other")
        with pytest.raises(NotKept):
            await unit.officers.set_password("nobody", "hashed")


async def test_a_password_opens_and_no_other_does() -> None:
    hashed = await hash_password("benar-sekali")
    assert "benar" not in hashed
    assert await is_password("benar-sekali", hashed)
    assert not await is_password("salah", hashed)
    assert not await is_password("benar-sekali", None)


async def test_a_login_is_known_by_its_token_only(database: Database) -> None:
    async with database.unit() as unit:
        await with_siti(unit)
        assert (await unit.logins.use(TOKEN, at=NOON)).officer == SITI
        with pytest.raises(NotKept):
            await unit.logins.use("another", at=NOON)


async def test_a_login_ends_after_half_an_hour_without_use(database: Database) -> None:
    async with database.unit() as unit:
        await with_siti(unit)
        await unit.logins.use(TOKEN, at=NOON + IDLE)
        await unit.logins.use(TOKEN, at=NOON + 2 * IDLE)
        with pytest.raises(NotKept):
            await unit.logins.use(TOKEN, at=NOON + 3 * IDLE + MINUTE)


async def test_a_login_ends_after_twelve_hours_in_any_case(database: Database) -> None:
    async with database.unit() as unit:
        await with_siti(unit)
        at = NOON
        while at + IDLE <= NOON + LONGEST:
            at += IDLE
            await unit.logins.use(TOKEN, at=at)
        with pytest.raises(NotKept):
            await unit.logins.use(TOKEN, at=NOON + LONGEST + MINUTE)
        assert await unit.logins.prune(at=NOON + LONGEST + MINUTE) == 1


async def test_a_disabled_officer_is_out_at_once(database: Database) -> None:
    async with database.unit() as unit:
        await with_siti(unit)
        await unit.officers.disable("siti")
        assert await unit.officers.password("siti") is None
        with pytest.raises(NotKept):
            await unit.logins.use(TOKEN, at=NOON)
        await unit.officers.enable("siti")
        assert await unit.officers.password("siti") == "hashed"


async def test_logins_can_be_closed_and_revoked(database: Database) -> None:
    async with database.unit() as unit:
        await with_siti(unit)
        await unit.logins.open("second", "siti", at=NOON)
        await unit.logins.close(TOKEN)
        with pytest.raises(NotKept):
            await unit.logins.use(TOKEN, at=NOON)
        assert await unit.logins.revoke("siti") == 1


async def test_a_page_that_asks_by_itself_keeps_nobody_in(database: Database) -> None:
    async with database.unit() as unit:
        await with_siti(unit)
    async with database.reading() as unit:
        assert (await unit.logins.look(TOKEN, at=NOON + IDLE)).used_at == NOON
        with pytest.raises(NotKept):
            await unit.logins.look(TOKEN, at=NOON + IDLE + MINUTE)
