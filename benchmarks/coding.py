"""How fast dragoman codes, beside plain spaCy on the same text in the same run.

    python benchmarks/coding.py FILE.jsonl [--limit N] [--repeat 3] [--parser md|sm] [--no-gate] [--fast]

FILE holds one article a line, with its text under `text` or another name that `dragoman code` knows. Each repeat codes all articles with dragoman
and then parses the same texts with the whole pipeline as `spacy.load` gives it; figures are medians over the repeats, by the processor's time, so that
a busy machine does not distort them (both use one core). Loading is timed apart, by the clock. Tokens are spaCy's and sentences dragoman's, for both.
Memory is the largest that the process ever held, taken before plain spaCy is loaded.
"""

import argparse
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from dragoman.config import Config
from dragoman.inputs.files import read
from dragoman.language import parse
from dragoman.language.sentences import split
from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Reading


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    config = Config(clean=False, parser=arguments.parser, gate=not arguments.no_gate, fast=arguments.fast)
    raws = [item for item in read([arguments.file], max_bytes=config.max_bytes) if isinstance(item, RawDocument)]
    raws = raws[: arguments.limit]
    if not raws:
        sys.exit(f"{arguments.file}: no articles")
    coder, loading = _timed(lambda: Coder(config), time.perf_counter)
    readings, first = _timed(lambda: [r for r in coder.code_many(raws) if isinstance(r, Reading)])
    memory = _peak_megabytes()
    texts = [reading.article.text for reading in readings]
    model = parse._model_path(config.parser)  # noqa: SLF001  (the same model)
    plain, plain_loading = _timed(lambda: spacy.load(model), time.perf_counter)
    tokens, plain_first = _timed(lambda: sum(map(len, plain.pipe(texts))))
    ours, theirs = [first], [plain_first]
    for _ in range(arguments.repeat - 1):
        ours.append(_timed(lambda: sum(1 for _ in coder.code_many(raws)))[1])
        theirs.append(_timed(lambda: sum(1 for _ in plain.pipe(texts)))[1])
    sentences = sum(len(split(reading.article)) for reading in readings)
    _print_counts(arguments.file, readings, tokens, sentences)
    _print_speeds((len(readings), sentences, tokens), ours, theirs)
    ratio = statistics.median(theirs) / statistics.median(ours)
    sys.stdout.write(f"dragoman is {ratio:.2f} times as fast as plain spaCy (1 process, parser {config.parser})\n")
    sys.stdout.write(
        f"loading: dragoman {loading:.1f} s, plain spaCy {plain_loading:.1f} s; peak memory of dragoman {memory:,.0f} MB\n"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file")
    parser.add_argument("--limit", type=int, default=None, help="only the first N articles")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is measured (default 3)")
    parser.add_argument("--parser", choices=("md", "sm"), default="md")
    parser.add_argument("--no-gate", action="store_true", help="parse every sentence")
    parser.add_argument("--fast", action="store_true", help="rules alone, without the trained decider")
    return parser.parse_args()


def _timed[T](work: Callable[[], T], clock: Callable[[], float] = time.process_time) -> tuple[T, float]:
    """Return what some work gives, and the seconds that it took."""
    began = clock()
    result = work()
    return result, clock() - began


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


def _print_counts(file: str, readings: Sequence[Reading], tokens: int, sentences: int) -> None:
    found = Counter(
        events=sum(len(r.events) for r in readings),
        statements=sum(len(r.statements) for r in readings),
        positions=sum(len(r.positions) for r in readings),
    )
    counts = {"articles": len(readings), "sentences": sentences, "tokens": tokens, **found}
    sys.stdout.write(f"{Path(file).name}: " + ", ".join(f"{n:,} {name}" for name, n in counts.items()) + "\n\n")


def _print_speeds(amounts: tuple[int, int, int], ours: Sequence[float], theirs: Sequence[float]) -> None:
    sys.stdout.write(f"{'':12}{'articles/s':>12}{'sentences/s':>13}{'tokens/s':>12}{'seconds, each repeat':>28}\n")
    for name, seconds in (("dragoman", ours), ("plain spaCy", theirs)):
        articles, sentences, tokens = (amount / statistics.median(seconds) for amount in amounts)
        each = " ".join(f"{s:.1f}" for s in seconds)
        sys.stdout.write(f"{name:12}{articles:12.1f}{sentences:13.0f}{tokens:12,.0f}{each:>28}\n")
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
