"""Fixtures every test may ask for; each is made where it is explained."""

from tests.support.databases import (
    database,
    database_url,
    postgres,
    postgres_template,
    sqlite,
    sqlite_path,
    sqlite_template,
)
from tests.support.memories import valkey

__all__ = [
    "database",
    "database_url",
    "postgres",
    "postgres_template",
    "sqlite",
    "sqlite_path",
    "sqlite_template",
    "valkey",
]
