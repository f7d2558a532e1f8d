"""The units of a report in blocks, and what each of them carries."""

from collections.abc import Sequence
from dataclasses import dataclass

from htq_core import KsbRow, UnitRow

MANDATORY, UNSORTED = "Mandatory", "Neither mandatory nor in a group"


@dataclass(frozen=True, slots=True)
class Block:
    """Units that stand together: the mandatory ones, or an option group; with the pathway, where one is named."""

    name: str
    units: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """How many KSBs a unit carries, with its part of all KSBs that are carried and of all credits, in per cent."""

    unit: UnitRow
    ksbs: int
    share: float
    credit_share: float | None


def blocks(units: Sequence[UnitRow]) -> list[Block]:
    """The units in blocks, mandatory ones first, each block and its units in the order of the sheet."""
    found: dict[str, list[UnitRow]] = {}
    for unit in sorted(units, key=lambda unit: unit.mandatory is not True):
        name = MANDATORY if unit.mandatory else unit.group or UNSORTED
        found.setdefault(f"{name}, {unit.pathway}" if unit.pathway else name, []).append(unit)
    return [Block(name, tuple(of_it)) for name, of_it in found.items()]


def loads(rows: Sequence[KsbRow], units: Sequence[UnitRow]) -> list[Load]:
    """What each unit carries, in the order of the blocks."""
    carried = sum(bool(row.units) for row in rows)
    credits = sum(unit.credits or 0 for unit in units)
    known = credits > 0 and all(unit.credits is not None for unit in units)
    found = []
    for unit in (unit for block in blocks(units) for unit in block.units):
        ksbs = sum(unit.key in row.units for row in rows)
        share = 100 * ksbs / carried if carried else 0
        found.append(Load(unit, ksbs, share, 100 * (unit.credits or 0) / credits if known else None))
    return found
