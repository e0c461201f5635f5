"""Documents that come twice in one run."""

import hashlib
from collections.abc import Iterable, Iterator

from dragoman.inputs.columns import problem
from dragoman.records import Problem, RawDocument

REMEMBERED = 200_000  # documents; a repeat further apart is no longer noticed here, so that memory stays bounded
LEFT_OUT = "left out"


class Repeats:
    """What was seen lately: hashes of names, each with a hash of what came under it."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._seen: dict[int, int] = {}

    def without(self, documents: Iterable[RawDocument | Problem]) -> Iterator[RawDocument | Problem]:
        """Pass on all but exact repeats; report those, and ids under which a different text comes."""
        for document in documents:
            found = None if isinstance(document, Problem) else self._repeated(document)
            if found is not None:
                yield found
            if found is None or found.done != LEFT_OUT:
                yield document

    def _repeated(self, raw: RawDocument) -> Problem | None:
        name, content = _hash(raw.id or raw.uri), _hash(raw.data if raw.data is not None else raw.text or "")
        before = self._seen.pop(name, None)
        self._seen[name] = content
        if len(self._seen) > self._remembered:
            del self._seen[next(iter(self._seen))]
        if before is None or (before != content and not raw.id):
            return None  # another capture of the same address is a version, not a repeat
        named = f"the id {raw.id!r}" if raw.id else "this address"
        if before == content:
            return problem(raw.uri, "duplicate_id", f"{named} came before, with the same text", LEFT_OUT)
        return problem(
            raw.uri, "duplicate_id", f"{named} came before, with another text", "read as an article of its own"
        )


def _hash(value: str | bytes) -> int:
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())
