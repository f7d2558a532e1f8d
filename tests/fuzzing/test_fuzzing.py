"""A short run of what ``python -m tests.fuzzing`` does for as long as it is told."""

from hypothesis import HealthCheck, given, settings

from tests.fuzzing.cells import MAPPINGS, STRUCTURES
from tests.fuzzing.mutations import beginnings, spoilt
from tests.fuzzing.trying import report_on


def test_spoilt_files_end_in_a_report_or_a_refusal() -> None:
    refused = sum(bool(report_on(spoilt(seed), beginnings()[1]).sources[0].unreadable) for seed in range(120))
    assert 0 < refused < 120


@given(MAPPINGS, STRUCTURES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_odd_cells_end_in_a_report(mapping: bytes, structure: bytes) -> None:
    assert len(report_on(mapping, structure).sources) == 2
