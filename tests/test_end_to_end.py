"""From bytes to report: clean pairs are clean, and every seeded defect is found at its cell, in every layout."""

import os
from itertools import product

import pytest

from htq_core import Report, Severity, Status
from htq_core.rules import RULES
from htq_core.standards.standard import Standard
from tests.making.clean import Shape
from tests.making.defects import DEFECTS, Defect
from tests.making.layouts import LAYOUTS
from tests.making.seeding import STANDARDS, Run, clean, first_run, report_on, seed

SHAPES = {
    "options": Shape(),
    "mandatory only": Shape(mandatory=8, optional=0, choose=0),
    "two pathways": Shape(mandatory=4, optional=4, choose=1, pathways=("North", "South")),
    "module codes": Shape(codes="HLT"),
}
EVERY_STANDARD = bool(os.environ.get("HTQ_EVERY_STANDARD"))
"""Set the variable to seed each defect into every standard; otherwise each layout takes one of them first."""


def told(report: Report, severity: Severity) -> list[str]:
    """Findings of one severity, short enough to read in a failing test."""
    return [f"{f.rule} {f.message} {f.found} {[str(w) for w in f.where][:3]}" for f in report.of_severity(severity)]


@pytest.mark.parametrize(("layout", "shape"), list(product(LAYOUTS, SHAPES)))
@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: f"{standard.reference}@{standard.version}")
def test_a_clean_pair_has_nothing_to_fix(standard: Standard, layout: str, shape: str) -> None:
    made = clean(standard, layout, SHAPES[shape])
    report = report_on(made.mapping, made.structure)
    assert told(report, Severity.FIX) == []
    assert report.with_status(Status.BROKE) == ()
    assert report.occupations[0].reference == standard.reference
    assert len(report.units) > 4


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("defect", DEFECTS, ids=[f"{d.rule}-{d.name}" for d in DEFECTS])
def test_a_seeded_defect_is_found_at_its_cell(defect: Defect, layout: str) -> None:
    for run in _runs(defect, layout):
        report = run.report
        assert run.findings, f"{run.standard.reference}: {[o.reason for o in report.outcomes if o.rule == defect.rule]}"
        where = {str(place) for finding in run.findings for place in finding.where}
        assert {str(run.made.cell(*place)) for place in run.seeded.places} <= where
        assert report.with_status(Status.BROKE) == ()


@pytest.mark.parametrize("defect", DEFECTS, ids=[f"{d.rule}-{d.name}" for d in DEFECTS])
def test_only_the_expected_rules_fire(defect: Defect) -> None:
    assert first_run(defect).fired == {defect.rule, *defect.also}
    assert all(reason.endswith(".") for reason in defect.also.values())


def _runs(defect: Defect, layout: str) -> list[Run]:
    if EVERY_STANDARD:
        return [run for standard in STANDARDS if (run := seed(defect, layout, standard))]
    return [first_run(defect, layout)]


def test_every_rule_has_a_defect() -> None:
    assert {rule.id for rule in RULES} == {defect.rule for defect in DEFECTS}
