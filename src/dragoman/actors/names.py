"""Which known names stand in a sentence, and which only look like one: "China Airlines", "Michael Jordan", "the Gulf of Mexico"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import msgspec

from dragoman.actors.knowledge import Knowledge, surnames
from dragoman.actors.spelling import fold
from dragoman.actors.tables import Entry, place_id
from dragoman.language.datelines import agencies
from dragoman.language.forms import Sentence, Token
from dragoman.language.normalise import shouts
from dragoman.records import Evidence, Record

# What the parser calls a name that is neither a place nor a nation.
OTHER_NAMES = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LOC"})
# Words before a name that leave it what it is: "South Waziristan", "Mainland China".
PARTS = frozenset(
    {
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower", "greater", "inner", "outer", "mainland",
        "northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern", "occupied", "communist", "modern",
    }
)  # fmt: skip
# Words before a name that make another of it: "New Lebanon", "Fort Jordan".
RENAMING = frozenset(
    {"new", "saint", "st.", "san", "santa", "fort", "mount", "lake", "river", "cape", "miss", "mr.", "mrs.", "ms."}
)
CONTEST = 2  # weight of words from which on a sentence is about a contest


class Named(Record, kw_only=True):
    """A known name: tokens [first, last) and what it stands for."""

    first: int
    last: int
    entry: Entry


type Found = tuple[int, int, tuple[Entry, ...]]


@dataclass(frozen=True)
class Setting:
    """What an article as a whole says: its day, the names in it, the countries that it is about."""

    article_id: str
    day: str
    knowledge: Knowledge
    found: tuple[tuple[Found, ...], ...]  # for each sentence, by characters of the sentence
    text: str = ""  # all sentences
    as_places: frozenset[str] = frozenset()  # words that the parser reads as a place or nation somewhere
    in_full: frozenset[str] = (
        frozenset()
    )  # last words, folded, of the names of two words and more that the parser reads as people

    @cached_property
    def countries(self) -> Counter[str]:
        """How often each country is named, by names that have one reading."""
        return Counter(e.country for e in self._plain() if e.country)

    @cached_property
    def states(self) -> Counter[str]:
        """How often each country is named by the name of the state, its people or a place."""
        return Counter(e.country for e in self._plain() if e.country and e.territorial)

    @cached_property
    def places(self) -> Counter[str]:
        """How often a city or region of each country is named."""
        return Counter(e.country for e in self._plain() if e.place)

    @cached_property
    def spots(self) -> Counter[str]:
        """How often a town or region of each country is named, capitals included."""
        return Counter(e.country for e in self._plain() if e.place or e.capital)

    @cached_property
    def otherwise(self) -> frozenset[str]:
        """The countries that anything but a person's name tells."""
        readings = (
            r for sentence in self.found for _, _, rs in sentence for r in rs if r.kind != "person" and r.friend
        )
        return frozenset(r.country for r in readings if r.country)

    @cached_property
    def family_names(self) -> frozenset[str]:
        """The family names, folded, of the people whom the article names in full."""
        readings = (rs[0] for sentence in self.found for _, _, rs in sentence if rs[0].kind == "person")
        return self.in_full | {fold(s) for r in readings for s in surnames(r.name, r.country)}

    def bears(self, surname: str) -> bool:
        """Tell whether somebody in the article has that family name: two capitalised words, the second of them."""
        return re.search(rf"\b[A-Z][\w.-]+ {re.escape(surname)}\b", self.text) is not None

    def _plain(self) -> Iterator[Entry]:
        for sentence in self.found:
            yield from (readings[0] for _, _, readings in sentence if self._counts(readings))

    def _counts(self, readings: tuple[Entry, ...]) -> bool:
        """Tell whether a name says what an article is about: one reading, one country, nobody with namesakes, no news outlet, which only tells it."""
        one = readings[0]
        plain = len(readings) == 1 and one.friend and len(one.countries) < 2
        company = self.knowledge.organisation_kinds.get(one.actor_id) == "company"  # "Facebook" at the foot of a page
        if one.place and fold(one.surface) in self.in_full:
            return False  # "John Bolton … Bolton" is no town
        return plain and one.kind != "media" and not company and one.actor_id not in self.knowledge.common_names


def setting(article_id: str, day: str, sentences: Sequence[Sentence], knowledge: Knowledge) -> Setting:
    """Read an article's names once, parsed sentences and others alike."""
    text = "\n".join(s.text for s in sentences)
    reporting = agencies(text)
    found = tuple(tuple(_not_reporting(s.text, _find(s.text, knowledge), reporting)) for s in sentences)
    as_places = frozenset(t.text for s in sentences for t in s.tokens if t.entity in ("GPE", "NORP"))
    return Setting(
        article_id=article_id,
        day=day,
        knowledge=knowledge,
        found=found,
        text=text,
        as_places=as_places,
        in_full=frozenset(_last_words(sentences)),
    )


def _not_reporting(text: str, found: Iterator[Found], reporting: frozenset[str]) -> Iterator[Found]:
    """Leave out what only looks like the agency that reports: in a report of an agency called ANA, ANA is no army of that name."""
    return ((start, end, rs) for start, end, rs in found if rs[0].kind == "media" or text[start:end] not in reporting)


def _last_words(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Yield the last word, folded, of each person's name that has more than one."""
    for sentence in sentences:
        for before, token in pairwise(sentence.tokens):
            after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
            ends = after is None or after.entity != "PERSON" or after.tag != "NNP"
            if ends and before.entity == token.entity == "PERSON" and before.tag == token.tag == "NNP":
                yield fold(token.text)


def _find(text: str, knowledge: Knowledge) -> Iterator[Found]:
    small = sum(map(str.islower, text[:16])) > 8  # spares most texts the counting of all their letters
    return knowledge.find_shouted(text) if not small and shouts(text) else knowledge.find(text)


@dataclass(frozen=True)
class View:
    """A sentence with the names that the knowledge base finds in it."""

    sentence: Sentence
    setting: Setting

    @property
    def knowledge(self) -> Knowledge:
        """The base."""
        return self.setting.knowledge

    @cached_property
    def names(self) -> dict[int, Named]:
        """Map each token of a known name to the name."""
        found: dict[int, Named] = {}
        for start, end, readings in self.setting.found[self.sentence.index]:
            first, last = self._tokens(start, end)
            entry = self._entry(first, last, readings) if first < last else None
            if entry is not None:
                named = Named(first=first, last=last, entry=entry)
                found.update(dict.fromkeys(range(first, last), named))
        return found

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens [first, last) that characters of the sentence touch."""
        start, end = start + self.sentence.start, end + self.sentence.start
        inside = [t.i for t in self.sentence.tokens if t.start < end and t.end > start]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def _entry(self, first: int, last: int, readings: tuple[Entry, ...]) -> Entry | None:
        entry = choose(self, first, readings)
        if entry is None or not entry.friend:
            return None
        if entry.territorial:
            return None if _other(self, first, last, entry) else entry
        if entry.basis == "demonym":  # a people: "Christian" and "Maya" are given names too
            person = all(t.entity == "PERSON" and t.tag == "NNP" for t in self.sentence.tokens[first:last])
            return None if person else entry
        return None if _continues(self, last, entry) or _within_another(self, first, last, entry) else entry

    @cached_property
    def looks_like(self) -> dict[int, tuple[Entry, ...]]:
        """Map each token of whatever looks like a known name to its readings."""
        found: dict[int, tuple[Entry, ...]] = {}
        for start, end, readings in self.setting.found[self.sentence.index]:
            found.update(dict.fromkeys(range(*self._tokens(start, end)), readings))
        return found

    @cached_property
    def contest(self) -> bool:
        """Whether the sentence is about a match or a race."""
        weights = self.knowledge.sports
        found = {t.text for t in self.sentence.tokens if t.text in weights}
        phrases = sum(w for p, w in weights.items() if " " in p and p in self.sentence.text)
        return sum(weights[w] for w in found) + phrases >= CONTEST

    def evidence(self, first: int, last: int) -> Evidence:
        """Return the characters of tokens [first, last), without blanks at either end."""
        tokens = self.sentence.tokens
        while first < last - 1 and tokens[first].text.isspace():
            first += 1
        while first < last - 1 and tokens[last - 1].text.isspace():
            last -= 1
        return Evidence(
            article_id=self.setting.article_id,
            part=self.sentence.part,
            start=tokens[first].start,
            end=tokens[last - 1].end,
            quote=self.sentence.quote(first, last),
        )

    def token(self, i: int) -> Token | None:
        """Return a token, None beyond the ends."""
        return self.sentence.tokens[i] if 0 <= i < len(self.sentence.tokens) else None


# ---- one name, several readings ---------------------------------------------------------------------------------------------------


def choose(view: View, first: int, readings: tuple[Entry, ...]) -> Entry | None:
    """Return the reading of a name that the article bears out; what the readings share where it bears out none or several."""
    if not readings[0].friend:
        return None
    if len(readings) == 1:
        one = readings[0]
        return _settled_place(view.setting, one) if len(one.countries) > 1 else _own_body(view.setting, one)
    if all(r.territorial for r in readings):
        return _territory(view, first, readings)
    if all(r.kind == "person" for r in readings):
        return _namesake(view.setting, readings)
    return _by_country(view.setting, readings)


def _own_body(setting: Setting, entry: Entry) -> Entry:
    """A party or institution whose name several countries have is the one of the country that the article names more: "the Labour Party" in Oslo."""
    if entry.kind != "organisation" or not setting.states or " " not in entry.surface:
        return entry
    here = setting.states.most_common(1)[0]
    if here[1] <= setting.states[entry.country] or here[0] == entry.country:
        return entry
    return setting.knowledge.body_of(here[0], entry.surface) or entry


def _settled_place(setting: Setting, entry: Entry) -> Entry:
    """A place with namesakes lies in the one of its countries that the article names; else its country stays open."""
    named = [c for c in entry.countries if setting.countries[c]]
    if len(named) == 1:
        return msgspec.structs.replace(entry, country=named[0], actor_id=place_id(entry.name, named[0]))
    return msgspec.structs.replace(entry, country="", actor_id="")


def _territory(view: View, first: int, readings: tuple[Entry, ...]) -> Entry:
    """Georgia: the state, unless other places of the namesake's country stand around it, or one right before ("Atlanta, Georgia")."""
    setting = view.setting
    before = view.setting.found[view.sentence.index]
    at = view.sentence.tokens[first].start - view.sentence.start
    neighbour = next((r[0] for _, end, r in before if end <= at <= end + 2 and r[0].place), None)
    if neighbour is not None:
        same = next((r for r in readings if r.country == neighbour.country), None)
        if same is not None:
            return same
    weights = [
        (setting.places[r.country] if r.place else setting.countries[r.country], -i) for i, r in enumerate(readings)
    ]
    return readings[-max(weights)[1]]


def _namesake(setting: Setting, readings: tuple[Entry, ...]) -> Entry:
    """Of two people of one name the one in office on that day, else the one whose country the article names."""
    knowledge = setting.knowledge
    for fits in (
        [r for r in readings if setting.day and knowledge.roles_on(r.actor_id, setting.day)],
        [r for r in readings if setting.countries[r.country]],
    ):
        if len(fits) == 1:
            return fits[0]
    return _shared(readings)


def _by_country(setting: Setting, readings: tuple[Entry, ...]) -> Entry:
    """Of two organisations of one name the one whose country the article names most."""
    ranked = sorted(readings, key=lambda r: -setting.countries[r.country])
    if setting.countries[ranked[0].country] > setting.countries[ranked[1].country]:
        return ranked[0]
    return _shared(readings)


def _shared(readings: tuple[Entry, ...]) -> Entry:
    """What all readings of a name agree on."""
    one = readings[0]
    same = all(r.sectors == one.sectors for r in readings)
    country = one.country if all(r.country == one.country for r in readings) else ""
    kind = one.kind if all(r.kind == one.kind for r in readings) else "unknown"
    return msgspec.structs.replace(
        one, actor_id="", name=one.surface, country=country, kind=kind, sectors=one.sectors if same else ()
    )


# ---- false friends ----------------------------------------------------------------------------------------------------------------


def _other(view: View, first: int, last: int, entry: Entry) -> bool:
    """Tell whether the name of a state or place is only a part of another name, or that of a person or team."""
    return (
        _everyday(view, first, last, entry)
        or _person(view, first, last, entry)
        or _makes_another(view, first, last, entry)
        or _ends_another(view, first, last, entry)
        or (entry.country != "USA" and _abroad(view, last))
        or (view.contest and not entry.adjective and not _governs(view, last))
    )


def _everyday(view: View, first: int, last: int, entry: Entry) -> bool:
    """Tell whether a single word is no name here though a city is called so: "Nice weather", "Male nurses"."""
    token = view.sentence.tokens[first]
    return last == first + 1 and (entry.place or entry.capital) and not token.entity and token.pos not in ("PROPN", "X")


def _person(view: View, first: int, last: int, entry: Entry) -> bool:
    """A name that people bear too: "Jordan scored" names the state only if the article does so elsewhere."""
    if any(view.sentence.tokens[i].entity != "PERSON" for i in range(first, last)) or _before_people(view, last):
        return False
    neighbours = (view.token(first - 1), view.token(last))
    if any(
        t is not None and t.entity == "PERSON" and t.tag == "NNP" and t.i not in (first, last - 1) for t in neighbours
    ):
        return not entry.adjective
    if entry.place:
        return True
    named = entry.surface not in view.knowledge.homonyms or entry.surface in view.setting.as_places
    return not (named or _among_states(view, entry))


def _before_people(view: View, last: int) -> bool:
    """Tell whether people follow, whom a place qualifies: "Rakhine Buddhists", "Helmand farmers"."""
    after = view.token(last)
    return after is not None and after.tag in ("NNS", "NNPS") and (after.i in view.looks_like or after.pos == "NOUN")


def _among_states(view: View, entry: Entry) -> bool:
    """Tell whether the article names other states and nobody of that family name: "Jordan signed the treaty with Israel"."""
    others = sum(n for country, n in view.setting.countries.items() if country != entry.country)
    return others > 0 and not view.setting.bears(entry.surface)


def _makes_another(view: View, first: int, last: int, entry: Entry) -> bool:
    """ "China Airlines", "Paris Hilton": capitals follow that are no office or institution; a nation's name still tells the country."""
    run = _capitals_after(view, last)
    if not run:
        return False
    if (
        view.sentence.tokens[run[-1]].text in view.knowledge.name_heads
        or view.sentence.tokens[run[0]].text in view.knowledge.name_heads
    ):
        return not _office_within(view, run)
    if entry.adjective or _office_within(view, run):
        return False
    label = view.sentence.tokens[first].entity
    return label in OTHER_NAMES and all(view.sentence.tokens[i].entity == label for i in run)


def _capitals_after(view: View, last: int) -> list[int]:
    """Return the capitalised words that follow without a break."""
    run: list[int] = []
    while (token := view.token(last + len(run))) is not None and token.pos == "PROPN" and token.text[:1].isupper():
        if token.i in view.looks_like:
            break
        run.append(token.i)
    return run


def _office_within(view: View, run: list[int]) -> bool:
    """Tell whether some of the words name an office or institution: "US State Department"."""
    words = [view.sentence.tokens[i].lower for i in run]
    known = view.knowledge.agents
    return any(
        (agent := known.get(" ".join(words[a:b]))) is not None and agent.kind != "generic"
        for a in range(len(words))
        for b in range(a + 1, min(len(words), a + 4) + 1)
    )


def _ends_another(view: View, first: int, last: int, entry: Entry) -> bool:
    """ "Michael Jordan", "Gulf of Mexico", "New Lebanon": capitals before it belong to the same name."""
    before = view.token(first - 1)
    if before is None or entry.adjective:
        return False
    if before.lower in RENAMING and before.text[0].isupper():
        return True
    label = view.sentence.tokens[last - 1].entity
    if before.lower == "of" and before.i > 0:
        governor = view.sentence.tokens[before.i - 1]
        return (
            label in OTHER_NAMES
            and governor.entity == label
            and governor.pos == "PROPN"
            and not _office_within(view, [governor.i])
        )
    joined = before.pos == "PROPN" and before.entity == label and label in OTHER_NAMES
    return (
        joined
        and before.lower not in PARTS
        and before.i not in view.looks_like
        and not _office_within(view, [before.i])
    )


def _abroad(view: View, last: int) -> bool:
    """ "Lebanon, Pennsylvania": a namesake in another country's region."""
    comma, region = view.token(last), view.token(last + 1)
    if comma is None or region is None or comma.text != ",":
        return False
    readings = view.looks_like.get(region.i, ())
    return any(r.place and r.country == "USA" for r in readings) and view.sentence.tokens[last - 1].dep != "conj"


def _governs(view: View, last: int) -> bool:
    """Tell whether an office or institution follows: in "Jordan's prime minister watched the final" it is the state."""
    after = [t for t in view.sentence.tokens[last : last + 4] if t.pos in ("NOUN", "PROPN")]
    return any(
        t.lower in view.knowledge.agents and view.knowledge.agents[t.lower].kind in ("office", "institution")
        for t in after
    )


def _continues(view: View, last: int, entry: Entry) -> bool:
    """Tell whether a person's name goes on to another: "Indira Gandhi Airport", "John F. Kennedy Center", "Park Jin-young"."""
    after = view.token(last)
    if entry.kind != "person" or after is None:
        return False
    if after.text == "-":
        return _given_name_continues(view, last)
    if after.pos != "PROPN" or not after.text[:1].isupper():
        return False
    return after.text in view.knowledge.name_heads or after.lower in view.knowledge.agents


def _within_another(view: View, first: int, last: int, entry: Entry) -> bool:
    """Tell whether an organisation's name ends a longer one: "African Christian Democratic Party" is not the Democratic Party."""
    before, head = view.token(first - 1), view.sentence.tokens[last - 1]
    if entry.kind == "person" or before is None or before.tag not in ("NNP", "NNPS") or not before.text[:1].isupper():
        return False
    nation = any(r.kind == "state" or r.place for r in view.looks_like.get(before.i, ()))
    joined = before.entity == head.entity == "ORG" and view.sentence.tokens[first].dep in ("compound", "nmod", "amod")
    return joined and not nation and before.lower not in PARTS and not _office_within(view, [before.i])


def _given_name_continues(view: View, hyphen: int) -> bool:
    """Tell whether a hyphen right behind a name leads to more of it, not to what is tied to its bearer: "Putin-backed", "Obama-era"."""
    before, mark, after = view.token(hyphen - 1), view.token(hyphen), view.token(hyphen + 1)
    if before is None or mark is None or after is None or before.end != mark.start or mark.end != after.start:
        return False
    return after.entity == "PERSON" or after.tag in ("NNP", "NNPS")
