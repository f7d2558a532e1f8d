"""READ: was all of it read? Test names finish the sentence that the id begins."""

from collections.abc import Sequence

import pytest

from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.field_names import FIELDS, ITEMS
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.remark import Remark, RemarkKind
from htq_core.reading.layout import DETAIL_LABELS, FIELD_OF_BOX, GROUP_COLUMNS, MAPPING_COLUMNS, UNIT_COLUMNS
from htq_core.report import Status
from htq_core.settings import Settings
from tests.builders import application, cell, cells, claim, findings, results, standard, status, unit
from tests.rules.small import fired

STANDARD = standard("K1", "S1")


def given(*problems: Problem, mapping: bool = True, structure: bool = True) -> Application:
    """A clean application about which reading has noted these problems."""
    return application(
        [claim("K1"), claim("S1", units="U2, U3")],
        [unit("U1"), unit("U2"), unit("U3")],
        standard=STANDARD,
        problems=problems,
        mapping=mapping,
        structure=structure,
    )


def seen(*remarks: Remark) -> Application:
    """A clean application in whose workbooks reading has seen these things."""
    return application(
        [claim("K1"), claim("S1", units="U2, U3")],
        [unit("U1"), unit("U2"), unit("U3")],
        standard=STANDARD,
        remarks=remarks,
    )


def remark(kind: RemarkKind, *places: tuple[int, int], what: str = "", book: Book = Book.MAPPING) -> Remark:
    """Something seen at these cells (column, row) of the mapping's sheet; at the whole sheet where no cell is given."""
    where = tuple(cell(book, "KSB mapping", *place) for place in places)
    return Remark(kind, book, where or (Location(book, "KSB mapping", ""),), what)


VALUES_ONLY = Remark(RemarkKind.VALUES_ONLY, Book.MAPPING, (), "a CSV file")


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


def whole(book: Book) -> Location:
    return Location(book, "", "")


def said(of: Application, rule: str) -> str:
    (finding,) = findings(of, rule)
    return " ".join((finding.message, finding.found, finding.expected, finding.fix))


def test_a_clean_application_passes_all_of_them() -> None:
    assert fired(given()) == set()
    assert {rule: status(given(), rule) for rule in results(given()) if rule.startswith("READ")} == {
        f"READ-{number:02}": Status.PASSED for number in range(1, 15)
    }


class TestRead01:
    @pytest.mark.parametrize(
        ("book", "words"), [(Book.MAPPING, "KSB mapping"), (Book.STRUCTURE, "qualification structure")]
    )
    def test_flags_a_file_that_was_not_given(self, book: Book, words: str) -> None:
        of = given(
            Problem(ProblemKind.MISSING_FILE, book), mapping=book is not Book.MAPPING, structure=book is Book.MAPPING
        )
        (finding,) = findings(of, "READ-01")
        assert words in finding.message
        assert finding.where == (whole(book),)
        assert fired(of) == {"READ-01"}

    def test_flags_both(self) -> None:
        missing = [Problem(ProblemKind.MISSING_FILE, book) for book in Book]
        assert len(findings(given(*missing, mapping=False, structure=False), "READ-01")) == 2

    def test_flags_the_file_that_is_truly_missing_when_the_only_one_is_in_the_wrong_place(self) -> None:
        of = given(
            Problem(ProblemKind.MISSING_FILE, Book.STRUCTURE),
            Problem(ProblemKind.WRONG_PLACE, Book.MAPPING),
            mapping=False,
            structure=False,
        )
        assert "No KSB mapping" in findings(of, "READ-01")[0].message

    def test_accepts_a_file_that_could_not_be_opened(self) -> None:
        assert status(given(structure=False), "READ-01") is Status.PASSED


class TestRead02:
    def test_flags_swapped_files_once_with_both(self) -> None:
        of = given(
            *(Problem(ProblemKind.WRONG_PLACE, book, field=book.value) for book in Book), mapping=False, structure=False
        )
        (finding,) = findings(of, "READ-02")
        assert finding.where == (whole(Book.MAPPING), whole(Book.STRUCTURE))
        assert finding.fix.startswith("Swap")
        assert fired(of) == {"READ-02"}

    @pytest.mark.parametrize(
        ("book", "words"),
        [
            (Book.MAPPING, "given as the KSB mapping is a qualification structure"),
            (Book.STRUCTURE, "given as the qualification structure is a KSB mapping"),
        ],
    )
    def test_flags_one_file_in_the_place_of_the_other(self, book: Book, words: str) -> None:
        of = given(
            Problem(ProblemKind.WRONG_PLACE, book), mapping=book is not Book.MAPPING, structure=book is Book.MAPPING
        )
        (finding,) = findings(of, "READ-02")
        assert words in finding.message
        assert finding.where == (whole(book),)
        assert "Swap" not in finding.fix
        assert "…" not in finding.fix

    def test_does_not_run_when_a_file_was_not_read(self) -> None:
        assert status(given(mapping=False), "READ-02") is Status.NOT_RUN


class TestRead03:
    @pytest.mark.parametrize(
        ("book", "words"), [(Book.MAPPING, "a row for each KSB"), (Book.STRUCTURE, "a row for each unit")]
    )
    def test_flags_a_table_that_is_missing(self, book: Book, words: str) -> None:
        of = given(
            Problem(ProblemKind.MISSING_TABLE, book), mapping=book is not Book.MAPPING, structure=book is Book.MAPPING
        )
        (finding,) = findings(of, "READ-03")
        assert words in finding.message
        assert finding.where == (whole(book),)
        assert fired(of) == {"READ-03"}

    @pytest.mark.parametrize(
        ("book", "field", "heading"),
        [
            (Book.MAPPING, "ksb", "“KSB”"),
            (Book.MAPPING, "coverage", "“Coverage”"),
            (Book.MAPPING, "units", "“Units”"),
            (Book.STRUCTURE, "code", "“Unit code”"),
            (Book.STRUCTURE, "level", "“Level”"),
            (Book.STRUCTURE, "credits", "“Credits”"),
            (Book.STRUCTURE, "status", "“Status”"),
        ],
    )
    def test_flags_a_column_that_is_missing(self, book: Book, field: str, heading: str) -> None:
        where = cell(book, "Sheet", 1, 4)
        of = given(Problem(ProblemKind.MISSING_COLUMN, book, (where,), field))
        (finding,) = findings(of, "READ-03")
        assert finding.where == (where,)
        assert "column" in finding.message
        assert heading in finding.found
        assert heading in finding.fix

    def test_flags_each_missing_column_but_several_tables_once(self) -> None:
        problems = [
            Problem(ProblemKind.MISSING_COLUMN, Book.STRUCTURE, (cell(Book.STRUCTURE, sheet, 1, 1),), name)
            for name in ("level", "credits")
            for sheet in ("Level 4", "Level 5")
        ]
        assert cells(given(*problems), "READ-03") == ["Level 4!A1, Level 5!A1"] * 2

    def test_does_not_run_when_a_file_was_not_read(self) -> None:
        assert status(given(mapping=False), "READ-03") is Status.NOT_RUN


class TestRead04:
    @pytest.mark.parametrize(
        ("book", "field", "file", "seen"),
        [
            (Book.MAPPING, "coverage", "KSB mapping", "beside"),
            (Book.MAPPING, "ksb", "KSB mapping", "no KSB"),
            (Book.STRUCTURE, "units", "qualification structure", "no unit"),
        ],
    )
    def test_flags_an_empty_template(self, book: Book, field: str, file: str, seen: str) -> None:
        where = cell(book, "Sheet", 3, 2)
        of = given(Problem(ProblemKind.NOT_FILLED_IN, book, (where,), field, wanted="a line for each"))
        (finding,) = findings(of, "READ-04")
        assert finding.where == (where,)
        assert file in finding.message
        assert seen in finding.found
        assert "a line for each" in finding.expected
        assert fired(of) == {"READ-04"}

    def test_silences_the_blank_cells_themselves(self) -> None:
        blank = application(
            [claim("K1", coverage="", units=None)],
            [unit("U1")],
            standard=standard("K1"),
            problems=[Problem(ProblemKind.NOT_FILLED_IN, Book.MAPPING, (), "coverage")],
        )
        assert fired(blank) == {"READ-04"}
        assert findings(blank, "READ-04")[0].where == (whole(Book.MAPPING),)

    def test_does_not_run_when_a_file_was_not_read(self) -> None:
        assert status(given(structure=False), "READ-04") is Status.NOT_RUN


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


class TestRead08:
    @pytest.mark.parametrize(
        ("kind", "places", "words"),
        [
            (RemarkKind.HIDDEN_ROWS, [(1, 2), (1, 3)], "A2 and A3 in hidden rows of “KSB mapping”"),
            (RemarkKind.HIDDEN_COLUMNS, [(4, 1)], "D1 in the hidden columns of “KSB mapping”"),
            (RemarkKind.HIDDEN_SHEET, [], "A table on the hidden sheet “KSB mapping”"),
        ],
    )
    def test_flags_what_is_hidden(self, kind: RemarkKind, places: list[tuple[int, int]], words: str) -> None:
        of = seen(remark(kind, *places))
        (finding,) = findings(of, "READ-08")
        assert words in finding.found
        assert [place.cell for place in finding.where] == ([f"{chr(64 + c)}{r}" for c, r in places] or [""])
        assert fired(of) == {"READ-08"}

    def test_keeps_the_id_when_a_row_is_inserted_above(self) -> None:
        ids = {findings(seen(remark(RemarkKind.HIDDEN_ROWS, (1, row))), "READ-08")[0].id for row in (2, 3)}
        assert len(ids) == 1

    def test_does_not_run_on_a_file_that_shows_values_only(self) -> None:
        result = results(seen(VALUES_ONLY))["READ-08"].outcome
        assert result.status is Status.NOT_RUN
        assert "a CSV file" in result.reason
        assert "(.xlsx)" in result.reason


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


class TestRead10:
    @pytest.mark.parametrize(
        ("kind", "words"), [(RemarkKind.MERGED, "each of its rows"), (RemarkKind.MERGED_AND_LEFT, "first row only")]
    )
    def test_flags_the_cell_and_says_how_it_was_read(self, kind: RemarkKind, words: str) -> None:
        of = seen(remark(kind, (4, 2), what="units"))
        assert cells(of, "READ-10") == ["KSB mapping!D2"]
        assert words in said(of, "READ-10")
        assert fired(of) == {"READ-10"}

    def test_takes_one_column_as_one_finding(self) -> None:
        merged = [remark(RemarkKind.MERGED, (column, 2), what=name) for column, name in ((4, "units"), (3, "coverage"))]
        of = seen(*merged, remark(RemarkKind.MERGED, (4, 6), what="units"))
        assert cells(of, "READ-10") == ["KSB mapping!D2, KSB mapping!D6", "KSB mapping!C2"]

    def test_does_not_run_on_a_file_that_shows_values_only(self) -> None:
        assert status(seen(VALUES_ONLY), "READ-10") is Status.NOT_RUN


class TestRead11:
    def test_flags_every_comment_of_a_workbook_together(self) -> None:
        notes = [
            remark(RemarkKind.COMMENT, (3, 2 + n), what=text) for n, text in enumerate(("ask <b>Jo</b>", "x" * 90))
        ]
        of = seen(*notes)
        (finding,) = findings(of, "READ-11")
        assert [str(place) for place in finding.where] == ["KSB mapping!C2", "KSB mapping!C3"]
        assert "“ask <b>Jo</b>” and “xxx" in finding.found
        assert "x" * 80 not in finding.found
        assert fired(of) == {"READ-11"}

    def test_does_not_run_on_a_file_that_shows_values_only(self) -> None:
        assert status(seen(VALUES_ONLY), "READ-11") is Status.NOT_RUN


class TestRead12:
    def test_lists_sheets_and_columns_apart(self) -> None:
        of = seen(
            remark(RemarkKind.UNREAD_SHEET, what="Old"),
            remark(RemarkKind.UNREAD_SHEET, what="Staff"),
            remark(RemarkKind.UNREAD_COLUMN, (8, 1), what="Owner"),
        )
        sheets, columns = findings(of, "READ-12")
        assert sheets.message.endswith("not read: the sheet “Old” and “Staff”.")
        assert columns.message.endswith("not read: the column “Owner”.")
        assert [place.cell for place in columns.where] == ["H1"]
        assert fired(of) == {"READ-12"}

    def test_does_not_run_when_a_file_was_not_read(self) -> None:
        assert status(given(mapping=False), "READ-12") is Status.NOT_RUN


class TestRead13:
    @pytest.mark.parametrize(
        ("kind", "words"), [(RemarkKind.EMAIL, "an email address"), (RemarkKind.PHONE, "a telephone number")]
    )
    def test_flags_the_cell(self, kind: RemarkKind, words: str) -> None:
        of = seen(remark(kind, (6, 2), (6, 3)))
        assert words in said(of, "READ-13")
        assert cells(of, "READ-13") == ["KSB mapping!F2, KSB mapping!F3"]
        assert fired(of) == {"READ-13"}

    def test_never_repeats_the_address(self) -> None:
        assert "jo@" not in said(seen(remark(RemarkKind.EMAIL, (6, 2), what="jo@example.ac.uk")), "READ-13")

    def test_accepts_the_address_of_the_approving_body(self) -> None:
        of = seen(remark(RemarkKind.EMAIL, (6, 2), what=Settings().approving_body.contact))
        assert status(of, "READ-13") is Status.PASSED

    def test_runs_on_a_file_that_shows_values_only(self) -> None:
        assert status(seen(VALUES_ONLY), "READ-13") is Status.PASSED


class TestRead14:
    def test_flags_macros_for_the_whole_workbook(self) -> None:
        of = seen(Remark(RemarkKind.MACROS, Book.STRUCTURE))
        (finding,) = findings(of, "READ-14")
        assert finding.where == (whole(Book.STRUCTURE),)
        assert "not run" in finding.found
        assert fired(of) == {"READ-14"}

    def test_flags_the_cells_that_take_values_from_elsewhere(self) -> None:
        of = seen(remark(RemarkKind.LINKED, (4, 2)))
        assert cells(of, "READ-14") == ["KSB mapping!D2"]
        assert "not followed" in said(of, "READ-14")

    def test_does_not_run_on_a_file_that_shows_values_only(self) -> None:
        assert status(seen(VALUES_ONLY), "READ-14") is Status.NOT_RUN


def test_every_field_that_reading_knows_has_a_name_for_people() -> None:
    columns = {column.field for column in (*MAPPING_COLUMNS, *UNIT_COLUMNS, *GROUP_COLUMNS)}
    assert {FIELD_OF_BOX.get(field, field) for field in columns} <= set(FIELDS)
    assert set(DETAIL_LABELS) <= set(ITEMS)
