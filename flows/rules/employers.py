"""Whether two names may mean one employer: people leave words out, registers do not.

"Equity Life" and "PT Equity Life Indonesia" may be one; a person decides whether they are. Where a
mistake could cost a reporter, they are taken for one.
"""

from __future__ import annotations

from typing import TypeAlias, TypeVar

from flows.rules.cases import folded_employer

Words: TypeAlias = frozenset[str]
T = TypeVar("T", str, bytes)


def employer_words(name: str) -> Words:
    """Return the words that tell an employer's name from another's; none for a bare legal form."""
    return frozenset(folded_employer(name).split())


def may_be_one(one: frozenset[T], other: frozenset[T]) -> bool:
    """Tell whether all words of one name, or what stands for them, are in the other."""
    return bool(one and other) and (one <= other or other <= one)


def begin(sought: Words, name: Words) -> bool:
    """Tell whether every sought word begins a word of a name."""
    return bool(sought) and all(any(word.startswith(one) for word in name) for one in sought)
