"""The drawer of inspectors: certified keys by epoch, and employers they must not judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.errors import NotKept
from storage.reports.epochs import Certificate
from storage.reports.tables import ConflictRow, InspectorKeyRow, InspectorRow

LONGEST_NAME: Final = 15  # shorter than the place a holder has inside a sealed key


class InspectorRole(StrEnum):
    """What an inspector may do with a case."""

    INSPECTOR = "inspector"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Inspector:
    """An inspector, by working name."""

    name: str
    role: InspectorRole
    disabled: bool


class Inspectors:
    """All inspectors, within one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, inspector: str, role: InspectorRole) -> None:
        """Keep a new inspector, by a short working name.

        Raises:
            ValueError: the name is empty, too long, not plain, or taken by the reporter.
        """
        if not is_name(inspector):
            raise ValueError(inspector)
        self._session.add(InspectorRow(id=inspector, role=role.value))
        await self._session.flush()

    async def role(self, inspector: str) -> InspectorRole:
        """Return the role of an inspector who is in service.

        Raises:
            NotKept: unknown or disabled.
        """
        row = await self._session.get(InspectorRow, inspector)
        if row is None or row.disabled:
            raise NotKept(inspector)
        return InspectorRole(row.role)

    async def all(self) -> Sequence[Inspector]:
        """Return everybody who is or was an inspector, by name."""
        found = await self._session.exec(select(InspectorRow).order_by(col(InspectorRow.id)))
        return [Inspector(row.id, InspectorRole(row.role), row.disabled) for row in found.all()]

    async def disable(self, inspector: str) -> None:
        """Take an inspector out of service: no further case is sealed to them."""
        row = await self._session.get(InspectorRow, inspector)
        if row is None:
            raise NotKept(inspector)
        row.disabled = True
        await self._session.flush()

    async def keep_certificate(self, certificate: Certificate, cluster_key: bytes) -> None:
        """Keep an inspector's public keys for an epoch, and the sealed key of clusters."""
        self._session.add(
            InspectorKeyRow(
                inspector=certificate.inspector,
                epoch=certificate.epoch,
                opening=certificate.opening,
                signing=certificate.signing,
                signature=certificate.signature,
                sealed_cluster_key=cluster_key,
            )
        )
        await self._session.flush()

    async def in_service(self, epoch: str) -> Sequence[Certificate]:
        """Return the certificates of an epoch of all who are in service, not yet checked."""
        found = await self._session.exec(
            select(InspectorKeyRow)
            .join(InspectorRow, col(InspectorRow.id) == col(InspectorKeyRow.inspector))
            .where(col(InspectorKeyRow.epoch) == epoch, col(InspectorRow.disabled).is_(False))
            .order_by(col(InspectorKeyRow.inspector))
        )
        return [_certificate(row) for row in found.all()]

    async def certificates(self) -> Sequence[Certificate]:
        """Return every certificate, also of inspectors who left, not yet checked."""
        found = await self._session.exec(select(InspectorKeyRow))
        return [_certificate(row) for row in found.all()]

    async def cluster_key(self, inspector: str, epoch: str) -> bytes:
        """Return the key of clusters as sealed to an inspector.

        Raises:
            NotKept: this inspector has no keys for this epoch.
        """
        row = await self._session.get(InspectorKeyRow, (inspector, epoch))
        if row is None:
            raise NotKept(inspector)
        return row.sealed_cluster_key

    async def keep_tie(self, inspector: str, tie: bytes) -> None:
        """Keep that an inspector must not judge an employer; twice is once."""
        await self._session.merge(ConflictRow(inspector=inspector, employer_tag=tie))
        await self._session.flush()

    async def ties(self) -> Sequence[tuple[str, bytes]]:
        """Return who must not judge whom, as it was kept."""
        found = await self._session.exec(select(ConflictRow))
        return [(row.inspector, row.employer_tag) for row in found.all()]

    async def forget_epoch(self, epoch: str) -> None:
        """Drop the public keys of an epoch whose private keys were destroyed."""
        await self._session.exec(
            delete(InspectorKeyRow).where(col(InspectorKeyRow.epoch) == epoch)
        )


def is_name(text: str) -> bool:
    """Tell whether a text can be the working name of an inspector."""
    is_plain = text.isascii() and text.replace("-", "").isalnum()
    return is_plain and len(text) <= LONGEST_NAME and text != "reporter"


def _certificate(row: InspectorKeyRow) -> Certificate:
    return Certificate(row.inspector, row.epoch, row.opening, row.signing, row.signature)
