"""Attributions by layout: the headline's "Kremlin: talks failed" and "Talks failed – Kremlin", and the turns of a transcript."""

import re
from collections.abc import Iterator

from dragoman.language.forms import Phrase, Sentence
from dragoman.statements.cues import Cue
from dragoman.statements.draft import MARKS, Draft, Page, Span, trimmed
from dragoman.statements.labels import BARE_LABEL, BEFORE_COLON, NAME

COLON = Cue(id="headline-colon", cue_class="say", speaker="asserts", cameo="010")
OFFICE_COLON = re.compile(rf"\s*({NAME}(?: [\w.'’-]+){{1,4}}): +(?=\S)")  # "Afghan government: …", in a title only
AFTER_DASH = re.compile(rf".{{15,}}[^\s:](?: [-–—]+|:) ((?:{NAME} ?){{1,3}})\s*$")
WORD = re.compile(r"[^\W\d_]{2,}")
NEXT_TURN = re.compile(r"[.?!:] ?[A-Z]{2,}(?: [A-Z]{2,})*: ")


def colon_statements(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Yield what a label at the head of a title or paragraph, or a name at the end of a title, attributes."""
    if not page.opens_paragraph(sentence):
        return
    found = BEFORE_COLON.match(sentence.text)
    if found is None and sentence.part == "title":
        found = OFFICE_COLON.match(sentence.text)
    if found is not None:
        yield from _before_colon(page, sentence, found)
    elif sentence.part == "title" or sentence.start == 0:
        yield from _after_dash(page, sentence)
    else:
        yield from _bare_turn(page, sentence)


# ---- headlines ----------------------------------------------------------------------------------------------------------------------


def _before_colon(page: Page, sentence: Sentence, found: re.Match[str]) -> Iterator[Draft]:
    speaker = phrase_within(sentence, sentence.start + found.start(1), sentence.start + found.end(1))
    colon = sentence.start + found.end(1)
    if speaker is None or not can_speak(page, sentence, speaker, found[1]):
        return
    if any(
        t.tag in ("VBZ", "VBP", "VBD") for t in sentence.tokens[speaker.first : speaker.last]
    ):  # "The Post investigates: …"
        return
    if _names_place(page, sentence, speaker, found):
        return
    if len(WORD.findall(sentence.text, found.end())) < (
        1 if _in_transcript(page, sentence) else 2
    ):  # a score or a figure
        return
    if sentence.part == "text" and sentence.start > 0 and (found[1].isupper() or _in_transcript(page, sentence)):
        yield _turn(page, sentence, speaker, (colon, colon + 1), sentence.start + found.end())
        return
    content = trimmed(page.article.part(sentence.part), (sentence.start + found.end(), sentence.end))
    yield _draft(sentence, (colon, colon + 1), content, speaker, "headline colon")


def _names_place(page: Page, sentence: Sentence, speaker: Phrase, found: re.Match[str]) -> bool:
    """Tell "Chile: levy on salt to stay", which says where, from "Kremlin: talks failed"; what stands in quotation marks is said."""
    known = page.actors.record_at(sentence.index, speaker.head)
    bare = sentence.tokens[speaker.head].entity == "GPE" or (
        known is not None and known.kind == "state" and known.basis == "name"
    )
    return sentence.part == "title" and bare and sentence.text[found.end() : found.end() + 1] not in MARKS


def _after_dash(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "Talks have failed – Kremlin": only for a known actor, since series and outlets stand there too."""
    found = AFTER_DASH.match(sentence.text)
    if found is None:
        return
    start = sentence.start + found.start(1)
    speaker = phrase_within(sentence, start, sentence.start + found.end(1))
    known = page.actors.at(sentence.index, speaker) if speaker else ()
    if speaker is None or not known or not known[0].actor_id or known[0].kind == "media":
        return
    text = page.article.part(sentence.part)
    content = trimmed(text, (sentence.start, start))
    cue = trimmed(text, (content[1], start), extra=" ") if content[1] < start else (start, start)
    cue = (content[1], start) if cue[0] >= cue[1] else cue
    yield _draft(sentence, cue, content, speaker, "headline dash")


def _draft(sentence: Sentence, cue: Span, content: Span, speaker: Phrase, rule: str, score: float = 0.7) -> Draft:
    return Draft(
        sentence=sentence.index,
        cue=cue,
        entry=COLON,
        content=(content,),
        speaker=speaker,
        rule=rule,
        frame="turn" if rule == "transcript" else "phrase",
        score=score,
    )


def phrase_within(sentence: Sentence, start: int, end: int) -> Phrase | None:
    """Return the tokens within some characters as a phrase, None where there are none."""
    inside = [t for t in sentence.tokens if t.start >= start and t.end <= end]
    if not inside:
        return None
    members = {t.i for t in inside}
    head = next((t for t in inside if t.head not in members or t.head == t.i), inside[-1])
    return Phrase(head=head.i, first=inside[0].i, last=inside[-1].i + 1)


def can_speak(page: Page, sentence: Sentence, phrase: Phrase, words: str) -> bool:
    """Tell whether what stands before a colon can speak: an actor, a name by the parser, a lone surname; not "Update" or "Analysis"."""
    if {w.lower() for w in words.split()} & page.cues.sets["not_speakers"]:
        return False
    if page.actors.at(sentence.index, phrase) or _in_transcript(page, sentence):
        return True
    named = any(sentence.tokens[i].entity in ("PERSON", "ORG", "GPE", "NORP") for i in range(phrase.first, phrase.last))
    return named or (" " not in words and (sentence.part == "title" or sentence.start == 0 or words.isupper()))


# ---- transcripts ----------------------------------------------------------------------------------------------------------------------


def _bare_turn(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "NR How long will it take?": a label whose colon was lost, among turns that kept theirs."""
    found = BARE_LABEL.match(sentence.text)
    if found is None or found[1] not in page.labels.bare:
        return
    speaker = phrase_within(sentence, sentence.start, sentence.start + found.end(1))
    if speaker is not None:
        label = (sentence.start, sentence.start + found.end(1))
        yield _turn(page, sentence, speaker, label, sentence.start + found.end())


def _turn(page: Page, sentence: Sentence, speaker: Phrase, cue: Span, start: int) -> Draft:
    """Return what a transcript's speaker says: the paragraph, and those that follow until another label opens one."""
    text = page.article.part(sentence.part)
    end = sentence.end
    for s in page.parsed.sentences[sentence.index + 1 :]:
        if s.part != sentence.part or _begins_turn(page, s):
            break
        end = s.end
    else:
        end = sentence.end  # nobody takes the turn: only what stands in the sentence is surely the speaker's
    other = NEXT_TURN.search(text, start, end)
    content = trimmed(text, (start, other.start() + 1 if other else end))
    return _draft(sentence, cue, content, speaker, "transcript", 0.8)


def _begins_turn(page: Page, sentence: Sentence) -> bool:
    if sentence.text.lstrip(' "“').startswith(("(", "[")) or BEFORE_COLON.match(sentence.text):
        return True
    bare = BARE_LABEL.match(sentence.text)
    return bare is not None and bare[1] in page.labels.bare and page.opens_paragraph(sentence)


def _in_transcript(page: Page, sentence: Sentence) -> bool:
    return sentence.part == "text" and page.labels.transcript
