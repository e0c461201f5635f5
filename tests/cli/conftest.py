"""Readings built by hand: the text is invented, and every span is found in it, never typed as a number."""

from collections.abc import Callable
from copy import copy
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman import pipeline
from dragoman.cli import explain as explain_command
from dragoman.cli import lexicon as lexicon_command
from dragoman.cli import main
from dragoman.config import Config
from dragoman.events.patterns import load_lexicon
from dragoman.lexicon.tables import package_data
from dragoman.pipeline import Coder
from dragoman.records import (
    ActorMention,
    Article,
    Context,
    Count,
    Event,
    Evidence,
    Furniture,
    Part,
    Position,
    Problem,
    Reading,
    Statement,
    When,
    Where,
    Why,
)
from dragoman.statements.cues import load_cues

WHY = Why(rule="by hand")
TITLE = "Ruritania and Graustark sign pact as third neighbour balks"
SENTENCES = (
    "The foreign ministers of Ruritania and Graustark signed an accord on Thursday to share the summer water of the river, ending a dispute that had closed two border crossings since February.",
    "Ruritania dropped its demand for compensation and promised to supply electricity to Graustark next winter, according to two diplomats.",
    "Borduria refused to attend and warned that it would cut the flow.",
    "“Nobody got everything, and nobody went home thirsty,” the Graustarkian minister told reporters.",
    "At least 17 people were not killed, as had been reported, by an air strike near Strelsau, an official said.",
    "The European Union welcomed the deal.",
)
TEXT = "\n".join(SENTENCES)
ARTICLE_ID = "a3d87edcd104c76b"


def span(quote: str, part: Part = "text", after: str = "") -> Evidence:
    """Return the evidence of the first such words behind `after`."""
    whole = TITLE if part == "title" else TEXT
    start = whole.index(quote, whole.index(after) if after else 0)
    return Evidence(article_id=ARTICLE_ID, part=part, start=start, end=start + len(quote), quote=quote)


def actor(
    name: str, country: str = "", *sectors: str, words: str = "", after: str = "", part: Part = "text"
) -> ActorMention:
    """Return a mention found by its words."""
    known = name.lower().replace(" ", "-") if country else None
    return ActorMention(
        evidence=span(words or name, part, after),
        actor_id=known,
        name=name,
        country=country,
        sectors=sectors,
        basis="name",
        why=WHY,
    )


def _event(id_: str, sentence: Evidence, trigger: Evidence, type_: str, quad: int, **more: object) -> Event:
    fields: dict[str, object] = {
        "id": id_,
        "article_id": ARTICLE_ID,
        "sentence": 0,
        "type": type_,
        "quad": quad,
        "intensity": 1.0,
        "sentence_evidence": sentence,
        "trigger": trigger,
        "confidence": 0.82,
        "why": WHY,
    }
    return Event(**(fields | more))  # type: ignore[arg-type]


def _events() -> tuple[Event, ...]:
    first, second, third, _, fifth, sixth = (span(s) for s in SENTENCES)
    thursday = When(
        first="2024-03-14", last="2024-03-14", granularity="day", basis="relative", evidence=span("on Thursday")
    )
    winter = When(
        first="2024-12-01", last="2025-02-28", granularity="season", basis="relative", evidence=span("next winter")
    )
    ruritania, graustark = actor("Ruritania", "RUR", "GOV"), actor("Graustark", "GRK", "GOV")
    return (
        _event(
            "e0title0000ff",
            span(TITLE, "title"),
            span("sign", "title"),
            "AGREE",
            1,
            sources=(actor("Ruritania", "RUR", part="title"), actor("Graustark", "GRK", part="title")),
            confidence=0.9,
        ),
        _event(
            "e1signed0000ff",
            first,
            span("signed"),
            "AGREE",
            1,
            sources=(ruritania, graustark),
            when=thursday,
            where=Where(name="Strelsau", country="RUR", precision=4, basis="dateline"),
            contexts=(Context(name="natural_resource", evidence=span("water")),),
        ),
        _event(
            "e2dropped000ff",
            second,
            span("dropped"),
            "CONCEDE",
            1,
            sources=(actor("Ruritania", "RUR", "GOV", after="Ruritania dropped"),),
        ),
        _event(
            "e3promised00ff",
            second,
            span("promised"),
            "AGREE",
            1,
            sources=(actor("Ruritania", "RUR", "GOV", after="Ruritania dropped"),),
            recipients=(actor("Graustark", "GRK", after="electricity"),),
            asserted_by=("s2",),
        ),
        _event(
            "e4supply0000ff",
            second,
            span("supply"),
            "AID",
            2,
            sources=(actor("Ruritania", "RUR", "GOV", after="Ruritania dropped"),),
            recipients=(actor("Graustark", "GRK", after="electricity"),),
            when=winter,
            tense="future",
            within="e3promised00ff",
            relation="promised",
        ),
        _event(
            "e5refused000ff", third, span("refused"), "REJECT", 3, modes=("meet",), sources=(actor("Borduria", "BDR"),)
        ),
        _event(
            "e6warned0000ff",
            third,
            span("warned"),
            "THREATEN",
            3,
            modes=("restrict",),
            sources=(actor("Borduria", "BDR"),),
        ),
        _event(
            "e7killed0000ff",
            fifth,
            span("air strike"),
            "ASSAULT",
            4,
            modes=("aerial",),
            recipients=(actor("people", words="people"),),
            where=Where(name="Strelsau", country="RUR", precision=4, basis="stated"),
            negated=True,
            counts=(Count(kind="killed", low=17, evidence=span("At least 17 people")),),
            denied_by=("s3",),
        ),
        _event(
            "e8welcomed00ff",
            sixth,
            span("welcomed"),
            "SUPPORT",
            1,
            sources=(actor("European Union", "EUR", "GOV"),),
            contexts=(Context(name="diplomatic", evidence=span("the deal")),),
        ),
    )


def _statements() -> tuple[Statement, ...]:
    return (
        Statement(
            id="s1",
            article_id=ARTICLE_ID,
            sentence=3,
            speaker=actor("the Graustarkian minister", "GRK", "GOV"),
            speaker_type="official",
            cue=span("told"),
            cue_class="say",
            manner="direct",
            content=(span("Nobody got everything, and nobody went home thirsty,"),),
            addressee=actor("reporters", words="reporters"),
            confidence=0.9,
            why=WHY,
        ),
        Statement(
            id="s2",
            article_id=ARTICLE_ID,
            sentence=1,
            speaker=actor("two diplomats"),
            speaker_type="anonymous",
            cue=span("according to"),
            manner="indirect",
            content=(
                span(
                    "Ruritania dropped its demand for compensation and promised to supply electricity to Graustark next winter"
                ),
            ),
            confidence=0.8,
            why=WHY,
        ),
        Statement(
            id="s3",
            article_id=ARTICLE_ID,
            sentence=4,
            speaker=actor("an official"),
            cue=span("said", after="an official"),
            manner="indirect",
            content=(span("At least 17 people were not killed"), span("by an air strike near Strelsau")),
            confidence=0.7,
            why=WHY,
        ),
    )


def _reading() -> Reading:
    events = _events()
    mentions = dict.fromkeys(m for e in events for m in (*e.sources, *e.recipients))
    return Reading(
        article=Article(
            id=ARTICLE_ID,
            text_hash="0f",
            uri="archive/pact.html",
            outlet="The Strelsau Post",
            title=TITLE,
            byline="Anna Holm",
            published="2024-03-15T18:42:00+01:00",
            published_basis="metadata",
            language="en",
            text=TEXT,
            furniture=(
                Furniture(kind="navigation", count=3, characters=120, sample="Home"),
                Furniture(kind="share_bar", count=1, characters=31, sample="Share"),
            ),
        ),
        actors=(*mentions, actor("two diplomats")),
        events=events,
        statements=_statements(),
        positions=(
            Position(
                id="p1",
                article_id=ARTICLE_ID,
                sentence=5,
                holder=actor("European Union", "EUR", "GOV"),
                stance="support",
                strength=0.8,
                object=span("the deal"),
                object_actors=(actor("Ruritania", "RUR"), actor("Graustark", "GRK")),
                confidence=0.75,
                why=WHY,
            ),
        ),
        problems=(
            Problem(
                subject=ARTICLE_ID,
                stage="article",
                kind="unbalanced_quotes",
                message="a quotation has no end",
                done="ended it with its paragraph",
            ),
        ),
    )


@pytest.fixture
def reading() -> Reading:
    """Return one article's reading with something of every kind in it."""
    return _reading()


@pytest.fixture
def bare() -> Reading:
    """Return the reading of an article in which nothing was found and of which nothing is known."""
    return Reading(
        article=Article(
            id="ffffffffffffffff", text_hash="00", uri="-", text="The river rose. \x1b[31mNothing\u202e else."
        )
    )


class Result(NamedTuple):
    """What a command did: its exit status and both streams."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def cli(
    coder: Coder, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """Return a function that runs one command in this process, in an empty folder, with the session's coder under the command's settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for module in (pipeline, explain_command, lexicon_command):
        monkeypatch.setattr(module, "Coder", partial(_with_config, coder))

    def go(*words: str) -> Result:
        capfdbinary.readouterr()
        status = main.run([str(word) for word in words])
        streams = capfdbinary.readouterr()
        return Result(status, streams.out.decode(), streams.err.decode())

    return go


def _with_config(coder: Coder, config: Config) -> Coder:
    """Return the loaded coder under other settings; only those that need no other tables or models."""
    assert (config.actors, config.parser) == ((), coder.config.parser)
    changed = copy(coder)
    changed.config = config
    if config.lexicon:
        changed.lexicon, changed.cues = load_lexicon(config.lexicon), load_cues(config.lexicon)
    return changed


@pytest.fixture(scope="session")
def archive() -> list[Path]:
    """Return the files of the bundled archive."""
    folder = Path(str(package_data("examples/archive")))
    return sorted(path for path in folder.iterdir() if path.suffix in (".html", ".txt", ".jsonl"))
