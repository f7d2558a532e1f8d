"""READ-08, 10, 11, 13 and 14: what a reader would miss, or should not find."""

import pytest

from htq_core.location import Book
from htq_core.model.remark import Remark, RemarkKind
from htq_core.report import Status
from htq_core.settings import Settings
from tests.builders import cells, findings, results, status
from tests.rules.small import fired
from tests.rules.test_read import VALUES_ONLY, remark, said, seen, whole


class TestRead08:
    @pytest.mark.parametrize(
        ("kind", "places", "words", "what"),
        [
            (
                RemarkKind.HIDDEN_ROWS,
                [(1, 2), (1, 3)],
                "A2 and A3 in hidden rows of “KSB mapping”",
                "hidden rows that hold",
            ),
            (
                RemarkKind.HIDDEN_COLUMNS,
                [(4, 1)],
                "D1 in the hidden columns of “KSB mapping”",
                "hidden columns that hold",
            ),
            (RemarkKind.HIDDEN_SHEET, [], "A table on the hidden sheet “KSB mapping”", "a hidden sheet that holds"),
        ],
    )
    def test_flags_what_is_hidden(self, kind: RemarkKind, places: list[tuple[int, int]], words: str, what: str) -> None:
        of = seen(remark(kind, *places))
        (finding,) = findings(of, "READ-08")
        assert finding.message == f"The KSB mapping has {what} something that matters."
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
