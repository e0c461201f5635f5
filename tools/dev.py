"""The verbs of `./dev`, run inside the environment that it sets up."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MOST_WORKERS = 4  # each loads a language model of half a gigabyte

HELP = """\
./dev demo [--out DATASET]   code the bundled example archive and show what comes out
./dev check                  all checks: format, lint, types, import layers, tables, tests, quality
./dev test [pytest options]  the tests alone
./dev format                 format the code
./dev run COMMAND […]        dragoman's own command line, e.g. ./dev run code article.html
./dev lock                   renew requirements.lock from pyproject.toml
"""


def main(words: Sequence[str]) -> int:
    """Run one verb and return its exit status."""
    verb, rest = (words[0], list(words[1:])) if words else ("help", [])
    verbs = {"demo": demo, "check": check, "test": test, "format": reformat, "run": dragoman, "lock": lock}
    if verb not in verbs:
        sys.stderr.write(HELP)
        return 0 if verb in ("help", "--help", "-h") else 2
    return verbs[verb](rest)


def demo(options: list[str]) -> int:
    """Run the main job on the bundled example."""
    return dragoman(["demo", *options])


def dragoman(options: list[str]) -> int:
    """Run dragoman's command line where `./dev` was called."""
    return _call([str(BIN / "dragoman"), *options], Path(os.environ.get("DEV_CALLED_FROM", HERE)))


def check(_: list[str]) -> int:
    """Run all checks, go on after a failure, and say at the end what failed."""
    steps = {
        "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
        "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
        "types": [str(BIN / "mypy")],
        "layers": [str(BIN / "lint-imports"), "--no-logo"],
        "lexicon": [str(BIN / "dragoman"), "lexicon", "lint"],
        "actors": [str(BIN / "dragoman"), "actors", "lint"],
        "tests": _pytest([]),
        "quality": [str(BIN / "dragoman"), "evaluate", "gate", "gold"],
    }
    failed = [name for name, command in steps.items() if _step(name, command) != 0]
    _say(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def test(options: list[str]) -> int:
    """Run the tests."""
    return _call(_pytest(options))


def reformat(_: list[str]) -> int:
    """Format the code and mend what the linter can mend."""
    _call([str(BIN / "ruff"), "check", "--quiet", "--fix", "."])
    return _call([str(BIN / "ruff"), "format", "."])


def lock(_: list[str]) -> int:
    """Renew the lock files: hashes, no download addresses."""
    options = [
        "--python-version",
        "3.12",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-annotate",
        "--no-header",
        "--quiet",
        "--upgrade",
    ]
    uv = str(HERE / ".dev" / "uv" / "bin" / "uv")
    whole = [
        uv,
        "pip",
        "compile",
        *options,
        "--group",
        "dev",
        "--extra",
        "sm",
        "pyproject.toml",
        "-o",
        "requirements.lock",
    ]
    return _call(whole) or _call([uv, "pip", "compile", *options, "tools/uv.in", "-o", "tools/uv.lock"])


def _pytest(options: list[str]) -> list[str]:
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return [sys.executable, "-m", "pytest", *(["-n", str(workers)] if workers > 1 else []), *options]


def _step(name: str, command: list[str]) -> int:
    _say(f"{name}: {' '.join(Path(c).name if c.startswith('/') else c for c in command)}")
    began = time.monotonic()
    status = _call(command)
    _say(f"{name}: {'ok' if status == 0 else f'FAILED ({status})'} in {time.monotonic() - began:.1f} s")
    return status


def _call(command: list[str], where: Path = HERE) -> int:
    return subprocess.run(command, cwd=where, check=False).returncode


def _say(words: str) -> None:
    sys.stderr.write(f"dev: {words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
