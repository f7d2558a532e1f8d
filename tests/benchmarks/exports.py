"""What people take away: each form of the report, and the marked copy, of an application with a fault on every row.

Time of the processor is measured, not of the clock, so that a busy machine changes little.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from htq_core import Report, Source, check
from htq_core.export.annotated import annotate
from htq_core.export.docx import to_docx
from htq_core.export.html import to_html
from htq_core.export.workbook import to_workbook
from htq_core.standards.library import builtin_library
from tests.benchmarks.applications import LARGE, standard_of
from tests.making.applications import ClaimRow
from tests.making.clean import clean_application
from tests.making.layouts import LAYOUTS

ROUNDS = 9
ROWS = 200


def measure() -> None:
    """Print what each form takes."""
    report, mapping, structure = faulty()
    print(f"{ROWS} rows, {len(report.findings)} findings, a fault in every row:")
    tell("the copy of the mapping", lambda: annotate(report, mapping, None), 500)
    tell("the copy of the structure", lambda: annotate(report, None, structure), 500)
    tell("HTML", lambda: to_html(report), 300)
    tell("DOCX", lambda: to_docx(report), 300)
    tell("the findings as a workbook", lambda: to_workbook(report), 300)


def tell(what: str, make: Callable[[], object], aim: int) -> None:
    """Print the median of several goes; the first, which reads templates and styles, is told apart."""
    first, *others = (milliseconds(make) for _ in range(ROUNDS + 1))
    print(
        f"{what}: {statistics.median(others):.0f} ms, the first time {first:.0f} ms (aim: under {aim} ms)", flush=True
    )


def milliseconds(make: Callable[[], object]) -> float:
    """How long one go keeps the processor busy."""
    began = time.process_time()
    make()
    return (time.process_time() - began) * 1000


def faulty() -> tuple[Report, Source, Source]:
    """A report on an application with a fault of its own in every row."""
    standard = standard_of(ROWS)
    clean = clean_application(standard, shape=LARGE)
    rows = (replace(row, **_fault(at, row)) for at, row in enumerate(clean.claims))
    made = LAYOUTS["template"](replace(clean, claims=tuple(rows)), standard)
    files = Source("mapping.xlsx", made.mapping), Source("structure.xlsx", made.structure)
    return check(*files, library=builtin_library().with_record(standard)), *files


def _fault(at: int, row: ClaimRow) -> dict[str, Any]:
    faults: tuple[dict[str, Any], ...] = (
        {"units": (f"X{at}",)},
        {"statement": f"Some other words, and then {row.statement}"},
        {"coverage": f"Mostly, see note {at}"},
        {"coverage": "Partial", "reason": f"Place {at} at work has the machine that this asks for."},
    )
    return faults[at % len(faults)]
