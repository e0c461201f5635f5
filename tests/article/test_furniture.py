"""The table of page furniture: its examples are tests."""

import pytest

from dragoman.article.furniture import Rule, first_match, load_rules
from dragoman.article.units import plain

RULES = load_rules()


@pytest.mark.parametrize(
    ("rule", "line"), [(r, e) for r in RULES for e in r.examples], ids=lambda v: getattr(v, "id", v)
)
def test_an_example_falls_under_its_rule(rule: Rule, line: str) -> None:
    assert rule.matches(plain(line))


@pytest.mark.parametrize("line", [s for r in RULES for s in r.stays])
def test_what_stays_falls_under_no_rule(line: str) -> None:
    assert first_match(plain(line), edge=True) is None


def test_ids_are_unique_and_every_rule_has_both_kinds_of_examples() -> None:
    assert len({r.id for r in RULES}) == len(RULES)
    assert all(r.examples and r.stays for r in RULES)


@pytest.mark.parametrize(
    ("line", "edge", "obvious_only", "kind"),
    [
        ("Menu", True, False, "navigation"),
        ("Menu", False, False, None),  # a word in the middle of an article
        ("Share Tweet Email", False, True, "share_bar"),
        ("Related Articles", False, True, None),  # not furniture beyond doubt
        ("Share Tweet Email " * 50, False, False, None),  # too long to be a bar
    ],
)
def test_place_and_certainty_count(line: str, edge: bool, obvious_only: bool, kind: str | None) -> None:
    rule = first_match(plain(line), edge=edge, obvious_only=obvious_only)
    assert (rule and rule.kind) == kind
