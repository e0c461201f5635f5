"""Cut a text into the items that the date grammar reads: words with their classes, numbers, marks and breaks."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dragoman.calendar.meanings import Point, Unclear
from dragoman.calendar.vocabulary import Vocabulary, Word, vocabulary

TOKEN = re.compile(
    r"""(?P<iso>\d{4}-\d{2}-\d{2}(?![\d-]))
    | (?P<name>9/11\b)
    | (?P<numeric>\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/]))
    | (?P<clock>(?:[01]?\d|2[0-3])[:.][0-5]\d(?=\s*[ap]\.?m\b) | (?:[01]?\d|2[0-3]):[0-5]\d(?![\d:]))
    | (?P<decade>(?:1[5-9]|20)\d0['’]?s\b | ['’‘`][2-9]0s\b)
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<number>\d+\s1/2\b | \d+(?:,\d{3})+(?:\.\d+)? | \d+\.\d+ | \d+)(?![\d])
    | (?P<meridiem>[ap]\.m\.? | [ap]m\b | [AP]M\b)
    | (?P<poss>['’]s?(?=[\s.,;:)]|$))
    | (?P<word>[^\W\d_]+(?:\.[^\W\d_]\.)*)
    | (?P<break>\n[ \t\r]*\n\s*)
    | (?P<mark>[^\s\w])
    """,
    re.VERBOSE,
)
PLURAL = re.compile(r"\s+(people|men|women|[a-z]{3,}s|percent|km|kilomet\w+|met\w+|miles)\b")
CURRENCY = "$£€¥#№"
BLANK = re.compile(r"\s")
WORD = re.compile(r"\d+|(?:[^\W\d_]\.)+[^\W\d_](?![^\W\d_])|[^\W\d_]+")  # "p.m" is one
APART = 2  # words that mean nothing to the grammar part one time expression from another
YEARS = range(1500, 2100)
PIVOT = 50  # two-digit years: 49 is 2049, 50 is 1950


class Item(NamedTuple):
    """A piece of the text with its class and value; `outer` takes in a word of relation before it."""

    kind: str
    start: int
    end: int
    value: Any = None
    outer: int = -1
    rule: str = ""
    parts: tuple["Item", ...] = ()


def read_items(text: str) -> list[Item]:
    """Return the items of a text in order; words that mean nothing to the grammar have the class `other`.

    Stretches that cannot tell a time are left out.
    """
    words = vocabulary()
    found = [
        item
        for start, end in _stretches(text, words)
        for match in TOKEN.finditer(text, start, end)
        for item in _item(match, text, words)
    ]
    return _thinned(_phrases(_full_stops(found, text, words), text, words))


def _stretches(text: str, words: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield where time expressions may stand: from each telling word or number to the first words in a row that mean nothing on both sides."""
    found = [(m.start(), m[0].lower()) for m in WORD.finditer(text)]
    means = [word in words.known or word.isdigit() for _, word in found]
    begin = end = reached = -1
    for n, (_, word) in enumerate(found):
        if n <= reached or not (word in words.telling or word.isdigit()):
            continue
        left, reached = _edge(means, n, -1), _edge(means, n, 1)
        first = _blank_before(text, found[left][0], end) if left else 0
        if first > end:
            yield from [(begin, end)] if begin >= 0 else []
            begin = first
        last = found[reached][0] if reached + 1 < len(found) else len(text)
        end = end if last < end else _blank_after(text, last)
    if begin >= 0:
        yield begin, end


def _edge(means: list[bool], at: int, step: int) -> int:
    """Return the last of the words in a row that mean nothing, going from a word in one direction, or the last word there is."""
    silent = 0
    while silent < APART and 0 <= at + step < len(means):
        at += step
        silent = 0 if means[at] else silent + 1
    return at


def _blank_before(text: str, at: int, least: int) -> int:
    while at > max(least, 0) and not text[at - 1].isspace():
        at -= 1
    return at


def _blank_after(text: str, at: int) -> int:
    blank = BLANK.search(text, at)
    return blank.start() if blank else len(text)


def _thinned(items: list[Item]) -> list[Item]:
    """Keep only the ends of a run of words that mean nothing: no rule looks farther than the word next to a time expression."""
    last = len(items) - 1
    return [
        item
        for n, item in enumerate(items)
        if item.kind != "other" or not 0 < n < last or items[n - 1].kind != "other" or items[n + 1].kind != "other"
    ]


def _item(match: re.Match[str], text: str, words: Vocabulary) -> Iterator[Item]:
    group = match.lastgroup or "mark"
    start, end = match.span()
    quote = match.group()
    if group in ("word", "mark"):
        entry = _word(quote, words)
        yield Item(entry.kind, start, end, entry.value)
    elif group == "number":
        yield _number(quote, start, end, text, words)
    elif group == "ordinal":
        number = int(quote[:-2])
        yield Item("day_ordinal" if 1 <= number <= 31 else "ordinal", start, end, number)
    elif group in VALUES:
        value = VALUES[group](quote)
        yield Item("nothing" if value is None else group, start, end, value)
    else:
        yield Item("other" if group == "name" else group, start, end, quote.lower())


def _word(quote: str, words: Vocabulary) -> Word:
    lower = quote.lower()
    if lower in words.capital and quote[0].islower():
        return Word("other")
    return words.words.get(lower, Word("other"))


def _number(quote: str, start: int, end: int, text: str, words: Vocabulary) -> Item:
    if start and text[start - 1] in CURRENCY:
        return Item("other", start, end)
    if quote.endswith("/2"):
        return Item("digits", start, end, int(quote.split(maxsplit=1)[0]) + 0.5)
    if not quote.isdigit():
        return Item("digits", start, end, float(quote.replace(",", "")))
    number = int(quote)
    if len(quote) == 4 and number in YEARS and not _counts(text, end, words):
        return Item("year", start, end, number)
    kind = "day_digits" if 1 <= number <= 31 and len(quote) <= 2 else "digits"
    return Item(kind, start, end, number)


def _counts(text: str, end: int, words: Vocabulary) -> bool:
    """Tell whether a four-digit number counts things ("2000 soldiers", "1500 metres"): a plural noun follows."""
    following = PLURAL.match(text, end)
    return following is not None and following.group(1).lower() not in words.uncounted


def _iso(quote: str) -> Point | None:
    year, month, day = (int(n) for n in quote.split("-"))
    return Point(year=year, month=month, day=day) if _plausible(month, day) else None


def _numeric(quote: str) -> Point | Unclear | None:
    """Read "31/12/2022"; with two readings both are kept. Between full stops the day comes first."""
    first, second, year = (int(n) for n in re.split(r"[/.]", quote))
    full = year if year > 99 else year + (2000 if year < PIVOT else 1900)
    readings = [(second, first)] if "." in quote else [(first, second), (second, first)]
    points = [Point(year=full, month=m, day=d) for m, d in dict.fromkeys(readings) if _plausible(m, d)]
    if len(points) > 1:
        return Unclear(readings=tuple(points))
    return points[0] if points else None


def _plausible(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _clock(quote: str) -> str:
    hour, minute = re.split(r"[:.]", quote)
    return f"{int(hour):02}:{minute}"


def _decade(quote: str) -> int:
    digits = int(re.sub(r"\D", "", quote))
    return digits if digits > 99 else 1900 + digits


VALUES = {"iso": _iso, "numeric": _numeric, "clock": _clock, "decade": _decade}


def _full_stops(items: list[Item], text: str, words: Vocabulary) -> list[Item]:
    """Let an abbreviation take its full stop: "Jan." is one word."""
    kept: list[Item] = []
    for item in items:
        before = kept[-1] if kept else None
        if (
            before
            and before.end == item.start
            and text[item.start] == "."
            and text[before.start : before.end].lower() in words.abbreviations
        ):
            kept[-1] = before._replace(end=item.end)
        else:
            kept.append(item)
    return kept


def _phrases(items: list[Item], text: str, words: Vocabulary) -> list[Item]:
    """Make one item of several words that are one word of the grammar."""
    lower = [text[i.start : i.end].lower() for i in items]
    kept, at = [], 0
    while at < len(items):
        length, word = _phrase_at(items, lower, at, text, words)
        kept.append(
            items[at] if word is None else Item(word.kind, items[at].start, items[at + length - 1].end, word.value)
        )
        at += length
    return kept


def _phrase_at(items: list[Item], lower: list[str], at: int, text: str, words: Vocabulary) -> tuple[int, Word | None]:
    for parts, word in words.phrases.get(lower[at], ()):
        length = _covers(items, lower, at, parts)
        if length and (word.kind != "nothing" or text[items[at].start].isupper() or parts[0] == "at"):
            return length, word
    return 1, None


def _covers(items: list[Item], lower: list[str], at: int, parts: tuple[str, ...]) -> int:
    """Return how many items from `at` on spell the words of a phrase, 0 if they do not. Possessives are items of their own."""
    here = at
    for part in parts:
        spelled = ""
        while (
            here < len(items) and len(spelled) < len(part) and (not spelled or items[here].start == items[here - 1].end)
        ):
            spelled += lower[here].replace("’", "'")
            here += 1
        if spelled != part:
            return 0
    return here - at
