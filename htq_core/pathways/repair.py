"""The fewest changes after which no permitted pathway misses a KSB.

A change restricts the permitted sets of units or lets more units cover the KSB, so nothing has to be built anew: sets
that take the units made mandatory, leave those dropped, and still avoid the KSB are looked for in the same diagrams.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from enum import StrEnum
from itertools import combinations, islice
from math import comb
from typing import NamedTuple

from htq_core.pathways.choices import Choices
from htq_core.pathways.diagram import Diagram, Wish

MOST_CHANGES = 3
AT_ONCE = 2000
MOST_TRIES = 500_000
"""More repairs of one size are not tried for one KSB: it then counts as one that no few changes mend."""


class Kind(StrEnum):
    """What a change does, in the order in which changes are preferred."""

    MANDATORY = "make mandatory"
    DROP = "drop from its group"
    MAP = "map to a mandatory unit"


class Change(NamedTuple):
    """One change. A unit made mandatory still counts towards its group: the group asks for that much less."""

    kind: Kind
    unit: str


Repair = tuple[Change, ...]
Pathways = Sequence[tuple[Choices, Diagram]]


def smallest_repairs(
    pathways: Pathways, covers: Mapping[str, Set[str]], order: Sequence[str]
) -> dict[str, tuple[Repair, ...]]:
    """For each KSB that some pathway misses, the repairs with the fewest changes that leave something permitted.

    Of repairs that do the same kinds of change only the first is given, units in ``order`` and units that cover the
    KSB first. A KSB that no ``MOST_CHANGES`` changes mend has none.
    """
    permitted = [(choices, diagram) for choices, diagram in pathways if not diagram.empty]
    distinct = list(dict.fromkeys(map(frozenset, covers.values())))
    failing: dict[frozenset[str], list[tuple[Choices, Diagram]]] = {units: [] for units in distinct}
    for choices, diagram in permitted:
        missed = diagram.grants([Wish(leaves=units) for units in distinct])
        for units, misses in zip(distinct, missed, strict=True):
            if misses and choices.unruled.isdisjoint(units):
                failing[units].append((choices, diagram))
    found = {units: _repairs(permitted, on, units, order) for units, on in failing.items() if on}
    return {ksb: found[frozenset(units)] for ksb, units in covers.items() if frozenset(units) in found}


def _repairs(permitted: Pathways, failing: Pathways, covering: Set[str], order: Sequence[str]) -> tuple[Repair, ...]:
    changes = tuple(_changes(failing, covering, order))
    for size in range(1, MOST_CHANGES + 1):
        if comb(len(changes), size) > MOST_TRIES:
            return ()
        first_of_kinds: dict[tuple[Kind, ...], Repair] = {}
        tries = (repair for repair in combinations(changes, size) if _makes_sense(repair, failing))
        while some := list(islice(tries, AT_ONCE)):
            for repair in _mending(permitted, failing, covering, some):
                first_of_kinds.setdefault(tuple(change.kind for change in repair), repair)
        if first_of_kinds:
            return tuple(first_of_kinds.values())
    return ()


def _changes(failing: Pathways, covering: Set[str], order: Sequence[str]) -> Iterator[Change]:
    """Every change that could matter on a pathway that misses the KSB."""
    may = {unit for choices, _ in failing for unit in choices.may}
    must = {unit for choices, _ in failing for unit in choices.must}
    known = list(dict.fromkeys(order))
    yield from (Change(Kind.MANDATORY, unit) for unit in known if unit in may & covering)
    yield from (Change(Kind.MANDATORY, unit) for unit in known if unit in may - covering)
    yield from (Change(Kind.DROP, unit) for unit in known if unit in may - covering)
    everywhere = [unit for unit in known if all(unit in choices.must for choices, _ in failing)]
    elsewhere = [unit for unit in known if unit in must | may and unit not in everywhere]
    yield from (Change(Kind.MAP, unit) for unit in (*everywhere, *elsewhere) if unit not in covering)


def _units(repair: Repair, kind: Kind) -> frozenset[str]:
    return frozenset(change.unit for change in repair if change.kind is kind)


def _makes_sense(repair: Repair, failing: Pathways) -> bool:
    """Whether it maps only to units that are mandatory where offered."""
    mandatory = _units(repair, Kind.MANDATORY)
    return all(
        unit in mandatory or all(unit not in choices.may for choices, _ in failing) for unit in _units(repair, Kind.MAP)
    )


def _mending(permitted: Pathways, failing: Pathways, covering: Set[str], tries: list[Repair]) -> list[Repair]:
    """The repairs after which every pathway is still permitted in some way, and none misses the KSB."""
    for choices, diagram in failing:
        missing = diagram.grants([_wish(repair, choices, covering | _units(repair, Kind.MAP)) for repair in tries])
        tries = [repair for repair, missed in zip(tries, missing, strict=True) if not missed]
    for choices, diagram in permitted:
        kept = diagram.grants([_wish(repair, choices, frozenset()) for repair in tries])
        tries = [repair for repair, keeps in zip(tries, kept, strict=True) if keeps]
    return tries


def _wish(repair: Repair, choices: Choices, avoided: Set[str]) -> Wish:
    """What is taken and left on a pathway after a repair by somebody who avoids some units."""
    return Wish(
        takes=_units(repair, Kind.MANDATORY).intersection(choices.units),
        leaves=_units(repair, Kind.DROP) | avoided,
    )
