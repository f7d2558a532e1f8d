"""One application gives the same findings in every shape and style, but for addresses and what a shape cannot say."""

from functools import cache
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from htq_core import Choice, Coverage, ReadingChoices, Report, Source, Status, check, check_several
from htq_core.model.read_as import Shape, Sureness
from htq_core.standards.library import builtin_library
from tests.making.applications import MadeApplication
from tests.making.clean import clean_application
from tests.making.layouts import in_template
from tests.making.shapes import WRITERS

pytestmark = pytest.mark.usefixtures("few_first_steps")
STANDARD = builtin_library().standards[0]
TWO = [builtin_library().standards[number] for number in (0, 2)]
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


APPLICATIONS = {"clean": clean_application(STANDARD), "flawed": flawed()}


def report_of(application: MadeApplication, writer: str = "") -> Report:
    made = WRITERS[writer](application, STANDARD) if writer else in_template(application, STANDARD)
    return check(Source("mapping.xlsx", made.mapping), Source("structure.xlsx", made.structure))


def told(report: Report, *, but_for: tuple[str, ...]) -> set[tuple[str, str | None, str | None]]:
    return {(f.rule, f.subject.ksb, f.subject.unit) for f in report.findings if f.rule not in but_for}


def coverage_of(report: Report) -> dict[str, tuple[Coverage | None, tuple[str, ...], bool | None]]:
    return {row.code: (row.coverage, row.units, row.guaranteed) for row in report.occupations[0].rows}


@cache
def in_rows(name: str) -> Report:
    return report_of(APPLICATIONS[name])


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("name", APPLICATIONS)
def test_findings_are_the_same_in_every_shape(name: str, writer: str) -> None:
    but_for = tuple(rule for name, rules in CANNOT_SAY.items() if writer.startswith(name) for rule in rules)
    rows, other = in_rows(name), report_of(APPLICATIONS[name], writer)
    difference = told(other, but_for=but_for) ^ told(rows, but_for=but_for)
    assert difference == set()
    assert other.with_status(Status.BROKE) == ()
    seen = [
        {row.code: (row.coverage, row.units, row.guaranteed) for row in r.occupations[0].rows} for r in (rows, other)
    ]
    assert seen[1] == seen[0]
    assert Coverage.PARTIAL in {row.coverage for row in other.occupations[0].rows}


def two_standards() -> tuple[Source, Source]:
    """A workbook with the mappings of two standards on tabs of their own, and the structure."""
    workbook = Workbook()
    for number, standard in enumerate(TWO):
        made = in_template(clean_application(standard), standard)
        for sheet in ("Standard", "KSB mapping"):
            copied = load_workbook(BytesIO(made.mapping))[sheet]
            rows = workbook.create_sheet(
                f"{sheet} {standard.reference}" if sheet == "KSB mapping" else f"About {number}"
            )
            for row in copied.iter_rows(values_only=True):
                rows.append(row)
    structure = in_template(clean_application(TWO[0]), TWO[0]).structure
    data = BytesIO()
    workbook.save(data)
    return Source("route.xlsx", data.getvalue()), Source("structure.xlsx", structure)


def test_a_workbook_for_two_standards_is_checked_against_each_in_full() -> None:
    mapping, structure = two_standards()
    report = check(mapping, structure)
    assert [seen.reference for seen in report.occupations] == [standard.reference for standard in TWO]
    for seen, standard in zip(report.occupations, TWO, strict=True):
        assert [row.code for row in seen.rows] == [ksb.code for ksb in standard.ksbs]
        assert {row.where.sheet for row in seen.rows if row.where} == {f"KSB mapping {standard.reference}"}
    chosen = [(mapping, Choice(reference=standard.reference)) for standard in reversed(TWO)]
    again = check_several(chosen, structure)
    assert [seen.reference for seen in again.occupations] == [standard.reference for standard in reversed(TWO)]


def test_a_report_tells_how_the_files_were_read_and_what_was_repaired() -> None:
    made = WRITERS["matrix, x and brackets"](clean_application(STANDARD), STANDARD)
    columns = ReadingChoices(repairs={"first_teaching": {"September 2027": "October 2027"}})
    report = check(Source("m.xlsx", made.mapping), Source("s.xlsx", made.structure), columns=columns)
    mapping, *others = report.reading
    assert (mapping.sheet, mapping.shape, mapping.sure) == ("KSB matrix", Shape.MATRIX, Sureness.SURE)
    assert [column.header for column in mapping.columns["ksb"]] == ["KSB"]
    assert mapping.assumed
    assert [table.table for table in others] == ["units", "option groups"]
    assert [(repair.field, repair.meaning) for repair in report.repairs] == [("first_teaching", "October 2027")]
