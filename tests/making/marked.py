"""A sample with a mark in it that stands nowhere else, to see where what was uploaded goes."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

MARK = "Zanzibarquix"
SAMPLES = Path(__file__).parents[2] / "sample_data"


def marked(book: str) -> bytes:
    """The flawed sample's workbook with the mark in a sheet's name, in titles and in reasons."""
    workbook = load_workbook(SAMPLES / "flawed" / f"{book}.xlsx")
    for sheet in workbook.worksheets[1:]:
        for row in sheet.iter_rows(min_row=2, max_row=4):
            row[1].value = f"{row[1].value or ''} {MARK}"
    workbook.create_sheet(f"{MARK} notes")["A1"] = MARK
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
