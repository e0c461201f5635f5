"""Whose "the police", "voters" and people without an entry are, where the text does not say: the country that the sentence or the article is about."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from dragoman.actors.institutions import ONE_BODY, UNITS, institution_name
from dragoman.actors.knowledge import Knowledge
from dragoman.actors.names import Setting
from dragoman.actors.offices import office_holder
from dragoman.actors.reading import Mention
from dragoman.actors.tables import slug
from dragoman.records import ActorMention, Why

STATELESS = frozenset({"", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# Sectors of those who are at home in the country that an article is about, unless it says otherwise; of others only some nouns are (trait "local").
AT_HOME = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "SPY", "OPP", "PTY", "REB", "PRM", "UAF"})
# Shares of all mentions of countries that make a country the article's, measured on articles read by eye.
SHARE = 0.6
SHARE_ABROAD = 0.85  # for soldiers, diplomats, tourists
SHARE_SPOTS = 0.75  # of towns and regions
SPOTS = 3
LEAST = 2  # mentions
# Anybody else is at home where an article names one country often, or hardly another, and the sentence nobody else: of 158 such people, bodies and classes whose
# country readers knew, in the half of the frozen sample that may be read, 155 were of that country (to 21 more they gave none).
OFTEN = 4
ALONE = 0.9
# Words before a noun that say it is of another country, or of several.
ELSEWHERE = frozenset(
    {
        "foreign",
        "other",
        "another",
        "neighbouring",
        "neighboring",
        "overseas",
        "abroad",
        "international",
        "rival",
        "allied",
        "western",
        "exiled",
        "european",
        "african",
        "asian",
        "arab",
        "world",
    }
)
# Of these a country has one: several of them are several countries'.
ONE_EACH = frozenset(
    {"president", "prime minister", "foreign minister", "defence minister", "defense minister", "finance minister", "interior minister", "head of state", "head of government",
     "foreign secretary", "premier", "monarch", "king", "government", "regime", "central bank", "parliament"}
)  # fmt: skip
# Offices that no state or town of a country has as well: "the Treasurer" may be Victoria's.
NATIONAL = frozenset({"president", "prime minister", "monarch", "foreign minister", "defence minister"})
# Who is met wherever goods and knowledge go: an article about one country does not make them its people.
ANYWHERE = frozenset(
    {"user", "customer", "consumer", "viewer", "reader", "subscriber", "blogger", "scientist", "researcher", "scholar", "expert", "analyst", "commentator", "observer", "fan",
     "shareholder", "investor", "anyone", "someone", "somebody", "astronomer", "historian", "economist", "critic"}
)  # fmt: skip
# Whoever these are, they are met where something happens: in the only place of their sentence.
FOLK = frozenset(
    {
        "people",
        "person",
        "man",
        "woman",
        "child",
        "victim",
        "driver",
        "family",
        "youth",
        "boy",
        "girl",
        "men",
        "women",
        "individual",
        "relative",
    }
)
SITE = re.compile(r"\.(com|org|net|info)\b", re.IGNORECASE)
# Words before the name of a body that say it is not the country's.
SUBNATIONAL = frozenset({"state", "provincial", "regional", "local", "city", "county", "district", "municipal"})


class Focus(NamedTuple):
    """The country that an article is about, and how much of it is."""

    country: str
    share: float


def at_home(setting: Setting, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those of nobody's country with that of the place in their sentence if it names no other, else the article's."""
    by_sentence: dict[int, Counter[str]] = {}
    places: set[int] = set()
    for mention in mentions:
        country = mention.record.country
        if country not in STATELESS:
            by_sentence.setdefault(mention.sentence, Counter())[country] += 1
            places |= {mention.sentence} if mention.place else set()
    focus = article_focus(setting)
    spot = None if focus is not None and focus.share >= SHARE else place_focus(setting)
    placed = [
        _placed(setting, m, by_sentence.get(m.sentence, Counter()), focus, spot, in_place=m.sentence in places)
        for m in mentions
    ]
    return list(_followed(mentions, _anybody(setting, placed, by_sentence, focus)))


def _anybody(
    setting: Setting, mentions: Sequence[Mention], by_sentence: Mapping[int, Counter[str]], focus: Focus | None
) -> list[Mention]:
    """Return the mentions, classes and names without an entry with the one country of the article; a name has it everywhere if it does somewhere."""
    enough = LEAST if focus is not None and focus.share >= ALONE else OFTEN
    if focus is None or focus.share < SHARE or setting.countries[focus.country] < enough:
        return list(mentions)
    country = focus.country
    alone = [not by_sentence.get(m.sentence) or country in by_sentence[m.sentence] for m in mentions]
    fits = [here and _may_be_of_here(setting, m) for m, here in zip(mentions, alone, strict=True)]
    names = {m.record.actor_id for m, fit in zip(mentions, fits, strict=True) if fit and m.record.actor_id}
    reason = f"{focus.share:.0%} of the countries that the article names"
    return [
        _living(m, country, reason) if fit or (m.record.actor_id in names and not m.record.country) else m
        for m, fit in zip(mentions, fits, strict=True)
    ]


def _may_be_of_here(setting: Setting, mention: Mention) -> bool:
    """Tell whether a mention is of people, or of a name without an entry, whose country nothing has told."""
    record = mention.record
    if record.country or mention.place or record.basis == "pronoun" or not _at_home_too(setting, record):
        return False
    if _of_several_countries(mention):
        return False
    if record.kind == "organisation" and SITE.search(record.name) is not None:
        return False  # sites are from anywhere
    if record.actor_id:
        if record.kind == "person" and " " not in record.name and _leader_elsewhere(setting, record.name):
            return False
        return record.actor_id.startswith("name:") and record.kind in ("person", "organisation", "group")
    return record.kind in ("class", "person", "group") and record.why.rule in (
        "role noun",
        "owned",
        "same class",
        "people of a country",
    )


def _leader_elsewhere(setting: Setting, surname: str) -> bool:
    """Tell whether a family name alone may be that of somebody who led a country on that day: "Mr Bush" in Harare."""
    knowledge, day = setting.knowledge, setting.day
    return bool(day) and any(knowledge.leads(a, day) for a in knowledge.with_surname(surname))


def _at_home_too(setting: Setting, record: ActorMention) -> bool:
    """Tell whether nothing in a phrase says that it is of somewhere else: "foreign investors", "troops", "other governments"."""
    words = set(record.evidence.quote.lower().split())
    others = ELSEWHERE if "GOV" in record.sectors else ELSEWHERE - {"other", "another"}
    agent = setting.knowledge.agents.get(record.why.entry.replace("-", " "))
    return others.isdisjoint(words) and not (agent is not None and (agent.moves or agent.noun in ANYWHERE))


def _of_several_countries(mention: Mention) -> bool:
    """Tell whether several stand for as many countries: "the foreign ministers", "regimes like these"."""
    return mention.several and mention.record.why.entry in ONE_EACH


def _living(mention: Mention, country: str, reason: str) -> Mention:
    """Return a mention as of a country; its id stays as it is, so that a name is the same in articles that do not tell the country."""
    record = mention.record
    why = msgspec.structs.replace(record.why, note="; ".join(filter(None, (record.why.note, f"country: {reason}"))))
    return msgspec.structs.replace(mention, record=msgspec.structs.replace(record, country=country, why=why))


def _followed(before: Sequence[Mention], after: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions as they are now, references to those whose country was open before with theirs."""
    known: dict[tuple[int, int], tuple[str, ActorMention]] = {}
    for was, mention in zip(before, after, strict=True):
        record = mention.record
        name, meant = known.get(mention.antecedent or (-1, -1), ("", record))
        if meant.country and not record.country and name == record.name:
            record = msgspec.structs.replace(record, country=meant.country, actor_id=meant.actor_id, name=meant.name)
            mention = msgspec.structs.replace(mention, record=record)  # noqa: PLW2901
        known[mention.sentence, mention.head] = was.record.name, record
        yield mention


def article_focus(setting: Setting) -> Focus | None:
    """Return the country with most of the article's names, if it has enough of them."""
    named = Counter({c: n for c, n in setting.countries.items() if c not in STATELESS})
    total = sum(named.values())
    if not total:
        return None
    country, n = named.most_common(1)[0]
    return Focus(country, n / total) if n >= LEAST or n == total else None


def place_focus(setting: Setting) -> Focus | None:
    """Return the country where the towns and regions of an article lie that names several countries: "police" in a report from Delhi about Pakistan."""
    named = Counter({c: n for c, n in setting.spots.items() if c not in STATELESS})
    total = sum(named.values())
    country, n = named.most_common(1)[0] if total else ("", 0)
    return Focus(country, n / total) if n >= SPOTS and n / total >= SHARE_SPOTS else None


def _placed(
    setting: Setting,
    mention: Mention,
    here: Counter[str],
    focus: Focus | None,
    spot: Focus | None,
    *,
    in_place: bool,
) -> Mention:
    if not _open(mention) or _of_several_countries(mention):
        return mention
    agent = setting.knowledge.agents.get(mention.record.why.entry.replace("-", " "))
    if agent is None:
        return mention
    local = "local" in agent.traits or agent.noun in FOLK
    if not local and AT_HOME.isdisjoint(mention.record.sectors):
        return mention
    abroad = agent.moves
    if len(here) == 1 and in_place and not abroad:
        country = next(iter(here))
        if focus is None or focus.country == country or focus.share < SHARE:
            return _of(setting, mention, country, "the only place in the sentence")
    if spot is not None and not abroad and (not here or set(here) == {spot.country}):
        return _of(setting, mention, spot.country, f"{spot.share:.0%} of the places that the article names")
    if focus is not None and focus.share >= (SHARE_ABROAD if abroad else SHARE) and (not here or focus.country in here):
        return _of(setting, mention, focus.country, f"{focus.share:.0%} of the countries that the article names")
    return _only_body(setting, mention, here)


def _only_body(setting: Setting, mention: Mention, here: Counter[str]) -> Mention:
    """ "Congress", "the Duma": the body of the only country of the article that has one of that name."""
    record = mention.record
    if record.kind != "organisation" or not record.name[:1].isupper() or mention.several:
        return mention
    owners = [c for c in setting.states if setting.knowledge.body_of(c, record.name) is not None]
    fits = len(owners) == 1 and (not here or owners[0] in here)
    return (
        _of(setting, mention, owners[0], "the only country of the article with a body of that name")
        if fits
        else mention
    )


def _open(mention: Mention) -> bool:
    """Tell whether a mention is of a role noun whose country nothing has told yet."""
    record = mention.record
    return (
        record.why.rule in ("role noun", "same class")
        and not record.country
        and (not record.actor_id or (record.kind == "organisation" and record.actor_id.startswith("name:")))
        and record.kind in ("class", "organisation", "person")
        and ELSEWHERE.isdisjoint(record.evidence.quote.lower().split())
    )


def _of(setting: Setting, mention: Mention, country: str, reason: str) -> Mention:
    record = mention.record
    why = Why(rule="country of the article", entry=record.why.entry, note=f"{reason}; {record.why.note}")
    record = msgspec.structs.replace(record, country=country, why=why)
    indefinite = record.evidence.quote.lower().startswith(("a ", "an "))
    if (
        record.kind == "organisation"
        and not (mention.several or indefinite)
        and SUBNATIONAL.isdisjoint(record.name.lower().split())
    ):
        record = body(setting.knowledge, record)
    mention = msgspec.structs.replace(mention, record=record)
    national = setting.knowledge.office(record.title, country) in NATIONAL
    return office_holder(setting, mention) if national else mention


def body(knowledge: Knowledge, record: ActorMention) -> ActorMention:
    """Return "the National Assembly", "the government" of a country as its body of that name; a party has no other name than its own."""
    known = knowledge.body_of(record.country, record.name)
    if known is not None:
        return msgspec.structs.replace(record, actor_id=known.actor_id, name=known.name)
    units = record.why.entry.split()[-1] in UNITS
    if units or knowledge.agents[record.why.entry.replace("-", " ")].kind != "institution":
        return record
    noun = ONE_BODY.get(record.why.entry, record.why.entry)
    proper = record.name[:1].isupper() and " " in record.name
    words = f"{knowledge.adjectives.get(record.country, record.country)} {record.name}"
    name = words if proper else institution_name(knowledge, noun, record.country)
    actor_id = f"{record.country.lower()}:{slug(noun)}"
    if noun == "parliament" and record.country in knowledge.parliaments:
        actor_id = knowledge.parliaments[record.country][0]
    return msgspec.structs.replace(record, actor_id=actor_id, name=name)
