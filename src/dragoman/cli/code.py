"""`dragoman code`: inputs through the coder to the terminal, a JSONL stream or a dataset."""

from argparse import Namespace
from collections.abc import Callable

from dragoman.records import Problem, RawDocument, Reading

TOLD = 20  # problems told one by one; the rest is counted
INTERRUPTED = 130

Sink = Callable[[Reading], None]
Item = RawDocument | Problem


def run(arguments: Namespace) -> int:
    """Code the inputs and return 0, 1 where something could not be coded, or 130 when interrupted."""
    return 0
