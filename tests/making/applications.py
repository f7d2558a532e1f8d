"""An application as a person would describe it, before anybody puts it in a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows a spreadsheet error, such as ``#REF!``."""

    text: str = "#REF!"


@dataclass(frozen=True, slots=True)
class UnstoredFormula:
    """A formula saved without its result, as programs other than Excel may do."""

    text: str


Value: TypeAlias = str | int | float | ErrorCell | UnstoredFormula | None
Place: TypeAlias = tuple[str, str, str]
"""Table, record and field, such as ``("claim", "K3", "coverage")``.

Tables: ``claim``, ``unit``, ``group``, ``mapping details``, ``structure details``. The record ``header`` is the
header row; for details the record is empty. A second row of the same name is ``K3#2``.
"""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A row of the mapping. ``units`` holds unit codes, or whatever else the college typed; ``ksb`` a plain code.

    The mapping has columns for the last four only where some row says something there.
    """

    ksb: str
    statement: Value = None
    coverage: Value = None
    units: tuple[str, ...] = ()
    outcomes: Value = None
    assessment: Value = None
    reason: Value = None
    page: Value = None
    duty: Value = None
    status: Value = None
    pathway: Value = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit. ``status`` is Mandatory or Optional; the last two hold unit codes."""

    code: Value
    title: Value
    level: Value
    credits: Value
    glh: Value = None
    status: Value = "Mandatory"
    pathway: Value = None
    group: Value = None
    assessment: Value = None
    outcomes: Value = None
    required_first: Value = None
    not_with: Value = None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A rule of combination."""

    name: str
    pathway: Value = None
    choose: Value = "units"
    minimum: Value = 1
    maximum: Value = None


@dataclass(frozen=True, slots=True)
class MadeApplication:
    """A whole application. ``left_out`` names columns that the workbooks do not have, as (table, field)."""

    mapping_details: Mapping[str, Value]
    structure_details: Mapping[str, Value]
    claims: tuple[ClaimRow, ...]
    units: tuple[UnitRow, ...]
    groups: tuple[GroupRow, ...] = ()
    left_out: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @property
    def mandatory(self) -> tuple[UnitRow, ...]:
        """The units every learner takes."""
        return tuple(unit for unit in self.units if unit.status == "Mandatory" and not unit.pathway)

    @property
    def optional(self) -> tuple[UnitRow, ...]:
        """The units a learner may choose."""
        return tuple(unit for unit in self.units if unit.status == "Optional")

    def claim(self, ksb: str) -> ClaimRow:
        """The first row of a KSB."""
        return next(row for row in self.claims if row.ksb == ksb)

    def with_claim(self, ksb: str, /, **changes: Any) -> "MadeApplication":
        """The same, with the first row of a KSB changed."""
        old = self.claim(ksb)
        return replace(self, claims=swapped(self.claims, old, replace(old, **changes)))

    def with_unit(self, code: Value, /, **changes: Any) -> "MadeApplication":
        """The same, with a unit changed."""
        old = next(unit for unit in self.units if unit.code == code)
        return replace(self, units=swapped(self.units, old, replace(old, **changes)))

    def with_group(self, name: str, /, **changes: Any) -> "MadeApplication":
        """The same, with a rule of combination changed."""
        old = next(group for group in self.groups if group.name == name)
        return replace(self, groups=swapped(self.groups, old, replace(old, **changes)))

    def with_details(self, book: str, **changes: Value) -> "MadeApplication":
        """The same, with items of the ``mapping``, the ``structure`` or ``both`` changed where they have them."""
        mapping, structure = dict(self.mapping_details), dict(self.structure_details)
        if book in ("mapping", "both"):
            mapping |= {name: value for name, value in changes.items() if name in mapping}
        if book in ("structure", "both"):
            structure |= {name: value for name, value in changes.items() if name in structure}
        return replace(self, mapping_details=MappingProxyType(mapping), structure_details=MappingProxyType(structure))


def swapped(rows: Sequence[Any], old: Any, new: Any) -> tuple[Any, ...]:
    """The rows with one of them, known by identity, exchanged."""
    return tuple(new if row is old else row for row in rows)


def names_of(rows: Sequence[Any], name: str) -> list[str]:
    """The record names of a table's rows: the field called ``name``, with ``#2`` for its second row."""
    seen: dict[str, int] = {}
    names = []
    for row in rows:
        text = str(getattr(row, name) or getattr(row, "title", "") or "")
        seen[text] = seen.get(text, 0) + 1
        names.append(text if seen[text] == 1 else f"{text}#{seen[text]}")
    return names
