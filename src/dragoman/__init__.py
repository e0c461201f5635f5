"""dragoman reads news reporting and keeps a record: who did what to whom, when and where, who said what, and which words say so."""

from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.config import Config
    from dragoman.dataset.queries import Dataset
    from dragoman.dataset.queries import open_dataset as open  # noqa: A004  (dragoman.open(path) reads as what it does)
    from dragoman.dataset.store import Store
    from dragoman.inputs.files import read
    from dragoman.pipeline import Coder
    from dragoman.records import Problem, RawDocument, Reading

__all__ = [
    "Coder",
    "Config",
    "Dataset",
    "Problem",
    "RawDocument",
    "Reading",
    "Store",
    "__version__",
    "code",
    "open",
    "read",
]

# Names that load a model's or a store's libraries when first used, so that `import dragoman` stays quick.
_LAZY = {
    "Coder": ("dragoman.pipeline", "Coder"),
    "Config": ("dragoman.config", "Config"),
    "Dataset": ("dragoman.dataset.queries", "Dataset"),
    "Problem": ("dragoman.records", "Problem"),
    "RawDocument": ("dragoman.records", "RawDocument"),
    "Reading": ("dragoman.records", "Reading"),
    "Store": ("dragoman.dataset.store", "Store"),
    "open": ("dragoman.dataset.queries", "open_dataset"),
    "read": ("dragoman.inputs.files", "read"),
}


def code(
    text: str,
    *,
    published: str | date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    uri: str = "",
    config: "Config | None" = None,
) -> "Reading":
    """Code the text of one article and return its Reading.

    `published` is the day (a date, or a date as pages write it) that "yesterday" and "on Monday" count from. The first call loads the
    parser, which takes seconds; later calls with an equal `config` use the same Coder. Raises ConfigError for a date that is none and
    InputError where there is nothing to code.
    """
    from dragoman.config import Config  # noqa: PLC0415  (keeps `import dragoman` quick)
    from dragoman.errors import InputError  # noqa: PLC0415
    from dragoman.records import Problem, RawDocument  # noqa: PLC0415

    day = _day(published)
    raw = RawDocument(uri=uri, text=text, title=title, published=day, outlet=outlet, cleaned=True)
    result = _coder(config or Config()).code(raw)
    if isinstance(result, Problem):
        raise InputError(result.message)
    return _as_given(result) if day else result


def _day(published: str | date | None) -> str | None:
    """Return a publication day in ISO 8601."""
    if published is None:
        return None
    from dragoman.article.moments import parse_moment  # noqa: PLC0415
    from dragoman.errors import ConfigError  # noqa: PLC0415

    found = parse_moment(published.isoformat() if isinstance(published, date) else published)
    if found is None:
        raise ConfigError(f"{published!r} is not a date, or could be two; write it as 2024-03-14")
    return found


def _as_given(reading: "Reading") -> "Reading":
    """Say that the publication day was given by the caller, and not found in a page's metadata."""
    from msgspec.structs import replace  # noqa: PLC0415

    return replace(reading, article=replace(reading.article, published_basis="given"))


@lru_cache(maxsize=1)  # a loaded coder is some hundred megabytes: only the last one is kept
def _coder(config: "Config") -> "Coder":
    from dragoman.pipeline import Coder  # noqa: PLC0415

    return Coder(config)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
