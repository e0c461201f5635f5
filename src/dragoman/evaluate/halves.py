"""Every gold set has a half whose errors may be read while developing, and one that is only scored: by a hash of the case's id."""

import hashlib
from collections.abc import Sequence


def readable(case_id: str) -> bool:
    """Tell whether a case belongs to the half that may be read."""
    return hashlib.sha256(case_id.encode()).digest()[0] % 2 == 0


def halves[T](items: Sequence[T], ids: Sequence[str]) -> tuple[list[T], list[T]]:
    """Return the items of the half that may be read, and those of the half that is only scored."""
    read = [item for item, case_id in zip(items, ids, strict=True) if readable(case_id)]
    scored = [item for item, case_id in zip(items, ids, strict=True) if not readable(case_id)]
    return read, scored
