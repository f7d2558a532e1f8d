"""Random small structures: every answer is the one that trying all sets of units gives.

The default run takes 1,500 structures. For more::

    HTQ_RANDOM_STRUCTURES=12000 python -m pytest tests/pathways
"""

import os
import random
from collections import Counter
from fractions import Fraction

from htq_core.pathways import Cause, Combination
from tests.pathways.brute_force import Permitted, permitted
from tests.pathways.random_structures import random_structure
from tests.pathways.structures import Structure

STRUCTURES = int(os.environ.get("HTQ_RANDOM_STRUCTURES", "1500"))


def test_every_answer_is_that_of_brute_force() -> None:
    seen: Counter[str] = Counter()
    for seed in range(STRUCTURES):
        structure = random_structure(seed)
        combination = Combination.of(structure.units, structure.groups, structure.total)
        expected = permitted(structure)
        try:
            assert combination.pathway_names == tuple(each.name for each in expected)
            assert combination.unruled == frozenset().union(*(each.unruled for each in expected))
            seen.update(f"holds {holds}" for holds in check_proofs(combination, structure, expected))
            check_worst(combination, structure, expected)
            seen.update(check_obstacles(combination, expected))
            check_credits(combination, structure, expected)
            check_lightest(combination, structure, expected, seed)
            check_permits(combination, structure, expected, seed)
        except AssertionError as error:
            error.add_note(f"seed {seed}: {structure}")
            raise
    wanted = {"holds True", "holds False", "holds None", "group", "links", "total", "permitted"}
    assert wanted <= seen.keys(), "the random structures do not try everything"


def check_proofs(combination: Combination, structure: Structure, expected: list[Permitted]) -> list[bool | None]:
    guarantees = combination.prove(structure.covers)
    for ksb, units in structure.covers.items():
        missed_on = [each for each in expected if any(not units & taken for taken in each.sets)]
        fails_on = tuple(each.name for each in missed_on if not units & each.unruled)
        unknown_on = tuple(each.name for each in missed_on if units & each.unruled)
        nothing_permitted = not any(each.sets for each in expected)
        guarantee = guarantees[ksb]
        assert guarantee.fails_on == fails_on
        assert guarantee.unknown_on == unknown_on
        assert guarantee.holds is (False if fails_on else None if unknown_on or nothing_permitted else True)
        if guarantee.counterexample is None:
            assert not fails_on
        else:
            taken = frozenset(guarantee.counterexample.units)
            on = next(each for each in expected if each.name == guarantee.counterexample.name)
            assert on.name == fails_on[0]
            assert taken in on.sets
            assert not units & taken
    return [guarantee.holds for guarantee in guarantees.values()]


def missed(structure: Structure, on: Permitted, taken: frozenset[str]) -> set[str]:
    return {ksb for ksb, units in structure.covers.items() if not units & (taken | on.unruled)}


def check_worst(combination: Combination, structure: Structure, expected: list[Permitted]) -> None:
    most = max((len(missed(structure, on, taken)) for on in expected for taken in on.sets), default=None)
    worst = combination.worst(structure.covers)
    if worst is None:
        assert most is None
        return
    pathway, ksbs = worst
    on = next(each for each in expected if each.name == pathway.name)
    assert frozenset(pathway.units) in on.sets
    assert set(ksbs) == missed(structure, on, frozenset(pathway.units))
    assert len(ksbs) == most


def check_obstacles(combination: Combination, expected: list[Permitted]) -> list[str]:
    obstacles = combination.obstacles()
    blocked = {each.name for each in expected if not each.sets}
    assert {obstacle.pathway for obstacle in obstacles} == blocked
    for obstacle in obstacles:
        on = next(each for each in expected if each.name == obstacle.pathway)
        assert (obstacle.cause is Cause.TOTAL) is bool(on.sets_but_for_total)
        assert (obstacle.cause is Cause.GROUP) is (obstacle.group is not None)
        assert obstacle.reason.endswith(".")
    return [obstacle.cause.value for obstacle in obstacles] + ["permitted"] * (len(expected) - len(blocked))


def check_credits(combination: Combination, structure: Structure, expected: list[Permitted]) -> None:
    credits = {unit.key: unit.credits or 0 for unit in structure.units}
    for each in expected:
        possible = combination.credits_possible(each.name)
        sums = sorted({sum(credits[key] for key in taken) for taken in each.sets_but_for_total})
        assert list(possible.sums) == sums
        assert (possible.least, possible.most) == ((sums[0], sums[-1]) if sums else (None, None))
        assert possible.meets_total is ((structure.total in sums) if each.total_holds else None)


def check_lightest(combination: Combination, structure: Structure, expected: list[Permitted], seed: int) -> None:
    chance = random.Random(seed)
    weights = {unit.key: Fraction(chance.randint(-8, 12), 4) for unit in structure.units}
    for each in expected:
        found = combination.lightest(weights, each.name)
        weighed = [sum((weights[key] for key in taken), Fraction()) for taken in each.sets]
        assert (found[0] if found else None) == min(weighed, default=None)
        if found:
            assert frozenset(found[1].units) in each.sets
            assert sum(weights[key] for key in found[1].units) == found[0]


def check_permits(combination: Combination, structure: Structure, expected: list[Permitted], seed: int) -> None:
    chance = random.Random(seed)
    codes = [unit.key for unit in structure.units]
    for each in expected:
        sets = set(each.sets)
        tries = [frozenset(chance.sample(codes, chance.randint(0, len(codes)))) for _ in range(10)]
        tries += [taken ^ {chance.choice(codes)} for taken in each.sets[:5]] + each.sets[:10]
        for taken in tries:
            assert combination.permits(taken, each.name) is (taken in sets)
