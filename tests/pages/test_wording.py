"""Dates, counts and sizes as people write them."""

import pytest

from pages.parts import wording


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2027-03-05", "5 March 2027"), ("2021-02-19T00:00:00", "19 February 2021"), ("Not set", ""), ("", "")],
)
def test_dates_are_written_out(iso: str, words: str) -> None:
    assert wording.long_date(iso) == words


def test_a_month_is_written_out() -> None:
    assert wording.month("2023-01") == "January 2023"


@pytest.mark.parametrize(("count", "words"), [(1, "1 unit"), (0, "0 units"), (1200, "1,200 units")])
def test_nouns_follow_their_count(count: int, words: str) -> None:
    assert wording.plural(count, "unit") == words


@pytest.mark.parametrize(("count", "words"), [(10, "1 kB"), (17_400, "17 kB"), (2_500_000, "2.5 MB")])
def test_sizes_are_short(count: int, words: str) -> None:
    assert wording.size(count) == words


def test_a_subject_is_safe_in_an_address() -> None:
    assert wording.mailto("Two words").endswith("?subject=Two%20words")
