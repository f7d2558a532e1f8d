"""STR: the structure by itself. Test names finish the sentence that the id begins."""

from typing import Any

import pytest

from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from htq_core.settings import Settings
from tests.builders import cell, cells, findings, group, status, unit
from tests.rules.small import claims, fired, only, optional, small, units

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


class TestStr14:
    def test_flags_the_empty_cell(self) -> None:
        blank = small(of_units=units(U2={"assessment": None}))
        assert cells(blank, "STR-14") == ["Units!I3"]
        assert only(blank, "STR-14").message == "No assessment is given for U2."
        several = small(of_units=units(U2={"assessment": None}, U3={"assessment": None}))
        assert only(several, "STR-14").fix == "Give the assessment of U2 and U3 there."
        assert fired(small(claims(S1={"units": "U1, U2"}), of_units=units(U2={"assessment": None}))) == {"STR-14"}

    def test_says_once_that_there_is_no_column(self) -> None:
        bare = small(of_units=[{**row, "assessment": None} for row in units()], without=["assessment"])
        assert cells(bare, "STR-14") == ["Units!A1"]
        assert "U1, U2, U3 and U4" in only(bare, "STR-14").message
        by_title = [{**row, "code": "", "assessment": None} for row in units()]
        assert cells(small(of_units=by_title, without=["code", "assessment"]), "STR-14") == ["Units!A1"]

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
        ("field", "column", "role"),
        [("required_first", "K", "required first for"), ("not_with", "L", "not to be taken with")],
    )
    def test_flags_a_unit_that_does_not_exist(self, field: str, column: str, role: str) -> None:
        lost = small(of_units=units(U2={field: "U9"}))
        assert cells(lost, "STR-16") == [f"Units!{column}3"]
        said = f"“U9” is given as {role} U2, but no unit of the structure goes by that name."
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
