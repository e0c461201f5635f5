"""Our own forms of language: tokens, sentences, phrases, clauses. Rules see these, never spaCy's types.

Token indices count within their sentence; character offsets count within the part (title or text) of the article.
"""

from typing import Literal

import msgspec

from dragoman.records import Part, Record

Voice = Literal["active", "passive"]
ClauseKind = Literal["verbal", "nominal"]
Slot = Literal["subject", "object", "indirect", "agent", "attribute", "possessive", "complement"]


class Token(Record, kw_only=True):
    """A word: offsets, lemma, Penn tag, universal part of speech, ClearNLP-style dependency label, head, entity type."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int  # its own index for the root
    entity: str  # "" or PERSON, ORG, GPE, NORP, LOC, FAC, EVENT, DATE, CARDINAL, …


class Sentence(Record, kw_only=True):
    """A sentence of one part. `tokens` is empty where the gate did not let it through to the parser."""

    index: int
    part: Part
    start: int
    end: int
    text: str
    paragraph: int = 0
    tokens: tuple[Token, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()  # for each token, its dependents in order

    @property
    def parsed(self) -> bool:
        """Whether the sentence went through the parser."""
        return bool(self.tokens)

    def kids(self, i: int, *deps: str) -> tuple[Token, ...]:
        """Return the dependents of a token, those with one of the labels if any label is given."""
        tokens = self.tokens  # a list inside is quicker than a generator, and nothing is called more often
        if not deps:
            return tuple([tokens[k] for k in self.children[i]])
        return tuple([t for k in self.children[i] if (t := tokens[k]).dep in deps])

    def subtree(self, i: int) -> tuple[int, ...]:
        """Return the indices of a token and all below it, in order."""
        seen = [i]
        for at in seen:  # grows as it is read
            seen += self.children[at]
        return tuple(sorted(seen))

    def quote(self, first: int, last: int) -> str:
        """Return the exact characters from token `first` up to token `last`, last exclusive."""
        return self.text[self.tokens[first].start - self.start : self.tokens[last - 1].end - self.start]

    def root(self) -> Token:
        """Return the token that heads the sentence."""
        return next(t for t in self.tokens if t.head == t.i)


class Phrase(Record, kw_only=True):
    """Consecutive tokens [first, last) around a head."""

    head: int
    first: int
    last: int


class Argument(Record, kw_only=True):
    """A participant of a clause. `slot` is a Slot, or a preposition ("of", "against") for a prepositional one."""

    slot: str
    phrase: Phrase
    shared: bool = False  # taken over from a governing clause by control or coordination


class Clause(Record, kw_only=True):
    """A predicate with its arguments.

    Verbal: a verb ("condemned", "called off"). Nominal: an event noun ("the invasion of X", "talks between X and Y"), with `light` set
    to the verb when one carries it ("held talks", "launched an invasion").
    """

    kind: ClauseKind
    predicate: int
    lemma: str  # with its particle: "call off"
    voice: Voice = "active"
    tense: Literal["past", "present", "future"] = "past"
    finite: bool = True
    negation: int | None = None  # the token that negates
    modality: int | None = None  # the token that makes it possible, wished or conditional only
    modal: str = ""  # can, may, must, would, should, if, …
    light: int | None = None
    arguments: tuple[Argument, ...] = ()
    parent: int | None = None  # predicate token of the governing clause
    relation: str = ""  # how it hangs on the parent: xcomp, ccomp, advcl, relcl, acl, conj, by, purpose, root, …

    def slots(self, *names: str) -> tuple[Argument, ...]:
        """Return the arguments in those slots, in the order of the names."""
        return tuple(a for n in names for a in self.arguments if a.slot == n)


class Quotation(Record, kw_only=True):
    """Text between quotation marks of one part: `start`/`end` inside the marks, `outer_*` with them."""

    part: Part
    start: int
    end: int
    outer_start: int
    outer_end: int
    balanced: bool = True
    paragraph: int = 0


class ParsedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article's sentences, clauses and quotations: what rules read."""

    article_id: str
    sentences: tuple[Sentence, ...]
    clauses: tuple[tuple[Clause, ...], ...]  # for each sentence
    quotations: tuple[Quotation, ...]
