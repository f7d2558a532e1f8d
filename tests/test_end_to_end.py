"""From bytes to report: clean pairs are clean, and every seeded defect is found at its cell, in every layout."""

import os
from functools import cache
from itertools import product

import pytest

from htq_core import Choice, Report, Severity, Source, Status, check
from htq_core.rules import RULES
from htq_core.standards.library import builtin_library
from htq_core.standards.standard import Standard
from tests.making.clean import Shape, clean_application
from tests.making.defects import DEFECTS, Defect, Seeded
from tests.making.layouts import LAYOUTS
from tests.making.writing import Made

SHAPES = {
    "options": Shape(),
    "mandatory only": Shape(mandatory=8, optional=0, choose=0),
    "two pathways": Shape(mandatory=4, optional=4, choose=1, pathways=("North", "South")),
    "module codes": Shape(codes="HLT"),
}
STANDARDS = builtin_library().standards
EVERY_STANDARD = bool(os.environ.get("HTQ_EVERY_STANDARD"))
"""Set the variable to seed each defect into every standard; otherwise each layout takes one of them first."""
TURN = {"template": "ST9001", "university": "ST9002", "statement_first": "ST9003"}


def option_of(standard: Standard) -> str:
    return standard.options[0].title if standard.options else ""


@cache
def clean(standard: Standard, layout: str, shape: str = "options") -> Made:
    application = clean_application(standard, option_of(standard), shape=SHAPES[shape])
    return LAYOUTS[layout](application, standard)


def report_on(mapping: bytes | None, structure: bytes | None, seeded: Seeded | None = None) -> Report:
    choice = Choice(reference=seeded.chosen_reference, version=seeded.chosen_version) if seeded else Choice()
    library = builtin_library()
    if seeded and seeded.standard:
        library = library.with_record(seeded.standard)
    return check(
        Source("mapping.xlsx", mapping) if mapping is not None else None,
        Source("structure.xlsx", structure) if structure is not None else None,
        choice,
        library=library,
    )


def told(report: Report, severity: Severity) -> list[str]:
    """Findings of one severity, short enough to read in a failing test."""
    return [f"{f.rule} {f.message} {f.found} {[str(w) for w in f.where][:3]}" for f in report.of_severity(severity)]


@pytest.mark.parametrize(("layout", "shape"), list(product(LAYOUTS, SHAPES)))
@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: f"{standard.reference}@{standard.version}")
def test_a_clean_pair_has_nothing_to_fix(standard: Standard, layout: str, shape: str) -> None:
    made = clean(standard, layout, shape)
    report = report_on(made.mapping, made.structure)
    assert told(report, Severity.FIX) == []
    assert report.with_status(Status.BROKE) == ()
    assert report.occupations[0].reference == standard.reference
    assert len(report.units) > 4


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("defect", DEFECTS, ids=[f"{d.rule}-{d.name}" for d in DEFECTS])
def test_a_seeded_defect_is_found_at_its_cell(defect: Defect, layout: str) -> None:
    tried = 0
    for standard in STANDARDS if EVERY_STANDARD else sorted(STANDARDS, key=lambda s: s.reference != TURN[layout]):
        application = clean_application(standard, option_of(standard))
        seeded = defect.change(application, standard)
        if seeded is None or (tried and not EVERY_STANDARD):
            continue
        tried += 1
        made = LAYOUTS[layout](seeded.application, seeded.standard)
        report = report_on(*defect.files(made), seeded)
        found = [finding for finding in report.findings if finding.rule == defect.rule]
        assert found, f"{standard.reference}: {[o.reason for o in report.outcomes if o.rule == defect.rule]}"
        where = {str(place) for finding in found for place in finding.where}
        assert {str(made.cell(*place)) for place in seeded.places} <= where
        assert report.with_status(Status.BROKE) == ()
    assert tried


def test_every_rule_has_a_defect() -> None:
    assert {rule.id for rule in RULES} == {defect.rule for defect in DEFECTS}
