"""What an entry may ask of a slot: words, sets of words, kinds of actors, particles, inner clauses."""

from collections.abc import Callable, Iterable, Mapping

from dragoman.events.roles import PRONOUNS, inner_arguments, owner, standing_for, subject_arguments, usable
from dragoman.events.scene import Scene, noun_lemma
from dragoman.language.forms import Argument, Clause, Token
from dragoman.records import ActorMention

NAME = "*name"  # a proper name, whatever it stands for
THING = "*thing"  # what is no actor
ANY = "*any"
NUMBER = "*number"
OWNED = "*owned"
CLAUSES: Mapping[str, tuple[str, ...]] = {
    "xcomp": ("xcomp",),
    "ccomp": ("ccomp",),
    "clause": ("xcomp", "ccomp"),
    "acl": ("acl", "relcl"),
    "with-clause": ("with",),
    "any-clause": ("xcomp", "ccomp", "advcl", "acl", "relcl", "for", "to"),
}
PARTICLES = frozenset({"down", "out", "home", "back", "off", "up", "over"})
ARMED = frozenset({"MIL", "REB", "PRM", "UAF"})
REBEL = frozenset({"REB", "PRM", "UAF"})
PUBLIC = frozenset({"GOV", "LEG", "MIL", "JUD", "ELI", "REL", "PTY", "OPP", "REB", "SPY", "PRE"})
GOVERNING = frozenset({"GOV", "LEG", "MIL", "JUD"})


# What passes between private people or companies is no event of these types.
AMONG_PUBLIC_ACTORS = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REQUEST", "REJECT", "ACCUSE", "THREATEN"})
PRIVATE = frozenset(
    {"BUS", "CVL", "AGR", "UNK", "EDU", "MED", "CRM"}
)  # and what has no sector, of classes of people and companies


# Classes of people who are named for what they do in public.
CROWDS = frozenset({
    "protesters", "protestors", "demonstrators", "marchers", "strikers", "activists", "campaigners", "opponents", "critics", "rioters", "dissidents",
})  # fmt: skip
TELLERS = frozenset({"i", "me", "you"})  # who tells of oneself, and is not known to hold any office


def public(mention: ActorMention) -> bool:
    """Tell whether an actor belongs to public life: not a class of private people ("hikers"), nor a company."""
    if mention.basis == "pronoun" and mention.name.lower() in TELLERS:
        return False
    crowd = mention.name.lower().rpartition(" ")[2] in CROWDS
    private = not crowd and (not mention.sectors or PRIVATE.issuperset(mention.sectors))
    company = "BUS" in mention.sectors or mention.country == "MNC"
    return not company if mention.kind != "class" else not private


def commercial(mentions: Iterable[ActorMention]) -> bool:
    """Tell whether all of some actors are companies."""
    known = tuple(mentions)
    return bool(known) and all("BUS" in m.sectors or m.country == "MNC" for m in known)


def private(kind: str, mentions: Iterable[ActorMention]) -> bool:
    """Tell whether what passes between actors is no event of a type, as none of them is public."""
    return kind in AMONG_PUBLIC_ACTORS and not any(map(public, mentions))


def _given(mention: ActorMention) -> bool:
    """Tell whether an actor was marked by the caller and nothing else is known of it: it may be of any kind."""
    return mention.why.rule == "marked" and mention.kind == "unknown"


def _official(mention: ActorMention) -> bool:
    return mention.kind == "person" and bool(mention.title or PUBLIC.intersection(mention.sectors))


def _dignitary(mention: ActorMention) -> bool:
    return mention.kind in ("state", "organisation") or _official(mention)


KINDS: Mapping[str, Callable[[ActorMention], bool]] = {
    "*actor": lambda _: True,
    "*state": lambda m: m.kind == "state",
    "*person": lambda m: m.kind == "person",
    "*organisation": lambda m: m.kind == "organisation",
    "*group": lambda m: m.kind == "group",
    "*class": lambda m: m.kind == "class",
    "*government": lambda m: m.kind == "state" or bool(GOVERNING.intersection(m.sectors)),
    "*armed": lambda m: bool(ARMED.intersection(m.sectors)),
    "*rebel": lambda m: bool(REBEL.intersection(m.sectors)),
    "*dignitary": _dignitary,
    "*business": lambda m: "BUS" in m.sectors or m.country == "MNC",
    "*official": _official,
    "*media": lambda m: m.kind == "organisation" and "JRN" in m.sectors,
    "*lawmakers": lambda m: bool({"LEG", "JUD", "PTY"}.intersection(m.sectors)) and m.kind != "class",
}


def holds(scene: Scene, clause: Clause, slot: str, words: Iterable[str], *, strict: bool) -> bool:
    """Tell whether something in a slot is one of the words.

    The slot "before" is the word right before the predicate: "as opposed to" compares. A slot may be several ("to|on"): one of them is enough. Unless `strict`, an agent that a passive leaves out may be any actor.
    """
    if "|" in slot:
        return any(holds(scene, clause, part, words, strict=strict) for part in slot.split("|"))
    wanted = scene.lexicon.expand(words)
    if slot == "before":
        return clause.predicate > 0 and scene.token(clause.predicate - 1).lower in wanted
    if slot in CLAUSES:
        return _clause_holds(scene, clause, CLAUSES[slot], wanted)
    if slot in PARTICLES and _particle(scene, clause, slot):
        return True
    if slot == "acomp":
        adjectives = scene.sentence.kids(clause.predicate, "acomp", "oprd", "ccomp")
        adjectives = tuple(k for k in adjectives if k.pos == "ADJ")
        return bool(adjectives) if ANY in wanted else any(k.lower in wanted for k in adjectives)
    arguments = arguments_in(scene, clause, slot)
    if not arguments and slot == "subject" and clause.voice == "passive":
        return not strict and not KINDS.keys().isdisjoint(wanted)
    return any(_argument_holds(scene, clause, a, _asked_of(slot, a, wanted)) for a in arguments)


def _asked_of(slot: str, argument: Argument, wanted: frozenset[str]) -> frozenset[str]:
    """Return what is asked of an argument: whoever acts is not the actor that an entry asks for anywhere."""
    others_only = slot == "any" and argument.slot == "subject"
    return frozenset() if others_only else wanted


def arguments_in(scene: Scene, clause: Clause, slot: str) -> tuple[Argument, ...]:
    """Return the arguments of a slot; "any" stands for all, "inner-subject" for a complement's subject."""
    if slot.startswith("inner-"):
        return inner_arguments(scene, clause, slot.removeprefix("inner-"))
    if slot.startswith("subject-"):
        return subject_arguments(scene, clause, slot.removeprefix("subject-"))
    found = usable(scene, clause)
    return found if slot == "any" else tuple(a for a in found if a.slot == slot)


def head_words(scene: Scene, argument: Argument) -> frozenset[str]:
    """Return the lemmas that an argument answers to: its head's, those of its coordinated heads, each also with what modifies it."""
    found: set[str] = set()
    for head in _heads(scene, argument):
        lemma = noun_lemma(head)
        found |= {lemma, head.lower}
        for kid in scene.sentence.kids(head.i, "compound", "amod", "nmod"):
            found |= {f"{kid.lower} {lemma}", f"{kid.lemma} {lemma}"}
            if kid.dep == "compound":
                found |= {f"{g.lower} {kid.lower} {lemma}" for g in scene.sentence.kids(kid.i, "compound", "amod")}
    return frozenset(found)


def _heads(scene: Scene, argument: Argument) -> tuple[Token, ...]:
    head = scene.token(argument.phrase.head)
    return (head, *scene.sentence.kids(head.i, "conj", "appos"))


def _argument_holds(scene: Scene, clause: Clause, argument: Argument, wanted: frozenset[str]) -> bool:
    if ANY in wanted or head_words(scene, argument) & wanted or _meant(scene, clause, argument) & wanted:
        return True
    if NUMBER in wanted and any(h.pos == "NUM" for h in _heads(scene, argument)):
        return True
    if NAME in wanted and any(h.pos == "PROPN" for h in _heads(scene, argument)):
        return True
    if THING in wanted and not standing_for(scene, clause, argument):
        return True
    kinds = [KINDS[w] for w in wanted if w in KINDS]
    if kinds and any(_given(m) or fits(m) for m in standing_for(scene, clause, argument) for fits in kinds):
        return True
    return OWNED in wanted and bool(standing_for(scene, clause, argument) or owner(scene, argument))


def _meant(scene: Scene, clause: Clause, argument: Argument) -> frozenset[str]:
    """Return what a pronoun stands for, where that is a class of people: "they" for the rioters."""
    if scene.token(argument.phrase.head).lower not in PRONOUNS:
        return frozenset()
    classes = [m.name.lower() for m in standing_for(scene, clause, argument) if m.kind == "class" and m.name]
    return frozenset(w for name in classes for w in (name, name.split()[-1].removesuffix("s")))


def _clause_holds(scene: Scene, clause: Clause, relations: tuple[str, ...], wanted: frozenset[str]) -> bool:
    inner = [c for c in scene.inner_clauses(clause.predicate) if c.relation in relations]
    inner = [c for c in inner if c.relation != "relcl" or not c.finite]  # "gave him two days to leave"
    return any(ANY in wanted or c.lemma in wanted or c.lemma.split()[0] in wanted for c in inner)


def _particle(scene: Scene, clause: Clause, word: str) -> bool:
    return any(k.lower == word for k in scene.sentence.kids(clause.predicate, "prt", "advmod", "npadvmod"))
