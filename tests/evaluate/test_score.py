"""The arithmetic behind every figure that is reported."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate import score


@given(st.integers(0, 500), st.integers(0, 500))
def test_wilson_interval_holds_the_share(right: int, wrong: int) -> None:
    low, high = score.wilson(right, right + wrong)
    assert 0 <= low <= high <= 1
    if right + wrong:
        assert low - 1e-9 <= right / (right + wrong) <= high + 1e-9


def test_wilson_against_a_published_example() -> None:
    low, high = score.wilson(81, 263)  # Newcombe 1998, table I, method 3
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_precision_recall_f1_from_counts() -> None:
    precision, recall, f1 = score.precision_recall_f1(6, 8, 12, name="type")
    assert (precision.name, precision.value, precision.n) == ("type precision", 0.75, 8)
    assert (recall.value, recall.n) == (0.5, 12)
    assert f1.value == pytest.approx(0.6)


def test_nothing_found_and_nothing_wanted_is_zero_not_a_crash() -> None:
    assert [figure.value for figure in score.precision_recall_f1(0, 0, 0)] == [0, 0, 0]


def test_macro_f1_counts_abstentions_as_misses() -> None:
    pairs = [("AID", "AID"), ("AID", None), ("COERCE", "AID"), ("COERCE", "COERCE")]
    assert score.f1_by_label(pairs) == {"AID": 0.5, "COERCE": pytest.approx(2 / 3)}
    assert score.macro_f1(pairs) == pytest.approx((0.5 + 2 / 3) / 2)
    assert score.confusion(pairs) == {("AID", "-"): 1, ("COERCE", "AID"): 1}


def test_macro_f1_ignores_labels_that_gold_never_has() -> None:
    assert score.macro_f1([("AID", "PROTEST"), ("AID", "AID")]) == pytest.approx(2 / 3)


def test_bootstrap_repeats_and_brackets_the_statistic() -> None:
    items = [0.0] * 30 + [1.0] * 70

    def mean(sample: Sequence[float]) -> float:
        return sum(sample) / len(sample)

    figure = score.bounded("mean", items, mean)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < 0.7 < figure.high
    assert (figure.low, figure.high) == score.bootstrap(items, mean)
