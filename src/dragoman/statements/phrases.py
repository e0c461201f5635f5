"""Attributions by a phrase instead of a cue verb: "according to X", "in the words of X", "for X, …"."""

import re
from collections.abc import Iterator

from dragoman.language.clauses import phrase_at
from dragoman.language.forms import Phrase, Sentence, Token
from dragoman.statements.cues import Cue
from dragoman.statements.draft import Draft, Page, Span, spans_of, trimmed

ACCORDING = Cue(id="according-to", cue_class="say", speaker="asserts", cameo="010")
WORDS_OF = Cue(id="words-of", cue_class="say", speaker="asserts", cameo="010")
VIEW_OF = Cue(id="view-of", cue_class="believe", speaker="believes")
ADVERBS = {
    "reportedly": Cue(id="reportedly", cue_class="report", speaker="asserts", cameo="010"),
    "allegedly": Cue(id="allegedly", cue_class="claim", speaker="asserts", reporter="distances", cameo="010"),
    "purportedly": Cue(id="allegedly", cue_class="claim", speaker="asserts", reporter="distances", cameo="010"),
}
VIEWS = frozenset({"view", "opinion", "eye", "judgement", "judgment", "estimation", "mind"})
THAT_IS = re.compile(r"(?:that|this|it)(?:['’]s| is| was)(?: all)? $", re.IGNORECASE)


def phrase_statements(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Yield the statements that a phrase attributes."""
    for token in sentence.tokens:
        if page.quoted(sentence.part, token.start) is None:
            yield from _according(page, sentence, token)
            yield from _words_of(sentence, token)
            yield from _in_view(sentence, token)
            yield from _for_somebody(page, sentence, token)
            yield from _by_adverb(sentence, token)


# ---- according to -------------------------------------------------------------------------------------------------------------------


def _according(page: Page, sentence: Sentence, token: Token) -> Iterator[Draft]:
    """ "…, according to X": what the phrase hangs on, without it; "That's according to X": the sentence before."""
    if token.lower != "according":
        return
    source = _governed(sentence, token)
    if source is None:
        return
    content = _sentence_before(page, sentence, token) or _around(sentence, token)
    cue = (token.start, sentence.tokens[min(token.i + 1, len(sentence.tokens) - 1)].end)
    yield _draft(sentence, ACCORDING, cue, content, phrase_at(sentence, source.i), "according to", 0.85)


def _draft(
    sentence: Sentence,
    entry: Cue,
    cue: Span,
    content: tuple[Span, ...],
    speaker: Phrase | None,
    rule: str,
    score: float,
) -> Draft:
    return Draft(
        sentence=sentence.index,
        cue=cue,
        entry=entry,
        content=content,
        speaker=speaker,
        rule=rule,
        frame="phrase",
        score=score,
    )


def _governed(sentence: Sentence, token: Token) -> Token | None:
    for to in sentence.kids(token.i, "prep"):
        return next(iter(sentence.kids(to.i, "pobj")), None)
    return next(iter(sentence.kids(token.i, "pobj")), None)


def _sentence_before(page: Page, sentence: Sentence, token: Token) -> tuple[Span, ...]:
    """ "That's according to X" speaks of the sentence before."""
    before = page.parsed.sentences[sentence.index - 1] if sentence.index else None
    if (
        before is None
        or before.part != sentence.part
        or not THAT_IS.match(sentence.text[: token.start - sentence.start])
    ):
        return ()
    return (trimmed(page.article.part(sentence.part), (before.start, before.end)),)


def _around(sentence: Sentence, token: Token) -> tuple[Span, ...]:
    """Return what a phrase is about: at an end of the sentence all of it up to a colon, within it the clause that it hangs on."""
    own = set(sentence.subtree(token.i))
    if min(own) == 0 or _ends(sentence, max(own)):
        members = _told_with(sentence, own)
    else:
        members = tuple(i for i in sentence.subtree(_clause_head(sentence, token)) if i not in own)
    return spans_of(sentence, members)


def _ends(sentence: Sentence, last: int) -> bool:
    """Tell whether nothing but a stop follows."""
    return all(t.pos == "PUNCT" for t in sentence.tokens[last + 1 :])


def _told_with(sentence: Sentence, own: set[int]) -> tuple[int, ...]:
    """Return the sentence without a phrase at one of its ends, from the last colon or semicolon on that stands before it."""
    breaks = [t.i for t in sentence.tokens if t.text in (":", ";") and t.i < min(own)]
    start = breaks[-1] + 1 if breaks else 0
    return tuple(t.i for t in sentence.tokens[start:] if t.i not in own)


def _clause_head(sentence: Sentence, token: Token) -> int:
    """Return the verb of the finite clause that a phrase hangs on, through the nouns and participles between."""
    at = sentence.tokens[token.head]
    while at.head != at.i and (at.pos != "VERB" or at.dep in ("acl", "pcomp", "amod", "xcomp")):
        at = sentence.tokens[at.head]
    return at.i


# ---- in the words of, in the view of, for -------------------------------------------------------------------------------------------


def _words_of(sentence: Sentence, token: Token) -> Iterator[Draft]:
    """Yield "in the words of X, …"."""
    if token.lower != "words" or token.dep != "pobj" or sentence.tokens[token.head].lower != "in":
        return
    owner = _owner(sentence, token)
    if owner is not None:
        preposition = sentence.tokens[token.head]
        content = _around(sentence, preposition)
        yield _draft(
            sentence,
            WORDS_OF,
            (preposition.start, token.end),
            content,
            phrase_at(sentence, owner.i),
            "in the words of",
            0.8,
        )


def _in_view(sentence: Sentence, token: Token) -> Iterator[Draft]:
    """Yield "in X's view, …", "in the opinion of X, …"."""
    if token.lemma not in VIEWS or token.dep != "pobj" or sentence.tokens[token.head].lower not in ("in", "to"):
        return
    owner = _owner(sentence, token)
    if owner is not None and owner.lower not in ("my", "our", "your"):
        preposition = sentence.tokens[token.head]
        content = _around(sentence, preposition)
        yield _draft(
            sentence, VIEW_OF, (token.start, token.end), content, phrase_at(sentence, owner.i), "in the view of", 0.7
        )


def _owner(sentence: Sentence, noun: Token) -> Token | None:
    own = next(iter(sentence.kids(noun.i, "poss")), None)
    if own is not None:
        return own
    of = next((k for k in sentence.kids(noun.i, "prep") if k.lower == "of"), None)
    return next(iter(sentence.kids(of.i, "pobj")), None) if of else None


def _for_somebody(page: Page, sentence: Sentence, token: Token) -> Iterator[Draft]:
    """ "For Beijing, the port is a link": an actor at the head of a sentence with a state of things after the comma is whose view it is."""
    if token.i != 0 or token.lower != "for" or token.dep != "prep":
        return
    noun = next(iter(sentence.kids(token.i, "pobj")), None)
    phrase = phrase_at(sentence, noun.i) if noun else None
    if noun is None or phrase is None or sentence.tokens[min(phrase.last, len(sentence.tokens) - 1)].text != ",":
        return
    holder = page.actors.record_at(sentence.index, noun.i)
    verb = sentence.tokens[token.head]
    if holder is None or holder.kind not in ("person", "state", "organisation") or verb.tag not in ("VBZ", "VBP"):
        return
    yield _draft(sentence, VIEW_OF, (token.start, token.end), _around(sentence, token), phrase, "for somebody", 0.6)


def _by_adverb(sentence: Sentence, token: Token) -> Iterator[Draft]:
    """ "The flags were reportedly lowered": somebody says so, the text not who; of the clause around the adverb."""
    entry = ADVERBS.get(token.lower)
    verb = sentence.tokens[token.head]
    if entry is None or token.dep != "advmod" or verb.pos not in ("VERB", "AUX"):
        return
    opening = (k for k in sentence.kids(verb.i, "cc", "punct", "mark", "advmod") if k.dep != "advmod" or k.tag == "WRB")
    own = {token.i, *(k.i for k in opening)}
    others = (k for k in sentence.kids(verb.i, "conj", "parataxis") if sentence.kids(k.i, "nsubj", "nsubjpass"))
    apart = {i for k in others for i in sentence.subtree(k.i)}
    members = [i for i in sentence.subtree(verb.i) if i not in own | apart]
    yield _draft(sentence, entry, (token.start, token.end), spans_of(sentence, members), None, "adverb", 0.6)
