"""A user's own ontology and entries: what they add is coded, what they lack is left out, and what does not fit is said."""

import shutil
from pathlib import Path

import pytest

from dragoman.actors.resolve import find_actors
from dragoman.errors import DataError
from dragoman.events.code import trace_events
from dragoman.events.patterns import load_lexicon
from dragoman.language.clauses import find_clauses
from dragoman.language.forms import ParsedArticle
from dragoman.language.sentences import split
from dragoman.lexicon.ontology import Ontology, load_ontology
from dragoman.lexicon.tables import package_data
from dragoman.pipeline import Coder
from dragoman.records import Article, Event

VOTE = """
[[pattern]]
id = "nominate"
type = "NOMINATE"
verbs = ["nominate"]
examples = [{ text = "Mali nominated Togo.", source = "Mali", recipient = "Togo" }]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a folder with an ontology that has NOMINATE and lacks SUPPORT, and an entry for it."""
    folder = tmp_path / "ontology"
    folder.mkdir()
    for file in package_data("ontology").iterdir():
        if file.is_file():
            shutil.copyfile(str(file), folder / file.name)
    plover = folder / "plover.toml"
    added = '\n[types.NOMINATE]\nquad = 1\nrecipient_required = false\nintensity = 2.0\ndefinition = "To propose for an office"\n'
    plover.write_text(
        plover.read_text(encoding="utf-8").replace("[types.SUPPORT", "[types.ENDORSE") + added, encoding="utf-8"
    )
    (tmp_path / "votes.toml").write_text(VOTE, encoding="utf-8")
    return tmp_path


def code(coder: Coder, text: str, own: Path, ontology: Ontology) -> tuple[Event, ...]:
    article = Article(id="own", text_hash="", uri="", text=text)
    sentences = tuple(coder.parser.parse(split(article)))
    clauses = tuple(find_clauses(s) for s in sentences)
    parsed = ParsedArticle(article_id="own", sentences=sentences, clauses=clauses, quotations=())
    lexicon = load_lexicon([str(own / "votes.toml")], ontology)
    traced = trace_events(parsed, find_actors(parsed, article, coder.knowledge), lexicon, ontology)
    return tuple(e for t in traced for e in t.events)


def test_an_added_type_is_coded(coder_as_given: Coder, own: Path) -> None:
    events = code(coder_as_given, "Mali has nominated Kenya for the council.", own, load_ontology(own / "ontology"))
    assert [(e.type, e.quad, e.intensity, e.cameo) for e in events] == [("NOMINATE", 1, 2.0, None)]


def test_a_type_that_is_lacking_is_left_out(coder_as_given: Coder, own: Path) -> None:
    assert code(coder_as_given, "Mali praised Togo.", own, load_ontology(own / "ontology")) == ()


def test_an_entry_outside_the_ontology_is_refused(own: Path) -> None:
    with pytest.raises(DataError, match=r"votes\.toml: pattern nominate: 'NOMINATE' is not one of"):
        load_lexicon([str(own / "votes.toml")], load_ontology())


def test_a_folder_without_its_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="plover"):
        load_ontology(tmp_path)
