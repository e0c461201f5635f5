"""The mentions of an article so far, and the questions that references ask of them."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.actors.names import View
from dragoman.actors.reading import Mention, speaks
from dragoman.language.forms import Quotation, Token
from dragoman.records import ActorMention, MentionBasis, Why

SUBJECTS = ("nsubj", "nsubjpass")
VERBS = ("VERB", "AUX")


class Discourse:
    """Mentions in text order, resolved as they come."""

    def __init__(self, quotations: Sequence[Quotation] = ()) -> None:
        self._by_sentence: dict[int, list[Mention]] = {}
        self._quotations = quotations
        self._coming: dict[tuple[int, int], Mention] = {}
        self._called: dict[str, set[str]] = {}

    def expect(self, mentions: Iterable[Mention]) -> None:
        """Take note of the names of a sentence before its words are read one by one."""
        self._coming = {(m.sentence, m.head): m for m in mentions}

    def coming(self, sentence: int, head: int) -> Mention | None:
        """Return the mention that will stand at a head."""
        return self._coming.get((sentence, head))

    def call(self, mention: Mention, noun: str) -> None:
        """Take note of what the text says that an organisation is: "the union, Vereinigung X"."""
        self._called.setdefault(key(mention.record), set()).add(noun)

    def called(self, record: ActorMention) -> frozenset[str]:
        """Return the nouns that the text has called an organisation by."""
        return frozenset(self._called.get(key(record), ()))

    def add(self, mention: Mention) -> None:
        """Take a mention in."""
        self._by_sentence.setdefault(mention.sentence, []).append(mention)

    def put(self, mention: Mention) -> None:
        """Take a mention in the place of the one at its head."""
        here = self._by_sentence[mention.sentence]
        self._by_sentence[mention.sentence] = [mention if m.head == mention.head else m for m in here]

    def all(self) -> Iterator[Mention]:
        """Yield all mentions in the order in which they came."""
        for sentence in sorted(self._by_sentence):
            yield from self._by_sentence[sentence]

    def of_sentence(self, sentence: int) -> list[Mention]:
        """Return the mentions of a sentence so far."""
        return self._by_sentence.get(sentence, [])

    def at(self, sentence: int, head: int) -> Mention | None:
        """Return the mention at a head."""
        return next((m for m in self.of_sentence(sentence) if m.head == head), None)

    def nearest_sentences(self, sentence: int, reach: int) -> Iterator[int]:
        """Yield the sentences before one that have mentions, nearest first, at most `reach` of those that were parsed."""
        before = sorted((s for s in self._by_sentence if s < sentence), reverse=True)
        yield from before[:reach]

    def quoted(self, view: View, token: Token) -> tuple[int, int] | None:
        """Return the quotation that a token stands in."""
        return next(
            (
                (q.start, q.end)
                for q in self._quotations
                if q.part == view.sentence.part and q.start <= token.start < q.end
            ),
            None,
        )


def subject_of(view: View, verb: Token) -> Token | None:
    """Return the subject of a verb: its own, the object that it is made to act by ("forced X to cut", "called on X to stop"), or that of the verb it is joined to."""
    own = view.sentence.kids(verb.i, *SUBJECTS)
    if own:
        return own[0]
    head = view.sentence.tokens[verb.head]
    if head.i == verb.i or head.pos not in VERBS or verb.dep not in ("conj", "xcomp", "advcl"):
        return None
    made = _made_to(view, head, verb)
    return made if made is not None or verb.dep == "advcl" else subject_of(view, head)


def _made_to(view: View, above: Token, verb: Token) -> Token | None:
    """Return whom a verb makes do what another says: its object, or whom it calls on to."""
    objects = [k for k in view.sentence.kids(above.i, "dobj", "dative") if k.i < verb.i and verb.dep == "xcomp"]
    called = above.lemma in ("call", "prevail") and any(k.lower == "to" for k in view.sentence.kids(verb.i, "aux"))
    turned = [p for p in view.sentence.kids(above.i, "prep") if p.lower in ("on", "upon") and p.i < verb.i]
    objects += [k for p in turned if called for k in view.sentence.kids(p.i, "pobj")]
    return next(iter(objects), None)


def implied_subject(view: View, verb: Token) -> Token | None:
    """Return who does what a verb says where it has no subject of its own: "intent on recruiting him"."""
    found = subject_of(view, verb)
    above = next(governing_verbs(view, verb), None)
    return (
        found
        if found is not None or above is None or verb.dep in ("relcl", "ccomp", "ROOT")
        else implied_subject(view, above)
    )


def governing_verbs(view: View, token: Token) -> Iterator[Token]:
    """Yield the verbs above a token, from the one of its own clause upwards."""
    while token.head != token.i:
        token = view.sentence.tokens[token.head]
        if token.pos in VERBS:
            yield token


def key(record: ActorMention) -> str:
    """Return what tells an actor from others: the id, else the name."""
    return record.actor_id or record.name


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Return one mention for each actor, the latest, in the order of their first."""
    return list({key(m.record): m for m in mentions}.values())


def refer(
    view: View,
    token: Token,
    antecedent: Mention,
    why: Why,
    *,
    basis: MentionBasis = "pronoun",
    span: tuple[int, int] | None = None,
) -> Mention:
    """Return the mention of a reference: what its antecedent is, under its own words."""
    first, last = span or (token.i, token.i + 1)
    record = msgspec.structs.replace(antecedent.record, evidence=view.evidence(first, last), basis=basis, why=why)
    return Mention(
        sentence=view.sentence.index,
        head=token.i,
        first=first,
        last=last,
        record=record,
        several=antecedent.several,
        subject=token.dep in SUBJECTS,
        speaks=speaks(view, token.i),
        antecedent=(antecedent.sentence, antecedent.head),
    )


def quoting(mention: Mention) -> str:
    """Return how a reason names a mention."""
    return f"{mention.record.evidence.quote!r}, sentence {mention.sentence}"
