"""A case is called by a name that says nothing about it, and keeps it as long as it is open."""

from collections import Counter
from itertools import product

import pytest

from flows.rules.codenames import codename

EVERY_BYTE = range(256)


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ((0, 0, 0), "Anggrek Merah 00"),
        ((1, 2, 3), "Melati Kuning 03"),
        ((31, 31, 99), "Nangka Embun 99"),
        ((32, 33, 100), "Anggrek Jingga 00"),
        ((255, 254, 255), "Nangka Senja 55"),
    ],
)
def test_a_case_keeps_the_name_it_was_first_called_by(case, name):
    assert codename(bytes(case)) == name


def test_only_the_random_id_of_a_case_gives_it_its_name():
    assert codename(bytes(16)) == codename(bytes(3)) == "Anggrek Merah 00"


def test_every_name_is_two_plain_words_that_can_be_said_aloud_and_a_number():
    for first, second in product(EVERY_BYTE, (0, 255)):
        flower, colour, number = codename(bytes((first, second, first))).split(" ")
        assert flower.isalpha()
        assert flower.istitle()
        assert len(number) == 2
        assert number.isdecimal()
    for second in EVERY_BYTE:
        colour = codename(bytes((0, second, 0))).split(" ")[1]
        assert colour.isalpha()
        assert colour.istitle()


@pytest.mark.parametrize("place", [0, 1])
def test_no_flower_and_no_colour_is_likelier_than_another(place):
    names = (codename(bytes((each, each, 0))).split(" ")[place] for each in EVERY_BYTE)
    assert set(Counter(names).values()) == {8}  # 32 of each
