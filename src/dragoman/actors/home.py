"""Whose "the police", "protesters" and "the opposition" are, where the phrase does not say: the country that the sentence or the article is about."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from dragoman.actors.names import Setting
from dragoman.actors.reading import Mention
from dragoman.actors.tables import slug
from dragoman.records import ActorMention, Why

STATELESS = frozenset({"", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# Sectors of those who are at home in the country that an article is about, unless it says otherwise; of others only some nouns are (trait "local").
AT_HOME = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "SPY", "OPP", "PTY", "REB", "PRM", "UAF"})
# Shares of all mentions of countries that make a country the article's, measured on articles read by eye.
SHARE = 0.6
SHARE_ABROAD = 0.85  # for soldiers, diplomats, tourists
LEAST = 2  # mentions
# Words before a noun that say it is of another country, or of several.
ELSEWHERE = frozenset(
    {
        "foreign",
        "other",
        "another",
        "neighbouring",
        "neighboring",
        "overseas",
        "international",
        "rival",
        "allied",
        "western",
        "exiled",
        "world",
    }
)


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
    placed = [
        _placed(setting, m, by_sentence.get(m.sentence, Counter()), focus, in_place=m.sentence in places)
        for m in mentions
    ]
    return list(_followed(placed))


def _followed(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions, references to those whose country was open until now with theirs."""
    known: dict[tuple[int, int], ActorMention] = {}
    for mention in mentions:
        record = mention.record
        before = known.get(mention.antecedent) if mention.antecedent is not None else None
        if before is not None and not record.country and before.country and before.name == record.name:
            record = msgspec.structs.replace(record, country=before.country, actor_id=before.actor_id)
            mention = msgspec.structs.replace(mention, record=record)  # noqa: PLW2901
        known[mention.sentence, mention.head] = record
        yield mention


def article_focus(setting: Setting) -> Focus | None:
    """Return the country with most of the article's names, if it has enough of them."""
    named = Counter({c: n for c, n in setting.countries.items() if c not in STATELESS})
    total = sum(named.values())
    if not total:
        return None
    country, n = named.most_common(1)[0]
    return Focus(country, n / total) if n >= LEAST or n == total else None


def _placed(setting: Setting, mention: Mention, here: Counter[str], focus: Focus | None, *, in_place: bool) -> Mention:
    if not _open(mention):
        return mention
    agent = setting.knowledge.agents.get(mention.record.why.entry.replace("-", " "))
    if agent is None or not (AT_HOME & set(mention.record.sectors) or "local" in agent.traits):
        return mention
    abroad = agent.moves
    if len(here) == 1 and in_place and not abroad:
        country = next(iter(here))
        if focus is None or focus.country == country or focus.share < SHARE:
            return _of(mention, country, "the only place in the sentence")
    if focus is not None and focus.share >= (SHARE_ABROAD if abroad else SHARE) and (not here or focus.country in here):
        return _of(mention, focus.country, f"{focus.share:.0%} of the countries that the article names")
    return mention


def _open(mention: Mention) -> bool:
    """Tell whether a mention is of a role noun whose country nothing has told yet."""
    record = mention.record
    return (
        record.why.rule == "role noun"
        and not record.country
        and not record.actor_id
        and record.kind in ("class", "organisation", "person")
        and ELSEWHERE.isdisjoint(record.evidence.quote.lower().split())
    )


def _of(mention: Mention, country: str, reason: str) -> Mention:
    record = mention.record
    why = Why(rule="country of the article", entry=record.why.entry, note=f"{reason}; {record.why.note}")
    actor_id = (
        f"{country.lower()}:{slug(record.why.entry)}" if record.kind == "organisation" and not mention.several else None
    )
    return msgspec.structs.replace(
        mention, record=msgspec.structs.replace(record, country=country, why=why, actor_id=actor_id)
    )
