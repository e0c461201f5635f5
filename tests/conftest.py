"""What all tests share: one loaded coder, since loading the parser takes seconds."""

import pytest

from dragoman.config import Config
from dragoman.pipeline import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """Return a coder with default settings."""
    return Coder(Config())


@pytest.fixture(scope="session")
def coder_as_given() -> Coder:
    """Return a coder that codes text exactly as given and parses every sentence."""
    return Coder(Config(clean=False, gate=False))
