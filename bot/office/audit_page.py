"""The audit, for those who look whether everything was done as it should be."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.office.visit import Visit

PAGE: Final = 100
AT_ONCE: Final = 20_000  # lines gone over without being asked to


async def show_audit(visit: Visit) -> web.Response:
    """Show lines of the audit, the last ones unless others are asked for."""
    subject = visit.request.query.get("subject", "").strip()
    is_asked = "check" in visit.request.query
    async with visit.house.database.reading() as unit:
        length = await unit.audit.length()
        after = min(visit.number("after", default=max(length - PAGE, 0)), length)
        lines = (
            await unit.audit.of(subject, limit=PAGE)
            if subject
            else await unit.audit.lines(after=after, limit=PAGE)
        )
        is_checked = is_asked or length <= AT_ONCE
        chain = await unit.audit.verify_chain() if is_checked else None
    return visit.page(
        "audit",
        lines=lines[::-1],
        chain=chain,
        length=length,
        subject=subject,
        newer=min(after + PAGE, length) if not subject and after + PAGE < length else None,
        older=max(after - PAGE, 0) if not subject and after > 0 else None,
    )
