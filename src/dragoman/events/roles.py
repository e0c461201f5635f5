"""Who stands on the two sides of a candidate event: from the pattern's slots to actor mentions."""

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.events.scene import Scene, noun_lemma
from dragoman.language.clauses import phrase_at
from dragoman.language.forms import Argument, Clause, Token
from dragoman.records import ActorKind, ActorMention, Why

# Types whose victims may be nameless: "three were killed" has a recipient, though nobody says who they are.
NAMELESS_RECIPIENTS = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
SUBJECTS = ("nsubj", "nsubjpass")
OWN_PREPOSITIONS = frozenset({"of", "in", "for"})
HOLDERS = frozenset({
    "favour", "favor", "support", "opposition", "solidarity", "alliance", "contact", "touch", "line", "front", "possession", "control", "custody", "hand",
    "court", "behalf", "place", "relation", "tie", "way", "decision", "policy", "plan", "action", "war", "peace", "negotiation", "side",
})  # fmt: skip
TRANSFERS = frozenset(
    {"return", "give", "send", "hand", "hand over", "deliver", "sell", "donate", "extradite", "transfer"}
)
PERSONS = frozenset({"he", "she", "him", "her", "i", "me"})
PRONOUNS = frozenset({*PERSONS, "they", "them", "we", "us", "it"})
AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
WHERE = frozenset({"in", "at", "near", "outside", "around", "across"})
NUMBERS = frozenset({"dozens", "scores", "hundreds", "thousands", "many", "several", "others", "people"})
PREPOSITIONS = frozenset({
    "of", "on", "against", "with", "to", "for", "from", "in", "at", "by", "between", "over", "into", "toward", "towards", "about", "near", "upon", "as", "under", "behind", "outside", "among", "around", "out",
})  # fmt: skip


def participants(
    scene: Scene, clause: Clause, slots: Iterable[str], *, owners: bool = True
) -> tuple[ActorMention, ...]:
    """Return the actors of the first slot that has any: those that stand there, else the owner of what stands there."""
    arguments = usable(scene, clause)
    for slot in dict.fromkeys(slots):
        if slot == "speaker" and (found := speakers(scene, clause)):
            return found
        standing = [a for a in arguments if a.slot == slot]
        if slot.startswith("inner-"):
            standing = [*inner_arguments(scene, clause, slot.removeprefix("inner-"))]
        if slot.startswith("subject-"):
            standing = [*subject_arguments(scene, clause, slot.removeprefix("subject-"))]
        found = unique(m for a in standing for m in standing_for(scene, clause, a))
        if not found and owners:
            found = next((o for a in standing if (o := owner(scene, a) or parties_inside(scene, a))), ())
        if found:
            return found
    return ()


def whose_weapon(scene: Scene, clause: Clause) -> tuple[ActorMention, ...]:
    """ "launched missiles targeting troops", "published a notice accusing Mali": what these do, whoever used them did."""
    above = scene.clause_of.get(clause.parent) if clause.parent is not None else None
    if clause.relation not in ("acl", "relcl") or above is None:
        return ()
    heads = [scene.token(a.phrase.head) for a in clause.slots("subject") if a.shared]
    means = scene.lexicon.sets.get("instrument", frozenset()) | scene.lexicon.sets.get("document", frozenset())
    if not heads or heads[0].lemma not in means:
        return ()
    used = any(a.phrase.head == heads[0].i for a in above.slots("object") if not a.shared)
    return unique(m for a in above.slots("subject") for m in standing_for(scene, above, a)) if used else ()


def told_beside(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """ "an air strike that killed five", "clashes in a town which left ten dead": the nouns and the verb above, where these did it.

    Empty where the antecedent itself may have: people ("who"), or anything that is neither an event or a weapon nor where one happened.
    """
    while clause.relation == "conj" and clause.parent in scene.clause_of:
        clause = scene.clause_of[clause.parent]
    verb = scene.token(clause.predicate)
    own = [k for k in scene.sentence.kids(verb.i, *SUBJECTS) if k.lower not in ("which", "that")]
    if clause.relation not in ("relcl", "acl") or own or not any(a.shared for a in clause.slots("subject")):
        return ()
    token = scene.token(verb.head)
    did = token.i in scene.nominals or token.lemma in scene.lexicon.sets.get("instrument", ())
    way = [token.i]
    while token.pos in ("NOUN", "PROPN", "ADP") and token.head != token.i:
        did = did or (token.pos == "ADP" and token.lower in WHERE)
        token = scene.token(token.head)
        way.append(token.i)
    return tuple(way) if did else ()


def subject_arguments(scene: Scene, clause: Clause, preposition: str) -> tuple[Argument, ...]:
    """Return what a preposition of the subject governs: "talks between X and Y collapsed", "food from Denmark arrived"."""
    return tuple(
        Argument(slot=preposition, phrase=phrase_at(scene.sentence, noun.i))
        for subject in clause.slots("subject", "object" if clause.voice == "passive" else "subject")
        for kid in scene.sentence.kids(subject.phrase.head, "prep")
        if kid.lower == preposition
        for noun in scene.sentence.kids(kid.i, "pobj")
    )


def inner_arguments(scene: Scene, clause: Clause, slot: str) -> tuple[Argument, ...]:
    """Return the arguments in a slot of the clauses that complement a clause: "alleged that Thai soldiers crossed", "stopped training X"."""
    inner = (c for c in scene.inner_clauses(clause.predicate) if c.relation in ("xcomp", "ccomp"))
    return tuple(a for c in inner for a in c.slots(slot) if not a.shared)


def standing_for(scene: Scene, clause: Clause, argument: Argument) -> tuple[ActorMention, ...]:
    """Return the actors that an argument stands for; a pronoun in what somebody says may stand for the speaker, else for itself."""
    token = scene.token(argument.phrase.head)
    if token.lower.endswith(("self", "selves")):
        return ()  # whoever acts
    if token.tag == "PRP$" and (named := _named_before(scene, clause, argument)):
        return named
    if token.lower not in PRONOUNS:
        found = scene.actors_at(argument)
        return found if len(found) < 2 else tuple(m for m in found if not _listed_below(scene, argument, m))
    return speaker(scene, clause, token) or scene.actors_at(argument) or unresolved(scene, token)


def _listed_below(scene: Scene, argument: Argument, mention: ActorMention) -> bool:
    """ "families of troops in Iraq and Mali": a state after "in Iraq and" is no party of its own, wherever the parser hangs it."""
    place = next((t for t in scene.sentence.tokens if t.start == mention.evidence.start), None)
    if place is None or mention.kind != "state" or place.dep != "conj" or place.i < 3:
        return False
    before = [scene.token(i) for i in range(place.i - 1, max(place.i - 6, argument.phrase.head), -1)]
    joined = bool(before) and before[0].lower in ("and", "or", ",")
    named = next((t for t in before[1:] if t.entity != "GPE"), None)
    return joined and named is not None and named.i < place.i - 2 and named.lower in ("in", "from")


def _named_before(scene: Scene, clause: Clause, argument: Argument) -> tuple[ActorMention, ...]:
    """ "The rebels stepped up their attacks": the subject around is the better name of whoever "their" stands for."""
    around = scene.clause_of.get(clause.parent) if clause.kind == "nominal" and clause.parent is not None else None
    meant = scene.actors_at(argument)
    if around is None or len(meant) != 1:
        return ()
    acting = [m for a in around.slots("subject") for m in scene.actors_at(a)]
    return tuple(m for m in acting if m.basis != "pronoun" and _one(m, meant[0]))


def _one(named: ActorMention, pronoun: ActorMention) -> bool:
    return named.actor_id == pronoun.actor_id and named.name == pronoun.name and named.country == pronoun.country


def said_in(scene: Scene, clause: Clause) -> Clause | None:
    """Return the clause of saying whose content a clause is: "… will withdraw, the ministry said", "I want to thank …, she said"."""
    while clause.relation in ("conj", "xcomp") and clause.parent in scene.clause_of:
        clause = scene.clause_of[clause.parent]
    said = scene.clause_of.get(clause.parent) if clause.parent is not None else None
    return said if said is not None and clause.relation == "ccomp" and said.lemma in scene.lexicon.speech else None


def speakers(scene: Scene, clause: Clause) -> tuple[ActorMention, ...]:
    """Return who says what a clause tells, nobody if it is not said."""
    said = said_in(scene, clause)
    return () if said is None else tuple(m for a in said.slots("subject") for m in scene.actors_at(a))


def speaker(scene: Scene, clause: Clause, pronoun: Token) -> tuple[ActorMention, ...]:
    """ "Slovakia says it will not accept …", "he would resign, the minister said": the pronoun as subject is whoever speaks."""
    if pronoun.dep not in SUBJECTS:
        return ()
    found = speakers(scene, clause)
    return found if all(_may_be_told_by(m, pronoun.lower) for m in found) else ()


def _may_be_told_by(mention: ActorMention, pronoun: str) -> bool:
    person = mention.kind == "person"
    return {"he": person, "she": person, "i": person, "it": not person, "they": not person}.get(pronoun, True)


def unresolved(scene: Scene, pronoun: Token) -> tuple[ActorMention, ...]:
    """Return a person or people of whom the text only has a pronoun here; "it" may be anything."""
    if pronoun.lower == "it":
        return ()
    evidence = scene.evidence(pronoun.i, pronoun.i + 1)
    kind: ActorKind = "person" if pronoun.lower in PERSONS else "unknown"
    why = Why(rule="pronoun", entry=pronoun.lower, note="whom it stands for is open")
    return (ActorMention(evidence=evidence, name=evidence.quote, kind=kind, basis="pronoun", why=why),)


def usable(scene: Scene, clause: Clause) -> tuple[Argument, ...]:
    """Return a clause's arguments, and after them those of prepositions that the parser may have hung one noun too low."""
    if clause.predicate not in scene.usable:
        scene.usable[clause.predicate] = tuple(_usable(scene, clause))
    return scene.usable[clause.predicate]


def _usable(scene: Scene, clause: Clause) -> tuple[Argument, ...]:
    """A noun borrows the subject of the verb around it only if that verb is a light one; prepositions behind the noun may be its own."""
    own = clause.arguments
    if (
        clause.kind == "nominal"
        and clause.light is not None
        and scene.clause_of[clause.light].lemma not in scene.lexicon.light_verbs
    ):
        own = tuple(a for a in own if not a.shared or (a.slot in PREPOSITIONS and a.phrase.first > clause.predicate))
    elif (
        clause.kind == "nominal"
        and clause.light is not None
        and scene.clause_of[clause.light].lemma in scene.lexicon.undergone
    ):
        own = tuple(_undergone(a) if a.shared and a.slot == "subject" else a for a in own)
    return (*own, *_lower(scene, clause, own))


def _undergone(argument: Argument) -> Argument:
    """ "suffered an attack": to whom it is done."""
    return Argument(slot="against", phrase=argument.phrase, shared=True)


def _lower(scene: Scene, clause: Clause, own: tuple[Argument, ...]) -> Iterator[Argument]:
    """Yield the prepositional phrases of the arguments' nouns: "severed relations with X", "a strike by teachers against Y"."""
    for argument in own:
        if argument.shared:
            continue
        lends = clause.kind == "nominal" or _may_hold(scene, argument)
        for preposition in scene.sentence.kids(argument.phrase.head, "prep"):
            if argument.slot == "as" or (clause.kind == "nominal" and preposition.lower in OWN_PREPOSITIONS):
                continue  # "a march in the streets of Lagos" is not Lagos's
            for noun in scene.sentence.kids(preposition.i, "pobj"):
                if not lends and noun.i not in scene.nominals:
                    continue  # "met in Niamey for a summit": an event hung too low is the verb's all the same
                slot = "subject" if preposition.lower == "by" and clause.voice == "passive" else preposition.lower
                yield Argument(slot=slot, phrase=phrase_at(scene.sentence, noun.i))
        if argument.slot == "object" and clause.kind == "verbal" and clause.lemma in TRANSFERS:
            yield from _far_receiver(scene, clause, argument)


def _may_hold(scene: Scene, argument: Argument) -> bool:
    """Tell whether what hangs on a verb's argument may be the verb's: on its object, on an event, on "in support of", on what is in a place."""
    if argument.slot in ("object", "attribute", "in"):
        return True
    head = argument.phrase.head
    return argument.slot in PREPOSITIONS and (head in scene.nominals or scene.token(head).lemma in HOLDERS)


def _far_receiver(scene: Scene, clause: Clause, thing: Argument) -> Iterator[Argument]:
    """ "returned a painting that was stolen in Oslo to the museum": the last "to" may hang on a word within the thing given."""
    inside = scene.sentence.subtree(thing.phrase.head)
    to = [i for i in inside if scene.token(i).lower == "to" and scene.token(i).dep in ("prep", "dative")]
    if to and not clause.slots("to", "indirect"):
        yield from (
            Argument(slot="to", phrase=phrase_at(scene.sentence, n.i)) for n in scene.sentence.kids(to[-1], "pobj")
        )


def owner(scene: Scene, argument: Argument) -> tuple[ActorMention, ...]:
    """Return whose thing the argument is: "Syrian airfields", "Kyiv's power grid", "the decision of the court"."""
    head = argument.phrase.head
    sentence = scene.sentence
    named = sentence.tokens[head].pos == "PROPN"  # "the Chiang Mai Calendar" is a name: its parts own nothing
    near = list(sentence.kids(head, "poss", "amod", *(() if named else ("compound", "nmod"))))
    near += [n for k in sentence.kids(head, "prep") if k.lower in ("of", "by") for n in sentence.kids(k.i, "pobj")]
    for kid in near:
        found = scene.actors.record_at(sentence.index, kid.i)
        if found is not None and not (kid.tag == "PRP$" and not found.actor_id and not found.country):
            return (found,)  # whose "their" is stays open
    return ()


def parties_inside(scene: Scene, argument: Argument) -> tuple[ActorMention, ...]:
    """ "welcomed a resumption of ties between Chad and Niger", "praised the truce with Mali": who stands inside what an object names."""
    if argument.slot != "object":
        return ()
    nouns = [argument.phrase.head]
    nouns += [
        n.i for k in scene.sentence.kids(nouns[0], "prep") if k.lower in ("of", "in") for n in _governed(scene, k)
    ]
    below = (k for noun in nouns for k in scene.sentence.kids(noun, "prep") if k.lower in ("between", "with"))
    inside = (Argument(slot=k.lower, phrase=phrase_at(scene.sentence, n.i)) for k in below for n in _governed(scene, k))
    return next((found for a in inside if (found := scene.actors_at(a))), ())


def _governed(scene: Scene, preposition: Token) -> tuple[Token, ...]:
    return scene.sentence.kids(preposition.i, "pobj")


def nameless(
    scene: Scene, clause: Clause, slots: Iterable[str], *, numbers: bool = True, of: str = "people"
) -> tuple[ActorMention, ...]:
    """Return a class mention for people whom no actor table knows: "killing three", "dozens were hurt", "a shepherd"."""
    people = scene.lexicon.sets.get(of, frozenset())
    for argument in clause.slots(*slots):
        head = scene.token(argument.phrase.head)
        if head.entity in AMOUNTS:
            continue  # "fined 3 million", "in the 1990s": nobody
        counted = numbers and (head.pos == "NUM" or head.lower in NUMBERS)
        if counted or (head.pos == "NOUN" and head.lemma in people):
            return (_class_at(scene, argument),)
    return ()


def crowd(scene: Scene, clause: Clause, slots: Iterable[str]) -> tuple[ActorMention, ...]:
    """Return a class mention for whatever plural acts: "distributors", "shop owners"."""
    standing = (a for a in clause.slots(*slots) if scene.token(a.phrase.head).tag == "NNS")
    return tuple(_class_at(scene, a) for a in standing if not scene.token(a.phrase.head).entity)[:1]


def _class_at(scene: Scene, argument: Argument) -> ActorMention:
    head = argument.phrase.head
    evidence = scene.evidence(min(argument.phrase.first, head), head + 1)
    why = Why(rule="nameless", note="people who are not named")
    return ActorMention(
        evidence=evidence, name=evidence.quote, kind="class", sectors=("UNK",), basis="description", why=why
    )


def unique(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Keep the first of mentions of the same characters, and of one within another the longer."""
    kept = _first_of_each(mentions)
    return tuple(m for m in kept if not any(_inside(m, o) for o in kept))


def _inside(mention: ActorMention, other: ActorMention) -> bool:
    one, whole = mention.evidence, other.evidence
    within = one.part == whole.part and whole.start <= one.start and one.end <= whole.end
    return within and (one.start, one.end) != (whole.start, whole.end)


def _first_of_each(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Both sides of "the two leaders met" stand on the same characters: they are two actors."""
    kept = {(m.evidence.part, m.evidence.start, m.evidence.end, m.actor_id): m for m in reversed(tuple(mentions))}
    return tuple(kept.values())[::-1]


def same(one: ActorMention, other: ActorMention) -> bool:
    """Tell whether two mentions stand for the same actor: by identity, or by their characters where it is unknown."""
    if one.actor_id and other.actor_id:
        return one.actor_id == other.actor_id
    return (one.evidence.part, one.evidence.start) == (other.evidence.part, other.evidence.start)


def with_companions(
    scene: Scene, clause: Clause, sources: tuple[ActorMention, ...], recipients: tuple[ActorMention, ...]
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """ "He, along with his driver, was arrested": whoever is named beside the subject is on its side."""
    beside = [m for a in clause.slots("along") for m in standing_for(scene, clause, a)]
    beside = beside or [*nameless(scene, clause, ("along",))]
    if not beside:
        return sources, recipients
    if clause.voice == "passive":
        return sources, unique((*recipients, *without(tuple(beside), sources))) if recipients else recipients
    return unique((*sources, *without(tuple(beside), recipients))) if sources else sources, recipients


def suffering(
    scene: Scene, clause: Clause, sources: tuple[ActorMention, ...]
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """ "the general's murder", "her arrest": whose murder it is suffers it, unless it is one of another ("Israel's killing of …")."""
    if noun_lemma(scene.token(clause.predicate)) not in scene.lexicon.sets.get("suffered", ()) or clause.slots("of"):
        return sources, ()
    owners = [m for a in clause.slots("possessive") for m in standing_for(scene, clause, a)]
    victims = tuple(m for m in owners if m.kind in ("person", "class", "unknown"))
    return without(sources, victims), victims


def others(mentions: tuple[ActorMention, ...], acting: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Return mentions of others than those who act; in "he backs Miller" he cannot be Miller, whoever he was taken for."""
    return tuple(
        m for m in mentions if not any(same(m, o) and (m.basis == "pronoun" or o.basis != "pronoun") for o in acting)
    )


def apart(mention: ActorMention, recipients: tuple[ActorMention, ...]) -> ActorMention:
    """Return a pronoun as one of whom nothing is known where it was taken for somebody whom the clause names as another."""
    if mention.basis != "pronoun" or not any(same(mention, r) for r in recipients):
        return mention
    return msgspec.structs.replace(mention, actor_id=None, name=mention.evidence.quote, country="", sectors=())


def without(mentions: tuple[ActorMention, ...], others: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Return the mentions that stand for none of the others."""
    return tuple(m for m in mentions if not any(same(m, o) for o in others))
