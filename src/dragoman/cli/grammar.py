"""The clauses of a sentence as small trees: predicate, what is known of it, its arguments by slot, its inner clauses. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dragoman.cli.labels import DIM, flat
from dragoman.cli.layout import Hanging
from dragoman.language.forms import Argument, Clause, Sentence

MARGIN = 4
RELATIONS = {
    "xcomp": "to",
    "ccomp": "that",
    "conj": "and",
    "advcl": "while",
    "relcl": "who/which",
    "acl": "of which",
    "parataxis": "aside",
    "csubj": "subject",
    "dep": "beside",
    "oprd": "to",
}  # how an inner clause hangs on its governor, in a word; prepositions ("by", "after") stand for themselves
SLOTS = {"indirect": "to whom", "attribute": "being", "possessive": "whose", "attending": "around it"}


class Branch(NamedTuple):
    """One line of a tree: where it stands in the sentence, its label, its text, and the clause below it if it is one."""

    at: int
    label: str
    text: Text
    clause: Clause | None = None


def trees(sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[RenderableType]:
    """Yield the clauses, each below the one that governs it, event nouns among them."""
    predicates = {clause.predicate for clause in clauses}
    for clause in clauses:
        if clause.parent not in predicates:
            yield Hanging(predicate(sentence, clause), Text(" " * MARGIN))
            yield from _branches(sentence, clause, clauses, " " * MARGIN)


def predicate(sentence: Sentence, clause: Clause) -> Text:
    """Return a predicate with voice, tense, negation and modality, e.g. "attacked  verb, active, past, negated by “not”"."""
    word = flat(sentence.tokens[clause.predicate].text)
    return Text.assemble((word, "bold"), "  ", (", ".join(_features(sentence, clause)), DIM))


def _features(sentence: Sentence, clause: Clause) -> Iterator[str]:
    if clause.kind == "verbal":
        yield "verb" if clause.lemma.count(" ") == 0 else f"verb “{clause.lemma}”"
        yield clause.voice
        yield from _tense(sentence, clause)
    else:
        yield "noun"
        if clause.light is not None:
            yield f"carried by “{flat(sentence.tokens[clause.light].text)}”"
    if clause.negation is not None:
        yield f"negated by “{flat(sentence.tokens[clause.negation].text)}”"
    if clause.modality is not None:
        yield f"only under “{flat(sentence.tokens[clause.modality].text)}”"


def _tense(sentence: Sentence, clause: Clause) -> Iterator[str]:
    if not clause.finite:
        yield "infinitive" if sentence.tokens[clause.predicate].tag == "VB" else "participle"
    yield clause.tense


def _branches(sentence: Sentence, clause: Clause, clauses: Sequence[Clause], prefix: str) -> Iterator[RenderableType]:
    branches = sorted([*_arguments(sentence, clause), *_inner(sentence, clause, clauses)], key=lambda b: b.at)
    for n, branch in enumerate(branches, 1):
        last = n == len(branches)
        first, rest = prefix + ("╰─ " if last else "├─ "), prefix + ("   " if last else "│  ")
        label = Text(f"{branch.label:<9} ")
        yield Hanging(branch.text, Text.assemble((first, DIM), label), Text.assemble((rest, DIM), " " * label.cell_len))
        if branch.clause is not None:
            yield from _branches(sentence, branch.clause, clauses, rest)


def _arguments(sentence: Sentence, clause: Clause) -> Iterator[Branch]:
    for argument in clause.arguments:
        yield Branch(argument.phrase.first, SLOTS.get(argument.slot, argument.slot), _words(sentence, argument))


def _words(sentence: Sentence, argument: Argument) -> Text:
    words = Text(flat(sentence.quote(argument.phrase.first, argument.phrase.last)))
    return Text.assemble(words, ("  taken over", DIM)) if argument.shared else words


def _inner(sentence: Sentence, clause: Clause, clauses: Sequence[Clause]) -> Iterator[Branch]:
    for inner in clauses:
        if inner.parent == clause.predicate:
            label = "event" if inner.kind == "nominal" else RELATIONS.get(inner.relation, inner.relation)
            yield Branch(inner.predicate, label, predicate(sentence, inner), inner)
