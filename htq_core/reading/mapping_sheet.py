"""A KSB mapping: grid to claims."""

from dataclasses import replace

from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.records import Claim, MappingSheet
from htq_core.reading.claims import TICK_COLUMNS, ClaimReader, is_filled, settled
from htq_core.reading.details import read_details
from htq_core.reading.grid import Grid
from htq_core.reading.survey import Survey, survey
from htq_core.reading.table import Notebook, Table

WANTED_TABLE = "a table with a row for each KSB: its code, its coverage and the units that cover it"
_NEEDED = {
    "ksb": "a column for the KSB codes",
    "coverage": "a column for the coverage",
    "units": "a column for the units",
}


def read_mapping(grid: Grid, found: Survey | None = None) -> tuple[MappingSheet | None, list[Problem]]:
    """The claims and details of a KSB mapping, and what could not be read; ``None`` when no table of KSBs is found."""
    found = found or survey(grid)
    book = Notebook(grid.book)
    if not found.mapping:
        book.note(ProblemKind.MISSING_TABLE, None, "mapping", wanted=WANTED_TABLE)
        return None, book.problems
    chosen = _chosen([ClaimReader(settled(_with_comments(table))) for table in found.mapping])
    main = chosen[0].table
    chosen.sort(key=lambda reading: [sheet is reading.table.sheet for sheet in grid.sheets].index(True))
    claims = [claim for reading in chosen for claim in reading.claims]
    for reading in chosen:
        book.problems.extend(reading.notes.problems)
    _note_gaps(main, claims, book)
    ends = {id(reading.table.sheet): reading.last_row for reading in chosen}
    sheet = MappingSheet(
        claims=tuple(
            claim if claim.position == position else replace(claim, position=position)
            for position, claim in enumerate(claims)
        ),
        details=read_details(grid, found, ends, book),
        header=main.locations_with("coverage", TICK_COLUMNS),
        columns_said=main.headers_said,
    )
    return sheet, book.problems


def _with_comments(table: Table) -> Table:
    """The table with comments as reasons: after those in a column for reasons, or on their own where there is none."""
    columns = dict(table.columns)
    if comments := columns.pop("comment", ()):
        columns["reason"] = (*columns.get("reason", ()), *comments)
    return replace(table, columns=columns)


def _chosen(readings: list[ClaimReader]) -> list[ClaimReader]:
    """The table most filled in, and those of other sheets that add KSBs of their own (one sheet for each kind)."""
    ranked = sorted(readings, key=lambda r: (-r.filled, -len(r.claims), -r.table.score))
    chosen, codes = [ranked[0]], {claim.ksb for claim in ranked[0].claims}
    for reading in ranked[1:]:
        further = {claim.ksb for claim in reading.claims}
        if further and not further & codes:
            chosen.append(reading)
            codes |= further
    return chosen


def _note_gaps(table: Table, claims: list[Claim], book: Notebook) -> None:
    """Needed columns that are missing, and a table that nobody has filled in."""
    names = set(table.columns) | ({"coverage"} if set(TICK_COLUMNS) & set(table.columns) else set())
    key = next((name for name in ("ksb", "statement") if name in names), "")
    where = table.header_at(key) if key else table.first_header
    for name, wanted in _NEEDED.items():
        if name not in names:
            book.note(ProblemKind.MISSING_COLUMN, where, name, wanted=wanted)
    if claims and "coverage" in names and not any(is_filled(claim) for claim in claims):
        book.note(ProblemKind.NOT_FILLED_IN, claims[0].at("coverage"), "coverage", wanted="the coverage of each KSB")
    elif not claims and "ksb" in names and not book.problems:
        first = table.location(table.header_row + 1, table.columns["ksb"][0])
        book.note(ProblemKind.NOT_FILLED_IN, first, "ksb", wanted="a row for each KSB")
