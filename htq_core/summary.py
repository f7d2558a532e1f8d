"""What a report says besides findings: the occupation, its coverage, and the units."""

from collections.abc import Iterable

from htq_core.model.application import Application
from htq_core.model.ksb import Coverage, Kind, kind_of
from htq_core.model.records import Claim, MappingSheet, StructureSheet
from htq_core.pathways import TooManyCombinations
from htq_core.report import ColumnSeen, CoverageCount, KsbRow, OccupationSeen, RepairSeen, TableSeen, UnitRow

_LEAST_FIRST = (Coverage.NOT_COVERED, Coverage.PARTIAL, Coverage.FULL)


def occupation_seen(application: Application) -> OccupationSeen:
    """The occupation in force and how far each of its KSBs is covered."""
    standard = application.standard
    known = application.occupations[0] if application.occupations else None
    rows = tuple(_ksb_rows(application))
    return OccupationSeen(
        reference=application.reference,
        version=application.version,
        title=standard.title if standard else application.catalogue.title_of(application.reference),
        option=application.option or None,
        level=application.standard_level,
        status=known.status if known else standard.status if standard else "",
        illustrative=standard.illustrative if standard else False,
        published=standard is not None,
        coverage={kind: _count(row for row in rows if row.kind is kind) for kind in Kind},
        rows=rows,
    )


def unit_rows(application: Application) -> tuple[UnitRow, ...]:
    """The units of the structure, in the sheet's order."""
    return tuple(
        UnitRow(
            key=unit.key,
            title=unit.title or "",
            level=unit.level,
            credits=unit.credits,
            mandatory=unit.mandatory,
            pathway=unit.pathway or "",
            group=unit.group or "",
            where=unit.anchor,
        )
        for unit in application.units
    )


def tables_seen(applications: Iterable[Application]) -> tuple[TableSeen, ...]:
    """How the tables of all the applications were read, each once."""
    read = (table for application in applications for sheet in _sheets(application) for table in sheet.tables)
    return tuple(
        TableSeen(
            book=table.book,
            sheet=table.sheet,
            table=table.table,
            shape=table.shape,
            sure=table.sure,
            columns={
                name: tuple(ColumnSeen(header=column.header, letter=column.letter) for column in columns)
                for name, columns in table.columns.items()
            },
            assumed=table.assumed,
        )
        for table in {(t.book, t.sheet, t.table, str(t.columns)): t for t in read}.values()
    )


def repairs_seen(applications: Iterable[Application]) -> tuple[RepairSeen, ...]:
    """The values that were read by what somebody said they mean, each once."""
    used = (repair for application in applications for sheet in _sheets(application) for repair in sheet.repaired)
    return tuple(
        RepairSeen(field=repair.field, written=repair.written, meaning=repair.meaning, where=repair.at)
        for repair in dict.fromkeys(used)
    )


def _sheets(application: Application) -> list[MappingSheet | StructureSheet]:
    return [sheet for sheet in (application.mapping, application.structure) if sheet]


def _ksb_rows(application: Application) -> Iterable[KsbRow]:
    order = {unit.key: position for position, unit in enumerate(application.units)}
    try:
        guarantees = application.guarantees
    except TooManyCombinations:
        guarantees = {}
    for code in application.codes:
        claims = application.claims_of.get(code, ())
        published = application.published.get(code)
        guarantee = guarantees.get(code)
        yield KsbRow(
            code=code,
            kind=kind_of(code),
            statement=published.text if published else next((c.statement for c in claims if c.statement), ""),
            coverage=_coverage(claims),
            units=tuple(sorted(application.covering_units.get(code, ()), key=order.__getitem__)),
            guaranteed=guarantee.holds if guarantee else None,
            where=claims[0].anchor if claims else None,
        )


def _coverage(claims: Iterable[Claim]) -> Coverage | None:
    """The coverage of a KSB over its rows: the least that any of them states, so that nothing is overstated."""
    stated = [claim.coverage for claim in claims]
    return next((coverage for coverage in _LEAST_FIRST if coverage in stated), None)


def _count(rows: Iterable[KsbRow]) -> CoverageCount:
    coverages = [row.coverage for row in rows]
    return CoverageCount(
        full=coverages.count(Coverage.FULL),
        partial=coverages.count(Coverage.PARTIAL),
        not_covered=coverages.count(Coverage.NOT_COVERED),
        unstated=coverages.count(None),
        total=len(coverages),
    )
