"""The flow, top to bottom: raw documents in, readings out. Every stage is named here, in order, and nowhere else."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import batched
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.actors.knowledge import Knowledge, load
from dragoman.actors.resolve import ActorIndex, find_actors
from dragoman.actors.standing import at_event_day
from dragoman.article.language import name_of
from dragoman.article.read import read_article
from dragoman.config import Config
from dragoman.events.classify import Classification, classify
from dragoman.events.code import SentenceTrace, trace_events
from dragoman.events.decide import Decider, load_decider
from dragoman.events.patterns import EventLexicon, load_lexicon
from dragoman.language.clauses import find_clauses
from dragoman.language.forms import ParsedArticle, Sentence
from dragoman.language.gate import Gate
from dragoman.language.parse import Parser
from dragoman.language.quotations import find_quotations
from dragoman.language.sentences import split
from dragoman.lexicon.ontology import Ontology, load_ontology
from dragoman.lexicon.tables import code_digest, digest, package_data
from dragoman.records import SCHEMA_VERSION, Article, Manifest, Problem, RawDocument, Reading
from dragoman.statements.attributor import load_attributor
from dragoman.statements.cues import Cues, load_cues
from dragoman.statements.find import find_statements
from dragoman.statements.link import link_events
from dragoman.statements.positions import find_positions
from dragoman.version import __version__
from dragoman.when_where.attach import attach
from dragoman.when_where.dates import infer_published
from dragoman.when_where.gazetteer import gazetteer

# What settles the decider's answers; the table of these names the hash of the weights, which is checked when they are loaded.
DECIDING = ("decider.json", "vocabulary.txt", "settings.json", "statements.json")


class Prepared(NamedTuple):
    """An article on its way to the parser: its sentences, and which of them go."""

    article: Article
    problems: tuple[Problem, ...]
    sentences: tuple[Sentence, ...]
    chosen: tuple[int, ...]


class Coder:
    """A loaded coder: parser, lexicons and knowledge. Loading takes seconds, so make one and keep it."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self.knowledge: Knowledge = load(self.config.actors)
        own_ontology = Path(self.config.ontology) if self.config.ontology else None
        self.ontology: Ontology = load_ontology(own_ontology)
        self.lexicon: EventLexicon = load_lexicon(self.config.lexicon, self.ontology)
        self.cues: Cues = load_cues(self.config.lexicon)
        self.decider: Decider | None = None if self.config.fast else load_decider()
        self.attributor = load_attributor(self.decider.judge) if self.decider is not None else None
        self.gate = Gate({*self.lexicon.words(), *self.cues.words()})
        self.parser = Parser(self.config.parser, is_name=self.knowledge.is_name, names=self._name_spans)

    @cached_property
    def manifest(self) -> Manifest:
        """What this coder is made of: the hashes whose digest is `coder_version`."""
        parts = {
            "schema_version": SCHEMA_VERSION,
            "coder": f"{__version__}-{code_digest()}-{digest(package_data('article'))}",
            "ontology": digest(Path(self.config.ontology) if self.config.ontology else package_data("ontology")),
            "lexicon": f"{self.lexicon.digest}-{self.cues.digest}-{digest(package_data('dates'))}",
            "knowledge": self.knowledge.digest,
            "gazetteer": digest(package_data("places"), *map(Path, self.config.places)),
            "parser": self.parser.name,
            "weights": "none" if self.config.fast else digest(*(package_data(f"decider/{name}") for name in DECIDING)),
        }
        whole = "|".join(f"{k}={v}" for k, v in sorted(parts.items()))
        return Manifest(coder_version=hashlib.sha256(whole.encode()).hexdigest()[:16], **parts)

    def code(self, raw: RawDocument) -> Reading | Problem:
        """Code one raw document."""
        return next(self.code_many([raw]))

    def code_many(self, raws: Iterable[RawDocument | Problem]) -> Iterator[Reading | Problem]:
        """Code a stream: a Reading for each article, a Problem for each input that is none, in the order of the input.

        Only `config.batch` articles are held at a time.
        """
        for group in batched(raws, self.config.batch):
            prepared = [raw if isinstance(raw, Problem) else self._prepare(raw) for raw in group]
            parsed = self._parse([p for p in prepared if isinstance(p, Prepared)])
            for item in prepared:
                if isinstance(item, Prepared):
                    yield self._guarded(item, next(parsed))
                else:
                    yield item

    def trace(self, raw: RawDocument) -> tuple[ParsedArticle, ActorIndex, tuple[SentenceTrace, ...]] | Problem:
        """Return what was weighed in one document: its parse, its actors, and each candidate with its fate."""
        prepared = self._prepare(raw)
        if isinstance(prepared, Problem):
            return prepared
        parsed = next(self._parse([prepared]))
        actors = find_actors(parsed, prepared.article, self.knowledge)
        return parsed, actors, self._traced(parsed, actors, prepared.article)

    def classify(
        self, text: str, source_span: tuple[int, int] | None, recipient_span: tuple[int, int] | None
    ) -> Classification | None:
        """Return the type of what a marked source does to a marked recipient, by grammar, lexicon and model; None to abstain."""
        return classify(self, text, source_span, recipient_span)

    def _name_spans(self, text: str) -> Iterator[tuple[int, int]]:
        return ((start, end) for start, end, _ in self.knowledge.find(text))

    # ---- the stages ---------------------------------------------------------------------------------------------------------------

    def _prepare(self, raw: RawDocument) -> Prepared | Problem:
        article, problems = read_article(raw, self.config)
        if article is None:
            return problems[0]
        sentences = split(article)
        if article.language not in (*self.config.languages, "und"):
            return Prepared(article, (*problems, _wrong_language(article)), sentences, ())
        chosen = self.gate.choose(sentences) if self.config.gate else tuple(range(len(sentences)))
        return Prepared(article, problems, sentences, chosen)

    def _parse(self, prepared: list[Prepared]) -> Iterator[ParsedArticle]:
        """Parse the chosen sentences of many articles as one stream, and hand them back article by article."""
        stream = self.parser.parse(p.sentences[i] for p in prepared for i in p.chosen)
        for p in prepared:
            done = {i: next(stream) for i in p.chosen}
            sentences = tuple(done.get(i, s) for i, s in enumerate(p.sentences))
            yield ParsedArticle(
                article_id=p.article.id,
                sentences=sentences,
                clauses=tuple(find_clauses(s) if s.parsed else () for s in sentences),
                quotations=(*find_quotations(p.article.title, "title"), *find_quotations(p.article.text, "text")),
            )

    def _guarded(self, prepared: Prepared, parsed: ParsedArticle) -> Reading:
        """Code an article; a defect of ours becomes a Problem of that article, and the run goes on."""
        try:
            return self._code(prepared, parsed)
        except Exception as error:  # noqa: BLE001  (nothing may stop a run of a million articles)
            return self._failed(prepared, error)

    def _code(self, prepared: Prepared, parsed: ParsedArticle) -> Reading:
        article = prepared.article
        actors = find_actors(parsed, article, self.knowledge)
        article = self._dated(article, parsed, actors)
        if article is not prepared.article:  # the day says who held which office
            actors = find_actors(parsed, article, self.knowledge)
        events = tuple(e for traced in self._traced(parsed, actors, article) for e in traced.events)
        statements = find_statements(parsed, actors, article, self.cues, self.attributor)
        statements, events = link_events(statements, events)
        events = attach(parsed, article, actors, events, gazetteer(self.config.places))
        events = tuple(at_event_day(e, self.knowledge, (article.published or "")[:10]) for e in events)
        positions = find_positions(parsed, actors, events, statements, self.cues)
        return Reading(
            coder_version=self.manifest.coder_version,
            article=article,
            actors=tuple(m.record for m in actors.mentions),
            events=events,
            statements=statements,
            positions=positions,
            problems=prepared.problems,
        )

    def _traced(self, parsed: ParsedArticle, actors: ActorIndex, article: Article) -> tuple[SentenceTrace, ...]:
        return trace_events(parsed, actors, self.lexicon, self.ontology, article.published, self.decider)

    def _dated(self, article: Article, parsed: ParsedArticle, actors: ActorIndex) -> Article:
        """An article without a day may say it: a weekday with a date, narrowed by who holds which office."""
        if article.published is not None:
            return article
        day = infer_published(parsed, article, actors, self.knowledge)
        if day is None:
            return article
        return msgspec.structs.replace(article, published=day.isoformat(), published_basis="text")

    def _failed(self, prepared: Prepared, error: Exception) -> Reading:
        message = f"{type(error).__name__}: {error}"
        problem = Problem(
            subject=prepared.article.id,
            stage="events",
            kind="failed",
            message=message,
            done="article kept without coding",
        )
        return Reading(
            coder_version=self.manifest.coder_version, article=prepared.article, problems=(*prepared.problems, problem)
        )


def _wrong_language(article: Article) -> Problem:
    return Problem(
        subject=article.id,
        stage="language",
        kind="language",
        message=f"the article is in {name_of(article.language)}, which dragoman does not code yet",
        done="article kept without coding",
    )
