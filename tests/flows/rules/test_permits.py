"""A permit stands until it is ended, and nothing leads back from the end."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from flows.rules.permits import Permit, PermitStatus, may_move

VALID, SUSPENDED, REVOKED, REPLACED = PermitStatus
PERMIT = Permit(
    serial=1_234_567,
    control_code="NQA1TKFA",
    application="a-1",
    holder="Siti Rahmawati",
    nik="3171014501900001",
    company="PT Bank Contoh",
    sector="Keuangan",
    valid_from=date(2021, 7, 10),
    valid_until=date(2021, 7, 20),
    token="HTTPS://CEK.EXAMPLE.ID/V#B60XTKI00",
    issued_at=datetime(2021, 7, 10, 5, 0, tzinfo=UTC),
    policy_version="ppkm-2021-07-09",
    area=0b111111,
)


def test_a_new_permit_stands():
    assert PERMIT.status is VALID


ROADS = {
    (VALID, SUSPENDED),
    (VALID, REVOKED),
    (VALID, REPLACED),
    (SUSPENDED, VALID),
    (SUSPENDED, REVOKED),
}


@pytest.mark.parametrize(("status", "to"), list(product(PermitStatus, PermitStatus)))
def test_what_is_looked_into_may_stand_again_and_what_is_ended_never_does(status, to):
    assert may_move(status, to) is ((status, to) in ROADS)


def test_a_printed_permit_says_neither_the_name_nor_the_nik_nor_the_code_of_anybody():
    printed = repr(PERMIT)
    assert not [
        secret for secret in ("Siti", "3171014501900001", "B60XTKI00") if secret in printed
    ]
    assert "NQA1TKFA" in printed
