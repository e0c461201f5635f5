"""What a dataset's manifest knows of the code: another rule is another coder, another command is not."""

import tomllib
from pathlib import Path

import pytest

from dragoman.lexicon.tables import AFTER_CODING, code_digest, digest_of_modules
from dragoman.pipeline import Coder
from dragoman.version import __version__

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a small package with a rule, a command and a table."""
    for name, text in (("events/roles.py", "OF = 1"), ("cli/main.py", "pass"), ("data/events.toml", "")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "another"),
    [
        ("events/roles.py", "OF = 2", True),
        ("events/__init__.py", "", True),
        ("pipeline.py", "", True),
        ("cli/main.py", "raise SystemExit", False),
        ("cli/more.py", "", False),
        ("data/events.toml", "[sets]", False),  # tables have digests of their own
    ],
)
def test_what_makes_another_coder(package: Path, name: str, text: str, another: bool) -> None:
    before = digest_of_modules(package)
    (package / name).write_text(text)
    assert (digest_of_modules(package) != before) == another


def test_a_module_that_moves_makes_another_coder(package: Path) -> None:
    before = digest_of_modules(package)
    (package / "events" / "roles.py").rename(package / "roles.py")
    assert digest_of_modules(package) != before


def test_the_manifest_names_version_and_code(coder: Coder) -> None:
    assert coder.manifest.coder.startswith(f"{__version__}-{code_digest()}-")


def test_only_layers_above_the_pipeline_are_left_out() -> None:
    (layers,) = (
        contract["layers"]
        for contract in tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    above = {name.strip(" ()") for layer in layers[: layers.index("pipeline")] for name in layer.split("|")}
    assert above == AFTER_CODING
