"""The words by which a date at one word dates another, read from data/dates."""

from functools import cache
from typing import NamedTuple

from dragoman.lexicon.tables import package_data, read_toml


class Attachment(NamedTuple):
    """The words of attachment.toml."""

    light: frozenset[str]
    grouping: frozenset[str]
    saying: frozenset[str]
    actual: frozenset[str]
    same_time_marks: frozenset[str]
    generic: frozenset[str]
    planned: frozenset[str]


@cache
def attachment() -> Attachment:
    """Return the package's words."""
    table = read_toml(package_data("dates/attachment.toml"))
    return Attachment(*(frozenset(table[name]) for name in Attachment._fields))
