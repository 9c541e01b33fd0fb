import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from storage.audit import Act
from tests.bot.office.front import Front
from tests.support.builders import NOON
from tests.support.office_queue import AGUS, RINA, reference


def tile(text: str, label: str) -> str:
    return re.search(rf"<dt>{re.escape(label)}</dt><dd>([^<]*)</dd>", text)[1]


async def test_a_supervisor_sees_the_day_in_figures(busy: Front) -> None:
    rina = await (await busy.person(RINA)).get("/figures")
    assert tile(rina.text, "Permohonan masuk") == "19"
    assert tile(rina.text, "Diputuskan") == "3"
    assert tile(rina.text, "Janji 5 jam ditepati") == "100 %"
    yesterday = NOON.date() - timedelta(days=1)
    await rina.get(f"/figures?day={yesterday}")
    assert tile(rina.text, "Permohonan masuk") == "1"
    assert tile(rina.text, "Janji 5 jam ditepati") == "–"


async def test_a_count_that_could_name_somebody_is_hidden(busy: Front) -> None:
    rina = await (await busy.person(RINA)).get("/figures")
    refused = re.findall(r">(R\d\d)[^<]*</th><td class=\"number\">([^<]*)<", rina.text)
    assert refused == [("R09", "&lt; 5"), ("R08", "&lt; 5")]


@pytest.mark.parametrize(("day", "status"), [("2021-07-10", 200), ("x", 400), ("9999-01-01", 200)])
async def test_a_day_that_is_none_cannot_be_read(front: Front, day: str, status: int) -> None:
    rina = await front.person(RINA)
    assert (await rina.get(f"/figures?day={day}")).status == status


async def test_the_auditor_sees_every_act_and_that_the_chain_is_whole(busy: Front) -> None:
    agus = await (await busy.person(AGUS)).get("/audit")
    assert "Rantai utuh: 18 baris" in agus.text
    assert not re.findall(r">[a-z]+_[a-z_0-9]+<", agus.text)  # said in words, not in codes
    await agus.get(f"/audit?subject={reference(16)}")
    acts = re.findall(r'<span title="([a-z_0-9]+)">([^<]+)</span></td>', agus.text)
    assert acts == [
        ("approve", "Disetujui"),
        ("refuse_rows", "Pekerja ditolak"),
        ("claim", "Diambil petugas"),
    ]


async def test_a_chain_somebody_broke_is_cried_out(busy: Front, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "strp.db") as thief:
        for (name,) in thief.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            thief.execute(f"DROP TRIGGER {name}")
        thief.execute("UPDATE audit SET actor='nobody' WHERE number=4")
    thief.close()
    agus = await (await busy.person(AGUS)).get("/audit")
    assert agus.says("office.audit.broken", line=4)


async def test_a_long_audit_is_turned_page_by_page(front: Front) -> None:
    async with front.house.database.unit() as unit:
        for number in range(250):
            unit.audit.record(Act(NOON, "siti", "claim", f"a-{number}"))
    agus = await (await front.person(AGUS)).get("/audit")
    seen = re.findall(r"subject=(a-\d+)", agus.text)
    while older := re.search(r'rel="next" href="([^"]+)"', agus.text):
        await agus.get(older[1].replace("&amp;", "&"))
        seen += re.findall(r"subject=(a-\d+)", agus.text)
    assert set(seen) == {f"a-{number}" for number in range(250)}


async def test_a_very_long_chain_is_gone_over_when_asked(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.office.audit_page.AT_ONCE", 5)
    async with front.house.database.unit() as unit:
        for number in range(9):
            unit.audit.record(Act(NOON, "siti", "claim", f"a-{number}"))
    agus = await (await front.person(AGUS)).get("/audit")
    assert agus.says("office.audit.check", lines=9)
    assert "Rantai utuh: 9 baris" in (await agus.get("/audit?check=1")).text
