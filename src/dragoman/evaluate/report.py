"""Showing a score: a table to read, and a file of errors kept outside any checkout (gold text must not end up in one)."""

import os
import textwrap
from pathlib import Path

from dragoman.errors import ConfigError
from dragoman.evaluate.score import ErrorCase, Figure, Score

WIDTH = 120


def table(score: Score) -> str:
    """Return the figures of a score as an aligned text table: name, value, 95 % interval, n."""
    width = max((len(figure.name) for figure in score.figures), default=0)
    head = f"{score.task} on {score.set}: {score.n} cases"
    lines = [_line(figure, width) for figure in score.figures]
    return "\n".join([head, *lines, *(f"  note: {note}" for note in score.notes)])


def _line(figure: Figure, width: int) -> str:
    interval = "" if figure.low is None or figure.high is None else f"[{figure.low:.3f}, {figure.high:.3f}]"
    return f"  {figure.name:<{width}}  {figure.value:6.3f}  {interval:<14}  n={figure.n}"


def errors_folder() -> Path:
    """Return where error files go unless told: a folder of the user's cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dragoman" / "errors"


def write_errors(score: Score, folder: Path | None = None) -> Path:
    """Write the errors of a score as text to read and return the file's path; an earlier file of the same task and set is replaced."""
    return write_errors_to(score, (folder or errors_folder()) / f"{score.task}-{score.set}.txt")


def write_errors_to(score: Score, target: Path) -> Path:
    """Write the errors of a score to a file and return its path. Raises ConfigError for one in dragoman's own checkout."""
    checkout = own_checkout()
    if checkout is not None and target.resolve().is_relative_to(checkout):
        raise ConfigError(
            f"{target} is inside dragoman's own checkout, where gold text must not end up; name another place"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    blocks = [table(score), *(error_text(error) for error in score.errors)]
    target.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return target


def own_checkout() -> Path | None:
    """Return the folder of the checkout that this package runs from; None where it is installed."""
    return next((folder for folder in Path(__file__).resolve().parents if (folder / ".git").exists()), None)


def error_text(error: ErrorCase) -> str:
    """Return one error as a block to read."""
    lines = [f"{error.kind}: {error.id}"]
    lines += [f"  expected  {error.expected}"] if error.expected else []
    lines += [f"  found     {error.found}"] if error.found else []
    lines += [f"  note      {error.note}"] if error.note else []
    body = textwrap.fill(" ".join(error.text.split()), WIDTH, initial_indent="  ", subsequent_indent="  ")
    return "\n".join([*lines, body])
