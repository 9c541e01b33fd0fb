"""Whether two reports share anything: no eight bytes that stand in one may stand in another."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

from storage.reports.tables import ReportTable

RUN = 8
OF_REPORTERS = {"report_case", "report_envelope", "report_case_key", "report_photo"}
SAME_BY_PURPOSE = {"case_id", "holder", "cluster_tag"}  # an inspector's own tag of an employer


def repeated_runs(database: Path) -> list[bytes]:
    """Return the runs of eight bytes that stand in more than one value."""
    counted: Counter[bytes] = Counter()
    with sqlite3.connect(database) as connection:
        for table in ReportTable.metadata.sorted_tables:
            if table.name not in OF_REPORTERS:
                continue
            for column in set(table.columns.keys()) - SAME_BY_PURPOSE:
                for (value,) in connection.execute(f"SELECT {column} FROM {table.name}"):
                    if isinstance(value, bytes):
                        counted.update({value[at : at + RUN] for at in range(len(value) - RUN)})
    connection.close()
    assert counted
    return [run for run, times in counted.items() if times > 1]
