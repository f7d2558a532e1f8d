"""READ: was all of it read? Test names finish the sentence that the id begins."""

import pytest

from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.field_names import FIELDS, ITEMS
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.remark import Remark, RemarkKind
from htq_core.reading.layout import DETAIL_LABELS, FIELD_OF_BOX, GROUP_COLUMNS, MAPPING_COLUMNS, UNIT_COLUMNS
from htq_core.report import Status
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


class TestRead12:
    def test_lists_sheets_and_columns_apart(self) -> None:
        of = seen(
            remark(RemarkKind.UNREAD_SHEET, what="Old"),
            remark(RemarkKind.UNREAD_SHEET, what="Staff"),
            remark(RemarkKind.UNREAD_COLUMN, (8, 1), what="Owner"),
        )
        sheets, columns = findings(of, "READ-12")
        assert sheets.message.endswith("not read: the sheets “Old” and “Staff”.")
        assert columns.message.endswith("not read: the column “Owner”.")
        assert [place.cell for place in columns.where] == ["H1"]
        assert fired(of) == {"READ-12"}

    def test_does_not_run_when_a_file_was_not_read(self) -> None:
        assert status(given(mapping=False), "READ-12") is Status.NOT_RUN


def test_every_field_that_reading_knows_has_a_name_for_people() -> None:
    columns = {column.field for column in (*MAPPING_COLUMNS, *UNIT_COLUMNS, *GROUP_COLUMNS)}
    assert {FIELD_OF_BOX.get(field, field) for field in columns} <= set(FIELDS)
    assert set(DETAIL_LABELS) <= set(ITEMS)
