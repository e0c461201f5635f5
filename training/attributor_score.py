"""Join the attributor's answers with the rules, and measure rules, model and both by PolNeAR's scorer (in dragoman's own environment).

    python training/attributor_score.py GOLD/polnear --held answers-held.jsonl --dev answers-dev.jsonl

Thresholds are chosen on the articles of the training half that `--held` answers for and that were not trained on; the development half is only scored.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.config import Config
from dragoman.evaluate.cases import as_given
from dragoman.evaluate.statements import _scorer, outermost, units
from dragoman.evaluate.tasks import LazyCoder, code_all
from dragoman.records import Reading

Unit = dict[str, Any]
NEVER = 2.0  # a threshold that no probability reaches


class Way(NamedTuple):
    """How rules and model are joined: from which probability the model's own statements count, below which those of the rules do not, from which its contents do."""

    add: float
    keep: float
    content: float


RULES = Way(NEVER, 0.0, NEVER)
# Tried one after the other, each with the best of those before: what to add, what to leave out, whose contents to take.
TRIED = {"add": (0.4, 0.5, 0.6, 0.7, 0.8), "keep": (0.0, 0.1, 0.2, 0.3), "content": (NEVER, 0.0, 0.8, 0.9)}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--held", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--most", type=int, default=100, help="so many held-out articles")
    options = parser.parse_args()
    score = _scorer(options.gold / "dev.jsonl")
    held = _set(options.gold / "train.jsonl", options.held, options.most)
    dev = _set(options.gold / "dev.jsonl", options.dev)
    alone = max((0.3, 0.4, 0.5, 0.6, 0.7), key=lambda t: linked(score, held, lambda _, m: only_model(m, t)))
    way = chosen(score, held)
    sys.stdout.write(f"chosen on {len(held)} articles: alone from {alone}, joined {way}\n")
    for name, cases in (("held", held), ("dev", dev)):
        _print(f"{name}, rules", score, cases, lambda r, m: joined(r, m, RULES))
        _print(f"{name}, model", score, cases, lambda _, m: only_model(m, alone))
        _print(f"{name}, both", score, cases, lambda r, m: joined(r, m, way))


def chosen(score: Any, cases: Sequence["Case"]) -> Way:
    """Return the way of joining that links most on some articles."""
    way = RULES
    for name, values in TRIED.items():
        ways = [way._replace(**{name: v}) for v in values]
        way = max(ways, key=lambda w: linked(score, cases, lambda r, m: joined(r, m, w)))
    return way


class Case(NamedTuple):
    """An article with what the rules and the model find in it."""

    row: Unit
    rules: list[Unit]
    model: list[Unit]


Join = Callable[[list[Unit], list[Unit]], list[Unit]]


def _set(gold: Path, answers: Path, most: int | None = None) -> list[Case]:
    found = {row["id"]: row["answers"] for row in map(json.loads, answers.open(encoding="utf-8"))}
    rows = [row for row in map(json.loads, gold.open(encoding="utf-8")) if row["id"] in found]
    rows = sorted(rows, key=lambda row: random.Random(row["id"]).random())[-most:] if most else rows
    readings = code_all(LazyCoder(Config(clean=False, fast=True)), [as_given(r["id"], r["text"]) for r in rows])
    return [Case(r, of_rules(reading), found[r["id"]]) for r, reading in zip(rows, readings, strict=True)]


def of_rules(reading: Reading | None) -> list[Unit]:
    """Return the outermost statements of a reading as units, each with whether something of it is quoted."""
    told = [s for s in (reading.statements if reading else ()) if s.content[0].part == "text"]
    quoted = {(s.content[0].start, s.content[0].end) for s in told if s.manner in ("direct", "mixed")}
    return [{**u, "quoted": u["content"][0] in quoted} for u in outermost(units(told))]


def only_model(model: Sequence[Unit], least: float) -> list[Unit]:
    """Return the model's statements that are sure enough."""
    return outermost([m for m in model if m["sure"] >= least and m["content"]])


def joined(rules: Sequence[Unit], model: Sequence[Unit], way: Way) -> list[Unit]:
    """Return the statements of rules and model together."""
    told = [m for m in model if m["content"]]
    kept = [joint for r in rules if (joint := _judged(r, [m for m in told if _same(r, m)], way)) is not None]
    more = [m for m in told if m["sure"] >= way.add and not any(_same(r, m) or _shares(r, m) for r in rules)]
    return outermost([*kept, *more])


def _judged(rule: Unit, alike: Sequence[Unit], way: Way) -> Unit | None:
    """Return a statement of the rules as the model leaves it: what is quoted stays as it is."""
    best = max(alike, key=lambda m: m["sure"], default=None)
    if rule["quoted"]:
        return rule
    if (best["sure"] if best else 0.0) < way.keep:
        return None
    if best is None:
        return rule
    content = best["content"] if best["content_sure"] >= way.content else rule["content"]
    return {**rule, "content": content, "source": rule["source"] or best["source"]}


def _same(one: Unit, other: Unit) -> bool:
    return any(s < b and a < e for s, e in one["cue"] for a, b in other["cue"])


def _shares(one: Unit, other: Unit) -> bool:
    """Tell whether two statements tell mostly the same."""
    shared = sum(max(0, min(e, b) - max(s, a)) for s, e in one["content"] for a, b in other["content"])
    return shared > 0.5 * min(sum(e - s for s, e in u["content"]) for u in (one, other))


def linked(score: Any, cases: Sequence[Case], join: Join) -> float:
    """Return F1 of content with source."""
    return float(_scored(score, cases, join)["att.linked"]["f1"])


def _scored(score: Any, cases: Sequence[Case], join: Join) -> dict[str, Any]:
    predicted = {c.row["id"]: {"id": c.row["id"], "attributions": join(c.rules, c.model)} for c in cases}
    result: dict[str, Any] = score({c.row["id"]: c.row for c in cases}, predicted)
    return result


def _print(name: str, score: Any, cases: Sequence[Case], join: Join) -> None:
    result = _scored(score, cases, join)
    sys.stdout.write(f"{name}: {', '.join(_figures(result))}\n")


def _figures(result: dict[str, Any]) -> Iterator[str]:
    for name in ("linked", "detect@.5"):
        values = result[f"att.{name}"]
        yield f"{name} {values['f1']:.3f} ({values['p']:.3f}, {values['r']:.3f})"
    yield from (f"{form} {value:.3f}" for form, value in result["recall_by_form"].items())
    yield f"units {result['n']['pred']} of {result['n']['gold']}"


if __name__ == "__main__":
    main()
