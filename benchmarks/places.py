"""How fast the gazetteer loads and answers, what it holds in memory, and what days and places cost beside the parse.

    python benchmarks/places.py [ARTICLES.jsonl]

Prints one figure a line. With a JSONL of articles (`text`, `published`) it also times `attach` against the parse of the same sentences.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from dragoman.actors.resolve import find_actors
from dragoman.config import Config
from dragoman.events.code import trace_events
from dragoman.pipeline import Coder
from dragoman.records import RawDocument
from dragoman.when_where.attach import attach
from dragoman.when_where.gazetteer import Gazetteer

ROUNDS = 20_000
ARTICLES = 200
KNOWN = ("Nairobi", "Springfield", "Saint-Denis", "Kyiv", "São Paulo", "Al Hudaydah", "Texas", "Black Sea")
MISSPELT = ("Mogadischo", "Kharkhiv", "Bagdhad", "Nouakchot")


def main() -> None:
    """Print the figures."""
    import pyarrow.parquet  # noqa: F401, PLC0415  (its import is not the gazetteer's)

    before = _resident()
    start = time.perf_counter()
    places = Gazetteer()
    print(f"load                {time.perf_counter() - start:8.3f} s")
    print(f"memory              {_resident() - before:8.1f} MB for {len(places):,} places")
    # `find` remembers names; what is behind it is timed, as it is for a name met for the first time.
    print(f"known names         {_rate(places._find, KNOWN, ROUNDS):8,.0f} a second")  # noqa: SLF001
    print(f"unknown words       {_rate(places._find, [f'zq{n}' for n in range(100)], ROUNDS):8,.0f} a second")  # noqa: SLF001
    print(f"remembered names    {_rate(places.find, KNOWN, ROUNDS):8,.0f} a second")
    print(f"other spellings     {_rate(places.near, MISSPELT, 40):8,.0f} a second")
    if len(sys.argv) > 1:
        _beside_the_parse(Path(sys.argv[1]))


def _rate(ask: Callable[[str], object], names: Iterable[str], rounds: int) -> float:
    asked = list(islice((n for _ in range(rounds) for n in names), rounds))
    start = time.perf_counter()
    for name in asked:
        ask(name)
    return rounds / (time.perf_counter() - start)


def _resident() -> float:
    """Return the megabytes of memory that the process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1_000_000


def _beside_the_parse(path: Path) -> None:
    coder = Coder(Config())
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, ARTICLES)]
    raws = [
        RawDocument(uri=f"row:{n}", text=r["text"], published=r.get("published"), cleaned=True)
        for n, r in enumerate(rows)
    ]
    prepared = [p for raw in raws if hasattr(p := coder._prepare(raw), "chosen")]  # noqa: SLF001
    start = time.process_time()
    parsed = list(coder._parse(prepared))  # type: ignore[arg-type]  # noqa: SLF001
    parsing = time.process_time() - start
    attaching = 0.0
    for item, tree in zip(prepared, parsed, strict=True):
        article = item.article  # type: ignore[union-attr]
        actors = find_actors(tree, article, coder.knowledge)
        traced = trace_events(tree, actors, coder.lexicon, coder.ontology)
        events = tuple(e for t in traced for e in t.events)
        start = time.process_time()
        attach(tree, article, actors, events)
        attaching += time.process_time() - start
    print(f"parse               {parsing:8.2f} s for {len(prepared)} articles")
    print(f"days and places     {attaching:8.2f} s, {attaching / parsing:.1%} of the parse")


if __name__ == "__main__":
    main()
