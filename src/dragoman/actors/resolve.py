"""All actor mentions of an article, references resolved, and the index that rules ask: who stands here?"""

from collections.abc import Iterator
from itertools import chain

import msgspec

from dragoman.actors.descriptions import (
    apposed,
    belonging,
    candidates,
    deployed,
    descriptors,
    find_reference,
    owned,
    resolve_description,
)
from dragoman.actors.discourse import Discourse
from dragoman.actors.home import at_home
from dragoman.actors.knowledge import Knowledge
from dragoman.actors.mentions import find_mentions
from dragoman.actors.names import View, setting
from dragoman.actors.offices import hoped_for, office_holder, resolve_counterpart
from dragoman.actors.pronouns import resolve_pronoun
from dragoman.actors.reading import Mention
from dragoman.actors.shared import Cast, cast
from dragoman.language.forms import ParsedArticle, Phrase, Sentence, Token
from dragoman.records import ActorMention, Article


class ActorIndex:
    """Mentions by place. `mentions` leaves out names that only say where something happened."""

    def __init__(self, mentions: tuple[Mention, ...], parsed: ParsedArticle) -> None:
        self.mentions = tuple(m for m in mentions if not (m.place or m.latent or m.silent))
        self._by_head: dict[tuple[int, int], list[Mention]] = {}
        for mention in mentions:
            self._by_head.setdefault((mention.sentence, mention.head), []).append(mention)
        self._sentences = parsed.sentences

    def record_at(self, sentence: int, token: int) -> ActorMention | None:
        """Return the mention whose head is that token."""
        found = self._by_head.get((sentence, token))
        return found[0].record if found else None

    def in_sentence(self, sentence: int) -> tuple[ActorMention, ...]:
        """Return the actors of a sentence in text order, without names that only say where."""
        return tuple(m.record for m in self.mentions if m.sentence == sentence)

    def alone(self, within: tuple[int, int]) -> ActorMention | None:
        """Return the actor that a phrase at those characters (end exclusive) stands for: that of its topmost word which has one, places included."""
        first, last = within
        for sentence in self._sentences:
            inside = {t.i for t in sentence.tokens if first <= t.start < last}
            heads = [h for s, h in self._by_head if s == sentence.index and h in inside]
            if heads:
                return self.record_at(sentence.index, min(heads, key=lambda h: (_depth(sentence, h), h)))
        return None

    def at(self, sentence: int, phrase: Phrase) -> tuple[ActorMention, ...]:
        """Return the actors that a phrase stands for: its head's and those of the heads coordinated with it."""
        return tuple(
            r for head in self._heads(self._sentences[sentence], phrase.head) for r in self._records(sentence, head)
        )

    def _records(self, sentence: int, head: int) -> Iterator[ActorMention]:
        first = self._record(sentence, head)
        if first is not None:
            yield first
            yield from (m.record for m in self._by_head.get((sentence, head), [])[1:])

    def _record(self, sentence: int, head: int) -> ActorMention | None:
        found = self.record_at(sentence, head)
        if found is not None and found.actor_id:
            return found
        named = (self.record_at(sentence, k.i) for k in self._sentences[sentence].kids(head, "appos"))
        return next((r for r in named if r is not None and r.actor_id and r.kind in ("person", "organisation")), found)

    def _heads(self, sentence: Sentence, head: int) -> Iterator[int]:
        yield head
        for kid in sentence.kids(head, "conj"):
            yield from self._heads(sentence, kid.i)


def _depth(sentence: Sentence, i: int) -> int:
    depth = 0
    while sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
        depth += 1
    return depth


def find_actors(parsed: ParsedArticle, article: Article, knowledge: Knowledge) -> ActorIndex:
    """Return the actors of an article: names first, each under one identity, then every reference to what stands before it."""
    day = (article.published or "")[:10]
    context = setting(article.id, day, parsed.sentences, knowledge)
    views = [View(sentence=s, setting=context) for s in parsed.sentences if s.parsed]
    own = {v.sentence.index: list(find_mentions(v)) for v in views}
    people = cast(context, views, chain.from_iterable(own.values()), f"{article.title}\n{article.text}")
    discourse = Discourse(parsed.quotations)
    for view in views:
        _read(view, own[view.sentence.index], people, discourse)
    return ActorIndex(tuple(at_home(context, list(discourse.all()))), parsed)


def _read(view: View, own: list[Mention], people: Cast, discourse: Discourse) -> None:
    """Take the mentions of a sentence in, word by word, with the references between them."""
    waiting = {t.i: t for t in (*_pronouns(view), *candidates(view))}
    own = [people.unify(view, m) for m in own]
    own += people.abbreviated(view, own)
    steps: list[tuple[int, Mention | Token]] = [(m.head, m) for m in own]
    steps += waiting.items()
    taken = {m.head for m in own if not m.latent}
    discourse.expect(own)
    for mention, noun in descriptors(view, own):
        discourse.call(mention, noun)
    for head, step in sorted(steps, key=lambda s: s[0]):
        if isinstance(step, Mention):
            for mention in _together(view, step, discourse) or [_resolved(view, step, discourse)]:
                discourse.add(mention)
        else:
            for mention in _reference(view, step, discourse, taken=head in taken):
                discourse.add(mention)
    for mention in list(belonging(view, discourse)):
        discourse.put(mention)


def _together(view: View, mention: Mention, discourse: Discourse) -> list[Mention]:
    """ "The two leaders" stands for whom it joins rather than for leaders of some kind."""
    record = mention.record
    if record.basis != "description" or record.country or not mention.several:
        return []
    return find_reference(view, view.sentence.tokens[mention.head], discourse)


def _pronouns(view: View) -> Iterator[Token]:
    return (t for t in view.sentence.tokens if t.pos == "PRON")


def _reference(view: View, token: Token, discourse: Discourse, *, taken: bool) -> list[Mention]:
    if token.pos == "PRON":
        found = resolve_pronoun(view, token, discourse)
        return [found] if found is not None else []
    return [] if taken else find_reference(view, token, discourse)


def _resolved(view: View, mention: Mention, discourse: Discourse) -> Mention:
    mention = deployed(view, owned(view, mention, discourse), discourse)
    mention = apposed(view, mention, discourse)
    mention = resolve_counterpart(view, mention, discourse)
    mention = office_holder(view.setting, hoped_for(view, mention))
    mention = resolve_description(view, mention, discourse)
    known = mention.silent and mention.record.why.rule in ("apposition", "predicate")
    return msgspec.structs.replace(mention, silent=False) if known else mention
