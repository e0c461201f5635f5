"""The days of an event: from the date of its own clause or of one that shares its time, else the day of a report that tells the news."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from dragoman.calendar.meanings import DateExpression, DayPart, InYear, Length, Meaning, Point, Rolling, Shifted, Vague
from dragoman.calendar.resolve import described
from dragoman.language.forms import Clause, ParsedArticle, Sentence, Token
from dragoman.records import Event, Evidence, Tense, When, WhenBasis
from dragoman.when_where.attachment import attachment
from dragoman.when_where.carried import goes_on_from
from dragoman.when_where.dates import Told
from dragoman.when_where.tree import head_of

HISTORICAL = timedelta(days=365)
COORDINATED = frozenset({"conj", "appos", "compound", "nmod", "amod"})
BOUND_TO_VERB = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "pobj"})
ADJUNCTS = frozenset({"in", "during", "at", "amid"})  # "killed in clashes" is one time, "angry with the killing" two
MATERIAL = (2, 4)  # quads
LEAD = 5  # sentences in which a deed without a date is news; farther down it is as likely background


class Scene(NamedTuple):
    """A parsed sentence with its clauses by predicate, its time expressions by the token they modify, and the article's own day."""

    sentence: Sentence
    clauses: dict[int, Clause]
    dates: tuple[tuple[int, DateExpression], ...]
    told: Told
    number: int = 0  # of the sentence within its part
    retrospective: bool = False  # the sentence before tells of an earlier year, and this one goes on from there


class Days(NamedTuple):
    """What decided the days of a token: an expression, or None with the basis for the article's own day or for none."""

    expression: DateExpression | None
    basis: WhenBasis


def date_events(parsed: ParsedArticle, told: Told, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events with `when` set, and `historical` where they had ended a year before or stand in a passage about the past."""
    scenes = {i: scene_of(parsed, told, i) for i in {e.sentence for e in events}}
    dated = tuple(_dated(event, scenes[event.sentence]) for event in events)
    days = defaultdict(set)
    for event in dated:
        if event.quad in MATERIAL:
            days[event.sentence].add(event.when)
    return tuple(_gone_on(parsed, scenes[event.sentence], event, days) for event in dated)


def _gone_on(parsed: ParsedArticle, scene: Scene, event: Event, days: Mapping[int, set[When]]) -> Event:
    """Give an event without a date in its sentence the days of what that goes on from; none where these are not known."""
    own = bool(scene.dates) or event.tense == "future" or event.when.basis in ("stated", "relative")
    if own or event.quad not in MATERIAL:
        return event
    before = goes_on_from(parsed, scene.sentence, head_of(scene.sentence, event.trigger).i, days)
    if before is None:
        return event
    when = next(iter(days[before])) if len(days[before]) == 1 else When()
    past = _is_historical(scene, Days(None, when.basis), when)
    return msgspec.structs.replace(event, when=when, historical=event.historical or past)


def scene_of(parsed: ParsedArticle, told: Told, index: int) -> Scene:
    """Return what dating the tokens of a parsed sentence needs."""
    sentence = parsed.sentences[index]
    dates = tuple((i, e) for e in told.within(sentence) for i in _dated_words(sentence, e))
    clauses = {c.predicate: c for c in parsed.clauses[index]}
    number = sum(s.part == sentence.part for s in parsed.sentences[:index])
    return Scene(sentence, clauses, dates, told, number, told.looks_back_before(parsed, sentence))


def _dated_words(sentence: Sentence, expression: DateExpression) -> Iterator[int]:
    """Yield what a time expression dates: the verb or noun that it modifies, and the noun in it ("the September 11 attacks")."""
    inside = [t for t in sentence.tokens if t.start < expression.end and t.end > expression.start]
    if not inside:
        return
    members = {t.i for t in inside}
    top = next((t for t in inside if t.head not in members or t.head == t.i), inside[-1])
    yield top.i
    token = sentence.tokens[top.head]
    while token.head != token.i and (token.pos in ("ADP", "SCONJ") or _opens(inside[0], token)):
        token = sentence.tokens[token.head]
    yield token.i


def _opens(first: Token, name: Token) -> bool:
    """Tell whether a date at the head of a sentence was taken for a part of the name after it: "Today Hudson sued"."""
    return first.i == 0 and name.pos == "PROPN"


def _dated(event: Event, scene: Scene) -> Event:
    found = days_of(scene, head_of(scene.sentence, event.trigger), event.tense)
    if found.expression is None and event.quad in MATERIAL and scene.number >= LEAD:
        found = Days(None, "unresolved")
    when = _when(event.article_id, scene, found)
    return msgspec.structs.replace(event, when=when, historical=event.historical or _is_historical(scene, found, when))


def _is_historical(scene: Scene, found: Days, when: When) -> bool:
    anchor = scene.told.anchor
    if when.last is not None and anchor is not None:
        return date.fromisoformat(when.last) < anchor - HISTORICAL
    return found.basis == "unresolved" and scene.retrospective


# ---- by grammar ------------------------------------------------------------------------------------------------------------------------


def days_of(scene: Scene, token: Token, tense: Tense) -> Days:
    """Return what dates a token of a sentence: the nearest expression that shares its time, else the article's own day, else nothing."""
    for candidate in (*_upwards(scene, token), *_coordinated_after(scene, token)):
        found = [e for governor, e in scene.dates if governor == candidate.i and not isinstance(e.meaning, Length)]
        resolved = next((e for e in found if e.resolved), None)
        if resolved is not None:
            return Days(resolved, "relative" if any(map(_counted, described(resolved.meaning))) else "stated")
        if any(_is_past(e) for e in found):
            return Days(None, "unresolved")
    return Days(None, _basis_of_report(scene, token, tense))


def _counted(meaning: Meaning) -> bool:
    """Tell whether days are counted from the article's ("yesterday", "last week", "on Monday") and not named on the calendar."""
    weekday = isinstance(meaning, Point) and meaning.month is None and meaning.year is None
    clock = isinstance(meaning, DayPart) and meaning.of is None
    return weekday or clock or isinstance(meaning, Shifted | Rolling | InYear)


def _is_past(expression: DateExpression) -> bool:
    return not (isinstance(expression.meaning, Vague) and expression.meaning.reference == "present")


def _upwards(scene: Scene, token: Token) -> Iterator[Token]:
    """Yield a token and, step by step, what governs it and happens at the same time."""
    yield token
    while token.head != token.i:
        head = scene.sentence.tokens[token.head]
        if not _shares_time(scene, token, head):
            return
        token = head
        yield token


def _shares_time(scene: Scene, token: Token, head: Token) -> bool:
    words = attachment()
    if token.dep in COORDINATED:
        return True
    if token.dep == "prep":
        return token.lower in ADJUNCTS or (token.lower == "of" and head.lemma in words.grouping)
    if token.dep in BOUND_TO_VERB and token.pos in ("NOUN", "PROPN"):
        return head.pos == "ADP" or head.lemma in words.light
    if token.dep == "xcomp":
        return head.lemma in words.actual or token.tag in ("VBG", "JJ")
    if token.dep in ("advcl", "acl", "pcomp", "agent"):
        return _marked_same_time(scene, token)
    return False


def _marked_same_time(scene: Scene, verb: Token) -> bool:
    """Tell whether a clause goes on at the time of what governs it: "killing five", "as troops advanced", not "after troops left"."""
    marks = [t.lower for t in scene.sentence.kids(verb.i, "mark", "advmod", "prep") if t.i < verb.i]
    if any(m in attachment().same_time_marks for m in marks):
        return True
    return verb.tag in ("VBG", "VBN") and not any(
        m in ("after", "before", "until", "if", "since", "unless") for m in marks
    )


def _coordinated_after(scene: Scene, token: Token) -> Iterator[Token]:
    """Yield the last verb of a chain that begins here: "entered the town and arrested three on Friday" dates both."""
    for verb in _upwards(scene, token):
        last = verb
        while kids := scene.sentence.kids(last.i, "conj"):
            last = kids[-1]
        if last.i != verb.i and verb.pos == "VERB" and not scene.sentence.kids(last.i, "nsubj", "nsubjpass"):
            yield last
            return


# ---- by the report ---------------------------------------------------------------------------------------------------------------------


def _basis_of_report(scene: Scene, token: Token, tense: Tense) -> WhenBasis:
    """Date the news of the day by the article's day: a main clause in the present or simple past that no date of its sentence puts elsewhere."""
    told = scene.told
    if told.anchor is None or tense == "future" or scene.retrospective or not _is_news(scene, token):
        return "unresolved"
    return "dateline" if told.from_dateline else "publication"


def _is_news(scene: Scene, token: Token) -> bool:
    *_, top = _upwards(scene, token)
    clause = scene.clauses.get(top.i)
    if clause is None or not clause.finite or _is_background(scene, clause):
        return False
    if clause.relation == "root":
        return not _dated_elsewhere(scene, top)
    parent = scene.clauses.get(clause.parent) if clause.parent is not None else None
    reported = clause.relation == "ccomp" and parent is not None and parent.lemma in attachment().saying
    return reported and not scene.dates and parent is not None and parent.relation == "root"


def _dated_elsewhere(scene: Scene, verb: Token) -> bool:
    """Tell whether a day long past stands somewhere in the sentence: then the clause may tell of that time too."""
    anchor = scene.told.anchor
    return anchor is not None and any(e.last and e.last < anchor - HISTORICAL and g < verb.i for g, e in scene.dates)


def _is_background(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause tells what had been or what is usual."""
    words = scene.sentence.kids(clause.predicate, "aux", "advmod", "neg")
    return any(t.lower == "had" and t.dep == "aux" for t in words) or any(
        t.lower in attachment().generic for t in words
    )


def _when(article_id: str, scene: Scene, found: Days) -> When:
    expression, anchor = found.expression, scene.told.anchor
    if expression is None:
        if anchor is None or found.basis == "unresolved":
            return When()
        day = anchor.isoformat()
        return When(
            first=day, last=day, granularity="day", basis=found.basis, evidence=scene.told.dateline_evidence(article_id)
        )
    return When(
        first=expression.first.isoformat() if expression.first else None,
        last=expression.last.isoformat() if expression.last else None,
        granularity=expression.granularity,
        basis=found.basis,
        evidence=Evidence(
            article_id=article_id,
            part=scene.sentence.part,
            start=expression.start,
            end=expression.end,
            quote=expression.quote,
        ),
    )
