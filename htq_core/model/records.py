"""Records read from the two workbooks. Each knows the cells it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from htq_core.location import Book, Location
from htq_core.model.ksb import COVERED, Coverage
from htq_core.model.read_as import Repaired, RuleRead, Shape, Sureness, TableRead


class Entry(NamedTuple):
    """A cell as it stood: where, and its text. ``text`` is empty for a blank cell."""

    location: Location
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of a table.

    ``entries`` holds a field's cell for every column that the sheet has. A field's own attribute is
    ``None`` (or empty) where the cell was blank *or* could not be understood; ``said`` tells the two apart.
    """

    position: int
    """Order in its table, from 0, counting records and not sheet rows."""
    entries: Mapping[str, Entry]
    anchor: Location
    """The cell that names the record: its code, or the first cell of its row."""

    def at(self, name: str) -> Location:
        """The cell that holds, or should hold, a field; the record's own cell where there is no such column."""
        entry = self.entries.get(name)
        return entry.location if entry else self.anchor

    def said(self, name: str) -> str:
        """What the cell of a field holds, as written; empty when blank or when there is no such column."""
        entry = self.entries.get(name)
        return entry.text if entry else ""

    def has(self, name: str) -> bool:
        """Whether the sheet has a column for this field."""
        return name in self.entries


class UnitClaim(NamedTuple):
    """What a mapping says of one KSB and one unit, where it says so unit by unit (a matrix, or a row for each pair).

    ``unit`` is as written, at ``named_at`` where that is another cell. ``coverage`` is ``None`` where only a tick or an
    outcome stands there.
    """

    unit: str
    location: Location
    coverage: Coverage | None = None
    outcomes: str = ""
    named_at: Location | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """What the mapping says of one KSB: by these units, this far. Mostly one row.

    Fields: ``ksb``, ``statement``, ``coverage``, ``units``, ``outcomes``, ``assessment``, ``reason``, and, where the
    sheet has such columns, ``page``, ``duties``, ``status`` (mandatory or optional) and ``pathway``, as written.
    ``coverages`` holds every coverage that is stated; ``coverage`` is set when that is exactly one.
    ``heading`` is the section heading above the row, as written. ``by_unit`` is filled where the mapping says unit by
    unit how far each covers the KSB.
    """

    ksb: str
    statement: str = ""
    coverages: tuple[Coverage, ...] = ()
    units_text: str | None = None
    outcomes: str | None = None
    assessment: str | None = None
    reason: str | None = None
    page: str | None = None
    duties: str | None = None
    status: str | None = None
    pathway: str | None = None
    heading: str = ""
    by_unit: tuple[UnitClaim, ...] = ()

    @property
    def coverage(self) -> Coverage | None:
        """The one coverage stated, else ``None``."""
        return self.coverages[0] if len(self.coverages) == 1 else None

    @property
    def claims_units(self) -> bool:
        """Whether it says that units cover the KSB: in full or partly, with something in its units cell."""
        return self.coverage in COVERED and bool(self.units_text)

    @property
    def units(self) -> str | None:
        """The units cell as written; ``Application.references`` says what it means."""
        return self.units_text

    @property
    def unit_cells(self) -> tuple[Location, ...]:
        """The cells that claim its units: one for each where the mapping goes unit by unit."""
        return tuple(pair.location for pair in self.by_unit) or (self.at("units"),)


class AssessmentItem(NamedTuple):
    """One assessment of a unit; ``weight`` in per cent, if given."""

    name: str
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """One unit of the qualification.

    Fields: ``code``, ``title``, ``level``, ``credits``, ``glh``, ``tqt``, ``status``, ``pathway``, ``group``,
    ``assessment``, ``outcomes``, ``required_first``, ``not_with``. ``key`` is the code, or else the title.
    ``mandatory`` is ``None`` when the status is blank or not understood. A mandatory unit with a pathway is
    mandatory on that pathway only.
    """

    key: str
    code: str | None = None
    title: str | None = None
    level: int | None = None
    credits: float | None = None
    glh: float | None = None
    tqt: float | None = None
    mandatory: bool | None = None
    pathway: str | None = None
    group: str | None = None
    assessment: tuple[AssessmentItem, ...] = ()
    outcomes: str | None = None
    required_first: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionGroup(Record):
    """A rule of combination: choose between ``minimum`` and ``maximum`` units or credits of a group.

    Fields: ``name``, ``pathway``, ``choose`` (``units`` or ``credits``), ``minimum``, ``maximum``. ``words`` is
    the cell of a rule that was read out of words such as "Choose any two", and so has to be confirmed.
    """

    name: str
    pathway: str | None = None
    choose: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    words: Entry | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """The facts around a table: title, level, standard and so on.

    ``entries`` holds the answer cell of each item found on the sheet, blank ones included; ``values`` only those
    that were understood: ``level`` and ``total_credits`` as numbers, the others as text. Names: ``title``, ``level``,
    ``award_type``, ``awarding_body``, ``regulator``, ``number``, ``total_credits``, ``glh``, ``tqt``, ``holder``,
    ``permission``, ``first_teaching``, ``standard``, ``standard_title``, ``version``, ``option``, ``route``.
    ``further`` holds answers that differ, where the same label stands there again.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    values: Mapping[str, str | float] = field(default_factory=dict)
    further: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """An item's value as text; empty when blank, absent or not understood."""
        value = self.values.get(name, "")
        return f"{value:g}" if isinstance(value, float) else str(value)

    def number(self, name: str) -> float | None:
        """An item's value as a number, or ``None``."""
        value = self.values.get(name)
        return value if isinstance(value, float) else None

    def said(self, name: str) -> str:
        """What the answer cell holds, as written."""
        entry = self.entries.get(name)
        return entry.text if entry else ""

    def answers(self, name: str) -> tuple[Entry, ...]:
        """The cells that give an item: the first with what was understood of it, then those that differ."""
        place, text = self.at(name), self.text(name)
        return (Entry(place, text), *self.further.get(name, ())) if place and text else ()

    def at(self, name: str) -> Location | None:
        """The answer cell of an item, or ``None`` where the sheet has no such item."""
        entry = self.entries.get(name)
        return entry.location if entry else None


@dataclass(frozen=True, slots=True)
class MappingSheet:
    """Everything read from a KSB mapping. ``header`` is the header cell of each column found, by field name.

    ``tables`` says how each of its tables was read, the main one first.
    """

    claims: tuple[Claim, ...]
    details: Details
    header: Mapping[str, Location]
    columns_said: Mapping[str, str]
    book: Book = Book.MAPPING
    """The workbook it was read from: the structure too may stand in the mapping."""
    tables: tuple[TableRead, ...] = ()
    repaired: tuple[Repaired, ...] = ()

    @property
    def shape(self) -> Shape:
        """How the mapping is laid out."""
        return self.tables[0].shape if self.tables else Shape.ROWS

    @property
    def sure(self) -> Sureness:
        """How sure it is that it was meant as it was read."""
        return self.tables[0].sure if self.tables else Sureness.SURE


@dataclass(frozen=True, slots=True)
class StructureSheet:
    """Everything read from a qualification structure. Headers by field name, for each of the two tables.

    ``worded`` are the rules of combination in words, and the groups for which none is found.
    """

    units: tuple[Unit, ...]
    groups: tuple[OptionGroup, ...]
    details: Details
    header: Mapping[str, Location]
    groups_header: Mapping[str, Location]
    book: Book = Book.STRUCTURE
    tables: tuple[TableRead, ...] = ()
    repaired: tuple[Repaired, ...] = ()
    worded: tuple[RuleRead, ...] = ()
