"""A second reader: draw sentences without their labels, and measure agreement with what comes back.

python training/review.py draw training/sentences --count 300 > unlabelled.txt     # `s>r ?` for each labelled pair of sides
python training/review.py compare training/sentences training/review/*.txt
"""

import argparse
import hashlib
import random
import sys
from collections import Counter
from pathlib import Path

from data import Example, Label, read_file, read_folder


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
    else:
        _compare(read_folder(options.folder), [e for f in options.files for e in read_file(f)])


def _drawn(folder: Path, count: int) -> list[str]:
    """Return the sentences whose hash is smallest, each with the sides of its labels in an order that tells nothing."""
    lines = [
        line
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    chosen = sorted(lines, key=lambda line: hashlib.sha256(line.encode()).hexdigest())[:count]
    return [_unlabelled(line) for line in chosen]


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


def _at(example: Example, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> list[Label]:
    wanted = (frozenset(sides[0]), frozenset(sides[1]))
    return [la for la in example.labels if (frozenset(la.sources), frozenset(la.recipients)) == wanted]


def _types(labels: list[Label]) -> tuple[str, ...]:
    return tuple(sorted({la.type for la in labels}))


def _modes(labels: list[Label]) -> frozenset[str]:
    return frozenset(m for la in labels for m in la.modes)


if __name__ == "__main__":
    main()
