"""The dates that an article tells: its own day, and each time expression with the days that it means there."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.resolve import ActorIndex
from dragoman.calendar.directions import direction_in
from dragoman.calendar.expressions import DirectionAt, candidate_years, find_dates, point_in_year
from dragoman.calendar.meanings import DateExpression, Direction
from dragoman.language.datelines import find_dateline
from dragoman.language.forms import Clause, ParsedArticle, Sentence
from dragoman.records import Article, Evidence, Part, Role
from dragoman.when_where.attachment import attachment
from dragoman.when_where.zones import local_day

PARTS: tuple[Part, ...] = ("title", "text")
# Years in which a day without a year is looked for. Before the first no page carries a weekday with its news; the last is the year
# after this version's, since a page cannot be older than the program that reads it by much.
FIRST_YEAR, LAST_YEAR = 1900, 2027
NEAR = timedelta(days=7)
STALE = timedelta(days=365)  # a text that tells of a later day than this after its own is not of that year


def published_day(article: Article, country: str = "") -> date | None:
    """Return the outlet's own day of publication, None where unknown: as written, a time in UTC by the clocks of the outlet's country."""
    return local_day(article.published, country)


class Told:
    """The time expressions of an article, by part, with the days that they mean seen from its own day.

    `anchor` is that day: the dateline's where it has one near the day of publication, else the day of publication.
    """

    def __init__(self, parsed: ParsedArticle, article: Article, published: date | None) -> None:
        self._line = _dated_line(article, published)
        self.from_dateline = self._line is not None
        self.anchor = self._line.first if self._line is not None else published
        self._by_part = {
            part: find_dates(article.part(part), self.anchor, direction=directions(parsed, part, article.part(part)))
            for part in PARTS
        }

    def within(self, sentence: Sentence) -> tuple[DateExpression, ...]:
        """Return the expressions of a sentence in order, that of a dateline apart."""
        inside = (e for e in self._by_part[sentence.part] if sentence.start <= e.start and e.end <= sentence.end)
        return tuple(e for e in inside if self._line is None or sentence.part == "title" or e.start != self._line.start)

    def all(self) -> Iterator[DateExpression]:
        """Yield the expressions of the title, then those of the text."""
        for part in PARTS:
            yield from self._by_part[part]

    def looks_back_before(self, parsed: ParsedArticle, sentence: Sentence) -> bool:
        """Tell whether the nearest date before a sentence, in its paragraph, puts the telling into another year than the article's."""
        if self.anchor is None or self.within(sentence):
            return False
        for before in reversed(parsed.sentences[: sentence.index]):
            if before.part != sentence.part or before.paragraph != sentence.paragraph:
                return False
            days = [e.last for e in self.within(before) if e.last]
            if days:
                return max(days) < self.anchor - STALE
        return False

    def dateline_evidence(self, article_id: str) -> Evidence | None:
        """Return the characters of the dateline's date, None where it has none."""
        if self._line is None:
            return None
        line = self._line
        return Evidence(article_id=article_id, part="text", start=line.start, end=line.end, quote=line.quote)


def _dated_line(article: Article, published: date | None) -> DateExpression | None:
    """Return the date of the dateline where it is a day within a week of publication: a page may be updated after its report."""
    line = find_dateline(article.text)
    if line is None:
        return None
    found = find_dates(article.text[: line.end], published)
    day = next(
        (e for e in found if e.granularity in ("day", "time") and e.first and e.kind in ("explicit", "partial")), None
    )
    if day is None or day.first is None or (published is not None and abs(published - day.first) > NEAR):
        return None
    return day


def directions(parsed: ParsedArticle, part: Part, text: str) -> DirectionAt:
    """Return where a date without a year lies, by the tense of the clause it stands in; by the words around where nothing was parsed."""
    by_words = direction_in(text)
    pairs = [(s, c) for s, c in zip(parsed.sentences, parsed.clauses, strict=True) if s.part == part and s.parsed]
    starts = [s.start for s, _ in pairs]

    def direction(at: int) -> Direction:
        n = bisect_right(starts, at) - 1
        if n < 0 or at >= pairs[n][0].end:
            return by_words(at)
        if _owns_what_happened(pairs[n][0], at):
            return "past"
        clause = _clause_at(*pairs[n], at)
        if clause is None or not clause.finite:
            return by_words(at)
        return "future" if clause.tense == "future" or _is_ahead(pairs[n][0], clause) else "past"

    return direction


def _owns_what_happened(sentence: Sentence, at: int) -> bool:
    """Tell whether a date stands before what has happened, "Wednesday's ruling", and not before what is planned, "Sunday's election"."""
    token = next((t for t in sentence.tokens if t.start <= at < t.end), None)
    return token is not None and token.dep == "poss" and sentence.tokens[token.head].lemma not in attachment().planned


def _is_ahead(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a clause of a text tells in the present what a day is set for: "which is expected in May". Headlines tell all so."""
    verb = sentence.tokens[clause.predicate]
    aux = {t.lemma for t in sentence.kids(verb.i, "aux", "auxpass")}
    present = verb.tag in ("VBZ", "VBP") or (verb.tag in ("VBN", "VBG") and _has_present(sentence, verb.i))
    return sentence.part == "text" and present and "have" not in aux and verb.lemma not in attachment().saying


def _has_present(sentence: Sentence, verb: int) -> bool:
    return any(t.tag in ("VBZ", "VBP") and t.lemma == "be" for t in sentence.kids(verb, "aux", "auxpass"))


def _clause_at(sentence: Sentence, clauses: tuple[Clause, ...], at: int) -> Clause | None:
    """Return the clause whose verb governs the token at an offset."""
    by_predicate = {c.predicate: c for c in clauses}
    token = next((t for t in sentence.tokens if t.start <= at < t.end), None)
    while token is not None and token.i not in by_predicate:
        token = sentence.tokens[token.head] if token.head != token.i else None
    return by_predicate[token.i] if token else None


# ---- the article's own day ----------------------------------------------------------------------------------------------------------


def infer_published(parsed: ParsedArticle, article: Article, actors: ActorIndex, knowledge: Knowledge) -> date | None:
    """Return the day of a full dateline, else the latest day that the text dates by weekday, day and month, in the one year that fits.

    None where no or several years fit.

    "On Monday January 10" leaves 2000, 2005, 2011, 2022, …; of these remain the years in which all named holders of an office held it
    on that day, and which no date in the text has overtaken.
    """
    told = Told(parsed, article, None)
    if told.from_dateline:
        return told.anchor
    expressions = [*told.all()]
    dated = [e for e in expressions if e.first is None and candidate_years(e, FIRST_YEAR, LAST_YEAR)]
    if not dated:
        return None
    years = set.intersection(*(set(candidate_years(e, FIRST_YEAR, LAST_YEAR)) for e in dated))
    days = [
        day for y in sorted(years) if (day := _latest(dated, y)) and _plausible(day, expressions, actors, knowledge)
    ]
    return days[0] if len(days) == 1 else None


def _latest(dated: list[DateExpression], year: int) -> date | None:
    return max((d for e in dated if (d := point_in_year(e, year))), default=None)


def _plausible(day: date, expressions: list[DateExpression], actors: ActorIndex, knowledge: Knowledge) -> bool:
    """Tell whether an article of that day could name these office holders and these other dates."""
    overtaken = any(e.first and e.first > day + STALE for e in expressions)
    holders = list(_holders(actors, knowledge))
    return bool(holders) and not overtaken and all(any(_held(r, day) for r in roles) for roles in holders)


def _holders(actors: ActorIndex, knowledge: Knowledge) -> Iterator[tuple[Role, ...]]:
    """Yield, for each known person whom the text gives a title, the roles of that title; without titles, all roles of each known person."""
    known = [(m, a) for m in actors.mentions if (a := knowledge.actor(m.record.actor_id or "")) and a.kind == "person"]
    titled = [
        tuple(r for r in a.roles if _same_title(m.record.title, r.title))
        for m, a in known
        if m.record.title and a.roles
    ]
    titled = [roles for roles in titled if roles]
    yield from titled or [a.roles for _, a in known if a.roles]


def _same_title(written: str, held: str) -> bool:
    return written.lower() in held.lower() or held.lower() in written.lower()


def _held(role: Role, day: date) -> bool:
    return (role.since or "") <= day.isoformat() <= (role.until or "9999")
