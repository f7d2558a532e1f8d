"""One application gives the same findings in every shape and style, but for addresses and what a shape cannot say."""

import pytest

from htq_core import Coverage, Report, Source, Status, check
from htq_core.standards.library import builtin_library
from tests.making.applications import MadeApplication
from tests.making.clean import clean_application
from tests.making.layouts import in_template
from tests.making.shapes import WRITERS

STANDARD = builtin_library().standards[0]
NO_REASONS = tuple(f"COV-{number:02}" for number in range(4, 13))
NO_STATEMENTS = ("KSB-05", "KSB-06", "KSB-09")
CANNOT_SAY = {
    "matrix, ticks": ("REF-06",),
    "matrix, x": ("REF-06",),
    "matrix, letters": ("REF-06",),
    "matrix, words": ("REF-06",),
    "matrix, percentages": ("REF-06",),
    "matrix across": ("REF-06", *NO_REASONS, *NO_STATEMENTS),
    "unit first": ("REF-06", *NO_REASONS, *NO_STATEMENTS),
    "outcome first": (*NO_REASONS, *NO_STATEMENTS),
}
"""The rules that look at what a shape has no place for, by the beginning of its name."""


def flawed() -> MadeApplication:
    """An application with faults of many kinds."""
    clean = clean_application(STANDARD, STANDARD.options[0].title if STANDARD.options else "")
    partial = next(claim for claim in clean.claims if claim.coverage == "Partial")
    full = [claim for claim in clean.claims if claim.coverage == "Full"]
    optional = str(clean.optional[0].code)
    seeded = clean.with_claim(partial.ksb, reason=None).with_claim(full[0].ksb, units=("U99",))
    return seeded.with_claim(full[3].ksb, units=(optional,)).with_unit(optional, credits=5)


def report_of(application: MadeApplication, writer: str = "") -> Report:
    made = WRITERS[writer](application, STANDARD) if writer else in_template(application, STANDARD)
    return check(Source("mapping.xlsx", made.mapping), Source("structure.xlsx", made.structure))


def told(report: Report, *, but_for: tuple[str, ...]) -> set[tuple[str, str | None, str | None]]:
    return {(f.rule, f.subject.ksb, f.subject.unit) for f in report.findings if f.rule not in but_for}


def coverage_of(report: Report) -> dict[str, tuple[Coverage | None, tuple[str, ...], bool | None]]:
    return {row.code: (row.coverage, row.units, row.guaranteed) for row in report.occupations[0].rows}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("application", [clean_application(STANDARD), flawed()], ids=["clean", "flawed"])
def test_findings_are_the_same_in_every_shape(application: MadeApplication, writer: str) -> None:
    but_for = tuple(rule for name, rules in CANNOT_SAY.items() if writer.startswith(name) for rule in rules)
    rows, other = report_of(application), report_of(application, writer)
    difference = told(other, but_for=but_for) ^ told(rows, but_for=but_for)
    assert difference == set()
    assert other.with_status(Status.BROKE) == ()
    seen = [
        {row.code: (row.coverage, row.units, row.guaranteed) for row in r.occupations[0].rows} for r in (rows, other)
    ]
    assert seen[1] == seen[0]
    assert Coverage.PARTIAL in {row.coverage for row in other.occupations[0].rows}
