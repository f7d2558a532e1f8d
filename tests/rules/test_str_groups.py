"""STR-05, 11, 12, 13 and 17: option groups, their rules of combination, and pathways."""

from dataclasses import replace
from typing import Any, ClassVar

import pytest

from htq_core.location import Book
from htq_core.model.answers import Answers
from htq_core.model.application import Application
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from tests.builders import cell, cells, claim, findings, group, status, unit
from tests.rules.small import claims, fired, only, optional, small, units
from tests.rules.test_str import two_pathways


def options_on_digital(
    row: dict[str, Any], rows: list[dict[str, Any]] | None = None, credits: float = 60, care: str = "Care"
) -> Application:
    """U1 for all; U2, of so many credits, on Care; U3 on Digital, and a choice of U4 or U5."""
    structure = [
        unit("U1"), unit("U2", pathway=care, credits=credits), unit("U3", pathway="Digital"),
        optional("U4", pathway="Digital"), optional("U5", pathway="Digital"),
    ]  # fmt: skip
    return small(rows or claims(S1={"units": "U1"}, B1={"units": "U1"}), structure, [row])


class TestStr05:
    def test_flags_the_minimum(self) -> None:
        greedy = small(groups=[group("A", minimum=3)])
        assert cells(greedy, "STR-05") == ["Option groups!D2"]
        finding = only(greedy, "STR-05")
        assert finding.message == "Option group “A” asks for more than it holds."
        assert finding.found == "3 units in D2, and 2 units in the group."
        assert fired(greedy) == {"STR-05"}

    def test_counts_credits_where_credits_are_chosen(self) -> None:
        assert cells(small(groups=[group("A", "credits", 75)]), "STR-05") == ["Option groups!D2"]
        assert status(small(groups=[group("A", "credits", 60)], total="120"), "STR-05") is Status.PASSED

    def test_flags_a_minimum_above_the_maximum(self) -> None:
        crossed = small(groups=[group("A", minimum=2, maximum=1)])
        assert cells(crossed, "STR-05") == ["Option groups!D2"]
        assert only(crossed, "STR-05").message == "Option group “A” has a minimum above its maximum."
        assert fired(crossed) == {"STR-05"}

    def test_flags_a_group_that_holds_nothing(self) -> None:
        empty = small(groups=[group("A"), group("B")])
        assert cells(empty, "STR-05") == ["Option groups!D3"]
        assert fired(empty) == {"STR-05"}

    def test_counts_what_the_pathway_offers(self) -> None:
        rows = [unit("U1", "Communication"), unit("U2", "Research"), optional("U3", pathway="Care"), optional("U4")]
        greedy = small(of_units=[*rows, optional("U5", pathway="Digital")], groups=[group("A", minimum=3)])
        assert cells(greedy, "STR-05") == ["Option groups!D2"]
        assert status(small(of_units=rows, groups=[group("A", minimum=1)]), "STR-05") is Status.PASSED

    def test_flags_a_group_for_everyone_with_units_on_one_pathway_only(self) -> None:
        everyone = options_on_digital(group("A"))
        assert cells(everyone, "STR-05") == ["Option groups!D2"]
        finding = only(everyone, "STR-05")
        assert finding.message == "Option group “A” asks for more than it holds on Care."
        assert finding.found == "1 unit in D2, and 0 units in the group."
        assert finding.fix == "Say in B2 which pathways it is for, or add its units for Care."
        assert fired(everyone) == {"STR-05"}
        assert fired(options_on_digital(group("A"), credits=30)) == {"STR-05"}
        long = options_on_digital(group("A"), care="Care of older people at home")
        assert only(long, "STR-05").fix.endswith("or add its units for Care of older people at home.")

    def test_still_shows_what_learners_of_such_a_group_miss(self) -> None:
        missed = options_on_digital(group("A"), claims(S1={"units": "U4"}, B1={"units": "U1"}))
        assert fired(missed) == {"STR-05", "PTH-01", "PTH-07"}
        assert "this permitted pathway" in only(missed, "PTH-01").found
        assert only(missed, "PTH-01").subject.pathway == ("U1", "U3", "U5")

    @pytest.mark.parametrize("row", [group("A", pathway="Digital"), group("A", minimum=0, maximum=1)])
    def test_accepts_a_group_that_is_for_one_pathway_or_asks_for_nothing(self, row: dict[str, Any]) -> None:
        assert findings(options_on_digital(row), "STR-05") == ()

    def test_accepts_that_units_say_whose_group_it_is(self) -> None:
        own = small(claims(K1={"units": "U1"}, S1={"units": "U2, U3"}, B1={"units": "U1"}), [
            unit("U1"), unit("U2", pathway="Care"), unit("U3", pathway="Digital"),
            optional("U4", pathway="Care"), optional("U5", name="B", pathway="Digital"),
        ], [group("A"), group("B")])  # fmt: skip
        assert fired(own) == set()
        everyone = options_on_digital(group("A"))
        assert everyone.structure
        (row,) = everyone.groups
        entries = {name: entry for name, entry in row.entries.items() if name != "pathway"}
        no_column = replace(everyone, structure=replace(everyone.structure, groups=(replace(row, entries=entries),)))
        assert fired(no_column) == set()

    def test_accepts_all_that_the_group_holds(self) -> None:
        assert status(small(groups=[group("A", minimum=2)], total="120"), "STR-05") is Status.PASSED

    @pytest.mark.parametrize(
        "change",
        [{"group": None}, {"status": ""}, {"group": "a typing slip"}],
        ids=["no group", "no status", "no such group"],
    )
    def test_is_neither_a_consequence_of_another_fault_nor_hidden_by_it(self, change: dict[str, Any]) -> None:
        assert findings(small(of_units=units(U3=change), groups=[group("A", minimum=2)]), "STR-05") == ()
        assert cells(small(of_units=units(U3=change), groups=[group("A", minimum=3)]), "STR-05") == ["Option groups!D2"]

    def test_says_nothing_of_credits_while_some_are_missing(self) -> None:
        missing = small(of_units=units(U3={"credits": None}), groups=[group("A", "credits", 60)])
        assert findings(missing, "STR-05") == ()

    def test_does_not_apply_without_groups(self) -> None:
        assert status(small(of_units=units()[:2], groups=()), "STR-05") is Status.NOT_APPLICABLE


class TestStr11:
    def test_flags_the_empty_cell(self) -> None:
        loose = small(of_units=units(U3={"group": None}))
        assert cells(loose, "STR-11") == ["Units!H4"]
        assert only(loose, "STR-11").message == "No option group is given for U3."
        assert fired(loose) == {"STR-11"}

    def test_takes_neighbours_as_one_finding(self) -> None:
        loose = small(of_units=units(U3={"group": None}, U4={"group": None}), groups=())
        assert cells(loose, "STR-11") == ["Units!H4, Units!H5"]

    def test_says_once_that_there_is_no_column(self) -> None:
        loose = small(of_units=units(U3={"group": None}, U4={"group": None}), groups=(), without=["group"])
        assert cells(loose, "STR-11") == ["Units!A1"]
        assert "no column" in only(loose, "STR-11").found

    def test_asks_nothing_of_mandatory_units(self) -> None:
        assert status(small(), "STR-11") is Status.PASSED
        assert status(small(of_units=units()[:2], groups=()), "STR-11") is Status.NOT_APPLICABLE

    def test_steps_over_a_cell_that_reading_reported(self) -> None:
        where = cell(Book.STRUCTURE, "Units", 8, 4)
        reported = Problem(ProblemKind.PLACEHOLDER, Book.STRUCTURE, (where,), "group", "TBC")
        assert findings(small(of_units=units(U3={"group": None}), problems=[reported]), "STR-11") == ()


class TestStr12:
    def test_flags_the_units_of_a_group_without_a_rule(self) -> None:
        unruled = small(groups=())
        assert cells(unruled, "STR-12") == ["Units!H4, Units!H5"]
        assert only(unruled, "STR-12").message == "It is not said how many to choose from option group “A”."
        assert fired(unruled) == {"STR-12"}

    def test_names_the_groups_that_do_have_rules(self) -> None:
        slip = small(of_units=units(U3={"group": "Aa"}))
        assert cells(slip, "STR-12") == ["Units!H4"]
        assert "has A only" in only(slip, "STR-12").found
        assert fired(slip) == {"STR-12"}

    def test_flags_the_blank_cells_of_an_incomplete_rule(self) -> None:
        row = {**group("A"), "choose": None, "minimum": None}
        assert cells(small(groups=[row]), "STR-12") == ["Option groups!C2, Option groups!D2"]
        assert cells(small(groups=[{**group("A"), "minimum": None}]), "STR-12") == ["Option groups!D2"]
        assert fired(small(groups=[row])) == {"STR-12"}

    def test_keeps_its_finding_on_a_row_when_the_other_is_mended(self) -> None:
        rows = [{**group("A", pathway=name), "minimum": None} for name in ("Care", "Digital")]
        mended = small(groups=[group("A", pathway="Care"), rows[1]])
        assert only(mended, "STR-12").id == findings(small(groups=rows), "STR-12")[1].id

    def test_asks_for_a_rule_on_each_pathway_where_the_group_is_offered(self) -> None:
        rows = [unit("U1"), unit("U2", pathway="Care"), unit("U5", pathway="Digital"), *units()[2:]]
        half = small(of_units=rows, groups=[group("A", pathway="Care")])
        assert cells(half, "STR-12") == ["Units!H5, Units!H6"]

    def test_accepts_names_in_another_case(self) -> None:
        assert status(small(of_units=units(U3={"group": " a"})), "STR-12") is Status.PASSED

    def test_steps_over_a_cell_that_reading_reported(self) -> None:
        where = cell(Book.STRUCTURE, "Option groups", 4, 2)
        reported = Problem(ProblemKind.NOT_UNDERSTOOD, Book.STRUCTURE, (where,), "minimum", "a few")
        assert findings(small(groups=[{**group("A"), "minimum": None}], problems=[reported]), "STR-12") == ()

    def test_does_not_apply_without_groups(self) -> None:
        assert status(small(of_units=units()[:2], groups=()), "STR-12") is Status.NOT_APPLICABLE


class TestStr13:
    def on(self, *names: str) -> Application:
        rows = [claim(f"K{number}", units="U1", pathway=name) for number, name in enumerate(names, start=1)]
        care = two_pathways()
        return replace(care, mapping=small(rows).mapping, standard=small(rows).standard)

    def test_flags_a_name_that_the_structure_does_not_have(self) -> None:
        odd = self.on("Care", "Caring", "caring", "")
        finding = only(odd, "STR-13")
        assert cells(odd, "STR-13") == ["KSB mapping!H3, KSB mapping!H4"]
        assert finding.message == "The structure has no pathway called “Caring”."
        assert "Did you mean “Care”?" in finding.fix
        assert "The structure names Care and Digital." in finding.found

    def test_says_when_the_structure_names_none(self) -> None:
        odd = small(claims(K1={"pathway": "Care"}))
        assert cells(odd, "STR-13") == ["KSB mapping!H2"]
        assert "The structure names no pathway." in only(odd, "STR-13").found
        assert "leave the cell blank" in only(odd, "STR-13").fix
        assert fired(odd) == {"STR-13"}

    @pytest.mark.parametrize(
        "name",
        ["Care", "care", " CARE pathway", "Pathway: Care", "Care; Digital", "Care, Digital", "Care and Digital",
         "Care/Digital", "All", "Both pathways", "n/a", "-", ""],
    )  # fmt: skip
    def test_accepts_the_same_name_however_it_is_written(self, name: str) -> None:
        assert findings(self.on(name), "STR-13") == ()

    def test_flags_one_name_of_several(self) -> None:
        assert only(self.on("Care, Nursing"), "STR-13").message.endswith("called “Nursing”.")

    def test_does_not_apply_without_a_name(self) -> None:
        assert status(small(), "STR-13") is Status.NOT_APPLICABLE

    def test_steps_over_a_cell_that_reading_reported(self) -> None:
        where = cell(Book.MAPPING, "KSB mapping", 8, 2)
        reported = Problem(ProblemKind.PLACEHOLDER, Book.MAPPING, (where,), "pathway", "TBC")
        assert findings(small(claims(K1={"pathway": "TBC"}), problems=[reported]), "STR-13") == ()


class TestStr17:
    WORDS: ClassVar = [group("A", in_words=True)]

    def test_flags_a_rule_that_was_read_out_of_words(self) -> None:
        assumed = small(groups=self.WORDS)
        finding = only(assumed, "STR-17")
        assert cells(assumed, "STR-17") == ["Option groups!D2"]
        assert finding.message == "One rule of combination was read out of words, and is not confirmed yet."
        assert finding.found == "A: 1 unit."
        assert fired(assumed) == {"STR-17"}

    def test_takes_all_such_rules_together(self) -> None:
        rows = [*self.WORDS, group("B", "credits", 30, 45, in_words=True), group("C")]
        finding = only(small(groups=rows), "STR-17")
        assert [place.cell for place in finding.where] == ["D2", "D3"]
        assert finding.found == "A: 1 unit and B: 30 to 45 credits."
        assert finding.message == "2 rules of combination were read out of words, and are not confirmed yet."

    def test_accepts_a_rule_that_is_confirmed(self) -> None:
        assert fired(small(groups=self.WORDS, answers=Answers(rules_confirmed=True))) == set()

    def test_says_that_it_was_read_wrongly(self) -> None:
        refused = small(groups=self.WORDS, answers=Answers(rules_confirmed=False))
        assert "you say that it is not right" in only(refused, "STR-17").message

    def test_says_that_it_is_not_known_how_many(self) -> None:
        blank = small(groups=[{**self.WORDS[0], "minimum": None}])
        assert only(blank, "STR-17").found == "A: how many is not known."

    def test_does_not_apply_to_figures(self) -> None:
        assert status(small(), "STR-17") is Status.NOT_APPLICABLE
