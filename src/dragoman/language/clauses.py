"""Turn a parsed sentence into clauses with deep arguments: the passive's agent is a subject, its subject an object.

Labels are ClearNLP's as the spaCy models give them (nsubj, dobj, agent, dative, relcl, …). One construction per function.
"""

from collections.abc import Iterator

import msgspec

from dragoman.language.forms import Argument, Clause, Phrase, Sentence, Token, Voice
from dragoman.records import Tense

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
# "asked X to go": X goes. Without an object, and for "promise", the subject goes.
SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "pledge", "call", "phone", "telephone", "visit"})
RESULTS = frozenset({"kill", "injure", "wound", "hurt", "damage", "destroy"})
AWAITING_MARKS = frozenset({"once", "until", "till"})
HYPOTHETICAL_MARKS = frozenset({"if", "unless", "whether", "lest", "would"})
MODALS = {
    "ca": "can", "can": "can", "could": "can", "may": "may", "might": "may", "must": "must", "should": "should", "ought": "should", "would": "would",
    "'d": "would", "need": "must",
}  # fmt: skip
FUTURE = frozenset({"will", "shall", "'ll", "wo", "sha"})
# Complements of these take the object for their subject: "accused X of killing", "barred X from entering".
OBJECT_PREPOSITIONS = frozenset({"of", "for", "from", "into", "against", "as"})
APPOSED = frozenset({"including", "like"})  # "criticised acts including razing homes": whose acts is open
QUOTATION_MARKS = frozenset({'"', "“", "”", "''", "``", "„", "«", "»"})
RELATIVES = frozenset({"which", "that", "who", "whom"})
# Verbs that always have an object: without one, the simple past of a headline is a passive ("Three killed in blast").
TRANSITIVE = frozenset({
    "abduct", "accuse", "acquit", "ambush", "arrest", "assassinate", "ban", "behead", "bomb", "charge", "condemn", "convict", "deport", "destroy", "detain", "evacuate",
    "execute", "expel", "extradite", "find", "free", "hang", "impose", "indict", "injure", "jail", "kidnap", "kill", "lift", "murder", "nab", "oust", "pardon", "rape",
    "recall", "rescue", "sack", "seize", "sentence", "suspend", "target", "torture", "wound",
})  # fmt: skip
ENGAGED = frozenset({"involve", "engage", "lock", "embroil"})  # "was involved in clashes": whoever it is told of acts


def find_clauses(sentence: Sentence) -> tuple[Clause, ...]:
    """Return the verbal clauses of a parsed sentence in order of their predicates, governing ones completed first."""
    done: dict[int, Clause] = {}
    for verb in _governors_first(sentence):
        done[verb.i] = _clause(sentence, verb, done)
    return tuple(_with_late_agent(sentence, done[i], done) for i in sorted(done))


def _with_late_agent(sentence: Sentence, clause: Clause, done: dict[int, Clause]) -> Clause:
    """ "were detained and beaten by police": the agent behind the last of coordinated passives is that of all."""
    if clause.voice != "passive" or clause.slots("subject"):
        return clause
    for kid in sentence.kids(clause.predicate, "conj"):
        last = done.get(kid.i)
        own = bool(sentence.kids(kid.i, "auxpass"))  # "was hurt in clashes and was later jailed by police"
        if last is not None and not own and last.voice == "passive" and last.slots("subject"):
            agents = tuple(Argument(slot="subject", phrase=a.phrase, shared=True) for a in last.slots("subject"))
            return msgspec.structs.replace(clause, arguments=(*clause.arguments, *agents))
    return clause


def nominal_clause(sentence: Sentence, noun: int, verbal: tuple[Clause, ...]) -> Clause:
    """Return the clause of an event noun: its possessor, modifiers and prepositions, and what a verb around it contributes."""
    token = sentence.tokens[noun]
    arguments = [*_noun_arguments(sentence, token)]
    light = next((c for c in verbal if _carries(sentence, c, token)), None)
    around = light or _governing(sentence, token, verbal)
    if light is not None:
        arguments += _lent(light, noun)
    elif around is not None and _adjunct(sentence, token, around):
        acting = "object" if around.voice == "passive" and around.lemma in ENGAGED else "subject"
        arguments += [Argument(slot="attending", phrase=a.phrase, shared=True) for a in around.slots(acting)]
    determiner = next((k for k in sentence.kids(noun, "det") if k.lower == "no"), None)
    return Clause(
        kind="nominal",
        predicate=noun,
        lemma=token.lemma,
        tense=light.tense if light else "past",
        finite=False,
        negation=determiner.i if determiner else (light.negation if light else None),
        modality=light.modality if light else None,
        modal=light.modal if light else "",
        light=light.predicate if light else None,
        arguments=tuple(arguments),
        parent=around.predicate if around else None,
        relation=token.dep,
    )


def phrase_at(sentence: Sentence, head: int) -> Phrase:
    """Return the phrase around a head: its subtree without relative clauses, appositions' commas and coordinated tails kept."""
    inside = [i for i in sentence.subtree(head) if not _outside(sentence, head, i)]
    first = last = head
    members = frozenset(inside)
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    while last > head and sentence.tokens[last].pos == "PUNCT" and sentence.tokens[last].text not in "”\"')":
        last -= 1
    return Phrase(head=head, first=first, last=last + 1)


def _outside(sentence: Sentence, head: int, i: int) -> bool:
    """Tell whether a token belongs to a clause that hangs on the head, not to its phrase."""
    while i != head:
        if sentence.tokens[i].dep in ("relcl", "acl", "advcl", "parataxis"):
            return True
        i = sentence.tokens[i].head
    return False


def _governors_first(sentence: Sentence) -> Iterator[Token]:
    stack = [sentence.root().i] if sentence.tokens else []
    while stack:
        at = stack.pop()
        token = sentence.tokens[at]
        if token.pos == "VERB" and token.dep not in ("amod", "compound") and not _used_as_noun(sentence, token):
            yield token
        stack.extend(reversed(sentence.children[at]))


def _used_as_noun(sentence: Sentence, verb: Token) -> bool:
    """ "the accused", "the wounded"."""
    placed = verb.tag == "VBN" and verb.dep in ("nsubj", "nsubjpass", "dobj", "pobj")
    return placed and bool(sentence.kids(verb.i, "det", "poss"))


def _to_death(sentence: Sentence, verb: Token) -> bool:
    """ "a photographer shot to death in Cali"."""
    return any(
        n.lower == "death"
        for to in sentence.kids(verb.i, "prep")
        if to.lower == "to"
        for n in sentence.kids(to.i, "pobj")
    )


def _by_somebody(sentence: Sentence, verb: Token) -> bool:
    """ "Senator applauded by unions": an agent shows it too."""
    if sentence.tokens[-1].text in (".", "!", "?"):
        return False  # a sentence has its auxiliary: "she stood by Obama"
    agents = (
        n for by in sentence.kids(verb.i, "agent", "prep") if by.lower == "by" for n in sentence.kids(by.i, "pobj")
    )
    return any(n.entity in ("PERSON", "ORG", "NORP", "GPE") for n in agents)


def _clause(sentence: Sentence, verb: Token, done: dict[int, Clause]) -> Clause:
    parent = _outside_quotation(sentence, verb, _parent(sentence, verb, done), done)
    relation = _relation(sentence, verb)
    voice = _voice(sentence, verb)
    arguments = tuple(_arguments(sentence, verb, voice, relation, parent))
    finite, tense = _tense(sentence, verb, parent, relation)
    modality, modal = _modality(sentence, verb, parent, relation)
    return Clause(
        kind="verbal",
        predicate=verb.i,
        lemma=_lemma(sentence, verb),
        voice=voice,
        tense=tense,
        finite=finite,
        negation=_negation(sentence, verb, parent, relation),
        modality=modality,
        modal=modal,
        arguments=arguments,
        parent=parent.predicate if parent else None,
        relation=relation,
    )


# ---- what a clause is -------------------------------------------------------------------------------------------------------------


def _lemma(sentence: Sentence, verb: Token) -> str:
    particle = next(iter(sentence.kids(verb.i, "prt")), None)
    return f"{verb.lemma} {particle.lower}" if particle else verb.lemma


def _parent(sentence: Sentence, verb: Token, done: dict[int, Clause]) -> Clause | None:
    at = verb
    while at.head != at.i:
        at = sentence.tokens[at.head]
        if at.i in done:
            return done[at.i]
    return None


def _relation(sentence: Sentence, verb: Token) -> str:
    """Return how a verb hangs on what governs it: a preposition's word for "accused of killing", else the label."""
    if verb.dep in ("pcomp", "advcl", "acl"):
        head = sentence.tokens[verb.head]
        if verb.dep == "pcomp":
            return head.lower
        marker = next(
            (
                k.lower
                for k in sentence.kids(verb.i, "mark", "prep")
                if k.i < verb.i and k.lower in ("by", "after", "before", "without")
            ),
            "",
        )
        return marker or ("advcl" if _tells_result(sentence, verb) else verb.dep)
    return "root" if verb.head == verb.i else verb.dep


def _voice(sentence: Sentence, verb: Token) -> Voice:
    if sentence.kids(verb.i, "nsubjpass", "auxpass", "csubjpass"):
        return "passive"
    if _headline_passive(sentence, verb):
        return "passive"
    if verb.tag != "VBN" or sentence.kids(verb.i, "aux", "nsubj"):
        return "active"
    if verb.dep == "conj" and sentence.tokens[verb.head].tag == "VBD" and _reaches_object(sentence, verb):
        return "active"  # "killed five and injured twenty": a past tense like the verb before it
    # A bare participle: "soldiers killed by rebels", "accused of murder, he …", and the headline's "Three killed in blast".
    return "passive"


def _reaches_object(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb has an object, its own or that of the verb coordinated with it: "captured or killed his allies"."""
    return any(sentence.kids(v.i, "dobj") for v in (verb, *sentence.kids(verb.i, "conj")) if v.tag in ("VBD", "VBN"))


def _headline_passive(sentence: Sentence, verb: Token) -> bool:
    """ "Three soldiers killed in ambush", "Curfew imposed": the auxiliary is left out."""
    return (
        verb.tag in ("VBD", "VBN")
        and (verb.lemma in TRANSITIVE or _by_somebody(sentence, verb) or _to_death(sentence, verb))
        and not sentence.kids(verb.i, "dobj", "ccomp", "xcomp", "aux", "prt", "conj")
        and verb.dep != "relcl"
        and (bool(sentence.kids(verb.i, "nsubj")) or _to_death(sentence, verb))
    )


def _negation(sentence: Sentence, verb: Token, parent: Clause | None, relation: str) -> int | None:
    own = next(
        (
            k
            for k in sentence.kids(verb.i, "neg", "preconj")
            if k.lower in ("not", "n't", "never", "no", "n’t", "neither")
        ),
        None,
    )
    if own is None:
        own = next((k for k in sentence.kids(verb.i, "advmod") if k.lower in ("never", "hardly", "nowhere")), None)
    if own is None:
        own = _before_adverb(sentence, verb)
    if own is None:
        own = _no_argument(sentence, verb)
    if own is not None:
        return own.i
    if relation == "without":
        return next((k.i for k in sentence.kids(verb.i, "prep", "mark") if k.lower == "without"), verb.head)
    inherits = (
        parent is not None
        and relation == "conj"
        and not sentence.kids(verb.i, *SUBJECTS)
        and _shares_auxiliary(sentence, verb, parent)
        and _joined_by(sentence, parent, ("or", "nor", "and"))
    )
    return parent.negation if parent is not None and inherits else None


def _before_adverb(sentence: Sentence, verb: Token) -> Token | None:
    """Find the "not" of "did not formally recognise", which the parser hangs on the adverb."""
    adverbs = (k for k in sentence.kids(verb.i, "advmod") if k.i < verb.i)
    return next((n for a in adverbs for n in sentence.kids(a.i, "neg")), None)


def _no_argument(sentence: Sentence, verb: Token) -> Token | None:
    """Find the "no" of "no soldier was killed", "killed no one"."""
    for noun in sentence.kids(verb.i, "nsubj", "nsubjpass", "dobj"):
        if noun.lower in ("nobody", "none", "nothing"):
            return noun
        found = next((k for k in sentence.kids(noun.i, "det", "preconj") if k.lower in ("no", "neither")), None)
        if found:
            return found
    return None


def _joined_by(sentence: Sentence, parent: Clause, words: tuple[str, ...]) -> bool:
    return any(k.lower in words for k in sentence.kids(parent.predicate, "cc"))


def _tense(sentence: Sentence, verb: Token, parent: Clause | None, relation: str) -> tuple[bool, Tense]:
    """Return (finite, tense). Infinitives lie ahead of what governs them; participles and bare coordination share its tense."""
    auxiliaries = sentence.kids(verb.i, "aux", "auxpass")
    for aux in auxiliaries:
        if aux.lower in FUTURE:
            return True, "future"
        if aux.tag == "TO":  # "is said to have met" lies behind, "agreed to meet" ahead
            return False, "past" if any(a.lemma == "have" for a in auxiliaries) else "future"
    going_to = verb.dep == "xcomp" and parent is not None and parent.lemma == "go"
    if going_to:
        return False, "future"
    for aux in auxiliaries:
        if aux.tag == "VBD" or aux.lemma == "have":
            return True, "past"
        if aux.tag in ("VBZ", "VBP"):
            return True, "present"
    if verb.tag in ("VBD", "VBZ", "VBP"):
        return True, "past" if verb.tag == "VBD" else "present"
    return _participle_tense(verb, parent, relation)


def _participle_tense(verb: Token, parent: Clause | None, relation: str) -> tuple[bool, Tense]:
    """Return (finite, tense) of a verb without an auxiliary that is no finite form itself."""
    if parent is not None and verb.tag == "VBG" and relation == "after" and not parent.finite:
        return False, "past"  # "agreed to reopen it after meeting X"
    if parent is not None and (relation == "conj" or verb.tag == "VBG"):
        return parent.finite and relation == "conj", parent.tense
    return False, "past" if verb.tag == "VBN" else "present"


def _modality(sentence: Sentence, verb: Token, parent: Clause | None, relation: str) -> tuple[int | None, str]:
    for aux in sentence.kids(verb.i, "aux"):
        if aux.lower in MODALS and aux.tag == "MD":
            return aux.i, MODALS[aux.lower]
    for mark in sentence.kids(verb.i, "mark", "advmod"):
        if mark.lower in HYPOTHETICAL_MARKS:
            return mark.i, "if"
        awaiting = _present(sentence, verb) or (parent is not None and parent.modal == "would")
        if mark.lower in AWAITING_MARKS and awaiting:
            return mark.i, "if"
    joined = relation == "conj" and not sentence.kids(verb.i, *SUBJECTS)
    if parent is not None and joined and _shares_auxiliary(sentence, verb, parent):
        return parent.modality, parent.modal
    return None, ""


def _shares_auxiliary(sentence: Sentence, verb: Token, parent: Clause) -> bool:
    """ "would investigate and report" share theirs; "said he would investigate, and called for calm" does not: no finite verb stands under a modal or "do"."""
    return not (sentence.tokens[parent.predicate].tag == "VB" and verb.tag in FINITE)


# ---- its arguments ----------------------------------------------------------------------------------------------------------------


def _present(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a finite verb or its auxiliary is in the present: "once the treaty is ratified"."""
    first = next(iter(sentence.kids(verb.i, "aux", "auxpass")), verb)
    return first.tag in ("VBZ", "VBP")


def _arguments(
    sentence: Sentence, verb: Token, voice: Voice, relation: str, parent: Clause | None
) -> Iterator[Argument]:
    own = [*_core(sentence, verb, voice)]
    beside = [*_prepositions(sentence, verb)]
    taken = {a.slot for a in (*own, *beside)}  # "welcomed by X but condemned by Y": its own agent is the only one
    yield from own
    inherited = [*_inherited(sentence, verb, voice, relation, parent)]
    yield from (a for a in inherited if a.slot not in taken)
    yield from beside


def _core(sentence: Sentence, verb: Token, voice: Voice) -> Iterator[Argument]:
    two_objects = voice == "passive" and bool(sentence.kids(verb.i, "dobj"))
    if voice == "active":
        yield from _listed_subjects(sentence, verb)
        yield from _small_clause(sentence, verb)
    lone = voice == "active" and not sentence.kids(
        verb.i, "dobj", "ccomp"
    )  # "called the president": no name, its object
    for kid in _of_this_side(sentence, verb):
        slot = (
            "object"
            if lone and kid.dep == "oprd" and kid.pos == "PROPN"
            else _core_slot(kid, voice, two_objects=two_objects)
        )
        if slot:
            yield Argument(slot=slot, phrase=phrase_at(sentence, _content(sentence, kid)))
            yield from _named_before_sum(sentence, kid)


def _named_before_sum(sentence: Sentence, thing: Token) -> Iterator[Argument]:
    """ "fined Microsoft 500 million euros": the name that the parser takes for a part of the sum is whom it is done to."""
    numbers = [k.i for k in sentence.kids(thing.i, "nummod")]
    if thing.dep == "dobj" and numbers:
        yield from (
            Argument(slot="indirect", phrase=phrase_at(sentence, k.i))
            for k in sentence.kids(thing.i, "nmod", "compound")
            if k.pos == "PROPN" and k.i < numbers[0]
        )


def _of_this_side(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """ "Nine killed in bombing; 20 wounded": of two subjects the one before the semicolon is another verb's."""
    kids = sentence.kids(verb.i)
    semicolon = next((k.i for k in kids if k.text == ";" and k.i < verb.i), -1)
    later = any(k.dep in SUBJECTS and k.i > semicolon for k in kids)
    return tuple(k for k in kids if k.i > semicolon or k.dep not in SUBJECTS) if later else kids


def _listed_subjects(sentence: Sentence, verb: Token) -> Iterator[Argument]:
    """The headline's comma for "and": "Taiwan, Palau sign pact" has two subjects, the first read as a stray noun before the verb."""
    subject = next(iter(sentence.kids(verb.i, "nsubj")), None)
    for kid in sentence.kids(verb.i, "npadvmod", "dep"):
        comma = kid.i + 1 < len(sentence.tokens) and sentence.tokens[kid.i + 1].text == ","
        if kid.i == 0 and kid.pos == "PROPN" and comma and subject is not None and subject.pos == "PROPN":
            yield Argument(slot="subject", phrase=phrase_at(sentence, kid.i))


def _small_clause(sentence: Sentence, verb: Token) -> Iterator[Argument]:
    """ "found the publisher guilty": the adjective's subject is the verb's object."""
    for kid in sentence.kids(verb.i, "ccomp"):
        if kid.pos == "ADJ" and not sentence.kids(kid.i, "aux", "mark", "cop"):
            yield from (
                Argument(slot="object", phrase=phrase_at(sentence, _content(sentence, n)))
                for n in sentence.kids(kid.i, "nsubj")
            )


def _core_slot(kid: Token, voice: Voice, *, two_objects: bool) -> str:
    if kid.dep in ("nsubj", "nsubjpass"):
        if kid.lower in RELATIVES and kid.tag in ("WDT", "WP"):
            return ""  # its antecedent stands for it
        surface = "indirect" if two_objects else "object"
        return surface if voice == "passive" else "subject"
    if kid.dep in ("dobj", "attr", "oprd", "dative") and kid.pos != "ADP":
        if kid.lower in RELATIVES and kid.tag in ("WDT", "WP"):
            return ""
        return {"dobj": "object", "dative": "indirect"}.get(kid.dep, "attribute")
    return ""


def _content(sentence: Sentence, token: Token) -> int:
    """Return the noun that counts: "dozens of protesters" and "a group of rebels" are protesters and rebels."""
    if token.lower in QUANTITIES:
        for of in sentence.kids(token.i, "prep"):
            for noun in sentence.kids(of.i, "pobj"):
                if of.lower == "of":
                    return noun.i
    return token.i


QUANTITIES = frozenset({
    "dozens", "hundreds", "thousands", "scores", "tens", "millions", "group", "groups", "number", "handful", "crowd", "crowds", "some", "many",
    "most", "one", "two", "three", "four", "several", "half", "members", "all", "majority", "rest", "couple", "pair", "team", "dozen", "lots", "units", "elements",
    "tonnes", "tonne", "tons", "ton", "kilos", "kilograms", "barrels", "litres", "gallons", "truckloads", "bags", "shipment", "shipments", "batch", "consignment", "convoy", "worth", "part", "parts", "bulk", "percent", "quarter", "third",
})  # fmt: skip


def _inherited(
    sentence: Sentence, verb: Token, voice: Voice, relation: str, parent: Clause | None
) -> Iterator[Argument]:
    """Yield the argument that a clause without its own subject takes from around it."""
    slot = "object" if voice == "passive" else "subject"
    if verb.dep in ("relcl", "acl") and not (parent is not None and _tells_result(sentence, verb)):
        yield from _antecedent(sentence, verb, voice, slot)
    elif sentence.kids(verb.i, "nsubj", "nsubjpass") or parent is None:
        return
    elif relation == "conj":
        yield from _shared_by_coordination(voice, parent)
    elif relation in ("csubj", "csubjpass"):
        return
    else:
        controller = _controller(parent, relation)
        if controller:
            yield Argument(slot=slot, phrase=controller.phrase, shared=True)


def _outside_quotation(
    sentence: Sentence, verb: Token, parent: Clause | None, done: dict[int, Clause]
) -> Clause | None:
    """ "The mayor told reporters, “It is their work,” blaming the rebels": what stands behind a quotation hangs on who utters it."""
    if parent is None or verb.tag != "VBG" or verb.dep != "advcl":
        return parent
    between = sentence.tokens[min(parent.predicate, verb.i) : max(parent.predicate, verb.i)]
    marks = [t for t in between if t.text in QUOTATION_MARKS]
    said = done.get(parent.parent) if parent.relation == "ccomp" and parent.parent is not None else None
    return said if len(marks) % 2 and said is not None else parent


def _tells_result(sentence: Sentence, verb: Token) -> bool:
    """ "fired on the gunmen killing three", "a bomb went off in a market killing ten": the shots and the bomb killed, not the market."""
    noun = sentence.tokens[verb.head]
    return verb.dep == "acl" and verb.tag == "VBG" and verb.lemma in RESULTS and noun.dep in ("dobj", "pobj")


def _shared_by_coordination(voice: Voice, parent: Clause) -> Iterator[Argument]:
    """ "Rebels attacked and burned the village": both verbs have the rebels; an object after the last verb serves both only there."""
    surface = parent.slots("object" if parent.voice == "passive" else "subject")
    slot = "object" if voice == "passive" else "subject"
    if surface:
        yield Argument(slot=slot, phrase=surface[0].phrase, shared=True)
    if voice == "passive" and parent.voice == "passive":
        yield from (Argument(slot="subject", phrase=a.phrase, shared=True) for a in parent.slots("subject"))


def _antecedent(sentence: Sentence, verb: Token, voice: Voice, slot: str) -> Iterator[Argument]:
    """The noun a relative or reduced clause hangs on is its subject, or its object where it has a subject of its own."""
    noun = sentence.tokens[verb.head]
    if noun.pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return
    phrase = phrase_at(sentence, _content(sentence, noun))
    if verb.dep == "acl" and any(k.tag == "TO" for k in sentence.kids(verb.i, "aux")):
        yield from _infinitive_on_noun(sentence, noun)
        return
    subjects = [k for k in sentence.kids(verb.i, "nsubj", "nsubjpass") if k.lower not in RELATIVES]
    if not subjects:
        yield Argument(slot=slot, phrase=phrase, shared=True)
    elif voice == "active" and not _own_object(sentence, verb) and not _stranded(sentence, verb):
        yield Argument(slot="object", phrase=phrase, shared=True)


def _infinitive_on_noun(sentence: Sentence, noun: Token) -> Iterator[Argument]:
    """ "Russia's decision to withdraw": Russia withdraws."""
    owners = [*sentence.kids(noun.i, "poss"), *sentence.kids(noun.i, "amod", "compound", "nmod")]
    if owners:
        yield Argument(slot="subject", phrase=phrase_at(sentence, owners[0].i), shared=True)


def _own_object(sentence: Sentence, verb: Token) -> bool:
    return any(k.lower not in RELATIVES for k in sentence.kids(verb.i, "dobj"))


def _stranded(sentence: Sentence, verb: Token) -> bool:
    return any(
        k.dep == "prep" and any(r.lower in RELATIVES for r in sentence.kids(k.i, "pobj")) for k in sentence.kids(verb.i)
    )


def _controller(parent: Clause, relation: str) -> Argument | None:
    """Return the argument of the governing clause that acts in the governed one."""
    if relation in APPOSED:
        return None
    subject = next(iter(parent.slots("subject")), None)
    objects = parent.slots("object", "indirect")
    if relation == "xcomp" and parent.lemma not in SUBJECT_CONTROL and objects:
        return objects[0]
    if relation in OBJECT_PREPOSITIONS and objects:
        return objects[0]
    if parent.voice == "passive" and relation != "by":
        return next(iter(objects), subject)
    return subject


def _prepositions(sentence: Sentence, verb: Token) -> Iterator[Argument]:
    complements = [
        k for k in sentence.kids(verb.i, "acomp", "oprd", "ccomp") if k.pos == "ADJ"
    ]  # "is guilty of", "was critical of"
    for kid in (
        *sentence.kids(verb.i, "prep", "agent", "dative", "prt"),
        *(k for c in complements for k in sentence.kids(c.i, "prep")),
    ):
        if kid.pos not in ("ADP", "PART", "VERB", "SCONJ") and kid.dep != "agent":
            continue
        for noun in _objects_of(sentence, kid):
            slot = "subject" if kid.dep == "agent" else kid.lower
            yield Argument(slot=slot, phrase=phrase_at(sentence, _content(sentence, noun)))


def _objects_of(sentence: Sentence, preposition: Token) -> Iterator[Token]:
    """Yield the nouns a preposition governs, through chains such as "out of X", "because of X"."""
    yield from sentence.kids(preposition.i, "pobj")
    for inner in sentence.kids(preposition.i, "prep"):
        yield from sentence.kids(inner.i, "pobj")


# ---- event nouns ------------------------------------------------------------------------------------------------------------------


def _noun_arguments(sentence: Sentence, noun: Token) -> Iterator[Argument]:
    for kid in sentence.kids(noun.i):
        if kid.dep == "poss":
            yield Argument(slot="possessive", phrase=phrase_at(sentence, kid.i))
        elif kid.dep in ("compound", "amod", "nmod"):
            yield Argument(slot="modifier", phrase=phrase_at(sentence, kid.i))
        elif kid.dep in ("prep", "agent"):
            yield from (
                Argument(slot=kid.lower, phrase=phrase_at(sentence, _content(sentence, n)))
                for n in _objects_of(sentence, kid)
            )
        elif kid.dep == "acl" and kid.tag == "VBN":
            for by in sentence.kids(kid.i, "agent"):
                yield from (Argument(slot="by", phrase=phrase_at(sentence, n.i)) for n in _objects_of(sentence, by))


def _carries(sentence: Sentence, clause: Clause, noun: Token) -> bool:
    """Tell whether the noun is the deep object of the verb ("held talks", "talks were held") or its head by coordination."""
    return any(
        a.slot == "object" and (a.phrase.head == noun.i or _coordinated(sentence, noun, a.phrase.head))
        for a in clause.arguments
        if not a.shared
    )


def _adjunct(sentence: Sentence, noun: Token, around: Clause) -> bool:
    """ "In talks with X, Y raised …": whoever acts attends."""
    preposition = sentence.tokens[noun.head]
    return (
        noun.dep == "pobj"
        and preposition.lower in ("in", "during", "at", "on", "via")
        and preposition.head == around.predicate
    )


def _coordinated(sentence: Sentence, noun: Token, head: int) -> bool:
    while noun.dep == "conj":
        noun = sentence.tokens[noun.head]
        if noun.i == head:
            return True
    return False


def _lent(light: Clause, noun: int) -> Iterator[Argument]:
    """Yield the verb's subject, indirect object and prepositions as arguments of the noun it carries."""
    for argument in light.arguments:
        if argument.phrase.head != noun and argument.slot != "object":
            yield Argument(slot=argument.slot, phrase=argument.phrase, shared=True)


def _governing(sentence: Sentence, noun: Token, verbal: tuple[Clause, ...]) -> Clause | None:
    by_predicate = {c.predicate: c for c in verbal}
    at = noun
    while at.head != at.i:
        at = sentence.tokens[at.head]
        if at.i in by_predicate:
            return by_predicate[at.i]
    return None
