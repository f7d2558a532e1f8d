"""The workbook of findings."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from htq_core import Report
from htq_core.export.workbook import to_workbook
from tests.export.reports import flawed, hostile

SHEETS = ["Summary", "Findings", "Coverage", "Did not run"]


def opened(report: Report) -> Workbook:
    return load_workbook(BytesIO(to_workbook(report)))


def column(book: Workbook, sheet: str, header: str) -> list[object]:
    rows = list(book[sheet].iter_rows(values_only=True))
    return [row[rows[0].index(header)] for row in rows[1:]]


def test_it_has_four_sheets() -> None:
    assert opened(flawed()).sheetnames == SHEETS


def test_findings_to_fix_come_first_and_ids_last() -> None:
    book = opened(flawed())
    marks = column(book, "Findings", "Heading")
    assert marks == sorted(marks, key=["Fix", "Discuss", "Note"].index)
    assert [cell.value for cell in book["Findings"][1]][-1] == "Finding"
    assert len(marks) == len(flawed().findings)


def test_coverage_has_a_row_for_each_ksb() -> None:
    codes = [row.code for row in flawed().occupations[0].rows]
    assert column(opened(flawed()), "Coverage", "KSB") == codes
    assert set(column(opened(flawed()), "Coverage", "Coverage")) <= {"full", "partial", "not covered", "not stated"}


@pytest.mark.parametrize("name", SHEETS[1:])
def test_tables_keep_their_header_filter_and_wrap(name: str) -> None:
    sheet = opened(flawed())[name]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions.replace("$", "")
    assert sheet["A1"].alignment.wrap_text
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    assert all(8 <= width <= 62 for width in widths)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\x00=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "http://x.org",
        "007",
    ],
)
def test_text_is_never_a_formula_link_or_number(text: str) -> None:
    book = opened(hostile(text))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert sum(text.strip("\r\n\t\x00") in str(cell.value) for cell in cells) > len(flawed().findings)


def test_hidden_characters_are_shown_and_text_that_looks_like_a_code_is_kept() -> None:
    messages = column(opened(hostile()), "Findings", "What was found")
    assert all("⟨U+202E⟩" in str(message) and "_x0041_" in str(message) for message in messages)


def test_a_text_longer_than_a_cell_holds_is_cut() -> None:
    messages = column(opened(hostile("x" * 40_000)), "Findings", "What was found")
    assert {len(str(message)) for message in messages} == {32_001}
