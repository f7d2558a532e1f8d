"""Properties of the permitted pathways of any small structure."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from htq_core.pathways import Combination
from tests.pathways.brute_force import permitted
from tests.pathways.structures import Structure, choose, core, unit

FEW = settings(max_examples=25, deadline=None)


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    """Up to two mandatory units, and up to three groups of up to three, of which so many are chosen."""
    units = [core(f"M{number}") for number in range(draw(st.integers(0, 2)))]
    groups = []
    for name in "ABC"[: draw(st.integers(1, 3))]:
        size = draw(st.integers(1, 3))
        units += [unit(f"{name}{number}", name) for number in range(size)]
        least = draw(st.integers(0, size))
        groups.append(choose(name, least, draw(st.integers(least, size))))
    codes = st.sets(st.sampled_from([each.key for each in units]), max_size=4)
    covers = {f"K{number}": frozenset(draw(codes)) for number in range(1, 4)}
    return Structure(tuple(units), tuple(groups), None, covers)


def combination_of(structure: Structure) -> Combination:
    return Combination.of(structure.units, structure.groups, structure.total)


@FEW
@given(structures())
def test_a_ksb_holds_where_no_permitted_set_misses_it(structure: Structure) -> None:
    (expected,) = permitted(structure)
    for ksb, guarantee in combination_of(structure).prove(structure.covers).items():
        missing = [taken for taken in expected.sets if not structure.covers[ksb] & taken]
        assert guarantee.holds is not bool(missing)
        assert guarantee.counterexample is None or frozenset(guarantee.counterexample.units) in missing


@FEW
@given(structures(), st.randoms(use_true_random=False))
def test_the_order_of_units_and_groups_makes_no_difference(structure: Structure, chance: object) -> None:
    units, groups = list(structure.units), list(structure.groups)
    chance.shuffle(units)  # type: ignore[attr-defined]
    chance.shuffle(groups)  # type: ignore[attr-defined]
    other = replace(structure, units=tuple(units), groups=tuple(groups))
    proofs = [combination_of(each).prove(structure.covers) for each in (structure, other)]
    assert {ksb: each.holds for ksb, each in proofs[0].items()} == {ksb: each.holds for ksb, each in proofs[1].items()}


@FEW
@given(structures())
def test_one_more_unit_for_a_ksb_never_loses_it(structure: Structure) -> None:
    before = combination_of(structure).prove(structure.covers)
    for each in structure.units:
        more = {ksb: units | {each.key} for ksb, units in structure.covers.items()}
        after = combination_of(structure).prove(more)
        assert all(after[ksb].holds for ksb, guarantee in before.items() if guarantee.holds)
        assert not each.mandatory or all(guarantee.holds for guarantee in after.values())


@FEW
@given(structures())
def test_what_is_missed_has_a_repair_if_there_is_a_unit_to_map_it_to(structure: Structure) -> None:
    combination = combination_of(structure)
    missed = {
        ksb: structure.covers[ksb]
        for ksb, guarantee in combination.prove(structure.covers).items()
        if guarantee.holds is False
    }
    repairs = combination.repairs(missed)
    assert repairs.keys() == missed.keys()
    if any(each.mandatory for each in structure.units):
        assert all(repairs.values())
