"""Fit the likelihood of statements: how likely a statement is made, by whom it says, given the rule that found it and what the model holds of its cue.

    python training/calibrate_statements.py POOL [--settings src/dragoman/data/decider/statements.json]

POOL is the file with the text of the frozen sample (gold/wikinews50) and of the development articles (gold/wikinews_dev). The curve is fitted on the latter, on that half of the former which may be read, and on
our own articles that are kept from training (data.py: HELD), which count as much as the others together, to everything that rules and model would propose if no threshold held it back. Then precision, recall and F1 are printed by threshold, and
with that of the settings how well confidence is calibrated on the half that is only scored. Right means: a statement with mostly the same content and the same speaker is labelled.
Run in dragoman's own environment.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
from data import HELD
from fitting import fit, report
from own import own_articles

from dragoman.config import Config
from dragoman.evaluate.cases import as_given, read_jsonl
from dragoman.evaluate.frozen import DEVELOPMENT, SAMPLE, halves, same_content, same_statement
from dragoman.evaluate.labels import Labels, StatementLabel, read_labels, statement_label
from dragoman.language.curve import likelihood
from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Statement
from dragoman.statements.attributor import Attributor, Settings, features
from dragoman.statements.draft import Page

THRESHOLDS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
SETS = ("own", "dev", "read", "score")


class Case(NamedTuple):
    """A statement that was proposed, and whether it is labelled: with its speaker, its content alone."""

    half: str
    features: tuple[float, ...]
    right: bool
    content: bool


def main() -> None:
    """Fit, write, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool", type=Path)
    parser.add_argument("--settings", type=Path, default=Path("src/dragoman/data/decider/statements.json"))
    parser.add_argument("--own", type=Path, default=Path(__file__).with_name("articles"))
    options = parser.parse_args()
    settings = msgspec.json.decode(options.settings.read_bytes(), type=Settings)
    documents = [*_own(options.own), *_labelled(options.pool)]
    wanted = {half: sum(len(la.statements) for h, _, la in documents if h == half) for half in SETS}
    cases = list(_cases(documents, msgspec.structs.replace(settings, least=0.0)))
    learned = [c for c in cases if c.half != "score"]
    own = sum(c.half == "own" for c in learned)
    share = (len(learned) - own) / max(1, own)  # our own articles count as much as all others together
    counting = [share if c.half == "own" else 1.0 for c in learned]
    weights = fit([c.features for c in learned], [c.right for c in learned], counting)
    options.settings.write_bytes(
        msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(settings, weights=weights)), indent=1) + b"\n"
    )
    sys.stdout.write(f"weights {weights}\n")
    _thresholds(cases, wanted, weights)
    kept = [c for c in cases if c.half == "score" and likelihood(c.features, weights) >= settings.least]
    report("scored half, statements", [likelihood(c.features, weights) for c in kept], [c.right for c in kept])


def _own(folder: Path) -> Iterator[tuple[str, RawDocument, Labels]]:
    for path in sorted(folder.glob("*.txt")):
        yield from (("own", *row) for number, row in enumerate(own_articles(path), 1) if number % HELD == 0)


def _labelled(pool: Path) -> Iterator[tuple[str, RawDocument, Labels]]:
    wanted = read_labels(SAMPLE / "labels.jsonl") | read_labels(DEVELOPMENT / "labels.jsonl")
    half = halves(SAMPLE)
    for row in read_jsonl(pool):
        if row["id"] in wanted:
            raw = as_given(row["id"], row["text"], published=row["date"], title=row["title"])
            yield half.get(row["id"], "dev"), raw, wanted[row["id"]]


class Listening(Attributor):
    """An attributor that lets everything pass, and keeps it with the page that it stood on."""

    def weigh(self, page: Page, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Yield the statements as they are, in their order."""
        found = list(statements)
        self.heard_of.append((page, found))
        return iter(found)

    @cached_property
    def heard_of(self) -> list[tuple[Page, list[Statement]]]:
        """What passed, article by article."""
        return []


def _cases(documents: Sequence[tuple[str, RawDocument, Labels]], settings: Settings) -> Iterator[Case]:
    coder = Coder(Config(clean=False))
    if coder.decider is None:
        raise SystemExit("calibrate_statements: there is no model to fit; do not set --fast")
    for half, raw, labels in documents:
        coder.attributor = listening = Listening(coder.decider.judge, settings)
        coder.code(raw)
        for page, found in listening.heard_of:
            told = [statement_label(s) for s in found]
            both, content = (_matched(told, labels.statements, same) for same in (same_statement, same_content))
            for at, (statement, heard) in enumerate(zip(found, listening.hear(page, found), strict=True)):
                yield Case(half, features(statement, heard), at in both, at in content)


def _matched(
    found: Sequence[StatementLabel],
    wanted: Sequence[StatementLabel],
    same: Callable[[StatementLabel, StatementLabel], bool],
) -> frozenset[int]:
    """Return which of the found are labelled, one to one in order."""
    left, right = list(wanted), set()
    for at, statement in enumerate(found):
        hit = next((w for w in left if same(statement, w)), None)
        if hit is not None:
            left.remove(hit)
            right.add(at)
    return frozenset(right)


def _thresholds(cases: Sequence[Case], wanted: dict[str, int], weights: Sequence[float]) -> None:
    """Print precision, recall and F1 of statements with their speaker, and F1 of contents, by threshold and set."""
    sys.stdout.write("\nlikelihood from" + "".join(f"{half:>32}" for half in SETS) + "\n")
    for least in THRESHOLDS:
        cells = []
        for half in SETS:
            some = [c for c in cases if c.half == half and likelihood(c.features, weights) >= least]
            precision, recall = (sum(c.right for c in some) / max(1, n) for n in (len(some), wanted[half]))
            content = 2 * sum(c.content for c in some) / max(1, len(some) + wanted[half])
            cells.append(f"{precision:.3f} {recall:.3f} F {_f1(precision, recall):.3f} ({content:.3f})")
        sys.stdout.write(f"  {least:.2f}         " + "".join(f"{c:>32}" for c in cells) + "\n")


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    main()
