"""Readers that many questions share: a choice, some words, a number, a phone."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from flows.dialogue import Answers, Choice, Offer, Reader, Text, Unreadable, Value
from flows.rules.phones import read_phone_number

MOST_STAFF: Final = 100_000
NUMBER: Final = re.compile(r"\d+|\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")  # never the 3.5 of a share


def one_of(*values: str) -> Reader:
    """Read one of these values, as a button sends it."""

    def read(reply: str, _: Answers) -> Value:
        if reply not in values:
            raise Unreadable("control.pick_a_button")
        return reply

    return read


def labelled(key: str, *values: str) -> Offer:
    """Offer these values with labels under ``key``."""
    choices = tuple(Choice(value, Text(f"{key}.{value}")) for value in values)
    return lambda _: choices


def words(*, most: int, least: int = 2) -> Reader:
    """Read some words, of so many letters at least and at most."""

    def read(reply: str, _: Answers) -> Value:
        text = " ".join(reply.split())
        if len(text) > most:
            raise Unreadable("control.too_long", most=most, length=len(text))
        if sum(sign.isalnum() for sign in text) < least:
            raise Unreadable("control.too_short")
        return text

    return read


def read_person(reply: str, answers: Answers) -> Value:
    """Read a person's name: letters, and what stands between them."""
    name = str(words(most=80)(reply, answers))
    if any(not (sign.isspace() or sign in ".,'’-/" or _is_letter(sign)) for sign in name):
        raise Unreadable("control.no_name")
    return name


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM"


def read_number(reply: str, _: Answers) -> Value:
    """Read a whole number of people, with or without a mark before every three digits."""
    text = reply.strip()
    if not (text.isascii() and NUMBER.fullmatch(text)):
        raise Unreadable("control.not_a_number")
    digits = re.sub(r"\D", "", text)
    if len(digits) > len(str(MOST_STAFF)) or int(digits) > MOST_STAFF:
        raise Unreadable("control.too_many", most=MOST_STAFF)
    return int(digits)


def read_phone(reply: str, _: Answers) -> Value:
    """Read a phone number, with or without the country code, as +62..."""
    number = read_phone_number(reply)
    if not number:
        raise Unreadable("control.no_phone")
    return number


def read_handle(reply: str, _: Answers) -> Value:
    """Read the handle of a file that has been kept."""
    return reply
