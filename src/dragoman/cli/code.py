"""`dragoman code`: inputs through the coder to the terminal, a JSONL stream or a dataset."""

import sys
from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.article.identity import article_id
from dragoman.cli.coding import Codes, Run, Sink, Source, loaded
from dragoman.cli.labels import plural
from dragoman.cli.progress import Meter
from dragoman.cli.readings import Lines, Table
from dragoman.cli.settings import columns_of, config_of
from dragoman.cli.summary import closing
from dragoman.cli.terminal import forgive_encodings, messages, output, say
from dragoman.errors import ConfigError, DatasetError
from dragoman.inputs.files import measure, read

if TYPE_CHECKING:
    from dragoman.dataset.store import Store

INTERRUPTED = 130


def run(arguments: Namespace) -> int:
    """Code the inputs and return 0, 1 where something could not be coded, or 130 when interrupted."""
    forgive_encodings()
    if arguments.recode and not arguments.out:
        raise ConfigError("--recode says what --out may replace; name the dataset with --out")
    config = config_of(arguments)
    meter = Meter(messages(), quiet=arguments.quiet, total=measure(arguments.inputs), limit=arguments.limit)
    try:
        with meter, loaded(config) as coder:
            meter.begin()
            return _code(arguments, coder, meter)
    except KeyboardInterrupt:
        say(f"interrupted after {plural(meter.articles, 'article')}{_kept(arguments.out)}")
        return INTERRUPTED


def _code(arguments: Namespace, coder: Codes, meter: Meter) -> int:
    with _dataset(arguments, coder) as store:
        source = Source(limit=arguments.limit, known=(lambda raw: store.has(article_id(raw))) if store else None)
        raws = read(
            arguments.inputs,
            columns=columns_of(arguments),
            max_bytes=coder.config.max_bytes,
            progress=source.read,
        )
        shown = _output(arguments)
        sinks: list[Sink] = [*([store.add] if store else []), *([shown.add] if shown else [])]
        run = Run(source, meter, sinks=sinks, lost=store.add_problem if store else None)
        run.take(coder.code_many(source.items(raws)), shown=isinstance(shown, Table) and sys.stdout.isatty())
        meter.clear()
        if shown:
            shown.close()
    return _finish(arguments, run, source, meter)


def _dataset(arguments: Namespace, coder: Codes) -> "Store | nullcontext[None]":
    """Return the dataset to write to, or a context of nothing."""
    if not arguments.out:
        return nullcontext()
    from dragoman.dataset.store import Store  # noqa: PLC0415  (pyarrow and duckdb, only where a dataset is written)

    return Store(Path(arguments.out), coder.manifest, recode=arguments.recode)


def _output(arguments: Namespace) -> Table | Lines | None:
    """Return what writes readings to standard output; nothing where they go to a dataset only."""
    if arguments.format == "jsonl":
        return Lines()
    if arguments.format == "table" or not arguments.out:
        return Table(output(), full=arguments.full)
    return None


def _finish(arguments: Namespace, run: Run, source: Source, meter: Meter) -> int:
    """Tell how it went, and return the exit status."""
    status = run.close()
    if not source.documents and not run.tally.problems:
        say(f"no article in {', '.join(arguments.inputs)}")
        return 1
    several = run.tally.articles > 1 or bool(arguments.out)
    if several and not arguments.quiet:
        messages().print(closing(run.tally, meter.seconds))
    if arguments.out and not arguments.quiet:
        say(_written(arguments.out, run, source))
    return status


def _written(path: str, run: Run, source: Source) -> str:
    new = plural(run.tally.articles, "new article")
    known = f", {source.known:,} already there" if source.known else ""
    return f"{new} in {path}{known}. Look into it with `dragoman info {path}`."


def _kept(path: str | None) -> str:
    """Return what an interrupted run has left in its dataset, in words."""
    if path is None:
        return ""
    from dragoman.dataset.queries import open_dataset  # noqa: PLC0415  (duckdb, only where a dataset was written)
    from dragoman.dataset.store import PART_ITEMS  # noqa: PLC0415

    try:
        with open_dataset(path) as dataset:
            articles = dataset.rows["articles"]
    except DatasetError as error:  # it was not even begun, or cannot be read
        return f"; {error}" if Path(path).exists() else f"; nothing was written to {path}"
    if not articles:
        return f"; {path} holds none of them yet, since articles are written {PART_ITEMS} at a time: the same command begins again"
    held = plural(articles, "article")
    return f"; {path} holds {held}, all of them whole, and the same command goes on from there"
