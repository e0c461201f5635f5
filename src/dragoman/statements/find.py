"""Statements of an article: drafts from verbs, nouns and phrases, quotations attached, one record each."""

import hashlib
from collections.abc import Iterator, Sequence

from dragoman.actors.resolve import ActorIndex
from dragoman.language.forms import ParsedArticle, Sentence
from dragoman.records import ActorMention, Article, Evidence, Manner, SpeakerType, Statement, Why
from dragoman.statements.attributor import Attributor
from dragoman.statements.colons import colon_statements
from dragoman.statements.cues import Cues
from dragoman.statements.draft import MARKS, Draft, Page, Span
from dragoman.statements.nouns import noun_statements
from dragoman.statements.phrases import phrase_statements
from dragoman.statements.quotes import part_of, with_quotations
from dragoman.statements.speakers import addressee_mention, described, is_medium, medium, speaker_mentions, speaker_type
from dragoman.statements.verbs import verbal_statements

BELIEFS = frozenset({"believe", "expect", "wish", "intend", "fear"})
RULES = (verbal_statements, phrase_statements, noun_statements, colon_statements)


def find_statements(
    parsed: ParsedArticle, actors: ActorIndex, article: Article, cues: Cues, attributor: Attributor | None = None
) -> tuple[Statement, ...]:
    """Return the statements of an article in text order; events are joined to them later (`link.link_events`)."""
    page = Page(parsed=parsed, actors=actors, article=article, cues=cues)
    drafts = [d for s in parsed.sentences if s.parsed for d in _drafts(page, s, attributor)]
    statements = [s for d in with_quotations(page, drafts) if d.content for s in records(page, d)]
    kept = [s for s in statements if not _own_will(s, statements)]
    unique = {s.id: s for s in (kept if attributor is None else attributor.weigh(page, kept))}
    return tuple(
        sorted(
            unique.values(), key=lambda s: (s.content[0].part == "text", s.cue.start if s.cue else s.content[0].start)
        )
    )


def _drafts(page: Page, sentence: Sentence, attributor: Attributor | None) -> tuple[Draft, ...]:
    found = tuple(d for rule in RULES for d in rule(page, sentence))
    return found if attributor is None else (*found, *attributor.beside(page, sentence, found))


def _own_will(statement: Statement, statements: Sequence[Statement]) -> bool:
    """ "She said she wanted to retire": what a speaker is told to want herself is what she says, no statement more."""
    if statement.cue_class not in ("wish", "intend") or statement.cue is None or statement.speaker is None:
        return False
    cue = statement.cue
    return statement.speaker.basis == "pronoun" and any(
        c.part == cue.part and c.start <= cue.start < c.end for s in statements if s is not statement for c in s.content
    )


def records(page: Page, draft: Draft) -> Iterator[Statement]:
    """Write a draft down: one statement for each actor that speaks it ("Lavrov and Wang said …")."""
    sentence = page.parsed.sentences[draft.sentence]
    manner, content = _content(page, draft)
    for speaker, kind in _speakers(page, draft):
        yield Statement(
            id=_id(page, draft, speaker, content),
            article_id=page.article.id,
            sentence=draft.sentence,
            speaker=speaker,
            speaker_type=kind,
            cue=page.evidence(sentence.part, draft.cue),
            cue_class=("not-" if draft.negated else "") + draft.entry.cue_class,
            manner=manner,
            content=content,
            addressee=_addressee(page, sentence, draft, speaker),
            via=medium(page, sentence, draft),
            cameo=None if draft.negated else draft.entry.cameo,
            confidence=round(draft.score - 0.15 * (speaker is None), 3),
            why=Why(rule=draft.rule, entry=draft.entry.id, note=_note(draft)),
        )


def _note(draft: Draft) -> str:
    """Return what the cue implies of the speaker and of the reporter, and what a rule had to say."""
    implied = f"speaker {draft.entry.speaker}, reporter {draft.entry.reporter}"
    return f"{implied}; {draft.note}" if draft.note else implied


def _id(page: Page, draft: Draft, speaker: ActorMention | None, content: tuple[Evidence, ...]) -> str:
    """Return the id of a statement: a hash of article, cue, speaker and contents."""
    who = f"{speaker.evidence.start}-{speaker.evidence.end}" if speaker else ""
    if speaker is not None and speaker.basis == "list":  # "the two countries": one phrase, two speakers
        who += f":{speaker.actor_id}"
    spans = (f"{e.part}:{e.start}-{e.end}" for e in content)
    whole = "|".join((page.article.id, str(draft.cue), who, *spans))
    return "s" + hashlib.sha256(whole.encode()).hexdigest()[:15]


def _speakers(page: Page, draft: Draft) -> tuple[tuple[ActorMention | None, SpeakerType], ...]:
    if draft.speaker is None:
        return ((None, "unknown"),)
    sentence = page.parsed.sentences[draft.sentence if draft.speaker_sentence is None else draft.speaker_sentence]
    mentions = speaker_mentions(page, sentence, draft.speaker)
    return tuple((m, speaker_type(page, sentence, draft.speaker, m)) for m in mentions)


def _addressee(page: Page, sentence: Sentence, draft: Draft, speaker: ActorMention | None) -> ActorMention | None:
    """Return whom it is said to; a reference that was resolved to the speaker is left open, since nobody tells himself."""
    if draft.addressee is None or is_medium(page, sentence, draft.addressee):
        return None
    mention = addressee_mention(page, sentence, draft.addressee)
    if mention is not None and speaker is not None and mention.actor_id and mention.actor_id == speaker.actor_id:
        return described(page, sentence, draft.addressee)
    return mention


def _content(page: Page, draft: Draft) -> tuple[Manner, tuple[Evidence, ...]]:
    """Return manner and content: inside the marks where all of it is quoted."""
    part = part_of(page, draft)
    if draft.frame == "turn":
        return "direct", tuple(page.evidence(part, span) for span in draft.content)
    if draft.nested:
        return _nested(page, draft)
    inside = [_inside(page, draft, span) for span in draft.content]
    if all(i is not None for i in inside):
        return "direct", tuple(page.evidence(part, i) for i in inside if i is not None)
    quoted = any(page.touching(part, *span) for span in draft.content)
    manner: Manner = "mixed" if quoted else ("belief" if draft.entry.cue_class in BELIEFS else "indirect")
    return manner, tuple(page.evidence(part, span) for span in draft.content)


def _nested(page: Page, draft: Draft) -> tuple[Manner, tuple[Evidence, ...]]:
    """Return manner and content of what is told within a quotation: direct if it has marks of its own."""
    part = part_of(page, draft)
    text = page.article.part(part)
    (start, end), *rest = draft.content
    begin = start if text[start] in MARKS else start - 1  # the parser may hang a mark elsewhere
    last = end if text[end - 1] in MARKS else end + 1
    if not rest and text[begin] in MARKS and text[last - 1 : last] in MARKS and last - begin > len("“”"):
        return "direct", (page.evidence(part, (begin + 1, last - 1)),)
    manner: Manner = "belief" if draft.entry.cue_class in BELIEFS else "indirect"
    return manner, tuple(page.evidence(part, span) for span in draft.content)


def _inside(page: Page, draft: Draft, span: Span) -> Span | None:
    """Return what stands inside the marks if a span is one quotation, else None."""
    part = part_of(page, draft)
    for q in page.touching(part, *span):
        rest = page.article.part(part)[span[0] : q.outer_start] + page.article.part(part)[q.outer_end : span[1]]
        if not rest.strip(" ,.;:"):
            return q.start, q.end
    return None
