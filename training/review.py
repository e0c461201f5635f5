"""A second reader: draw sentences without their labels, and measure agreement with what comes back.

python training/review.py draw training/sentences --count 300 > unlabelled.txt     # `s>r ?` for each labelled pair of sides
python training/review.py compare training/sentences training/review/*.txt
python training/review.py draw training/articles --count 30 > unlabelled.txt       # whole articles, actors marked, nothing labelled
python training/review.py compare training/articles training/review/articles/*.txt
"""

import argparse
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from data import HEAD, NONE, Example, Label, Span, read_file, read_folder

HALF = 0.5


def main() -> None:
    """Draw or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["draw", "compare"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args()
    if options.what == "draw":
        sys.stdout.write("".join(f"{line}\n" for line in _drawn(options.folder, options.count)))
        return
    ours = [*read_folder(options.folder), *read_folder(options.folder, held=True)]
    theirs = [e for f in options.files for e in read_file(f)]
    (_compare_whole if ours[0].whole else _compare)(ours, theirs)


def _drawn(folder: Path, count: int) -> list[str]:
    """Return the articles, or the sentences each with the sides of its labels in an order that tells nothing, whose hash is smallest."""
    articles = [a for path in sorted(folder.glob("*.txt")) for a in _articles(path)]
    if articles:
        chosen = sorted(articles, key=lambda a: hashlib.sha256("".join(a).encode()).hexdigest())[:count]
        return [line.split("||")[0].rstrip() for a in chosen for line in a]
    lines = [
        line
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    chosen = sorted(lines, key=lambda line: hashlib.sha256(line.encode()).hexdigest())[:count]
    return [_unlabelled(line) for line in chosen]


def _articles(path: Path) -> list[list[str]]:
    """Return the lines of each article of a file, none where it holds sentences."""
    found: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(HEAD):
            found.append([line])
        elif found and line.strip():
            found[-1].append(line)
    return found


def _unlabelled(line: str) -> str:
    sentence, *labels = (part.strip() for part in line.split("||"))
    sides = list(dict.fromkeys(label.split()[0] for label in labels))
    random.Random(sentence).shuffle(sides)
    return " || ".join([sentence, *(f"{s} ?" for s in sides)])


def _compare(ours: list[Example], theirs: list[Example]) -> None:
    """Print agreement on the type of each pair of sides, Cohen's kappa, and agreement on modes where the type is the same."""
    by_text = {e.text: e for e in ours}
    pairs = [
        (one, other)
        for e in theirs
        if e.text in by_text
        for sides in {(la.sources, la.recipients) for la in e.labels}
        if (one := _at(by_text[e.text], sides)) and (other := _at(e, sides))
    ]
    types = [(_types(a), _types(b)) for a, b in pairs]
    agree = sum(a == b for a, b in types) / len(types)
    shares = [Counter(t[k] for t in types) for k in (0, 1)]
    chance = sum(shares[0][t] * shares[1][t] for t in shares[0]) / len(types) ** 2
    same = [(a, b) for a, b in pairs if _types(a) == _types(b) != ("NONE",)]
    modes = sum(_modes(a) == _modes(b) for a, b in same) / len(same)
    sys.stdout.write(
        f"{len({id(e) for e in theirs})} sentences, {len(pairs)} pairs: same type {agree:.3f}, kappa {(agree - chance) / (1 - chance):.3f}, "
        f"same modes where the type is the same {modes:.3f} (n {len(same)})\n"
    )
    for (a, b), n in Counter(t for t in types if t[0] != t[1]).most_common(25):
        sys.stdout.write(f"  {n:3} {'+'.join(a)} / {'+'.join(b)}\n")


def _compare_whole(ours: list[Example], theirs: list[Example]) -> None:
    """Print how two readers of whole articles agree: on which words tell an event of which type, who stands on its sides, and what is attributed to whom (F1)."""
    by_text = {e.text: e for e in ours}
    both = [(by_text[e.text], e) for e in theirs if e.text in by_text]
    events = [
        _paired(_events(a), _events(b), lambda x, y: x.type == y.type and _meet(x.trigger, y.trigger)) for a, b in both
    ]
    pairs = [p for some, _ in events for p in some]
    sides = sum((set(a.sources), set(a.recipients)) == (set(b.sources), set(b.recipients)) for a, b in pairs)
    said = [_paired(a.said, b.said, lambda x, y: _shared(x.content, y.content) >= HALF) for a, b in both]
    speakers = [p for some, _ in said for p in some]
    same = sum(a.speaker == b.speaker for a, b in speakers)
    sys.stdout.write(
        f"{len(both)} sentences: events of one type by one word F1 {_f1(events):.3f} (n {sum(n for _, n in events) // 2}), both sides the same {sides / len(pairs):.3f} of these; "
        f"statements with half their content in common F1 {_f1(said):.3f} (n {sum(n for _, n in said) // 2}), the same speaker {same / len(speakers):.3f} of these\n"
    )


def _events(example: Example) -> list[Label]:
    return [la for la in example.labels if la.type != NONE]


def _paired[T](one: Sequence[T], other: Sequence[T], same: Callable[[T, T], bool]) -> tuple[list[tuple[T, T]], int]:
    """Return what two readers have in common, one to one, and how many both have."""
    left, found = list(other), []
    for item in one:
        hit = next((x for x in left if same(item, x)), None)
        if hit is not None:
            left.remove(hit)
            found.append((item, hit))
    return found, len(one) + len(other)


def _f1(counted: Sequence[tuple[Sequence[object], int]]) -> float:
    return 2 * sum(len(some) for some, _ in counted) / max(1, sum(n for _, n in counted))


def _meet(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return shared over all characters of two passages."""
    a, b = ({i for first, last in spans for i in range(first, last)} for spans in (one, other))
    return len(a & b) / max(1, len(a | b))


def _at(example: Example, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> list[Label]:
    wanted = (frozenset(sides[0]), frozenset(sides[1]))
    return [la for la in example.labels if (frozenset(la.sources), frozenset(la.recipients)) == wanted]


def _types(labels: list[Label]) -> tuple[str, ...]:
    return tuple(sorted({la.type for la in labels}))


def _modes(labels: list[Label]) -> frozenset[str]:
    return frozenset(m for la in labels for m in la.modes)


if __name__ == "__main__":
    main()
