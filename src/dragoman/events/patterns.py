"""The event lexicon as typed entries: patterns, operators, word sets and factuality cues, indexed by first word.

A pattern's `verbs` and `nouns` are lemmas. In an entry of several words ("open fire", "call for", "take to street") each further word must be
found as the particle, a preposition, an argument's head or an adverb of the clause; of a noun's, the last is the head. `when` and `unless`
restrict slots to words, to sets ("@weapon") or to kinds of actors ("*state", conditions.py); every key of `when` must hold, any key of
`unless` rules the pattern out.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import DataError
from dragoman.events.phrases import Phrases
from dragoman.lexicon.ontology import Ontology
from dragoman.lexicon.tables import Source, digest, package_data, read_toml, walk
from dragoman.records import CountKind, Record, Relation

OF_STATEMENTS = ("cues", "stances")  # files of a user's folder that statements.cues reads
VERB_SOURCE = ("subject",)
VERB_RECIPIENT = ("object",)
NOUN_SOURCE = ("possessive", "by", "between", "modifier", "subject")
NOUN_RECIPIENT = ("on", "against", "of", "with", "to", "for", "indirect")


class Example(Record, kw_only=True):
    """A sentence (own words) and what it must give: the texts of source and recipient, "" for none."""

    text: str
    source: str = ""
    recipient: str = ""


class Pattern(Record, kw_only=True):
    """One way of telling an event."""

    id: str
    type: str
    modes: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    source: tuple[str, ...] = VERB_SOURCE
    recipient: tuple[str, ...] = VERB_RECIPIENT
    noun_source: tuple[str, ...] = NOUN_SOURCE
    noun_recipient: tuple[str, ...] = NOUN_RECIPIENT
    when: Mapping[str, tuple[str, ...]] = {}
    unless: Mapping[str, tuple[str, ...]] = {}
    reciprocal: bool = False  # all participants are sources
    voice: str = ""  # "passive" or "active" where only that one counts
    counts: CountKind | None = None  # what a numeral on the recipient counts
    contexts: tuple[str, ...] = ()  # contexts that the words themselves show
    also: tuple[str, ...] = ()  # further codings of the same happening, "COERCE/arrest"
    inner: str = ""  # the event that its words hold, with its relation: "promised AID", "demanded AID"
    cameo: str = ""  # where the words say more than type, mode and contexts do
    weight: int = 0  # wins over entries that ask for as much: its conditions say more than their number
    needs_source: bool = False  # nobody's criticism is none
    needs_violence: bool = False  # who is hurt by nobody may have had an accident: it takes words of violence nearby
    bare: bool = False  # counts without any actor: "a curfew was imposed"
    strict: bool = False  # its words mean it only beside those of `when`: no share of the model makes up for them
    around: tuple[
        str, ...
    ] = ()  # words of which one must stand in the sentence, beside it or in the title: "strike" beside "union"
    provenance: str = "own work"
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[str, ...] = ()  # sentences in which this pattern must not win

    @property
    def outcome(self) -> str:
        """Return "TYPE" or "TYPE/mode", as shown to users."""
        return "/".join((self.type, *self.modes))


class Operator(Record, kw_only=True):
    """A word that does something to an event: promises, threatens, demands, refuses, denies, orders, stops it."""

    id: str
    relation: Relation
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ("xcomp", "ccomp")  # relations of an inner clause
    slots: tuple[str, ...] = ("object",)  # where an inner event noun stands
    through: tuple[str, ...] = ()  # nouns in those slots whose clause it governs: "denied claims that it had fired"
    leaves: tuple[
        str, ...
    ] = ()  # inner "TYPE/mode" or "TYPE" that it does nothing to: a resignation announced has happened
    infinitive: bool = False  # the inner clause must be an infinitive: "told X to stop", not "told X that"
    recipient: tuple[str, ...] = ("object", "indirect", "to")
    # inner "TYPE/mode" or "TYPE" -> "TYPE" or "TYPE/mode" of the outer event; "*" for any other
    outcome: Mapping[str, str] = {}
    tense: str = "future"  # of the inner event; "" leaves it
    negates: bool = False  # the inner event did not happen
    undoes: tuple[str, ...] = ()  # inner types that thereby do not happen: whoever suspends aid refuses it
    retrospective: bool = False  # the inner event is told of an earlier time: what a court tries

    provenance: str = "own work"
    examples: tuple[Example, ...] = ()

    def governs(self, event_type: str, modes: tuple[str, ...]) -> bool:
        """Tell whether it does anything to an inner event."""
        return not {event_type, *(f"{event_type}/{m}" for m in modes)}.intersection(self.leaves)

    def outcome_of(self, event_type: str, modes: tuple[str, ...]) -> str:
        """Return the outer coding for an inner one, "" for none: a mode's own before the type's."""
        keys = (*(f"{event_type}/{m}" for m in modes), event_type, "*")
        return next((self.outcome[k] for k in keys if k in self.outcome), "")


class FactualityCue(Record, kw_only=True):
    """A governing word that makes what it governs hypothetical or future, or leaves it open."""

    id: str
    effect: str  # hypothetical | future | negated | actual | historical
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()  # before the noun of an event: "a possible attack"
    times: tuple[
        str, ...
    ] = ()  # words and phrases of another time in a clause, of one who acts in it: "during the Cold War"
    provenance: str = "own work"
    examples: tuple[str, ...] = ()


class Refinement(Record, kw_only=True):
    """Words of an event's clause that add a mode to an event of a type: "with machetes", "by telephone"."""

    id: str
    type: str
    mode: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()  # words that rule it out
    scope: Literal["clause", "content"] = "clause"  # its arguments; or all that it governs, where no mode is known yet
    provenance: str = "own work"
    examples: tuple[Example, ...] = ()


class ContextCue(Record, kw_only=True):
    """Words that show a context (`id` is its name) in an event's sentence or beside it; for events of these types only, if any."""

    id: str
    words: tuple[str, ...]
    types: tuple[str, ...] = ()
    provenance: str = "own work"
    examples: tuple[str, ...] = ()


class Guard(Record, kw_only=True):
    """Words that show that a sentence talks about sport, markets, weather, fiction: its patterns of these types are ruled out."""

    id: str
    words: tuple[str, ...]
    least: int = 2  # how many different ones it takes
    types: tuple[str, ...] = ()  # all types if empty
    provenance: str = "own work"
    examples: tuple[str, ...] = ()


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """What one TOML file of the lexicon may hold."""

    pattern: tuple[Pattern, ...] = ()
    operator: tuple[Operator, ...] = ()
    factuality: tuple[FactualityCue, ...] = ()
    guard: tuple[Guard, ...] = ()
    refinement: tuple[Refinement, ...] = ()
    context: tuple[ContextCue, ...] = ()
    sets: Mapping[str, tuple[str, ...]] = {}
    light_verbs: tuple[str, ...] = ()
    speech_verbs: tuple[str, ...] = ()
    undergone_verbs: tuple[str, ...] = ()


class EventLexicon:
    """All entries, indexed by the first word of verbs and nouns. `digest` is the hash that a dataset's manifest records."""

    def __init__(self, files: Iterable[_File], digest: str) -> None:
        loaded = tuple(files)
        self.digest = digest
        self.patterns = {p.id: p for f in loaded for p in f.pattern}
        self.operators = {o.id: o for f in loaded for o in f.operator}
        self.cues = tuple(c for f in loaded for c in f.factuality)
        self.guards = tuple(g for f in loaded for g in f.guard)
        self.refinements = _by_type(r for f in loaded for r in f.refinement)
        self.contexts = {c.id: c for f in loaded for c in f.context}
        self.context_words = Phrases((word, c.id) for c in self.contexts.values() for word in c.words)
        self._expanded: dict[tuple[str, ...], frozenset[str]] = {}
        self.sets = {name: frozenset(words) for f in loaded for name, words in f.sets.items()}
        self.light_verbs = frozenset(v for f in loaded for v in f.light_verbs)
        self.undergone = frozenset(v for f in loaded for v in f.undergone_verbs)
        self.speech = frozenset(v for f in loaded for v in f.speech_verbs)
        self.by_verb = _index(self.patterns.values(), "verbs")
        self.by_noun = _index(self.patterns.values(), "nouns")
        self.operators_by_verb = _index(self.operators.values(), "verbs")
        self.operators_by_noun = _index(self.operators.values(), "nouns")
        self.cues_by_verb = _index(self.cues, "verbs")
        self.cues_by_noun = _index(self.cues, "nouns")
        self.cues_by_adjective = {word: cue for cue in self.cues for word in cue.adjectives}
        self.bygone = Phrases((time, c.id) for c in self.cues for time in c.times)

    def words(self) -> frozenset[str]:
        """Return every first lemma that can trigger something, for the gate."""
        return frozenset({*self.by_verb, *self.by_noun, *self.operators_by_verb})

    def expand(self, words: Iterable[str]) -> frozenset[str]:
        """Return words with "@set" names replaced by the set's members; hyphens are blanks, as the tokenizer parts words there."""
        key = tuple(words)
        if key not in self._expanded:
            members = (w for word in key for w in (self.sets[word[1:]] if word.startswith("@") else (word,)))
            self._expanded[key] = frozenset(w if w.startswith("*") else w.replace("-", " ") for w in members)
        return self._expanded[key]


def load_lexicon(user: Iterable[str] = (), ontology: Ontology | None = None) -> EventLexicon:
    """Load the package's event lexicon and then the user's folders or files; a user's entry replaces one with the same id.

    Raises DataError with file and field for an entry that is not well-formed, and for a user's entry that the ontology, if one is given,
    has no coding for. The package's entries outside a user's ontology are left out where they would tell an event.
    """
    package = package_data("events")
    sources: list[Source] = [f for f in walk(package) if f.name.endswith(".toml")]
    own = [f for name in user for f in _user_files(Path(name))]
    if ontology is not None:
        for source in own:
            _check(source, ontology)
    return EventLexicon([read_entries(s) for s in (*sources, *own)], digest(package, *map(Path, user)))


def _check(source: Source, ontology: Ontology) -> None:
    for pattern in read_entries(source).pattern:
        wrong = ontology.check(pattern.type, pattern.modes, pattern.contexts)
        if wrong:
            raise DataError(f"{source.name}: pattern {pattern.id}: {wrong}")


def read_entries(source: Source) -> _File:
    """Read one TOML file of entries. Raises DataError naming file and field."""
    try:
        return msgspec.convert(read_toml(source), _File)
    except msgspec.ValidationError as error:
        raise DataError(f"{source.name}: {error}") from error


def _user_files(path: Path) -> list[Source]:
    if not path.exists():
        raise DataError(f"{path}: no such lexicon file or folder")
    found = [path] if path.is_file() else [f for f in walk(path) if f.name.endswith(".toml")]
    return [f for f in found if not f.name.startswith(OF_STATEMENTS)]


def _by_type(refinements: Iterable[Refinement]) -> dict[str, tuple[Refinement, ...]]:
    found: dict[str, list[Refinement]] = {}
    for refinement in refinements:
        found.setdefault(refinement.type, []).append(refinement)
    return {kind: tuple(rows) for kind, rows in found.items()}


def _as_tokenised(surface: str, field: str) -> str:
    """Part a word at its hyphens: "cease-fire" as a noun is "cease fire", "test-fire" as a verb is fire with test beside it."""
    if field == "nouns":
        return surface.replace("-", " ")
    first, _, rest = surface.partition(" ")
    *before, head = first.split("-")
    return " ".join(filter(None, (head, *before, rest)))


def _index[T](entries: Iterable[T], field: str) -> dict[str, tuple[tuple[str, T], ...]]:
    """Map the head word of each surface, a verb's first and a noun's last, to (whole surface, entry), longest surfaces first."""
    found: dict[str, list[tuple[str, T]]] = {}
    for entry in entries:
        for written in getattr(entry, field):
            surface = _as_tokenised(written, field)
            words = surface.split()
            found.setdefault(words[-1 if field == "nouns" else 0], []).append((surface, entry))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0].split()))) for first, rows in found.items()}
