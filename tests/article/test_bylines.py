"""Lines that say who wrote an article and when."""

import pytest

from dragoman.article.bylines import read_credit


@pytest.mark.parametrize(
    ("line", "byline", "published"),
    [
        ("By Ana Lima", "Ana Lima", ""),
        ("by Issouf Barrault and Naomi Keïta-Lowe", "Issouf Barrault and Naomi Keïta-Lowe", ""),
        ("By Ana Lima, Staff Writer", "Ana Lima", ""),
        ("By Ana de la Cruz in Quito | Reuters", "Ana de la Cruz", ""),
        ("BY ANA LIMA", "ANA LIMA", ""),
        ("By Morten Lindqvist-Bay, 19 January 2024", "Morten Lindqvist-Bay", "2024-01-19"),
        ("from our correspondent Pavel Hlinka, Friday 17 May 2024", "Pavel Hlinka", "2024-05-17"),
        ("Text: Agata Wroniecka", "Agata Wroniecka", ""),
        ("Posted by Ana Lima on May 3, 2021 at 5:40 pm", "Ana Lima", "2021-05-03T17:40:00"),
        ("Published: 27 February 2024, 21:08 GMT  |  Updated: 28 February 2024, 06:30 GMT", "", "2024-02-27T21:08:00+00:00"),
        ("Tuesday, June 11, 2024 - 5:40 pm", "", "2024-06-11T17:40:00"),
        ("This story is from March 10, 2002", "", "2002-03-10"),
        ("Updated 3 May 2021", "", "2021-05-03"),
        ("2021-05-03 | 3 min read", "", "2021-05-03"),
    ],
)  # fmt: skip
def test_a_credit_is_read(line: str, byline: str, published: str) -> None:
    credit = read_credit(line)
    assert credit is not None
    assert (credit.byline, credit.published) == (byline, published)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday Ana Lima had left the country and nobody knew where she was.",
        "By the time Ana Lima arrived, the talks were over",
        "Report: Ana Lima Asked Ministers To Use Private Mail",
        "By all means",
        "On 3 May 2021 soldiers crossed the border.",
        "Election day is 3 May 2021",
        "By Ana Lima" + " and so on" * 30,
        "",
    ],
)
def test_what_says_more_is_no_credit(line: str) -> None:
    assert read_credit(line) is None
