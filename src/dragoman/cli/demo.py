"""`dragoman demo`: the bundled news archive into a dataset, the record of one article, a summary, and what to try next."""

import shlex
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import chdir
from importlib.resources import as_file
from pathlib import Path
from tempfile import mkdtemp

from rich.console import Console, Group
from rich.text import Text

from dragoman.article.identity import article_id
from dragoman.cli.coding import Codes, Run, Source, loaded
from dragoman.cli.labels import plural
from dragoman.cli.layout import Narrow, section
from dragoman.cli.progress import Meter
from dragoman.cli.render import SHORT_ID, record
from dragoman.cli.settings import config_of
from dragoman.cli.summary import closing
from dragoman.cli.terminal import forgive_encodings, look, messages, output, say
from dragoman.dataset.queries import Dataset, open_dataset
from dragoman.dataset.store import Store
from dragoman.inputs.files import measure, read
from dragoman.lexicon.tables import package_data
from dragoman.records import Event, Reading

ARCHIVE = "examples/archive"
SHOWN = "tashkent-water-accord.html"
QUERY = '"SELECT type, count(*) FROM events GROUP BY type ORDER BY 2 DESC"'
PROGRAM = "dragoman"
SUFFIXES = (".html", ".txt", ".jsonl")


def run(arguments: Namespace) -> int:
    """Code the archive, show what came out, and return the exit status."""
    forgive_encodings()
    out = Path(arguments.out).resolve() if arguments.out else Path(mkdtemp(prefix="dragoman-")) / "example.dragoman"
    config = config_of(arguments)
    meter = Meter(messages(), quiet=arguments.quiet)
    with (
        meter,
        as_file(package_data(ARCHIVE)) as folder,
        chdir(folder),  # so that articles have the same names everywhere
        loaded(config) as coder,
    ):
        meter.begin()
        done = _code(coder, out, meter)
    console = output()
    with open_dataset(out) as dataset:
        shown = _shown(dataset)
        console.print(record(shown, look(console)))
        if done.tally.articles:
            console.print(closing(done.tally, meter.seconds))
        _next(console, arguments.out or str(out), dataset, shown)
    return done.close()


def _code(coder: Codes, out: Path, meter: Meter) -> Run:
    """Code the archive into the dataset; what is there already is not coded again."""
    files = sorted(file.name for file in Path().iterdir() if file.suffix in SUFFIXES)
    meter.total = measure(files)
    say(f"coding {plural(len(files), 'file')} of an invented news archive")
    with Store(out, coder.manifest) as store:
        source = Source(known=lambda raw: store.has(article_id(raw)))
        done = Run(source, meter, sinks=[store.add], lost=store.add_problem)
        raws = read(files, max_bytes=coder.config.max_bytes, progress=source.read)
        done.take(coder.code_many(source.items(raws)), shown=False)
        meter.clear()
    return done


def _shown(dataset: Dataset) -> Reading:
    found = dataset.sql("SELECT id FROM articles ORDER BY (uri = ?) DESC, id LIMIT 1", [SHOWN]).fetchall()
    return dataset.reading_of(found[0][0])


def _next(console: Console, out: str, dataset: Dataset, shown: Reading) -> None:
    """Print commands that work on what was just coded; each stays on one line, to be copied."""
    rows = dataset.rows
    console.print(Narrow(Group(section("Where it is"), Text())))
    console.print(
        f"    {plural(rows['articles'], 'article')}, {plural(rows['events'], 'event')} in {out}", soft_wrap=True
    )
    console.print(Narrow(Group(section("What to try next"), Text())))
    for command in _commands(out, shown.events):
        console.print(f"    {command}", soft_wrap=True)
    console.print()


def _commands(out: str, events: Sequence[Event]) -> Iterator[str]:
    program = _program()
    yield f"{program} info {out}"
    if events:
        yield f"{program} explain {out} {_telling(events).id[:SHORT_ID]}"
    yield f"{program} sql {out} {QUERY}"
    yield f'{program} explain "Kenya recalled its ambassador from Sudan on Monday." --published 2024-03-14'
    yield f"{program} code YOUR-ARTICLE.html"


def _program() -> str:
    """Return what to type for this program: its path where the shell would not find it, as in a fresh checkout."""
    started = Path(sys.argv[0])
    if started.name != PROGRAM or shutil.which(PROGRAM):
        return PROGRAM
    inside = started.is_relative_to(Path.cwd())
    return shlex.quote(str(started.relative_to(Path.cwd()) if inside else started))


def _telling(events: Sequence[Event]) -> Event:
    """Return the event that is best worth an explanation: the surest of a conflict, else the surest of all."""
    return max(events, key=lambda event: (event.quad >= 3, event.confidence))
