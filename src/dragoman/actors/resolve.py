"""All actor mentions of an article, references resolved, and the index that rules ask: who stands here?"""

from collections.abc import Iterator

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.mentions import Mention, find_mentions
from dragoman.actors.names import View, setting
from dragoman.actors.references import (
    office_holder,
    resolve_counterpart,
    resolve_pronoun,
    resolve_surname,
    resolve_title,
)
from dragoman.language.forms import ParsedArticle, Phrase, Sentence
from dragoman.records import ActorMention, Article


class ActorIndex:
    """Mentions by place. `mentions` leaves out names that only say where something happened."""

    def __init__(self, mentions: tuple[Mention, ...], parsed: ParsedArticle) -> None:
        self.mentions = tuple(m for m in mentions if not m.place and not m.latent)
        self._by_head: dict[tuple[int, int], list[Mention]] = {}
        for mention in mentions:
            self._by_head.setdefault((mention.sentence, mention.head), []).append(mention)
        self._sentences = parsed.sentences

    def record_at(self, sentence: int, token: int) -> ActorMention | None:
        """Return the mention whose head is that token."""
        found = self._by_head.get((sentence, token))
        return found[0].record if found else None

    def alone(self) -> ActorMention | None:
        """Return the actor that a text which is only a phrase stands for: that of its topmost word which has one, places included."""
        for sentence in self._sentences:
            heads = [h for s, h in self._by_head if s == sentence.index]
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
    """Return the actors of an article: mentions sentence by sentence, each reference resolved to what stood before it."""
    found: list[Mention] = []
    day = (article.published or "")[:10]
    context = setting(article.id, day, parsed.sentences, knowledge)
    for sentence in parsed.sentences:
        if sentence.parsed:
            view = View(sentence=sentence, setting=context)
            here = sorted((*find_mentions(view), *_pronouns(view, found)), key=lambda m: m.head)
            for mention in here:
                found.append(_resolved(mention, found, knowledge, day))
    return ActorIndex(tuple(found), parsed)


def _pronouns(view: View, before: list[Mention]) -> Iterator[Mention]:
    local = [*before, *find_mentions(view)]
    for token in view.sentence.tokens:
        if token.pos == "PRON":
            earlier = [m for m in local if (m.sentence, m.head) < (view.sentence.index, token.i)]
            resolved = resolve_pronoun(token, view.sentence, view.setting.article_id, earlier, view.knowledge)
            if resolved is not None:
                yield resolved


def _resolved(mention: Mention, before: list[Mention], knowledge: Knowledge, day: str) -> Mention:
    mention = resolve_surname(mention, before)
    mention = resolve_counterpart(mention, before)
    mention = office_holder(mention, knowledge, day)
    return resolve_title(mention, before)
