"""A Telegram of our own: meet the assistant without a token, a network or an account."""

from typing import Final

STAMP: Final = "SIMULASI"  # stands across every permit that is made here
