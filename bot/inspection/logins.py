"""Logins of inspectors: the passphrase unlocks the keys, and only the cookie holds them open.

Unlocked keys lie in this process's memory, sealed under a secret made of the cookie's token. The
server keeps the token's hash, so that between two requests nobody here can open anything: not
even somebody who reads the memory.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.signing import SigningKey

from bot.inspection.tries import Tries
from bot.reporting.opened import AtWork
from storage.errors import NotKept
from storage.reports.database import ReportStore
from storage.reports.epochs import EpochKeys, KeyFolder, Locked, lock, unlock
from storage.reports.inspectors import InspectorRole, Inspectors, is_name
from storage.reports.receipt_keys import KEY_BYTES

TOKEN_BYTES: Final = 32
IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
AT_ONCE: Final = 2  # each try takes 64 MiB


class NotAllowed(Exception):
    """Name and passphrase open nothing: nobody is told which of the two is wrong."""


@dataclass(frozen=True, slots=True)
class Login:
    """An inspector who is in, for one request."""

    at_work: AtWork = field(repr=False)
    role: InspectorRole
    csrf: str = field(repr=False)

    @property
    def is_lead(self) -> bool:
        """Tell whether this inspector may read the log of acts."""
        return self.role is InspectorRole.LEAD


@dataclass(slots=True)
class _Kept:
    inspector: str
    sealed: bytes = field(repr=False)
    csrf: str = field(repr=False)
    began: datetime
    used: datetime


class Logins:
    """Lets inspectors in, and keeps them in while their cookie comes back."""

    def __init__(
        self,
        store: ReportStore,
        folder: KeyFolder,
        *,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
    ) -> None:
        self._store, self._folder = store, folder
        self._clock, self._random = clock, random
        self._kept: dict[bytes, _Kept] = {}
        self._tries = Tries(clock)
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._nobody = lock(b"", random(TOKEN_BYTES).hex())

    async def open(self, name: str, passphrase: str) -> str:
        """Let an inspector in; return the token for their cookie.

        Raises:
            TooMany: too many tries with this name; its ``seconds`` tell how long to wait.
            NotAllowed: name and passphrase do not open anything.
        """
        self._tries.begin(name)
        async with self._turn:
            keys = await self._unlocked(name, passphrase)
        if not keys:
            raise NotAllowed
        self._tries.succeed(name)
        token = self._random(TOKEN_BYTES).hex()
        sealed = bytes(SecretBox(_made(token, b"keys")).encrypt(_packed(keys)))
        now = self._clock()
        csrf = self._random(TOKEN_BYTES).hex()
        self._kept[_made(token, b"name")] = _Kept(name, sealed, csrf, now, now)
        return token

    async def use(self, token: str) -> Login:
        """Return the login of a cookie.

        Raises:
            NotAllowed: unknown, over, or its inspector is no longer in service.
        """
        self._tidy()
        kept = self._kept.get(_made(token, b"name"))
        if kept is None:
            raise NotAllowed
        role = await self._role(kept.inspector)
        if role is None:
            self.close(token)
            raise NotAllowed
        kept.used = self._clock()
        plain = SecretBox(_made(token, b"keys")).decrypt(kept.sealed)
        at_work = AtWork(kept.inspector, _unpacked(kept.inspector, plain))
        return Login(at_work, role, kept.csrf)

    def close(self, token: str) -> None:
        """End a login: its keys are gone with it."""
        self._kept.pop(_made(token, b"name"), None)

    async def _unlocked(self, name: str, passphrase: str) -> Mapping[str, EpochKeys]:
        """Unlock every month the passphrase opens: keys of a coming one may lock otherwise.

        A try costs the same whether or not there is such a name, and however many months it has.
        """
        is_in_service = is_name(name) and await self._role(name) is not None
        epochs = self._folder.epochs(name) if is_in_service else []
        for _ in range(max(self._folder.most(), 1) - len(epochs)):
            await asyncio.to_thread(_in_vain, self._nobody, passphrase)
        if not epochs:
            return {}
        return await asyncio.to_thread(self._folder.unlocked, name, passphrase)

    async def _role(self, name: str) -> InspectorRole | None:
        try:
            async with self._store.begin() as session:
                return await Inspectors(session).role(name)
        except NotKept:
            return None

    def _tidy(self) -> None:
        now = self._clock()
        over = [
            name
            for name, kept in self._kept.items()
            if now - kept.used > IDLE or now - kept.began > LONGEST
        ]
        for name in over:
            del self._kept[name]


def _made(token: str, person: bytes) -> bytes:
    made: bytes = blake2b(token.encode(), digest_size=KEY_BYTES, person=person, encoder=RawEncoder)
    return made


def _in_vain(nobody: bytes, passphrase: str) -> None:
    try:
        unlock(nobody, passphrase)
    except Locked:
        return


def _packed(keys: Mapping[str, EpochKeys]) -> bytes:
    packed = {
        epoch: base64.b64encode(bytes(one.opening) + bytes(one.signing)).decode()
        for epoch, one in keys.items()
    }
    return json.dumps(packed).encode()


def _unpacked(inspector: str, plain: bytes) -> dict[str, EpochKeys]:
    found = {}
    for epoch, packed in json.loads(plain).items():
        both = base64.b64decode(packed)
        opening, signing = PrivateKey(both[:KEY_BYTES]), SigningKey(both[KEY_BYTES:])
        found[epoch] = EpochKeys(inspector, epoch, opening, signing)
    return found
