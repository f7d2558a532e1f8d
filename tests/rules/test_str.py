"""STR: the structure by itself. Test names finish the sentence that the id begins."""

from dataclasses import replace
from typing import Any, ClassVar

import pytest

from htq_core.location import Book
from htq_core.model.answers import Answers
from htq_core.model.application import Application
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from htq_core.settings import Settings
from tests.builders import cell, cells, claim, findings, group, status, unit
from tests.rules.small import claims, fired, only, optional, reason, small, units

TOTAL = "Qualification!B8"


def two_pathways(total: str = "90", **changes: dict[str, Any]) -> Application:
    """U1 for all; U2 on Care and U3 on Digital; on each one unit to choose: U4 or U5, U6 or U7."""
    rows = [
        unit("U1"), unit("U2", pathway="Care"), unit("U3", pathway="Digital"),
        optional("U4", pathway="Care"), optional("U5", pathway="Care"),
        optional("U6", name="B", pathway="Digital"), optional("U7", name="B", pathway="Digital"),
    ]  # fmt: skip
    rows = [{**row, **changes.get(row["code"], {})} for row in rows]
    groups = [group("A", pathway="Care"), group("B", pathway="Digital")]
    return small(claims(K1={"units": "U1"}, S1={"units": "U2, U3"}, B1={"units": "U1"}), rows, groups, total)


def options_on_digital(
    row: dict[str, Any], rows: list[dict[str, Any]] | None = None, credits: float = 60
) -> Application:
    """U1 for all; U2, of so many credits, on Care; U3 on Digital, and a choice of U4 or U5."""
    structure = [
        unit("U1"), unit("U2", pathway="Care", credits=credits), unit("U3", pathway="Digital"),
        optional("U4", pathway="Digital"), optional("U5", pathway="Digital"),
    ]  # fmt: skip
    return small(rows or claims(S1={"units": "U1"}, B1={"units": "U1"}), structure, [row])


def test_two_pathways_have_nothing_to_find() -> None:
    assert fired(two_pathways()) == set()


class TestStr01:
    @pytest.mark.parametrize(
        ("change", "place", "missing"),
        [
            ({"level": None}, "C3", "level"),
            ({"credits": None}, "D3", "number of credits"),
            ({"status": ""}, "F3", "status (mandatory or optional)"),
        ],
    )
    def test_flags_the_empty_cell(self, change: dict[str, Any], place: str, missing: str) -> None:
        lacking = small(of_units=units(U2=change))
        assert cells(lacking, "STR-01") == [f"Units!{place}"]
        assert only(lacking, "STR-01").message == f"No {missing} is given for U2."
        assert only(lacking, "STR-01").subject.unit == "U2"
        assert fired(lacking) == {"STR-01"}

    def test_flags_a_unit_with_neither_code_nor_title(self) -> None:
        nameless = small(of_units=units(U2={"code": "", "title": ""}))
        assert cells(nameless, "STR-01") == ["Units!A3"]
        assert "code or title" in only(nameless, "STR-01").message

    def test_accepts_a_title_without_a_code(self) -> None:
        titled = small(claims(S1={"units": "Research"}), units(U2={"code": ""}))
        assert fired(titled) == set()

    def test_takes_units_together_and_fields_apart(self) -> None:
        blanks = units(U1={"level": None}, U2={"level": None}, U4={"level": None, "credits": None})
        assert cells(small(of_units=blanks), "STR-01") == ["Units!C2, Units!C3, Units!C5", "Units!D5"]

    @pytest.mark.parametrize(
        ("field", "column", "change"), [("credits", 4, {"credits": None}), ("status", 6, {"status": ""})]
    )
    def test_steps_over_a_cell_that_reading_reported(self, field: str, column: int, change: dict[str, Any]) -> None:
        where = cell(Book.STRUCTURE, "Units", column, 3)
        reported = Problem(ProblemKind.NOT_UNDERSTOOD, Book.STRUCTURE, (where,), field, "twenty")
        assert findings(small(of_units=units(U2=change), problems=[reported]), "STR-01") == ()

    def test_steps_over_a_missing_column_that_reading_reported(self) -> None:
        where = cell(Book.STRUCTURE, "Units", 1, 1)
        reported = Problem(ProblemKind.MISSING_COLUMN, Book.STRUCTURE, (where,), "level")
        bare = [{**row, "level": None} for row in units()]
        assert findings(small(of_units=bare, without=["level"], problems=[reported]), "STR-01") == ()

    def test_does_not_run_without_units(self) -> None:
        assert status(small(of_units=[]), "STR-01") is Status.NOT_RUN


class TestStr02:
    def test_flags_a_repeated_code_at_both_cells(self) -> None:
        twice = small(of_units=[*units(), unit("u 1", "Another title")])
        assert cells(twice, "STR-02") == ["Units!A2, Units!A6"]
        assert only(twice, "STR-02").message == "The unit code “U1” is given more than once."

    def test_flags_a_repeated_title_with_different_codes(self) -> None:
        twice = small(of_units=units(U2={"title": "COMMUNICATION "}))
        assert cells(twice, "STR-02") == ["Units!B2, Units!B3"]
        assert only(twice, "STR-02").message == "The unit title “Communication” is given more than once."
        assert fired(twice) == {"STR-02"}

    def test_says_once_that_a_whole_row_is_repeated(self) -> None:
        twice = small(of_units=[*units(), units()[0]])
        assert cells(twice, "STR-02") == ["Units!A2, Units!A6"]
        assert fired(twice) == {"STR-02"}

    def test_gives_a_repeated_code_and_a_repeated_title_a_finding_each(self) -> None:
        twice = small(of_units=[*units(U4={"title": "Data"}), units()[0]])
        assert cells(twice, "STR-02") == ["Units!A2, Units!A6", "Units!B4, Units!B5"]

    def test_does_not_let_a_code_typed_twice_look_like_missing_credits(self) -> None:
        typed = small(claims(S1={"units": "U1"}), [unit("U1", "Communication"), unit("U1", "Research"), *units()[2:]])
        assert fired(typed) == {"STR-02"}

    def test_accepts_a_unit_listed_once_for_each_pathway(self) -> None:
        rows = [
            unit("U1"), unit("U2", "Research", pathway="Care"), unit("U2", "Research", pathway="Digital"),
            optional("U3"), optional("U4"),
        ]  # fmt: skip
        assert fired(small(of_units=rows)) == set()

    def test_flags_a_unit_that_differs_between_its_pathways(self) -> None:
        rows = [
            unit("U1"),
            unit("U2", "Research", pathway="Care"),
            unit("U2", "Research", pathway="Digital", credits=15),
        ]
        assert cells(small(of_units=rows), "STR-02") == ["Units!A3, Units!A4"]

    def test_flags_a_unit_for_all_pathways_and_again_for_one(self) -> None:
        rows = [unit("U1"), unit("U2", "Research"), unit("U2", "Research", pathway="Care")]
        assert cells(small(of_units=rows), "STR-02") == ["Units!A3, Units!A4"]

    def test_accepts_codes_that_differ(self) -> None:
        assert status(small(), "STR-02") is Status.PASSED


class TestStr03:
    @pytest.mark.parametrize(("field", "place"), [("credits", "D3"), ("glh", "E3")])
    @pytest.mark.parametrize("value", [0.0, -10.0])
    def test_flags_a_unit(self, field: str, place: str, value: float) -> None:
        zero = small(of_units=units(U2={field: value}))
        assert cells(zero, "STR-03") == [f"Units!{place}"]
        assert only(zero, "STR-03").message.endswith("of U2 must be above zero.")
        assert f"{value:g} in {place}" in only(zero, "STR-03").found
        assert fired(zero) == {"STR-03"}

    def test_takes_the_same_value_in_many_rows_as_one_finding(self) -> None:
        zero = small(of_units=units(U1={"glh": 0.0}, U2={"glh": 0.0}, U4={"glh": 0.0}))
        assert cells(zero, "STR-03") == ["Units!E2, Units!E3, Units!E5"]
        assert "U1, U2 and U4" in only(zero, "STR-03").message

    def test_flags_the_qualification(self) -> None:
        zero = small(total="0", details={"glh": "-1", "tqt": "0"})
        assert cells(zero, "STR-03") == [TOTAL, "Qualification!B9", "Qualification!B10"]
        assert fired(zero) == {"STR-03"}

    def test_accepts_numbers_above_zero_and_blanks(self) -> None:
        assert status(small(of_units=units(U1={"glh": 0.5}, U2={"credits": 30.0})), "STR-03") is Status.PASSED

    def test_does_not_run_without_a_structure(self) -> None:
        assert status(small(structure=False), "STR-03") is Status.NOT_RUN


class TestStr04:
    @pytest.mark.parametrize("total", ["100", "75", "120"])
    def test_flags_the_total(self, total: str) -> None:
        short = small(total=total)
        assert cells(short, "STR-04") == [TOTAL]
        assert only(short, "STR-04").found == f"{total} in B8, and 90 from the units."
        assert fired(short) == {"STR-04"}

    def test_names_the_sums_that_can_be_reached(self) -> None:
        assert "80 or 90 from" in only(small(of_units=units(U4={"credits": 20.0}), total="100"), "STR-04").found
        many = [*units(U4={"credits": 20.0}), optional("U5", credits=25.0)]
        assert "80 to 90 from" in only(small(of_units=many, total="100"), "STR-04").found

    def test_accepts_a_total_that_some_choice_meets(self) -> None:
        assert fired(small(of_units=units(U4={"credits": 20.0}))) <= {"PTH-01", "PTH-07"}

    def test_adds_decimals_exactly(self) -> None:
        rows = [unit("U1", "Communication", credits=0.1), unit("U2", "Research", credits=0.2)]
        assert status(small(of_units=rows, groups=(), total="0.3"), "STR-04") is Status.PASSED

    def test_names_the_pathway_that_is_wrong(self) -> None:
        one = two_pathways(U3={"credits": 40.0})
        assert only(one, "STR-04").found == "90 in B8, and 100 on Digital from the units."
        assert fired(one) == {"STR-04"}

    def test_does_not_apply_when_no_total_is_stated(self) -> None:
        assert status(small(total=""), "STR-04") is Status.NOT_APPLICABLE
        assert "No total" in reason(small(total=""), "STR-04")

    @pytest.mark.parametrize("change", [{"credits": None}, {"credits": 0.0}])
    def test_says_nothing_while_credits_are_missing(self, change: dict[str, Any]) -> None:
        assert findings(small(of_units=units(U2=change), total="200"), "STR-04") == ()

    @pytest.mark.parametrize(
        "fault",
        [
            {"of_units": units(U3={"group": None})},
            {"of_units": units(U3={"status": ""})},
            {"groups": []},
            {"groups": [group("A", minimum=5)]},
            {"of_units": units(U1={"required_first": "U9"})},
            {"of_units": [*units(), units()[0]]},
        ],
        ids=["no group", "no status", "no rule", "group asks too much", "unknown unit required", "repeated"],
    )
    def test_is_neither_a_consequence_of_another_fault_nor_hidden_by_it(self, fault: dict[str, Any]) -> None:
        assert findings(small(**fault), "STR-04") == ()
        assert cells(small(total="900", **fault), "STR-04") == [TOTAL]

    def test_leaves_mandatory_credits_above_the_total_to_the_rule_about_them(self) -> None:
        assert findings(small(total="50"), "STR-04") == ()


class TestStr05:
    def test_flags_the_minimum(self) -> None:
        greedy = small(groups=[group("A", minimum=3)])
        assert cells(greedy, "STR-05") == ["Option groups!D2"]
        finding = only(greedy, "STR-05")
        assert finding.message == "Option group A asks for more than it holds."
        assert finding.found == "3 units in D2, and 2 units in the group."
        assert fired(greedy) == {"STR-05"}

    def test_counts_credits_where_credits_are_chosen(self) -> None:
        assert cells(small(groups=[group("A", "credits", 75)]), "STR-05") == ["Option groups!D2"]
        assert status(small(groups=[group("A", "credits", 60)], total="120"), "STR-05") is Status.PASSED

    def test_flags_a_minimum_above_the_maximum(self) -> None:
        crossed = small(groups=[group("A", minimum=2, maximum=1)])
        assert cells(crossed, "STR-05") == ["Option groups!D2"]
        assert only(crossed, "STR-05").message == "Option group A has a minimum above its maximum."
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
        assert finding.message == "Option group A asks for more than it holds on Care."
        assert finding.found == "1 unit in D2, and 0 units in the group."
        assert finding.fix == "Say in B2 which pathways it is for, or add its units for Care."
        assert fired(everyone) == {"STR-05"}
        assert fired(options_on_digital(group("A"), credits=30)) == {"STR-05"}

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


class TestStr06:
    def test_flags_the_total(self) -> None:
        above = small(total="50")
        assert cells(above, "STR-06") == [TOTAL]
        assert only(above, "STR-06").found == "60 in mandatory units, against a total of 50 in B8."
        assert fired(above) == {"STR-06"}

    def test_names_the_pathway(self) -> None:
        above = two_pathways(U2={"credits": 70.0})
        assert "100 on Care" in only(above, "STR-06").found
        assert fired(above) == {"STR-06"}

    def test_accepts_mandatory_credits_up_to_the_total(self) -> None:
        assert status(small(of_units=units()[:2], groups=(), total="60"), "STR-06") is Status.PASSED

    def test_counts_a_repeated_unit_once(self) -> None:
        assert status(small(of_units=[*units(), units()[0], units()[1]]), "STR-06") is Status.PASSED

    def test_does_not_apply_when_no_total_is_stated(self) -> None:
        assert status(small(total=""), "STR-06") is Status.NOT_APPLICABLE


class TestStr07:
    def test_flags_the_qualification_s_hours(self) -> None:
        many = small(details={"glh": "950", "tqt": "900"})
        finding = only(many, "STR-07")
        assert cells(many, "STR-07") == ["Qualification!B9, Qualification!B10"]
        assert finding.message == "The guided learning hours of the qualification are more than its total hours."
        assert finding.found == "950 guided learning hours, and 900 in all."
        assert fired(many) == {"STR-07"}

    def test_flags_units_together(self) -> None:
        many = small(of_units=units(U1={"glh": 320, "tqt": 300}, U2={"glh": 100, "tqt": 300}, U4={"glh": 9, "tqt": 3}))
        assert cells(many, "STR-07") == ["Units!E2, Units!M2, Units!E5, Units!M5"]
        assert only(many, "STR-07").message.startswith("The guided learning hours of 2 units")
        one = small(of_units=units(U1={"glh": 320, "tqt": 300}))
        assert only(one, "STR-07").subject.unit == "U1"
        assert fired(one) == {"STR-07"}

    @pytest.mark.parametrize(("glh", "tqt"), [("900", "900"), ("450", "900"), ("450", "")])
    def test_accepts_hours_within_the_total(self, glh: str, tqt: str) -> None:
        assert fired(small(details={"glh": glh, "tqt": tqt})) == set()

    def test_leaves_zero_to_another_rule(self) -> None:
        assert fired(small(details={"glh": "450", "tqt": "0"})) == {"STR-03"}

    def test_does_not_apply_without_both(self) -> None:
        assert status(small(details={"glh": "450"}), "STR-07") is Status.NOT_APPLICABLE
        assert status(small(), "STR-07") is Status.NOT_APPLICABLE


class TestStr08:
    @pytest.mark.parametrize(("tqt", "rate"), [("1090", "12.1"), ("90", "1"), ("700", "7.8")])
    def test_flags_hours_far_from_ten_a_credit(self, tqt: str, rate: str) -> None:
        far = small(details={"tqt": tqt})
        finding = only(far, "STR-08")
        assert cells(far, "STR-08") == ["Qualification!B10"]
        assert finding.found == f"{tqt} hours for 90 credits, which is {rate} a credit."
        assert "20%" in finding.expected
        assert fired(far) == {"STR-08"}

    @pytest.mark.parametrize("tqt", ["720", "900", "1080"])
    def test_accepts_hours_within_the_tolerance(self, tqt: str) -> None:
        assert fired(small(details={"tqt": tqt})) == set()

    def test_goes_by_the_setting(self) -> None:
        assert fired(small(details={"tqt": "1080"}, settings=Settings(hours_per_credit_tolerance=10))) == {"STR-08"}

    def test_flags_units_together(self) -> None:
        far = small(of_units=units(U1={"tqt": 30}, U2={"tqt": 300}, U3={"tqt": 900}))
        assert cells(far, "STR-08") == ["Units!M2, Units!M4"]
        assert "30 for 30 credits in U1" in only(far, "STR-08").found
        assert only(far, "STR-08").message == "The total hours of 2 units are not about ten a credit."
        assert only(small(of_units=units(U1={"tqt": 30})), "STR-08").subject.unit == "U1"

    def test_does_not_apply_without_hours(self) -> None:
        assert status(small(), "STR-08") is Status.NOT_APPLICABLE
        assert status(small(total="", details={"tqt": "900"}), "STR-08") is Status.NOT_APPLICABLE
        assert status(small(of_units=units(U1={"tqt": 300})), "STR-08") is Status.PASSED


class TestStr09:
    def test_names_every_unit_at_another_level(self) -> None:
        odd = small(of_units=units(U3={"level": 3}, U4={"level": 6}))
        finding = only(odd, "STR-09")
        assert cells(odd, "STR-09") == ["Units!C4, Units!C5"]
        assert finding.message == "U3 and U4 are not at level 4 or 5."
        assert finding.found == "Level 3 for U3 and Level 6 for U4."
        one = small(of_units=units(U3={"level": 3}), settings=Settings(credits_at_level=60))
        assert only(one, "STR-09").subject.unit == "U3"
        assert fired(one) == {"STR-09"}

    def test_accepts_levels_4_and_5_and_leaves_blanks_to_another_rule(self) -> None:
        assert status(small(of_units=units(U3={"level": 5}, U4={"level": None})), "STR-09") is Status.PASSED

    def test_does_not_run_without_units(self) -> None:
        assert status(small(of_units=[]), "STR-09") is Status.NOT_RUN


class TestStr10:
    def test_flags_the_levels_of_a_pathway_with_too_few_credits(self) -> None:
        low = small(of_units=units(U1={"level": 5}, U3={"level": 5}))
        finding = only(low, "STR-10")
        assert cells(low, "STR-10") == ["Units!C2, Units!C4"]
        assert finding.found == "30 of 90 credits at level 4, with U1 and U3 at another level."
        assert "At least 67.5 credits" in finding.expected
        assert finding.subject.pathway == ("U1", "U2", "U3")
        assert fired(low) == {"STR-10"}

    def test_finds_the_one_choice_that_has_too_few(self) -> None:
        rows = units(U1={"credits": 20}, U2={"credits": 40}, U4={"level": 5})
        assert only(small(of_units=rows), "STR-10").subject.pathway == ("U1", "U2", "U4")

    def test_looks_at_each_pathway(self) -> None:
        low = two_pathways(U3={"level": 5}, U6={"level": 5}, U7={"level": 5})
        assert only(low, "STR-10").message == "A learner on Digital can have too few credits at level 4."
        assert fired(low) == {"STR-10"}

    def test_accepts_just_enough(self) -> None:
        rows = [unit("U1", credits=90), unit("U2", credits=30, level=5)]
        enough = small(claims(B1={"units": "U1"}), rows, groups=(), total="120")
        assert fired(enough) == set()
        assert fired(replace(enough, settings=Settings(credits_at_level=91))) == {"STR-10"}

    @pytest.mark.parametrize(("first", "found"), [(120, False), (150, False), (151, True)])
    def test_takes_a_larger_level_5_award_to_begin_with_a_stage_at_level_4(self, first: int, found: bool) -> None:
        rows = [unit("U1", credits=first, level=4), unit("U2", credits=240 - first, level=5)]
        hnd = small(claims(B1={"units": "U1"}), rows, groups=(), total="240", details={"level": "5"})
        assert (status(hnd, "STR-10") is Status.FOUND) is found
        if found:
            assert only(hnd, "STR-10").expected.endswith("90 of each 120 after a first stage of 120.")

    @pytest.mark.parametrize(("level", "of"), [("5", 120), ("4", 240)])
    def test_knows_no_such_stage_in_a_smaller_award_or_at_level_4(self, level: str, of: int) -> None:
        rows = [unit("U1", credits=of / 2, level=4), unit("U2", credits=of / 2, level=5)]
        half = small(claims(B1={"units": "U1"}), rows, groups=(), total=str(of), details={"level": level})
        assert status(half, "STR-10") is Status.FOUND

    def test_counts_by_the_units_where_no_total_is_stated(self) -> None:
        rows = units(U1={"level": 5}, U2={"level": 5})
        assert only(small(of_units=rows, total=""), "STR-10").found.startswith("30 of 90 credits")

    def test_goes_by_the_level_in_the_mapping_where_the_structure_gives_none(self) -> None:
        of = small(details={"level": ""}, mapping_details={"standard": "ST9001", "level": "5"})
        assert status(of, "STR-10") is Status.FOUND

    @pytest.mark.parametrize("change", [{"level": None}, {"credits": None}])
    def test_does_not_run_while_levels_or_credits_are_missing(self, change: dict[str, Any]) -> None:
        missing = small(of_units=units(U1=change, U2={"level": 5}))
        assert status(missing, "STR-10") is Status.NOT_RUN
        assert "level or the credits" in reason(missing, "STR-10")

    def test_does_not_run_while_nobody_can_tell_what_is_taken(self) -> None:
        assert "option groups" in reason(small(groups=()), "STR-10")
        assert "option groups" in reason(small(groups=[group("A", minimum=7)]), "STR-10")
        lowered = units(U1={"level": 5}, U2={"level": 5}, U3={"group": None})
        assert "option groups" in reason(small(of_units=lowered), "STR-10")

    def test_does_not_run_without_a_level(self) -> None:
        assert "level of the qualification" in reason(small(details={"level": ""}), "STR-10")

    def test_waits_for_the_level_of_the_award(self) -> None:
        assert "Put this right first" in reason(small(details={"level": "6"}), "STR-10")

    def test_does_not_run_where_too_much_can_be_combined(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("htq_core.pathways.combination.MOST_STATES", 2)
        assert "too many different ways" in reason(small(), "STR-10")


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
        assert only(unruled, "STR-12").message == "It is not said how many to choose from option group A."
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


class TestStr14:
    def test_flags_the_empty_cell(self) -> None:
        blank = small(of_units=units(U2={"assessment": None}))
        assert cells(blank, "STR-14") == ["Units!I3"]
        assert only(blank, "STR-14").message == "No assessment is given for U2."
        assert fired(small(claims(S1={"units": "U1, U2"}), of_units=units(U2={"assessment": None}))) == {"STR-14"}

    def test_says_once_that_there_is_no_column(self) -> None:
        bare = small(of_units=[{**row, "assessment": None} for row in units()], without=["assessment"])
        assert cells(bare, "STR-14") == ["Units!A1"]
        assert "U1, U2, U3 and U4" in only(bare, "STR-14").message

    def test_accepts_any_assessment(self) -> None:
        assert status(small(), "STR-14") is Status.PASSED

    def test_steps_over_a_cell_that_reading_reported(self) -> None:
        where = cell(Book.STRUCTURE, "Units", 9, 3)
        reported = Problem(ProblemKind.PLACEHOLDER, Book.STRUCTURE, (where,), "assessment", "TBC")
        assert findings(small(of_units=units(U2={"assessment": None}), problems=[reported]), "STR-14") == ()


class TestStr15:
    @pytest.mark.parametrize(
        ("text", "sum"),
        [("Report 60%; Exam 30%", "90"), ("Report 60%; Exam 60%", "120"), ("Exam 70%; Portfolio", "70"),
         ("Report 33%; Exam 33%; Test 32%", "98")],
    )  # fmt: skip
    def test_flags_weightings_that_do_not_make_100(self, text: str, sum: str) -> None:
        off = small(of_units=units(U2={"assessment": text}))
        assert cells(off, "STR-15") == ["Units!I3"]
        assert only(off, "STR-15").message == f"The assessment weightings of U2 make {sum}%, not 100%."
        assert only(off, "STR-15").subject.unit == "U2"
        assert fired(off) == {"STR-15"}

    @pytest.mark.parametrize(
        "text", ["Report 60%; Exam 40%", "Report 33%; Exam 33%; Viva 33%", "33.3% Report; 33.3% Exam; 33.3% Viva",
                 "Report; Exam", "Report 100%; Attendance"],
    )  # fmt: skip
    def test_accepts_what_makes_100_and_what_has_no_weight(self, text: str) -> None:
        assert fired(small(of_units=units(U2={"assessment": text}))) == set()

    def test_does_not_apply_where_nothing_is_weighted(self) -> None:
        plain = units(**{code: {"assessment": "Report"} for code in ("U1", "U2", "U3", "U4")})
        assert status(small(of_units=plain), "STR-15") is Status.NOT_APPLICABLE

    def test_steps_over_a_cell_that_reading_reported(self) -> None:
        where = cell(Book.STRUCTURE, "Units", 9, 3)
        reported = Problem(ProblemKind.PLACEHOLDER, Book.STRUCTURE, (where,), "assessment", "Report 50%; TBC")
        assert findings(small(of_units=units(U2={"assessment": "Report 50%"}), problems=[reported]), "STR-15") == ()


class TestStr16:
    @pytest.mark.parametrize(
        ("field", "column", "role"), [("required_first", "K", "required first"), ("not_with", "L", "not to be taken")]
    )
    def test_flags_a_unit_that_does_not_exist(self, field: str, column: str, role: str) -> None:
        lost = small(of_units=units(U2={field: "U9"}))
        assert cells(lost, "STR-16") == [f"Units!{column}3"]
        said = f"“U9” is given as {role} for U2, but no unit of the structure goes by that name."
        assert only(lost, "STR-16").message == said
        assert fired(lost) == {"STR-16"}

    def test_suggests_a_near_miss(self) -> None:
        assert "“U2: Research”" in only(small(of_units=units(U3={"required_first": "Reserch"})), "STR-16").fix

    def test_looks_at_each_row_of_a_repeated_unit_by_itself(self) -> None:
        rows = units(U3={"required_first": "U1"})
        again = small(of_units=[*rows, {**rows[2], "required_first": "U2"}])
        assert findings(again, "STR-16") == ()

    def test_takes_one_lost_name_in_many_rows_as_one_finding(self) -> None:
        lost = small(of_units=units(U1={"required_first": "U9"}, U3={"required_first": "Unit 9"}))
        assert cells(lost, "STR-16") == ["Units!K2, Units!K4"]

    @pytest.mark.parametrize(
        ("changes", "trouble"),
        [
            ({"U3": {"required_first": "U3"}}, "the unit itself"),
            ({"U3": {"required_first": "U1", "not_with": "U1"}}, "may not be taken together"),
            ({"U3": {"required_first": "U1"}, "U1": {"not_with": "U3"}}, "may not be taken together"),
            ({"U3": {"required_first": "U4, U1"}, "U4": {"not_with": "U1"}}, "is required too"),
            (
                {"U3": {"required_first": "U1", "not_with": "U2"}, "U1": {"required_first": "U2"}},
                "for U3, but it requires U2, which may not be taken with this unit",
            ),
            ({"U1": {"required_first": "U2"}, "U2": {"required_first": "U1"}}, "joins U1 and U2, so none of them"),
        ],
    )
    def test_flags_what_cannot_be_taken(self, changes: dict[str, Any], trouble: str) -> None:
        assert trouble in only(small(of_units=units(**changes)), "STR-16").message

    def test_takes_a_ring_as_one_finding_and_leaves_out_what_only_leads_to_it(self) -> None:
        ring = units(
            U1={"required_first": "U3"}, U2={"required_first": "U1"}, U3={"required_first": "U2"},
            U4={"required_first": "U1"},
        )  # fmt: skip
        assert cells(small(of_units=ring), "STR-16") == ["Units!K2, Units!K3, Units!K4"]

    def test_flags_a_requirement_on_another_pathway_only(self) -> None:
        apart = two_pathways(U2={"required_first": "U3"})
        assert cells(apart, "STR-16") == ["Units!K3"]
        assert "not offered on the same pathway" in only(apart, "STR-16").message
        assert fired(apart) == {"STR-16"}

    def test_flags_a_mandatory_unit_whose_requirement_is_on_one_pathway_only(self) -> None:
        assert cells(two_pathways(U1={"required_first": "U2"}), "STR-16") == ["Units!K2"]

    def test_accepts_units_that_can_be_taken_together(self) -> None:
        fine = units(U3={"required_first": "Communication", "not_with": "U4"}, U2={"required_first": "Unit 1"})
        assert fired(small(of_units=fine)) == set()
        assert fired(two_pathways(U4={"required_first": "U2"})) == set()
        assert fired(two_pathways(U2={"required_first": "U4"})) == set()
        assert findings(two_pathways(U4={"pathway": None, "required_first": "U2"}), "STR-16") == ()

    @pytest.mark.parametrize(
        "said", ["120 credits at level 4", "Completion of level 4", "All level 4 units", "GCSE English or equivalent"]
    )
    def test_leaves_a_requirement_in_words_alone(self, said: str) -> None:
        assert status(small(of_units=units(U2={"required_first": said})), "STR-16") is Status.PASSED

    def test_flags_a_lost_name_in_words(self) -> None:
        lost = small(of_units=units(U2={"required_first": "Successful completion of ABC12"}))
        assert status(lost, "STR-16") is Status.FOUND

    @pytest.mark.parametrize("field", ["required_first", "not_with"])
    def test_reads_a_cell_as_the_mapping_does(self, field: str) -> None:
        said = {field: "Health, Safety and Risk; Research, Design; U4"}
        titled = units(
            U1={"code": "", "title": "Health, Safety and Risk"}, U2={"code": "", "title": "Research, Design"}
        )
        links = small(of_units=[*titled, optional("U5", **said)]).links
        assert [link.other for link in links] == ["Health, Safety and Risk", "Research, Design", "U4"]
        assert links.faults == ()
        in_a_range = small(of_units=[*units(), optional("U5", **{field: "U1 to U3"})])
        assert [link.other for link in in_a_range.links] == ["U1", "U2", "U3"]

    def test_leaves_a_repeated_name_to_the_rule_about_it(self) -> None:
        twice = units(U2={"title": "Communication"}, U3={"required_first": "Communication"})
        assert fired(small(of_units=twice)) == {"STR-02"}

    def test_does_not_apply_where_none_are_named(self) -> None:
        assert status(small(), "STR-16") is Status.NOT_APPLICABLE


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
