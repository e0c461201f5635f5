"""What actors cost: loading the base (seconds, memory), and finding actors as a share of the parse.

    python benchmarks/actors.py [JSONL with `text` and, if it has one, `date` | nothing: the bundled archive]

Prints CPU seconds of this process, which other work on the machine disturbs less than the clock does.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from dragoman.actors.resolve import find_actors
from dragoman.config import Config
from dragoman.inputs.files import read
from dragoman.lexicon.tables import package_data
from dragoman.pipeline import Coder, Prepared
from dragoman.records import RawDocument

LOAD = """
import time, tracemalloc
import dragoman.actors.knowledge as knowledge
before = time.process_time()
knowledge.load()
seconds = time.process_time() - before
tracemalloc.start()
base = knowledge.load()
print(seconds, tracemalloc.get_traced_memory()[1] / 1024**2)
"""
ROUNDS = 5


def main(path: str | None = None) -> None:
    """Measure and print."""
    loads = [
        subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True) for _ in range(ROUNDS)
    ]
    figures = [tuple(map(float, done.stdout.split())) for done in loads]
    print(
        f"load: {min(f[0] for f in figures):.3f} s at best of {ROUNDS}, {max(f[1] for f in figures):.0f} MB at most while loading"
    )
    coder = Coder(Config(gate=False, clean=False))
    prepared = [p for raw in documents(path) if isinstance(p := coder._prepare(raw), Prepared)]  # noqa: SLF001
    start = time.process_time()
    parsed = list(coder._parse(prepared))  # noqa: SLF001
    parsing = time.process_time() - start
    start = time.process_time()
    mentions = sum(
        len(find_actors(p, q.article, coder.knowledge).mentions) for p, q in zip(parsed, prepared, strict=True)
    )
    finding = time.process_time() - start
    sentences = sum(len(p.sentences) for p in parsed)
    print(f"{len(prepared)} articles, {sentences} sentences, {mentions} mentions")
    print(f"parse {parsing:.2f} s, actors {finding:.2f} s: {finding / parsing:.2f} of the parse")
    print(f"peak memory of the whole process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def documents(path: str | None) -> list[RawDocument]:
    """Return the documents to read: of a JSONL file, else of the bundled archive."""
    if path is None:
        return [r for r in read([str(package_data("examples/archive"))], max_bytes=10**7) if isinstance(r, RawDocument)]
    rows = (json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()[:200])
    return [
        RawDocument(uri=str(n), text=r["text"], published=(r.get("date") or "")[:10] or None)
        for n, r in enumerate(rows)
    ]


if __name__ == "__main__":
    main(*sys.argv[1:2])
