"""The house rules that no linter knows: what every file of the project has to keep to."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.lexicon.tables import PROVENANCE_KEYS, provenance

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "dragoman"
MODULES = sorted(PACKAGE.rglob("*.py"))
PRINTING = ("cli",)  # folders of the package that may write to the terminal


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield the public functions and classes of a module, and the public methods of those classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (n for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_and_what_is_public_in_them_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    bare = [n.name for n in _public(tree) if not ast.get_docstring(n) and not _overrides(n)]
    assert bare == []


def _overrides(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Methods of io's and argparse's classes keep those classes' documentation."""
    return node.name in ("readable", "readinto", "tell", "format_help")


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_the_package_neither_asserts_nor_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asserts = [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Assert)]
    prints = [
        n.lineno
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print"
    ]
    assert asserts == []
    assert prints == [] or path.relative_to(PACKAGE).parts[0] in PRINTING


@pytest.mark.parametrize("path", sorted((PACKAGE / "data").rglob("*.csv")), ids=_name)
def test_csv_tables_name_source_and_licence(path: Path) -> None:
    assert set(PROVENANCE_KEYS) <= set(provenance(path))


@pytest.mark.parametrize("path", sorted((PACKAGE / "data").rglob("*.toml")), ids=_name)
def test_toml_tables_name_source_and_licence(path: Path) -> None:
    head = [line for line in path.read_text(encoding="utf-8").splitlines()[:12] if line.startswith("#")]
    assert any("source:" in line for line in head)
    assert any("licence:" in line for line in head)


def test_every_dependency_is_justified_and_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [re.split(r"[<>=~!\[ ]", d)[0] for d in project["project"]["dependencies"]]
    named += [
        re.split(r"[<>=~!\[ ]", d)[0] for group in project["project"]["optional-dependencies"].values() for d in group
    ]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert [n for n in named if f"`{n}`" not in page] == []
    assert [n for n in named if not re.search(rf"^{re.escape(n)}==", locked, re.MULTILINE)] == []


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line]
    assert all(
        "--hash=sha256:" in line or re.match(r"[\w.-]+==\S+ \\$", line) or re.match(r"[\w.-]+==\S+ ; .* \\$", line)
        for line in lines
        if line.strip()
    )


def test_no_path_of_a_machine_is_written_down() -> None:
    pattern = re.compile(r"(?:^|[^A-Za-z0-9_.])/(?:w[o]rk|t[m]p|r[o]ot|h[o]me)/[A-Za-z.]")
    text = (
        p for p in _tracked() if p.suffix in (".py", ".md", ".toml", ".csv", ".txt", ".yml", "") and p.name != "LICENSE"
    )
    found = [_name(p) for p in text if pattern.search(p.read_text(encoding="utf-8", errors="replace"))]
    assert found == []


def test_tests_and_package_stand_on_their_own() -> None:
    outside = "../" + "shared"
    inside = [p for p in _tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in ("src", "tests")]
    assert [_name(p) for p in inside if outside in p.read_text(encoding="utf-8")] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{_name(page)}: {target}"
        for page in _tracked()
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists()
    ]
    assert broken == []
