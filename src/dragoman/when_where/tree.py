"""Small questions about a parsed sentence that both days and places ask."""

from dragoman.language.forms import Sentence, Token
from dragoman.records import Evidence


def head_of(sentence: Sentence, evidence: Evidence) -> Token:
    """Return the token that governs the others of a stretch of a sentence; the sentence's root where it holds none."""
    inside = [t for t in sentence.tokens if t.start < evidence.end and t.end > evidence.start]
    members = {t.i for t in inside}
    return next((t for t in inside if t.head not in members or t.head == t.i), sentence.root())
