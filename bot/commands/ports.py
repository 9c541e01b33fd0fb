"""Ports of this machine: whether somebody listens on one already."""

from __future__ import annotations

import socket
from typing import Final

HOST: Final = "127.0.0.1"


def why_taken(port: int) -> str:
    """Say why a port cannot be listened on here; nothing where it can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as taken:
            return taken.strerror or type(taken).__name__
    return ""
