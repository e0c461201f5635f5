"""Where a report says it was written. All beginnings are invented."""

import pytest

from dragoman.language.datelines import find_dateline


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("NAIROBI, March 3 (Reuters) – Police said", "NAIROBI", "NAIROBI, March 3 (Reuters) – "),
        ("NAIROBI (AP) — Police said", "NAIROBI", "NAIROBI (AP) — "),
        ("OSLO – The premier said", "OSLO", "OSLO – "),
        ("NEW DELHI - Stocks fell", "NEW DELHI", "NEW DELHI - "),
        ("VIENNA, Ill. (AP) -- A fire", "VIENNA, Ill.", "VIENNA, Ill. (AP) -- "),
        ("Kabul, Afghanistan (CNN) -- A bomb", "Kabul, Afghanistan", "Kabul, Afghanistan (CNN) -- "),
        ("BEIJING, Jan. 10 (Xinhua) -- China", "BEIJING", "BEIJING, Jan. 10 (Xinhua) -- "),
        ("BOGOTA, 4 FEB 90 (EFE) -- THE ARMY", "BOGOTA", "BOGOTA, 4 FEB 90 (EFE) -- "),
        ("PORT-AU-PRINCE, Haiti — Rain", "PORT-AU-PRINCE, Haiti", "PORT-AU-PRINCE, Haiti — "),
    ],
)
def test_a_dateline_ends_where_the_report_begins(text: str, place: str, line: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (text[found.start : found.place_end], text[: found.end]) == (place, line)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya seems to be (it says) at peace.",
        "Angela Merkel (left) met farmers.",
        "The Ministry of Defence (MoD) said no.",
        "(Reuters) - Somali troops",
        "It rained in Oslo - and in Bergen.",
        "",
    ],
)
def test_other_beginnings_are_none(text: str) -> None:
    assert find_dateline(text) is None
