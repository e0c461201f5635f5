"""Where the text takes a side: verbs, nouns, predicates and judgements of the stance lexicon, one construction per function."""

from collections.abc import Iterator

from dragoman.language.clauses import phrase_at
from dragoman.language.forms import Clause, Phrase, Sentence, Token
from dragoman.records import Record, Stance
from dragoman.statements.content import RELATIVES, compact, find_content
from dragoman.statements.draft import Ground, Span, lemma_of
from dragoman.statements.nouns import owner_of, without_agent
from dragoman.statements.stances import StanceEntry
from dragoman.statements.verbs import further_words, other_particle, speaker_of
from dragoman.statements.wishes import wanted

UNTAKEN = ("if", "may", "might", "can", "must", "should")  # modals under which nobody takes a side yet
QUESTIONS = frozenset({"WP", "WDT", "WRB", "WP$"})
RELATING = frozenset({"that", "which", "whom", "what"})
COPULAS = frozenset({"be", "remain", "stand", "come", "stay", "seem", "become"})
CHARGING = frozenset({"accuse", "blame"})
OF_OBJECTS = frozenset({"with", "on", "between", "against", "across", "towards"})
OPEN_MARKS = frozenset({"if", "whether", "unless"})
ACTING = frozenset({"nsubj", "nsubjpass", "conj"})  # where a noun names who does something
LESSENING = frozenset({"less", "hardly", "scarcely", "barely", "least"})
WINGS = frozenset({"far", "extreme", "hard", "centre", "center", "radical", "-"})
NOBODY = frozenset({"nothing", "nobody", "none", "neither", "no-one"})
PERSONS = frozenset({"he", "she", "they", "we", "i", "who", "his", "her", "their", "our", "my"})
SURELY_PERSONS = frozenset({"he", "she", "we", "i"})


class Side(Record, kw_only=True):
    """A stance as the text has it: the cue's token and characters, whose it is, toward what."""

    sentence: int
    at: int  # the token that takes the side
    cue: Span
    entry: str
    stance: Stance
    strength: float
    holder: Phrase | None  # None: whoever says it
    object: tuple[int, ...]  # tokens
    rule: str
    score: float


def find_sides(ground: Ground, sentence: Sentence) -> Iterator[Side]:
    """Yield the stances of a parsed sentence."""
    for clause in ground.parsed.clauses[sentence.index]:
        if clause.kind == "verbal":
            yield from _by_verb(ground, sentence, clause)
            yield from _by_predicate(ground, sentence, clause)
            yield from _by_judgement(ground, sentence, clause)
    for token in sentence.tokens:
        if token.pos == "NOUN":
            yield from _by_noun(ground, sentence, token)
            yield from _by_apposition(ground, sentence, token)
            yield from _by_bearer(ground, sentence, token)


# ---- verbs --------------------------------------------------------------------------------------------------------------------------


def _by_verb(ground: Ground, sentence: Sentence, clause: Clause) -> Iterator[Side]:
    """ "X condemned Y", "Y was rejected by X", "X does not recognise Y"."""
    for words, entry in ground.cues.stances.by_verb.get(lemma_of(sentence.tokens[clause.predicate]), ()):
        extra = further_words(sentence, clause.predicate, words[1:])
        if extra is None or _elsewhere(sentence, clause.predicate, extra):
            continue
        if other_particle(sentence, clause.predicate, extra):  # "standing in for somebody"
            continue
        side = _verb_side(ground, sentence, clause, entry, extra)
        if side is not None:
            yield side
            return


def _elsewhere(sentence: Sentence, verb: int, extra: tuple[int, ...]) -> bool:
    """Tell whether another preposition than one of time comes first: "vote on the budget for 2005" votes for nothing."""
    between = (k for k in sentence.kids(verb, "prep") if extra and verb < k.i < extra[0])
    return any(n.entity not in ("DATE", "TIME") for k in between for n in sentence.kids(k.i, "pobj"))


def _verb_side(
    ground: Ground, sentence: Sentence, clause: Clause, entry: StanceEntry, extra: tuple[int, ...]
) -> Side | None:
    holder = speaker_of(sentence, clause)
    taken = _taken(ground, sentence, clause, entry)
    if holder is None or taken is None or not _personal(ground, sentence, holder):
        return None
    members = _object(ground, sentence, clause, entry, extra)
    if not members or not _fits(ground, sentence, members, entry, turned=taken != entry.stance):
        return None
    stance, members = wanted(ground, sentence, taken, members) if entry.wants else (taken, members)
    turned = taken != entry.stance or stance != taken
    if entry.only_turned and not (turned and _fits(ground, sentence, members, entry)):
        return None
    weak = clause.modal == "would" or taken != entry.stance
    return Side(
        sentence=sentence.index,
        at=clause.predicate,
        cue=_cue(sentence, clause, extra),
        entry=entry.id,
        stance=stance,
        strength=_strength(ground, sentence, clause.predicate, entry.strength - (0.2 if weak else 0.0)),
        holder=holder,
        object=members,
        rule="stance verb",
        score=0.85 - (0.1 if weak else 0.0),
    )


def _object(
    ground: Ground, sentence: Sentence, clause: Clause, entry: StanceEntry, extra: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the tokens of what a verb's stance is about: of an object the noun phrase alone, not what it is blamed or praised for."""
    if "object" in entry.frames and not extra and _relative(sentence, clause):
        return _antecedent(sentence, clause)
    if any(k.tag in QUESTIONS for k in sentence.kids(clause.predicate, "dobj")):  # "whom they endorse for mayor"
        return ()
    frame, members = find_content(sentence, clause, entry, extra)
    if frame == "object" and clause.voice == "active":
        noun = next(iter(sentence.kids(clause.predicate, "dobj")))
        members = _uncharged(sentence, clause, noun)
        known = ground.actors.record_at(sentence.index, noun.i)
        if noun.lower not in PERSONS and (known is None or known.actor_id is None):
            members += _belonging(sentence, clause, max(members) + 1)
    return tuple(i for i in members if i not in {clause.predicate, *extra})


def _relative(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a relative pronoun stands for what a verb acts on: "the pact, which Chad condemned"."""
    verb = sentence.tokens[clause.predicate]
    slot = "nsubjpass" if clause.voice == "passive" else "dobj"
    return verb.dep == "relcl" and any(k.tag in RELATIVES and k.i < verb.i for k in sentence.kids(verb.i, slot))


def _antecedent(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """Return the noun phrase that a relative clause hangs on, up to the clause; nothing of a pronoun ("those whom they back")."""
    noun = sentence.tokens[sentence.tokens[clause.predicate].head]
    first = min(sentence.subtree(clause.predicate))
    members = tuple(i for i in sentence.subtree(noun.i) if i < first)
    return members if noun.pos in ("NOUN", "PROPN") and noun.i in members else ()


def _uncharged(sentence: Sentence, clause: Clause, noun: Token) -> tuple[int, ...]:
    """Return an object without what it is accused of, where the parser hung that on it."""
    members = compact(sentence, noun.i)
    if lemma_of(sentence.tokens[clause.predicate]) not in CHARGING:
        return members
    charges = [k for k in sentence.kids(noun.i, "prep") if k.lower in ("of", "for") and sentence.kids(k.i, "pcomp")]
    return tuple(i for i in members if not charges or i < charges[0].i)


def _belonging(sentence: Sentence, clause: Clause, at: int) -> tuple[int, ...]:
    """Return the phrase right behind an object that the parser hung on the verb: "a pact | with the left", "a dam | across the river"."""
    for kid in sentence.kids(clause.predicate, "prep"):
        governed = sentence.kids(kid.i, "pobj")
        if kid.i == at and kid.lower in OF_OBJECTS and governed and governed[0].entity not in ("DATE", "TIME"):
            return sentence.subtree(kid.i)
    return ()


def _taken(ground: Ground, sentence: Sentence, clause: Clause, entry: StanceEntry) -> Stance | None:
    """Return the stance that a clause takes: none under a blocker or an open modal, another one or none when negated."""
    negation, modal = _own(ground, sentence, clause)
    unable = modal == "can" and negation is not None  # "cannot accept" rejects
    open_ = (modal in UNTAKEN and not unable) or any(
        k.lower in OPEN_MARKS for k in sentence.kids(clause.predicate, "mark")
    )
    unreal = modal == "would" and any(lemma_of(k) == "have" for k in sentence.kids(clause.predicate, "aux"))
    if open_ or unreal or _blocked(ground, sentence, sentence.tokens[clause.predicate]):
        return None
    if negation is None and not _no_longer(sentence, clause.predicate):
        return entry.stance
    return entry.negated or None  # type: ignore[return-value]


def _own(ground: Ground, sentence: Sentence, clause: Clause) -> tuple[int | None, str]:
    """Return a clause's negation and modal but for what only the quotation beside it says: "said “we will not go,” and demanded"."""

    def here(at: int | None) -> bool:
        return at is not None and ground.quoted(sentence.part, sentence.tokens[at].start) == own

    own = ground.quoted(sentence.part, sentence.tokens[clause.predicate].start)
    modal = clause.modal if clause.modality is None or here(clause.modality) else ""
    return (clause.negation if here(clause.negation) else None), modal


def _no_longer(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.tokens[k.i - 1].lower == "no" for k in sentence.kids(verb, "advmod") if k.lower in ("longer", "more")
    )


def _blocked(ground: Ground, sentence: Sentence, token: Token) -> bool:
    """Tell whether what governs a stance leaves it untaken: "stopped short of condemning", "refused to endorse"."""
    blockers = ground.cues.stances.sets["blockers"]
    while (
        token.dep in ("xcomp", "pcomp", "acl", "prep", "advmod", "conj", "dobj", "pobj", "ccomp")
        and token.head != token.i
    ):
        token = sentence.tokens[token.head]
        if {lemma_of(token), token.lower} & blockers:
            return True
        if token.pos == "VERB" and token.dep in ("ROOT", "ccomp", "relcl", "advcl"):
            return any(k.lower in ("short", "unable") for k in sentence.kids(token.i, "advmod", "acomp"))
    return False


def _fits(
    ground: Ground, sentence: Sentence, members: tuple[int, ...], entry: StanceEntry, *, turned: bool = False
) -> bool:
    """Tell whether the object is of the kind that an entry asks for and of none that it rules out; what is refused may be anything."""
    heads = _heads(sentence, members)
    words = {lemma_of(h) for h in heads}
    if words & set(entry.unless) or any(h.tag in QUESTIONS or h.lower in RELATING for h in heads):
        return False
    if "*actor" in entry.unless and any(ground.actors.record_at(sentence.index, h.i) is not None for h in heads):
        return False
    if turned or not entry.only_with or words & set(entry.only_with):
        return True
    known = any(ground.actors.record_at(sentence.index, h.i) is not None for h in heads)
    return ("*actor" in entry.only_with and known) or any(h.pos == "VERB" for h in heads)


def _heads(sentence: Sentence, members: tuple[int, ...]) -> list[Token]:
    """Return the tokens of an object that hang on nothing within it, through "calls for", "idea of"."""
    inside = set(members)
    return [
        sentence.tokens[i] for i in members if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i
    ]


def _cue(sentence: Sentence, clause: Clause, extra: tuple[int, ...]) -> Span:
    first, last = clause.predicate, clause.predicate
    while last + 1 in extra:
        last += 1
    before = {k.i for k in sentence.kids(clause.predicate, "aux", "auxpass", "neg")}
    if clause.negation in before:
        while first - 1 in before:
            first -= 1
    return sentence.tokens[first].start, sentence.tokens[last].end


def _strength(ground: Ground, sentence: Sentence, head: int, base: float) -> float:
    words = {k.lower for k in sentence.kids(head, "advmod", "amod")}
    stronger = 0.1 if words & ground.cues.stances.sets["stronger"] else 0.0
    weaker = 0.3 if words & ground.cues.stances.sets["weaker"] else 0.0
    return round(max(0.1, min(base + stronger - weaker, 1.0)), 2)


# ---- nouns --------------------------------------------------------------------------------------------------------------------------


def _by_noun(ground: Ground, sentence: Sentence, noun: Token) -> Iterator[Side]:
    """ "X's support for Y", "X gave Y its backing", "X voiced opposition to Y", "Y drew criticism from X"."""
    for words, entry in ground.cues.stances.by_noun.get(lemma_of(noun), ()):
        found = _drawn(ground, sentence, noun, entry) or _noun_side(ground, sentence, noun, entry)
        side = found if len(words) == 1 else None
        if side is not None:
            yield side
            return


def _noun_side(ground: Ground, sentence: Sentence, noun: Token, entry: StanceEntry) -> Side | None:
    giver = _giver(ground, sentence, noun)
    members = _noun_object(sentence, noun, entry) or (_given_to(sentence, giver) if giver else ())
    holder = (speaker_of(sentence, giver) if giver else None) or owner_of(
        ground, sentence, noun, _frame(sentence, noun, entry)
    )
    if holder is None or not members or _negated(sentence, noun, giver) or _blocked(ground, sentence, noun):
        return None
    if giver is not None and giver.modal in UNTAKEN:
        return None
    if holder.head in members or not _fits(ground, sentence, members, entry) or not _personal(ground, sentence, holder):
        return None
    stance, members = wanted(ground, sentence, entry.stance, members) if entry.wants else (entry.stance, members)
    return Side(
        sentence=sentence.index,
        at=noun.i,
        cue=(noun.start, noun.end),
        entry=entry.id,
        stance=stance,
        strength=_strength(ground, sentence, noun.i, entry.strength),
        holder=holder,
        object=members,
        rule="stance noun",
        score=0.7,
    )


def _drawn(ground: Ground, sentence: Sentence, noun: Token, entry: StanceEntry) -> Side | None:
    """ "Y drew criticism from X", "Y met with approval by X": the noun's bearer stands behind it, what it is about is the subject."""
    verb = sentence.tokens[noun.head]
    verb = sentence.tokens[verb.head] if noun.dep == "pobj" else verb
    clause = ground.clause_at(sentence, verb.i)
    if clause is None or noun.dep not in ("dobj", "pobj") or lemma_of(verb) not in ground.cues.stances.sets["drawers"]:
        return None
    if lemma_of(verb) == "come" and sentence.tokens[noun.head].lower != "under":  # "came during renewed criticism"
        return None
    bearers = (
        k for h in (noun, verb) for k in sentence.kids(h.i, "prep", "agent") if k.lower in ("from", "by", "among")
    )
    holder = next((phrase_at(sentence, n.i) for k in bearers for n in sentence.kids(k.i, "pobj")), None)
    subject = next(iter(sentence.kids(verb.i, "nsubj", "nsubjpass")), None)
    if holder is None or subject is None or subject.tag in QUESTIONS or _negated(sentence, noun, clause):
        return None
    if clause.modal in UNTAKEN or not _personal(ground, sentence, holder):
        return None
    return Side(
        sentence=sentence.index,
        at=noun.i,
        cue=(noun.start, noun.end),
        entry=entry.id,
        stance=entry.stance,
        strength=_strength(ground, sentence, noun.i, entry.strength),
        holder=holder,
        object=compact(sentence, subject.i),
        rule="stance noun, drawn",
        score=0.7,
    )


def _frame(sentence: Sentence, noun: Token, entry: StanceEntry) -> str:
    return next((k.lower for k in sentence.kids(noun.i, "prep") if k.lower in entry.prepositions), "")


def _noun_object(sentence: Sentence, noun: Token, entry: StanceEntry) -> tuple[int, ...]:
    """Return what the noun's preposition governs; "of" names the object only where another phrase names the holder."""
    for kid in sentence.kids(noun.i, "prep"):
        if kid.lower in entry.prepositions and kid.lower not in ("by", "with", "around", "behind", "at"):
            return () if any(k.tag in RELATIVES for k in sentence.kids(kid.i)) else without_agent(sentence, kid)
    return ()


def _giver(ground: Ground, sentence: Sentence, noun: Token) -> Clause | None:
    """Return the clause whose verb hands the noun over: "gave him support"."""
    clause = ground.clause_at(sentence, sentence.tokens[noun.head].i)
    if noun.dep != "dobj" or clause is None or clause.voice == "passive":
        return None
    return clause if lemma_of(sentence.tokens[clause.predicate]) in ground.cues.stances.sets["givers"] else None


def _given_to(sentence: Sentence, giver: Clause) -> tuple[int, ...]:
    receiver = next(iter(giver.slots("indirect", "to")), None)
    return sentence.subtree(receiver.phrase.head) if receiver else ()


def _negated(sentence: Sentence, noun: Token, giver: Clause | None) -> bool:
    return any(k.lower in ("no", "little", "any") for k in sentence.kids(noun.i, "det", "amod")) or (
        giver is not None and giver.negation is not None
    )


# ---- predicates and judgements ------------------------------------------------------------------------------------------------------


def _by_predicate(ground: Ground, sentence: Sentence, clause: Clause) -> Iterator[Side]:
    """ "X is in favour of Y", "X remains critical of Y", "X was outraged by Y"."""
    holder, begins = _predicated(sentence, clause)
    if holder is None or clause.negation is not None or clause.modal in UNTAKEN:
        return
    for words, entry in ground.cues.stances.by_predicate.items():
        first, last = _predicate(sentence, clause, tuple(w for w in words if w != "that"), participle=begins)
        members = _predicate_object(sentence, last, words[-1]) if last else ()
        fits = bool(members) and _fits(ground, sentence, members, entry) and not _lessened(sentence, first)
        fits = fits and not any(h.entity in ("DATE", "TIME", "CARDINAL") for h in _heads(sentence, members))
        if fits and _personal(ground, sentence, holder) and _pronoun_for(sentence, words, holder):
            yield Side(
                sentence=sentence.index,
                at=first,
                cue=(sentence.tokens[first].start, sentence.tokens[last].end),
                entry=entry.id,
                stance=entry.stance,
                strength=_strength(ground, sentence, first, entry.strength),
                holder=holder,
                object=members,
                rule="stance predicate",
                score=0.75,
            )
            return


def _lessened(sentence: Sentence, predicate: int) -> bool:
    """Tell whether a predicate is taken back by its adverb: "less optimistic about", "hardly proud of"."""
    return any(k.lower in LESSENING for k in sentence.kids(predicate, "advmod"))


def _predicated(sentence: Sentence, clause: Clause) -> tuple[Phrase | None, bool]:
    """Return whom a predicate is said of, and whether the clause's own participle begins the predicate: "outraged by"."""
    if lemma_of(sentence.tokens[clause.predicate]) in COPULAS:
        return speaker_of(sentence, clause), False
    subject = next(iter(sentence.kids(clause.predicate, "nsubjpass")), None) if clause.voice == "passive" else None
    return (phrase_at(sentence, subject.i) if subject is not None else None), True


def _predicate(sentence: Sentence, clause: Clause, words: tuple[str, ...], *, participle: bool) -> tuple[int, int]:
    """Return the first and last token of a predicate; (0, 0) for none."""
    if not participle:
        return _chain(sentence, clause.predicate, words)
    if words[:1] != (sentence.tokens[clause.predicate].lower,) or len(words) < 2:
        return 0, 0
    return clause.predicate, _chain(sentence, clause.predicate, words[1:])[1]


def _predicate_object(sentence: Sentence, last: int, word: str) -> tuple[int, ...]:
    """Return what a predicate's preposition governs; behind "glad that" the clause."""
    if word != "that":
        return tuple(i for k in sentence.kids(last, "pobj", "pcomp") for i in sentence.subtree(k.i))
    told = (k for k in sentence.kids(last, "ccomp", "advcl") if k.i > last and sentence.kids(k.i, "nsubj", "nsubjpass"))
    return tuple(i for k in list(told)[:1] for i in sentence.subtree(k.i))


def _pronoun_for(sentence: Sentence, words: tuple[str, ...], holder: Phrase) -> bool:
    """Tell "I am for the hotel" from "the wine is for guests": of things and names alike only a pronoun is surely a person."""
    return words != ("for",) or sentence.tokens[holder.head].lower in SURELY_PERSONS


def _by_apposition(ground: Ground, sentence: Sentence, noun: Token) -> Iterator[Side]:
    """ "X, a critic of Y, …"."""
    if noun.dep != "appos":
        return
    holder = phrase_at(sentence, noun.head)
    for words, entry in ground.cues.stances.by_predicate.items():
        _, of = _chain(sentence, noun.i, words[1:]) if words[0] == noun.lower else (0, 0)
        members = tuple(i for k in sentence.kids(of, "pobj", "pcomp") for i in sentence.subtree(k.i)) if of else ()
        if members and _personal(ground, sentence, holder):
            yield Side(
                sentence=sentence.index,
                at=noun.i,
                cue=(noun.start, sentence.tokens[of].end),
                entry=entry.id,
                stance=entry.stance,
                strength=_strength(ground, sentence, noun.i, entry.strength),
                holder=holder,
                object=members,
                rule="stance noun in apposition",
                score=0.7,
            )
            return


def _by_bearer(ground: Ground, sentence: Sentence, noun: Token) -> Iterator[Side]:
    """ "Opponents of Y gathered": the noun names who takes the side."""
    if noun.dep not in ACTING or noun.lemma.lower() not in ground.cues.stances.sets["bearers"]:
        return
    for words, entry in ground.cues.stances.by_predicate.items():
        _, of = _chain(sentence, noun.i, words[1:]) if words[0] == lemma_of(noun) and len(words) > 1 else (0, 0)
        members = tuple(i for k in sentence.kids(of, "pobj", "pcomp") for i in sentence.subtree(k.i)) if of else ()
        if members and _fits(ground, sentence, members, entry):
            yield Side(
                sentence=sentence.index,
                at=noun.i,
                cue=(noun.start, sentence.tokens[of].end),
                entry=entry.id,
                stance=entry.stance,
                strength=_strength(ground, sentence, noun.i, entry.strength),
                holder=Phrase(head=noun.i, first=noun.i, last=noun.i + 1),
                object=members,
                rule="stance noun of its bearer",
                score=0.65,
            )
            return


def _chain(sentence: Sentence, head: int, words: tuple[str, ...]) -> tuple[int, int]:
    """Return the first and last token of a chain of dependents with those words, in order: is → in → favour → of; (0, 0) for none."""
    found = [head]
    for word in words:
        kid = next((k for k in sentence.kids(found[-1]) if word in (k.lower, lemma_of(k)) and k.i > found[-1]), None)
        if kid is None:
            return 0, 0
        found.append(kid.i)
    return found[1], found[-1]


def _personal(ground: Ground, sentence: Sentence, holder: Phrase) -> bool:
    return is_personal(ground, sentence, holder.head)


def is_personal(ground: Ground, sentence: Sentence, head: int) -> bool:
    """Tell whether a noun can hold a stance: an actor, a name, a pronoun, a bearer by its noun; "the law", "nothing" hold none."""
    token = sentence.tokens[head]
    if token.lower in NOBODY or any(k.lower in ("no", "neither") for k in sentence.kids(token.i, "det")):
        return False
    if ground.actors.record_at(sentence.index, head) is not None or token.lower in PERSONS:
        return True
    return token.entity in ("PERSON", "ORG", "NORP", "GPE") or lemma_of(token) in ground.cues.stances.sets["holders"]


def _by_judgement(ground: Ground, sentence: Sentence, clause: Clause) -> Iterator[Side]:
    """ "X called the law a disgrace", "X described the raid as illegal"."""
    token = sentence.tokens[clause.predicate]
    entry = next((e for _, e in ground.cues.by_verb.get(lemma_of(token), ()) if "predicate" in e.frames), None)
    holder = speaker_of(sentence, clause)
    subject = next(iter(sentence.kids(token.i, "nsubjpass" if clause.voice == "passive" else "dobj")), None)
    if entry is None or holder is None or subject is None or not _personal(ground, sentence, holder):
        return
    if clause.negation is not None or clause.modal in UNTAKEN:
        return
    behind = tuple(k for k in sentence.kids(subject.i, "amod") if k.i > subject.i)  # "called the pact “null and void”"
    stance = _judged(ground, sentence, (*sentence.kids(token.i, "oprd"), *_as_nouns(sentence, token), *behind))
    as_ = tuple(k for k in sentence.kids(subject.i, "prep") if k.lower == "as" and k.i > token.i)
    judging = {i for k in (*behind, *as_) for i in sentence.subtree(k.i)}
    if stance is not None and subject.tag not in RELATIVES:
        yield Side(
            sentence=sentence.index,
            at=token.i,
            cue=(token.start, token.end),
            entry="judgement",
            stance=stance,
            strength=0.7,
            holder=holder,
            object=tuple(i for i in sentence.subtree(subject.i) if i not in judging),
            rule="judging predicate",
            score=0.7,
        )


def _as_nouns(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    heads = (verb.i, *(k.i for k in sentence.kids(verb.i, "dobj")))
    found = (k for h in heads for k in sentence.kids(h, "prep") if k.lower == "as")
    return tuple(n for k in found for n in sentence.kids(k.i, "pobj", "amod", "pcomp"))


def _of_wing(sentence: Sentence, word: Token) -> bool:
    """Tell the "right" of "a far right party", which praises nobody."""
    return word.lower == "right" and sentence.tokens[word.i - 1].lower in WINGS


def _judged(ground: Ground, sentence: Sentence, predicates: tuple[Token, ...]) -> Stance | None:
    """Return the side that a predicate's head, or an adjective on it, takes; None for both or neither."""
    sets = ground.cues.stances.sets
    predicates = (*predicates, *(k for p in predicates for k in sentence.kids(p.i, "conj")))
    words = {lemma_of(p) for p in predicates} | {
        lemma_of(k) for p in predicates for k in sentence.kids(p.i, "amod", "compound") if not _of_wing(sentence, k)
    }
    good = bool(words & (sets["good"] | sets["approves"]))
    bad = bool(words & (sets["bad"] | sets["disapproves"]))
    if good == bad:
        return None
    return "support" if good else "oppose"
