"""Fit the likelihood of events: how likely what is proposed is told, given the rule's score and what the model holds of it.

    python training/calibrate.py POOL [--settings src/dragoman/data/decider/settings.json]

POOL is the file with the text of the frozen sample (gold/wikinews50) and of the development articles (gold/wikinews_dev). The curve is fitted on the latter and on that half of the former which may be
read, to everything that the coder would propose if no threshold held it back; then, with the new curve and the thresholds of the settings, precision by confidence and the expected
calibration error are printed for the half that is only scored. Right means: an event of that type is labelled in that sentence. Run in dragoman's own environment.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import msgspec
from fitting import fit, report

from dragoman.config import Config
from dragoman.evaluate.cases import as_given, read_jsonl
from dragoman.evaluate.frozen import DEVELOPMENT, SAMPLE, halves, same_event
from dragoman.evaluate.labels import event_label, read_labels
from dragoman.events.confidence import features
from dragoman.events.decide import Settings
from dragoman.events.draft import Draft
from dragoman.language.curve import likelihood
from dragoman.pipeline import Coder
from dragoman.records import Event, Problem

THRESHOLDS = (0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)
OPEN = 0.1  # share from which words are looked at while fitting


class Case(NamedTuple):
    """An event that was coded, and whether it is labelled."""

    half: str
    draft: Draft
    event: Event
    right: bool
    happened: bool  # and it is labelled as having happened


def main() -> None:
    """Fit, write, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool", type=Path)
    parser.add_argument("--settings", type=Path, default=Path("src/dragoman/data/decider/settings.json"))
    options = parser.parse_args()
    settings = msgspec.json.decode(options.settings.read_bytes(), type=Settings)
    everything = msgspec.structs.replace(settings, least=0.0, vouched=0.0, alone=OPEN, spot=OPEN)
    proposed = list(_cases(options.pool, everything))
    learned = [c for c in proposed if c.half != "score"]
    weights = fit([_features(c.draft) for c in learned], [c.right for c in learned])
    settings = msgspec.structs.replace(settings, weights=weights)
    options.settings.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n")
    sys.stdout.write(
        f"constant, rule, word, spot, open sides, no entry, lacking entry, short of actors, unpublic: {weights}\n"
    )
    _thresholds(proposed, weights)
    kept = list(_cases(options.pool, settings))
    for half in ("read", "dev", "score"):
        some = [c for c in kept if c.half == half]
        report(f"{half} half, events", [_sure(c, weights) for c in some], [c.right for c in some])


def _cases(pool: Path, settings: Settings) -> Iterator[Case]:
    coder = Coder(Config(clean=False))
    if coder.decider is None:
        raise SystemExit("calibrate: there is no decider to fit; do not set --fast")
    coder.decider = replace(coder.decider, settings=settings)
    wanted = read_labels(SAMPLE / "labels.jsonl") | read_labels(DEVELOPMENT / "labels.jsonl")
    half = halves(SAMPLE)
    for row in read_jsonl(pool):
        if row["id"] not in wanted:
            continue
        traced = coder.trace(as_given(row["id"], row["text"], published=row["date"], title=row["title"]))
        if isinstance(traced, Problem):
            continue
        for trace in traced[2]:
            for draft, event in zip(trace.drafts, trace.events, strict=True):
                label = event_label(event)
                same = [other for other in wanted[row["id"]].events if same_event(label, other)]
                yield Case(half.get(row["id"], "dev"), draft, event, bool(same), any(o.current for o in same))


def _thresholds(cases: Sequence[Case], weights: tuple[float, ...]) -> None:
    """Print, for events that happened and that are likely enough, how many there are and how many of them are labelled as such, by threshold."""
    sys.stdout.write("\nlikelihood from      " + "".join(f"{half:>22}" for half in ("read", "dev", "score")) + "\n")
    for least in THRESHOLDS:
        cells = []
        for half in ("read", "dev", "score"):
            some = [c for c in cases if c.half == half and c.event.current and _sure(c, weights) >= least]
            cells.append(
                f"{len(some):6} right {sum(c.happened for c in some):3} ({sum(c.happened for c in some) / max(1, len(some)):.2f})"
            )
        sys.stdout.write(f"  {least:.2f}               " + "".join(f"{c:>22}" for c in cells) + "\n")


def _sure(case: Case, weights: tuple[float, ...]) -> float:
    return likelihood(_features(case.draft), weights)


def _features(draft: Draft) -> tuple[float, ...]:
    if draft.opinion is None:
        raise SystemExit("calibrate: a draft was not weighed")
    return features(draft, draft.type, draft.entry, draft.opinion)


if __name__ == "__main__":
    main()
