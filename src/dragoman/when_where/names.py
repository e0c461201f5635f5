"""Place names in a parsed sentence: what the parser takes for a place, and what the gazetteer knows where the grammar puts something there."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dragoman.language.forms import Sentence, Token
from dragoman.lexicon.tables import package_data, read_csv, read_toml
from dragoman.when_where.gazetteer import Gazetteer

PLACE = frozenset({"GPE", "LOC", "FAC"})
NAME_TAGS = frozenset({"NNP", "NNPS"})
JOINING = frozenset({"of", "de", "del", "la", "el", "al", "and", "the", "-", "/"})
HEADWORDS = ("the", "The", "'s", "’s")


class Words(NamedTuple):
    """The words of words.toml and the abbreviations of states and provinces, by written form."""

    locative: frozenset[str]
    kinds: dict[str, str]
    owners: frozenset[str]
    never: frozenset[str]
    abbreviations: dict[str, tuple[str, str]]  # "Ill." -> (Illinois, USA)
    codes: frozenset[str]  # abbreviations without full stops: only after a comma are they no words


@cache
def words() -> Words:
    """Return the package's words around places."""
    table = read_toml(package_data("places/words.toml"))
    rows = read_csv(package_data("places/abbreviations.csv"))
    return Words(
        locative=frozenset(table["locative"]),
        kinds=table["kinds"],
        owners=frozenset(table["owners"]["words"]),
        never=frozenset(table["never"]["words"]),
        abbreviations={r["abbreviation"]: (r["unit"], r["country"]) for r in rows},
        codes=frozenset(r["abbreviation"] for r in rows if r["style"] == "code"),
    )


class Name(NamedTuple):
    """A place name: tokens [first, last) of a sentence, and the parser's label ("" where only the gazetteer knows it)."""

    sentence: Sentence
    first: int
    last: int
    label: str

    @property
    def start(self) -> int:
        """Where it begins in its part."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in its part."""
        return self.sentence.tokens[self.last - 1].end

    @property
    def text(self) -> str:
        """Its exact characters."""
        return self.sentence.quote(self.first, self.last)

    @property
    def head(self) -> Token:
        """The token that governs the others."""
        tokens = self.sentence.tokens[self.first : self.last]
        return next((t for t in tokens if t.head == t.i or not self.first <= t.head < self.last), tokens[-1])


def find_names(sentence: Sentence, places: Gazetteer) -> tuple[Name, ...]:
    """Return the place names of a parsed sentence in order, not overlapping."""
    labelled = [n for n in _labelled(sentence) if not _owned(n)]
    taken = {i for n in labelled for i in range(n.first, n.last)}
    known = [n for n in _capitalised(sentence, taken) if _known_place(n, places, taken)]
    taken |= {i for n in known for i in range(n.first, n.last)}
    short = list(_abbreviations(sentence, taken))
    return tuple(sorted((*labelled, *known, *short), key=lambda n: n.first))


# ---- what the parser labels -----------------------------------------------------------------------------------------------------------


def _labelled(sentence: Sentence) -> Iterator[Name]:
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        end = at + 1
        if tokens[at].entity in PLACE:
            while end < len(tokens) and tokens[end].entity == tokens[at].entity and tokens[end].text not in (",", "("):
                end += 1
            yield from _trimmed(sentence, at, end, tokens[at].entity)
        at = end


def _trimmed(sentence: Sentence, first: int, last: int, label: str) -> Iterator[Name]:
    """Cut off articles, directions in lower case and possessive marks: "northern Kosovo's" is Kosovo."""
    tokens = sentence.tokens
    while first < last and (
        tokens[first].text[:1].islower() or not tokens[first].text[:1].isalnum() or tokens[first].text == "The"
    ):
        first += 1
    while last > first and (tokens[last - 1].tag == "POS" or not tokens[last - 1].text[:1].isalnum()):
        last -= 1
    if first < last and any(t.tag in NAME_TAGS or t.text[:1].isupper() for t in tokens[first:last]):
        yield Name(sentence, first, last, label)


def _owned(name: Name) -> bool:
    """Tell whether a name is the beginning of another: "Kenya Airways", "Boston Globe"."""
    tokens = name.sentence.tokens
    if name.last >= len(tokens):
        return False
    after = tokens[name.last]
    return after.tag in NAME_TAGS and after.text in words().owners and after.text[:1].isupper()


# ---- what the gazetteer knows ----------------------------------------------------------------------------------------------------------


def _capitalised(sentence: Sentence, taken: set[int]) -> Iterator[Name]:
    """Yield runs of proper nouns that no place has taken."""
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        end = at
        while (
            end < len(tokens) and end not in taken and tokens[end].tag in NAME_TAGS and tokens[end].text[:1].isupper()
        ):
            end += 1
        if end > at:
            yield Name(sentence, at, end, "")
        at = max(end, at + 1)


def _known_place(name: Name, places: Gazetteer, taken: set[int]) -> bool:
    """Tell whether a run of proper nouns that the parser takes for something else is a place: the words around must say so."""
    if name.text in words().never or not (_placed(name) or _chained(name, taken)) or _owned(name):
        return False
    found = places.find(name.text)
    if not found:
        return False
    label = name.head.entity
    return (
        label not in ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT")
        or _chained(name, taken)
        or _well_known(name, found[0].population)
    )


def _well_known(name: Name, population: int) -> bool:
    return population >= 15_000 and (name.last - name.first == 1 or population >= 100_000)


def _placed(name: Name) -> bool:
    """Tell whether a preposition of place, or "town of", stands before the name."""
    before = name.sentence.tokens[name.first - 1] if name.first else None
    if before is None or before.pos != "ADP":
        return False
    if before.lower == "of":
        noun = name.sentence.tokens[before.head]
        return noun.lemma in words().kinds
    return before.lower in words().locative


def _chained(name: Name, taken: set[int]) -> bool:
    """Tell whether a place that may contain it follows after a comma: "Vail, Colo."."""
    tokens = name.sentence.tokens
    after = name.last + 1
    return (
        after < len(tokens)
        and tokens[name.last].text == ","
        and (after in taken or tokens[after].text in words().abbreviations)
    )


def _abbreviations(sentence: Sentence, taken: set[int]) -> Iterator[Name]:
    """Yield the abbreviations of states that stand after a comma, one or two tokens long: "Ill.", "W. Va."."""
    tokens = sentence.tokens
    for i in range(1, len(tokens)):
        if tokens[i - 1].text == "," and i not in taken:
            size = next(
                (n for n in (2, 1) if i + n <= len(tokens) and sentence.quote(i, i + n) in words().abbreviations), 0
            )
            if size:
                yield Name(sentence, i, i + size, "")
