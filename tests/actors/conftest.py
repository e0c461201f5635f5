"""What tests of actors share: reading a text into its mentions, and the knowledge base as installed."""

from collections.abc import Callable

import pytest

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.reading import Mention
from dragoman.actors.resolve import ActorIndex
from dragoman.pipeline import Coder
from dragoman.records import Problem, RawDocument

DAY = "2022-01-10"
type Finder = Callable[..., ActorIndex]


@pytest.fixture(scope="session")
def knowledge(coder_as_given: Coder) -> Knowledge:
    """Return the base that comes with the package."""
    return coder_as_given.knowledge


@pytest.fixture(scope="session")
def find(coder_as_given: Coder) -> Finder:
    """Return a function from text (and day) to the actors of it."""

    def found(text: str, day: str | None = DAY) -> ActorIndex:
        traced = coder_as_given.trace(RawDocument(uri="test", text=text, published=day, cleaned=True))
        assert not isinstance(traced, Problem)
        return traced[1]

    return found


def by_words(index: ActorIndex, words: str) -> list[Mention]:
    """Return the mentions whose words are those, in order."""
    return [m for m in index.mentions if m.record.evidence.quote == words]
