"""What is claimed for each KSB: the units that are to cover it"""

from collections.abc import Iterator, Sequence

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.ksb import COVERED, Coverage, Kind, kind_of
from htq_core.model.records import Claim
from htq_core.rules.cov import COV, any_with
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, UNITS, UNITS_COLUMN, Flag, flag, listed

LEAST_BEHAVIOURS, LEAST_ROWS = 3, 5
"""So few that a pattern in their units tells nothing."""


@COV.rule(
    "COV-13",
    Severity.FIX,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN),
    requires=("READ-04",),
    applies=lambda application: any_with(application, *COVERED),
    nothing_to_do="No KSB is marked fully or partly covered.",
    message="No unit is named for {ksb}.",
    found="Coverage is claimed, and nothing stands in {where}.",
    expected="At least one unit for every KSB that is covered.",
    fix="Name in {where} the unit or units that cover {ksb}.",
)
def coverage_names_a_unit(application: Application) -> Iterator[Flag]:
    """Full or partial coverage names at least one unit.

    Without a unit nobody can look up where the KSB is taught and assessed.
    """
    for claim in application.claims:
        if claim.coverage in COVERED and application.blank(claim, "units"):
            yield flag(claim.at("units"), shared=True, ksb=claim.ksb)


@COV.rule(
    "COV-14",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN),
    applies=lambda application: any_with(application, Coverage.NOT_COVERED),
    nothing_to_do="No KSB is marked not covered.",
    message="A unit is named for {ksb}, yet the coverage given is “Not covered”.",
    found="Not covered, and “{units}” in {where}.",
    expected="No unit beside a KSB that is not covered.",
    fix="Clear {where} if nothing covers {ksb}. If the unit covers some of it, change the coverage to Partial.",
    limits="May over-report a unit that is named only to say that it does not cover the KSB.",
)
def no_coverage_names_no_unit(application: Application) -> Iterator[Flag]:
    """A row marked not covered names no unit.

    One of the two is a slip, and only you can say which.
    """
    for claim in application.claims:
        if claim.coverage is Coverage.NOT_COVERED and claim.units_text:
            yield flag(claim.at("units"), shared=True, ksb=claim.ksb, units=claim.units_text)


@COV.rule(
    "COV-17",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    requires=("COV-18",),
    applies=lambda application: len(application.units) > 1,
    nothing_to_do="The structure has one unit only.",
    message="All behaviours rest on one unit, {unit}.",
    found="{unit} alone in {where}, for {ksb}.",
    expected="Behaviours shown in several units.",
    fix="Name the other units where learners show these behaviours. If there are none, be ready to explain why.",
    limits="Looks where three behaviours or more are covered, and their units are all found in the structure.",
)
def behaviours_do_not_all_rest_on_one_unit(application: Application) -> Iterator[Flag]:
    """Behaviours do not all rest on one unit.

    A behaviour is a way of working in everything one does, and is hard to show in a single unit.
    """
    claims = [claim for claim in application.claims if kind_of(claim.ksb) is Kind.BEHAVIOURS]
    units = _units_of_all(application, claims, LEAST_BEHAVIOURS)
    if units and len(units) == 1:
        (unit,) = units
        for claim in claims:
            if claim.coverage in COVERED:
                yield flag(claim.at("units"), ksb=claim.ksb, unit=unit, cause=f"all behaviours on {unit}")


@COV.rule(
    "COV-18",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=lambda application: len(application.units) > 1,
    nothing_to_do="The structure has one unit only.",
    message="Every row names the same units.",
    found="{units} in each of {rows} rows.",
    expected="For each KSB, the units that cover it.",
    fix="Go through the KSBs, and name for each only the units where it is taught and assessed.",
    limits="Looks where five KSBs or more are covered, and their units are all found. May miss all rows but one alike.",
)
def rows_differ_in_their_units(application: Application) -> Iterator[Flag]:
    """Rows differ: not every row names the same units.

    The same units on every row look filled down, and do not show where a KSB is met.
    """
    units = _units_of_all(application, application.claims, LEAST_ROWS)
    covered = [claim for claim in application.claims if claim.coverage in COVERED]
    for claim in covered if units else ():
        yield flag(
            claim.at("units"),
            ksb=claim.ksb,
            cause="the same units",
            units=listed(unit.key for unit in application.units if unit.key in (units or ())),
            rows=len(covered),
        )


def _units_of_all(application: Application, claims: Sequence[Claim], least: int) -> frozenset[str] | None:
    """The units that each of these KSBs is claimed by, where they are the same for all and nothing is in doubt."""
    codes = {claim.ksb for claim in claims if claim.coverage in COVERED}
    units = {application.covering_units[code] for code in codes}
    certain = not codes & application.uncertain_ksbs
    return units.pop() if certain and len(codes) >= least and len(units) == 1 else None
