"""A workbook that holds the mappings of several standards, one to a tab: each with the sheets that are for all."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from htq_core.model.records import Claim
from htq_core.reading.claims import is_filled
from htq_core.reading.details import answers_on
from htq_core.reading.grid import Grid, Sheet
from htq_core.reading.mapping_tables import TableReader, read_table
from htq_core.reading.survey import Survey
from htq_core.standards.reference import normal_reference
from htq_core.standards.wording import fold

FEWEST_SHARED = 3
_NAMING = ("standard", "standard_title")


class Part(NamedTuple):
    """One standard's share of a workbook. ``reference`` is empty where its tabs do not say which standard it is."""

    reference: str
    grid: Grid


def by_standard(grid: Grid, found: Survey) -> tuple[Part, ...]:
    """The workbook standard by standard, as far as filled in; whole where its tabs are not for several.

    Tabs with references of their own are for those standards. Tabs whose statements differ for the same codes are for
    standards of which nobody says which. A tab that says neither goes with the one before it.
    """
    if len({table.own_sheet.name for table in found.mapping}) < 2:
        return (Part("", grid),)
    readings = {table.own_sheet.name: read_table(table) for table in found.mapping}
    order = [sheet for sheet in grid.sheets if sheet.name in readings]
    named = {sheet.name: _reference_of(grid, sheet, found, readings[sheet.name]) for sheet in order}
    shares = _by_reference(order, named) if len({*named.values()} - {""}) > 1 else _by_statements(order, readings)
    if len(shares) < 2:
        return (Part("", grid),)
    filled = [share for share in shares if any(map(is_filled, _claims(share, readings)))] or shares[:1]
    return tuple(_part(grid, found, share, order, named) for share in filled)


def _by_reference(order: Sequence[Sheet], named: dict[str, str]) -> list[list[Sheet]]:
    shares: dict[str, list[Sheet]] = {}
    last = next(reference for sheet in order if (reference := named[sheet.name]))
    for sheet in order:
        last = named[sheet.name] or last
        shares.setdefault(last, []).append(sheet)
    return list(shares.values())


def _by_statements(order: Sequence[Sheet], readings: dict[str, TableReader]) -> list[list[Sheet]]:
    shares: list[list[Sheet]] = []
    for sheet in order:
        own = _statements([sheet], readings)
        fitting = next((share for share in shares if not _differ(own, _statements(share, readings))), None)
        if fitting is None:
            shares.append([sheet])
        else:
            fitting.append(sheet)
    return shares


def _claims(share: Sequence[Sheet], readings: dict[str, TableReader]) -> Iterator[Claim]:
    return (claim for sheet in share for claim in readings[sheet.name].claims)


def _statements(share: Sequence[Sheet], readings: dict[str, TableReader]) -> dict[str, str]:
    return {claim.ksb: fold(claim.statement) for claim in _claims(share, readings) if claim.statement}


def _differ(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether most of the codes that two tabs share have other statements."""
    shared = one.keys() & other.keys()
    return len(shared) >= FEWEST_SHARED and sum(one[code] != other[code] for code in shared) * 2 > len(shared)


def _reference_of(grid: Grid, sheet: Sheet, found: Survey, reading: TableReader) -> str:
    """The standard that a tab names: in its details, in its name, or above its table."""
    answers = answers_on(grid.book, sheet, found, reading.last_row)
    said = [entry.text for name, entry in answers if name in _NAMING]
    first = reading.table.first_own_row
    above = [cell.text for number in sorted(sheet.rows) if number < first for cell in sheet.rows[number].values()]
    named = (normal_reference(text) for text in (*said, sheet.name, *above))
    return next((reference for reference in named if reference), "")


def _names(grid: Grid, sheet: Sheet, found: Survey) -> set[str]:
    """The standards that a sheet without a mapping says it is about."""
    return {normal_reference(entry.text) for name, entry in answers_on(grid.book, sheet, found, 0) if name in _NAMING}


def _part(grid: Grid, found: Survey, share: list[Sheet], order: Sequence[Sheet], named: dict[str, str]) -> Part:
    """A standard's own tabs first, then the sheets that are not about another of the standards."""
    reference = next((named[sheet.name] for sheet in share if named[sheet.name]), "")
    others = {*named.values()} - {reference, ""}
    apart = [sheet for sheet in grid.sheets if sheet not in order]
    shared = [sheet for sheet in apart if not _names(grid, sheet, found) & others]
    return Part(reference, grid._replace(sheets=(*share, *shared)))
