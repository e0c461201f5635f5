"""Write drafts down as event records, and keep what was weighed on the way for `dragoman explain`."""

import hashlib
from collections.abc import Sequence

import msgspec

from dragoman.actors.resolve import ActorIndex
from dragoman.events.compose import compose
from dragoman.events.contexts import ContextFinder, contexts
from dragoman.events.counts import count
from dragoman.events.decide import Decider, Known
from dragoman.events.draft import Draft
from dragoman.events.match import Candidate, best, candidates
from dragoman.events.merge import absorb
from dragoman.events.patterns import EventLexicon
from dragoman.events.phrases import WORD
from dragoman.events.scene import Scene
from dragoman.language.forms import ParsedArticle, Sentence
from dragoman.lexicon.ontology import Ontology
from dragoman.records import ActorMention, Context, Event, Evidence, Record, Why


class SentenceTrace(Record, kw_only=True):
    """What was weighed in one sentence: every candidate with its fate, and the drafts that became events."""

    sentence: int
    candidates: tuple[Candidate, ...]
    winners: tuple[int, ...]  # predicates whose best candidate won
    drafts: tuple[Draft, ...]
    events: tuple[Event, ...]


def trace_events(
    parsed: ParsedArticle,
    actors: ActorIndex,
    lexicon: EventLexicon,
    ontology: Ontology,
    published: str | None = None,
    decider: Decider | None = None,
) -> tuple[SentenceTrace, ...]:
    """Return what was weighed and coded, sentence by sentence, events without when and where; sentences that were not parsed are left out. `published` is the article's ISO day."""
    scenes = tuple(
        Scene(
            article_id=parsed.article_id,
            sentence=sentence,
            clauses=clauses,
            actors=actors,
            lexicon=lexicon,
            around=_around(parsed, sentence),
            published=published or "",
        )
        for sentence, clauses in zip(parsed.sentences, parsed.clauses, strict=True)
        if sentence.parsed
    )
    return code_scenes(scenes, ontology, decider, ContextFinder(parsed, lexicon))


def code_scenes(
    scenes: Sequence[Scene], ontology: Ontology, decider: Decider | None = None, finder: ContextFinder | None = None
) -> tuple[SentenceTrace, ...]:
    """Code sentences: candidates, the model's word on them, composition, merging, records; contexts around them where a finder is given."""
    found = [candidates(scene) for scene in scenes]
    known: Sequence[Known] = ()
    if decider is not None:
        found, known = decider.settle(scenes, found)
    drafts = [_drafts(scene, each, ontology) for scene, each in zip(scenes, found, strict=True)]
    if decider is not None:
        drafts = decider.weigh(scenes, drafts, known)
    return tuple(
        _trace(scene, each, some, ontology, finder, decider)
        for scene, each, some in zip(scenes, found, drafts, strict=True)
    )


def _drafts(scene: Scene, found: tuple[Candidate, ...], ontology: Ontology) -> tuple[Draft, ...]:
    """Return the drafts of a sentence's best candidates, in text order."""
    composed = absorb(scene, compose(scene, best(found)))
    known = (_within(d, ontology) for d in composed if d.type in ontology.types)
    return tuple(sorted(known, key=lambda d: (d.first, d.key)))


def _trace(
    scene: Scene,
    found: tuple[Candidate, ...],
    drafts: tuple[Draft, ...],
    ontology: Ontology,
    finder: ContextFinder | None,
    decider: Decider | None,
) -> SentenceTrace:
    ids = {d.key: event_id(scene, d) for d in drafts}
    near = finder.near(scene.sentence.index) if finder is not None and drafts else ()
    events = tuple(_event(scene, d, ids, ontology, near, decider) for d in drafts)
    return SentenceTrace(
        sentence=scene.sentence.index, candidates=found, winners=tuple(best(found)), drafts=drafts, events=events
    )


def _around(parsed: ParsedArticle, sentence: Sentence) -> frozenset[str]:
    """Return the words of a sentence, of those beside it, and of the title; a plural also without its s."""
    near = parsed.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    title = next((s for s in parsed.sentences if s.part == "title"), sentence)
    words = {w for s in (*near, title) for w in WORD.findall(s.text.lower())}
    return frozenset(words | {w.removesuffix("s") for w in words})


def _within(draft: Draft, ontology: Ontology) -> Draft:
    """Leave out the modes that a user's own ontology does not have."""
    modes = tuple(m for m in draft.modes if m in ontology.types[draft.type].modes)
    return draft if modes == draft.modes else msgspec.structs.replace(draft, modes=modes)


def event_id(scene: Scene, draft: Draft) -> str:
    """Return the id of an event: a hash of article, trigger, type and the characters of its roles."""
    tokens = scene.sentence.tokens
    spans = [f"{m.evidence.start}-{m.evidence.end}" for m in (*draft.sources, *draft.recipients)]
    trigger = f"{scene.sentence.part}:{tokens[draft.first].start}-{tokens[draft.last - 1].end}"
    whole = "|".join((scene.article_id, trigger, draft.type, draft.relation or "", *spans))
    return "e" + hashlib.sha256(whole.encode()).hexdigest()[:15]


def _event(
    scene: Scene,
    draft: Draft,
    ids: dict[str, str],
    ontology: Ontology,
    near: tuple[Context, ...],
    decider: Decider | None,
) -> Event:
    trigger = scene.evidence(draft.first, draft.last)
    found = contexts(draft.type, draft.contexts, trigger, near, scene.lexicon)
    cameo = ontology.deepest(draft.cameo, draft.type, draft.modes, tuple(c.name for c in found))
    return Event(
        id=ids[draft.key],
        article_id=scene.article_id,
        sentence=scene.sentence.index,
        type=draft.type,
        modes=draft.modes,
        contexts=found,
        cameo=cameo,
        quad=ontology.quad(draft.type),
        intensity=ontology.intensity(draft.type, draft.modes),
        goldstein=ontology.goldstein(cameo) if cameo else None,
        sources=draft.sources,
        recipients=draft.recipients,
        negated=draft.judgement.negated,
        tense=draft.judgement.tense,
        hypothetical=draft.judgement.hypothetical,
        historical=draft.judgement.historical,
        within=ids.get(draft.within) if draft.within else None,
        relation=draft.relation,
        counts=count(scene, draft),
        sentence_evidence=_sentence_evidence(scene),
        trigger=trigger,
        factuality=tuple(scene.evidence(i, i + 1) for i in draft.judgement.words),
        confidence=_confidence(draft, decider),
        why=Why(rule=draft.rule, entry=draft.entry, model=_model_says(draft), score=draft.score, note=draft.note),
    )


def _sentence_evidence(scene: Scene) -> Evidence:
    s = scene.sentence
    return Evidence(article_id=scene.article_id, part=s.part, start=s.start, end=s.end, quote=s.text)


def _model_says(draft: Draft) -> str:
    """Return the model's likeliest types of the trigger, "" where it was not asked."""
    if draft.opinion is None:
        return ""
    shares = sorted(draft.opinion.word.types.items(), key=lambda item: -item[1])
    return ", ".join(f"{kind} {share:.2f}" for kind, share in shares[:2])


def _confidence(draft: Draft, decider: Decider | None) -> float:
    """Return how likely the event is right: calibrated where the model was asked (docs/events.md), else the rule's score less what is open."""
    if decider is not None and draft.opinion is not None:
        return round(decider.confidence(draft), 3)
    open_sides = (not draft.sources) + (not draft.recipients and draft.type in ("ACCUSE", "SANCTION", "AID", "COERCE"))
    weak = any(_weak(m) for m in (*draft.sources, *draft.recipients))
    return round(max(0.05, min(draft.score - 0.06 * open_sides - 0.05 * weak, 0.95)), 3)


def _weak(mention: ActorMention) -> bool:
    return mention.basis in ("pronoun", "description", "list")
