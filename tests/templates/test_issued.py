"""A sheet that was issued is known when it comes back, even with its rows in another order."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from htq_core import Source, check
from htq_core.standards.library import builtin_library
from htq_core.templates.mapping import mapping_template
from htq_core.templates.structure import structure_template


def issued(data: bytes) -> str:
    return check(Source("mapping.xlsx", data), None).sources[0].issued


def test_a_sheet_says_when_it_was_issued_and_for_what() -> None:
    standard = builtin_library().get("ST9001", "1.0")
    assert standard
    data = mapping_template(standard, issued=date(2027, 3, 5))
    assert issued(data) == "5 March 2027 for ST9001 version 1.0"
    workbook = load_workbook(BytesIO(data))
    sheet = workbook["KSB mapping"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    changed = BytesIO()
    workbook.save(changed)
    assert issued(changed.getvalue()) == "5 March 2027 for ST9001 version 1.0"


def test_other_sheets_were_not_issued() -> None:
    assert issued(structure_template()) == ""
    standard = builtin_library().get("ST9001")
    assert standard
    assert issued(mapping_template(standard)) == ""
