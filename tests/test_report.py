"""What a report says of itself."""

import pytest

from htq_core import Coverage, Kind, KsbRow, Reach


@pytest.mark.parametrize(
    ("stated", "proved", "reach"),
    [
        (Coverage.FULL, True, Reach.GUARANTEED),
        (Coverage.FULL, False, Reach.POSSIBLE),
        (Coverage.FULL, None, Reach.UNPROVED),
        (Coverage.PARTIAL, True, Reach.PARTIAL),
        (Coverage.PARTIAL, False, Reach.PARTIAL),
        (Coverage.NOT_COVERED, None, Reach.NONE),
        (None, True, Reach.UNSTATED),
    ],
)
def test_a_ksb_reaches_no_further_than_is_stated_and_proved(
    stated: Coverage | None, proved: bool | None, reach: Reach
) -> None:
    row = KsbRow(code="K1", kind=Kind.KNOWLEDGE, statement="", coverage=stated, units=(), guaranteed=proved, where=None)
    assert row.reach is reach
