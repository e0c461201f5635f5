"""What all tests share: one loaded coder, since loading the parser takes seconds."""

from typing import TYPE_CHECKING

import pytest

from dragoman.config import Config

if TYPE_CHECKING:
    from dragoman.pipeline import Coder


@pytest.fixture(scope="session")
def coder() -> "Coder":
    """Return a coder with default settings."""
    return _load(Config())


@pytest.fixture(scope="session")
def coder_as_given() -> "Coder":
    """Return a coder that codes text exactly as given, parses every sentence, and goes by its rules alone: what tests of rules and entries are about."""
    return _load(Config(clean=False, gate=False, fast=True))


def _load(config: Config) -> "Coder":
    from dragoman.pipeline import Coder  # noqa: PLC0415  (tests that need no parser do not wait for it)

    return Coder(config)
