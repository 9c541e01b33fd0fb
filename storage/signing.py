"""Signing: a permit proves itself, and a changed letter in it is a forgery.

Ed25519 under a prefix of its own, so that nothing else signed with a key can pass as a permit.
The signer is handed facts by the one who issues, never by the outside: no command and no page
signs what it is given. Whether a permit still stands is asked of whoever knows; a checker that
cannot ask says so instead of guessing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from flows.rules.permits import Standing
from flows.rules.promise import day_in_jakarta
from flows.rules.token import (
    SIGNATURE_BYTES,
    Malformed,
    PermitFacts,
    decode,
    encode,
    is_token,
    read_token,
    write_token,
)
from storage.keyring import KeyRing, PublicKey

PREFIX: Final = b"STRP-permit-v1"


class Stands(StrEnum):
    """What is known of a serial."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    UNKNOWN = "unknown"  # never given out


StandingOf = Callable[[int], Stands]


class Outcome(StrEnum):
    """What a checkpoint is told."""

    VALID = "valid"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    FORGED = "forged"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a checkpoint is told so, where the outcome alone does not say it."""

    NOTHING_MORE = ""
    NO_CODE = "no_code"  # nothing to read in the picture
    NOT_A_PERMIT = "not_a_permit"
    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown_key"
    WRONG_SIGNATURE = "wrong_signature"
    KEY_NOT_FOR_THESE_DAYS = "key_not_for_these_days"
    NEVER_ISSUED = "never_issued"
    STANDING_NOT_ASKED = "standing_not_asked"
    RENEWED = "renewed"  # its own days are over, and later rules renewed it
    NO_LONGER_NEEDED = "no_longer_needed"  # nobody needs a permit any more


@dataclass(frozen=True, slots=True)
class Token:
    """A signed permit."""

    serial: int
    kid: int
    raw: bytes = field(repr=False)

    def text(self, host: str) -> str:
        """Return the web address that stands in the code."""
        return write_token(self.raw, host)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "does this permit open the way now?"."""

    verdict: Outcome
    reason: Why = Why.NOTHING_MORE
    serial: int | None = None
    holder: str | None = field(default=None, repr=False)
    company: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Renewals:
    """What became of permits after they were signed, as a checker knows it without a network."""

    until: Callable[[PermitFacts], date] = lambda facts: facts.valid_until
    ended: date = date.max  # from this day on nobody needs one


class Signer:
    """Signs permits with the newest key that speaks for their days."""

    def __init__(self, keyring: KeyRing) -> None:
        self._ring = keyring
        self._keys = {key.kid: SigningKey(key.seed) for key in keyring.keys}

    def sign(self, facts: PermitFacts) -> Token:
        """Sign one permit.

        Raises:
            NoSigningKey: no key speaks for its days.
            flows.rules.token.Malformed: a fact is out of its bounds.
        """
        kid = self._ring.key_for(facts.valid_from, facts.valid_until).kid
        body = encode(facts, kid)
        signature = self._keys[kid].sign(PREFIX + body).signature
        return Token(facts.serial, kid, body + signature)

    def sign_all(self, facts: Iterable[PermitFacts]) -> list[Token]:
        """Sign the permits of an application; either all are signed or none is given back."""
        return [self.sign(each) for each in facts]


class Verifier:
    """Checks permits with public keys alone."""

    def __init__(
        self,
        keys: Iterable[PublicKey],
        standing: StandingOf | None = None,
        renewals: Renewals | None = None,
    ) -> None:
        self._keys = {key.kid: (key, VerifyKey(key.public)) for key in keys}
        self._standing, self._renewals = standing, renewals or Renewals()

    def verify(self, text: str, at: datetime) -> Verdict:
        """Say what a code or link is worth at this moment (aware; days are Jakarta's)."""
        if not is_token(text):
            return Verdict(Outcome.UNKNOWN, Why.NOT_A_PERMIT)
        try:
            raw = read_token(text)
            facts, kid, _ = decode(raw)
        except Malformed:
            return Verdict(Outcome.FORGED, Why.MALFORMED)
        if lie := self._lie(raw, facts, kid):
            return Verdict(Outcome.FORGED, lie)
        return self._judge(facts, day_in_jakarta(at))

    def _lie(self, raw: bytes, facts: PermitFacts, kid: int) -> Why | None:
        if kid not in self._keys:
            return Why.UNKNOWN_KEY
        key, check = self._keys[kid]
        try:
            check.verify(PREFIX + raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:])
        except BadSignatureError:
            return Why.WRONG_SIGNATURE
        spoken_for = key.speaks_for(facts.valid_from, facts.valid_until)
        return None if spoken_for else Why.KEY_NOT_FOR_THESE_DAYS

    def _judge(self, facts: PermitFacts, today: date) -> Verdict:
        stands = self._standing(facts.serial) if self._standing else None
        until = max(facts.valid_until, self._renewals.until(facts))
        match stands:
            case Stands.REVOKED | Stands.SUSPENDED:
                outcome, why = Outcome(stands.value), Why.NOTHING_MORE
            case Stands.UNKNOWN:
                outcome, why = Outcome.UNKNOWN, Why.NEVER_ISSUED
            case _:
                outcome, why = self._by_day(facts, today, until)
                is_guess = stands is None and outcome is Outcome.VALID
                why = Why.STANDING_NOT_ASKED if is_guess else why
        return Verdict(
            outcome,
            why,
            serial=facts.serial,
            holder=facts.holder,
            company=facts.company,
            valid_from=facts.valid_from,
            valid_until=until if today > facts.valid_until else facts.valid_until,
        )

    def _by_day(self, facts: PermitFacts, today: date, until: date) -> tuple[Outcome, Why]:
        if today < facts.valid_from:
            return Outcome.NOT_YET_VALID, Why.NOTHING_MORE
        if today >= self._renewals.ended:
            return Outcome.EXPIRED, Why.NO_LONGER_NEEDED
        if today > until:
            return Outcome.EXPIRED, Why.NOTHING_MORE
        return Outcome.VALID, Why.RENEWED if today > facts.valid_until else Why.NOTHING_MORE


def nik_check(serial: int, nik: str) -> int:
    """Return sixteen bits that tell a wrong NIK and give no right one away.

    The serial goes in, so that two permits of one person cannot be joined by it.
    """
    told = serial.to_bytes(8, "big") + nik.encode("ascii")
    return int.from_bytes(hashlib.sha256(told).digest()[:2], "big")


def standing_from(known: Standing) -> StandingOf:
    """Answer for serials from the list of those that do not stand."""
    revoked, suspended = frozenset(known.revoked), frozenset(known.suspended)

    def of(serial: int) -> Stands:
        if serial in revoked:
            return Stands.REVOKED
        if serial > known.highest:
            return Stands.UNKNOWN
        return Stands.SUSPENDED if serial in suspended else Stands.VALID

    return of
