"""A sealed case as a file: what the server hands out, and opening it without the server."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from nacl.signing import VerifyKey

from bot.reporting.desk import ReportHouse
from bot.reporting.errors import Unknown
from bot.reporting.opened import AtWork, OpenedCase, open_case
from flows.rules.cases import CaseStatus
from storage.errors import NotKept
from storage.reports.case_values import Case, Kept
from storage.reports.cases import Cases
from storage.reports.envelopes import Direction, Place, Unopenable
from storage.reports.epochs import Certificate, unlock_keys
from storage.reports.inspectors import Inspectors
from storage.reports.photos import open_photo

FORM = "strp sealed case 1"


async def write_sealed_file(house: ReportHouse, inspector: str, case: bytes) -> str:
    """Write a case as it is kept, for one inspector to open elsewhere; nothing is opened here.

    Raises:
        Unknown: no such case, or no key to it for this inspector.
    """
    try:
        async with house.store.begin() as session:
            cases = Cases(session)
            sealed = await cases.sealed_key(case, inspector)
            found = await cases.get(case)
            kept = await cases.messages(case)
            photo = await cases.photo(case)
            certificates = await Inspectors(session).certificates()
    except NotKept:
        raise Unknown from None
    packed = {
        "form": FORM,
        "inspector": inspector,
        "case": _packed_case(found),
        "key": _word(sealed),
        "authority": _word(bytes(house.authority)),
        "messages": [_packed_message(one) for one in kept],
        **({"photo": _word(photo)} if photo else {}),
        "certificates": [_packed_certificate(one) for one in certificates],
    }
    return json.dumps(packed)


def open_sealed_file(
    text: str, key_file: Path, passphrase: str, *, authority: bytes | None = None
) -> dict[str, object]:
    """Open a sealed case with an inspector's key file.

    With the authority's public key, as the inspector was given it by hand, also a server that
    writes certificates of its own is found out.

    Raises:
        Locked: another passphrase, or a damaged key file.
        Unopenable: the file is none, of another form, or something in it was moved or changed.
        Uncertified: a key in it is not of the authority.
    """
    try:
        packed = json.loads(text)
        is_ours = packed["form"] == FORM
        inspector, case = packed["inspector"], _unpacked_case(packed["case"])
        kept = [_unpacked_message(case.id, one) for one in packed["messages"]]
        photo = _bytes(packed.get("photo", ""))
        sealed = _bytes(packed["key"])
        trusted = VerifyKey(authority or _bytes(packed["authority"]))
        certificates = [_unpacked_certificate(one) for one in packed["certificates"]]
    except (KeyError, TypeError, ValueError):
        raise Unopenable from None
    if not is_ours:
        raise Unopenable
    locked = key_file.read_bytes()
    own = unlock_keys(locked, passphrase, inspector=inspector, epoch=case.epoch)
    at_work = AtWork(inspector, {case.epoch: own})
    writers = [one.checked(trusted).signing_key() for one in certificates]
    opened = open_case(case, sealed, kept, at_work=at_work, writers=writers)
    return _readable(opened, _photo(opened, photo))


def _photo(opened: OpenedCase, sealed: bytes) -> bytes:
    if opened.photo_key is None:
        return b""
    return open_photo(sealed, opened.case.id, opened.photo_key)


def _readable(opened: OpenedCase, photo: bytes) -> dict[str, object]:
    lines: Sequence[object] = [
        {
            "day": line.day.isoformat(),
            "direction": line.direction.name.lower(),
            "words": line.words,
        }
        for line in (*opened.lines, *opened.notes)
    ]
    return {
        "case": opened.case.id.hex(),
        "status": opened.case.status.value,
        "statement": asdict(opened.statement),
        "lines": lines,
        **({"photo": _word(photo)} if photo else {}),  # a JPEG
        "missing": list(opened.missing),
    }


def _packed_case(case: Case) -> dict[str, str]:
    return {
        "id": _word(case.id),
        "case_public": _word(case.case_public),
        "office_public": _word(case.office_public),
        "epoch": case.epoch,
        "day_created": case.day_created.isoformat(),
        "day_purge": case.day_purge.isoformat(),
        "status": case.status.value,
    }


def _unpacked_case(packed: Mapping[str, str]) -> Case:
    return Case(
        id=_bytes(packed["id"]),
        lookup=b"",  # what finds a case by its receipt never leaves the store
        reporter_public=b"",
        case_public=_bytes(packed["case_public"]),
        office_public=_bytes(packed["office_public"]),
        epoch=packed["epoch"],
        day_created=date.fromisoformat(packed["day_created"]),
        day_purge=date.fromisoformat(packed["day_purge"]),
        status=CaseStatus(packed["status"]),
    )


def _packed_message(kept: Kept) -> dict[str, str | int]:
    place = kept.place
    return {
        "direction": place.direction.value,
        "number": place.number,
        "sealed": _word(kept.sealed),
        "day": kept.day.isoformat(),
    }


def _unpacked_message(case: bytes, packed: Mapping[str, str]) -> Kept:
    place = Place(case, Direction(int(packed["direction"])), int(packed["number"]))
    return Kept(place, _bytes(packed["sealed"]), date.fromisoformat(packed["day"]))


def _packed_certificate(certificate: Certificate) -> dict[str, str]:
    return {
        "inspector": certificate.inspector,
        "epoch": certificate.epoch,
        "opening": _word(certificate.opening),
        "signing": _word(certificate.signing),
        "signature": _word(certificate.signature),
    }


def _unpacked_certificate(packed: Mapping[str, str]) -> Certificate:
    return Certificate(
        packed["inspector"],
        packed["epoch"],
        _bytes(packed["opening"]),
        _bytes(packed["signing"]),
        _bytes(packed["signature"]),
    )


def _word(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(word: str) -> bytes:
    return base64.b64decode(word, validate=True)
