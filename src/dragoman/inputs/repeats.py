"""Documents that come twice in one run."""

import hashlib
from collections.abc import Iterable, Iterator

from dragoman.records import Problem, RawDocument

REMEMBERED = 500_000  # documents; beyond that far apart a repeat is no longer noticed, and memory stays bounded


class Repeats:
    """What was seen lately: hashes of names, each with a hash of what came under it."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._seen: dict[int, int] = {}

    def without(self, documents: Iterable[RawDocument | Problem]) -> Iterator[RawDocument | Problem]:
        """Pass on all but exact repeats; report those, and ids under which different texts come."""
        for document in documents:
            problem = None if isinstance(document, Problem) else self._repeated(document)
            if problem is not None:
                yield problem
            if problem is None or problem.done != LEFT_OUT:
                yield document

    def _repeated(self, raw: RawDocument) -> Problem | None:
        name, content = _hash(raw.id or raw.uri), _content(raw)
        before = self._seen.get(name)
        self._remember(name, content)
        if before is None or (before != content and not raw.id):
            return None  # another capture of the same address is a version, not a repeat
        if before == content:
            return _problem(raw, "came before with the same text", LEFT_OUT)
        return _problem(raw, "came before with another text", "read all the same, as an article of its own")

    def _remember(self, name: int, content: int) -> None:
        self._seen[name] = content
        if len(self._seen) > self._remembered:
            del self._seen[next(iter(self._seen))]


LEFT_OUT = "left out"


def _problem(raw: RawDocument, what: str, done: str) -> Problem:
    named = f"id {raw.id!r}" if raw.id else "this address"
    return Problem(subject=raw.uri, stage="input", kind="duplicate_id", message=f"{named} {what}", done=done)


def _content(raw: RawDocument) -> int:
    return _hash(raw.data if raw.data is not None else raw.text or "")


def _hash(value: str | bytes) -> int:
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())
