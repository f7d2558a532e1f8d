"""READ: files missing or swapped, and cells that cannot be read."""

from dataclasses import replace

from htq_core.standards.standard import Standard
from tests.making.applications import ErrorCell, MadeApplication, UnstoredFormula
from tests.making.defects.defect import Files, Seeded, changed_claim, defect
from tests.making.writing import Made


def _without_the_structure(made: Made) -> Files:
    return made.mapping, None


def _without_the_mapping(made: Made) -> Files:
    return None, made.structure


def _swapped(made: Made) -> Files:
    return made.structure, made.mapping


@defect("READ-01", _without_the_structure)
def structure_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """Only the mapping is given."""
    return Seeded(application, (), standard)


@defect("READ-01", _without_the_mapping)
def mapping_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """Only the structure is given."""
    return Seeded(application, (), standard)


@defect("READ-02", _swapped)
def files_are_swapped(application: MadeApplication, standard: Standard) -> Seeded:
    """Each file is in the other's place."""
    return Seeded(application, (), standard)


@defect("READ-03")
def coverage_column_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """The mapping has no column for coverage."""
    return Seeded(replace(application, left_out=frozenset({("claim", "coverage")})), (), standard)


@defect("READ-03")
def credits_column_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """The units have no credits column."""
    return Seeded(replace(application, left_out=frozenset({("unit", "credits")})), (), standard)


@defect("READ-04")
def mapping_is_not_filled_in(application: MadeApplication, standard: Standard) -> Seeded:
    """The mapping lists the KSBs and nothing else."""
    blank = {"coverage": None, "units": (), "outcomes": None, "assessment": None, "reason": None}
    empty = tuple(replace(row, **blank) for row in application.claims)  # type: ignore[arg-type]
    return Seeded(replace(application, claims=empty), (), standard)


@defect("READ-05")
def credits_are_a_word(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit has "twenty" credits."""
    code = application.units[1].code
    return Seeded(application.with_unit(code, credits="twenty"), (("unit", str(code), "credits"),), standard)


@defect("READ-05")
def level_is_vague(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit's level is "four-ish"."""
    code = application.units[0].code
    return Seeded(application.with_unit(code, level="four-ish"), (("unit", str(code), "level"),), standard)


@defect("READ-06")
def coverage_is_an_unstored_formula(application: MadeApplication, standard: Standard) -> Seeded:
    """A coverage is a formula that was saved without its result."""
    return changed_claim(application, standard, "coverage", coverage=UnstoredFormula('=IF(1=1,"Full","")'))


@defect("READ-06")
def credits_show_an_error(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit's credits show #REF!."""
    code = application.units[2].code
    return Seeded(application.with_unit(code, credits=ErrorCell("#REF!")), (("unit", str(code), "credits"),), standard)


@defect("READ-07")
def assessment_is_to_be_confirmed(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit's assessment says TBC."""
    code = application.units[1].code
    return Seeded(application.with_unit(code, assessment="TBC"), (("unit", str(code), "assessment"),), standard)
