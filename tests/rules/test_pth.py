"""PTH: does it hold on every permitted pathway? Test names finish the sentence that the id begins."""

from dataclasses import replace
from typing import Any

import pytest

from htq_core.engine import run
from htq_core.findings import Change
from htq_core.location import Book
from htq_core.model.answers import Answers
from htq_core.model.application import Application
from htq_core.model.read_as import AtLevel, RuleRead
from htq_core.report import Status
from htq_core.rules import RULES
from tests.builders import cell, cells, claim, findings, group, status, unit
from tests.rules.small import claims, fired, only, optional, reason, small, units
from tests.rules.test_str import two_pathways

ONE_OPTION = {"B1": {"units": "U3"}}


def crowd(count: int = 26) -> Application:
    """So many units barred from each other, of so many sizes, that their combinations cannot all be tried."""
    codes = [f"U{n}" for n in range(3, 3 + count)]
    rows = [optional(code, credits=float(2**n), not_with=", ".join(codes[n + 3 :: 2])) for n, code in enumerate(codes)]
    return small(
        of_units=[*units()[:2], *rows], groups=[group("A", "credits", 1, 2.0**count)], total=str(60 + 2**count - 1)
    )


def beside(rows: list[dict[str, Any]], second: list[dict[str, Any]], **rest: Any) -> Application:
    """The small qualification with a mapping to a second occupation beside its own."""
    other = small(second, mapping_details={"standard": "ST9002", "version": "1.0"}, **rest)
    return small(rows, others=[other], **rest)


class TestPth01:
    def test_flags_a_ksb_that_a_learner_can_avoid(self) -> None:
        avoidable = small(claims(**ONE_OPTION))
        assert cells(avoidable, "PTH-01") == ["KSB mapping!D4, Units!A4"]
        finding = only(avoidable, "PTH-01")
        assert finding.message == "A learner who takes U1, U2 and U4 never meets B1."
        assert finding.subject.ksb == "B1"
        assert finding.subject.pathway == ("U1", "U2", "U4")
        assert "claims B1 by U3 only" in finding.found
        assert finding.fix == (
            "Make U3 mandatory in Units!F4, and let A ask for 1 unit less in Option groups!D2. "
            "Or take U4 out of A. Or map B1 to U1, if U1 covers it."
        )
        assert fired(avoidable) == {"PTH-01", "PTH-07"}

    def test_gives_each_ksb_a_finding_with_its_own_cells(self) -> None:
        rows = [*claims(B1={"units": "U3"}), claim("B2", units="U3"), claim("B3", units="U4")]
        found = findings(small(rows), "PTH-01")
        assert [finding.subject.ksb for finding in found] == ["B1", "B2", "B3"]
        assert [finding.where[0].cell for finding in found] == ["D4", "D5", "D6"]

    def test_names_every_unit_of_a_long_pathway(self) -> None:
        rows = [*units()[:2], *(optional(f"LONG{n}") for n in range(10, 40))]
        avoidable = small(claims(B1={"units": "LONG10"}), rows, [group("A", minimum=20)], total="660")
        finding = only(avoidable, "PTH-01")
        assert len(finding.subject.pathway) == 22
        assert all(unit in finding.message for unit in finding.subject.pathway)

    def test_names_the_pathway_and_what_would_mend_it(self) -> None:
        rows = claims(K1={"units": "U1"}, S1={"units": "U2"}, B1={"units": "U1"})
        apart = two_pathways()
        apart = small(
            rows, [dict(row) for row in _rows_of(apart)], [group("A", pathway="Care"), group("B", pathway="Digital")]
        )
        finding = only(apart, "PTH-01")
        assert finding.message.startswith("A learner on Digital who takes U1, U3 and U")
        assert finding.fix == "Map S1 to U1, if U1 covers it."
        assert finding.subject.ksb == "S1"

    def test_counts_partial_coverage_and_several_rows(self) -> None:
        rows = [*claims(B1={"units": "U3"}), claim("B1", "Partial", "U4", reason="The rest is safer to learn at work.")]
        assert findings(small(rows), "PTH-01") == ()

    def test_counts_no_row_that_is_not_covered(self) -> None:
        rows = [
            *claims(B1={"units": "U3"}),
            claim("B1", "Not covered", "U4", reason="Safer to learn at work, with care."),
        ]
        assert cells(small(rows), "PTH-01") == ["KSB mapping!D4, Units!A4"]

    def test_accepts_a_ksb_met_whatever_is_chosen(self) -> None:
        assert status(small(), "PTH-01") is Status.PASSED
        assert (
            status(small(claims(**ONE_OPTION), groups=[group("A", minimum=2)], total="120"), "PTH-01") is Status.PASSED
        )

    def test_asks_nothing_of_rows_that_claim_nothing_or_name_no_unit(self) -> None:
        uncovered = claim("K7", "Not covered", "U9", reason="Safer to learn at work, with care.")
        assert status(small([*claims(), uncovered, claim("K8", "Full", None)]), "PTH-01") is Status.PASSED

    def test_holds_pathways_to_the_total(self) -> None:
        rows = [*units(), optional("U5", credits=10.0)]
        assert status(small(claims(B1={"units": "U3, U4"}), rows), "PTH-01") is Status.PASSED
        assert status(small(claims(B1={"units": "U3, U4"}), rows, total=""), "PTH-01") is Status.FOUND

    @pytest.mark.parametrize(
        ("fault", "rule"),
        [
            ({"total": "300"}, "STR-04"),
            ({"total": "50"}, "STR-06"),
            (
                {"groups": [group("A"), group("B", minimum=3)], "more": [optional("U5", name="B")], "total": ""},
                "STR-05",
            ),
            ({"changes": {"U1": {"required_first": "U9"}}}, "STR-16"),
            ({"changes": {"U1": {"level": None}}}, "STR-01"),
            ({"more": [unit("U1", "Communication")]}, "STR-02"),
        ],
    )
    def test_is_found_beside_an_unrelated_fault(self, fault: dict[str, Any], rule: str) -> None:
        rows = [*units(**fault.get("changes", {})), *fault.get("more", ())]
        both = small(claims(**ONE_OPTION), rows, fault.get("groups"), fault.get("total", "90"))
        assert fired(both) == {rule, "PTH-01", "PTH-07"}
        assert only(both, "PTH-01").subject.ksb == "B1"
        assert only(both, "PTH-01").subject.pathway == ("U1", "U2", "U4")

    def test_calls_a_pathway_permitted_that_is(self) -> None:
        found = only(small(claims(**ONE_OPTION)), "PTH-01").found
        assert found == "The mapping claims B1 by U3 only, and this permitted pathway can do without."

    @pytest.mark.parametrize(
        ("asked", "has"),
        [
            (AtLevel(60, 5), 30),
            (AtLevel(60, 4, and_above=True), None),
            (AtLevel(61, 4), 60),
            (AtLevel(90.5, 4, and_above=True), 90),
            (AtLevel(30, 5), None),
        ],
    )
    def test_says_where_a_pathway_may_have_too_few_credits_at_a_level(self, asked: AtLevel, has: float | None) -> None:
        gap = small(claims(B1={"units": "U3"}), units(U1={"level": 5}))
        assert gap.structure is not None
        rule = RuleRead("At least …", (cell(Book.STRUCTURE, "Units", 1, 8),), at_level=asked)
        of = replace(gap, structure=replace(gap.structure, worded=(rule,)))
        told = f" Units!A8 seems to ask for at least {asked}, and they have {has}. No pathway is held to that, "
        assert (told in only(of, "PTH-01").found) is bool(has)
        assert ("this permitted pathway" in only(of, "PTH-01").found) is not bool(has)
        assert of.structure
        repeated = replace(of, structure=replace(of.structure, units=(*of.units, replace(of.units[0], position=4))))
        assert (told in only(repeated, "PTH-01").found) is bool(has)
        unknown = replace(of, structure=replace(of.structure, units=tuple(replace(u, level=None) for u in of.units)))
        assert "seems to ask" not in only(unknown, "PTH-01").found

    @pytest.mark.parametrize(
        ("fault", "aside"),
        [
            ({"total": "300"}, "the stated total of credits"),
            ({"total": "50"}, "the stated total of credits"),
            ({"groups": [group("A"), group("B", minimum=3)], "more": [optional("U5", name="B")]}, "option group B"),
            ({"more": [optional("U5", name=None)]}, "when U5 is taken"),
            ({"changes": {"U2": {"credits": None}}}, "the stated total of credits"),
            ({"changes": {"U1": {"required_first": "U9"}}}, "what is required first or barred for U1"),
        ],
        ids=["total not met", "total too small", "group asks too much", "no group", "no credits", "lost name"],
    )
    def test_says_what_was_left_aside_and_does_not_say_permitted(self, fault: dict[str, Any], aside: str) -> None:
        rows = [*units(**fault.get("changes", {})), *fault.get("more", ())]
        both = small(claims(**ONE_OPTION), rows, fault.get("groups"), fault.get("total", "90"))
        for rule in ("PTH-01", "PTH-07"):
            said = only(both, rule).found
            assert "Left aside here, as it is to be put right first: " in said
            assert aside in said
            assert "permitted" not in only(both, rule).message + said

    @pytest.mark.parametrize("missed", [ONE_OPTION, {}], ids=["one missed", "none missed"])
    @pytest.mark.parametrize(
        ("fault", "rule"),
        [
            ({"of_units": units(U1={"not_with": "U2"})}, "PTH-05"),
            ({"of_units": units(U2={"required_first": "U3"}, U3={"not_with": "U1"})}, "PTH-05"),
            ({"groups": [group("A", "credits", 45)], "total": "105"}, "PTH-05"),
            ({"of_units": units(U1={"required_first": "U3", "not_with": "U3"})}, "STR-16"),
        ],
        ids=["mandatory units barred", "required but barred", "no such sum", "requirement contradicts itself"],
    )
    def test_does_not_run_where_nothing_is_permitted(self, fault: dict[str, Any], rule: str, missed: Any) -> None:
        nothing = small(claims(**missed), **fault)
        assert fired(nothing) == {rule}
        for waiting in ("PTH-01", "PTH-07"):
            assert status(nothing, waiting) is Status.NOT_RUN
            assert reason(nothing, waiting).startswith("No combination of units is permitted. Put right first")

    def test_judges_the_pathways_that_are_possible(self) -> None:
        rows = claims(K1={"units": "U1"}, S1={"units": "U2"}, B1={"units": "U1"})
        groups = [group("A", pathway="Care"), group("B", pathway="Digital")]
        barred = small(rows, _rows_of(two_pathways(U1={"not_with": "U3"})), groups)
        assert fired(barred) == {"PTH-05"}
        assert reason(barred, "PTH-01").startswith("No combination of units is permitted on Digital.")
        rows = claims(K1={"units": "U1"}, S1={"units": "U3"}, B1={"units": "U1"})
        barred = small(rows, _rows_of(two_pathways(U1={"not_with": "U3"})), groups)
        assert fired(barred) == {"PTH-05", "PTH-01", "PTH-07"}
        assert only(barred, "PTH-01").message.startswith("A learner on Care who takes")
        assert "this permitted pathway" in only(barred, "PTH-01").found

    def test_shows_a_pathway_that_is_permitted_before_one_that_is_not(self) -> None:
        rows = [
            unit("U1"), unit("U2", pathway="Care", credits=50), unit("U3", pathway="Digital"),
            optional("U4", pathway="Care"), optional("U5", pathway="Care"), optional("U6", pathway="Digital"),
            optional("U7", pathway="Digital"),
        ]  # fmt: skip
        apart = small(claims(S1={"units": "U4, U6"}, B1={"units": "U1"}), rows)
        assert fired(apart) == {"STR-04", "PTH-01", "PTH-07"}
        assert only(apart, "PTH-01").subject.pathway == ("U1", "U3", "U7")
        assert "this permitted pathway" in only(apart, "PTH-01").found

    def test_is_found_beside_a_group_that_others_require(self) -> None:
        rows = [*units(U2={"required_first": "U5"}), optional("U5", name="B")]
        both = small(claims(**ONE_OPTION), rows, [group("A"), group("B", minimum=3)], "")
        assert fired(both) == {"STR-05", "PTH-01", "PTH-07"}

    @pytest.mark.parametrize("change", [{"group": None}, {"status": ""}, {"group": "B"}])
    def test_says_what_is_not_proved_while_a_unit_has_no_rule(self, change: dict[str, Any]) -> None:
        loose = small(claims(B1={"units": "U3, U4"}), units(U3=change))
        assert status(loose, "PTH-01") is Status.NOT_RUN
        assert "B1" in reason(loose, "PTH-01")
        assert "K1" not in reason(loose, "PTH-01")

    def test_proves_nothing_of_a_ksb_whose_units_cannot_be_told(self) -> None:
        unsure = small(claims(B1={"units": "U3, U9"}))
        assert fired(unsure) == {"REF-01"}
        assert status(unsure, "PTH-01") is Status.NOT_RUN

    def test_does_not_apply_when_nothing_is_claimed(self) -> None:
        assert status(small([claim("K1", "Not covered", None)]), "PTH-01") is Status.NOT_APPLICABLE

    def test_says_so_when_there_are_too_many_combinations(self) -> None:
        assert status(crowd(), "PTH-01") is Status.NOT_RUN
        assert "too many" in reason(crowd(), "PTH-01")

    def test_keeps_its_id_when_a_row_is_put_in_above(self) -> None:
        rows = claims(**ONE_OPTION)
        assert only(small(rows), "PTH-01").id == only(small([claim("K7", units="U1"), *rows]), "PTH-01").id

    def test_carries_the_smallest_repairs_as_changes(self) -> None:
        mandatory, dropped, mapped = only(small(claims(**ONE_OPTION)), "PTH-01").repairs
        assert mandatory == (Change(kind="make mandatory", unit="U3", group="A"),)
        assert dropped == (Change(kind="drop from its group", unit="U4", group="A"),)
        assert mapped == (Change(kind="map to a mandatory unit", unit="U1", ksb="B1"),)

    def test_asks_for_as_many_changes_as_are_needed(self) -> None:
        rows = [unit(f"U{n}", pathway=name) for n, name in enumerate(("North", "South", "East"), start=1)]
        apart = small(claims(K1={"units": "U1"}, S1={"units": "U1, U2, U3"}, B1={"units": "U1, U2, U3"}), rows, (), "")
        assert only(apart, "PTH-01").fix == "Map K1 to U2, if U2 covers it and map K1 to U3, if U3 covers it."

    def test_says_so_where_no_small_change_mends_it(self) -> None:
        rows = [optional(f"U{n}", name=f"G{n}", pathway=f"P{n}") for n in range(1, 5)]
        rows += [optional(f"V{n}", name=f"G{n}", pathway=f"P{n}") for n in range(1, 5)]
        groups = [group(f"G{n}", pathway=f"P{n}") for n in range(1, 5)]
        apart = small([claim("K1", units="U1")], rows, groups, "")
        assert only(apart, "PTH-01").fix.startswith("No small change mends this.")
        assert only(apart, "PTH-01").repairs == ()

    def test_leaves_several_occupations_to_be_asked_about_together(self) -> None:
        assert status(beside(claims(**ONE_OPTION), claims()), "PTH-01") is Status.NOT_APPLICABLE
        named = small(claims(**ONE_OPTION), answers=Answers(occupations=("ST9001", "ST9002")))
        assert status(named, "PTH-01") is Status.NOT_APPLICABLE


def by_rows(full: str = "U3", partly: str = "U4", **rest: Any) -> list[dict[str, Any]]:
    """B1 claimed fully by some units and partly by others, each in a row of its own."""
    rows = claims(K1={"units": "U1"})[:2]
    return [
        *rows,
        *(claim("B1", "Full", name, **rest) for name in full.split()),
        *(
            claim("B1", "Partial", name, reason="The rest is safer to learn at work.", **rest)
            for name in partly.split()
        ),
    ]


def by_columns(full: str = "U3", partly: str = "U4", **rest: Any) -> list[dict[str, Any]]:
    """The same in one row, with a coverage for each unit."""
    coverages = {**dict.fromkeys(full.split(), "Full"), **dict.fromkeys(partly.split(), "Partial")}
    named = ", ".join(coverages)
    return claims(K1={"units": "U1"}, B1={"units": named, "by_unit": coverages, **rest})


class TestPth02:
    @pytest.mark.parametrize(("rows", "cells_of_it"), [
        (by_rows(), "KSB mapping!C4, KSB mapping!C5"), (by_columns(), "KSB mapping!D4"),
    ])  # fmt: skip
    def test_flags_a_ksb_that_some_options_cover_less(self, rows: list[dict[str, Any]], cells_of_it: str) -> None:
        uneven = small(rows)
        assert cells(uneven, "PTH-02") == [cells_of_it]
        finding = only(uneven, "PTH-02")
        assert finding.message == "A learner who takes U1, U2 and U4 covers B1 only partly; others cover it fully."
        assert finding.found == "Covered partly by U4 and fully by U3, which this permitted pathway can do without."
        assert finding.subject.pathway == ("U1", "U2", "U4")
        assert fired(small(by_columns())) == {"PTH-02", "PTH-06"}

    def test_gives_ksbs_with_the_same_units_one_finding(self) -> None:
        second = {**by_columns()[2], "ksb": "B2"}
        assert only(small([*by_columns(), second]), "PTH-02").message.endswith(
            "B1 and B2 only partly; others cover it fully."
        )

    def test_accepts_full_coverage_whatever_is_chosen(self) -> None:
        assert status(small(by_columns("U2 U3", "U4")), "PTH-02") is Status.PASSED
        assert status(small(by_columns(), groups=[group("A", minimum=2)], total="120"), "PTH-02") is Status.PASSED

    def test_accepts_partial_coverage_whatever_is_chosen(self) -> None:
        assert (
            status(small(by_columns("", "U3 U4", coverage="Partial", reason="Safer at work.")), "PTH-02")
            is Status.PASSED
        )

    def test_leaves_a_pathway_that_misses_the_ksb_to_the_rule_about_it(self) -> None:
        missed = small(by_columns("U3", ""))
        assert status(missed, "PTH-02") is Status.PASSED
        assert status(missed, "PTH-01") is Status.FOUND

    def test_does_not_run_where_only_the_row_states_a_coverage(self) -> None:
        assert status(small(claims(B1={"units": "U3, U4"})), "PTH-02") is Status.NOT_RUN
        assert "Give each unit a row or a column of its own" in reason(small(), "PTH-02")

    def test_needs_no_more_where_every_unit_is_taken_by_everyone(self) -> None:
        rows = claims(K1={"units": "U1, U2"}, B1={"units": "U1, U2"})
        assert status(small(rows), "PTH-02") is Status.PASSED

    def test_does_not_apply_when_nothing_is_claimed(self) -> None:
        assert status(small([claim("K1", "Not covered", None)]), "PTH-02") is Status.NOT_APPLICABLE

    def test_says_so_when_there_are_too_many_combinations(self) -> None:
        assert "too many" in reason(crowd(), "PTH-02")


class TestPth03:
    def test_flags_a_pathway_that_serves_no_occupation_whole(self) -> None:
        neither = beside(claims(**ONE_OPTION), [*claims(**ONE_OPTION), claim("S2", units="U3")])
        finding = only(neither, "PTH-03")
        assert finding.message == "A learner who takes U1, U2 and U4 is served whole for no occupation."
        assert finding.found == "With this permitted pathway, a learner misses B1 of ST9001; S2 and B1 of ST9002."
        assert finding.fix.startswith("See that whoever takes these units meets B1 of ST9001 too")
        assert finding.subject.pathway == ("U1", "U2", "U4")
        assert cells(neither, "PTH-03") == ["KSB mapping!D4"]
        assert fired(neither) == {"PTH-03", "PTH-07"}

    def test_names_the_row_that_says_not_covered(self) -> None:
        bare = claims(B1={"coverage": "Not covered", "units": None, "reason": "Employers alone can teach this"})
        assert cells(beside(bare, bare), "PTH-03") == ["KSB mapping!C4"]

    def test_says_the_same_from_every_occupation(self) -> None:
        first = beside(claims(**ONE_OPTION), claims(**ONE_OPTION))
        (second,) = first.others
        second = replace(second, others=(replace(first, others=()),))
        found = [
            result.findings
            for of in (first, second)
            for result in run(of, RULES, of.reference)
            if result.outcome.rule == "PTH-03"
        ]
        assert found[0] == found[1]
        assert found[0][0].occupation is None

    def test_accepts_pathways_that_each_serve_an_occupation_of_their_own(self) -> None:
        only_u3, only_u4 = claims(B1={"units": "U3"}), claims(B1={"units": "U4"})
        assert status(beside(only_u3, only_u4), "PTH-03") is Status.PASSED
        assert fired(beside(only_u3, only_u4)) == {"PTH-07"}

    def test_accepts_an_occupation_that_every_pathway_serves(self) -> None:
        assert status(beside(claims(**ONE_OPTION), claims()), "PTH-03") is Status.PASSED

    def test_counts_partial_coverage_with_a_reason(self) -> None:
        partly = claims(B1={"coverage": "Partial", "reason": "The rest is safer to learn at work."})
        assert status(beside(claims(**ONE_OPTION), partly), "PTH-03") is Status.PASSED

    def test_counts_a_ksb_marked_not_covered_as_missed(self) -> None:
        left_out = claims(B1={"coverage": "Not covered", "units": None, "reason": "It is safer to learn at work."})
        assert "B1 of ST9001; B1 of ST9002" in only(beside(left_out, left_out), "PTH-03").found

    @pytest.mark.parametrize(
        "change",
        [
            {"units": "U9"},
            {"units": None},
            {"coverage": "Partial"},
            {"coverage": ""},
            {"coverage": "Not covered", "units": None},
        ],
        ids=["unknown unit", "no unit", "no reason", "no coverage", "not covered and no reason"],
    )
    def test_is_silent_on_rows_that_other_rules_report(self, change: dict[str, Any]) -> None:
        unsure = beside(claims(**ONE_OPTION), claims(B1=change))
        assert status(unsure, "PTH-03") is Status.NOT_RUN
        assert "Put right first" in reason(unsure, "PTH-03")

    def test_does_not_run_while_an_occupation_has_no_mapping(self) -> None:
        named = small(claims(**ONE_OPTION), answers=Answers(occupations=("ST9001", "ST9002")))
        assert "no mapping for ST9002" in reason(named, "PTH-03")

    def test_does_not_apply_to_one_occupation(self) -> None:
        assert status(small(claims(**ONE_OPTION)), "PTH-03") is Status.NOT_APPLICABLE


class TestPth07:
    def test_shows_the_pathway_that_misses_most(self) -> None:
        rows = [*claims(B1={"units": "U3"}), claim("B2", units="U3"), claim("B3", units="U4")]
        worst = only(small(rows), "PTH-07")
        assert worst.message == "A learner who takes U1, U2 and U4 misses most: 2 of the 5 KSBs claimed."
        assert worst.subject.pathway == ("U1", "U2", "U4")
        assert worst.subject.ksb is None
        assert worst.found == "It misses B1 and B2."
        assert [place.cell for place in worst.where] == ["D4", "D5"]

    def test_counts_no_ksb_marked_not_covered(self) -> None:
        rows = claims(
            S1={"coverage": "Not covered", "units": None, "reason": "Safer to learn at work, with care."}, **ONE_OPTION
        )
        assert "1 of the 2" in only(small(rows), "PTH-07").message
        assert only(small(rows), "PTH-07").subject.ksb == "B1"

    def test_shows_nothing_when_none_is_missed(self) -> None:
        assert status(small(), "PTH-07") is Status.PASSED

    def test_does_not_apply_where_there_is_no_choice(self) -> None:
        rows = claims(B1={"units": "U2"})
        assert status(small(rows, units()[:2], (), "60"), "PTH-07") is Status.NOT_APPLICABLE

    def test_says_so_when_there_are_too_many_combinations(self) -> None:
        assert status(crowd(), "PTH-07") is Status.NOT_RUN


def _rows_of(of: Application) -> list[dict[str, Any]]:
    names = {True: "Mandatory", False: "Optional"}
    return [
        unit(
            u.code or "",
            u.title or "",
            status=names[bool(u.mandatory)],
            pathway=u.pathway,
            group=u.group,
            not_with=", ".join(u.not_with),
        )
        for u in of.units
    ]
