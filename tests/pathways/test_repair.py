"""The smallest repair: on random small structures, all repairs of that size or smaller are tried by brute force.

The default run takes 150 structures. For more::

    HTQ_RANDOM_REPAIRS=3000 python -m pytest tests/pathways/test_repair.py
"""

import os
from collections import Counter
from itertools import combinations

from htq_core.pathways import Change, Combination, Kind, Pathway, Repair, Wish
from htq_core.pathways.repair import MOST_CHANGES
from tests.pathways.brute_force import Permitted, permitted
from tests.pathways.random_structures import random_structure
from tests.pathways.structures import choose, core, covers, unit

STRUCTURES = int(os.environ.get("HTQ_RANDOM_REPAIRS", "150"))
ONE_OF_TWO = [core("C"), unit("U1", "A"), unit("U2", "A")]


def repairs(combination: Combination, ksb_units: str) -> list[list[str]]:
    """The repairs of a KSB that these units cover, each change in words."""
    found = combination.repairs(covers(K1=ksb_units)).get("K1", ())
    return [[f"{change.kind}: {change.unit}" for change in repair] for repair in found]


def test_one_change_of_each_kind_is_offered_units_that_cover_it_first() -> None:
    combination = Combination.of(ONE_OF_TWO, [choose("A", 1)], None)
    assert repairs(combination, "U2") == [
        ["make mandatory: U2"], ["drop from its group: U1"], ["map to a mandatory unit: C"],
    ]  # fmt: skip


def test_a_ksb_that_is_safe_needs_no_repair() -> None:
    combination = Combination.of(ONE_OF_TWO, [choose("A", 1)], None)
    assert combination.repairs(covers(K1="C", K2="U1 U2")) == {}


def test_a_repair_leaves_something_permitted() -> None:
    units = [unit("U1", "A", credits=10), unit("U2", "A", credits=20), unit("U3", "A", credits=20)]
    combination = Combination.of(units, [choose("A", 2)], 40)
    assert repairs(combination, "U1") == [["make mandatory: U2", "map to a mandatory unit: U2"]], "40 needs both 20s"


def test_two_pathways_without_a_unit_in_common_need_two_changes() -> None:
    units = [core("N1", pathway="North"), core("S1", pathway="South"), core("E1", pathway="East")]
    combination = Combination.of(units, [], None)
    assert repairs(combination, "E1") == [["map to a mandatory unit: N1", "map to a mandatory unit: S1"]]


def test_without_mandatory_units_a_unit_may_have_to_be_made_so_and_mapped_to() -> None:
    units = [unit("U1", "A"), unit("U2", "A"), unit("U9", "B", pathway="Other")]
    rows = [choose("A", 1, pathway="One"), choose("B", 1, pathway="Other")]
    combination = Combination.of(units, rows, None)
    assert ["make mandatory: U1", "map to a mandatory unit: U1"] in repairs(combination, "U9")


def test_a_pathway_that_takes_some_units_and_leaves_others_is_found() -> None:
    combination = Combination.of(ONE_OF_TWO, [choose("A", 1)], None)
    wishes = [Wish({"U2"}, {"U1"}), Wish({"U1", "U2"}), Wish({"Z9"}), Wish(leaves={"C"})]
    assert combination.find(wishes) == [Pathway("", ("C", "U2")), None, None, None]


def test_no_smaller_repair_exists() -> None:
    sizes: Counter[int] = Counter()
    for seed in range(STRUCTURES):
        structure = random_structure(seed)
        combination = Combination.of(structure.units, structure.groups, structure.total)
        expected = [each for each in permitted(structure) if each.sets]
        found = combination.repairs(structure.covers)
        for ksb, units in structure.covers.items():
            missed = any(_misses(each, units, ()) for each in expected)
            assert (ksb in found) is missed, f"seed {seed}, {ksb}"
            if missed:
                sizes[check_repairs(expected, units, found[ksb], f"seed {seed}, {ksb}: {structure}")] += 1
    assert {1, 2} <= sizes.keys(), "the random structures do not try everything"


def check_repairs(expected: list[Permitted], units: frozenset[str], found: tuple[Repair, ...], what: str) -> int:
    """Every repair found mends, and nothing smaller does. Returns the size; 0 where no repair of few changes does."""
    size = len(found[0]) if found else 0
    for repair in found:
        assert len(repair) == size, what
        assert _mends(expected, units, repair), f"{repair} does not mend {what}"
    known = sorted({key for each in expected for key in each.must | each.may})
    changes = [Change(kind, key) for kind in Kind for key in known]
    for smaller in range(1, size or (MOST_CHANGES if len(changes) < 25 else 2)):
        for repair in combinations(changes, smaller):
            assert not _mends(expected, units, repair), f"{repair} is smaller for {what}"
    return size


def _taken(repair: tuple[Change, ...], kind: Kind) -> set[str]:
    return {change.unit for change in repair if change.kind is kind}


def _permitted_after(each: Permitted, repair: tuple[Change, ...]) -> list[frozenset[str]]:
    must, dropped = _taken(repair, Kind.MANDATORY), _taken(repair, Kind.DROP)
    return [s for s in each.sets if must & (each.must | each.may) <= s and not (dropped & each.may) & s]


def _misses(each: Permitted, units: frozenset[str], repair: tuple[Change, ...]) -> bool:
    """Whether a pathway misses the KSB after a repair; where a unit without a rule covers it, nobody can tell."""
    covering = units | _taken(repair, Kind.MAP)
    return not units & each.unruled and any(not covering & taken for taken in _permitted_after(each, repair))


def _mends(expected: list[Permitted], units: frozenset[str], repair: tuple[Change, ...]) -> bool:
    mandatory, dropped, mapped = (_taken(repair, kind) for kind in Kind)
    if dropped & (mandatory | {key for each in expected for key in each.must if key not in each.may}):
        return False
    failing = [each for each in expected if _misses(each, units, ())]
    if any(key in each.may and key not in mandatory for key in mapped for each in failing):
        return False
    return all(_permitted_after(each, repair) for each in expected) and not any(
        _misses(each, units, repair) for each in expected
    )
