"""Every option does what its help says, and misuse is told with the way out of it."""

import re
from typing import Any

import pytest

from dragoman.cli.arguments import build
from dragoman.cli.main import COMMANDS, run
from dragoman.cli.settings import columns_of, config_of
from dragoman.errors import ConfigError

CODE = ["code", "a.txt"]


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["code", "a.txt", "b/", "-"], "inputs", ["a.txt", "b/", "-"]),
        ([*CODE, "--published", "2024-03-14"], "published", "2024-03-14"),
        ([*CODE, "--outlet", "The Wire"], "outlet", "The Wire"),
        ([*CODE, "--map", "text=body,title=head line"], "map", [[("text", "body"), ("title", "head line")]]),
        ([*CODE, "--no-clean"], "no_clean", True),
        ([*CODE, "--limit", "5"], "limit", 5),
        ([*CODE, "--out", "x.dragoman"], "out", "x.dragoman"),
        ([*CODE, "--out", "x", "--recode"], "recode", True),
        ([*CODE, "--format", "jsonl"], "format", "jsonl"),
        ([*CODE, "--full"], "full", True),
        ([*CODE, "--jobs", "3"], "jobs", 3),
        ([*CODE, "-q"], "quiet", True),
        ([*CODE, "--actors", "a.csv", "--actors", "b"], "actors", ["a.csv", "b"]),
        ([*CODE, "--lexicon", "mine"], "lexicon", ["mine"]),
        ([*CODE, "--parser", "sm"], "parser", "sm"),
        ([*CODE, "--config", "c.toml"], "config", "c.toml"),
        (["demo", "--out", "x"], "out", "x"),
        (["explain", "A sentence."], "what", "A sentence."),
        (["explain", "A sentence."], "event", None),
        (["explain", "x.dragoman", "e12"], "event", "e12"),
        (["explain", "A.", "--published", "2024-02-29"], "published", "2024-02-29"),
        (["info", "x"], "dataset", "x"),
        (["sql", "x", "FROM events"], "query", "FROM events"),
        (["sql", "x", "FROM events"], "format", "table"),
        (["evaluate"], "task", None),
        (["evaluate", "gate", "gold", "--accept"], "accept", True),
        (["evaluate", "gate", "gold", "--errors", "e.txt"], "errors", "e.txt"),
        (["ontology"], "code", None),
        (["ontology", "ASSAULT/drone"], "code", "ASSAULT/drone"),
        (["lexicon", "lint", "a", "b"], "paths", ["a", "b"]),
        (["actors", "lint"], "paths", []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) and value and isinstance(value[0], str) else "",
)
def test_option(words: list[str], name: str, value: Any) -> None:
    assert getattr(build().parse_args(words), name) == value


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["cood"], "'cood' is not a command (did you mean code?)"),
        (["frobnicate"], "'frobnicate' is not a command; the commands are: code, demo,"),
        (["code"], "the following arguments are required: INPUT\nSee `dragoman code --help`."),
        ([*CODE, "--ot", "x"], "unrecognized arguments: --ot x (did you mean --out?)"),
        ([*CODE, "--publishd", "2024-03-14"], "(did you mean --published?)"),
        ([*CODE, "--published", "14.3.2024"], "'14.3.2024' is not a day; write it as 2024-03-14"),
        ([*CODE, "--published", "2023-02-29"], "'2023-02-29' is not a day"),
        ([*CODE, "--jobs", "0"], "'0' is not a whole number above zero"),
        ([*CODE, "--limit", "many"], "'many' is not a whole number above zero"),
        ([*CODE, "--map", "body"], "'body' should be FIELD=COLUMN, with FIELD one of text, html,"),
        ([*CODE, "--map", "body=text"], "'body=text' should be FIELD=COLUMN"),
        ([*CODE, "--format", "xml"], "invalid choice: 'xml'"),
        ([*CODE, "--parser", "lg"], "invalid choice: 'lg'"),
        ([*CODE, "--recode"], "--recode says what --out may replace; name the dataset with --out"),
        ([*CODE, "--config", "nowhere.toml"], "nowhere.toml: no such configuration file"),
        (["no-such-file.txt"], "is not a command"),
        (["code", "no-such-file.txt"], "no-such-file.txt"),
        (["explain"], "the following arguments are required: SENTENCE | DATASET"),
        (["explain", "  "], "there is nothing to explain"),
        (["explain", "."], ". is a folder; to explain an event of a dataset, name the event too"),
        (["explain", "nowhere.dragoman", "e12"], "nowhere.dragoman"),
        (["evaluate", "gaet", "gold"], "there is no task 'gaet' (did you mean gate?)"),
        (["evaluate", "gate"], "say where the gold of gate is: dragoman evaluate gate GOLD"),
        (["evaluate", "gate", "nowhere"], "nowhere: no such gold file or folder"),
        (["evaluate", "muc4", ".", "--accept"], "--accept is for the gate"),
        (["ontology", "assalt"], "'assalt' is no type, mode, context, sector or CAMEO code (did you mean ASSAULT?)"),
        (["ontology", "ASSAULT/dron"], "ASSAULT has no mode 'dron'; its modes are: abduct,"),
        (["ontology", "99"], "'99' is no CAMEO code"),
        (["lexicon", "lnt"], "invalid choice: 'lnt'"),
        (["lexicon", "lint", "nowhere"], "nowhere: no such file or folder of lexicon entries"),
        (["actors", "lint", "nowhere.csv"], "nowhere.csv: no such file or folder of actors"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_misuse(
    words: list[str], told: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("dragoman: ")
    assert told in streams.err
    assert "Traceback" not in streams.err


def test_without_a_command_the_help_is_shown_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "usage: dragoman COMMAND" in streams.err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_goes_to_standard_output(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*([command] if command else []), "--help"]) == 0
    streams = capsys.readouterr()
    assert streams.err == ""
    assert streams.out.startswith(f"usage: dragoman {command}".rstrip())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("dragoman ")


def test_a_defect_is_told_in_one_line_with_the_way_to_its_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: Any) -> int:
        raise ZeroDivisionError("no such luck")

    monkeypatch.setattr("dragoman.cli.ontology.run", broken)
    assert run(["ontology"]) == 1
    assert capsys.readouterr().err == (
        "dragoman: unexpected ZeroDivisionError: no such luck\nThis is a defect of dragoman. Run it again with --debug to see where.\n"
    )
    assert run(["ontology", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_options_win_over_the_environment_and_that_over_the_file(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dragoman.toml").write_text('outlet = "file"\nbatch = 7\npublished = "2020-01-01"\n', encoding="utf-8")
    monkeypatch.setenv("DRAGOMAN_OUTLET", "environment")
    assert config_of(build().parse_args(CODE)).outlet == "environment"
    given = config_of(build().parse_args([*CODE, "--outlet", "option", "--no-clean", "--jobs", "2"]))
    assert (given.outlet, given.batch, given.published, given.clean, given.jobs) == (
        "option",
        7,
        "2020-01-01",
        False,
        2,
    )
    with pytest.raises(ConfigError, match="The settings are"):
        config_of(build().parse_args(CODE), colour=True)


@pytest.mark.parametrize(
    ("toml", "environment", "message"),
    [
        ('jobs = "many"', "", "dragoman.toml: jobs: expected int, got str"),
        (
            "joobs = 1",
            "",
            "dragoman.toml: no setting is called 'joobs'; did you mean jobs? The settings are: clean, published,",
        ),
        ("", "many", "DRAGOMAN_JOBS: jobs: expected int, got str"),
        ("actors = [1]", "", "dragoman.toml: actors: expected str, got int"),
    ],
)
def test_a_setting_that_is_wrong_is_named_with_where_it_was_set(
    toml: str, environment: str, message: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dragoman.toml").write_text(toml, encoding="utf-8")
    if environment:
        monkeypatch.setenv("DRAGOMAN_JOBS", environment)
    with pytest.raises(ConfigError, match=re.escape(message)):
        config_of(build().parse_args(CODE))


def test_columns_may_be_given_together_or_one_by_one() -> None:
    arguments = build().parse_args([*CODE, "--map", "text=body,title=head", "--map", "title=headline"])
    assert columns_of(arguments) == {"text": "body", "title": "headline"}
    assert columns_of(build().parse_args(CODE)) == {}
