"""What stays of a text when whole units go: its ranges, the text made of them, and a count of what went."""

from collections import defaultdict
from collections.abc import Sequence

from dragoman.article.units import Unit
from dragoman.records import Furniture, TextMap

SAMPLE = 60  # characters of a furniture sample


def kept_ranges(text: str, units: Sequence[Unit], kinds: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the input that stay: runs of units with the blanks between them, and one gap between two runs.

    `kinds` says for each unit what furniture it is, "" for what stays.
    """
    stays = [i for i, kind in enumerate(kinds) if not kind]
    runs: list[tuple[int, int]] = []
    for before, index in zip([None, *stays], stays, strict=False):
        if before is None:
            runs.append((units[index].start, units[index].end))
        elif index == before + 1:
            runs[-1] = (runs[-1][0], units[index].end)
        else:
            runs[-1:] = _parted(text, runs[-1][0], units[before : index + 1])
    return tuple(runs)


def _parted(text: str, start: int, units: Sequence[Unit]) -> list[tuple[int, int]]:
    """End a run at the first of these units and begin another at the last, keeping the larger of the gaps at both ends of what goes."""
    first, last = units[0], units[-1]
    behind, before = (first.end, units[1].start), (units[-2].end, last.start)
    if text[slice(*before)].count("\n") > text[slice(*behind)].count("\n"):
        return [(start, first.end), (before[0], last.end)]
    return [(start, behind[1]), (last.start, last.end)]


def text_map(ranges: Sequence[tuple[int, int]]) -> tuple[TextMap, ...]:
    """Return where each stretch of the joined ranges stands in the input."""
    found, at = [], 0
    for start, end in ranges:
        found.append(TextMap(text_start=at, input_start=start, length=end - start))
        at += end - start
    return tuple(found)


def counted(units: Sequence[Unit], kinds: Sequence[str]) -> tuple[Furniture, ...]:
    """Count what goes by kind, in the order of first appearance."""
    groups: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit, kind in zip(units, kinds, strict=True):
        if kind:
            groups[kind].append(unit)
    return tuple(_furniture(kind, gone) for kind, gone in groups.items())


def _furniture(kind: str, gone: Sequence[Unit]) -> Furniture:
    sample = " ".join(gone[0].text.split())[:SAMPLE]
    return Furniture(kind=kind, count=len(gone), characters=sum(len(u.text) for u in gone), sample=sample)
