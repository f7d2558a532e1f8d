"""Units that are required first, or not to be taken together, and what is wrong with that."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from htq_core.model.records import Unit
from htq_core.model.repeats import repeats
from htq_core.pathways import folded, names_in

REQUIRED, BARRED = "required_first", "not_with"


@dataclass(frozen=True, slots=True)
class LinkFault:
    """A name in "Required first" or "Not with" (``field``) that cannot stand. ``other`` is the one unit it means."""

    unit: Unit
    field: str
    name: str
    other: Unit | None
    trouble: str


class Links:
    """The links between the units of a structure. ``meant_by`` tells the keys that a name may mean."""

    def __init__(self, units: Sequence[Unit], meant_by: Callable[[str], Sequence[str]]) -> None:
        self._units = units
        self._meant_by = meant_by
        self._by_key = {unit.key: unit for unit in reversed(units)}
        self._required = {unit.key: self._keys(unit.required_first) for unit in units}
        self._barred = {frozenset((unit.key, other)) for unit in units for other in self._keys(unit.not_with)}

    def _keys(self, names: Iterable[str]) -> list[str]:
        meant = (self._meant_by(name) for name in names)
        return [keys[0] for keys in meant if len(keys) == 1]

    @cached_property
    def faults(self) -> tuple[LinkFault, ...]:
        """Everything that is wrong, row by row."""
        faults = (
            self._fault(unit, field, name)
            for unit in self._units
            for field, names in ((REQUIRED, unit.required_first), (BARRED, unit.not_with))
            for name in names
        )
        return tuple(fault for fault in faults if fault)

    def _fault(self, unit: Unit, field: str, name: str) -> LinkFault | None:
        keys = self._meant_by(name)
        other = self._by_key[keys[0]] if len(keys) == 1 else None
        if other is None:
            trouble = self._not_one(keys)
        elif other.key == unit.key:
            trouble = "that is the unit itself"
        else:
            trouble = self._not_possible(unit, other) if field == REQUIRED else ""
        return LinkFault(unit, field, name, other, trouble) if trouble else None

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
        clashes = [key for key in self._required[unit.key] if frozenset((key, other.key)) in self._barred]
        if clashes:
            return f"it may not be taken with {clashes[0]}, which is required too"
        if unit.key in self._required_in_turn(other.key):
            return "that unit in turn requires this one"
        return ""

    def _required_in_turn(self, key: str) -> set[str]:
        found: set[str] = set()
        waiting = [key]
        while waiting:
            further = [other for other in self._required.get(waiting.pop(), ()) if other not in found]
            found.update(further)
            waiting.extend(further)
        return found


def _offered_with(unit: Unit, other: Unit) -> bool:
    """Whether ``other`` is offered where ``unit`` is: on all its pathways if it is mandatory there, else on one."""
    theirs = {folded(name) for name in names_in(other.pathway)}
    ours = {folded(name) for name in names_in(unit.pathway)}
    if not theirs:
        return True
    if unit.mandatory:
        return bool(ours) and ours <= theirs
    return not ours or bool(ours & theirs)
