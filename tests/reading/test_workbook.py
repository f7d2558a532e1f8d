"""Bytes to cells, by hand and held against another reader."""

import random
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from htq_core.errors import UnreadableWorkbook
from htq_core.location import Book
from htq_core.reading.grid import Cell, Grid, Sheet
from htq_core.reading.number_format import Shape, custom_format
from htq_core.reading.workbook import open_workbook
from tests.hostile.insides import merges
from tests.hostile.packing import MAIN, cell, sheet, strings, workbook, workbook_parts, zipped


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def opened(data: bytes) -> Grid:
    return open_workbook(data, "mapping.xlsx", Book.MAPPING)


def only_sheet(data: bytes) -> Sheet:
    (one,) = opened(data).sheets
    return one


def only_cell(value: Any, number_format: str = "General") -> Cell:
    book = openpyxl.Workbook()
    book.active["B3"] = value
    book.active["B3"].number_format = number_format
    return only_sheet(saved(book)).rows[3][2]


def text_in(written: str) -> str:
    """The text of a cell that holds this XML text; empty when nothing is left of it."""
    cells = list(only_sheet(workbook(sheet(f'<row r="1">{cell("A1", written)}</row>'))).cells())
    return cells[0].text if cells else ""


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (20, "General", "20"),
        (20.0, "0.00", "20"),
        (0.6, "General", "0.6"),
        (0.1 + 0.2, "General", "0.3"),
        (-1.5, "General", "-1.5"),
        (60312345678, "General", "60312345678"),
        (0.6, "0%", "60%"),
        (0.125, "0%", "12.5%"),
        (1, "0.00%", "100%"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        (7, "000", "007"),
        (1, '"K"0', "K1"),
        (4, '"U"00', "U04"),
        (20, '0" credits"', "20"),
        (20, "[Red]0", "20"),
        (date(2027, 3, 5), "dd/mm/yyyy", "5 March 2027"),
        (date(2027, 3, 5), "mm-dd-yy", "5 March 2027"),
        (datetime(2027, 3, 5, 14, 30), "dd/mm/yyyy hh:mm", "5 March 2027 14:30"),
        (time(14, 30), "h:mm", "14:30"),
        (time(14, 30, 15), "h:mm:ss", "14:30:15"),
        (1.25, "[h]:mm", "30:00"),
        ("K1", "General", "K1"),
        ("007", "General", "007"),
        ("=1+1", "General", ""),
    ],
)
def test_text_is_what_a_person_would_type(value: Any, number_format: str, text: str) -> None:
    assert only_cell(value, number_format).text == text


def test_values_are_kept_beside_the_text() -> None:
    assert only_cell(20.0).value == 20
    assert only_cell(0.6, "0%").value == 0.6
    assert only_cell(date(2027, 3, 5), "dd/mm/yyyy").value == date(2027, 3, 5)
    assert only_cell(datetime(2027, 3, 5, 14, 30), "dd/mm/yyyy").value == datetime(2027, 3, 5, 14, 30)
    assert only_cell(True).value is True


def test_places_are_the_true_ones() -> None:
    found = only_cell("K1")
    assert (found.row, found.column, found.address) == (3, 2, "B3")


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("General", Shape.PLAIN),
        ("#,##0.00", Shape.PLAIN),
        ('0.00" days"', Shape.PLAIN),
        ("[Red]#,##0", Shape.PLAIN),
        ("_-* #,##0_-;-* #,##0_-", Shape.PLAIN),
        ("0.0%", Shape.PERCENT),
        ("[$-809]d mmmm yyyy;@", Shape.DATE),
        ("mmm", Shape.DATE),
        ("hh:mm AM/PM", Shape.TIME),
        ("mm:ss", Shape.TIME),
        ("[mm]:ss", Shape.DURATION),
    ],
)
def test_formats_are_told_apart(code: str, shape: Shape) -> None:
    assert custom_format(code).shape is shape


def test_dates_of_1904_and_before_the_day_that_never_was() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = sheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>61</v></c><c r="C1"><v>9999999</v></c></row>')
    from_1900 = only_sheet(workbook(rows, styles=styles)).rows[1]
    from_1904 = only_sheet(workbook(rows, styles=styles, properties='<workbookPr date1904="1"/>')).rows[1]
    assert [c.text for c in from_1900.values()] == ["1 January 1900", "1 March 1900", "9999999"]
    assert [c.text for c in from_1904.values()] == ["2 January 1904", "2 March 1904", "9999999"]


def test_a_strict_date_is_read() -> None:
    one = only_sheet(workbook(sheet('<row r="1"><c r="A1" t="d"><v>2027-03-05T00:00:00Z</v></c></row>'))).rows[1][1]
    assert (one.text, one.value) == ("5 March 2027", date(2027, 3, 5))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  K1  ", "K1"),
        ("\u00a0K1\u00a0", "K1"),
        ("K\u00a01", "K 1"),
        ("\u200b\ufeffK1\u2060\u200e", "K1"),
        ("line one&#13;&#10;line two", "line one\nline two"),
        ("line one_x000D_line two", "line one\nline two"),
        ("_x005F_x000D_", "_x000D_"),
        ("a_x0007_b", "a\x07b"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("a_xD83D_b", "a\ufffdb"),
        ("a\u200bb", "a\u200bb"),
        (" \u200b ", ""),
        ("NA", "NA"),
    ],
)
def test_text_is_cleaned_at_its_edges_only(written: str, text: str) -> None:
    assert text_in(written) == text


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "#SPILL!"])
def test_error_cells_stay_errors(error: str) -> None:
    rows = f'<row r="1"><c r="A1" t="e"><v>{error}</v></c>{cell("B1", error)}{cell("C1", "see " + error)}</row>'
    stored, typed, told = only_sheet(workbook(sheet(rows))).rows[1].values()
    assert (stored.error, stored.text) == (True, error)
    assert (typed.error, typed.text) == (True, error)
    assert not told.error


def test_a_formula_without_its_result_is_told_from_one_that_gives_nothing() -> None:
    row = (
        '<c r="A1"><f>1</f></c><c r="B1"><f>1</f><v></v></c><c r="C1" t="str"><f>1</f></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>1</f><v>1</v></c><c r="F1"/>'
    )
    cells = only_sheet(workbook(sheet(f'<row r="1">{row}</row>'))).rows[1]
    assert {c.address: c.unstored for c in cells.values()} == {"A1": True, "B1": True, "C1": True, "E1": False}
    assert all(c.text == "" and c.value is None for c in cells.values() if c.unstored)


def test_a_library_that_writes_formulas_stores_no_result() -> None:
    assert only_cell("=SUM(A1:A2)").unstored


def test_blank_cells_and_rows_hold_nothing() -> None:
    rows = '<row r="1"/><row r="2"><c r="A2" s="0"/><c r="B2" t="s"/></row>' + f'<row r="9">{cell("C9", "x")}</row>'
    assert list(only_sheet(workbook(sheet(rows))).rows) == [9]


def test_hidden_rows_columns_and_sheets_are_said_to_be() -> None:
    book = openpyxl.Workbook()
    first: Worksheet = book.active
    first.append(["K1", "Full"])
    first.row_dimensions[3].hidden = True
    first.column_dimensions.group("C", "E", hidden=True)
    for title, state in (("Old", "hidden"), ("Older", "veryHidden")):
        book.create_sheet(title).sheet_state = state
    grid = opened(saved(book))
    assert [one.hidden for one in grid.sheets] == [False, True, True]
    assert grid.sheets[0].hidden_rows == {3}
    assert grid.sheets[0].hidden_columns == {3, 4, 5}


def test_merged_areas_are_as_written() -> None:
    one = only_sheet(workbook(sheet(f'<row r="1">{cell("A1", "Title")}</row>', after=merges("A1:D1", "B3:C9"))))
    assert one.merged == ((1, 1, 1, 4), (3, 2, 9, 3))


def test_a_merged_column_reaches_no_further_than_the_sheet() -> None:
    one = only_sheet(workbook(sheet(f'<row r="7">{cell("C7", "last")}</row>', after=merges("B2:B1048576"))))
    assert one.merged == ((2, 2, 7, 2),)


def test_values_under_merged_areas_are_kept() -> None:
    rows = f'<row r="1">{cell("A1", "shown")}{cell("B1", "beneath")}</row>'
    one = only_sheet(workbook(sheet(rows, after=merges("A1:B1"))))
    assert [c.text for c in one.cells()] == ["shown", "beneath"]


def test_a_shared_text_in_runs_is_one_text() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("Coverage: ", TextBlock(InlineFont(b=True), "full"))
    assert only_sheet(saved(book)).rows[1][1].text == "Coverage: full"


def test_an_empty_shared_text_is_no_cell() -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    one = only_sheet(workbook(sheet(rows), shared=strings("", "<t>K1</t>")))
    assert [c.address for c in one.cells()] == ["B1"]


def test_a_comment_a_link_and_a_list_change_no_cell() -> None:
    book = openpyxl.Workbook()
    page: Worksheet = book.active
    page["A1"] = "K1"
    page["A1"].comment = Comment("look here", "someone")
    page["A2"].hyperlink = "https://example.org/"
    page["A2"].value = None
    assert [(c.address, c.text) for c in only_sheet(saved(book)).cells()] == [("A1", "K1")]


def test_a_large_random_workbook_agrees_with_another_reader() -> None:
    book = openpyxl.Workbook()
    page: Worksheet = book.active
    choice = random.Random(2)
    for row in range(1, 120):
        for column in range(1, 14):
            value = choice.choice([None, "text", "née –", "two\nlines", row, column / 8, True, date(2026, 1, 31)])
            page.cell(row, column, value)
    data = saved(book)
    other = openpyxl.load_workbook(BytesIO(data), data_only=True).active
    theirs = {c.coordinate: c.value for line in other.iter_rows() for c in line if c.value is not None}
    ours = {c.address: c.value for c in only_sheet(data).cells()}
    assert ours == {place: value.date() if isinstance(value, datetime) else value for place, value in theirs.items()}


GOOD = zipped(
    workbook_parts(
        sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>4.5</v></c></row>', after=merges("A2:B2")),
        shared=strings("<t>Hello</t>"),
        styles=f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
    )
)
PARTS = workbook_parts(
    sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>1</f><v>4.5</v></c></row>', after=merges("A2:B2")),
    shared=strings("<t>Hello</t>"),
)


def ends_well(data: bytes) -> None:
    """A grid, or the one exception there is; anything else fails the test."""
    with suppress(UnreadableWorkbook):
        assert isinstance(opened(data), Grid)


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_end_well(data: bytes, start: bytes) -> None:
    ends_well(start + data)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_a_workbook_with_wrong_bytes_ends_well(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, value in changes:
        data[at] = value
    ends_well(bytes(data))


@given(
    st.sampled_from(sorted(PARTS)),
    st.integers(0, 2000),
    st.integers(0, 40),
    st.text(st.sampled_from('<>/"=&;:!rctsv0139-AXD. '), max_size=12),
)
@settings(max_examples=300, deadline=None)
def test_a_workbook_with_a_wrong_part_ends_well(name: str, at: int, length: int, instead: str) -> None:
    part = str(PARTS[name])
    at %= len(part)
    ends_well(zipped(PARTS | {name: part[:at] + instead + part[at + length :]}))
