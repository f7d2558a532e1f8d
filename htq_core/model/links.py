"""Units that are required first, or not to be taken together, and what is wrong with that."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from htq_core.model.records import Unit
from htq_core.model.reference import UnitReference
from htq_core.model.repeats import repeats
from htq_core.pathways import Link, folded, names_in
from htq_core.patterns import when_met

REQUIRED, BARRED = "required_first", "not_with"
_IN_WORDS = when_met(
    r"\b(?:credits?|levels?|years?|semesters?|stages?|complet\w+|pass(?:ed|es|ing)?|success\w+|achiev\w+|gcses?|dbs"
    r"|interviews?|experience|employ\w+|equivalent|entry|prior|appropriate)\b",
    re.IGNORECASE,
)
_LIKE_A_CODE = when_met(r"\b(?=\w*\d)(?=\w*[a-z])\w{2,}\b", re.IGNORECASE)


class LinkFault(NamedTuple):
    """A name in "Required first" or "Not with" (``field``) that cannot stand. ``other`` is the one unit it means.

    ``ring`` holds the units that require each other in turn, in the order of the structure, where the two are of one.
    """

    unit: Unit
    field: str
    name: str
    other: Unit | None
    trouble: str
    ring: tuple[str, ...] = ()


class Links:
    """The links between the units of a structure, each cell read as ``read`` reads a cell of units."""

    def __init__(self, units: Sequence[Unit], read: Callable[[str], Sequence[UnitReference]]) -> None:
        self._units = units
        self._read = read
        self._by_key = {unit.key: unit for unit in reversed(units)}
        self._required = {unit.key: self._keys(unit, REQUIRED) for unit in units}
        self._barred = {frozenset((unit.key, other)) for unit in units for other in self._keys(unit, BARRED)}

    def _references(self, unit: Unit, field: str) -> Sequence[UnitReference]:
        """What a cell means, by its own text, as titles hold commas themselves; nothing if reading found no name."""
        return self._read(unit.said(field)) if getattr(unit, field) else ()

    def _keys(self, unit: Unit, field: str) -> list[str]:
        return [reference.key for reference in self._references(unit, field) if reference.key]

    def __iter__(self) -> Iterator[Link]:
        """Every link whose name means one unit; of units with the same key, the first counts."""
        for unit in (unit for unit in self._units if self._by_key[unit.key] is unit):
            for field in (REQUIRED, BARRED):
                yield from (Link(unit.key, other, field == REQUIRED) for other in self._keys(unit, field))

    @cached_property
    def faults(self) -> tuple[LinkFault, ...]:
        """Everything that is wrong, row by row."""
        faults = (
            self._fault(unit, field, reference)
            for unit in self._units
            for field in (REQUIRED, BARRED)
            for reference in self._references(unit, field)
        )
        return tuple(fault for fault in faults if fault)

    def _fault(self, unit: Unit, field: str, reference: UnitReference) -> LinkFault | None:
        other = self._by_key[reference.key] if reference.key else None
        ring = self._ring(unit.key, other.key) if other and field == REQUIRED else ()
        if ring:
            trouble = "none of them can be taken first"
        elif other is None:
            trouble = "" if _is_in_words(reference) else self._not_one(reference.keys)
        elif other.key == unit.key:
            trouble = "that is the unit itself"
        else:
            trouble = self._not_possible(unit, other) if field == REQUIRED else ""
        return LinkFault(unit, field, reference.text, other, trouble, ring) if trouble else None

    def _not_one(self, keys: Sequence[str]) -> str:
        if not keys:
            return "no unit of the structure goes by that name"
        repeated = any(set(keys) <= {unit.key for unit in repeat.units} for repeat in repeats(self._units))
        return "" if repeated else "several units go by that name"

    def _not_possible(self, unit: Unit, other: Unit) -> str:
        """Why a unit that is required first cannot be taken with the one that requires it; empty when it can."""
        if not _offered_with(unit, other):
            return "it is not offered on the same pathway"
        if frozenset((unit.key, other.key)) in self._barred:
            return "the two may not be taken together"
        # By its own row, as a repeated unit may require another there.
        required = self._keys(unit, REQUIRED)
        before = required[: required.index(other.key)]
        clashes = [key for key in before if frozenset((key, other.key)) in self._barred]
        if clashes:
            return f"it may not be taken with {clashes[0]}, which is required too"
        in_turn = self._required_in_turn(other.key)
        clashes = [key for key in self._required if key in in_turn and frozenset((key, unit.key)) in self._barred]
        if clashes:
            return f"it requires {clashes[0]}, which may not be taken with this unit"
        return ""

    def _ring(self, key: str, other: str) -> tuple[str, ...]:
        """The units of the ring in which one unit requires another and, in turn, is required by it."""
        if key == other or key not in self._required_in_turn(other):
            return ()
        ring = {each for each in self._required_in_turn(key) if key in self._required_in_turn(each)}
        return tuple(each for each in self._required if each in ring)

    def _required_in_turn(self, key: str) -> set[str]:
        found: set[str] = set()
        waiting = [key]
        while waiting:
            further = [other for other in self._required.get(waiting.pop(), ()) if other not in found]
            found.update(further)
            waiting.extend(further)
        return found


def _is_in_words(reference: UnitReference) -> bool:
    """Whether a requirement is a sentence about something else than a unit: "120 credits at level 4"."""
    in_words = reference.vague or bool(_IN_WORDS().search(reference.text))
    return not reference.keys and in_words and not _LIKE_A_CODE().search(reference.text)


def _offered_with(unit: Unit, other: Unit) -> bool:
    """Whether ``other`` is offered where ``unit`` is: on all its pathways if it is mandatory there, else on one."""
    theirs = {folded(name) for name in names_in(other.pathway)}
    ours = {folded(name) for name in names_in(unit.pathway)}
    if not theirs:
        return True
    if unit.mandatory:
        return bool(ours) and ours <= theirs
    return not ours or bool(ours & theirs)
