"""Who speaks, of what type, to whom and through which medium."""

from collections.abc import Iterator

from dragoman.language.forms import Phrase, Sentence, Token
from dragoman.records import ActorMention, Evidence, SpeakerType, Why
from dragoman.statements.draft import Draft, Ground, lemma_of

DESCRIBED = "speaker phrase"
NAMED = ("PERSON", "ORG", "NORP", "GPE")
SINGLE = frozenset({"he", "she"})
OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "IGO"})
EXPERT_SECTORS = frozenset({"EDU", "MED"})


def speaker_mentions(page: Ground, sentence: Sentence, phrase: Phrase) -> tuple[ActorMention, ...]:
    """Return the actors that stand on a phrase, each one once; where none does, a mention of the phrase itself."""
    both = _two_titles(sentence, phrase.head)
    if both is not None:
        return (_named(page, sentence, both),)
    known = {m.actor_id or m.evidence.quote: m for m in page.actors.at(sentence.index, phrase)}
    mentions = tuple(known.values()) or (described(page, sentence, phrase),)
    name = _name_beside(page, sentence, phrase) if len(mentions) == 1 else None
    return (name,) if name is not None else mentions


def _name_beside(page: Ground, sentence: Sentence, phrase: Phrase) -> ActorMention | None:
    """ "The harbour master, Ann Lee, said": who is described is who is named behind the comma."""
    if sentence.tokens[phrase.head].entity == "PERSON":
        return None
    for noun in (phrase.head, *_parted(sentence, phrase.head)):
        for kid in sentence.kids(noun, "appos"):
            if kid.entity == "PERSON" and kid.pos == "PROPN":
                return _named(page, sentence, kid.i)
    titled = _titled(sentence, phrase.head)
    return _named(page, sentence, titled) if titled is not None else None


def _two_titles(sentence: Sentence, head: int) -> int | None:
    """Return the name behind two titles of one person: "founder and chairman Ann Lee"; a title that has no article is no second person."""
    title = sentence.tokens[head]
    if title.tag != "NN" or sentence.kids(head, "det", "poss", "nummod"):
        return None
    for name in sentence.kids(head, "conj"):
        titled = any(k.entity != "PERSON" for k in sentence.kids(name.i, "compound"))
        if name.entity == "PERSON" and titled and not sentence.kids(name.i, "det", "poss"):
            return name.i
    return None


def _parted(sentence: Sentence, head: int) -> Iterator[int]:
    """Yield of whom one is told of: "One of the authors, Ann Lee, said"."""
    if sentence.tokens[head].lower == "one":
        for of in sentence.kids(head, "prep"):
            yield from (k.i for k in sentence.kids(of.i, "pobj"))


def _titled(sentence: Sentence, head: int) -> int | None:
    """Return the name at the end of a title: "secretary of state for fisheries Ann Lee"; the parser takes it for what the office is for."""
    if sentence.tokens[head].pos not in ("NOUN", "PROPN"):
        return None
    for preposition in sentence.kids(head, "prep"):
        for name in sentence.kids(preposition.i, "pobj"):
            first = _full_name(sentence, name.i).first
            field = sentence.tokens[first - 1]
            if name.entity == "PERSON" and field.i > preposition.i and field.pos in ("NOUN", "PROPN"):
                return name.i
    return None


def _named(page: Ground, sentence: Sentence, name: int) -> ActorMention:
    return page.actors.record_at(sentence.index, name) or described(page, sentence, _full_name(sentence, name))


def _full_name(sentence: Sentence, head: int) -> Phrase:
    """Return the words of a name up to its last one."""
    first = head
    while sentence.tokens[first - 1].entity == "PERSON" and sentence.tokens[first - 1].pos == "PROPN":
        first -= 1
    return Phrase(head=head, first=first, last=head + 1)


def addressee_mention(page: Ground, sentence: Sentence, phrase: Phrase) -> ActorMention | None:
    """Return whom something is said to: an actor, a pronoun, a name, an audience; None for "replied to the statement"."""
    head = sentence.tokens[phrase.head]
    mention = speaker_mentions(page, sentence, phrase)[0]
    known = mention.why.rule != DESCRIBED or head.pos == "PRON" or head.entity in NAMED
    return mention if known or lemma_of(head) in page.cues.sets["audiences"] else None


def described(page: Ground, sentence: Sentence, phrase: Phrase) -> ActorMention:
    """Return a mention that is only its text."""
    tokens = sentence.tokens
    evidence = page.within(sentence, (tokens[phrase.first].start, tokens[phrase.last - 1].end))
    pronoun = tokens[phrase.head].pos == "PRON"
    return ActorMention(
        evidence=evidence,
        name=evidence.quote,
        basis="pronoun" if pronoun else "description",
        why=Why(rule=DESCRIBED, note="no known actor stands on it"),
    )


def speaker_type(page: Ground, sentence: Sentence, phrase: Phrase, mention: ActorMention) -> SpeakerType:
    """Return what kind of source a speaker is: by its noun, then by what is known of the actor."""
    noun = sentence.tokens[phrase.head]
    if mention.kind == "media" or (noun.pos == "NOUN" and lemma_of(noun) in page.cues.sets["media"]):
        return "media"
    if noun.pos == "NOUN" and not mention.actor_id and lemma_of(noun) in page.cues.sets["documents"]:
        return "document"
    by_noun = _by_noun(page, sentence, phrase, noun)
    if by_noun is not None:
        return by_noun
    single = noun.lower in SINGLE or noun.entity == "PERSON"
    kind = _by_actor(mention)
    return "person" if kind == "unknown" and single else kind


def _by_noun(page: Ground, sentence: Sentence, phrase: Phrase, noun: Token) -> SpeakerType | None:
    words = {
        lemma_of(t) for t in sentence.tokens[phrase.first : phrase.last] if t.pos in ("NOUN", "PROPN", "PRON", "ADJ")
    }
    anonymous = noun.pos != "PROPN" and lemma_of(noun) in page.cues.speakers["anonymous"]
    if anonymous:
        return "anonymous"
    kinds: tuple[SpeakerType, ...] = ("witness", "expert", "official")
    return next((kind for kind in kinds if words & page.cues.speakers[kind]), None)


def _by_actor(mention: ActorMention) -> SpeakerType:
    if mention.kind == "state" or OFFICIAL_SECTORS & set(mention.sectors):
        return "official"
    if EXPERT_SECTORS & set(mention.sectors):
        return "expert"
    return "person" if mention.kind == "person" else "unknown"


def is_medium(page: Ground, sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase names a medium: "the daily X", a known outlet."""
    words = {lemma_of(t) for t in sentence.tokens[phrase.first : phrase.last]}
    known = page.actors.at(sentence.index, phrase)
    return bool(words & page.cues.sets["media"]) or any(m.kind == "media" for m in known)


def medium(page: Ground, sentence: Sentence, draft: Draft) -> Evidence | None:
    """Return the words for the medium of a statement: "told the daily X", "said in a statement", "wrote on Twitter"."""
    if draft.via is not None:
        return _words(page, sentence, draft.via)
    if draft.addressee is not None and is_medium(page, sentence, draft.addressee):
        return _words(page, sentence, draft.addressee)
    return None


def _words(page: Ground, sentence: Sentence, phrase: Phrase) -> Evidence:
    """Return the words of a medium up to the first comma behind its noun."""
    tokens = sentence.tokens
    last = next((i for i in range(phrase.head + 1, phrase.last) if tokens[i].text == ","), phrase.last)
    return page.within(sentence, (tokens[phrase.first].start, tokens[last - 1].end))
