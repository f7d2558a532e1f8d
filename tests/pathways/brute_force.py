"""The permitted pathways by trying every set of units: slow, plain, and written apart from what it tests."""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from htq_core.model.records import OptionGroup, Unit
from tests.pathways.structures import Structure


@dataclass(frozen=True)
class Permitted:
    """One pathway: every set that may be taken, every set that may be taken but for the total, units without a rule,
    units that must be taken, and units that may be."""

    name: str
    sets: list[frozenset[str]]
    sets_but_for_total: list[frozenset[str]]
    unruled: frozenset[str]
    total_holds: bool
    must: frozenset[str]
    may: frozenset[str]


def permitted(structure: Structure) -> list[Permitted]:
    """Every pathway of a structure."""
    named = [name for record in (*structure.units, *structure.groups) for name in _names(record)]
    return [_on(name, structure) for name in (list(dict.fromkeys(named)) or [""])]


def _names(record: Unit | OptionGroup) -> list[str]:
    return [name.strip() for name in re.split("[;\n]", record.pathway or "") if name.strip()]


def _on(pathway: str, structure: Structure) -> Permitted:
    here = [unit for unit in structure.units if not _names(unit) or pathway in _names(unit)]
    must = {unit.key for unit in here if unit.mandatory is True}
    unruled = {unit.key for unit in here if unit.mandatory is None}
    free: set[str] = set()
    rules: list[tuple[OptionGroup, list[Unit]]] = []
    own_options = any(unit.mandatory is False and _names(unit) for unit in here)
    for group in sorted({unit.group or "" for unit in here} | {row.name for row in structure.groups}):
        everywhere = [row for row in structure.groups if row.name == group]
        rows = [row for row in everywhere if pathway in _names(row)] or [row for row in everywhere if not _names(row)]
        members = [unit for unit in here if unit.mandatory is False and (unit.group or "") == group]
        broken = any(row.choose is None or row.minimum is None for row in rows)
        uncounted = any(row.choose == "credits" for row in rows) and any(unit.credits is None for unit in members)
        if not everywhere or broken or uncounted:
            unruled |= {unit.key for unit in members}
        elif rows:
            free |= {unit.key for unit in members}
            elsewhere = any(unit.mandatory is False and unit.group == group for unit in structure.units)
            for_all = elsewhere and not own_options
            rules += [(row, members) for row in rows if members or for_all or _names(row)]
    credits = {unit.key: unit.credits for unit in here}
    total_holds = structure.total is not None and not unruled and all(credits[key] is not None for key in must | free)
    links = {unit.key: unit for unit in here}
    known = {unit.key for unit in structure.units}
    found = [
        frozenset(must.union(chosen))
        for size in range(len(free) + 1)
        for chosen in combinations(sorted(free), size)
        if all(_rule_met(row, members, set(chosen)) for row, members in rules)
        and all(_links_met(links[key], must.union(chosen), unruled, known) for key in must.union(chosen))
    ]
    exact = [
        each for each in found
        if not total_holds or sum(Fraction(str(credits[key])) for key in each) == Fraction(str(structure.total))
    ]  # fmt: skip
    return Permitted(pathway, exact, found, frozenset(unruled), total_holds, frozenset(must), frozenset(free))


def _rule_met(row: OptionGroup, members: list[Unit], chosen: set[str]) -> bool:
    taken = [unit for unit in members if unit.key in chosen]
    amount = len(taken) if row.choose == "units" else sum(unit.credits or 0 for unit in taken)
    assert row.minimum is not None
    return row.minimum <= amount <= (row.minimum if row.maximum is None else row.maximum)


def _links_met(unit: Unit, taken: set[str], unruled: set[str], known: set[str]) -> bool:
    needs = [code for code in unit.required_first if code in known and code not in unruled and code != unit.key]
    bars = [code for code in unit.not_with if code != unit.key]
    return all(code in taken for code in needs) and not any(code in taken for code in bars)
