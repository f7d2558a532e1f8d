"""Dates, counts and sizes as people write them."""

import pytest

from htq_core import Coverage, Kind, KsbRow, OccupationSeen
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
    assert wording.mailto("a@b.org", "Two words") == "mailto:a@b.org?subject=Two%20words"


def seen(*claimed: tuple[Coverage | None, bool | None]) -> OccupationSeen:
    rows = tuple(
        KsbRow(
            code=f"K{number}", kind=Kind.KNOWLEDGE, statement="", coverage=how, units=(), guaranteed=proved, where=None
        )
        for number, (how, proved) in enumerate(claimed)
    )
    return OccupationSeen(
        reference="ST9001", version="", title="", option=None, level=4, status="", illustrative=True, published=True,
        coverage={}, rows=rows,
    )  # fmt: skip


def test_nothing_is_said_to_be_proved_that_is_not() -> None:
    full, partial, none = Coverage.FULL, Coverage.PARTIAL, Coverage.NOT_COVERED
    assert wording.proved(seen((none, None), (None, None))) == ""
    assert "all 2 KSBs" in wording.proved(seen((full, True), (partial, True), (none, None)))
    mixed = wording.proved(seen((full, True), (full, False), (partial, None), (full, None)))
    assert "1 of the 4 KSBs" in mixed
    assert "1 is missed on some pathway." in mixed
    assert "For 2 this could not be proved." in mixed


def test_a_claim_that_could_not_be_proved_says_so_in_the_table() -> None:
    rows = seen((Coverage.FULL, None), (Coverage.FULL, False), (Coverage.NOT_COVERED, None)).rows
    assert [wording.every_pathway(row) for row in rows] == ["not proved", "no", ""]
