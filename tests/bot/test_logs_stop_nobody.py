"""Logs go where they can: a sink that is gone costs a line, never the house."""

import io
import sys
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import set_up_logs


@pytest.fixture(autouse=True)
def logs() -> Iterator[None]:
    kept = structlog.get_config()
    set_up_logs()
    yield
    structlog.configure(**kept)


class Full(io.StringIO):
    def write(self, _: str) -> int:
        raise OSError(28, "no space left on device")


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


@pytest.mark.parametrize("sink", [closed(), Full()])
def test_a_sink_that_is_gone_stops_nobody(monkeypatch, sink):
    monkeypatch.setattr(sys, "stderr", sink)
    structlog.get_logger("x").warning("told to nobody")


def test_lines_go_to_standard_error_as_it_is_now(monkeypatch):
    monkeypatch.setattr(sys, "stderr", later := io.StringIO())
    structlog.get_logger("x").warning("told")
    assert '"event": "told"' in later.getvalue()


def test_a_fault_is_told_by_its_kind_and_place_without_its_words(monkeypatch):
    monkeypatch.setattr(sys, "stderr", later := io.StringIO())
    try:
        int("Siti Rahayu")
    except ValueError:
        structlog.get_logger("x").exception("failed")
    assert "ValueError" in later.getvalue()
    assert "Siti" not in later.getvalue()
