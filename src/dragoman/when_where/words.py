"""The words around place names, read from data/places."""

from functools import cache
from typing import NamedTuple

from dragoman.lexicon.tables import package_data, read_csv, read_toml
from dragoman.when_where.spelling import fold


class Words(NamedTuple):
    """The words of words.toml and the abbreviations of states and provinces, by written form."""

    locative: frozenset[str]
    reaching: frozenset[str]
    sides: frozenset[str]
    belongings: frozenset[str]
    facilities: frozenset[str]
    parts: frozenset[str]
    dwellings: frozenset[str]
    entering: frozenset[str]
    taking: frozenset[str]
    openers: frozenset[str]
    happenings: frozenset[str]
    witnessing: frozenset[str]
    voicing: frozenset[str]
    titles: frozenset[str]
    kinds: dict[str, str]
    owners: frozenset[str]
    never: frozenset[str]
    abbreviations: dict[str, tuple[str, str]]  # "Ill." -> (Illinois, USA)
    aliases: dict[str, tuple[str, str]]  # folded name -> (the gazetteer's name, its country)
    codes: frozenset[str]  # abbreviations without full stops: only after a comma are they no words


@cache
def words() -> Words:
    """Return the package's words around places."""
    table = read_toml(package_data("places/words.toml"))
    rows = read_csv(package_data("places/abbreviations.csv"))
    return Words(
        locative=frozenset(table["locative"]),
        reaching=frozenset(table["reaching"]),
        sides=frozenset(table["sides"]),
        belongings=frozenset(table["belongings"]),
        facilities=frozenset(table["facilities"]),
        parts=frozenset(table["parts"]),
        dwellings=frozenset(table["dwellings"]),
        entering=frozenset(table["entering"]),
        taking=frozenset(table["taking"]),
        openers=frozenset(table["openers"]),
        happenings=frozenset(table["happenings"]),
        witnessing=frozenset(table["witnessing"]),
        voicing=frozenset(table["voicing"]),
        titles=frozenset(table["titles"]),
        kinds=table["kinds"],
        owners=frozenset(table["owners"]["words"]),
        never=frozenset(table["never"]["words"]),
        abbreviations={r["abbreviation"]: (r["unit"], r["country"]) for r in rows},
        aliases={fold(r["alias"]): (r["name"], r["country"]) for r in read_csv(package_data("places/aliases.csv"))},
        codes=frozenset(r["abbreviation"] for r in rows if r["style"] == "code"),
    )
