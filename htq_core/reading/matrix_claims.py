"""A matrix: the marks beside each KSB to one claim, unit by unit."""

from dataclasses import replace

from htq_core.location import Location
from htq_core.model.ksb import Coverage
from htq_core.model.read_as import Sureness
from htq_core.model.records import Claim, Entry, UnitClaim
from htq_core.reading import cells
from htq_core.reading.by_content import NAMES, told_by_content
from htq_core.reading.claims import WANTED_CODE, ClaimReader
from htq_core.reading.codes import codes_and_rest
from htq_core.reading.grid import Cell
from htq_core.reading.marks import WANTED, Mark, Marks, holds_no_mark, key_of, read_mark
from htq_core.reading.matrix_headers import is_count
from htq_core.reading.repairs import NO_REPAIRS, Repairs
from htq_core.reading.survey import MAPPING_HEADERS
from htq_core.reading.table import Row, Table, said, trouble_with

A_TICK_IS_FULL = "A tick, or learning outcomes without more, was taken as full coverage."
Marked = tuple[int, Cell, Mark]
"""A column, its cell and what that says."""


class MatrixReader(ClaimReader):
    """Reads a matrix into claims, one for each row of a KSB."""

    def __init__(self, table: Table, repairs: Repairs = NO_REPAIRS) -> None:
        self._marked = set(table.columns["units"])
        self._plain = replace(table, columns={name: c for name, c in table.columns.items() if name != "units"})
        key = key_of((cell.text for cell in row.values()) for row in table.sheet.rows.values())
        rows = (row for row in table.rows() if codes_and_rest(row.text("ksb"))[0])
        held = [[cell.text for column, cell in row.own.items() if column in self._marked] for row in rows]
        self._marks = Marks(held, len(self._marked), key)
        self._ticked = False
        super().__init__(table, repairs)
        told = tuple(told_by_content(table, MAPPING_HEADERS, "coverage", NAMES))
        self.assumed = (*told, *((A_TICK_IS_FULL,) if self._ticked else ()), *self._marks.assumed)
        if (told or self._marks.assumed) and table.sure is Sureness.SURE:
            self.table = replace(table, sure=Sureness.LIKELY)

    def _add_claims(self, row: Row, codes: tuple[str, ...], rest: str) -> None:
        """One claim for each code of the row, from the cells under the units."""
        before = len(self.claims)
        super()._add_claims(Row(self._plain, row.number), codes, rest)
        marked, unclear = self._read_marks(row, codes[0])
        for number in range(before, len(self.claims)):
            self.claims[number] = self._with_units(self.claims[number], row, marked, unclear)

    def _read_marks(self, row: Row, ksb: str) -> tuple[list[Marked], Location | None]:
        """The marks of a row, and the first cell that cannot be understood."""
        marked: list[Marked] = []
        unclear: Location | None = None
        for column in self.table.columns["units"]:
            cell = row.own.get(column)
            if cell is None or holds_no_mark(said(cell)):
                continue
            entry = Entry(self._place(cell), said(cell))
            text = self.notes.meant("coverage", entry)
            trouble = trouble_with(cell) if text is entry.text else None
            mark = None if trouble else self._marks.read(text)
            if mark:
                marked.append((column, cell, _of_part(mark, self.table.parts.get(column, ""))))
                continue
            if trouble:
                self.notes.note_trouble(trouble, entry, "coverage", ksb)
            else:
                self.notes.not_understood(entry, "coverage", WANTED, ksb)
            unclear = unclear or entry.location
        return marked, unclear

    def _with_units(self, claim: Claim, row: Row, marked: list[Marked], unclear: Location | None) -> Claim:
        """The claim with its units, and with its coverage where the row has no column for that."""
        covering = [each for each in marked if each[2].coverage is not Coverage.NOT_COVERED]
        pairs = _one_each([self._pair(*each) for each in covering])
        first = self._place(marked[0][1]) if marked else self.table.location(row.number, self.table.columns["units"][0])
        text = "; ".join(pair.unit for pair in pairs)
        entries = {**claim.entries, "units": Entry(unclear or (pairs[0].location if pairs else first), text)}
        coverages = claim.coverages
        if not claim.has("coverage"):
            coverages = _overall([pair.coverage for pair in pairs] or [mark.coverage for _, _, mark in marked])
            telling = [cell for _, cell, mark in marked if (mark.coverage or Coverage.FULL) in coverages]
            place = self._place(telling[0]) if telling else unclear or first
            entries["coverage"] = Entry(place, said(telling[0]) if telling else "")
            self._ticked = self._ticked or any(mark.coverage is None for _, _, mark in covering)
        outcomes = "; ".join(dict.fromkeys(pair.outcomes for pair in pairs if pair.outcomes))
        return replace(
            claim,
            entries=entries,
            coverages=coverages,
            units_text=text or None,
            outcomes=claim.outcomes or outcomes or None,
            by_unit=pairs,
        )

    def _pair(self, column: int, cell: Cell, mark: Mark) -> UnitClaim:
        named_at = self.table.named_at.get(column)
        return UnitClaim(
            unit=self.table.headers[column],
            location=self._place(cell),
            coverage=mark.coverage,
            outcomes=mark.outcomes,
            named_at=Location(self.table.book, self.table.sheet.name, named_at) if named_at else None,
        )

    def _place(self, cell: Cell) -> Location:
        return Location(self.table.book, self.table.sheet.name, cell.address)

    def _note_no_code(self, row: Row) -> None:
        """Rows about the units themselves, such as their credits or a count of ticks, are passed over."""
        texts = [cell.text for column, cell in row.own.items() if column in self._marked]
        label = row.first_text()
        if row.owns("ksb") and row.own_text("ksb") == self.table.headers_said["ksb"]:
            self.notes.not_understood(row.entry("ksb"), "ksb", WANTED_CODE)
            return
        counts = all(cells.number(text) is not None for text in texts)
        if not (counts and (is_count(label) or len(texts) > 1)):
            super()._note_no_code(row)


def _overall(said: list[Coverage | None]) -> tuple[Coverage, ...]:
    """How far the units cover a KSB together: in full if one of them does; nothing is stated without any mark."""
    stated = {coverage or Coverage.FULL for coverage in said}
    return next(((each,) for each in (Coverage.FULL, Coverage.PARTIAL, Coverage.NOT_COVERED) if each in stated), ())


def joined_claim(one: Claim, other: Claim) -> Claim | None:
    """Two claims for a KSB from two matrices as one; ``None`` where both speak of a unit, or not unit by unit."""
    if not (one.by_unit and other.by_unit) or {p.unit for p in one.by_unit} & {p.unit for p in other.by_unit}:
        return None
    pairs = (*one.by_unit, *other.by_unit)
    coverages = _overall([pair.coverage for pair in pairs])
    telling = other if other.coverages == coverages != one.coverages else one
    text = "; ".join(pair.unit for pair in pairs)
    return replace(
        telling,
        entries={**telling.entries, "ksb": one.entries["ksb"], "units": one.entries["units"]._replace(text=text)},
        anchor=one.anchor,
        coverages=coverages,
        statement=one.statement or other.statement,
        units_text=text,
        outcomes="; ".join(filter(None, (one.outcomes, other.outcomes))) or None,
        reason=telling.reason or one.reason or other.reason,
        by_unit=pairs,
    )


def _of_part(mark: Mark, part: str) -> Mark:
    """A mark with what its column is for: a learning outcome, or how far the unit covers the KSB."""
    meaning = read_mark(part) if part else None
    if meaning is None or not (meaning.outcomes or meaning.coverage):
        return mark
    return mark._replace(coverage=mark.coverage or meaning.coverage, outcomes=mark.outcomes or meaning.outcomes)


def _one_each(pairs: list[UnitClaim]) -> tuple[UnitClaim, ...]:
    """The pairs with those of one unit, from its several columns, as one: the most that any of them states."""
    of_unit: dict[str, list[UnitClaim]] = {}
    for pair in pairs:
        of_unit.setdefault(pair.unit, []).append(pair)
    return tuple(own[0] if len(own) == 1 else _as_one(own) for own in of_unit.values())


def _as_one(pairs: list[UnitClaim]) -> UnitClaim:
    stating = sorted((pair for pair in pairs if pair.coverage), key=lambda pair: pair.coverage is not Coverage.FULL)
    outcomes = "; ".join(dict.fromkeys(pair.outcomes for pair in pairs if pair.outcomes))
    return (stating or pairs)[0]._replace(outcomes=outcomes)
