"""The stance lexicon as typed entries: which words take a side, and which."""

from collections.abc import Iterable, Mapping

import msgspec

from dragoman.errors import DataError
from dragoman.lexicon.tables import Source, read_toml
from dragoman.records import Record, Stance

# Frames, of cues and stances alike, that are not prepositions.
FRAMES = (
    "quote",
    "clause",
    "question",
    "infinitive",
    "gerund",
    "object",
    "charge",
    "predicate",
    "as",
    "figure",
    "rest",
)


class StanceExample(Record, kw_only=True):
    """A sentence (own words) and the position that it must give; `stance` "" stands for the entry's own."""

    text: str
    holders: tuple[str, ...]
    object: str
    stance: str = ""


class StanceEntry(Record, kw_only=True):
    """Words that take a side."""

    id: str
    stance: Stance
    strength: float
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    negated: str = ""  # the stance of the negated form; "" for none
    wants: bool = False  # the object is something to be done: who wants an end to something opposes it
    only_turned: bool = False  # only who wants an end to something takes a side: a promise to build is none
    only_with: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    provenance: str = "own work"
    examples: tuple[StanceExample, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @property
    def prepositions(self) -> tuple[str, ...]:
        """Return the frames that are prepositions before the object."""
        return tuple(f for f in self.frames if f not in FRAMES)

    @property
    def addressing(self) -> tuple[str, ...]:
        """Return the prepositions before whom it is said to."""
        return ("on", "upon", "to", "with") if "infinitive" in self.frames else ()

    @property
    def addressed(self) -> bool:
        """Whether who is to act in an infinitive is whom it is said to: no part of what is told."""
        return True


class StanceFile(msgspec.Struct, forbid_unknown_fields=True):
    """What one TOML file of stances may hold."""

    stance: tuple[StanceEntry, ...] = ()
    words: Mapping[str, tuple[str, ...]] = {}


class Stances:
    """All stance entries, indexed by the first word of verbs and nouns, with the word sets that rules ask for."""

    def __init__(self, files: Iterable[StanceFile]) -> None:
        loaded = tuple(files)
        self.entries = {e.id: e for f in loaded for e in f.stance}
        self.sets = {name: frozenset(words) for f in loaded for name, words in f.words.items()}
        self.by_verb = self._index("verbs")
        self.by_noun = self._index("nouns")
        self.by_predicate = {tuple(p.split()): e for e in self.entries.values() for p in e.predicates}

    def words(self) -> frozenset[str]:
        """Return every word that can take a side, for the gate."""
        return frozenset({*self.by_verb, *self.by_noun, *(w for p in self.by_predicate for w in p if len(w) > 4)})

    def _index(self, field: str) -> dict[str, tuple[tuple[tuple[str, ...], StanceEntry], ...]]:
        found: dict[str, list[tuple[tuple[str, ...], StanceEntry]]] = {}
        for entry in self.entries.values():
            for surface in getattr(entry, field):
                words = tuple(surface.split())
                found.setdefault(words[0], []).append((words, entry))
        return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def read_stances(source: Source) -> StanceFile:
    """Read one TOML file of stances. Raises DataError naming file and field."""
    try:
        return msgspec.convert(read_toml(source), StanceFile)
    except msgspec.ValidationError as error:
        raise DataError(f"{source.name}: {error}") from error
