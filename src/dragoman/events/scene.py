"""What the rules of one sentence look at: its clauses, its actors, the lexicon."""

from dataclasses import dataclass, field
from functools import cached_property

from dragoman.actors.resolve import ActorIndex
from dragoman.events.patterns import EventLexicon
from dragoman.language.clauses import nominal_clause
from dragoman.language.forms import Argument, Clause, Sentence, Token
from dragoman.records import ActorMention, Evidence

DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})  # before a noun: it was told before


@dataclass(frozen=True)
class Scene:
    """A parsed sentence with all that coding it needs."""

    article_id: str
    sentence: Sentence
    clauses: tuple[Clause, ...]
    actors: ActorIndex
    lexicon: EventLexicon
    around: frozenset[str] = frozenset()  # lower-cased words of the sentence, its neighbours and the title
    published: str = ""  # ISO day of the article, "" if unknown
    usable: dict[int, tuple[Argument, ...]] = field(default_factory=dict)  # remembered by `roles.usable`

    @cached_property
    def clause_of(self) -> dict[int, Clause]:
        """Verbal clauses by the token of their predicate."""
        return {c.predicate: c for c in self.clauses}

    @cached_property
    def nominals(self) -> dict[int, Clause]:
        """Clauses of the nouns that some entry names, by token."""
        nouns = (t for t in self.sentence.tokens if t.pos in ("NOUN", "PROPN") and self._named(t))
        return {t.i: nominal_clause(self.sentence, t.i, self.clauses) for t in nouns}

    @cached_property
    def headline(self) -> bool:
        """Whether capitals say nothing here: a title, or a sentence that begins its words with them."""
        longer = [t for t in self.sentence.tokens if len(t.text) > 3 and t.text[0].isalpha()]
        capitals = sum(t.text[0].isupper() for t in longer)
        return self.sentence.part == "title" or (len(longer) > 2 and capitals > 0.7 * len(longer))

    def _named(self, token: Token) -> bool:
        """Tell whether an entry may start with a noun: not with the month of March, nor with a word of a name ("Attack on Titan")."""
        if token.entity in ("DATE", "TIME") or (token.pos == "PROPN" and not self.headline):
            return False
        if token.text == "March" and any(k.pos == "NUM" for k in self.sentence.kids(token.i)):
            return False
        known = self.lexicon.by_noun, self.lexicon.operators_by_noun
        return any(noun_lemma(token) in index for index in known)

    def token(self, i: int) -> Token:
        """Return a token of the sentence."""
        return self.sentence.tokens[i]

    def evidence(self, first: int, last: int) -> Evidence:
        """Return the exact characters from token `first` up to `last`, last exclusive."""
        tokens = self.sentence.tokens
        return Evidence(
            article_id=self.article_id,
            part=self.sentence.part,
            start=tokens[first].start,
            end=tokens[last - 1].end,
            quote=self.sentence.quote(first, last),
        )

    def actors_at(self, argument: Argument) -> tuple[ActorMention, ...]:
        """Return the actors that an argument stands for."""
        return self.actors.at(self.sentence.index, argument.phrase)

    def inner_clauses(self, predicate: int) -> tuple[Clause, ...]:
        """Return the clauses that hang directly on a predicate, a verb's or a noun's ("the refusal to send")."""
        return tuple(
            c for c in self.clauses if c.parent == predicate or self.token(c.predicate).head == predicate != c.predicate
        )


def noun_lemma(token: Token) -> str:
    """Return the lemma of a noun; a capitalised plural in a headline ("Sanctions") is tagged as a name and keeps its s otherwise."""
    if token.pos == "PROPN" and token.tag == "NNPS" and token.lower.endswith("s"):
        return token.lower[:-1]
    return token.lemma
