"""READ-05, 06, 07 and 09: the values in the cells."""

from collections.abc import Sequence

import pytest

from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.remark import Remark, RemarkKind
from htq_core.report import Status
from tests.builders import application, cell, cells, claim, findings, status, unit
from tests.rules.small import fired
from tests.rules.test_read import STANDARD, VALUES_ONLY, given, said, seen


def in_units(
    kind: ProblemKind, name: str, *cells_and_subjects: tuple[int, int, str], found: str, wanted: str = ""
) -> list[Problem]:
    """The same trouble in several cells of the units: column, row, and the unit."""
    return [
        Problem(kind, Book.STRUCTURE, (cell(Book.STRUCTURE, "Units", column, row),), name, found, wanted, subject)
        for column, row, subject in cells_and_subjects
    ]


def in_details(kind: ProblemKind, name: str, found: str, wanted: str = "") -> Problem:
    return Problem(kind, Book.STRUCTURE, (cell(Book.STRUCTURE, "Qualification", 2, 3),), name, found, wanted)


def in_mapping(kind: ProblemKind, name: str, found: str, wanted: str = "", column: int = 4) -> Problem:
    return Problem(kind, Book.MAPPING, (cell(Book.MAPPING, "KSB mapping", column, 2),), name, found, wanted, "K1")


class TestRead05:
    @staticmethod
    def with_credits(*texts: str) -> Application:
        return given(
            *(
                problem
                for number, text in enumerate(texts, start=1)
                for problem in in_units(
                    ProblemKind.NOT_UNDERSTOOD, "credits", (4, number + 1, f"U{number}"), found=text, wanted="a number"
                )
            )
        )

    def test_flags_the_cell_in_words_that_people_use(self) -> None:
        of = self.with_credits("twenty")
        assert cells(of, "READ-05") == ["Units!D2"]
        (finding,) = findings(of, "READ-05")
        assert finding.message == "The credits of U1 cannot be understood."
        assert finding.found == "“twenty” in D2."
        assert finding.fix == "Change D2 to a number."
        assert finding.subject.unit == "U1"
        assert fired(of) == {"READ-05"}

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("K1O", "K10"), ("KI", "K1"), ("1K", "K1"), ("KS1", "K1 or S1"), ("L4", "K4"), ("53", "S3")],
    )
    def test_suggests_the_code_that_was_nearly_typed(self, typed: str, meant: str) -> None:
        place = cell(Book.MAPPING, "KSB mapping", 1, 3)
        problem = Problem(ProblemKind.NOT_UNDERSTOOD, Book.MAPPING, (place,), "ksb", typed, "a code such as K1")
        assert findings(given(problem), "READ-05")[0].fix == f"Change A3 to a code such as K1. Did you mean {meant}?"

    def test_says_that_nothing_stands_where_a_code_should(self) -> None:
        place = cell(Book.MAPPING, "KSB mapping", 1, 3)
        nothing = Problem(ProblemKind.NOT_UNDERSTOOD, Book.MAPPING, (place,), "ksb", "", "a code such as K1")
        (finding,) = findings(given(nothing), "READ-05")
        assert finding.message == "The KSB code is missing."
        assert finding.found == "Nothing in A3."

    def test_takes_the_same_value_as_one_finding(self) -> None:
        of = self.with_credits("twenty", "thirty", "Twenty ")
        assert cells(of, "READ-05") == ["Units!D2, Units!D4", "Units!D3"]
        first = findings(of, "READ-05")[0]
        assert "U1 and U3" in first.message
        assert first.subject.unit is None

    def test_keeps_the_id_when_a_row_is_inserted_above(self) -> None:
        one = in_units(ProblemKind.NOT_UNDERSTOOD, "credits", (4, 2, "U1"), found="twenty")
        moved = in_units(ProblemKind.NOT_UNDERSTOOD, "credits", (4, 3, "U1"), found="twenty")
        assert findings(given(*one), "READ-05")[0].id == findings(given(*moved), "READ-05")[0].id

    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("level", "qualification level"),
            ("total_credits", "total credits"),
            ("glh", "guided learning hours of the qual"),
        ],
    )
    def test_names_the_items_of_the_details(self, field: str, words: str) -> None:
        of = given(in_details(ProblemKind.NOT_UNDERSTOOD, field, "four-ish", "a number"))
        assert words in findings(of, "READ-05")[0].message
        assert cells(of, "READ-05") == ["Qualification!B3"]

    def test_keeps_a_unit_and_the_qualification_apart(self) -> None:
        of = given(
            in_details(ProblemKind.NOT_UNDERSTOOD, "level", "four-ish"),
            *in_units(ProblemKind.NOT_UNDERSTOOD, "level", (3, 2, "U1"), found="four-ish"),
        )
        assert [finding.message for finding in findings(of, "READ-05")] == [
            "The qualification level cannot be understood.",
            "The level of U1 cannot be understood.",
        ]

    def test_names_a_strange_code(self) -> None:
        strange = Problem(
            ProblemKind.NOT_UNDERSTOOD,
            Book.MAPPING,
            (cell(Book.MAPPING, "KSB mapping", 1, 3),),
            "ksb",
            "Q7",
            "a code such as K1",
        )
        assert "KSB code" in said(given(strange), "READ-05")

    def test_leaves_the_coverage_of_a_ksb_to_its_own_rule(self) -> None:
        of = given(in_mapping(ProblemKind.NOT_UNDERSTOOD, "coverage", "Mostly", column=3))
        assert status(of, "READ-05") is Status.PASSED
        assert fired(of) == {"COV-02"}

    def test_does_not_run_when_a_file_was_not_read(self) -> None:
        assert status(given(mapping=False), "READ-05") is Status.NOT_RUN


class TestRead06:
    def test_does_not_run_where_errors_look_blank(self) -> None:
        assert (
            status(seen(Remark(RemarkKind.ERRORS_LOST, Book.MAPPING, (), "an XLSB file")), "READ-06") is Status.NOT_RUN
        )

    @pytest.mark.parametrize(
        ("kind", "found", "message", "fix"),
        [
            (ProblemKind.ERROR_CELL, "#REF!", "A spreadsheet error", "Mend the formula"),
            (ProblemKind.NO_STORED_VALUE, "(a formula)", "A formula without its result", "Open the file in Excel"),
        ],
    )
    def test_flags_a_cell_without_a_value(self, kind: ProblemKind, found: str, message: str, fix: str) -> None:
        of = given(in_mapping(kind, "units", found))
        (finding,) = findings(of, "READ-06")
        assert finding.message == f"{message} stands in place of the units of K1."
        assert finding.fix.startswith(fix)
        assert cells(of, "READ-06") == ["KSB mapping!D2"]
        assert finding.subject.ksb == "K1"
        assert fired(of) == {"READ-06"}

    def test_shows_the_error(self) -> None:
        assert "“#REF!” in D2" in said(given(in_mapping(ProblemKind.ERROR_CELL, "units", "#REF!")), "READ-06")

    def test_takes_the_same_error_of_a_column_as_one_finding(self) -> None:
        places: Sequence[tuple[int, int, str]] = [(4, row, f"U{row - 1}") for row in (2, 3, 4)]
        of = given(*in_units(ProblemKind.ERROR_CELL, "credits", *places, found="#N/A"))
        assert cells(of, "READ-06") == ["Units!D2, Units!D3, Units!D4"]

    def test_does_not_run_when_a_file_was_not_read(self) -> None:
        assert status(given(structure=False), "READ-06") is Status.NOT_RUN


class TestRead07:
    def test_flags_a_placeholder(self) -> None:
        of = given(*in_units(ProblemKind.PLACEHOLDER, "assessment", (9, 3, "U2"), found="TBC"))
        (finding,) = findings(of, "READ-07")
        assert finding.message == "A placeholder stands in place of the assessment of U2."
        assert finding.found == "“TBC” in I3."
        assert cells(of, "READ-07") == ["Units!I3"]
        assert fired(of) == {"READ-07"}

    def test_flags_one_in_the_details(self) -> None:
        of = given(in_details(ProblemKind.PLACEHOLDER, "awarding_body", "[insert name]"))
        assert "awarding body" in findings(of, "READ-07")[0].message

    def test_takes_each_text_as_a_finding_of_its_own(self) -> None:
        of = given(
            *in_units(ProblemKind.PLACEHOLDER, "assessment", (9, 2, "U1"), (9, 3, "U2"), found="TBC"),
            *in_units(ProblemKind.PLACEHOLDER, "assessment", (9, 4, "U3"), found="XX"),
        )
        assert cells(of, "READ-07") == ["Units!I2, Units!I3", "Units!I4"]

    def test_does_not_run_when_a_file_was_not_read(self) -> None:
        assert status(given(mapping=False), "READ-07") is Status.NOT_RUN


class TestRead09:
    COLOURED = Problem(
        ProblemKind.SHOWN_BY_COLOUR,
        Book.MAPPING,
        (cell(Book.MAPPING, "KSB mapping", 3, 2),),
        "coverage",
        wanted="full, partial or not covered, in words",
    )

    def test_flags_the_cell_instead_of_missing_coverage(self) -> None:
        of = application(
            [claim("K1", coverage=""), claim("S1", units="U2, U3")],
            [unit("U1"), unit("U2"), unit("U3")],
            standard=STANDARD,
            problems=[self.COLOURED],
        )
        assert cells(of, "READ-09") == ["KSB mapping!C2"]
        assert fired(of) == {"READ-09"}

    def test_does_not_run_on_a_mapping_that_shows_values_only(self) -> None:
        assert status(seen(VALUES_ONLY), "READ-09") is Status.NOT_RUN

    def test_runs_whatever_kind_of_file_the_structure_is(self) -> None:
        of = seen(Remark(RemarkKind.VALUES_ONLY, Book.STRUCTURE, (), "a CSV file"))
        assert status(of, "READ-09") is Status.PASSED
