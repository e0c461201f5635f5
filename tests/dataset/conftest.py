"""Readings to store: invented, small, and one like the other but for their number."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from dragoman.dataset.store import Store
from dragoman.records import (
    SCHEMA_VERSION,
    ActorMention,
    Article,
    Event,
    Evidence,
    Manifest,
    Position,
    Problem,
    Reading,
    Statement,
    When,
    Where,
    Why,
)

TEXT = "Ruritania expelled two envoys of Graustark on Monday, and Borduria applauded the step."
WHY = Why(rule="by hand")


def _span(article_id: str, quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(article_id=article_id, part="text", start=start, end=start + len(quote), quote=quote)


def _actor(article_id: str, name: str, country: str) -> ActorMention:
    return ActorMention(
        evidence=_span(article_id, name), name=name, country=country, sectors=("GOV",), basis="name", why=WHY
    )


def make_reading(number: int, version: str = "v1") -> Reading:
    """Return the reading of article `number`, with something in every table."""
    article_id = f"{number:016x}"
    sentence, trigger = _span(article_id, TEXT), _span(article_id, "expelled")
    ruritania, graustark, borduria = (
        _actor(article_id, name, code)
        for name, code in (("Ruritania", "RUR"), ("Graustark", "GRK"), ("Borduria", "BDR"))
    )
    event = Event(
        id=f"e{number}",
        article_id=article_id,
        sentence=0,
        type="SANCTION",
        modes=("expel",),
        quad=4,
        intensity=-5.0,
        sources=(ruritania,),
        recipients=(graustark,),
        when=When(first="2024-03-11", last="2024-03-11", granularity="day", basis="relative"),
        where=Where(name="Strelsau", country="RUR", precision=4, basis="dateline"),
        sentence_evidence=sentence,
        trigger=trigger,
        confidence=0.8,
        why=WHY,
    )
    statement = Statement(
        id=f"s{number}",
        article_id=article_id,
        sentence=0,
        speaker=borduria,
        cue=_span(article_id, "applauded"),
        manner="indirect",
        content=(_span(article_id, "expelled two envoys"), _span(article_id, "the step")),
        confidence=0.5,
        why=WHY,
    )
    position = Position(
        id=f"p{number}",
        article_id=article_id,
        sentence=0,
        holder=borduria,
        stance="support",
        strength=0.7,
        object=_span(article_id, "the step"),
        object_actors=(ruritania,),
        confidence=0.5,
        why=WHY,
    )
    odd = Problem(subject=article_id, stage="article", kind="undated", message="no date", done="dates stay open")
    return Reading(
        coder_version=version,
        article=Article(
            id=article_id,
            text_hash="0f",
            uri=f"{number}.txt",
            outlet="The Strelsau Post",
            published="2024-03-12T18:42:00+01:00",
            published_basis="metadata",
            language="en",
            text=TEXT,
        ),
        actors=(ruritania, graustark, borduria),
        events=(event,),
        statements=(statement,),
        positions=(position,),
        problems=(odd,) if number % 3 == 0 else (),
    )


def make_problem(number: int) -> Problem:
    """Return the problem of input `number`, which became no article."""
    return Problem(
        subject=f"{number}.bin", stage="input", kind="binary", message="it is a picture, not text", done="left out"
    )


def make_manifest(version: str = "v1") -> Manifest:
    """Return the manifest of a coder."""
    parts = dict.fromkeys(("coder", "ontology", "lexicon", "knowledge", "gazetteer", "parser", "weights"), version)
    return Manifest(schema_version=SCHEMA_VERSION, coder_version=version, **parts)


def content(root: Path) -> dict[str, bytes]:
    """Return every file of a dataset with its bytes."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def fill(
    path: Path, items: Iterable[int | Problem], *, version: str = "v1", recode: bool = False, part: int = 4
) -> int:
    """Write articles (by number) and problems into a dataset, with small parts; return how many were new."""
    with Store(path, make_manifest(version), recode=recode, part_items=part) as store:
        return sum(
            store.add_problem(item) if isinstance(item, Problem) else store.add(make_reading(item, version))
            for item in items
        )


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: no test cuts the power."""
    monkeypatch.setattr("os.fsync", lambda _: None)


@pytest.fixture
def make() -> Callable[..., Reading]:
    """Return what makes readings."""
    return make_reading


@pytest.fixture
def problem() -> Callable[[int], Problem]:
    """Return what makes problems of inputs."""
    return make_problem


@pytest.fixture
def manifest() -> Callable[..., Manifest]:
    """Return what makes manifests."""
    return make_manifest


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """Return what reads every byte of a dataset."""
    return content


@pytest.fixture
def write() -> Callable[..., int]:
    """Return what writes a dataset."""
    return fill
