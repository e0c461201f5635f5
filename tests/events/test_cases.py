"""Golden cases by construction: cases/*.txt, all coded together. A leading "?" marks a known gap; one that closes must be promoted."""

from pathlib import Path

import pytest

from dragoman.evaluate.cases import Case, Expected, read_cases
from dragoman.evaluate.expectations import Coded, coded_of, fits, told
from dragoman.pipeline import Coder
from dragoman.records import Event, RawDocument, Reading

CASES = [case for file in sorted((Path(__file__).parent / "cases").glob("*.txt")) for case in read_cases(file)]


@pytest.fixture(scope="module")
def coded(coder_as_given: Coder) -> dict[str, tuple[Coded, ...]]:
    raws = [RawDocument(uri=c.id, text=c.text, published=c.published, cleaned=True) for c in CASES]
    readings = coder_as_given.code_many(raws)
    return {c.id: coded_of(r) for c, r in zip(CASES, readings, strict=True) if isinstance(r, Reading)}


def met(expected: Expected, found: tuple[Coded, ...]) -> bool:
    """Tell whether an expectation is met; `none` asks that nothing is told to have happened."""
    if expected.kind == "none":
        return not any(isinstance(c.thing, Event) and c.thing.current for c in found)
    return any(fits(expected, c) for c in found)


@pytest.mark.parametrize("case", CASES, ids=[c.id for c in CASES])
def test_case(coded: dict[str, tuple[Coded, ...]], case: Case) -> None:
    found = coded[case.id]
    said = [case.why, case.text, *(told(c) for c in found if c.kind == "event")]
    assert not [e for e in case.expected if not e.gap and not met(e, found)], said
    assert not [e for e in case.expected if e.gap and met(e, found)], [*said, "a gap that closed: remove its ?"]
