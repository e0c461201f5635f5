"""`dragoman lexicon lint` and `dragoman actors lint`: each kind of fault is found, on its line, in plain words; the package has none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]  # returns status, out, err (conftest.Result)
HEAD = "# source: own work; licence: Apache-2.0\n\n"
GOOD = """[[pattern]]
id = "recall"
type = "SANCTION"
modes = ["withdraw"]
verbs = ["uninvite"]
examples = [{ text = "Kenya uninvited Sudan.", source = "Kenya", recipient = "Sudan" }]
"""


@pytest.fixture
def lexicon(cli: Cli, tmp_path: Path) -> Callable[[str], Any]:
    """Return a function that lints a file of entries below the usual head (so the first entry is on line 3)."""

    def lint(text: str, head: str = HEAD) -> Any:
        (tmp_path / "mine.toml").write_text(head + text, encoding="utf-8")
        return cli("lexicon", "lint", "mine.toml")

    return lint


@pytest.mark.parametrize("command", ["lexicon", "actors"])
def test_the_package_is_clean(cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.cli.lexicon.failures", lambda *_: ())  # the tests of entries code their examples
    done = cli(command, "lint")
    assert (done.status, done.out) == (0, "")
    assert done.err.endswith("checked: all well\n")


# ---- entries ----------------------------------------------------------------------------------------------------------------------


def test_a_good_entry_is_coded(lexicon: Callable[[str], Any]) -> None:
    done = lexicon(GOOD)
    assert (done.status, done.out) == (0, "")
    assert done.err == "dragoman: 1 entries, 1 examples checked: all well\n"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (GOOD.replace('"SANCTION"', '"SANTION"'), 5, "'SANTION' is not one of AGREE,"),
        (GOOD.replace('["withdraw"]', '["withdrew"]'), 6, "SANCTION has no mode 'withdrew'"),
        (GOOD + 'contexts = ["diplomacy"]\n', 9, "'diplomacy' is not a context"),
        (GOOD + 'recipent = ["object"]\n', 9, "there is no key 'recipent' (did you mean recipient?); the keys are id,"),
        (GOOD + 'recipient = "object"\n', 9, "expected `array`, got `str` (in recipient)"),
        (GOOD + "voice = 3\n", 9, "expected `str`, got `int` (in voice)"),
        (GOOD + 'when = { object = ["@weapn"] }\n', 9, "there is no set @weapn (did you mean weapon?)"),
        (GOOD + 'unless = { object = ["*actr"] }\n', 9, "'*actr' is not known; the words are *actor,"),
        (GOOD + 'also = ["COERCE/arest"]\n', 9, "COERCE has no mode 'arest'"),
        (GOOD.replace('["uninvite"]', '["uninvite", "uninvite"]'), 7, "'uninvite' stands 2 times in verbs"),
        (GOOD.replace('"uninvite"', '"Uninvite"'), 7, "'Uninvite' in verbs should be a lemma in lower case"),
        (GOOD.replace('"uninvite"', '"un  invite"'), 7, "'un  invite' in verbs has blanks that no text has"),
        (GOOD.replace('verbs = ["uninvite"]\n', ""), 3, "has neither verbs nor nouns, so nothing can match it"),
        (GOOD.replace('id = "recall"\n', ""), 3, "a pattern needs an id"),
        (GOOD.partition("examples")[0], 3, "has no example; an example sentence is its test"),
        (GOOD + "\n" + GOOD, 11, "mine.toml:3 has this id already"),
        (GOOD + "\n" + GOOD.replace('"recall"', '"revoke"'), 10, "revoke: can never win: recall claims all its words under the same conditions"),
        ('[[operator]]\nid = "o"\nrelation = "promised"\nverbs = ["x"]\noutcome = { AID = "AGRE" }\n', 7, "outcome AID = 'AGRE': 'AGRE' is not one of"),
        ('[[operator]]\nid = "o"\nrelation = "promise"\nverbs = ["x"]\n', 5, "invalid enum value 'promise' (in relation)"),
        ('[[factuality]]\nid = "f"\neffect = "maybe"\nverbs = ["x"]\n', 5, "effect 'maybe' is not one of hypothetical,"),
        ('[[guard]]\nid = "g"\nwords = ["a", "b"]\nleast = 3\n', 6, "asks for 3 of its 2 words, so it can never rule anything out"),
        ('[[guard]]\nid = "g"\nwords = ["a", "b"]\ntypes = ["WAR"]\n', 6, "'WAR' is not one of"),
        ('[[refinement]]\nid = "r"\ntype = "ASSAULT"\nmode = "dron"\nwords = ["a"]\n', 6, "ASSAULT has no mode 'dron'"),
        ('[[context]]\nid = "econmic"\nwords = ["a", "a"]\n', 4, "there is no such context (did you mean economic?)"),
        ('[[cue]]\nid = "c"\nclass = "say"\nspeaker = "assert"\nverbs = ["x"]\n', 6, "invalid enum value 'assert' (in speaker)"),
        ('[[stance]]\nid = "s"\nstance = "support"\nverbs = ["x"]\n', 3, "object missing required field `strength`"),
        ("[[pattern]\n", 3, "xpected"),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_fault_of_an_entry_is_found_on_its_line(
    lexicon: Callable[[str], Any], text: str, line: int, told: str
) -> None:
    done = lexicon(text)
    assert done.status == 1
    found = [f for f in done.out.splitlines() if f.startswith(f"mine.toml:{line}: ") and told in f]
    assert found, done.out
    assert "finding" in done.err


def test_source_and_licence_must_be_said(lexicon: Callable[..., Any]) -> None:
    assert lexicon(GOOD, "# mine\n").out.splitlines() == [
        "mine.toml:1: its first comments should say “licence: …”",
        "mine.toml:1: its first comments should say “source: …”",
    ]


def test_an_example_that_is_not_coded_so_is_told_with_what_it_gives(lexicon: Callable[[str], Any]) -> None:
    done = lexicon(GOOD.replace('recipient = "Sudan"', 'recipient = "Chad"'))
    assert done.status == 1
    assert done.out == (
        "mine.toml:8: recall: 'Kenya uninvited Sudan.' should give SANCTION/withdraw Kenya → Chad,"
        " but gives event SANCTION/withdraw Kenya -> Sudan by 'uninvited'\n"
    )


def test_a_counterexample_that_is_taken_is_told(lexicon: Callable[[str], Any]) -> None:
    done = lexicon(GOOD + 'counterexamples = ["Kenya uninvited Sudan."]\n')
    assert done.status == 1
    assert "must not win in 'Kenya uninvited Sudan.'" in done.out


def test_a_folder_without_entries_is_misuse(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    done = cli("lexicon", "lint", "void")
    assert (done.status, done.err) == (2, "dragoman: void: no .toml file in this folder\n")


# ---- actors -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (
            "id,name,contry\nx,X,KEN\n",
            0,
            "there is no column 'contry' (did you mean country?); the columns are action,",
        ),
        ("name,country\nThe Blues,KEY\n", 2, "'KEY' is not a country code (did you mean"),
        ("name,sectors\nThe Blues,GOV;OPO\n", 2, "'OPO' is not a sector (did you mean OPP?)"),
        ("name,kind\nThe Blues,partie\n", 2, "there is no kind 'partie'"),
        ("name,title,since\nAda,President,2024-13-01\n", 2, "since '2024-13-01' is not a day; write it as 2024-03-14"),
        ("name,title,since\nAda,President,2024\n", 2, "since '2024' is not a day"),
        ("name,since,until\nAda,2024-03-14,2023-01-01\n", 2, "ends on 2023-01-01, before it begins on 2024-03-14"),
        ("name,wikidata\nAda,142\n", 2, "'142' is not a Wikidata id, which look like Q142"),
        ("action,name\nremoove,Ada\n", 2, "'removve' is not an action".replace("vv", "ov")),
        ("name,country\n,KEN\n", 2, "has neither id nor name"),
        ("name,country\nAda\n", 2, "1 fields, the header has 2"),
    ],
    ids=lambda value: value[:50] if isinstance(value, str) else "",
)
def test_a_fault_of_a_pack_is_found_on_its_line(cli: Cli, tmp_path: Path, text: str, line: int, told: str) -> None:
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    done = cli("actors", "lint", "mine.csv")
    assert done.status == 1
    place = f"mine.csv:{line}: " if line else "mine.csv: "
    assert [f for f in done.out.splitlines() if f.startswith(place) and told in f], done.out


def test_a_good_pack_passes(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(
        "name,aliases,kind,country,sectors,title,since\nAda Moyo,A. Moyo,person,KEN,GOV,President,2024-03-14\n",
        encoding="utf-8",
    )
    done = cli("actors", "lint", "mine.csv")
    assert (done.status, done.out, done.err) == (0, "", "dragoman: 1 rows of actor tables checked: all well\n")


def test_tables_by_the_package_s_names_are_checked_as_such(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    header = "actor,title,country,organisation,sectors,since,until,precision,provenance\n"
    (folder / "roles-mine.csv").write_text(
        f"{header}person:nobody-at-all,President,KEN,,GOV,2024-03-14,,dayish,own knowledge\n", encoding="utf-8"
    )
    (folder / "people.csv").write_text("id,name,aliases\nperson:ada,Ada,\n", encoding="utf-8")
    done = cli("actors", "lint", "mine")
    assert done.status == 1
    assert "mine/roles-mine.csv:2: person:nobody-at-all: nobody has this id" in done.out
    assert "mine/roles-mine.csv:2: person:nobody-at-all: precision 'dayish' is not one of day, month, year" in done.out
    assert "mine/people.csv: has no column 'country'" in done.out


def test_a_name_that_two_of_one_country_have_is_found(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "people.csv").write_text(
        "id,name,aliases,country,gender,wikidata\nperson:ada-one,Ada Moyo,,KEN,f,\nperson:ada-two,Ada B. Moyo,Ada Moyo,KEN,f,\n"
        "person:ada-three,Ada Moyo,,ZMB,f,\n",
        encoding="utf-8",
    )
    assert cli("actors", "lint", "mine").out == (
        "mine/people.csv:3: person:ada-two: 'Ada Moyo' is person:ada-one too, of the same country (mine/people.csv:2); only that one is ever found\n"
    )
