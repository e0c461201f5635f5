"""The cues of statements as typed entries, indexed by the first word of their verbs and nouns.

A cue's `verbs` and `nouns` are lemmas; in one of several words ("point out", "call for", "take responsibility") each further word must be
the verb's particle, preposition, object or adverb. `frames` says what the content may be (docs/statements.md).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import DataError
from dragoman.lexicon.tables import Source, digest, package_data, read_toml, walk
from dragoman.records import Record
from dragoman.statements.stances import FRAMES, StanceFile, Stances, read_stances

Commitment = Literal[
    "asserts", "denies", "doubts", "commits", "wants", "asks", "believes", "expects", "evaluates", "open"
]
Reporter = Literal["neutral", "confirms", "distances"]


class CueExample(Record, kw_only=True):
    """A sentence (own words) and the statement that it must give."""

    text: str
    speaker: str
    content: tuple[str, ...]
    addressee: str = ""
    via: str = ""


class Cue(Record, kw_only=True):
    """A way of telling a statement, belief or appeal, and what it implies."""

    id: str
    cue_class: str = msgspec.field(name="class")
    speaker: Commitment
    reporter: Reporter = "neutral"
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    only: tuple[str, ...] = ()  # word sets one of which must hold the speaker's noun ("documents")
    cameo: str | None = None
    provenance: str = "own work"
    examples: tuple[CueExample, ...] = ()
    counterexamples: tuple[str, ...] = ()  # sentences in which this cue must give no statement

    @property
    def prepositions(self) -> tuple[str, ...]:
        """Return the frames that are prepositions before the content."""
        return tuple(f for f in self.frames if f not in FRAMES)

    @property
    def addressing(self) -> tuple[str, ...]:
        """Return the prepositions before whom it is said to."""
        return tuple(slot for slot in self.addressee if slot not in ("object", "indirect"))

    @property
    def addressed(self) -> bool:
        """Whether who is to act in an infinitive is whom it is said to: no part of what is told."""
        return "object" in self.addressee


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """What one TOML file of cues may hold."""

    cue: tuple[Cue, ...] = ()
    speakers: Mapping[str, tuple[str, ...]] = {}
    words: Mapping[str, tuple[str, ...]] = {}


class Cues:
    """All cues and word sets. `digest` is the hash that a dataset's manifest records."""

    def __init__(self, files: Iterable[_File], digest: str, stances: Iterable[StanceFile] = ()) -> None:
        loaded = tuple(files)
        self.stances = Stances(stances)
        self.digest = digest
        self.cues = {c.id: c for f in loaded for c in f.cue}
        self.speakers = {kind: frozenset(words) for f in loaded for kind, words in f.speakers.items()}
        self.sets = {name: frozenset(words) for f in loaded for name, words in f.words.items()}
        self.by_verb = _index(self.cues.values(), "verbs")
        self.by_noun = _index(self.cues.values(), "nouns")

    def words(self) -> frozenset[str]:
        """Return every first lemma that can open a statement, for the gate."""
        return frozenset({*self.by_verb, *self.by_noun, *self.sets.get("phrase_openers", ()), *self.stances.words()})


def load_cues(user: Iterable[str] = ()) -> Cues:
    """Load the package's cues and then the user's folders or files named `cues*.toml` and `stances*.toml`; a user's entry replaces one with the same id.

    Raises DataError with file and field for an entry that is not well-formed.
    """
    package = package_data("statements")
    sources: list[Source] = [*walk(package), *(f for name in user for f in _user_files(Path(name)))]
    cues = [read_cues(s) for s in sources if s.name.startswith("cues")]
    stances = [read_stances(s) for s in sources if s.name.startswith("stances")]
    return Cues(cues, digest(package, *map(Path, user)), stances)


def read_cues(source: Source) -> _File:
    """Read one TOML file of cues. Raises DataError naming file and field."""
    try:
        return msgspec.convert(read_toml(source), _File)
    except msgspec.ValidationError as error:
        raise DataError(f"{source.name}: {error}") from error


def _user_files(path: Path) -> list[Source]:
    if not path.exists():
        raise DataError(f"{path}: no such lexicon file or folder")
    return [f for f in ([path] if path.is_file() else walk(path)) if f.name.endswith(".toml")]


def _index(entries: Iterable[Cue], field: str) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Map the first word of each surface to (its words, entry), longest surfaces first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for entry in entries:
        for surface in getattr(entry, field):
            words = tuple(surface.split())
            found.setdefault(words[0], []).append((words, entry))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}
