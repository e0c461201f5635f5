"""Positions: an explicit stance of a holder toward a claim, policy, act or actor, from statements and from events."""

import hashlib
import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.actors.resolve import ActorIndex
from dragoman.language.clauses import phrase_at
from dragoman.language.forms import ParsedArticle, Phrase, Sentence
from dragoman.records import ActorMention, Event, Evidence, Position, Statement, Why
from dragoman.statements.cues import Cues
from dragoman.statements.draft import Ground, lemma_of, spans_of
from dragoman.statements.sides import Side, find_sides
from dragoman.statements.speakers import speaker_mentions
from dragoman.statements.told_sides import find_told_sides

YEAR = re.compile("(1[89]|20)[0-9][0-9]")
MARK = re.compile('["“”]')
OPENING = re.compile('(?<=\\s)["“”]')
FIRST_PERSON = frozenset({"i", "we", "us", "me"})
# Within what is told by these, a stance is denied, doubted, asked or alleged: nobody's position.
# What a speaker puts forward, so that a judgement in it is the speaker's own.
ASSERTING = frozenset({
    "say", "announce", "report", "show", "explain", "confirm", "answer", "claim", "argue", "admit", "warn", "agree", "believe",
})  # fmt: skip
ASKING = frozenset({"request", "demand", "order", "propose"})
UNTOLD = frozenset({"deny", "doubt", "ask", "accuse", "refuse", "expect", "fear", "threaten"})


def find_positions(
    parsed: ParsedArticle, actors: ActorIndex, events: Sequence[Event], statements: Sequence[Statement], cues: Cues
) -> tuple[Position, ...]:
    """Return the positions of an article in text order; events of its own trigger and statements around it are linked by id."""
    ground = Ground(parsed=parsed, actors=actors, cues=cues)
    found = [
        position
        for sentence in parsed.sentences
        if sentence.parsed
        for side in (*find_sides(ground, sentence), *find_told_sides(ground, sentence))
        for position in _positions(ground, sentence, side, statements, events)
    ]
    unique = {p.id: p for p in reversed(found)}  # of two words for one side ("voted to scrap") the first
    return tuple(sorted(unique.values(), key=lambda p: (p.sentence, p.object.start, p.holder.evidence.start, p.id)))


# ---- from words that take a side ----------------------------------------------------------------------------------------------------


def _positions(
    ground: Ground, sentence: Sentence, side: Side, statements: Sequence[Statement], events: Sequence[Event]
) -> Iterator[Position]:
    """Yield one position for each holder of a side, and for the holders of a thesis that it is about."""
    around = _around(sentence, side, statements)
    if around is not None and _untold(around):
        return
    span = _object_span(sentence, side.object)
    if span is None:
        return
    object_ = ground.within(sentence, span)
    own = _by_its_cue(sentence, side, statements)
    told = own or around
    event = _event(sentence, side, events)
    for holder in _holders(ground, sentence, side, around, own, statements):
        yield _position(ground, sentence, side, holder, object_, told, event)
    yield from _of_thesis(ground, sentence, side, told)


def _untold(statement: Statement) -> bool:
    return statement.cue_class in UNTOLD or statement.cue_class.startswith("not-")


def _object_span(sentence: Sentence, members: tuple[int, ...]) -> tuple[int, int] | None:
    """Return the characters of an object as one span: its longest unbroken piece."""
    spans = spans_of(sentence, members)
    start, end = max(spans, key=lambda s: s[1] - s[0], default=(0, 0))
    text = sentence.text[start - sentence.start : end - sentence.start]
    opened = OPENING.search(text)
    if (
        opened is not None and len(MARK.findall(text)) == 1
    ):  # "hailed the deal “a …": the predicate is none of the object's
        end = start + len(text[: opened.start()].rstrip())
    return (start, end) if end > start else None


def _around(sentence: Sentence, side: Side, statements: Sequence[Statement]) -> Statement | None:
    """Return the innermost statement in whose content a side is taken."""
    at = sentence.tokens[side.at].start
    holding = [s for s in statements if any(c.part == sentence.part and c.start <= at < c.end for c in s.content)]
    return min(holding, key=lambda s: sum(c.end - c.start for c in s.content), default=None)


def _by_its_cue(sentence: Sentence, side: Side, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement whose own cue takes the side: "condemned"."""
    at = sentence.tokens[side.at].start
    return next(
        (s for s in statements if s.cue and s.cue.part == sentence.part and s.cue.start <= at < s.cue.end), None
    )


def _event(sentence: Sentence, side: Side, events: Sequence[Event]) -> Event | None:
    token = sentence.tokens[side.at]
    return next(
        (e for e in events if e.trigger.part == sentence.part and e.trigger.start <= token.start < e.trigger.end), None
    )


def _holders(
    ground: Ground,
    sentence: Sentence,
    side: Side,
    around: Statement | None,
    own: Statement | None,
    statements: Sequence[Statement],
) -> tuple[ActorMention, ...]:
    """Return who takes a side: the speaker for "we", for what the speaker asks others to do, and for what is judged in passing."""
    if side.holder is None:
        asserted = around is not None and around.cue_class in ASSERTING
        return _speakers(around, statements) if around is not None and asserted else ()
    first_person = sentence.tokens[side.holder.head].lower in FIRST_PERSON
    asked = around is not None and around.cue_class in ASKING and _infinitive(sentence, side)
    if around is not None and (first_person or asked):
        return _speakers(around, statements)
    named = (_speakers(own, statements) if own is not None else ()) or _mentions(ground, sentence, side.holder)
    if around is not None and _is_speaker(named, around):
        return _speakers(around, statements)
    return named


def _is_speaker(named: tuple[ActorMention, ...], told: Statement) -> bool:
    """Tell whether a pronoun stands for whoever says it: "Ann Lee said that she backs the dam"."""
    one = named[0] if len(named) == 1 else None
    speaker = told.speaker.actor_id if told.speaker else None
    return one is not None and one.basis == "pronoun" and one.actor_id is not None and one.actor_id == speaker


def _speakers(told: Statement, statements: Sequence[Statement]) -> tuple[ActorMention, ...]:
    """Return the speakers of a statement: of one content all that tell it with one cue ("the mayors of A and B said …")."""
    alike = (s for s in statements if (s.cue, s.content) == (told.cue, told.content))
    return tuple(s.speaker for s in alike if s.speaker is not None)


def _infinitive(sentence: Sentence, side: Side) -> bool:
    """Tell whether a side is what somebody is to do: "to recognise", also behind "and"."""
    token = sentence.tokens[side.at]
    while token.dep == "conj" and not sentence.kids(token.i, "aux", "nsubj"):
        token = sentence.tokens[token.head]
    return any(k.tag == "TO" for k in sentence.kids(token.i, "aux"))


def _mentions(ground: Ground, sentence: Sentence, phrase: Phrase) -> tuple[ActorMention, ...]:
    return speaker_mentions(ground, sentence, phrase)


def _position(
    ground: Ground,
    sentence: Sentence,
    side: Side,
    holder: ActorMention,
    object_: Evidence,
    told: Statement | None,
    event: Event | None,
) -> Position:
    whole = "|".join(
        (ground.parsed.article_id, sentence.part, _key(holder), side.stance, f"{object_.start}-{object_.end}")
    )
    return Position(
        id="p" + hashlib.sha256(whole.encode()).hexdigest()[:15],
        article_id=ground.parsed.article_id,
        sentence=sentence.index,
        holder=holder,
        stance=side.stance,
        strength=side.strength,
        object=object_,
        object_actors=_inside(ground.actors, object_),
        since=_since(sentence, side),
        statement=told.id if told else None,
        event=event.id if event else None,
        cue=ground.within(sentence, side.cue),
        confidence=round(side.score, 3),
        why=Why(
            rule=side.rule, entry=side.entry, note=f"told by {told.speaker.name!r}" if told and told.speaker else ""
        ),
    )


def _since(sentence: Sentence, side: Side) -> str | None:
    """Return the year that the text gives for the beginning of a stance: "has opposed the dam since 2004"."""
    token = sentence.tokens[side.at]
    governors = (side.at, token.head) if token.pos != "VERB" else (side.at,)
    marks = (k for g in governors for k in sentence.kids(g, "prep") if k.lower == "since")
    words = (sentence.tokens[i].text for k in marks for i in sentence.subtree(k.i))
    return next((w for w in words if YEAR.fullmatch(w)), None)


def _key(holder: ActorMention) -> str:
    return holder.actor_id or f"{holder.evidence.start}"


def _inside(actors: ActorIndex, object_: Evidence) -> tuple[ActorMention, ...]:
    records = (mention.record for mention in actors.mentions)
    return tuple(
        m
        for m in records
        if m.evidence.part == object_.part and object_.start <= m.evidence.start and m.evidence.end <= object_.end
    )


# ---- whose thesis it is ---------------------------------------------------------------------------------------------------------------


def _of_thesis(ground: Ground, sentence: Sentence, side: Side, told: Statement | None) -> Iterator[Position]:
    """ "X endorsed the thesis of A and B that …": A and B hold it, whichever side X takes."""
    head = next(
        (sentence.tokens[i] for i in side.object if lemma_of(sentence.tokens[i]) in ground.cues.stances.sets["theses"]),
        None,
    )
    if head is None or head.head in side.object:
        return
    thesis = _thesis(sentence, head.i) or side.object
    span = _object_span(sentence, thesis)
    if span is None:
        return
    owned = msgspec.structs.replace(side, stance="support", strength=0.7, rule="owner of the thesis", score=0.65)
    for owner in _owners(ground, sentence, head.i):
        yield _position(ground, sentence, owned, owner, ground.within(sentence, span), told, None)


def _thesis(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """Return the tokens of what a thesis says: its that-clause, wherever the parser hung it below the noun."""
    for i in sentence.subtree(noun):
        token = sentence.tokens[i]
        if token.dep in ("acl", "ccomp", "relcl") and any(
            k.lower == "that" and k.dep == "mark" for k in sentence.kids(i)
        ):
            return sentence.subtree(i)
    return ()


def _owners(ground: Ground, sentence: Sentence, noun: int) -> Iterator[ActorMention]:
    """Yield the actors that a claim belongs to: possessors, "of A and B", "by A", "held by A"."""
    phrases = [phrase_at(sentence, k.i) for k in sentence.kids(noun, "poss")]
    for kid in sentence.kids(noun, "prep", "agent", "acl"):
        bys = (
            sentence.kids(kid.i, "agent") if kid.dep == "acl" else ((kid,) if kid.lower in ("of", "by", "from") else ())
        )
        phrases += [phrase_at(sentence, k.i) for by in bys for k in sentence.kids(by.i, "pobj")]
    for phrase in phrases:
        yield from ground.actors.at(sentence.index, phrase)
