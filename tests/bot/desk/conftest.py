"""The assistant of a small office, for every test beside this file."""

import pytest

from storage.database import Database
from tests.support.channel import Office, an_office


@pytest.fixture
def office(sqlite: Database) -> Office:
    return an_office(sqlite)
