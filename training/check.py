"""Check training sentences: form, types and modes, duplicates, and that no eight words in a row stand in a gold set.

python training/check.py training/sentences/*.txt [--gold FOLDER]
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data import NONE, Example, Malformed, read_file

from dragoman.lexicon.ontology import load_ontology

WORD = re.compile(r"\w+")
SIZE = 8


def main() -> int:
    """Print what is wrong and how labels are spread; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--gold", type=Path)
    options = parser.parse_args()
    examples, wrong = _read(options.files)
    wrong += list(_unknown(examples))
    wrong += list(_twice(examples))
    if options.gold:
        wrong += list(_shared(examples, options.gold))
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    labels = [label for e in examples for label in e.labels]
    types = Counter(label.type for label in labels)
    modes = Counter(f"{label.type}/{m}" for label in labels for m in label.modes)
    flags = Counter(f for label in labels for f in label.flags)
    sys.stdout.write(
        f"{len(examples)} sentences, {len(labels)} labels\n{dict(types.most_common())}\n{dict(modes.most_common())}\n{dict(flags.most_common())}\n"
    )
    return 1 if wrong else 0


def _read(files: list[Path]) -> tuple[list[Example], list[str]]:
    examples: list[Example] = []
    wrong = []
    for path in files:
        try:
            examples += read_file(path)
        except Malformed as error:
            wrong.append(str(error))
    return examples, wrong


def _unknown(examples: list[Example]) -> Iterator[str]:
    ontology = load_ontology()
    for example in examples:
        for label in example.labels:
            problem = "" if label.type == NONE else ontology.check(label.type, label.modes)
            if problem:
                yield f"{example.where}: {problem}"


def _twice(examples: list[Example]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for example in examples:
        if example.text in seen:
            yield f"{example.where}: the same sentence as {seen[example.text]}"
        seen.setdefault(example.text, example.where)


def _shared(examples: list[Example], gold: Path) -> Iterator[str]:
    ours = {gram: e.where for e in examples for gram in _grams(e.text)}
    for path in sorted(gold.rglob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            for gram in _grams(line):
                if gram in ours:
                    yield f"{ours.pop(gram)}: {gram!r} stands in {path.parent.name}/{path.name}"


def _grams(text: str) -> Iterator[str]:
    words = WORD.findall(text.lower())
    return (" ".join(words[i : i + SIZE]) for i in range(len(words) - SIZE + 1))


if __name__ == "__main__":
    sys.exit(main())
