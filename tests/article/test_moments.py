"""Publication days from the many shapes in which they are written; a doubtful one is none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article.moments import find_moment, parse_moment


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-03-14", "2024-03-14"),
        ("2024-03-14T18:42:00+05:00", "2024-03-14T18:42:00+05:00"),
        ("2024-03-14T18:42:00.123Z", "2024-03-14T18:42:00+00:00"),
        ("2024-03-14T18:42:00+0545", "2024-03-14T18:42:00+05:45"),
        ("2024-03-14 18:42:00", "2024-03-14T18:42:00"),
        ("2024-03-14 18:42:00 UTC", "2024-03-14T18:42:00+00:00"),
        ("2024-03-14 18:42:00 +0300", "2024-03-14T18:42:00+03:00"),
        ("2024-3-4", "2024-03-04"),
        ("2024/03/14", "2024-03-14"),
        ("2024.03.14.", "2024-03-14"),
        ("14.3.2024", "2024-03-14"),
        ("20240314", "2024-03-14"),
        ("202403141842", "2024-03-14T18:42:00"),
        ("20240314T184200Z", "2024-03-14T18:42:00+00:00"),
        ("1710423720", "2024-03-14T13:42:00+00:00"),
        ("1710423720000", "2024-03-14T13:42:00+00:00"),
        ("1710423720.5", "2024-03-14T13:42:00+00:00"),
        ("Thu, 14 Mar 2024 18:42:00 GMT", "2024-03-14T18:42:00+00:00"),
        ("Thu, 14 Mar 2024 18:42:00 -0500", "2024-03-14T18:42:00-05:00"),
        ("Thursday, 14 March 2024", "2024-03-14"),
        ("March 14th, 2024", "2024-03-14"),
        ("14th of March 2024", "2024-03-14"),
        ("14-Mar-2024", "2024-03-14"),
        ("2024 March 14", "2024-03-14"),
        ("Mar. 4, 2024 at 9:05 a.m. EST", "2024-03-04T09:05:00-05:00"),
        ("Mar 4, 2024, 12:05 AM", "2024-03-04T00:05:00"),
        ("Tuesday, June 11, 2024 - 5:40 pm", "2024-06-11T17:40:00"),
        ("Wednesday 22 May 2024, 8.15pm", "2024-05-22T20:15:00"),
        ("18:42, 14 March 2024", "2024-03-14T18:42:00"),
        ("9:30 am on 14 March 2024", "2024-03-14T09:30:00"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("05/05/2024", "2024-05-05"),
        ("  14 March\n2024 ", "2024-03-14"),
    ],
)
def test_many_shapes_become_iso(written: str, iso: str) -> None:
    assert parse_moment(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "2024",
        "March 2024",
        "03/04/2024",  # March or April
        "2024-13-45",
        "2023-02-30",
        "0000-00-00",
        "Friday 14 March 2024",  # a Thursday
        "12",
        "123456",
        "99999999999999999999",
        "14 Brumaire 2024",
        "0001-01-01",
        "2024-W11-4",
    ],
)
def test_what_is_no_day_or_two_is_none(written: str) -> None:
    assert parse_moment(written) is None


def test_an_offset_that_means_several_is_left_open() -> None:
    assert parse_moment("14 March 2024 18:42 IST") == "2024-03-14T18:42:00"


@given(st.text(max_size=80))
def test_nothing_raises(written: str) -> None:
    found = parse_moment(written)
    assert found is None or len(found) >= len("2024-03-14")


SHAPES = ["%Y-%m-%dT%H:%M:%S", "%d %B %Y", "%B %d, %Y", "%A, %d %b %Y", "%Y%m%d%H%M%S", "%d.%m.%Y"]


@given(st.datetimes(min_value=datetime(1600, 1, 1), max_value=datetime(2099, 12, 31)), st.sampled_from(SHAPES))  # noqa: DTZ001
def test_what_is_written_is_read_back(moment: datetime, shape: str) -> None:
    assert (parse_moment(moment.strftime(shape)) or "").startswith(moment.strftime("%Y-%m-%d"))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Ana Lima, 19 January 2024", ("2024-01-19", "19 January 2024")),
        ("Posted on May 3, 2021 by admin", ("2021-05-03", "May 3, 2021")),
        ("From 3 May 2021 to 4 May 2021", None),
        ("report-2021-05-03a.pdf", None),
        ("no day at all", None),
    ],
)
def test_the_only_day_of_a_line_is_found(line: str, found: tuple[str, str] | None) -> None:
    moment = find_moment(line)
    assert (moment and (moment[0], line[moment[1] : moment[2]])) == found
