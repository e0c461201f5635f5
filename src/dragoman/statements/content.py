"""What a cue verb tells: one finder for each frame that a content may have. Finders return token indices, () for nothing."""

from collections.abc import Callable, Iterator
from typing import Protocol

from dragoman.language.forms import Clause, Sentence, Token

QUESTION_WORDS = frozenset({"whether", "if", "who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
EXPLETIVES = frozenset({"it", "there"})
RELATIVES = frozenset({"WDT", "WP"})
REFLEXIVES = frozenset(
    {"himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself", "yourselves", "oneself"}
)
# An adverbial clause of these that follows the content is told by the speaker too: "said he won because …".
TOLD_MARKS = frozenset(
    {"because", "if", "unless", "although", "though", "since", "until", "so", "whereas", "while", "when", "even"}
)
# Prepositions that go on with an object: "criticised X for …", "steps against …"; not time, place or medium.
OBJECT_TAIL = frozenset({"for", "against", "as", "of", "toward", "towards", "between", "about", "over"})


class Framed(Protocol):
    """What has frames: a cue, or a stance."""

    @property
    def frames(self) -> tuple[str, ...]:
        """What the content may be."""

    @property
    def prepositions(self) -> tuple[str, ...]:
        """The frames that are prepositions."""

    @property
    def addressing(self) -> tuple[str, ...]:
        """The prepositions before whom it is said to."""

    @property
    def addressed(self) -> bool:
        """Whether who is to act in an infinitive is whom it is said to."""


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
STOPS = frozenset(".?!")
OPENING = frozenset({'"', "“", "``", "''", "‘", "«"})
INFINITIVES = frozenset({"xcomp", "advcl", "acl", "relcl", "ccomp"})
CLAUSAL = ("quote", "clause", "question", "infinitive", "gerund")

Finder = Callable[[Sentence, Clause], "tuple[int, ...]"]


def find_content(
    sentence: Sentence, clause: Clause, entry: Framed, extra: tuple[int, ...]
) -> tuple[str, tuple[int, ...]]:
    """Return (frame, tokens) of the first frame of a cue that finds content; ("", ()) if none does.

    `extra` are the tokens of the cue's further words: what their preposition governs may always be the content.
    """
    marked = next((sentence.tokens[i] for i in extra if sentence.tokens[i].dep == "mark"), None)
    if marked is not None:  # "called for Cuba to disarm"
        return "infinitive", tuple(i for i in sentence.subtree(marked.head) if i != marked.i)
    asked = _asked(sentence, clause, entry, extra)
    if asked:
        return "infinitive", asked
    for frame in _order(entry, extra, sentence):
        finder = FINDERS.get(frame)
        found = (
            finder(sentence, clause)
            if finder
            else _after(sentence, clause, frame, on_object="object" not in entry.frames)
        )
        if found and frame == "infinitive":
            found = _with_subject(sentence, clause, entry, found)
        if found and frame == "clause" and clause.voice == "passive" and entry.addressed:
            found = _without_addressee(sentence, clause, found)
        if found:
            return frame, found
    return "", ()


def _asked(sentence: Sentence, clause: Clause, entry: Framed, extra: tuple[int, ...]) -> tuple[int, ...]:
    """ "called on Chad to halt": the infinitive behind whom the cue's own preposition addresses, wherever the parser hung it."""
    preposition = next((sentence.tokens[i] for i in extra if sentence.tokens[i].lower in entry.addressing), None)
    if preposition is None or "infinitive" not in entry.frames:
        return ()
    for i in sentence.subtree(clause.predicate):
        verb = sentence.tokens[i]
        if i > preposition.i and verb.tag == "VB" and verb.dep in INFINITIVES and _has_to(sentence, verb):
            return tuple(k for k in sentence.subtree(i) if k > preposition.i)
    return ()


def _with_subject(sentence: Sentence, clause: Clause, entry: Framed, found: tuple[int, ...]) -> tuple[int, ...]:
    """ "expects prices to fall": who is to act belongs to what is told, unless it is whom the cue addresses."""
    if entry.addressed:
        return found
    return tuple(sorted({*found, *_infinitive_subject(sentence, clause)}))


def _without_addressee(sentence: Sentence, clause: Clause, found: tuple[int, ...]) -> tuple[int, ...]:
    """ "The mayor was asked to sign": the passive's subject is whom it is said to."""
    asked = {i for k in sentence.kids(clause.predicate, "nsubjpass") for i in sentence.subtree(k.i)}
    return tuple(i for i in found if i not in asked)


def _order(entry: Framed, extra: tuple[int, ...], sentence: Sentence) -> Iterator[str]:
    """Yield frames to try: clauses, then what the cue's own preposition governs, then phrases in the order of the data."""
    yield from (f for f in ("clause", "question", "infinitive", "gerund") if f in entry.frames)
    if "clause" in entry.frames and "quote" in entry.frames:
        yield "parenthesis"
    if entry.frames != ("quote",):
        own = (t.lower for i in extra if (t := sentence.tokens[i]).dep == "prep")
        yield from (word for word in own if word not in entry.addressing)
    yield from (f for f in entry.frames if f not in CLAUSAL)


def that_clause(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "said that …", "said …", the inverted "…, said X", "said in a statement that …", "is believed to …"."""
    kids = [k for k in sentence.kids(clause.predicate, "ccomp") if _may_be_told(sentence, clause, k)]
    kids = [k for k in kids if k.i > clause.predicate] or kids  # "Though …, he said it could mean …"
    if kids:
        told = _without_gap(sentence, clause, kids[0], _with_told_tail(sentence, clause, kids))
        return _up_to_stop(sentence, clause, told)
    if clause.voice == "passive":
        return _raised(sentence, clause)
    return _displaced(sentence, clause)


def _up_to_stop(sentence: Sentence, clause: Clause, members: tuple[int, ...]) -> tuple[int, ...]:
    """Cut a content behind the cue where a sentence ends within what was taken for one: "… in doubt. “I do sense …”"."""
    for i in members[:-1]:
        if clause.predicate < i and sentence.tokens[i].text in STOPS and _begins(sentence.tokens[i + 1 : i + 3]):
            return tuple(m for m in members if m < i)
    return members


def _begins(following: tuple[Token, ...]) -> bool:
    """Tell whether an opening mark and a capital follow a stop."""
    return len(following) == 2 and following[0].text in OPENING and following[1].text[:1].isupper()


def _may_be_told(sentence: Sentence, clause: Clause, kid: Token) -> bool:
    """Tell a told clause from a question and, before the cue, from one that no active "…, X said" inverts."""
    if kid.i > clause.predicate:
        return (
            not _attributes(sentence, kid)
            and not _small(sentence, kid)
            and not _coordinated(sentence, clause, kid)
            and not (_asks(sentence, kid) and not _gapped(sentence, clause, kid))
            and not (kid.tag == "VB" and _has_to(sentence, kid))
        )
    spliced = any(t.text == ";" for t in sentence.tokens[kid.i : clause.predicate])
    inverted = any(k.i > kid.i for k in sentence.kids(clause.predicate, "nsubj"))
    return clause.voice == "active" and inverted and not spliced


def _gapped(sentence: Sentence, clause: Clause, kid: Token) -> bool:
    """Tell "a plan which he believes | will fail": the relative pronoun before the cue stands for a gap in what is told, and asks nothing."""
    return any(k.tag in RELATIVES and k.i < clause.predicate for k in sentence.kids(kid.i, "nsubj", "nsubjpass"))


def _without_gap(sentence: Sentence, clause: Clause, kid: Token, members: tuple[int, ...]) -> tuple[int, ...]:
    """Return what is told of a gap: what stands behind the cue, without the pronoun before it."""
    return tuple(i for i in members if i > clause.predicate) if _gapped(sentence, clause, kid) else members


def _small(sentence: Sentence, kid: Token) -> bool:
    """Tell a clause without a verb: "found it | hard to say", "announced by Diogo Costa, during …"."""
    wordless = kid.pos in ("ADJ", "ADV") or (kid.pos == "PROPN" and not sentence.kids(kid.i, "nsubj"))
    return wordless and not sentence.kids(kid.i, "mark", "aux", "cop")


def _coordinated(sentence: Sentence, clause: Clause, kid: Token) -> bool:
    """Tell "China pledged funds and Syria is taxing goods": behind an object and a conjunction another clause begins."""
    before = sentence.tokens[min(sentence.subtree(kid.i)) - 1]
    robbed = before.dep == "conj" and not sentence.kids(kid.i, "nsubj", "nsubjpass")  # its subject hangs on the object
    return bool(sentence.kids(clause.predicate, "dobj")) and (before.dep == "cc" or robbed)


def _attributes(sentence: Sentence, verb: Token) -> bool:
    """Tell "…, the envoy reported" at a sentence's end: a comma, a subject, a verb, and nothing that it tells."""
    below = sentence.subtree(verb.i)
    subject = next(iter(sentence.kids(verb.i, "nsubj")), None)
    before = sentence.tokens[min(below) - 1] if min(below) else None
    closes = all(t.pos == "PUNCT" for t in sentence.tokens[max(below) + 1 :])
    if subject is None or before is None or before.text != "," or not closes or subject.tag in RELATIVES:
        return False
    return verb.tag in ("VBD", "VBZ", "VBP") and not sentence.kids(
        verb.i, "dobj", "ccomp", "xcomp", "acomp", "attr", "oprd", "aux"
    )


def _with_told_tail(sentence: Sentence, clause: Clause, kids: list[Token]) -> tuple[int, ...]:
    """Add what follows a content clause and is told too: further clauses, and its reasons and conditions."""
    first = kids[0]
    members = {*sentence.subtree(first.i), *_robbed_subject(sentence, clause, first)}
    if first.i < clause.predicate:
        return tuple(sorted({*members, *_condition(sentence, clause)}))
    for kid in kids[1:]:
        members.update(sentence.subtree(kid.i))
    for more in sentence.kids(
        clause.predicate, "conj"
    ):  # "said he left, but “would return”": the marks show that it is told
        if sentence.kids(more.i, "nsubj") and any(sentence.tokens[i].text in OPENING for i in sentence.subtree(more.i)):
            members.update(sentence.subtree(more.i))
    for tail in sentence.kids(clause.predicate, "advcl"):
        marked = any(k.lower in TOLD_MARKS for k in sentence.kids(tail.i, "mark", "advmod"))
        if tail.i > first.i and marked and tail.tag != "VBG":
            members.update(sentence.subtree(tail.i))
    return tuple(sorted(members))


def _robbed_subject(sentence: Sentence, clause: Clause, kid: Token) -> Iterator[int]:
    """Yield the subject that the parser took for the cue's object: "Brokers say | bookings for the spring | have dried up"."""
    finite = any(t.tag in FINITE for t in (kid, *sentence.kids(kid.i, "aux", "auxpass")))
    coordinated = (
        sentence.tokens[min(sentence.subtree(kid.i)) - 1].dep == "cc"
    )  # "declared a curfew and had them flown out"
    if not finite or coordinated or sentence.kids(kid.i, "nsubj", "nsubjpass", "csubj", "expl", "mark"):
        return
    for taken in sentence.kids(clause.predicate, "dobj"):
        if clause.predicate < taken.i < kid.i and taken.tag not in RELATIVES:
            yield from sentence.subtree(taken.i)


def _condition(sentence: Sentence, clause: Clause) -> Iterator[int]:
    """Yield the condition or reason behind an inverted cue: "Imports are a threat, she warned, | if the levy is cut"."""
    for tail in sentence.kids(clause.predicate, "advcl"):
        below = sentence.subtree(tail.i)
        marked = any(k.lower in TOLD_MARKS - {"when", "while"} for k in sentence.kids(tail.i, "mark"))
        if tail.i > clause.predicate and marked and tail.tag != "VBG" and sentence.tokens[min(below) - 1].text == ",":
            yield from below


def _displaced(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "said in a statement that …", "said after a vote that …": the parser may hang the clause on the noun between."""
    for preposition in sentence.kids(clause.predicate, "prep"):
        for noun in _nouns_below(sentence, preposition):
            if noun.lower == "fact":  # "despite the fact that": nothing is told in a fact
                continue
            for kid in sentence.kids(noun.i, "acl", "ccomp", "relcl"):
                if _that_mark(sentence, kid) and preposition.i > clause.predicate:
                    return sentence.subtree(kid.i)
    return ()


def _nouns_below(sentence: Sentence, preposition: Token) -> Iterator[Token]:
    for noun in sentence.kids(preposition.i, "pobj"):
        yield noun
        for inner in sentence.kids(noun.i, "prep"):
            yield from _nouns_below(sentence, inner)


def _that_mark(sentence: Sentence, verb: Token) -> bool:
    return any(k.lower == "that" and k.dep == "mark" for k in sentence.kids(verb.i))


def _raised(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "The attack is believed to have killed ten": the passive's subject belongs to what is believed."""
    inner = next(iter(sentence.kids(clause.predicate, "xcomp")), None)
    subject = next(iter(sentence.kids(clause.predicate, "nsubjpass")), None)
    if inner is None or subject is None or subject.lower in EXPLETIVES:
        return ()
    return (*sentence.subtree(subject.i), *sentence.subtree(inner.i))


def _question(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "asked whether …", "explained how …"."""
    kids = (k for k in sentence.kids(clause.predicate, "ccomp", "pcomp") if k.i > clause.predicate)
    kid = next((k for k in kids if _asks(sentence, k) and not _gapped(sentence, clause, k)), None)
    return sentence.subtree(kid.i) if kid else ()


def _asks(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a clause begins with a question word."""
    first = sentence.tokens[min(sentence.subtree(verb.i))]
    return first.lower in QUESTION_WORDS and first.i != verb.i


def _infinitive(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "promised to leave", "urged X to leave"."""
    kid = next((k for k in sentence.kids(clause.predicate, "xcomp", "ccomp") if _has_to(sentence, k)), None)
    if kid is None or kid.i < clause.predicate:
        return ()
    subjects = _infinitive_subject(sentence, clause)
    return tuple(i for i in sentence.subtree(kid.i) if i not in subjects and i > clause.predicate)


def _infinitive_subject(sentence: Sentence, clause: Clause) -> frozenset[int]:
    """Return the tokens of who is to act, between the cue and its infinitive."""
    kid = next((k for k in sentence.kids(clause.predicate, "xcomp", "ccomp") if _has_to(sentence, k)), None)
    subjects = sentence.kids(kid.i, "nsubj") if kid is not None else ()
    return frozenset(i for s in subjects if kid is not None and s.i < kid.i for i in sentence.subtree(s.i))


def _has_to(sentence: Sentence, verb: Token) -> bool:
    return any(k.tag == "TO" for k in sentence.kids(verb.i, "aux"))


def _gerund(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "denied shelling the market"."""
    kid = next((k for k in sentence.kids(clause.predicate, "xcomp", "ccomp") if k.tag == "VBG"), None)
    return sentence.subtree(kid.i) if kid and kid.i > clause.predicate else ()


def _parenthesis(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "The war, she said, is over"; "as the minister put it, …": the clause around the cue's own."""
    verb = sentence.tokens[clause.predicate]
    if verb.dep in ("ccomp", "conj") and verb.i > verb.head and _attributes(sentence, verb):
        return tuple(range(min(sentence.subtree(verb.i)) - 1))
    if verb.dep == "ccomp" and verb.i < verb.head and sentence.kids(verb.i, "nsubj"):
        return _comma_spliced(sentence, verb)
    if verb.dep not in ("parataxis", "advcl") or verb.head == verb.i or _tells_something(sentence, verb):
        return ()
    own = set(sentence.subtree(verb.i))
    if verb.dep == "advcl" and not _as_parenthesis(sentence, verb, own):
        return ()
    around = (
        sentence.subtree(verb.head) if sentence.tokens[verb.head].head != verb.head else range(len(sentence.tokens))
    )
    return tuple(i for i in around if i not in own)


def _tells_something(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb has a content of its own, which the "it" of "as X put it" is not."""
    return any(k.lower != "it" for k in sentence.kids(verb.i, "dobj", "ccomp"))


def _comma_spliced(sentence: Sentence, verb: Token) -> tuple[int, ...]:
    """ "The mayor tells the crowd, he has been known to …": a comma where "that" would stand turns the parse around."""
    own = set(sentence.subtree(verb.i))
    after = max(own) + 1
    if any(k.i > verb.head for k in sentence.kids(verb.head, "nsubj")):  # "The survey shows …, say scientists"
        return ()
    spliced = (
        after < len(sentence.tokens) and sentence.tokens[after].text in (",", ":") and not sentence.kids(verb.i, "mark")
    )
    return tuple(i for i in sentence.subtree(verb.head) if i not in own and i > after) if spliced else ()


def _as_parenthesis(sentence: Sentence, verb: Token, own: set[int]) -> bool:
    """Tell "…, as X said, …" from "as X said it": commas or the sentence's ends stand around it, and it is told in full."""
    if not any(k.lower == "as" for k in sentence.kids(verb.i, "mark", "advmod")):
        return False
    after = max(own) + 1
    return (
        after >= len(sentence.tokens)
        or sentence.tokens[after].pos == "PUNCT"
        or sentence.tokens[max(own)].pos == "PUNCT"
    )


def _object(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "announced a curfew", with the phrases that go on with it; in the passive its subject."""
    kid = next(iter(sentence.kids(clause.predicate, "nsubjpass" if clause.voice == "passive" else "dobj")), None)
    if kid is None or kid.tag in RELATIVES or kid.lower in REFLEXIVES:
        return ()
    if clause.voice == "passive":
        return () if kid.lower in EXPLETIVES else sentence.subtree(kid.i)
    noun = compact(sentence, kid.i)
    return tuple(sorted({*noun, *_tail(sentence, clause, max(noun) + 1)}))


def _charge(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "accused the mayor of fraud", "blamed the army for the blast": whom it is laid to and what."""
    noun = next(iter(sentence.kids(clause.predicate, "dobj")), None)
    if noun is None or clause.voice == "passive" or noun.tag in RELATIVES or noun.lower in REFLEXIVES:
        return ()
    for head in (clause.predicate, noun.i):
        for kid in sentence.kids(head, "prep"):
            if kid.lower in ("of", "for", "on") and kid.i > noun.i:
                return tuple(sorted({*compact(sentence, noun.i), *sentence.subtree(kid.i)}))
    return ()


def compact(sentence: Sentence, head: int) -> tuple[int, ...]:
    """Return a noun's subtree without what the reporter adds after a comma: appositions and relative clauses."""
    kept = set(sentence.subtree(head))
    for i in tuple(kept):
        token = sentence.tokens[i]
        below = sentence.subtree(i)
        if (
            i != head
            and token.dep in ("appos", "relcl", "acl")
            and min(below) > head
            and sentence.tokens[min(below) - 1].text == ","
        ):
            kept -= set(below)
    return tuple(sorted(kept))


def _tail(sentence: Sentence, clause: Clause, at: int) -> Iterator[int]:
    """Yield what follows an object without a comma and belongs with it: "steps | to limit …", "X | for taking …"."""
    for kid in sentence.kids(clause.predicate, "prep", "xcomp", "advcl"):
        below = sentence.subtree(kid.i)
        goes_on = (kid.dep == "prep" and kid.lower in OBJECT_TAIL) or (kid.dep != "prep" and _has_to(sentence, kid))
        if min(below) == at and goes_on:
            yield from below
            at = max(below) + 1


def _predicate(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "called the law a disgrace", "described the raid as a provocation"."""
    objects = sentence.kids(clause.predicate, "nsubjpass" if clause.voice == "passive" else "dobj")
    if clause.voice == "active":
        objects = tuple(sorted((*objects, *sentence.kids(clause.predicate, "dative")), key=lambda t: t.i))
    of, second = objects[:1], objects[1:]  # "deemed it | a mistake"
    parts = [*sentence.kids(clause.predicate, "oprd"), *_as_phrase(sentence, clause), *_apposed(sentence, of), *second]
    if not parts:
        small = [k for k in sentence.kids(clause.predicate, "ccomp") if not sentence.kids(k.i, "aux", "mark")]
        return sentence.subtree(small[0].i) if small and small[0].i > clause.predicate else ()
    return tuple(sorted({i for k in (*of, *parts) if k.tag not in RELATIVES for i in sentence.subtree(k.i)}))


def _as_phrase(sentence: Sentence, clause: Clause) -> Iterator[Token]:
    heads = (clause.predicate, *(k.i for k in sentence.kids(clause.predicate, "dobj")))
    for kid in (k for h in heads for k in sentence.kids(h, "prep", "advcl") if k.i > clause.predicate):
        adverb = kid.dep == "advcl" and kid.pos == "ADJ"  # "as bad for trade": the parser may take "as" for an adverb
        if kid.lower == "as" or (adverb and any(k.lower == "as" for k in sentence.kids(kid.i, "advmod", "mark"))):
            yield kid


def _as(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "attacked the plan as bad for trade": of what it is said, and as what."""
    whole = any(k.tag not in RELATIVES for k in sentence.kids(clause.predicate, "dobj", "nsubjpass"))
    return _predicate(sentence, clause) if whole and any(True for _ in _as_phrase(sentence, clause)) else ()


def _figure(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "put the dead at 50": what is counted, and the count; "turnout was put at 41 percent" says nothing of who counts."""
    counted = next(iter(sentence.kids(clause.predicate, "dobj")), None)
    if counted is None or counted.tag in RELATIVES:
        return ()
    for kid in sentence.kids(clause.predicate, "prep"):
        below = sentence.subtree(kid.i)
        if kid.lower == "at" and any(
            sentence.tokens[i].pos == "NUM" and sentence.tokens[i].entity != "TIME" for i in below
        ):
            return tuple(sorted({*sentence.subtree(counted.i), *below}))
    return ()


def _apposed(sentence: Sentence, of: tuple[Token, ...]) -> Iterator[Token]:
    """ "called the show “a record of …”": the parser may read the quoted predicate as an apposition."""
    for noun in of:
        for kid in sentence.kids(noun.i, "appos"):
            first = min(sentence.subtree(kid.i))
            if sentence.tokens[first - 1].text in "\"“”'‘’«»``":
                yield kid


def _rest(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "said no", "says 300 citizens abroad cast votes" where the parser found no clause: all that follows the cue."""
    right = [
        k for k in sentence.kids(clause.predicate, "dobj", "intj", "acomp", "oprd", "attr") if k.i > clause.predicate
    ]
    if not right or right[0].tag in RELATIVES or clause.voice == "passive":
        return ()
    return tuple(i for k in right for i in sentence.subtree(k.i))


def _after(sentence: Sentence, clause: Clause, preposition: str, *, on_object: bool) -> tuple[int, ...]:
    """ "warned of a famine", "accused X of stealing": what the preposition governs, on the verb or on its object."""
    objects = sentence.kids(clause.predicate, "dobj", "nsubjpass") if on_object else ()
    for head in (clause.predicate, *(k.i for k in objects)):
        for kid in sentence.kids(head, "prep"):
            if kid.lower == preposition and kid.i > clause.predicate:
                return tuple(i for k in sentence.kids(kid.i) if k.tag not in RELATIVES for i in sentence.subtree(k.i))
    return ()


FINDERS: dict[str, Finder] = {
    "clause": that_clause,
    "parenthesis": _parenthesis,
    "question": _question,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "object": _object,
    "charge": _charge,
    "predicate": _predicate,
    "as": _as,
    "figure": _figure,
    "rest": _rest,
}
