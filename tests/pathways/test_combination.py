"""Each constraint by itself, and together: what is permitted, what is proved, and the counterexample."""

import random
import time
from dataclasses import replace

import pytest

from htq_core.pathways import Cause, Combination, Link, Pathway, TooManyCombinations, choices_of
from htq_core.pathways.diagram import Diagram
from tests.pathways.structures import choose, core, covers, unit

TWO_OF_THREE = [unit("U1", "A"), unit("U2", "A"), unit("U3", "A")]


def example(combination: Combination, ksb_units: str) -> Pathway | None:
    """The counterexample for a KSB that these units cover; ``None`` when it is guaranteed."""
    guarantee = combination.prove(covers(K1=ksb_units))["K1"]
    assert guarantee.holds is (guarantee.counterexample is None)
    return guarantee.counterexample


def reasons(combination: Combination) -> list[str]:
    return [obstacle.reason for obstacle in combination.obstacles()]


# Groups


def test_a_mandatory_unit_guarantees_its_ksbs() -> None:
    combination = Combination.of([core("U1"), core("U2")], [], None)
    assert combination.pathway_names == ("",)
    assert example(combination, "U2") is None


def test_a_ksb_of_too_few_units_of_a_group_is_missed_by_a_pathway_named_unit_by_unit() -> None:
    combination = Combination.of([core("C"), *TWO_OF_THREE], [choose("A", 2)], None)
    assert example(combination, "U1") == Pathway("", ("C", "U2", "U3"))
    assert example(combination, "U1 U2") is None


def test_a_ksb_that_no_unit_covers_is_missed_by_the_first_units_of_each_group() -> None:
    units = [unit("B1", "B"), *TWO_OF_THREE, core("C"), unit("B2", "B")]
    combination = Combination.of(units, [choose("A", 1, 3), choose("B", 1)], None)
    assert example(combination, "") == Pathway("", ("B1", "U1", "C"))


def test_a_range_permits_everything_from_its_minimum_to_its_maximum() -> None:
    combination = Combination.of(TWO_OF_THREE, [choose("A", 0, 2)], None)
    assert [combination.permits(frozenset(taken)) for taken in ([], ["U1"], ["U1", "U2"], ["U1", "U2", "U3"])] == [
        True, True, True, False,
    ]  # fmt: skip


def test_credits_are_added_exactly() -> None:
    units = [
        unit("U1", "A", credits=7.5),
        unit("U2", "A", credits=7.5),
        unit("U3", "A", credits=0.1),
        unit("U4", "A", credits=0.2),
    ]
    combination = Combination.of(units, [choose("A", 15.3, by="credits")], None)
    assert combination.permits(frozenset({"U1", "U2", "U3", "U4"}))
    assert example(combination, "U3") is None


def test_names_agree_whatever_their_case_and_spaces() -> None:
    combination = Combination.of([unit("U1", " group  a"), unit("U2", "Group A")], [choose("GROUP A", 1)], None)
    assert not combination.unruled
    assert example(combination, "U1") == Pathway("", ("U2",))


def test_two_rows_for_a_group_both_hold() -> None:
    units = [unit("U1", "A", credits=10), unit("U2", "A", credits=20), unit("U3", "A", credits=30)]
    combination = Combination.of(units, [choose("A", 1, 2), choose("A", 40, 50, by="credits")], None)
    assert example(combination, "U3") is None


def test_of_two_units_with_the_same_key_the_first_counts() -> None:
    combination = Combination.of([core("U1", credits=10), unit("U1", credits=30)], [], 10)
    assert example(combination, "U1") is None


# Pathways


def test_a_learner_follows_one_pathway_and_takes_only_its_mandatory_units() -> None:
    units = [core("C"), core("X", pathway="Networks"), core("Y", pathway="Software\nGames")]
    combination = Combination.of(units, [], None)
    assert combination.pathway_names == ("Networks", "Software", "Games")
    assert example(combination, "X Y") is None
    guarantee = combination.prove(covers(K1="Y"))["K1"]
    assert guarantee.fails_on == ("Networks",)
    assert guarantee.counterexample == Pathway("Networks", ("C", "X"))


def test_names_of_pathways_are_divided_by_semicolons_and_not_by_commas() -> None:
    units = [core("U1", pathway="Design, build; design,  BUILD ;Test")]
    assert Combination.of(units, [], None).pathway_names == ("Design, build", "Test")


def test_an_optional_unit_with_a_pathway_is_open_there_only() -> None:
    units = [unit("U1", "A"), unit("U2", "A", pathway="X"), unit("U3", "A", pathway="Y")]
    combination = Combination.of(units, [choose("A", 2)], None)
    assert example(combination, "U1") is None
    assert combination.prove(covers(K1="U2"))["K1"].fails_on == ("Y",)


def test_a_row_of_its_own_replaces_the_general_one_on_its_pathway() -> None:
    rows = [choose("A", 1), choose("A", 3, pathway="X")]
    combination = Combination.of([core("C", pathway="X;Y"), *TWO_OF_THREE], rows, None)
    assert combination.permits(frozenset({"C", "U1", "U2", "U3"}), "x")
    assert not combination.permits(frozenset({"C", "U1"}), "X")
    assert combination.permits(frozenset({"C", "U1"}), "Y")


def test_a_group_with_rows_for_one_pathway_is_not_offered_on_another() -> None:
    combination = Combination.of([core("C", pathway="X;Y"), *TWO_OF_THREE], [choose("A", 1, pathway="X")], None)
    assert combination.prove(covers(K1="U1 U2 U3"))["K1"].fails_on == ("Y",)
    assert not combination.permits(frozenset({"C", "U1"}), "Y")
    assert not combination.unruled


def test_a_general_rule_holds_where_a_pathway_has_none_of_its_units() -> None:
    units = [unit("U1", "A", pathway="X"), core("U2", pathway="Y")]
    for row in (choose("A", 1), choose("A", 1, pathway="Y")):
        (obstacle,) = Combination.of(units, [row], None).obstacles()
        assert (obstacle.pathway, obstacle.cause, obstacle.group) == ("Y", Cause.GROUP, "A")
        assert obstacle.reason.endswith("asks for 1 unit, but none of its units can be taken on this pathway.")


def test_a_general_rule_passes_over_a_pathway_with_options_of_its_own() -> None:
    units = [unit("U1", "A", pathway="X"), unit("U2", "B", pathway="Y")]
    combination = Combination.of(units, [choose("A", 1), choose("B", 1)], None)
    assert combination.obstacles() == ()
    assert combination.permits({"U2"}, "Y")


def test_a_rule_without_a_column_for_pathways_is_for_those_of_its_units() -> None:
    units = [unit("U1", "A", pathway="X"), core("U2", pathway="Y")]
    combination = Combination.of(units, [replace(choose("A", 1), entries={})], None)
    assert combination.obstacles() == ()


# Total credits


def test_the_total_restrains_what_may_be_chosen() -> None:
    units = [
        core("C", credits=20),
        unit("U1", "A", credits=20),
        unit("U2", "A", credits=10),
        unit("U3", "A", credits=10),
    ]
    combination = Combination.of(units, [choose("A", 1, 2)], 40)
    assert example(combination, "U1") == Pathway("", ("C", "U2", "U3"))
    assert example(combination, "U1 U2") is None


def test_the_credits_possible_are_told_whatever_the_total() -> None:
    units = [core("C", credits=90), unit("U1", "A", credits=15), unit("U2", "A", credits=22.5)]
    possible = Combination.of(units, [choose("A", 1)], 120).credits_possible()
    assert (possible.sums, possible.least, possible.most) == ((105.0, 112.5), 105.0, 112.5)
    assert possible.meets_total is False


@pytest.mark.parametrize(
    ("total", "comes_to"),
    [
        (120, "120 credits. What learners may take comes to at most 110 credits."),
        (90, "90 credits. What learners may take comes to at least 100 credits."),
        (105, "105 credits. What learners may take comes to 100 credits or 110 credits, but not to the total."),
    ],
)
def test_a_total_out_of_reach_is_an_obstacle(total: float, comes_to: str) -> None:
    units = [core("C", credits=80), unit("U1", "A", credits=20), unit("U2", "A", credits=30)]
    combination = Combination.of(units, [choose("A", 1)], total)
    (obstacle,) = combination.obstacles()
    assert obstacle.cause is Cause.TOTAL
    assert obstacle.reason == f"The stated total is {comes_to}"
    assert combination.worst(covers(K1="U1")) is None
    assert combination.prove(covers(K1="C"))["K1"].holds is None


# Required first, not with


def test_a_unit_required_first_comes_along() -> None:
    units = [unit("U1", "A"), unit("U2", "A"), unit("U3", "B", required_first=("U1",)), unit("U4", "B")]
    combination = Combination.of(units, [choose("A", 1), choose("B", 1)], None)
    assert combination.permits(frozenset({"U1", "U3"}))
    assert not combination.permits(frozenset({"U2", "U3"}))
    assert example(combination, "U1 U4") is None


def test_a_mandatory_unit_forces_what_it_requires() -> None:
    combination = Combination.of([core("C", required_first=("U2",)), *TWO_OF_THREE], [choose("A", 1)], None)
    assert example(combination, "U2") is None


def test_units_that_exclude_each_other_are_not_taken_together() -> None:
    units = [unit("U1", "A", not_with=("U2",)), unit("U2", "A"), unit("U3", "A")]
    combination = Combination.of(units, [choose("A", 2)], None)
    assert not combination.permits(frozenset({"U1", "U2"}))
    assert example(combination, "U3") is None


def test_a_unit_that_needs_one_of_another_pathway_cannot_be_taken() -> None:
    units = [unit("U1", "A", required_first=("Y",)), unit("U2", "A"), core("X", pathway="X"), core("Y", pathway="Y")]
    combination = Combination.of(units, [choose("A", 1)], None)
    assert combination.prove(covers(K1="U2"))["K1"].fails_on == ("Y",)


def test_references_to_unknown_units_are_left_to_the_rule_about_them() -> None:
    combination = Combination.of([core("U1", required_first=("U9",), not_with=("U8", "U1"))], [], None)
    assert combination.obstacles() == ()


def test_a_unit_is_referred_to_by_its_code_or_its_title() -> None:
    titled = replace(unit("Law", "A"), code=None, title="Law")
    units = [core("C", required_first=("title of u1", " u2 ", "LAW")), unit("U1", "A"), unit("U2", "A"), titled]
    combination = Combination.of(units, [choose("A", 0, 3)], None)
    assert combination.worst(covers(K1="U1", K2="U2", K3="Law")) == (Pathway("", ("C", "U1", "U2", "Law")), ())


def test_the_caller_may_give_the_links() -> None:
    units = [core("U1"), unit("U2", "A"), unit("U3", "A")]
    choices = choices_of(units, [choose("A", 1)], None, [Link("U1", "U2", together=False)] * 2)
    combination = Combination(choices, ("U1", "U2", "U3"))
    assert example(combination, "U3") is None


# Obstacles


def test_a_group_that_asks_for_more_than_it_holds_is_an_obstacle() -> None:
    combination = Combination.of(
        [*TWO_OF_THREE, unit("U4", "B", credits=15)], [choose("A", 4), choose("B", 20, by="credits")], 99
    )
    assert [(obstacle.cause, obstacle.group) for obstacle in combination.obstacles()] == [
        (Cause.GROUP, "A"),
        (Cause.GROUP, "B"),
    ]
    assert reasons(combination) == [
        "Option group A asks for 4 units, but all its units together come to 3 units.",
        "Option group B asks for 20 credits, but all its units together come to 15 credits.",
    ]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([choose("A", 15, 18, by="credits")], "asks for 15 to 18 credits, and no choice of its units comes to that."),
        ([choose("A", 3, 2)], "asks for 3 to 2 units, and no choice of its units comes to that."),
        (
            [choose("A", 1), choose("A", 20, by="credits")],
            "asks for 1 unit and for 20 credits, which cannot be met together.",
        ),
    ],
)
def test_a_group_that_cannot_be_met_is_an_obstacle(rows: list, reason: str) -> None:
    assert reasons(Combination.of(TWO_OF_THREE, rows, None)) == [f"Option group A {reason}"]


def test_clashing_links_are_named_and_no_others() -> None:
    units = [core("C", required_first=("U1",)), core("D", not_with=("U1",)), *TWO_OF_THREE, core("E", not_with=("U3",))]
    (obstacle,) = Combination.of(units, [choose("A", 1)], None).obstacles()
    assert (obstacle.cause, obstacle.units) == (Cause.LINKS, ("C", "U1", "D"))
    assert "C needs U1 and D cannot be taken with U1." in obstacle.reason


def test_a_needed_unit_that_is_not_offered_is_named() -> None:
    (obstacle,) = Combination.of(
        [core("C", required_first=("Y",), pathway="X"), core("Y", pathway="Y")], [], None
    ).obstacles()
    assert obstacle.pathway == "X"
    assert obstacle.reason.endswith("C needs Y. Y cannot be taken on this pathway.")


# Gaps in the structure


@pytest.mark.parametrize(
    ("unit_without_rule", "rows"),
    [
        (unit("V"), []),
        (unit("V", "B"), []),
        (unit("V", "B"), [choose("B", None)]),
        (unit("V", "B"), [choose("B", 1, by=None)]),
        (unit("V", mandatory=None), []),
    ],
)
def test_nothing_is_said_of_a_ksb_that_a_unit_without_a_rule_covers(unit_without_rule, rows) -> None:
    combination = Combination.of([*TWO_OF_THREE, unit_without_rule], [choose("A", 2), *rows], 500)
    assert combination.unruled == {"V"}
    proofs = combination.prove(covers(K1="U1 V", K2="U1 U2 V", K3="U1"))
    assert [proofs[ksb].holds for ksb in ("K1", "K2", "K3")] == [None, True, False]
    assert proofs["K1"].unknown_on == ("",)
    assert combination.worst(covers(K1="U1 V", K3="U1")) == (Pathway("", ("U2", "U3")), ("K3",))


def test_missing_credits_leave_the_total_unjudged() -> None:
    combination = Combination.of([core("C", credits=None), *TWO_OF_THREE], [choose("A", 2)], 20)
    assert combination.unjudged == {"C"}
    assert combination.credits_possible().meets_total is None
    assert combination.obstacles() == ()


def test_missing_credits_leave_a_choice_of_credits_without_a_usable_rule() -> None:
    combination = Combination.of(
        [core("C"), unit("U1", "A", credits=None), unit("U2", "A")], [choose("A", 10, by="credits")], None
    )
    assert combination.unjudged == {"U1"}
    assert combination.unruled == {"U1", "U2"}


def test_missing_credits_matter_only_where_credits_are_asked_for() -> None:
    combination = Combination.of([core("C", credits=None), *TWO_OF_THREE], [choose("A", 2)], None)
    assert combination.unjudged == frozenset()


def test_an_empty_structure_raises_no_obstacle() -> None:
    combination = Combination.of([], [], None)
    assert combination.obstacles() == ()
    assert combination.worst({}) == (Pathway("", ()), ())


# The worst pathway


def test_the_worst_pathway_misses_most() -> None:
    combination = Combination.of([core("C"), *TWO_OF_THREE], [choose("A", 1)], None)
    claims = covers(K1="C", K2="U1 U2", K3="U1", K4="U2 U3", S1="U1")
    assert combination.worst(claims) == (Pathway("", ("C", "U3")), ("K2", "K3", "S1"))


def test_the_worst_pathway_may_miss_nothing() -> None:
    combination = Combination.of(TWO_OF_THREE, [choose("A", 2)], None)
    assert combination.worst(covers(K1="U1 U2 U3")) == (Pathway("", ("U1", "U2")), ())


def test_the_worst_pathway_is_looked_for_on_all_of_them() -> None:
    units = [core("X", pathway="X"), core("Y", pathway="Y"), *TWO_OF_THREE]
    combination = Combination.of(units, [choose("A", 1)], None)
    assert combination.worst(covers(K1="X", K2="U1 U2", K3="U1 U3")) == (Pathway("Y", ("Y", "U2")), ("K1", "K3"))


def test_a_pathway_of_units_without_a_rule_is_not_the_worst() -> None:
    combination = Combination.of([core("C", pathway="X"), unit("V", pathway="Y")], [], None)
    assert combination.worst(covers(K1="V", K2="C")) == (Pathway("X", ("C",)), ("K1",))
    assert combination.worst(covers(K1="V", K2="V")) == (Pathway("X", ("C",)), ("K1", "K2"))


# Bounds


def test_interchangeable_units_are_not_listed_set_by_set() -> None:
    units = [unit(f"U{number}", "A") for number in range(60)]
    combination = Combination.of(units, [choose("A", 30)], 300)
    half = " ".join(f"U{number}" for number in range(31))
    assert example(combination, half) is None
    assert len(example(combination, half.removesuffix(" U30")).units) == 30


def test_links_across_groups_stay_small() -> None:
    units = [
        *(unit(f"A{number}", "A", not_with=(f"B{number}",)) for number in range(25)),
        *(unit(f"B{number}", "B") for number in range(25)),
    ]
    combination = Combination.of(units, [choose("A", 10), choose("B", 10)], None)
    assert example(combination, "A0 B0") is not None
    assert not combination.permits(frozenset(f"{group}{number}" for group in "AB" for number in range(10)))


def test_too_many_combinations_end_in_a_plain_message_and_soon() -> None:
    chance = random.Random(1)
    units = [
        unit(f"U{number}", f"G{number % 4}", credits=10 + number / 7, not_with=(f"U{chance.randrange(60)}",))
        for number in range(60)
    ]
    combination = Combination.of(units, [choose(f"G{number}", 3, 9) for number in range(4)], 400)
    before = time.process_time()
    with pytest.raises(TooManyCombinations, match="too many different ways"):
        combination.prove(covers(K1="U1"))
    assert time.process_time() - before < 20


def test_the_proof_stands_where_the_worst_pathway_cannot_be_found() -> None:
    units = [unit(f"U{number}", "A") for number in range(60)]
    chance = random.Random(1)
    claims = {f"K{ksb}": frozenset(unit.key for unit in chance.sample(units, 12)) for ksb in range(150)}
    combination = Combination.of(units, [choose("A", 20)], None)
    assert {guarantee.holds for guarantee in combination.prove(claims).values()} == {False}
    before = time.process_time()
    with pytest.raises(TooManyCombinations):
        combination.worst(claims)
    assert time.process_time() - before < 20


def test_as_many_states_as_are_allowed_may_be_met() -> None:
    (choices,) = choices_of(TWO_OF_THREE, [choose("A", 2)], None, [])
    size = Diagram(choices, choices.limits, ()).size
    assert Diagram(choices, choices.limits, (), size).size == size
    with pytest.raises(TooManyCombinations):
        Diagram(choices, choices.limits, (), size - 1)


def test_of_many_requirements_that_clash_the_first_are_named_and_the_rest_counted() -> None:
    chain = [unit(f"U{number}", "A", required_first=(f"U{number + 1}",)) for number in range(1, 7)]
    ends = [core("C"), unit("U7", "A", not_with=("C",))]
    (reason,) = reasons(Combination.of([*ends, *chain], [choose("A", 1, 7)], None))
    named, more = reason.partition(": ")[2].split(" and ")
    assert (len(named.split(", ")), more) == (5, "2 more.")
