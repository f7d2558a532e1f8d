"""A KSB mapping: grid to claims."""

from dataclasses import replace

from htq_core.location import Location
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.read_as import Shape
from htq_core.model.records import Claim, MappingSheet
from htq_core.reading.claims import is_filled
from htq_core.reading.details import read_details
from htq_core.reading.grid import Grid
from htq_core.reading.mapping_tables import MATRICES, TableReader, how_read, read_table
from htq_core.reading.matrix_claims import joined_claim
from htq_core.reading.repairs import NO_REPAIRS, Repairs
from htq_core.reading.stated import TICK_COLUMNS
from htq_core.reading.survey import Survey, survey
from htq_core.reading.table import Notebook, Table

WANTED_TABLE = "a table with a row for each KSB: its code, its coverage and the units that cover it"
MOST_COMPARED = 20
"""Rows of one KSB with which those of a further sheet are compared."""
IMPLIED = {Shape.MATRIX: "units", Shape.MATRIX_ACROSS: "units", Shape.UNIT_FIRST: "ksb"}
"""The shapes that state coverage in the cells of another field."""
_NEEDED = {
    "ksb": "a column for the KSB codes",
    "coverage": "a column for the coverage",
    "units": "a column for the units",
}


def read_mapping(
    grid: Grid, found: Survey | None = None, repairs: Repairs = NO_REPAIRS
) -> tuple[MappingSheet | None, list[Problem]]:
    """The claims and details of a KSB mapping, and what could not be read; ``None`` when no table of KSBs is found."""
    found = found or survey(grid)
    book = Notebook(grid.book, repairs)
    if not found.mapping:
        book.note(ProblemKind.MISSING_TABLE, None, "mapping", wanted=WANTED_TABLE)
        return None, book.problems
    chosen = _chosen([read_table(table, repairs) for table in found.mapping])
    main = chosen[0][0].table
    tables = tuple(how_read(reading) for reading, _ in chosen)
    chosen.sort(key=lambda each: [sheet is each[0].table.own_sheet for sheet in grid.sheets].index(True))
    claims = _in_one_list(chosen)
    for reading, _ in chosen:
        book.problems.extend(reading.notes.problems)
        book.repaired.extend(reading.notes.repaired)
    _note_gaps(main, claims, book)
    ends: dict[int, int] = {}
    for reading, _ in chosen:
        sheet_read, last = id(reading.table.own_sheet), reading.table.last_own_row(reading.last_row)
        ends[sheet_read] = max(last, ends.get(sheet_read, 0))
    sheet = MappingSheet(
        claims=tuple(
            claim if claim.position == position else replace(claim, position=position)
            for position, claim in enumerate(claims)
        ),
        details=read_details(grid, found, ends, book),
        header=_header(main),
        columns_said=main.headers_said,
        book=grid.book,
        tables=tables,
        repaired=tuple(book.repaired),
    )
    return sheet, book.problems


def _header(table: Table) -> dict[str, Location]:
    """The header cell of each field; what is marked in the cells of the units has its place there."""
    header = table.locations_with("coverage", TICK_COLUMNS)
    if table.shape in IMPLIED:
        header.setdefault("coverage", header[IMPLIED[table.shape]])
    return header


def _chosen(readings: list[TableReader]) -> list[tuple[TableReader, list[Claim]]]:
    """The tables of several sheets as one mapping: each with its claims that count, the most filled in first.

    A blank row counts where no other sheet says anything of its KSB; a filled one unless another says all that it does.
    A table that nobody has filled in counts only if all its KSBs are its own.
    """
    ranked = sorted(readings, key=lambda r: (-r.filled, -len(r.claims), -r.table.score))
    filled: dict[str, set[int]] = {}
    for number, reading in enumerate(ranked):
        for claim in filter(is_filled, reading.claims):
            filled.setdefault(claim.ksb, set()).add(number)
    kept: dict[str, list[Claim]] = {}
    chosen: list[tuple[TableReader, list[Claim]]] = []
    for number, reading in enumerate(ranked):
        own = [claim for claim in reading.claims if is_filled(claim) or filled.get(claim.ksb, set()) <= {number}]
        if chosen:
            own = [claim for claim in own if not any(_says_no_more(claim, other) for other in kept.get(claim.ksb, ()))]
        if chosen and (not own or (not reading.filled and kept.keys() & {claim.ksb for claim in reading.claims})):
            continue
        chosen.append((reading, own))
        for claim in own:
            if len(kept.setdefault(claim.ksb, [])) < MOST_COMPARED:
                kept[claim.ksb].append(claim)
    return chosen


def _in_one_list(chosen: list[tuple[TableReader, list[Claim]]]) -> list[Claim]:
    """The claims of all tables. What several matrices say of a KSB, each for units of its own, is one claim."""
    claims: list[Claim] = []
    place: dict[str, int] = {}
    for reading, own in chosen:
        before = dict(place)
        for claim in own:
            number = before.get(claim.ksb) if reading.table.shape in MATRICES else None
            joined = joined_claim(claims[number], claim) if number is not None else None
            if number is not None and joined:
                claims[number] = joined
                continue
            if reading.table.shape in MATRICES:
                place.setdefault(claim.ksb, len(claims))
            claims.append(claim)
    return claims


def _says_no_more(claim: Claim, other: Claim) -> bool:
    """Whether another claim for the same KSB says all that this one says."""
    return set(claim.coverages) <= set(other.coverages) and all(
        claim.said(name) in ("", other.said(name)) for name in ("units", "reason")
    )


def _note_gaps(table: Table, claims: list[Claim], book: Notebook) -> None:
    """Needed columns that are missing, and a table that nobody has filled in."""
    implied = table.shape in IMPLIED or set(TICK_COLUMNS) & set(table.columns)
    names = set(table.columns) | ({"coverage"} if implied else set())
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
