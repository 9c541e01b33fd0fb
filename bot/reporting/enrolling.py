"""Taking inspectors into service: the authority certifies their keys, month by month.

The authority's private key is not on the server. Without its signature nothing is sealed to a
key in the store, so writing into the store does not make anybody an inspector.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nacl.signing import SigningKey

from bot.reporting.ties import tie_to
from storage.reports.database import ReportStore
from storage.reports.epochs import EpochKeys, KeyFolder, certify, new_epoch_keys, seal_to
from storage.reports.inspectors import InspectorRole, Inspectors


@dataclass(frozen=True, slots=True)
class Authority:
    """Who certifies inspectors, and the key under which cases about one employer meet."""

    signing: SigningKey = field(repr=False)
    cluster_key: bytes = field(repr=False)


async def enrol(store: ReportStore, inspector: str, role: InspectorRole) -> None:
    """Take an inspector into service.

    Raises:
        ValueError: the working name cannot be used.
        AlreadyKept: the name is taken.
    """
    async with store.begin() as session:
        await Inspectors(session).add(inspector, role)


async def renew(
    store: ReportStore,
    authority: Authority,
    folder: KeyFolder,
    *,
    inspector: str,
    epoch: str,
    passphrase: str,
) -> EpochKeys:
    """Give an inspector keys for an epoch, locked under the passphrase in the key folder.

    Raises:
        NotKept: nobody in service has this name.
        AlreadyKept: there are keys for this epoch; cases are sealed to them, so they stay.
    """
    keys = new_epoch_keys(inspector, epoch)
    certificate = certify(keys, authority.signing)
    async with store.begin() as session:
        inspectors = Inspectors(session)
        await inspectors.role(inspector)
        await inspectors.keep_certificate(certificate, seal_to(authority.cluster_key, certificate))
        folder.keep(keys, passphrase)  # only now: it takes the place of keys in use otherwise
    return keys


async def declare_conflict(
    store: ReportStore, *, inspector: str, employer: str, pepper: bytes
) -> None:
    """Note that no case about an employer that comes from now on may be sealed to an inspector.

    Raises:
        NotKept: nobody in service has this name.
        ValueError: the name of the employer tells none from others.
    """
    tie = tie_to(employer, pepper)
    async with store.begin() as session:
        await Inspectors(session).role(inspector)
        await Inspectors(session).keep_tie(inspector, tie)
