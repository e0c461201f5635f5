"""dragoman reads news reporting and keeps a record: who did what to whom, when and where, who said what, and which words say so."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.config import Config
    from dragoman.pipeline import Coder
    from dragoman.records import Reading

__all__ = ["Coder", "Config", "Reading", "__version__"]

# Names that load a model's libraries when first used, so that `import dragoman` stays quick.
_LAZY = {"Coder": "dragoman.pipeline", "Config": "dragoman.config", "Reading": "dragoman.records"}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
