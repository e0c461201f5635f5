"""Patterns propose: every entry whose words a clause has becomes a candidate, with its reason where it is ruled out."""

from collections.abc import Iterable, Iterator

from dragoman.events.conditions import ARMED, commercial, head_words, holds, private, public
from dragoman.events.patterns import Guard, Pattern
from dragoman.events.roles import (
    NAMELESS_RECIPIENTS,
    PREPOSITIONS,
    apart,
    crowd,
    nameless,
    others,
    participants,
    same,
    suffering,
    told_beside,
    unique,
    usable,
    whose_weapon,
    with_companions,
    without,
)
from dragoman.events.scene import DEFINITE, Scene, noun_lemma
from dragoman.language.forms import Clause, Token
from dragoman.records import ActorMention, Record

LOOSE = frozenset(
    {"as", "to", "from", "for", "with", "against", "into"}
)  # may hang on the object that they belong with
SPANS = frozenset(
    {"hour", "day", "night", "week", "weekend", "month", "year", "wave", "series", "spate", "string", "round"}
)
BESIDE = frozenset({"after", "amid", "amidst", "following", "during", "despite"})
UNMET = "nothing of"
# Which actors a candidate is short of. Where the model vouches for it, these stay open.
NOBODY = "no actor on either side"
NO_ACTOR = "no actor does it"
NO_SOURCE = "nobody does it"
NO_RECIPIENT = "it needs a recipient"
ONE_PARTY = "only one party to a mutual event"
COMPANIES = "only companies take part"
PRIVATE = "no public actor takes part"
OF_NO_CONCERN = frozenset({COMPANIES, PRIVATE})  # may be an event all the same, as the model vouches for it
MAY_STAY_OPEN = frozenset({NOBODY, NO_ACTOR, NO_SOURCE, NO_RECIPIENT, ONE_PARTY})
NEAR = 3  # tokens between two words of one trigger
RECIPIENT_REQUIRED = frozenset({"COOPERATE", "AID", "SANCTION"})  # plover.md 4.1
# What is asked, promised, praised or refused by nobody is no event; a passive victim or convict needs no perpetrator.
SOURCE_REQUIRED = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "COOPERATE", "PROTEST"})
WHERE_IT_WAS = frozenset({"ASSAULT", "MOBILIZE", "RETREAT"})  # of these a place is where it was, no party
SAID_IN_WRITING = frozenset({"ACCUSE"})  # "a report accused the ministry": who wrote it may stay open
SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION"})  # what is done to somebody
DOING = frozenset({"by", "possessive", "modifier", "between"})
SATELLITES = (
    "prt",
    "prep",
    "agent",
    "dative",
    "advmod",
    "acomp",
    "oprd",
    "mark",
    "aux",
    "amod",
    "compound",
    "pcomp",
    "npadvmod",
    "dep",
    "punct",
    "nmod",
    "neg",
)


class Candidate(Record, kw_only=True):
    """A pattern that fits a clause; `rejected` says why it does not count, "" if it does."""

    clause: Clause
    pattern: Pattern
    surface: str
    first: int  # trigger tokens [first, last)
    last: int
    sources: tuple[ActorMention, ...] = ()
    recipients: tuple[ActorMention, ...] = ()
    words: tuple[int, ...] = ()  # the tokens of its surface
    fillers: tuple[int, ...] = ()  # the heads of the objects that it asks for
    lonely: bool = False  # a mutual event of which only one party is known: counts only inside another
    score: float = 0.0
    rejected: str = ""
    lacking: bool = False  # rejected, at first, only for want of the neighbours or the actors that the entry asks for
    sideless: bool = False  # rejected for want of actors only: its words are all there
    note: str = ""
    short: bool = False  # of actors, and the model vouches for it all the same
    unpublic: bool = False  # of private people or companies only, and the model vouches for it all the same


def candidates(scene: Scene) -> tuple[Candidate, ...]:
    """Return all candidates of a sentence in text order, the rejected ones too."""
    verbal = ((c, c.lemma.split()[0], scene.lexicon.by_verb) for c in scene.clauses)
    nominal = ((c, noun_lemma(scene.token(i)), scene.lexicon.by_noun) for i, c in scene.nominals.items())
    found = [
        candidate
        for clause, word, index in (*verbal, *nominal)
        for surface, pattern in index.get(word, ())
        for candidate in _candidate(scene, clause, surface, pattern)
    ]
    return tuple(sorted(found, key=lambda c: (c.first, -c.score)))


def best(found: Iterable[Candidate]) -> dict[int, Candidate]:
    """Return the highest scored candidate that counts for each predicate; the earlier entry wins a tie."""
    chosen: dict[int, Candidate] = {}
    for candidate in found:
        if candidate.rejected:
            continue
        held = chosen.get(candidate.clause.predicate)
        if held is None or _rank(candidate, held) > _rank(held, candidate):
            chosen[candidate.clause.predicate] = candidate
    return chosen


def _rank(one: Candidate, other: Candidate) -> tuple[bool, float, str]:
    """Grade a candidate beside another: one that stands alone before one that only counts inside another, then by score, then by id."""
    return not one.lonely, one.score, other.pattern.id


def _candidate(scene: Scene, clause: Clause, surface: str, pattern: Pattern) -> Iterator[Candidate]:
    """Yield the candidate of one entry, or nothing where its words are not all there."""
    words = _words(scene, clause, surface)
    if not words:
        return
    first, last = _extent(words)
    sources, recipients = _sides(scene, clause, pattern)
    unfit = _unfit(scene, clause, pattern)
    unmet = unfit.startswith(UNMET)
    short = short_of_actors(scene, clause, pattern, sources, recipients) if unmet or not unfit else ""
    rejected = unfit or short
    yield Candidate(
        clause=clause,
        pattern=pattern,
        surface=surface,
        first=first,
        last=last,
        words=words,
        fillers=_fillers(scene, clause, pattern),
        lonely=pattern.reciprocal and _lonely(scene, clause, pattern, sources),
        sources=sources,
        recipients=tuple(m for m in recipients if not (_a_town(m) and pattern.type in WHERE_IT_WAS)),
        score=_score(surface, pattern, sources, recipients, clause),
        rejected=rejected,
        lacking=(unmet or bool(short)) and not pattern.strict,
        sideless=bool(rejected) and not unfit,
    )


# ---- the words --------------------------------------------------------------------------------------------------------------------


def _words(scene: Scene, clause: Clause, surface: str) -> tuple[int, ...]:
    """Return the tokens of an entry's words in their order, none where a word is missing."""
    places = [clause.predicate]
    before = ""
    if clause.kind == "nominal":
        return _words_of_noun(scene, clause.predicate, surface.split()[:-1])
    rest = surface.split()[1:]
    particle = clause.lemma.partition(" ")[2]
    if particle and rest and particle not in rest and len(rest) == 1 and rest[0] in PREPOSITIONS:
        return ()  # "gave up … in exchange" is not "give in"
    for word in rest:
        place = _word_of_clause(scene, clause, word, before)
        if place is None:
            return ()
        places.append(place)
        before = word
    return tuple(places)


def _words_of_noun(scene: Scene, noun: int, before: list[str]) -> tuple[int, ...]:
    """Find the words of "car bomb" or "exchange of fire" that stand before the head among what modifies or governs it."""
    near = scene.sentence.kids(noun, "compound", "amod", "nmod", "advmod", "npadvmod")
    near += tuple(k for n in near for k in scene.sentence.kids(n.i, "compound", "amod"))
    places = [next((t.i for t in near if word in (t.lower, t.lemma)), None) for word in before]
    found = tuple(p for p in places if p is not None)
    return (noun, *found) if len(found) == len(places) else ()


def _extent(words: tuple[int, ...]) -> tuple[int, int]:
    """Return the trigger's tokens [first, last): far words count but do not stretch it."""
    near = [words[0]]
    near += [w for w in words[1:] if abs(w - near[-1]) <= NEAR]
    return min(near), max(near) + 1


def _fillers(scene: Scene, clause: Clause, pattern: Pattern) -> tuple[int, ...]:
    """Return the heads of the objects that the entry asks for: the noun in "signed the agreement" is the verb's."""
    wanted = scene.lexicon.expand(pattern.when.get("object", ()))
    objects = clause.slots("object") if wanted and clause.kind == "verbal" else ()
    return tuple(a.phrase.head for a in objects if head_words(scene, a) & wanted)


def _word_of_clause(scene: Scene, clause: Clause, word: str, before: str) -> int | None:
    """Find a word as particle, preposition, adverb or argument head of a clause; a noun stands in the object or behind `before`."""
    if word == "not" and (denying := _denying(scene, clause)) is not None:
        return denying.i
    beside = _beside_predicate(scene, clause, word, denied=before == "not")
    if beside is not None:
        return beside
    if word == "for" and (introducing := _introducing(scene, clause)) is not None:
        return introducing
    for argument in usable(scene, clause):
        timed = scene.token(argument.phrase.head).entity in ("DATE", "TIME")
        named = word == "for" and bool(clause.slots("attribute"))  # "called it a recipe for war" calls for nothing
        if argument.slot == word and word in LOOSE and argument.phrase.first > 0 and not timed and not named:
            return argument.phrase.first - 1  # it hangs on the object: "holding villagers as shields"
        if argument.slot in ("object", "attribute", "indirect", before):
            found = _in_phrase(scene, argument.phrase.head, word)
            if found is not None:
                return found
    return None


def _beside_predicate(scene: Scene, clause: Clause, word: str, *, denied: bool) -> int | None:
    """Find a word that hangs on the predicate itself; "found not guilty" has "guilty" only where its "not" is a word of the entry too (`denied`)."""
    satellites = scene.sentence.kids(clause.predicate, *SATELLITES)
    complements = (k for k in scene.sentence.kids(clause.predicate, "ccomp") if k.pos == "ADJ")  # "found him guilty"
    for kid in (*satellites, *complements):
        fronted = kid.dep == "prep" and kid.i < clause.predicate and clause.relation in ("root", "conj", "ccomp")
        unsaid = kid.pos == "ADJ" and not denied and bool(scene.sentence.kids(kid.i, "neg"))
        if word in (kid.lower, kid.lemma) and not fronted and not unsaid and not of_time(scene, kid):
            return kid.i
    return None


def _denying(scene: Scene, clause: Clause) -> Token | None:
    """Return the "not" of a clause's adjective: "found the minister not guilty"."""
    adjectives = (k for k in scene.sentence.kids(clause.predicate, "acomp", "oprd", "ccomp") if k.pos == "ADJ")
    return next((n for a in adjectives for n in scene.sentence.kids(a.i, "neg")), None)


def _introducing(scene: Scene, clause: Clause) -> int | None:
    """Find the "for" of an infinitive with its own subject: "called for the road to be opened"."""
    inner = (c for c in scene.inner_clauses(clause.predicate) if c.relation in ("advcl", "xcomp", "ccomp"))
    marks = (k for c in inner if not c.finite for k in scene.sentence.kids(c.predicate, "mark"))
    return next((k.i for k in marks if k.lower == "for"), None)


def of_time(scene: Scene, word: Token) -> bool:
    """Tell whether a preposition only says when: "called on Friday" is no "call on"."""
    return any(n.entity in ("DATE", "TIME") for n in scene.sentence.kids(word.i, "pobj"))


def _in_phrase(scene: Scene, head: int, word: str) -> int | None:
    tokens = (scene.token(head), *scene.sentence.kids(head, "compound", "amod", "conj"))
    return next((t.i for t in tokens if word in (noun_lemma(t), t.lower)), None)


# ---- the sides --------------------------------------------------------------------------------------------------------------------


def _sides(scene: Scene, clause: Clause, pattern: Pattern) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    verbal = clause.kind == "verbal"
    source_slots = pattern.source if verbal else pattern.noun_source
    recipient_slots = pattern.recipient if verbal else pattern.noun_recipient
    sources = participants(scene, clause, source_slots, owners=False)
    if not verbal:
        sources = tuple(m for m in sources if not _where_it_was(scene, clause, pattern, m))
    if verbal and pattern.type == "ASSAULT" and told_beside(scene, clause):
        sources = ()  # "a raid on a town in Kidal, which killed five": it was not Kidal
    elif not sources and verbal:
        sources = whose_weapon(scene, clause) if "subject" in source_slots else ()
        sources = sources or nameless(scene, clause, source_slots, numbers=pattern.type == "PROTEST")
        sources = sources or participants(scene, clause, source_slots)
        sources = sources or _many(scene, clause, pattern, source_slots)
    elif not sources and "modifier" in source_slots:
        sources = nameless(scene, clause, ("modifier",), numbers=False, of="doers")  # "pirate attacks"
    recipients = _recipients(scene, clause, pattern, recipient_slots, sources)
    sources, recipients = with_companions(scene, clause, sources, recipients)
    if not verbal and not recipients:
        sources, recipients = suffering(scene, clause, sources)
    sources = tuple(apart(m, recipients) for m in sources)
    if pattern.reciprocal:
        attending = participants(scene, clause, ("attending",)) if not verbal and len(sources) < 2 else ()
        return unique((*sources, *recipients, *without(attending, (*sources, *recipients)))), ()
    if clause.kind == "nominal" and clause.slots("between") and len(sources) > 1:
        return sources, ()
    return sources, recipients


def _in_court(pattern: Pattern) -> bool:
    """ "A driver was charged with murder": whoever is accused, a public prosecutor does it."""
    return pattern.type == "ACCUSE" and "legal" in pattern.contexts and "allege" in pattern.modes


def _many(scene: Scene, clause: Clause, pattern: Pattern, slots: tuple[str, ...]) -> tuple[ActorMention, ...]:
    """ "Newspaper distributors went on strike", "four riot control units were sent": any plural strikes, any force is deployed."""
    if pattern.type == "MOBILIZE":
        forces = (nameless(scene, clause, slots, numbers=False, of=known) for known in ("troops", "police_force"))
        return next((found for found in forces if found), ())
    return crowd(scene, clause, slots) if {"strike", "hunger"}.intersection(pattern.modes) else ()


def _a_town(mention: ActorMention) -> bool:
    """ "stormed a town near Gao", "troops landed in Poti": a place within a country says where it was, and is nobody."""
    return (mention.actor_id or "").startswith("place:")


def _where_it_was(scene: Scene, clause: Clause, pattern: Pattern, mention: ActorMention) -> bool:
    """ "Iraq bombing", "Kabul attack", "Iraq war": a place's name before violence says where it was; "US raid", "Israeli raid" say whose."""
    if pattern.type != "ASSAULT" or clause.kind != "nominal":
        return False
    places = [k for k in scene.sentence.kids(clause.predicate, "compound", "nmod") if k.entity == "GPE"]
    return any(
        not k.text.isupper() and k.start == mention.evidence.start and k.end == mention.evidence.end for k in places
    )


def _recipients(
    scene: Scene, clause: Clause, pattern: Pattern, slots: tuple[str, ...], sources: tuple[ActorMention, ...]
) -> tuple[ActorMention, ...]:
    """Return those to whom it is done; where people may suffer, "her interpreter" is the interpreter before it is she."""
    if pattern.type in NAMELESS_RECIPIENTS or _in_court(pattern):
        found = participants(scene, clause, slots, owners=False) or nameless(scene, clause, slots)
        if found:
            return without(found, sources)
    found = others(participants(scene, clause, slots), sources)
    judges = pattern.type == "ACCUSE" and clause.kind == "verbal" and not _fillers(scene, clause, pattern)
    return _blamed(scene, clause, found, sources) if judges else found


def _blamed(
    scene: Scene, clause: Clause, found: tuple[ActorMention, ...], sources: tuple[ActorMention, ...]
) -> tuple[ActorMention, ...]:
    """ "condemned the killing of monks by rebels": blamed are those who did it, not those who suffered it."""
    acts = [a.phrase.head for a in usable(scene, clause) if a.slot != "subject" and a.phrase.head in scene.nominals]
    for noun in acts:
        suffered = (p for _, p in scene.lexicon.by_noun.get(noun_lemma(scene.token(noun)), ()) if p.type in SUFFERED)
        entry = next(suffered, None)
        if entry is None:
            continue
        act = scene.nominals[noun]
        victims = participants(scene, act, entry.noun_recipient, owners=False)
        victims = (*victims, *nameless(scene, act, entry.noun_recipient))
        doers = participants(scene, act, [s for s in entry.noun_source if s in DOING], owners=False)
        armed = tuple(m for m in victims if ARMED.intersection(m.sectors) and not act.slots("by"))
        victims = without(
            victims, armed if act.slots("of") and not doers else ()
        )  # "the raid of the army" is the army's
        kept, doers = without(found, victims), without(doers, (*sources, *victims))
        together = not kept or any(same(d, k) for d in doers for k in kept)
        return unique((*kept, *doers)) if together else kept
    return found


def _unfit(scene: Scene, clause: Clause, pattern: Pattern) -> str:
    """Return why a clause's words do not suit an entry, "" if they do."""
    if pattern.voice and clause.kind == "verbal" and clause.voice != pattern.voice:
        return f"the clause is {clause.voice}"
    missing = next((s for s, words in pattern.when.items() if not holds(scene, clause, s, words, strict=False)), None)
    if missing is not None:
        return f"{UNMET} {', '.join(pattern.when[missing])} in its {missing}"
    hit = next((s for s, words in pattern.unless.items() if holds(scene, clause, s, words, strict=True)), None)
    if hit is not None:
        return f"its {hit} is one of those that rule it out"
    if pattern.around and not scene.around & scene.lexicon.expand(pattern.around):
        return f"nothing of {', '.join(pattern.around)} around it"
    guard = guarded(scene, pattern.type)
    return f"the sentence is about {guard.id}" if guard else ""


def short_of_actors(
    scene: Scene,
    clause: Clause,
    pattern: Pattern,
    sources: tuple[ActorMention, ...],
    recipients: tuple[ActorMention, ...],
) -> str:
    """Return which actors a candidate lacks, "" if none."""
    if not sources and not recipients:
        return "" if pattern.bare and _happens(scene, clause, pattern) else NOBODY
    undergone = _undergone(scene, clause, pattern, recipients)
    if not sources and not undergone and (pattern.type in SOURCE_REQUIRED or _inanimate(scene, clause, pattern)):
        return NO_ACTOR
    if not sources and not undergone and pattern.needs_source:
        return NO_SOURCE
    if pattern.needs_violence and not _violent(scene, clause, sources):
        return "nothing says that it was violence"
    if pattern.type != "ASSAULT" and commercial((*sources, *recipients)):
        return COMPANIES
    if private(pattern.type, (*sources, *recipients)) and not _in_court(pattern):
        return PRIVATE
    return _short_of_parties(scene, clause, pattern, sources, recipients)


def _undergone(scene: Scene, clause: Clause, pattern: Pattern, recipients: tuple[ActorMention, ...]) -> bool:
    """ "The mayor was asked to sign", "the president, who has been criticised for …": by whom may stay open where it was told of a public actor."""
    told = pattern.type == "REQUEST" or "disapprove" in pattern.modes
    if not told or clause.kind != "verbal" or clause.voice != "passive":
        return False
    themselves = [m for a in clause.slots("object") for m in scene.actors_at(a)]  # not the owner of what was disputed
    return any(public(m) and not (m.actor_id or "").startswith("place:") for m in recipients if m in themselves)


def _short_of_parties(
    scene: Scene,
    clause: Clause,
    pattern: Pattern,
    sources: tuple[ActorMention, ...],
    recipients: tuple[ActorMention, ...],
) -> str:
    """Return which other party a candidate lacks, "" if none."""
    if "speaker" in pattern.source and not recipients:
        return "whoever speaks tells it of itself"
    if pattern.reciprocal and clause.kind == "verbal" and alone(scene, sources) and not _declined(scene, clause):
        return ONE_PARTY
    if "visit" in pattern.modes and _at_home(sources, recipients):
        return "a place of one's own country is no host"
    if pattern.type in RECIPIENT_REQUIRED and not recipients and not (pattern.reciprocal and len(sources) > 1):
        return NO_RECIPIENT
    return ""


def _at_home(sources: tuple[ActorMention, ...], recipients: tuple[ActorMention, ...]) -> bool:
    """ "The governor flew to Ohio": nobody is visited."""
    homes = {m.country for m in sources}
    return bool(recipients) and all(_a_place(m) and m.country and {m.country} == homes for m in recipients)


def _a_place(mention: ActorMention) -> bool:
    """Tell whether a mention is a state or a place within one, which stands for its government."""
    return mention.kind == "state" or (mention.actor_id or "").startswith("place:")


def _circumstance(scene: Scene, noun: Token) -> bool:
    """ "resigned after two weeks of protests", "amid clashes": told beside something else, and not told before."""
    over = scene.token(scene.token(noun.head).head)
    if noun.dep == "pobj" and scene.token(noun.head).lower == "of" and over.lemma in SPANS:
        noun = over
    return noun.dep == "pobj" and scene.token(noun.head).lower in BESIDE


def _declined(scene: Scene, clause: Clause) -> bool:
    """ "We will not negotiate", "refused to meet": it takes one to refuse."""
    if clause.negation is not None and clause.tense == "future":
        return True
    above = scene.clause_of.get(clause.parent) if clause.parent is not None and clause.relation == "xcomp" else None
    return above is not None and any(o.negates for _, o in scene.lexicon.operators_by_verb.get(above.lemma, ()))


def _happens(scene: Scene, clause: Clause, pattern: Pattern) -> bool:
    """Tell whether a clause without actors tells a happening: "a curfew was imposed", "clashes erupted", a headline's "Blast in Kabul"."""
    if clause.kind == "verbal":
        return not _inanimate(scene, clause, pattern)
    noun = scene.token(clause.predicate)
    if noun.dep in ("nsubj", "nsubjpass") or _circumstance(scene, noun):
        return True
    if any(k.lower in DEFINITE for k in scene.sentence.kids(noun.i, "det", "poss")):
        over = scene.lexicon.operators_by_verb.get(scene.token(noun.head).lemma, ())
        acted_on = any(
            o.relation != "alleged" for _, o in over
        )  # "called off the offensive", not "condemned the attack"
        return noun.dep in ("pobj", "conj") or (noun.dep == "dobj" and not acted_on)  # told again: "joined the march"
    return scene.headline and noun.dep in ("ROOT", "dobj", "conj")


def _violent(scene: Scene, clause: Clause, sources: tuple[ActorMention, ...]) -> bool:
    """Tell whether somebody did it, or words of violence stand around it and none of accidents beside it."""
    here = _sentence_words(scene)
    violence, mishap = scene.lexicon.sets["violence"], scene.lexicon.sets["mishap"]
    told = clause
    while told.relation == "conj" and told.parent in scene.clause_of:
        told = scene.clause_of[told.parent]
    above = scene.clause_of.get(told.parent) if told.parent is not None else None
    if above is not None and told.relation == "advcl" and above.lemma in mishap:
        return False  # "a truck crashed into a bus, killing five"
    if any(m.kind != "state" and not _a_town(m) for m in sources):
        return True
    if sources or clause.slots("subject", "by"):
        return bool(here & violence) or not here & mishap
    return bool(scene.around & violence) and not here & mishap


def _inanimate(scene: Scene, clause: Clause, pattern: Pattern) -> bool:
    """Tell whether something that is no actor does it: "the epidemic killed", "the decision hit". Weapons and attacks may."""
    if clause.kind == "nominal" or "subject" not in pattern.source:
        return False
    if pattern.type == "ASSAULT" and told_beside(scene, clause):
        return False
    heads = [scene.token(a.phrase.head) for a in clause.slots("subject")]
    return bool(heads) and not any(
        h.pos in ("PRON", "NUM", "DET")
        or (pattern.type in SAID_IN_WRITING and h.lemma in scene.lexicon.sets["document"])
        or (pattern.type == "ASSAULT" and (h.i in scene.nominals or h.lemma in scene.lexicon.sets["instrument"]))
        for h in heads
    )


def _lonely(scene: Scene, clause: Clause, pattern: Pattern, parties: tuple[ActorMention, ...]) -> bool:
    """Tell whether one party to a mutual event is open: "talks with Palestinians" do not say who talks."""
    if alone(scene, parties):
        return bool(parties) or not pattern.bare
    if clause.kind == "verbal" or len(parties) > 1:
        return False
    return not participants(scene, clause, (*pattern.noun_source, "attending"), owners=False)


def alone(scene: Scene, sources: tuple[ActorMention, ...]) -> bool:
    """Tell whether a mutual event has only one party; a plural mention is several ("the two leaders")."""
    return len(sources) < 2 and not _plural(scene, sources)


def _plural(scene: Scene, sources: tuple[ActorMention, ...]) -> bool:
    """Tell whether one mention stands for several: "the two leaders met", "officials held talks"."""
    start = min((m.evidence.start for m in sources), default=0)
    end = max((m.evidence.end for m in sources), default=0)
    return any(t.tag in ("NNS", "NNPS") and t.start >= start and t.end <= end for t in scene.sentence.tokens)


def guarded(scene: Scene, event_type: str) -> Guard | None:
    """Return the guard that a sentence trips for an event type."""
    words = _sentence_words(scene)
    return next(
        (
            g
            for g in scene.lexicon.guards
            if (not g.types or event_type in g.types) and len(words.intersection(g.words)) >= g.least
        ),
        None,
    )


def _sentence_words(scene: Scene) -> frozenset[str]:
    return frozenset(w for t in scene.sentence.tokens for w in (t.lemma, t.lower))


# ---- the score --------------------------------------------------------------------------------------------------------------------


def _score(
    surface: str,
    pattern: Pattern,
    sources: tuple[ActorMention, ...],
    recipients: tuple[ActorMention, ...],
    clause: Clause,
) -> float:
    """Weigh how much of the entry and of the record is there: 0.5 to 0.95. Not calibrated (docs/events.md)."""
    specific = min(len(surface.split()) - 1 + len(pattern.when) + pattern.weight, 4)
    sides = bool(sources) + bool(recipients or pattern.reciprocal)
    named = sum(bool(m.actor_id or m.country) for m in (*sources, *recipients)[:2])
    verbal = 1 if clause.kind == "verbal" else 0
    return round(0.44 + 0.08 * specific + 0.06 * sides + 0.04 * named + 0.05 * verbal, 3)
