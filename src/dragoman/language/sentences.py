"""Cut the parts of an article into sentences, paragraph by paragraph, with exact offsets."""

import re
from collections.abc import Iterator

import sentencex

from dragoman.language.datelines import find_dateline
from dragoman.language.forms import Sentence
from dragoman.records import Article, Part

PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n\s*")
LINE = re.compile(r"[^\n]+")
ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
TITLE_AT_END = re.compile(r"\b(?:Ms|Mses|Mx|Govs|Drs|Gens|Mdm|Supt|Insp|Amb|Sec|Pres)\.\s*$")
NARROW = 50  # nobody wraps running text at fewer characters: each line was ended on purpose
HARD_WRAP = 0.6  # a line shorter than this share of the longest was ended on purpose
# A "sentence" beyond this is a table or a page without punctuation; the parser would only burn time and memory on it.
MAX_CHARACTERS = 4_000


def split(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of the title and of the text, without tokens; indices count through both, title first."""
    found = [*_sentences(article.title, "title"), *_sentences(article.text, "text")]
    return tuple(_numbered(found))


def _numbered(found: list[tuple[Part, int, int, int, str]]) -> Iterator[Sentence]:
    for index, (part, start, end, paragraph, text) in enumerate(found):
        yield Sentence(index=index, part=part, start=start, end=end, text=text, paragraph=paragraph)


def _sentences(text: str, part: Part) -> Iterator[tuple[Part, int, int, int, str]]:
    line = find_dateline(text) if part == "text" else None
    begin = line.end if line is not None else 0
    if line is not None:
        kept = text[line.start : begin].rstrip()
        yield part, line.start, line.start + len(kept), 0, kept
    for number, (opening, end) in enumerate(_blocks(text)):
        start = max(opening, begin)
        if start >= end:
            continue
        for first, last in _boundaries(text[start:end]):
            yield part, start + first, start + last, number, text[start + first : start + last]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the paragraphs, and of lines that end on purpose within one."""
    at = 0
    for gap in PARAGRAPH_BREAK.finditer(text):
        yield from _lines(text, at, gap.start())
        at = gap.end()
    yield from _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Join hard-wrapped lines; break where a line ends a sentence or is clearly shorter than its neighbours (a heading), or all are short."""
    lines = [(m.start(), m.end()) for m in LINE.finditer(text, start, end)]
    if not lines:
        return
    widest = max(last - first for first, last in lines)
    begin = lines[0][0]
    for first, last in lines:
        ended = ENDS_SENTENCE.search(text, first, last) or widest < NARROW or last - first < HARD_WRAP * widest
        if ended or last == lines[-1][1]:
            yield begin, last
            begin = last + 1


def _boundaries(block: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of one paragraph, blanks at both ends left out."""
    for first, last in _titles_kept(block):
        for start, end in _bounded(first, last, block):
            piece = block[start:end]
            kept = piece.strip()
            if kept:
                begin = start + piece.index(kept[0])
                yield begin, begin + len(kept)


def _titles_kept(block: str) -> Iterator[tuple[int, int]]:
    """Yield the boundaries, those behind a title that the splitter does not know ("Ms. Diaz") joined again."""
    begin: int | None = None
    for found in sentencex.get_sentence_boundaries("en", block):
        begin = int(found["start_index"]) if begin is None else begin
        end = int(found["end_index"])
        if TITLE_AT_END.search(block, begin, end) is None or end == len(block):
            yield begin, end
            begin = None
    if begin is not None:
        yield begin, len(block)


def _bounded(start: int, end: int, block: str) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence at blanks."""
    while end - start > MAX_CHARACTERS:
        cut = block.rfind(" ", start + 1, start + MAX_CHARACTERS)
        cut = cut if cut > start else start + MAX_CHARACTERS
        yield start, cut
        start = cut
    yield start, end
