"""Readings of short invented texts, coded exactly as given."""

from collections.abc import Callable

import pytest

from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read(coder_as_given: Coder) -> Read:
    """Return a function from text (and title) to its reading, which holds no problem of dragoman's own."""

    def reading(text: str, title: str | None = None) -> Reading:
        done = coder_as_given.code(RawDocument(uri="test", text=text, title=title, cleaned=True))
        assert isinstance(done, Reading)
        assert not [p for p in done.problems if p.kind == "failed"]
        return done

    return reading
