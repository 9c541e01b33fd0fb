"""Files people handed in, sealed; known by what is in them and by whom they belong to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, delete, select, update

from storage.columns import upsert
from storage.drawer import Drawer
from storage.errors import NotKept
from storage.tables import FileRow


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What is known of a file without opening it. ``size`` in bytes."""

    owner: str
    sha256: str
    media_type: str
    size: int
    kept_at: datetime


class Files:
    """The drawer of files inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def put(self, owner: str, content: bytes, *, media_type: str, at: datetime) -> KeptFile:
        """Keep a file of an owner; the same content again changes nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        values = {
            "owner": owner,
            "sha256": sha256,
            "media_type": media_type,
            "size": len(content),
            "kept_at": at,
            "sealed": self._drawer.sealer.seal(content, about=_about(sha256)),
        }
        statement = upsert(self._drawer.session, FileRow).values(values)
        await self._drawer.change(statement.on_conflict_do_nothing())
        return KeptFile(owner, sha256, media_type, size=len(content), kept_at=at)

    async def get(self, owner: str, sha256: str) -> bytes:
        """Return the content of a file.

        Raises:
            NotKept: this owner has no such file.
        """
        query = select(FileRow.sealed).where(FileRow.owner == owner, FileRow.sha256 == sha256)
        sealed = await self._drawer.one(query)
        if sealed is None:
            raise NotKept(sha256)
        return self._drawer.sealer.unseal(sealed, about=_about(sha256))

    async def of(self, owner: str) -> list[KeptFile]:
        """Return what is known of an owner's files, oldest first."""
        query = (
            select(FileRow.sha256, FileRow.media_type, FileRow.size, FileRow.kept_at)
            .where(FileRow.owner == owner)
            .order_by(col(FileRow.kept_at), col(FileRow.sha256))
        )
        found = await self._drawer.session.exec(query)
        return [KeptFile(owner, *known) for known in found.all()]

    async def give(self, owner: str, to: str) -> int:
        """Hand the files of a draft to its application."""
        return await self._drawer.change(
            update(FileRow).where(col(FileRow.owner) == owner).values(owner=to)
        )

    async def delete(self, owner: str, sha256: str | None = None) -> int:
        """Drop one file of an owner, or all of them; return how many."""
        statement = delete(FileRow).where(col(FileRow.owner) == owner)
        if sha256 is not None:
            statement = statement.where(col(FileRow.sha256) == sha256)
        return await self._drawer.change(statement)

    async def prune(self, *, before: datetime) -> int:
        """Drop files kept before this time, and return how many."""
        return await self._drawer.change(delete(FileRow).where(col(FileRow.kept_at) < before))


def _about(sha256: str) -> bytes:
    return f"file|{sha256}".encode()
