"""What must hold of every file: a report or a refusal, no rule broken, in time."""

import time

from htq_core import Report, Source, Status, check

SECONDS = 10
"""Of the processor's time, so that a busy machine is no failure: more is a hang. Reading apart has its own clock."""


def report_on(mapping: bytes, structure: bytes) -> Report:
    """The report on two files. Raises AssertionError where something else came of them."""
    began = time.process_time()
    report = check(Source("mapping.xlsx", mapping), Source("structure.xlsx", structure))
    took = time.process_time() - began
    assert [outcome.rule for outcome in report.with_status(Status.BROKE)] == []
    assert took < SECONDS, f"it took {took:.1f} seconds of processor time"
    for source in report.sources:
        if source.unreadable:
            assert source.unreadable.message.endswith(".")
            assert source.unreadable.fix.endswith(".")
    report.model_dump_json()
    return report
