"""Attributions without a cue verb: "according to X", "in the words of X", "for X, …", headline colons and transcripts."""

import re
from collections.abc import Iterator

from dragoman.language.clauses import phrase_at
from dragoman.language.forms import Phrase, Sentence, Token
from dragoman.statements.cues import Cue
from dragoman.statements.draft import Draft, Page, Span, spans_of, trimmed

ACCORDING = Cue(id="according-to", cue_class="say", speaker="asserts", cameo="010")
WORDS_OF = Cue(id="words-of", cue_class="say", speaker="asserts", cameo="010")
VIEW_OF = Cue(id="view-of", cue_class="believe", speaker="believes")
COLON = Cue(id="headline-colon", cue_class="say", speaker="asserts", cameo="010")
VIEWS = frozenset({"view", "opinion", "eye", "judgement", "judgment", "estimation", "mind"})
NAME = r"[A-Z][\w.'’&-]*"
BEFORE_COLON = re.compile(rf"\s*({NAME}(?: (?:{NAME}|of|the|and|for)){{0,5}}(?: \([A-Z-]+\))?): +(?=\S)")
AFTER_DASH = re.compile(rf".{{15,}}[^\s:](?: [-–—]+|:) ((?:{NAME} ?){{1,3}})\s*$")
WORD = re.compile(r"[^\W\d_]{2,}")
NEXT_TURN = re.compile(r"[.?!:] ?[A-Z]{2,}(?: [A-Z]{2,})*: ")
THAT_IS = re.compile(r"(?:that|this|it)(?:['’]s| is| was)(?: all)? $", re.IGNORECASE)


def phrase_statements(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Yield the statements that a phrase attributes."""
    for token in sentence.tokens:
        if page.quoted(sentence.part, token.start) is None:
            yield from _according(page, sentence, token)
            yield from _words_of(sentence, token)
            yield from _in_view(sentence, token)
            yield from _for_somebody(page, sentence, token)


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
    sentence: Sentence, entry: Cue, cue: Span, content: tuple[Span, ...], speaker: Phrase, rule: str, score: float
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


# ---- colons -------------------------------------------------------------------------------------------------------------------------


def colon_statements(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Yield the headline's "Kremlin: talks failed" and "Talks failed: Kremlin", and a transcript's "SMITH: We agree."."""
    if not _opens_paragraph(page, sentence):
        return
    found = BEFORE_COLON.match(sentence.text)
    if found is not None:
        yield from _before_colon(page, sentence, found)
    elif sentence.part == "title" or sentence.start == 0:
        yield from _after_dash(page, sentence)


def _opens_paragraph(page: Page, sentence: Sentence) -> bool:
    before = page.parsed.sentences[sentence.index - 1] if sentence.index else None
    return before is None or before.part != sentence.part or before.paragraph != sentence.paragraph


def _before_colon(page: Page, sentence: Sentence, found: re.Match[str]) -> Iterator[Draft]:
    speaker = _phrase_within(sentence, sentence.start + found.start(1), sentence.start + found.end(1))
    colon = sentence.start + found.end(1)
    if speaker is None or not _can_speak(page, sentence, speaker, found[1]):
        return
    start = sentence.start + found.end()
    if len(WORD.findall(sentence.text, found.end())) < 2:  # a score or a figure
        return
    turn = found[1].isupper() and sentence.part == "text" and sentence.start > 0
    content = (
        _turn(page, sentence, start) if turn else (trimmed(page.article.part(sentence.part), (start, sentence.end)),)
    )
    rule = "transcript" if turn else "headline colon"
    yield _draft(sentence, COLON, (colon, colon + 1), content, speaker, rule, 0.8 if turn else 0.7)


def _after_dash(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "Talks have failed – Kremlin": only for a known actor, since series and outlets stand there too."""
    found = AFTER_DASH.match(sentence.text)
    if found is None:
        return
    start = sentence.start + found.start(1)
    speaker = _phrase_within(sentence, start, sentence.start + found.end(1))
    known = page.actors.at(sentence.index, speaker) if speaker else ()
    if speaker is None or not known or not known[0].actor_id or known[0].kind == "media":
        return
    text = page.article.part(sentence.part)
    content = trimmed(text, (sentence.start, start))
    cue = trimmed(text, (content[1], start), extra=" ") if content[1] < start else (start, start)
    cue = (content[1], start) if cue[0] >= cue[1] else cue
    yield _draft(sentence, COLON, cue, (content,), speaker, "headline dash", 0.7)


def _turn(page: Page, sentence: Sentence, start: int) -> tuple[Span, ...]:
    """Return what a transcript's speaker says: the paragraph, and those that follow until another name opens one."""
    text = page.article.part(sentence.part)
    end = sentence.end
    for s in page.parsed.sentences[sentence.index + 1 :]:
        if s.part != sentence.part or BEFORE_COLON.match(s.text) or s.text.startswith(("(", "[")):
            break
        end = s.end
    else:
        end = sentence.end  # nobody takes the turn: only what stands in the sentence is surely the speaker's
    other = NEXT_TURN.search(text, start, end)
    return (trimmed(text, (start, other.start() + 1 if other else end)),)


def _phrase_within(sentence: Sentence, start: int, end: int) -> Phrase | None:
    inside = [t for t in sentence.tokens if t.start >= start and t.end <= end]
    if not inside:
        return None
    members = {t.i for t in inside}
    head = next((t for t in inside if t.head not in members or t.head == t.i), inside[-1])
    return Phrase(head=head.i, first=inside[0].i, last=inside[-1].i + 1)


def _can_speak(page: Page, sentence: Sentence, phrase: Phrase, words: str) -> bool:
    """Tell whether what stands before a colon can speak: an actor, a name by the parser, a lone surname; not "Update" or "Analysis"."""
    if {w.lower() for w in words.split()} & page.cues.sets["not_speakers"]:
        return False
    if page.actors.at(sentence.index, phrase):
        return True
    named = any(sentence.tokens[i].entity in ("PERSON", "ORG", "GPE", "NORP") for i in range(phrase.first, phrase.last))
    return named or (" " not in words and (sentence.part == "title" or sentence.start == 0 or words.isupper()))
