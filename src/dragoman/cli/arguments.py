"""The words of every command: names, options, help and examples. Nothing heavy is imported here, so that help is quick."""

import argparse
from datetime import date
from textwrap import fill

from dragoman.cli.help import Parser, examples

FIELDS = ("text", "html", "title", "published", "uri", "outlet", "id", "byline")
EXIT_STATUS = "exit status: 0 all went well, 1 some inputs had problems, 2 misuse, 130 interrupted."


def day(words: str) -> str:
    """Return an ISO day as it is; raise for anything else."""
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words!r} is not a day; write it as 2024-03-14") from error


def positive(words: str) -> int:
    """Return a whole number above zero."""
    if not words.isdigit() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is not a whole number above zero")
    return int(words)


def pair(words: str) -> tuple[str, str]:
    """Return (field, column) of "field=column"."""
    field, sign, column = words.partition("=")
    if not (sign and column.strip() and field.strip() in FIELDS):
        raise argparse.ArgumentTypeError(f"{words!r} should be FIELD=COLUMN, with FIELD one of {', '.join(FIELDS)}")
    return field.strip(), column.strip()


def build() -> Parser:
    """Return the parser of the whole command line."""
    parser = Parser(
        prog="dragoman",
        usage="dragoman COMMAND [options]",
        description=fill(
            "dragoman reads news and keeps a record: who did what to whom, when and where, who said what, and which words say so.",
            78,
        ),
        epilog="Try `dragoman demo`, then `dragoman code --help`.\n" + EXIT_STATUS,
    )
    parser.add_argument("--help", "-h", action="help", help="show this help")
    parser.add_argument("--version", action="store_true", help="show the version")
    parser.set_defaults(command="", debug=False, quiet=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser, prog="dragoman")
    for add in (
        _code,
        _demo,
        _explain,
        _dates,
        _places,
        _info,
        _positions,
        _sql,
        _evaluate,
        _ontology,
        _lexicon,
        _actors,
    ):
        add(commands)
    return parser


type Commands = argparse._SubParsersAction[Parser]  # noqa: SLF001  (argparse gives it no public name)


def _command(commands: Commands, name: str, arguments: str, summary: str, description: str, shown: str) -> Parser:
    paragraphs = "\n\n".join(fill(" ".join(p.split()), 78) for p in description.split("\n\n"))
    parser = commands.add_parser(
        name,
        usage=f"dragoman {name} {arguments}".rstrip(),
        help=summary,
        description=paragraphs,
        epilog=shown + "\n\n" + EXIT_STATUS,
    )
    parser.set_defaults(command=name)
    return parser


def _common(parser: Parser) -> None:
    group = parser.add_argument_group("help and diagnosis")
    group.add_argument(
        "--debug", action="store_true", help="show the traceback of an unexpected error (also DRAGOMAN_DEBUG=1)"
    )
    group.add_argument("--help", "-h", action="help", help="show this help")


def _coding(parser: Parser) -> None:
    group = parser.add_argument_group("coding")
    group.add_argument(
        "--actors", metavar="FILE", action="append", help="a CSV file or folder of your own actors; may be repeated"
    )
    group.add_argument(
        "--lexicon",
        metavar="DIR",
        action="append",
        help="a folder of your own event and statement entries; may be repeated",
    )
    group.add_argument(
        "--parser", choices=("md", "sm"), metavar="md|sm", help="the language model: md (default) is better, sm lighter"
    )
    group.add_argument(
        "--fast", action="store_true", help="rules alone, without the trained decider: faster, and less is found"
    )
    group.add_argument(
        "--config", metavar="FILE", help="settings to start from (default: ./dragoman.toml where there is one)"
    )


def _code(commands: Commands) -> None:
    parser = _command(
        commands,
        "code",
        "INPUT… [options]",
        "read articles and record what they report",
        """Read articles and record the events, statements and positions that they report. An INPUT is a file (text, HTML, JSONL, CSV, Parquet, WARC, any of
        them gzipped), a folder, a glob in quotes, or - for standard input; the format is detected from the content, not the name.

        One article is shown as a full record, several as one line each with their events. Readings go to standard output, everything else to standard error.
        With --out they are written to a dataset instead, unless --format asks for both.""",
        examples(
            ("one article, as a record to read", "dragoman code article.html"),
            (
                "an archive into a dataset, with four workers",
                "dragoman code 'archive/**/*.html' --out events.dragoman --jobs 4",
            ),
            (
                "a JSONL whose columns have other names",
                "dragoman code wire.jsonl --map text=body,published=created_at --format jsonl",
            ),
            ("a text without a date, from the clipboard or a pipe", "pbpaste | dragoman code - --published 2024-03-14"),
        ),
    )
    parser.add_argument("inputs", metavar="INPUT", nargs="+", help="file, folder, 'glob' or - ")
    _given(parser)
    _written(parser)
    _coding(parser)
    _common(parser)


def _given(parser: Parser) -> None:
    given = parser.add_argument_group("input")
    given.add_argument(
        "--published", metavar="DATE", type=day, help="publication day of articles that state none, as 2024-03-14"
    )
    given.add_argument("--outlet", metavar="NAME", help="outlet of articles that state none")
    given.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        type=_pairs,
        action="append",
        help=f"which column of a table holds a field, as text=body; several with commas or repeated. Fields: {', '.join(FIELDS)}",
    )
    given.add_argument("--no-clean", action="store_true", help="code the text exactly as given, page furniture and all")
    given.add_argument("--limit", metavar="N", type=positive, help="stop after N articles")


def _written(parser: Parser) -> None:
    written = parser.add_argument_group("output")
    written.add_argument(
        "--out", metavar="DATASET", help="write to this dataset folder; coding the same articles again adds nothing"
    )
    written.add_argument(
        "--recode", action="store_true", help="let --out replace what another version of the coder wrote"
    )
    written.add_argument(
        "--format",
        choices=("table", "jsonl"),
        metavar="table|jsonl",
        help="table (default): to read; jsonl: one reading a line",
    )
    written.add_argument("--full", action="store_true", help="show the full record of every article")
    written.add_argument("--jobs", metavar="N", type=positive, help="worker processes (default 1)")
    written.add_argument(
        "--quiet", "-q", action="store_true", help="no progress and no summary; problems are still told"
    )


def _pairs(words: str) -> list[tuple[str, str]]:
    return [pair(part) for part in words.split(",")]


def _demo(commands: Commands) -> None:
    parser = _command(
        commands,
        "demo",
        "[options]",
        "code the bundled example archive and show what comes out",
        """Code the news archive that comes with dragoman (invented articles on web pages with all their furniture, crawled text and a JSONL export) into a
        dataset, show the full record of one article and a summary, and say what to try next.""",
        examples(
            ("the first thing to run", "dragoman demo"), ("keep the dataset", "dragoman demo --out example.dragoman")
        ),
    )
    parser.add_argument("--out", metavar="DATASET", help="write here instead of a new temporary folder")
    parser.add_argument("--quiet", "-q", action="store_true", help="no progress")
    _coding(parser)
    _common(parser)


def _explain(commands: Commands) -> None:
    parser = _command(
        commands,
        "explain",
        '"SENTENCE" | DATASET EVENT_ID [options]',
        "show why a sentence or an event was coded as it was",
        """Show the clauses of a sentence, its actors and how each is known, every candidate event with the rule and lexicon entry behind it, which one won,
        and why the others lost. With a dataset and an event id (its first characters are enough), explain that event.""",
        examples(
            ("try a sentence", 'dragoman explain "Kenya recalled its ambassador from Sudan on Monday."'),
            ("an event of a dataset", "dragoman explain events.dragoman 3f9ac2d1"),
        ),
    )
    parser.add_argument("what", metavar="SENTENCE | DATASET", help="a sentence in quotes, or a dataset folder")
    parser.add_argument("event", metavar="EVENT_ID", nargs="?", help="the event's id, or its first characters")
    parser.add_argument("--published", metavar="DATE", type=day, help="the day on which the sentence was published")
    _coding(parser)
    _common(parser)


def _dates(commands: Commands) -> None:
    parser = _command(
        commands,
        "dates",
        '"TEXT" [options]',
        "show the days that a text tells of",
        """Show each time expression of a text, the days that it means, how it was read, and what else its words might mean. Without --published, what is
        counted from the day of the text stays open.""",
        examples(
            (
                "days counted from a day",
                'dragoman dates "They met last Thursday and agreed to vote in May." --published 2022-01-12',
            ),
            ("a weekday that leaves some years", 'dragoman dates "On Monday January 10 they spoke."'),
        ),
    )
    parser.add_argument("text", metavar="TEXT", help="a text in quotes, or - for standard input")
    parser.add_argument("--published", metavar="DATE", type=day, help="the day on which the text was published")
    _common(parser)


def _places(commands: Commands) -> None:
    parser = _command(
        commands,
        "places",
        '"TEXT" [options]',
        "show the places that a text names",
        """Show each place name of a text, the place that it means with GeoNames id and coordinates, whether it is where an event happens, an actor or merely
        mentioned, what decided, and what else the name might mean. A country has no point.""",
        examples(
            ("a sentence", 'dragoman places "Troops from Kenya fought rebels near Paris, Texas."'),
            ("with places of your own", 'dragoman places "Shells fell on Camp Ashdown." --places my-places.csv'),
        ),
    )
    parser.add_argument("text", metavar="TEXT", help="a text in quotes, or - for standard input")
    parser.add_argument("--outlet", metavar="NAME", help="the outlet of the text; its domain may name a country")
    parser.add_argument(
        "--places",
        metavar="FILE",
        action="append",
        help="a CSV file of your own places (name, lat, lon, country); may be repeated",
    )
    _coding(parser)
    _common(parser)


def _info(commands: Commands) -> None:
    parser = _command(
        commands,
        "info",
        "DATASET",
        "say what a dataset holds and what made it",
        "Show the tables of a dataset with their rows, the period and outlets that it covers, its events by type, its problems, and the versions that made it.",
        examples(("what is in it", "dragoman info events.dragoman")),
    )
    parser.add_argument("dataset", metavar="DATASET", help="a folder that `dragoman code --out` wrote")
    _common(parser)


def _positions(commands: Commands) -> None:
    parser = _command(
        commands,
        "positions",
        "DATASET [--on WORDS] [--holder WHO] [options]",
        "say who supports and who opposes what, since when",
        """Show who supports and who opposes something, since when, with the sentences that say so. --on takes words of the object in any form, or an actor's name;
        --holder a country code, an actor id or part of a name. Without either, the claims with most positions are listed.

        Positions on the same object are one claim across articles; what joined them is shown, and so is who stands on both sides of one claim.""",
        examples(
            ("who stands where on something", 'dragoman positions events.dragoman --on "color revolution"'),
            (
                "how the positions of a country's holders moved",
                "dragoman positions events.dragoman --holder CHN --over-time",
            ),
            ("one holder on one object", 'dragoman positions events.dragoman --holder "Xi Jinping" --on sanctions'),
            ("to a spreadsheet", "dragoman positions events.dragoman --format csv > positions.csv"),
        ),
    )
    parser.add_argument("dataset", metavar="DATASET", help="a folder that `dragoman code --out` wrote")
    parser.add_argument("--on", metavar="WORDS", help="only positions whose object holds all these words, in any form")
    parser.add_argument("--holder", metavar="WHO", help="only holders of a country (CHN), with this id or name")
    parser.add_argument("--over-time", action="store_true", help="each claim with its positions in the order of days")
    parser.add_argument("--limit", metavar="N", type=positive, help="table: at most N holders or claims a section")
    parser.add_argument(
        "--format",
        choices=("table", "jsonl", "csv"),
        default="table",
        metavar="table|jsonl|csv",
        help="table (default): to read; jsonl and csv: a row for each position",
    )
    _common(parser)


def _sql(commands: Commands) -> None:
    parser = _command(
        commands,
        "sql",
        'DATASET "QUERY" [options]',
        "ask a dataset in SQL",
        """Run one DuckDB query over the tables of a dataset (articles, events, statements, positions, actors, problems), which is opened read-only. The query
        - is read from standard input.""",
        examples(
            (
                "events by type",
                'dragoman sql events.dragoman "SELECT type, count(*) FROM events GROUP BY type ORDER BY 2 DESC"',
            ),
            ("the columns of a table", 'dragoman sql events.dragoman "DESCRIBE events"'),
            ("to a spreadsheet", 'dragoman sql events.dragoman "FROM statements" --format csv > statements.csv'),
        ),
    )
    parser.add_argument("dataset", metavar="DATASET", help="a folder that `dragoman code --out` wrote")
    parser.add_argument("query", metavar="QUERY", help="the query, or - to read it from standard input")
    parser.add_argument(
        "--format",
        choices=("table", "csv", "jsonl"),
        default="table",
        metavar="table|csv|jsonl",
        help="how to print rows (default table)",
    )
    _common(parser)


def _evaluate(commands: Commands) -> None:
    parser = _command(
        commands,
        "evaluate",
        "TASK GOLD [options]",
        "measure against gold data",
        """Code the text of a gold set exactly as given and print precision, recall, F1 and the number of cases, with 95 % intervals. Without TASK and GOLD, list
        the tasks. What went wrong is written to a file of errors to read, outside the project. The exit status is 1 where a gate is not passed.""",
        examples(
            ("which tasks there are", "dragoman evaluate"),
            ("measure one", "dragoman evaluate zsp_plv gold/zsp_plv/train.jsonl"),
            ("the project's own gold, in its checkout", "dragoman evaluate gate gold"),
        ),
    )
    parser.add_argument("task", metavar="TASK", nargs="?", help="the task's name")
    parser.add_argument("gold", metavar="GOLD", nargs="?", help="a gold file or folder")
    parser.add_argument("--limit", metavar="N", type=positive, help="only the first N cases")
    parser.add_argument(
        "--errors", metavar="FILE", help="where to write what went wrong (default: a file in the user's cache folder)"
    )
    parser.add_argument(
        "--accept",
        action="store_true",
        help="for the gate: take what is coded now as its snapshot, after reading the change",
    )
    parser.add_argument("--quiet", "-q", action="store_true", help="only the figures")
    _coding(parser)
    _common(parser)


def _ontology(commands: Commands) -> None:
    parser = _command(
        commands,
        "ontology",
        "[CODE]",
        "say what can be coded and what it means",
        """Show the types of events with their modes, the contexts and the sectors (PLOVER), or what one of them means. A type shows its measures and the CAMEO
        codes that it is written as and read from; a CAMEO code (two to four digits) shows what it is read as.""",
        examples(
            ("everything", "dragoman ontology"),
            ("a type, or a type with a mode", "dragoman ontology ASSAULT/drone"),
            ("a CAMEO code", "dragoman ontology 0871"),
        ),
    )
    parser.add_argument(
        "code", metavar="CODE", nargs="?", help="a type, type/mode, mode, context, sector or CAMEO code"
    )
    _common(parser)


def _lexicon(commands: Commands) -> None:
    parser = _command(
        commands,
        "lexicon",
        "lint [DIR…]",
        "check lexicon tables",
        """Check the lexicon that comes with dragoman, or your own folders: the form of each entry, ids that occur twice, entries that can never win, and whether
        every entry's examples are coded as it says.""",
        examples(
            ("the built-in lexicon", "dragoman lexicon lint"), ("your own entries", "dragoman lexicon lint my-lexicon/")
        ),
    )
    parser.add_argument("action", metavar="lint", choices=("lint",), help="what to do")
    parser.add_argument("paths", metavar="DIR", nargs="*", help="folders of your own entries")
    _common(parser)


def _actors(commands: Commands) -> None:
    parser = _command(
        commands,
        "actors",
        '"NAME" | list | unknown DATASET | lint [FILE…] [options]',
        "say who is who, list actors, check actor tables",
        """With a name or a phrase, show everything that is known of it: names, kind, country, sectors and roles with their dates, and what it was on a day.

        list: a table of the actors of a country, with --on those in office on that day. unknown: the names of a dataset that have no entry, the most frequent first, as
        a table to complete and to load with --actors. lint: check the actors that come with dragoman, or your own CSV and TOML files and folders: columns,
        countries and sectors, names that stand for two actors, roles whose dates are impossible.""",
        examples(
            ("a person on a day", 'dragoman actors "Wang Yi" --on 2022-01-10'),
            ("a phrase", 'dragoman actors "Kyrgyz border guards"'),
            ("who held which office", "dragoman actors list --country KAZ --on 2022-01-10"),
            ("who is missing", "dragoman actors unknown events.dragoman --limit 50 > my-actors.csv"),
            ("check your own", "dragoman actors lint my-actors.csv"),
        ),
    )
    parser.add_argument("action", metavar="NAME | list | unknown | lint", help="a name or phrase, or what to do")
    parser.add_argument("paths", metavar="DATASET | FILE", nargs="*", help="a dataset (unknown), your own files (lint)")
    parser.add_argument("--on", metavar="DATE", type=day, help="the day that roles count on (default: today)")
    parser.add_argument("--country", metavar="CODE", help="list: only actors of this country, as KAZ")
    parser.add_argument("--kind", metavar="KIND", help="list: only states, people, organisations, groups or media")
    parser.add_argument("--limit", metavar="N", type=positive, help="unknown: only the N most frequent")
    _coding(parser)
    _common(parser)
