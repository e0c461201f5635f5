"""The frozen sample: fifty Wikinews articles labelled exhaustively by two readers; a coder, or a reader, against a reader.

GOLD is the pool that holds the articles' text (JSONL with id, date, title, text); the labels come with the project (gold/wikinews50).
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.knowledge import Knowledge, load
from dragoman.actors.spelling import fold
from dragoman.errors import InputError
from dragoman.evaluate.cases import as_given, read_jsonl
from dragoman.evaluate.labels import (
    ActorLabel,
    EventLabel,
    Labels,
    PositionLabel,
    ReferenceLabel,
    Span,
    StatementLabel,
    labels_of,
    read_labels,
)
from dragoman.evaluate.score import ErrorCase, Figure, Score, bootstrap, f1
from dragoman.evaluate.tasks import CoderLike, Options, code_all

SAMPLE = Path("gold") / "wikinews50"
DEVELOPMENT = Path("gold") / "wikinews_dev"
NEAR = 0.5  # Jaccard of the characters from which two spans are the same passage


class Tally(NamedTuple):
    """Counts of one measure in one article: right among found, right among wanted."""

    right_found: int
    found: int
    right_wanted: int
    wanted: int


class Measure(NamedTuple):
    """What is compared: how it is called, and how it counts in one article."""

    name: str
    tally: Callable[[Labels, Labels], Tally]


def frozen_sample(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score a coder on the frozen sample, in all and for the half that is only scored. Raises InputError if the labels are not there."""
    folder = _folder(gold, SAMPLE)
    pairs, texts = _found_and_wanted(folder, gold, coder, options)
    half_of = halves(folder)
    scored = [p for p in pairs if half_of[p[0].id] == "score"]
    figures = (
        *figures_of(pairs),
        left_open(pairs),
        *figures_of(scored, "scored half: "),
        left_open(scored, "scored half: "),
    )
    readable = [p for p in pairs if half_of[p[0].id] == "read"]
    errors = tuple(e for p in readable for e in _errors(*p, texts[p[0].id]))
    notes = ("errors are listed for the half that may be read",)
    return Score(task="wikinews50", set="wikinews50", n=len(pairs), figures=figures, errors=errors, notes=notes)


def development(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score a coder on the articles that are labelled for reading its errors. Raises InputError if the labels are not there."""
    pairs, texts = _found_and_wanted(_folder(gold, DEVELOPMENT), gold, coder, options)
    figures = (*figures_of(pairs), left_open(pairs))
    errors = tuple(e for p in pairs for e in _errors(*p, texts[p[0].id]))
    return Score(task="wikinews_dev", set="wikinews_dev", n=len(pairs), figures=figures, errors=errors)


def _found_and_wanted(
    folder: Path, gold: Path, coder: CoderLike, options: Options
) -> tuple[list[tuple[Labels, Labels]], dict[str, dict[str, str]]]:
    """Return what a coder finds beside what is labelled, article by article, and the articles' texts by id and part."""
    wanted = read_labels(folder / "labels.jsonl")
    rows = {r["id"]: r for r in read_jsonl(_pool(gold)) if r["id"] in wanted}
    ids = sorted(wanted)[: options.limit]
    raws = [as_given(i, rows[i]["text"], published=rows[i]["date"], title=rows[i]["title"]) for i in ids]
    readings = code_all(coder, raws)
    found = [labels_of(r, i) if r is not None else Labels(id=i) for i, r in zip(ids, readings, strict=True)]
    texts = {i: {"title": rows[i]["title"], "text": rows[i]["text"]} for i in ids}
    return [(f, wanted[f.id]) for f in found], texts


def agreement(_: Path, __: CoderLike, options: Options) -> Score:
    """Score one reader against the other, with the same measures."""
    one, other = (read_labels(SAMPLE / f"reader-{name}.jsonl") for name in "ab")
    pairs = [(one[i], other[i]) for i in sorted(one.keys() & other.keys())][: options.limit]
    return Score(task="agreement", set="wikinews50", n=len(pairs), figures=figures_of(pairs))


def _folder(gold: Path, usual: Path) -> Path:
    beside = gold if gold.is_dir() else gold.parent
    found = next((f for f in (usual, beside) if (f / "labels.jsonl").is_file()), None)
    if found is None:
        raise InputError(f"{usual / 'labels.jsonl'} is not here; run this in a checkout of the project")
    return found


def _pool(gold: Path) -> Path:
    return gold / "wikinews.jsonl" if gold.is_dir() else gold


def halves(folder: Path) -> dict[str, str]:
    """Return by article id which half of the sample it is in: `read` or `score`."""
    lines = (folder / "sample.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {r["id"]: r["half"] for r in rows}


# ---- the measures -----------------------------------------------------------------------------------------------------------------


def figures_of(pairs: Sequence[tuple[Labels, Labels]], prefix: str = "") -> tuple[Figure, ...]:
    """Return precision, recall and F1 of every measure over articles, with intervals from resampling articles."""
    return tuple(f for measure in MEASURES for f in _figures(measure, pairs, prefix))


def _figures(measure: Measure, pairs: Sequence[tuple[Labels, Labels]], prefix: str) -> tuple[Figure, ...]:
    tallies = [measure.tally(found, wanted) for found, wanted in pairs]
    total = [sum(t[i] for t in tallies) for i in range(4)]
    name = prefix + measure.name
    return (
        _figure(f"{name} precision", tallies, _precision, total[1]),
        _figure(f"{name} recall", tallies, _recall, total[3]),
        Figure(name=f"{name} F1", value=f1(_precision(tallies), _recall(tallies)), n=total[3]),
    )


def _figure(name: str, tallies: Sequence[Tally], statistic: Callable[[Sequence[Tally]], float], n: int) -> Figure:
    low, high = bootstrap(tallies, statistic)
    return Figure(name=name, value=statistic(tallies), n=n, low=low, high=high)


def _precision(tallies: Sequence[Tally]) -> float:
    return sum(t.right_found for t in tallies) / max(1, sum(t.found for t in tallies))


def _recall(tallies: Sequence[Tally]) -> float:
    return sum(t.right_wanted for t in tallies) / max(1, sum(t.wanted for t in tallies))


def _paired[T](found: Iterable[T], wanted: Iterable[T], same: Callable[[T, T], bool]) -> Tally:
    """Match one to one, greedily in order."""
    found, left = list(found), list(wanted)
    wanted_count, right = len(left), 0
    for item in found:
        hit = next((w for w in left if same(item, w)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return Tally(right, len(found), right, wanted_count)


def _same_mention(one: Span, other: Span) -> bool:
    """Two mentions are one if they end together (the head is last) or are mostly the same characters."""
    return one.overlap(other) > 0 and (one.end == other.end or one.jaccard(other) >= NEAR)


def _actors(found: Labels, wanted: Labels) -> Tally:
    return _paired(_everyone(found), _everyone(wanted), lambda a, b: _same_mention(a.span, b.span))


def _everyone(labels: Labels) -> tuple[ActorLabel, ...]:
    """Return all mentions: those labelled as actors, and references that are not."""
    return (*labels.actors, *_as_actors(labels))


def _as_actors(labels: Labels) -> tuple[ActorLabel, ...]:
    """Return references that are no actor labels themselves, with what is known of whom they stand for."""
    known = {a.identity: a for a in labels.actors if a.identity}
    bare = (r for r in labels.references if not any(_same_mention(r.span, a.span) for a in labels.actors))
    made = []
    for reference in bare:
        actor = known.get(reference.to[0]) if len(reference.to) == 1 else None
        made.append(
            ActorLabel(
                span=reference.span, country=actor.country if actor else "", identity=actor.identity if actor else ""
            )
        )
    return tuple(made)


def _told(labels: Labels) -> tuple[ActorLabel, ...]:
    """Return the mentions of whose country labels say something: not "they" for a class, whose country only the class's own label has."""
    named = {a.identity for a in labels.actors if a.identity}
    unsaid = {r.span for r in labels.references if not any(to in named for to in r.to)}
    return tuple(a for a in _everyone(labels) if a in labels.actors or a.span not in unsaid)


def _country(found: Labels, wanted: Labels) -> Tally:
    """Of mentions that are given a country and stand where the reader says whose an actor is, or that nobody knows."""
    everyone = _told(wanted)
    all_wanted = [a for a in everyone if a.country]
    asserted = [a for a in _everyone(found) if a.country and any(_same_mention(a.span, w.span) for w in everyone)]
    return _paired(asserted, all_wanted, lambda a, b: a.country == b.country and _same_mention(a.span, b.span))


def _identity(found: Labels, wanted: Labels) -> Tally:
    """Of mentions that are given an identity and stand where the reader sees an actor."""
    everyone = _everyone(wanted)
    all_wanted = [a for a in everyone if a.identity]
    asserted = [a for a in _everyone(found) if a.identity and any(_same_mention(a.span, w.span) for w in everyone)]
    return _paired(
        asserted, all_wanted, lambda a, b: _same_name(a.identity, b.identity) and _same_mention(a.span, b.span)
    )


def _same_name(one: str, other: str) -> bool:
    """Compare names as the base knows them, else by their words: one may be longer ("George W. Bush", "George Bush"), but a state is not its ministry."""
    if _bearers(one) & _bearers(other):
        return True
    a, b = _name_words(one), _name_words(other)
    states = [w for w in a & b if w.isupper()]
    return bool(a and b) and (a <= b or b <= a) and (a == b or len(states) < min(len(a), len(b)))


@cache
def _knowledge() -> Knowledge:
    return load()


@cache
def _bearers(name: str) -> frozenset[str]:
    """Return the ids of those whom the package's tables call by a name: "MPRP" and its full name are one party."""
    return frozenset(r.actor_id for r in _knowledge().readings(name) if r.friend and r.actor_id)


@cache
def _name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others, states and their adjectives as codes ("Cambodian government", "Government of Cambodia")."""
    words = fold(name).replace(".", "").replace("-", " ").replace("'s", "").split()
    found: list[str] = []
    while words:
        size, code = next(((n, c) for n in (3, 2, 1) if (c := _state_code(" ".join(words[:n])))), (1, ""))
        found.append(code or words[0].lower())
        words = words[size:]
    return frozenset(found) - {"the", "of", "government", "royal"}


@cache
def _state_code(words: str) -> str:
    """Return the code of the state that words name, "" if they name none: a code is upper case, words are lower case."""
    return next((r.country for r in _knowledge().readings(words)[:1] if r.kind == "state" and not r.place), "")


def _references(found: Labels, wanted: Labels) -> Tally:
    """Of references that are resolved and stand where the reader sees one: the right actor."""
    seen = [r for r in found.references if any(_same_mention(r.span, w.span) for w in wanted.references)]
    return _paired(seen, wanted.references, lambda a, b: _same_mention(a.span, b.span) and _same_actor(a, b, wanted))


def _same_actor(found: ReferenceLabel, reference: ReferenceLabel, wanted: Labels) -> bool:
    """Tell whether a reference is resolved to whom the reader means: by name, or to a mention that the reader takes for the same actor."""
    if any(_same_name(x, y) for x in found.to for y in reference.to):
        return True
    if found.at is None:
        return False
    same = [r.span for r in wanted.references if r.to == reference.to and r is not reference]
    same += [a.span for a in wanted.actors if a.identity in reference.to]
    return any(_same_mention(found.at, span) for span in same)


def left_open(pairs: Sequence[tuple[Labels, Labels]], prefix: str = "") -> Figure:
    """Return the share of references that a coder says nothing of; the others are right (recall) or wrong."""
    tallies = [_open_references(found, wanted) for found, wanted in pairs]
    return _figure(f"{prefix}references left open", tallies, _recall, sum(t.wanted for t in tallies))


def _open_references(found: Labels, wanted: Labels) -> Tally:
    answered = [r.span for r in found.references]
    left = sum(not any(_same_mention(span, r.span) for span in answered) for r in wanted.references)
    return Tally(left, left, left, len(wanted.references))


def _same_place(one: EventLabel, other: EventLabel) -> bool:
    """An event told in one sentence: the triggers meet, or one lies in the sentence of the other."""
    if one.trigger.overlap(other.trigger):
        return True
    return any(e.sentence is not None and e.sentence.overlap(o.trigger) > 0 for e, o in ((one, other), (other, one)))


def _same_side(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Two sides are one if both are empty, or each span of either meets one of the other."""
    if not one or not other:
        return not one and not other
    return all(any(_same_mention(a, b) for b in other) for a in one) and all(
        any(_same_mention(a, b) for a in one) for b in other
    )


def _all_right(one: EventLabel, other: EventLabel) -> bool:
    return (
        one.type == other.type
        and _same_place(one, other)
        and _same_side(one.sources, other.sources)
        and _same_side(one.recipients, other.recipients)
    )


def same_event(one: EventLabel, other: EventLabel) -> bool:
    """Tell whether two labels are of one type and told in one sentence."""
    return one.type == other.type and _same_place(one, other)


def _current(labels: Labels) -> list[EventLabel]:
    return [e for e in labels.events if e.current]


def _events(same: Callable[[EventLabel, EventLabel], bool], *, current: bool) -> Callable[[Labels, Labels], Tally]:
    def count(found: Labels, wanted: Labels) -> Tally:
        if current:
            return _paired(_current(found), _current(wanted), same)
        return _paired(found.events, wanted.events, same)

    return count


def _same_passage(one: Sequence[Span], other: Sequence[Span]) -> bool:
    shared = sum(a.overlap(b) for a in one for b in other)
    whole = sum(s.end - s.start for s in (*one, *other)) - shared
    return bool(whole) and shared / whole >= NEAR


def same_content(one: StatementLabel, other: StatementLabel) -> bool:
    """Tell whether two labels are of mostly the same characters."""
    return _same_passage(one.content, other.content)


def same_statement(one: StatementLabel, other: StatementLabel) -> bool:
    """Tell whether two labels are of mostly the same characters, told by one speaker."""
    return same_content(one, other) and _same_speaker(one.speaker, other.speaker)


def _same_speaker(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return _same_mention(one, other)


def _same_position(one: PositionLabel, other: PositionLabel) -> bool:
    return (
        one.stance == other.stance and _same_mention(one.holder, other.holder) and one.object.overlap(other.object) > 0
    )


MEASURES = (
    Measure("actor mentions", _actors),
    Measure("country", _country),
    Measure("identity", _identity),
    Measure("references", _references),
    Measure("current events, type", _events(same_event, current=True)),
    Measure("current events, all right", _events(_all_right, current=True)),
    Measure("all events, type", _events(same_event, current=False)),
    Measure(
        "statements, content",
        lambda f, w: _paired(f.statements, w.statements, same_content),
    ),
    Measure("statements with speaker", lambda f, w: _paired(f.statements, w.statements, same_statement)),
    Measure("positions", lambda f, w: _paired(f.positions, w.positions, _same_position)),
)


# ---- errors to read ---------------------------------------------------------------------------------------------------------------


def _errors(found: Labels, wanted: Labels, parts: Mapping[str, str]) -> list[ErrorCase]:
    """Return current events that only one side has."""
    missed = [w for w in _current(wanted) if not any(_all_right(f, w) for f in _current(found))]
    spurious = [f for f in _current(found) if not any(_all_right(f, w) for w in _current(wanted))]
    return [
        *(_error("missed", found.id, e, parts) for e in missed),
        *(_error("not expected", found.id, e, parts) for e in spurious),
    ]


def _error(kind: str, article: str, event: EventLabel, parts: Mapping[str, str]) -> ErrorCase:
    def quote(span: Span) -> str:
        return parts[span.part][span.start : span.end]

    around = parts[event.trigger.part][max(0, event.trigger.start - 150) : event.trigger.end + 150]
    sides = (", ".join(map(quote, event.sources)) or "-", ", ".join(map(quote, event.recipients)) or "-")
    told = f"{event.type}/{'+'.join(event.modes)} {sides[0]} → {sides[1]} by {quote(event.trigger)!r}"
    return ErrorCase(
        id=article,
        kind=kind,
        text=around,
        expected=told if kind == "missed" else "",
        found="" if kind == "missed" else told,
    )
