"""A mapping that goes unit by unit: a row for each unit, or for each of its outcomes, with the KSBs it covers."""

import re
from dataclasses import dataclass, field, replace

from htq_core.location import Location
from htq_core.model.ksb import Coverage
from htq_core.model.read_as import Shape, Sureness
from htq_core.model.records import Claim, Entry, UnitClaim
from htq_core.reading import cells
from htq_core.reading.code_lists import code_list
from htq_core.reading.codes import codes_and_rest, kind_letter
from htq_core.reading.grid import Cell
from htq_core.reading.repairs import NO_REPAIRS, Repairs
from htq_core.reading.table import Notebook, Row, Table, said, trouble_with
from htq_core.reading.total_rows import is_total
from htq_core.reading.unit_labels import joined_names

WANTED_CODES = "KSB codes such as K1, K4-K7; S2"
WANTED_UNIT = "the unit's code or title"
LISTED_IS_FULL = "A KSB listed beside a unit, without more, was taken as fully covered by it."
MOST_ROWS_WEIGHED = 2000
_STRENGTH = {None: 1, Coverage.FULL: 2, Coverage.PARTIAL: 0, Coverage.NOT_COVERED: -1}
_STATED = re.compile(r"\b(part|full)\w*")
_NOT = re.compile(r"\b(?:not|un|no)\s?-?(?:covered|met|mapped|coverage)\b", re.IGNORECASE)
_OUTCOME = re.compile(r"(?:(?:m?lo|outcome|ac)\s?[.:#]?\s?)?\d{1,2}(?:\.\d{1,2})*(?=[\s.:)]|$)", re.IGNORECASE)


def is_unit_first(table: Table) -> bool:
    """Whether the cells of a table's KSB columns list codes by unit: several to a cell, or the same ones again."""
    if (
        "ksb" not in table.columns
        or not {"code", "title", "units"} & table.columns.keys()
        or "coverage" in table.columns
    ):
        return False
    lists, filled = [], 0
    for row in table.rows():
        for column in table.columns["ksb"]:
            cell = row.own.get(column)
            if cell and not cells.is_blank(cell.text) and row.number - table.header_row < MOST_ROWS_WEIGHED:
                filled += 1
                listed = code_list(cell.text, letter_of(table, column))
                lists += [listed] if listed else []
    codes = [listed.code for own in lists for listed in own]
    again = len(codes) - len(set(codes))
    several = sum(len(own) > 1 for own in lists)
    return len(lists) * 2 >= max(filled, 2) and (several * 3 >= len(lists) or again * 4 >= len(codes))


def as_unit_first(table: Table) -> Table:
    """The table as one that goes unit by unit."""
    columns = dict(table.columns)
    units = (*columns.pop("code", ()), *columns.pop("title", ()), *columns.pop("units", ()))
    columns["ksb"] = tuple(c for c in columns["ksb"] if not _NOT.search(table.headers.get(c, "")))
    kept = {name: places for name, places in columns.items() if name in ("ksb", "outcomes", "assessment", "pathway")}
    return replace(table, columns={**kept, "units": units}, shape=Shape.UNIT_FIRST, sure=Sureness.SURE)


def _coverage_of(table: Table, column: int) -> Coverage | None:
    """How far the KSBs of a column are covered, if its header says so: "KSBs partially covered"."""
    said = _STATED.findall(table.headers.get(column, "").casefold())
    return (Coverage.PARTIAL if said[0].startswith("part") else Coverage.FULL) if len(set(said)) == 1 else None


def letter_of(table: Table, column: int) -> str:
    """The kind of KSB that a column is for, by its header: "Knowledge", "Skills covered"; empty for all."""
    return kind_letter(table.headers.get(column, ""))


@dataclass(slots=True)
class _Gathered:
    """What the rows of several units say of one KSB."""

    named_at: Entry
    pairs: list[UnitClaim] = field(default_factory=list)


class UnitFirstReader:
    """Reads such a table into claims, one for each KSB, in the order in which they are first named."""

    def __init__(self, table: Table, repairs: Repairs = NO_REPAIRS) -> None:
        self.table = table
        self.notes = Notebook(table.book, repairs)
        self.last_row = table.header_row
        self._unit: tuple[str, Location] | None = None
        self._gathered: dict[str, _Gathered] = {}
        for row in table.rows():
            if not row.repeats_header:
                self._read(row)
        self.claims = [self._claim(code, gathered) for code, gathered in self._gathered.items()]
        self.filled = len(self.claims)
        unsaid = any(pair.coverage is None for claim in self.claims for pair in claim.by_unit)
        self.assumed: tuple[str, ...] = (LISTED_IS_FULL,) if unsaid else ()

    def _read(self, row: Row) -> None:
        lists = [cell for column in self.table.columns["ksb"] if (cell := row.own.get(column))]
        lists = [cell for cell in lists if cell.error or cell.unstored or not cells.is_blank(cell.text)]
        unit = self._named(row)
        if unit and is_total(unit[0]):
            return
        unit = unit or (None if row.owns("units") else self._unit)
        self._unit = unit
        for cell in lists:
            self._read_list(row, cell, unit)
        if lists or unit:
            self.last_row = row.number

    def _named(self, row: Row) -> tuple[str, Location] | None:
        """The unit of a row and the cell that names it, merged cells included."""
        held = [cell for cell in row.cells("units") if not cells.is_blank(said(cell)) and not trouble_with(cell)]
        name = joined_names([cell.text for cell in held])
        return (name, self._place(held[0])) if name else None

    def _read_list(self, row: Row, cell: Cell, unit: tuple[str, Location] | None) -> None:
        entry = Entry(self._place(cell), said(cell))
        text = self.notes.meant("ksb", entry)
        trouble = trouble_with(cell) if text is entry.text else None
        listed = None if trouble else code_list(text, letter_of(self.table, cell.column))
        if trouble:
            self.notes.note_trouble(trouble, entry, "ksb", unit[0] if unit else "")
        elif listed is None:
            if unit or any(codes_and_rest(word)[0] for word in text.split()):
                self.notes.not_understood(entry, "ksb", WANTED_CODES, unit[0] if unit else "")
        elif unit is None:
            self.notes.not_understood(row.entry("units"), "units", WANTED_UNIT)
        else:
            outcomes = _outcome(row.text("outcomes"))
            stated = _coverage_of(self.table, cell.column)
            for each in listed:
                gathered = self._gathered.setdefault(each.code, _Gathered(entry))
                coverage = each.coverage or stated
                gathered.pairs.append(UnitClaim(unit[0], entry.location, coverage, outcomes, unit[1]))

    def _claim(self, code: str, gathered: _Gathered) -> Claim:
        pairs = _one_each(gathered.pairs)
        units = "; ".join(pair.unit for pair in pairs)
        outcomes = "; ".join(dict.fromkeys(pair.outcomes for pair in pairs if pair.outcomes))
        stated = {pair.coverage or Coverage.FULL for pair in pairs}
        coverage = Coverage.FULL if Coverage.FULL in stated else Coverage.PARTIAL
        telling = next(pair for pair in pairs if (pair.coverage or Coverage.FULL) is coverage)
        entries = {
            "ksb": gathered.named_at,
            "coverage": Entry(telling.location, coverage.value),
            "units": Entry(gathered.named_at.location, units),
        }
        return Claim(
            position=0,
            entries=entries,
            anchor=gathered.named_at.location,
            ksb=code,
            coverages=(coverage,),
            units_text=units,
            outcomes=outcomes or None,
            by_unit=pairs,
        )

    def _place(self, cell: Cell) -> Location:
        return Location(self.table.book, self.table.sheet.name, cell.address)


def _one_each(pairs: list[UnitClaim]) -> tuple[UnitClaim, ...]:
    """The pairs with those of one unit, from several of its outcomes, as one: the most that any of them says."""
    of_unit: dict[str, list[UnitClaim]] = {}
    for pair in pairs:
        of_unit.setdefault(pair.unit, []).append(pair)
    return tuple(
        max(own, key=lambda pair: _STRENGTH[pair.coverage])._replace(
            outcomes="; ".join(dict.fromkeys(pair.outcomes for pair in own if pair.outcomes))
        )
        for own in of_unit.values()
    )


def _outcome(text: str) -> str:
    """The outcomes of a row by their numbers, where its lines begin with them: "LO2 Explain why" is LO2."""
    numbers = [_OUTCOME.match(cells.squeeze(line)) for line in text.splitlines()]
    return ", ".join(number[0].strip(" .:") for number in numbers if number)
