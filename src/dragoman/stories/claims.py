"""Claims: positions toward the same object, gathered across articles, with the reason for each join.

Two objects are joined by the content words and actors that they share, weighted by how rare these are among all objects; common words join
nothing by themselves, and words that turn an object around ("an end to …") keep it apart. Everything here is a pure function over rows.
"""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from dragoman.dataset.queries import Dataset
from dragoman.lexicon.tables import package_data, read_toml
from dragoman.records import Record, Stance

LEAST = 0.4  # similarity from which two objects are one: chosen on joins that were judged (docs/statements.md)
RAREST = 4  # words and actors of a position by which the claims to compare it with are looked up
LATEST = 60  # claims with one of those that a position is compared with, the latest ones
COMPARED = 6  # members of a claim that a new position is compared with
ENDINGS = ("ations", "ation", "ings", "ing", "ments", "ment", "ions", "ion", "ies", "ed", "es", "s", "al", "e", "y")
SHORT_PLURAL = re.compile(r"\w\w[^\W\d_aeisu]s")  # "dams", "laws"; not "boss", "crisis"
OUR = re.compile(r"(?<=\w\w\w)our(?=s?$|ed$|ing$|able$|ful$)")
ISE = re.compile(r"(?<=\w\w\w)is(?=e$|es$|ed$|ing$|ations?$)")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d{4}")


class PositionRow(Record, kw_only=True):
    """A position as the dataset has it, flat. `day` is the publication day (ISO) or "" where unknown."""

    id: str
    article_id: str
    holder: str  # actor id, or the name where there is none
    holder_name: str
    holder_country: str = ""
    stance: Stance
    strength: float
    object: str
    rest: str  # the object without the words of the actors in it
    actors: tuple[str, ...] = ()  # ids or names of the actors in the object
    known: bool = False  # the object is a known actor and nothing else
    cue: str = ""
    day: str = ""


class Join(Record, kw_only=True):
    """Why a position came to a claim: what it shares with one that was there, and how alike they are (0..1)."""

    position: str
    joined_to: str
    words: tuple[str, ...]
    actors: tuple[str, ...]
    similarity: float


class Claim(Record, kw_only=True):
    """Positions toward one object: `label` is the object's shortest telling wording."""

    id: str
    label: str
    members: tuple[PositionRow, ...]  # by day
    joins: tuple[Join, ...]
    first: str = ""
    last: str = ""


class Standing(Record, kw_only=True):
    """One holder's stance: since when, how often, how strongly, in which words."""

    holder: str
    name: str
    country: str
    stance: Stance
    first: str
    last: str
    strength: float
    rows: tuple[PositionRow, ...]


class Contradiction(Record, kw_only=True):
    """One holder on both sides of one claim; `turned` where the days tell which side came later."""

    claim: Claim
    holder: str
    name: str
    support: tuple[PositionRow, ...]
    oppose: tuple[PositionRow, ...]
    turned: Stance | None


# ---- from a dataset -----------------------------------------------------------------------------------------------------------------


def position_rows(dataset: Dataset) -> tuple[PositionRow, ...]:
    """Return the positions of a dataset as rows, in the order of their days and ids."""
    rows = (row_from(row) for row in dataset.positions.rows())
    return tuple(sorted(rows, key=lambda r: (r.day, r.id)))


def row_from(row: Mapping[str, Any]) -> PositionRow:
    """Return a row of the positions table (structs as dicts) as a PositionRow."""
    holder, object_ = row["holder"], row["object"]
    actors = [a for a in row["object_actors"] or () if a["actor_id"] or a["kind"] != "unknown"]
    day = row.get("published_day")
    return PositionRow(
        id=row["id"],
        article_id=row["article_id"],
        holder=holder["actor_id"] or holder["name"],
        holder_name=holder["name"],
        holder_country=holder["country"],
        stance=row["stance"],
        strength=row["strength"],
        object=object_["quote"],
        actors=tuple(dict.fromkeys(a["actor_id"] or a["name"] for a in actors)),
        rest=_without_actors(object_, actors),
        known=any(a["actor_id"] and _fills(a["evidence"], object_) for a in actors),
        cue=row["cue"]["quote"] if row["cue"] else "",
        day=day.isoformat() if isinstance(day, date) else (day or ""),
    )


def _without_actors(object_: Mapping[str, Any], actors: Sequence[Mapping[str, Any]]) -> str:
    """Return the words of an object that name none of its actors, so that a name does not count twice."""
    text: str = object_["quote"]
    for actor in actors:
        first, last = actor["evidence"]["start"] - object_["start"], actor["evidence"]["end"] - object_["start"]
        text = text[:first] + " " * (last - first) + text[last:]
    return text


def _fills(evidence: Mapping[str, Any], object_: Mapping[str, Any]) -> bool:
    """Tell whether an actor's mention is the whole object, articles apart."""
    start = object_["start"] + (len("the ") if object_["quote"].lower().startswith("the ") else 0)
    return bool(evidence["start"] <= start and evidence["end"] >= object_["end"])


# ---- words --------------------------------------------------------------------------------------------------------------------------


@cache
def _sets() -> dict[str, frozenset[str]]:
    tables = read_toml(package_data("stories/claims.toml"))
    return {name: frozenset(stem(w) for w in words) for name, words in tables.items()}


def stem(word: str) -> str:
    """Return a word's beginning that its forms share: lower case, common endings off; not a linguist's stem."""
    lower = _american(word.lower())
    ending = next((e for e in ENDINGS if lower.endswith(e) and len(lower) - len(e) > 3), "")
    if not ending and SHORT_PLURAL.fullmatch(lower):
        return lower[:-1]
    return lower[: len(lower) - len(ending)] if ending else lower


def _american(word: str) -> str:
    """Return a British spelling as the American one: "colour", "labours", "recognise"."""
    return ISE.sub("iz", OUR.sub("or", word))


def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words of an object that say what it is about."""
    return frozenset(stem(w) for w in WORD.findall(text)) - _sets()["empty"]


class _Features(Record, kw_only=True):
    """What an object is compared by."""

    words: frozenset[str]
    actors: frozenset[str]
    reversing: frozenset[str]


def _features(row: PositionRow) -> _Features:
    words = content_words(row.rest)
    reversing = words & _sets()["reversing"]
    return _Features(words=words - reversing, actors=frozenset(f"@{a}" for a in row.actors), reversing=reversing)


# ---- joining ------------------------------------------------------------------------------------------------------------------------


class _Gathering:
    """Claims while they grow: each new position goes to the most similar claim, or begins one."""

    def __init__(self, rows: Sequence[PositionRow]) -> None:
        self.features = {r.id: _features(r) for r in rows}
        self.weights = _weights(self.features.values())
        self.members: list[list[PositionRow]] = []
        self.joins: list[list[Join]] = []
        self._where: dict[str, dict[int, None]] = defaultdict(dict)  # claims in the order of their latest member

    def add(self, row: PositionRow) -> None:
        found = max(self._candidates(row), key=lambda c: (c[0], -c[1]), default=None)
        if found is None:
            self.members.append([row])
            self.joins.append([])
        else:
            self.members[found[1]].append(row)
            self.joins[found[1]].append(found[2])
        at = len(self.members) - 1 if found is None else found[1]
        features = self.features[row.id]
        for feature in features.words | features.actors:
            self._where[feature].pop(at, None)
            self._where[feature][at] = None

    def _candidates(self, row: PositionRow) -> Iterator[tuple[float, int, Join]]:
        """Yield (mean similarity, claim, reason) of the claims that a position may join: the mean keeps chains from drifting."""
        features = self.features[row.id]
        telling = (f for f in features.words | features.actors if f not in _sets()["weak"])
        rarest = sorted(telling, key=lambda f: (-self.weights[f], f))[:RAREST]
        near = {at for f in rarest for at in islice(reversed(self._where.get(f, {})), LATEST)}
        for at in sorted(near):
            joins = [self._join(row, other) for other in self.members[at][:COMPARED]]
            mean = sum(j.similarity for j in joins) / len(joins)
            if mean >= LEAST:
                yield mean, at, max(joins, key=lambda j: j.similarity)

    def _join(self, row: PositionRow, other: PositionRow) -> Join:
        a, b = self.features[row.id], self.features[other.id]
        words, actors = a.words & b.words, a.actors & b.actors
        return Join(
            position=row.id,
            joined_to=other.id,
            words=tuple(sorted(words)),
            actors=tuple(sorted(x[1:] for x in actors)),
            similarity=round(self._similarity(row, other, a, b), 3),
        )

    def _similarity(self, row: PositionRow, other: PositionRow, a: _Features, b: _Features) -> float:
        """Return the weighted overlap of two objects, 0 where what they share says too little or one turns the other around."""
        if row.known or other.known:
            return 1.0 if row.known and other.known and a.actors == b.actors else 0.0
        if bool(a.reversing) != bool(b.reversing):
            return 0.0
        telling = (a.words & b.words) - _sets()["weak"]
        specific = len(telling) + len(a.actors & b.actors)
        if not telling or (specific < 2 and row.article_id != other.article_id):
            return 0.0
        either = self._weight((a.words | b.words) | (a.actors | b.actors))
        return self._weight((a.words & b.words) | (a.actors & b.actors)) / either if either else 0.0

    def _weight(self, features: Iterable[str]) -> float:
        return sum(self.weights[f] for f in features)


def _weights(all_features: Iterable[_Features]) -> dict[str, float]:
    """Return a weight for each word and actor: the rarer the heavier, weak words a quarter."""
    listed = list(all_features)
    counts = Counter(f for features in listed for f in features.words | features.actors)
    weak = _sets()["weak"]
    return {f: math.log(1 + len(listed) / n) * (0.25 if f in weak else 1.0) for f, n in counts.items()}


def gather(rows: Iterable[PositionRow]) -> tuple[Claim, ...]:
    """Return the claims of some positions, those with most positions first; a position that joins nothing is a claim of its own.

    The same rows give the same claims, whatever their order.
    """
    ordered = sorted(rows, key=lambda r: (r.day, r.id))
    gathering = _Gathering(ordered)
    for row in ordered:
        gathering.add(row)
    claims = [_claim(m, j) for m, j in zip(gathering.members, gathering.joins, strict=True)]
    return tuple(sorted(claims, key=lambda c: (-len(c.members), c.id)))


def _claim(members: Sequence[PositionRow], joins: Sequence[Join]) -> Claim:
    days = [m.day for m in members if m.day]
    return Claim(
        id="c" + hashlib.sha256(members[0].id.encode()).hexdigest()[:15],
        label=min((m.object for m in members), key=_labelling),
        members=tuple(members),
        joins=tuple(joins),
        first=min(days, default=""),
        last=max(days, default=""),
    )


def _labelling(text: str) -> tuple[bool, int, str]:
    """Order wordings: those that tell most content words in few characters first."""
    return len(content_words(text)) < 2, len(text), text


# ---- questions ----------------------------------------------------------------------------------------------------------------------


def on(rows: Iterable[PositionRow], query: str) -> tuple[PositionRow, ...]:
    """Return the positions whose object holds every content word of a query, in any form, or whose object is the actor of that name."""
    wanted = content_words(query) or frozenset({stem(query)})
    return tuple(
        r for r in rows if wanted <= content_words(r.object) | content_words(" ".join(_plain(a) for a in r.actors))
    )


def _plain(actor: str) -> str:
    """Return an actor id or name as words: "state:costa-rica" → "costa rica"."""
    return actor.partition(":")[2].replace("-", " ") if ":" in actor else actor


def held_by(rows: Iterable[PositionRow], holder: str) -> tuple[PositionRow, ...]:
    """Return the positions of a holder: a country code ("CHN": all holders of that country), an actor id, or a name or part of one."""
    lower = holder.lower()
    if len(holder) == 3 and holder.isupper():
        return tuple(r for r in rows if r.holder_country == holder)
    return tuple(r for r in rows if lower == r.holder.lower() or lower in r.holder_name.lower())


def standings(rows: Iterable[PositionRow]) -> tuple[Standing, ...]:
    """Return who supports, who opposes and who is neutral, since when and in which words: by side, then by first day."""
    by: dict[tuple[str, Stance], list[PositionRow]] = defaultdict(list)
    for row in rows:
        by[row.holder, row.stance].append(row)
    found = [
        _standing(holder, stance, sorted(group, key=lambda r: (r.day, r.id))) for (holder, stance), group in by.items()
    ]
    order = {"support": 0, "oppose": 1, "neutral": 2}
    return tuple(sorted(found, key=lambda s: (order[s.stance], s.first or "9999", s.name)))


def _standing(holder: str, stance: Stance, group: Sequence[PositionRow]) -> Standing:
    days = [r.day for r in group if r.day]
    return Standing(
        holder=holder,
        name=group[0].holder_name,
        country=group[0].holder_country,
        stance=stance,
        first=min(days, default=""),
        last=max(days, default=""),
        strength=max(r.strength for r in group),
        rows=tuple(group),
    )


def over_time(rows: Iterable[PositionRow]) -> tuple[tuple[Claim, tuple[PositionRow, ...]], ...]:
    """Return each claim with the positions on it by day, for rows of one holder: how its stances moved. Claims by their first day."""
    claims = gather(rows)
    return tuple((c, c.members) for c in sorted(claims, key=lambda c: (c.first or "9999", c.id)))


def contradictions(claims: Iterable[Claim]) -> tuple[Contradiction, ...]:
    """Return where one holder stands on both sides of one claim, the earliest first."""
    found = []
    for claim in claims:
        for holder in sorted({m.holder for m in claim.members}):
            found += _contradiction(claim, holder)
    return tuple(sorted(found, key=lambda c: (c.claim.first or "9999", c.claim.id, c.holder)))


def _contradiction(claim: Claim, holder: str) -> list[Contradiction]:
    own = [m for m in claim.members if m.holder == holder]
    support = tuple(m for m in own if m.stance == "support")
    oppose = tuple(m for m in own if m.stance == "oppose")
    if not support or not oppose:
        return []
    return [
        Contradiction(
            claim=claim,
            holder=holder,
            name=own[0].holder_name,
            support=support,
            oppose=oppose,
            turned=_turned(support, oppose),
        )
    ]


def _turned(support: Sequence[PositionRow], oppose: Sequence[PositionRow]) -> Stance | None:
    """Return the side that is wholly later than the other, None where the days do not tell."""
    if not all(r.day for r in (*support, *oppose)):
        return None
    if min(r.day for r in support) > max(r.day for r in oppose):
        return "support"
    return "oppose" if min(r.day for r in oppose) > max(r.day for r in support) else None
