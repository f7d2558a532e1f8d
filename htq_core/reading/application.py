"""Both workbooks together: which of them holds what."""

from typing import NamedTuple

from htq_core.location import Book
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.records import MappingSheet, StructureSheet
from htq_core.model.remark import Remark
from htq_core.reading.choices import NO_CHOICES, ReadingChoices
from htq_core.reading.colour import shown_by_colour, shown_in_a_matrix
from htq_core.reading.grid import Grid
from htq_core.reading.mapping_sheet import WANTED_TABLE as WANTED_MAPPING
from htq_core.reading.mapping_sheet import read_mapping
from htq_core.reading.remarks import remarks_on
from htq_core.reading.repairs import Repairs
from htq_core.reading.rules_said import RulesSaid
from htq_core.reading.several import by_standard
from htq_core.reading.structure_sheet import WANTED_TABLE as WANTED_STRUCTURE
from htq_core.reading.structure_sheet import read_structure
from htq_core.reading.survey import Survey, survey


class Reading(NamedTuple):
    """What was read from the two workbooks, every problem on the way, and what else was seen.

    ``reference`` is the standard that the mapping is for, where one workbook holds the mappings of several.
    """

    mapping: MappingSheet | None
    structure: StructureSheet | None
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...] = ()
    reference: str = ""


def read_applications(
    mapping: Grid | None, structure: Grid | None, choices: ReadingChoices = NO_CHOICES
) -> tuple[Reading, ...]:
    """Read both workbooks, once for each standard whose mapping is filled in: they are never taken together."""
    source = mapping or structure
    own = choices.of_book(source.book, alone=not (mapping and structure)) if source else choices
    surveyed = survey(source, own) if source else None
    parts = by_standard(source, surveyed) if source and surveyed else ()
    if len(parts) < 2 and not any(part.reference for part in parts):
        return (read_application(mapping, structure, choices, surveyed),)
    pairs = [(part.grid, structure) if mapping else (None, part.grid) for part in parts]
    readings = (read_application(one, other, choices) for one, other in pairs)
    return tuple(read._replace(reference=part.reference) for read, part in zip(readings, parts, strict=True))


def read_application(
    mapping: Grid | None,
    structure: Grid | None,
    choices: ReadingChoices = NO_CHOICES,
    surveyed: Survey | None = None,
) -> Reading:
    """Read both workbooks; one given alone may hold both tables.

    ``surveyed`` is what stands in the mapping, or in the only workbook, where that is known already.
    A workbook that belongs in the other place gives one problem, ``WRONG_PLACE``, and nothing is read from it.
    A workbook that is not given gives no problem here.
    """
    claims: MappingSheet | None = None
    units: StructureSheet | None = None
    problems: list[Problem] = []
    remarks: list[Remark] = []
    repairs = Repairs(choices.repairs)
    for book, grid, other in ((Book.MAPPING, mapping, structure), (Book.STRUCTURE, structure, mapping)):
        if grid is None:
            continue
        known = surveyed if grid is (mapping or structure) else None
        found = known or survey(grid, choices.of_book(book, alone=other is None))
        if not (found.mapping if book is Book.MAPPING else found.units):
            missing = [_not_here(book, found)]
            problems += missing if book is Book.STRUCTURE else _with_colours(grid, found, None, missing)
            continue
        if book is Book.MAPPING or (other is None and found.mapping):
            claims, more = read_mapping(grid, found, repairs)
            problems += _with_colours(grid, found, claims, more)
        if book is Book.STRUCTURE or (other is None and found.units):
            units, more = read_structure(grid, found, repairs, RulesSaid(choices.rules))
            problems += more
        remarks += remarks_on(grid, found, [sheet for sheet in (claims, units) if sheet and sheet.book is book])
    return Reading(claims, units, tuple(dict.fromkeys(problems)), tuple(remarks))


def _with_colours(grid: Grid, found: Survey, claims: MappingSheet | None, problems: list[Problem]) -> list[Problem]:
    """The problems of a mapping, with those of cells that speak by colour, and without what these explain.

    A mapping full of them is filled in, and a matrix of them has its units and its coverage.
    """
    tables = [table for table in found.mapping if not table.turned_from]
    coloured = list(shown_by_colour(grid, tables, claims.claims)) if claims and tables else []
    crossed = list(shown_in_a_matrix(grid, found.mapping))
    explained = {ProblemKind.NOT_FILLED_IN} if coloured or crossed else set()
    explained |= {ProblemKind.MISSING_COLUMN, ProblemKind.MISSING_TABLE} if crossed else set()
    return [problem for problem in problems if problem.kind not in explained] + coloured + crossed


def _not_here(book: Book, found: Survey) -> Problem:
    wanted = WANTED_MAPPING if book is Book.MAPPING else WANTED_STRUCTURE
    kind = ProblemKind.WRONG_PLACE if found.mapping or found.units else ProblemKind.MISSING_TABLE
    return Problem(kind, book, field=book.value, wanted=wanted)
