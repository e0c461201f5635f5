"""One spelling for the ways in which a place's name is written: no accents, no case, no marks, saints and forts in full."""

import re
import unicodedata

MARKS = re.compile(r"['’‘`ʻʼ´]")
BREAKS = re.compile(r"[^\w]+|_")
FULL = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mts": "mountains"}
LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)


def fold(name: str) -> str:
    """Return a name's key: lower case, without accents and marks, words parted by one space, "St." as "saint", no leading "the"."""
    plain = name.lower().translate(LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = BREAKS.sub(" ", MARKS.sub("", plain)).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(FULL.get(w, w) if len(words) > 1 else w for w in words)
