"""Files of other spreadsheet programs, written byte by byte since nothing here can save them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

SECTOR = 512
END, FAT, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
FILEPASS = 0x2F  # the record of an XLS that is locked


def a_container(name: str, stream: bytes) -> bytes:
    """Return an OLE container of one stream, as old or locked Office files are."""
    stream = stream.ljust(8 * SECTOR, b"\0")
    stream += b"\0" * (-len(stream) % SECTOR)
    length = len(stream) // SECTOR
    fat = [FAT, END, *range(3, length + 2), END]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b""),
        *(0, 1, 1, 0, 4096, END, 0, END, 0, 0),
    )
    header += b"\xff" * (SECTOR - len(header))
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    entries = _entry("Root Entry", 5, child=1) + _entry(name, 2, start=2, size=len(stream))
    return header + table + entries.ljust(SECTOR, b"\0") + stream


def an_xls(*rows: Sequence[str], locked: bool = False) -> bytes:
    """Return an XLS file (BIFF8) of one sheet."""
    begins = struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6)
    lock = _record(FILEPASS, struct.pack("<HHH", 1, 1, 1)) if locked else b""
    name = struct.pack("<IBBBB", 0, 0, 0, 6, 0) + b"Daftar"
    book = _record(0x809, begins) + lock
    at = len(book) + 4 + len(name) + 4
    book += _record(0x85, struct.pack("<I", at) + name[4:]) + _record(0x0A, b"")
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    for row, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            label = struct.pack("<HHHHB", row, place, 0, len(cell), 1) + cell.encode("utf-16-le")
            sheet += _record(0x204, label)
    return a_container("Workbook", book + sheet + _record(0x0A, b""))


def an_ods(*rows: Sequence[str], locked: bool = False) -> bytes:
    """Return an ODS file of one sheet."""
    cells = "".join(f"<table:table-row>{_cells(row)}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Daftar">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    lock = "<manifest:encryption-data/>" if locked else ""
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="content.xml">{lock}</manifest:file-entry>'
        "</manifest:manifest>"
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return kept.getvalue()


def with_parts(honest: bytes, **changes: bytes) -> bytes:
    """Return an XLSX in which some parts are others, named by the end of their names."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(honest)) as whole,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in whole.namelist():
            stem = name.rpartition("/")[2].partition(".")[0]
            archive.writestr(name, changes.get(stem, whole.read(name)))
    return kept.getvalue()


def _entry(name: str, kind: int, *, child: int = FREE, start: int = END, size: int = 0) -> bytes:
    spelled = f"{name}\0".encode("utf-16-le")
    links = struct.pack("<HBBIII", len(spelled), kind, 1, FREE, FREE, child)
    return spelled.ljust(64, b"\0") + links + b"\0" * 36 + struct.pack("<IQ", start, size)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _cells(row: Sequence[str]) -> str:
    words = (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in row
    )
    return "".join(words)
