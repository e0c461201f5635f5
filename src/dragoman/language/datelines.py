"""The dateline of a report: "NAIROBI, March 3 (Reuters) –" says where and when it was written, not where and when anything happened."""

import re
from typing import NamedTuple

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
WORD = r"[A-ZÀ-Þ][\w.'’-]*"
PLACE = rf"{WORD}(?:[ /](?:(?:de|la|of|al|el) )?{WORD}){{0,3}}"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
CONTAINER = rf"(?:,\s+(?!{MONTH}){PLACE})?"
DATE = r"(?:[,.]?\s[^()\n–—]{3,25}?)?"
AGENCY = r"\([^()\n]{2,60}\)"
DASH = r"(?:--?|–|—|:|_)"
# The place, what contains it, a date, the agency in brackets, a dash; without an agency the place must be in capitals.
WITH_AGENCY = re.compile(rf"\s*(?P<place>{PLACE}{CONTAINER}){DATE}\s*{AGENCY}\s*{DASH}\s*")
IN_CAPITALS = re.compile(rf"\s*(?P<place>{CAPITALS}{CONTAINER}){DATE}(?:\s+{DASH}|:)\s+")
BARE_AGENCY = re.compile(rf"\s*(?P<place>{PLACE}{CONTAINER}),\s+{MONTH}\.?\s\d{{1,2}},?\s+[A-Z]{{2,7}}\s+{DASH}\s+")
# "Washington - The president …": one or two capitalised words and a single dash, before a capital.
IN_TITLE_CASE = re.compile(
    rf"\s*(?P<place>[A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ][a-zà-ÿ]+)?{CONTAINER})\s+(?:--?|–|—)\s+(?=[A-ZÀ-Þ])(?!.*\s(?:--?|–|—)\s)"
)
# The agency of a dateline wherever it stands: pages put a headline and a byline before it ("Reporter NAIROBI, March 3 (XNA) – …").
ITS_AGENCY = re.compile(rf"\b{MONTH}\.?\s\d{{1,2}}(?:,?\s\d{{4}})?,?\s*\((?P<agency>[^()\n]{{2,60}})\)\s*{DASH}\s")
REACH = 140  # characters from the start of the text in which a dateline ends


class Dateline(NamedTuple):
    """Offsets in the text: the place [start, place_end), and the end of the whole line."""

    start: int
    place_end: int
    end: int


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline that a text begins with, None if it has none."""
    head = text[:REACH]
    match = WITH_AGENCY.match(head) or BARE_AGENCY.match(head) or IN_CAPITALS.match(head) or IN_TITLE_CASE.match(head)
    return Dateline(match.start("place"), match.end("place"), match.end()) if match else None


def agencies(text: str) -> frozenset[str]:
    """Return the names in brackets of the datelines in a text: who reports, not whom the report is about."""
    return frozenset(m["agency"].strip() for m in ITS_AGENCY.finditer(text))
