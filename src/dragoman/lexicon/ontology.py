"""The event ontology as data: PLOVER's types, modes, contexts and sectors, its intensity scale, and the CAMEO crosswalk both ways."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import DataError
from dragoman.lexicon.tables import package_data, read_csv, read_toml
from dragoman.records import Record

# CAMEO's appeals are numbered like its demands: 023 appeals for the aid that 103 demands (plover.md 4.9.15).
APPEAL, DEMAND = "02", "10"
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})  # PLOVER puts all participants of these on the source side
FILES = ("plover.toml", "crosswalk.csv", "to_cameo.csv", "goldstein.csv")


class Mode(Record, kw_only=True):
    """A mode of a type; `intensity` None takes the type's."""

    intensity: float | None = None
    definition: str = ""


class EventType(Record, kw_only=True):
    """One of the types, with its quad class (1, 2 cooperation verbal, material; 3, 4 conflict) and intensity (-10 to 10)."""

    quad: int
    recipient_required: bool
    intensity: float
    definition: str
    modes: Mapping[str, Mode] = {}


class Ontology:
    """Types, modes, contexts and sectors by name, and what follows from them.

    `definitions` says in words what a context, a sector or a CAMEO root (two digits) means, where the table says it.
    """

    def __init__(
        self,
        table: Mapping[str, Any],
        crosswalk: list[dict[str, str]],
        to_cameo: list[dict[str, str]],
        goldstein: list[dict[str, str]],
    ) -> None:
        self.version = str(table["version"])
        self.types = msgspec.convert(table["types"], dict[str, EventType])
        self.contexts = frozenset(table["contexts"])
        self.sectors = frozenset(table["sectors"])
        self.definitions = _definitions(table, "contexts", "sectors", "cameo")
        self._crosswalk = crosswalk
        self._to_cameo = {(r["type"], r["mode"], r["context"]): r["cameo"] for r in to_cameo}
        self._goldstein = {r["cameo"]: float(r["goldstein"]) for r in goldstein}

    def check(self, event_type: str, modes: Iterable[str] = (), contexts: Iterable[str] = ()) -> str:
        """Return what is wrong with a coding, "" if nothing is."""
        if event_type not in self.types:
            return f"{event_type!r} is not one of {', '.join(self.types)}"
        wrong_mode = next((m for m in modes if m not in self.types[event_type].modes), None)
        if wrong_mode is not None:
            return f"{event_type} has no mode {wrong_mode!r}"
        wrong_context = next((c for c in contexts if c not in self.contexts), None)
        return f"{wrong_context!r} is not a context" if wrong_context is not None else ""

    def quad(self, event_type: str) -> int:
        """Return the quad class of a type."""
        return self.types[event_type].quad

    def intensity(self, event_type: str, modes: Iterable[str] = ()) -> float:
        """Return the most extreme intensity among the modes; one without a figure, or none, takes the type's."""
        known = self.types[event_type]
        found = (known.modes[m].intensity for m in modes)
        return max((known.intensity if i is None else i for i in found), key=abs, default=known.intensity)

    def cameo(self, event_type: str, modes: Iterable[str] = (), contexts: Iterable[str] = ()) -> str | None:
        """Return the coarsest CAMEO code that is true of a coding, None where CAMEO has none (plover.md 4.9.16)."""
        for mode in (*modes, ""):
            for context in (*contexts, ""):
                if (event_type, mode, context) in self._to_cameo:
                    return self._to_cameo[event_type, mode, context] or None
        return None

    def deepest(
        self, hint: str, event_type: str, modes: Iterable[str] = (), contexts: Iterable[str] = ()
    ) -> str | None:
        """Return the deepest CAMEO code that the words support: an entry's `hint`, or what contexts make of it under the same root.

        A demand whose entry hints at an appeal becomes the appeal of the same number.
        """
        found = self.cameo(event_type, modes, contexts)
        if hint.startswith(APPEAL) and found is not None and found.startswith(DEMAND):
            return APPEAL + found[len(DEMAND) :]
        if not hint or (found is not None and _deepens(found, hint)):
            return found
        return hint

    def goldstein(self, cameo: str) -> float | None:
        """Return the Goldstein score of a CAMEO code: its own or that of the longest code it begins with."""
        prefixes = (cameo[:size] for size in range(len(cameo), 1, -1))
        return next((self._goldstein[p] for p in prefixes if p in self._goldstein), None)

    def cameo_codes(self) -> tuple[str, ...]:
        """Return the CAMEO codes that the crosswalk knows, in order."""
        return tuple(dict.fromkeys(row["cameo"] for row in self._crosswalk))

    def from_cameo(self, cameo: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Return the PLOVER readings (type, mode, contexts) of a CAMEO code; none for statements and appeals, which PLOVER drops."""
        rows = (r for r in self._crosswalk if r["cameo"] == cameo)
        return tuple((r["type"], r["mode"], tuple(c for c in r["contexts"].split(";") if c)) for r in rows)


def _definitions(table: Mapping[str, Any], *names: str) -> dict[str, str]:
    """Return what the named parts of the table say in words; a part may be a mere list of names."""
    return {
        key: str(words) for name in names if isinstance(table.get(name), Mapping) for key, words in table[name].items()
    }


def _deepens(code: str, hint: str) -> bool:
    """Tell whether a code says more than another of the same branch: 1121 more than 112, 073 more than the unspecified 070."""
    if code == hint:
        return False
    return code.startswith(hint) or (hint[2:] == "0" and code[:2] == hint[:2] and not code.endswith("0"))


def load_ontology(folder: Path | None = None) -> Ontology:
    """Load the package's ontology, or a user's folder with the same four files.

    Raises DataError where a file is missing or not well-formed.
    """
    base = folder or package_data("ontology")
    missing = [name for name in FILES if not base.joinpath(name).is_file()]
    if missing:
        raise DataError(f"{base}: an ontology is a folder with {', '.join(FILES)}; it lacks {', '.join(missing)}")
    try:
        tables = [read_csv(base.joinpath(name)) for name in FILES[1:]]
        return Ontology(read_toml(base.joinpath(FILES[0])), *tables)
    except (KeyError, msgspec.ValidationError) as error:
        raise DataError(f"{base}: {error}") from error
