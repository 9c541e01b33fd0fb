"""What strangers fill in memory stays small: the oldest entry makes room for the newest."""

from bot.lately import Lately


def test_one_entry_too_many_pushes_out_what_was_set_longest_ago():
    kept: Lately[str, int] = Lately(2)
    for key, value in (("a", 1), ("b", 2), ("a", 3), ("c", 4)):
        kept[key] = value
    assert dict(kept) == {"a": 3, "c": 4}


def test_looking_makes_nothing_newer_and_forgetting_makes_room():
    kept: Lately[str, int] = Lately(2)
    kept["a"], kept["b"] = 1, 2
    assert kept.get("a") == 1
    assert kept.pop("b") == 2
    kept["c"] = 3
    assert dict(kept) == {"a": 1, "c": 3}
    kept["d"] = 4
    assert dict(kept) == {"c": 3, "d": 4}
