"""All places that an article names, resolved together."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from dragoman.actors.resolve import ActorIndex
from dragoman.language.datelines import Dateline, find_dateline
from dragoman.language.forms import ParsedArticle, Sentence
from dragoman.lexicon.tables import package_data, read_csv
from dragoman.records import Article
from dragoman.when_where.gazetteer import Gazetteer, Place
from dragoman.when_where.lookup import candidates
from dragoman.when_where.names import PARTISAN, Name, find_names
from dragoman.when_where.places import Resolved, Scene, resolve_places
from dragoman.when_where.spelling import fold
from dragoman.when_where.words import words

ORGANISED = frozenset({"organisation", "group"})  # many media are called after their town
NOTABLE = 20_000  # inhabitants
DOMAIN = re.compile(r"\.([a-z]{2})(?::\d+)?(?:/|$)")


class Places(NamedTuple):
    """The places of an article in text order, by sentence, and the one of its dateline."""

    all: tuple[Resolved, ...]
    dateline: Resolved | None

    def within(self, sentence: Sentence) -> tuple[Resolved, ...]:
        """Return the places named in a sentence, the dateline apart."""
        return tuple(r for r in self.all if r.name.sentence.index == sentence.index and r is not self.dateline)


def find_places(parsed: ParsedArticle, article: Article, actors: ActorIndex, places: Gazetteer) -> Places:
    """Return the places of the parsed sentences of an article; a name stands for the same place wherever it occurs."""
    line = find_dateline(article.text)
    names = [
        n for s in parsed.sentences if s.parsed for n in _names(s, places, line) if not _organisation(n, actors, places)
    ]
    found = resolve_places(names, places, find_scene(article, actors))
    return Places(found, next((r for r in found if line is not None and _in_dateline(r.name, line)), None))


def _names(sentence: Sentence, places: Gazetteer, line: Dateline | None) -> tuple[Name, ...]:
    found = find_names(sentence, places)
    if line is None or sentence.part != "text" or sentence.start > line.start:
        return found
    return found if any(_in_dateline(n, line) for n in found) else (*_dateline_name(sentence, line), *found)


def _organisation(name: Name, actors: ActorIndex, places: Gazetteer) -> bool:
    """Tell whether a name is a known organisation's or stands in one: towns somewhere are also called Taliban and Hamas."""
    record = actors.record_at(name.sentence.index, name.head.i)
    if record is None or record.kind not in ORGANISED or not record.actor_id or record.basis != "name":
        return False
    evidence = record.evidence
    if evidence.part != name.sentence.part or evidence.start > name.start or evidence.end < name.end:
        return False
    if evidence.quote.removeprefix("the ").removeprefix("The ") != name.text:
        return evidence.end > name.end  # "the Islamic State of Iraq"
    after = name.sentence.tokens[name.last : name.last + 1]
    if after and after[0].lemma in words().kinds and after[0].lemma not in PARTISAN:  # "the East Ghouta region"
        return False
    return not any(place.name == name.text or _is_notable(place, name.text) for place in candidates(name.text, places))


def _is_notable(place: Place, text: str) -> bool:
    """Tell whether a place is well enough known to be meant though an organisation is called after it: Fallujah, Kandahar, not Hamas."""
    known = place.population >= NOTABLE or place.kind in ("country", "admin1", "subregion")
    return known and fold(text)[1:] in fold(place.name)


def _dateline_name(sentence: Sentence, line: Dateline) -> tuple[Name, ...]:
    """Return the name of the dateline where the parser saw none: it is unused to capitals without a sentence."""
    tokens = [t.i for t in sentence.tokens if line.start <= t.start and t.end <= line.place_end and t.text != ","]
    comma = next((t.i for t in sentence.tokens if t.text == "," and line.start < t.start < line.place_end), None)
    inner = [i for i in tokens if comma is None or i < comma]
    return (Name(sentence, inner[0], inner[-1] + 1, "GPE"),) if inner else ()


def _in_dateline(name: Name, line: Dateline) -> bool:
    return name.sentence.part == "text" and line.start <= name.start < line.place_end


def find_scene(article: Article, actors: ActorIndex) -> Scene:
    """Return what is known of an article before its places are resolved."""

    def country_at(sentence: Sentence, token: int) -> str:
        record = actors.record_at(sentence.index, token)
        return record.country if record is not None else ""

    counts = Counter(m.record.country for m in actors.mentions if m.record.country)
    return Scene(countries=counts, outlet=outlet_country(article), country_at=country_at)


def outlet_country(article: Article) -> str:
    """Return the country of the outlet's domain, "" where the domain names none."""
    for address in (article.outlet or "", article.uri):
        match = DOMAIN.search(address.lower())
        if match is not None and match[1] in _domains():
            return _domains()[match[1]]
    return ""


@cache
def _domains() -> dict[str, str]:
    return {row["domain"]: row["country"] for row in read_csv(package_data("places/domains.csv"))}
