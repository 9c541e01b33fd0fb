"""The few words of CBOR a permit is written in: one list of whole numbers and short texts.

CBOR (RFC 8949) is what phones' libraries read; its deterministic form allows one way only to
write a thing, which is what a signature needs. Nothing else of it is understood here: no nesting,
no floats, no tags, so there is nothing to attack.
"""

from __future__ import annotations

from typing import Final

_NUMBER: Final = 0
_TEXT: Final = 3
_LIST: Final = 4
LONGEST_TEXT: Final = 60  # bytes
LARGEST: Final = (1 << 64) - 1
_IN_HEAD: Final = 24  # smaller numbers stand in the head itself
_SIZES: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_MOST_ITEMS: Final = 23

Item = int | str


class NotCanonical(ValueError):
    """The bytes are not the one right way to write a list of numbers and texts."""


def write_list(items: tuple[Item, ...]) -> bytes:
    """Write numbers (0 to 2**64 - 1) and texts (at most 60 bytes) in the one canonical way.

    Raises:
        NotCanonical: a number or a text is out of its bounds.
    """
    if len(items) > _MOST_ITEMS:
        raise NotCanonical
    return _write_head(_LIST, len(items)) + b"".join(_write_item(item) for item in items)


def read_list(raw: bytes) -> tuple[tuple[Item, ...], int]:
    """Read a list from the beginning of the bytes; return it and where it ends.

    Raises:
        NotCanonical: anything else stands there, or it could be written shorter.
    """
    kind, count, at = _read_head(raw, 0)
    if kind != _LIST or count > _MOST_ITEMS:
        raise NotCanonical
    items: list[Item] = []
    for _ in range(count):
        item, at = _read_item(raw, at)
        items.append(item)
    return tuple(items), at


def _write_item(item: Item) -> bytes:
    if isinstance(item, int):
        return _write_head(_NUMBER, item)
    told = item.encode()
    if len(told) > LONGEST_TEXT:
        raise NotCanonical
    return _write_head(_TEXT, len(told)) + told


def _write_head(kind: int, number: int) -> bytes:
    if not 0 <= number <= LARGEST:
        raise NotCanonical
    if number < _IN_HEAD:
        return bytes([kind << 5 | number])
    code, size = next(each for each in _SIZES.items() if number < 1 << 8 * each[1])
    return bytes([kind << 5 | code]) + number.to_bytes(size, "big")


def _read_item(raw: bytes, at: int) -> tuple[Item, int]:
    kind, number, at = _read_head(raw, at)
    if kind == _NUMBER:
        return number, at
    end = at + number
    if kind != _TEXT or number > LONGEST_TEXT or end > len(raw):
        raise NotCanonical
    try:
        return raw[at:end].decode(), end
    except UnicodeDecodeError:
        raise NotCanonical from None


def _read_head(raw: bytes, at: int) -> tuple[int, int, int]:
    if at >= len(raw):
        raise NotCanonical
    kind, low = raw[at] >> 5, raw[at] & 31
    if low < _IN_HEAD:
        return kind, low, at + 1
    end = at + 1 + _SIZES.get(low, 0)
    number = int.from_bytes(raw[at + 1 : end], "big")
    if _write_head(kind, number) != raw[at:end]:
        raise NotCanonical  # it is cut off or reserved, or could be written shorter
    return kind, number, end
