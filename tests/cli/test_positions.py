"""`dragoman positions` on a small dataset of invented positions."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest

from dragoman.cli.main import run
from dragoman.dataset.store import Store
from dragoman.records import SCHEMA_VERSION, ActorMention, Article, Evidence, Manifest, Position, Reading, Stance, Why

WHY = Why(rule="stance verb")
COUNTRIES = {"Ruritania": "RUR", "Borduria": "BDR"}
SAID: tuple[tuple[str, str, str, str, Stance, str], ...] = (
    ("2021-02-01", "Ruritania", "opposed", "the dam on the river Omo", "oppose", "Ruritania opposed the dam on the river Omo."),
    ("2022-03-02", "Borduria", "supports", "a dam across the river Omo", "support", "A summit began. Borduria supports a dam across the river Omo."),
    ("2023-04-03", "Ruritania", "welcomed", "the dam on the river Omo", "support", "Ruritania welcomed the dam on the river Omo, \x1b[31mofficials said."),
    ("2023-04-03", "Borduria", "abstained", "the vote on colour coding", "neutral", "Borduria abstained from the vote on colour coding."),
)  # fmt: skip


def _evidence(article: str, text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(article_id=article, part="text", start=start, end=start + len(quote), quote=quote)


def _reading(number: int, said: tuple[str, str, str, str, Stance, str]) -> Reading:
    day, holder, cue, object_, stance, text = said
    article = f"{number:016x}"
    mention = ActorMention(
        evidence=_evidence(article, text, holder),
        actor_id=f"state:{holder.lower()}",
        name=holder,
        kind="state",
        country=COUNTRIES[holder],
        why=WHY,
    )
    position = Position(
        id=f"p{number}",
        article_id=article,
        sentence=text[: text.index(holder)].count("."),
        holder=mention,
        stance=stance,
        strength=0.9,
        object=_evidence(article, text, object_),
        cue=_evidence(article, text, cue),
        confidence=0.8,
        why=WHY,
    )
    kept = Article(id=article, text_hash="0", uri=f"wire/{number}", outlet="The Post", published=day, text=text)
    return Reading(coder_version="v1", article=kept, actors=(mention,), positions=(position,))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a dataset of four articles with one position each."""
    folder = tmp_path_factory.mktemp("positions") / "small.dragoman"
    parts = dict.fromkeys(("coder", "ontology", "lexicon", "knowledge", "gazetteer", "parser", "weights"), "1")
    manifest = Manifest(schema_version=SCHEMA_VERSION, coder_version="v1", **parts)
    with Store(folder, manifest) as store:
        for number, said in enumerate(SAID):
            store.add(_reading(number, said))
    return str(folder)


def _shown(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert run(("positions", *words)) == status
    captured = capsys.readouterr()
    return captured.out if status == 0 else captured.err


def _lines(shown: str) -> list[str]:
    return [" ".join(line.split()) for line in shown.splitlines()]


@pytest.mark.parametrize(
    "line",
    [
        "Positions on “Omo dams”",
        "3 positions of 2 holders in 3 articles · 1 Feb 2021 – 3 Apr 2023",
        "SUPPORT 2 holders",
        "▲ Borduria (BDR) since 2 Mar 2022",
        "│ Borduria ‹supports› a dam across the river Omo.",
        "2 Mar 2022 · The Post · wire/1",
        "▼ Ruritania (RUR) since 1 Feb 2021",
        "⇄ Ruritania (RUR) turned to support “the dam on the river Omo”",
        "▼ opposes “the dam on the river Omo”, 1 Feb 2021",
        "“a dam across the river Omo” with “the dam on the river Omo”: dam,",
    ],
)
def test_who_stands_where_on_something(capsys: pytest.CaptureFixture[str], path: str, line: str) -> None:
    shown = _lines(_shown(capsys, path, "--on", "Omo dams"))
    assert [found for found in shown if found.startswith(line)] != []


def test_one_holder_over_time(capsys: pytest.CaptureFixture[str], path: str) -> None:
    shown = _lines(_shown(capsys, path, "--holder", "RUR", "--over-time"))
    steps = [line for line in shown if line.startswith(("▲ 3", "▼ 1"))]
    assert steps == ["▼ 1 Feb 2021 Ruritania (RUR) opposes", "▲ 3 Apr 2023 Ruritania (RUR) supports"]
    assert "“the dam on the river Omo” 1 Feb 2021 – 3 Apr 2023" in shown


def test_what_one_holder_is_for_and_against(capsys: pytest.CaptureFixture[str], path: str) -> None:
    shown = _lines(_shown(capsys, path, "--holder", "borduria", "--limit", "1"))
    assert "▲ “the dam on the river Omo” since 2 Mar 2022" in shown
    assert "│ Borduria ‹supports› a dam across the river Omo." in shown
    assert "◆ “the vote on colour coding” since 3 Apr 2023" in shown


def test_without_a_question_the_claims_are_listed(capsys: pytest.CaptureFixture[str], path: str) -> None:
    shown = _lines(_shown(capsys, path, "--limit", "1"))
    assert "▲ 2 · ▼ 1 · 1 Feb 2021 – 3 Apr 2023 · Ruritania, Borduria" in shown
    assert "and 1 more; --limit shows them" in shown


def test_british_and_american_spelling_are_one(capsys: pytest.CaptureFixture[str], path: str) -> None:
    assert "Borduria" in _shown(capsys, path, "--on", "color coding")


def test_an_article_cannot_write_on_the_terminal_here(capsys: pytest.CaptureFixture[str], path: str) -> None:
    assert "\x1b" not in _shown(capsys, path, "--holder", "RUR")


def test_positions_as_jsonl(capsys: pytest.CaptureFixture[str], path: str) -> None:
    rows = [json.loads(line) for line in _shown(capsys, path, "--format", "jsonl").splitlines()]
    first, second, third, last = rows
    assert first["claim"] == second["claim"] == third["claim"] != last["claim"]
    assert (second["joined_to"], second["shared"]) == (first["position"], ["dam", "river", "omo"])
    assert [row["on_both_sides"] for row in rows] == [True, False, True, False]
    assert second["sentence"] == "Borduria supports a dam across the river Omo."


def test_positions_as_csv(capsys: pytest.CaptureFixture[str], path: str) -> None:
    shown = _shown(capsys, path, "--on", "dam", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert [row["stance"] for row in rows] == ["oppose", "support", "support"]
    assert (rows[1]["shared"], rows[1]["on_both_sides"]) == ("dam; river; omo", "false")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--on", "dam licence"),
            "no position on “dam licence”; there are positions on “the dam on the river Omo”, “a dam across",
        ),
        (
            ("--on", "dam", "--holder", "Syldavia"),
            "no position on “dam” of Syldavia; there are positions of Ruritania, Borduria",
        ),
    ],
)
def test_nothing_found_says_what_is_near(
    capsys: pytest.CaptureFixture[str], path: str, words: tuple[str, ...], told: str
) -> None:
    assert told in _shown(capsys, path, *words, status=1)


@pytest.mark.parametrize(("words", "told"), [(("--on", " "), "want words"), (("--onn", "dam"), "did you mean --on")])
def test_misuse_is_told(capsys: pytest.CaptureFixture[str], path: str, words: tuple[str, ...], told: str) -> None:
    assert told in _shown(capsys, path, *words, status=2)


def test_a_title_is_quoted_as_such(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    reading = _reading(9, SAID[0])
    (position,) = reading.positions
    titled = msgspec.structs.replace(position.object, part="title")
    moved = msgspec.structs.replace(position, object=titled, sentence=0)
    article = msgspec.structs.replace(reading.article, title=reading.article.text)
    parts = dict.fromkeys(("coder", "ontology", "lexicon", "knowledge", "gazetteer", "parser", "weights"), "1")
    with Store(tmp_path / "t", Manifest(schema_version=SCHEMA_VERSION, coder_version="v1", **parts)) as store:
        store.add(msgspec.structs.replace(reading, article=article, positions=(moved,)))
    assert "│ Ruritania opposed the dam on the river Omo." in _shown(capsys, str(tmp_path / "t"), "--on", "dam")
