"""The three kinds of sheet in our templates: instructions, items with answers, and tables."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from htq_core.templates.workbook import new_workbook, write_text

INK, ACCENT, PAPER, PANEL, LINE = "1C2024", "0B5A63", "FBFAF7", "F1EFE9", "B9D6D8"

TITLE, HEADING, TEXT, HEADER, FIXED, OPEN = (
    f"HTQ {name}" for name in ("title", "heading", "text", "header", "fixed", "answer")
)
_LONGEST_LIST = 255  # Excel's own limit for the choices of one list
_SPARE_ROWS = 300  # rows that drop-down lists reach, filled or not: well over the largest standard


class Choices(NamedTuple):
    """A drop-down list. Where it is not ``strict``, anything else may be typed as well."""

    values: tuple[str, ...]
    strict: bool = True

    @property
    def fits(self) -> bool:
        """Whether Excel can hold the list in the cell itself."""
        return len(",".join(self.values)) <= _LONGEST_LIST and not any(set(',"') & set(v) for v in self.values)


class Column(NamedTuple):
    """A column of a table; ``prefilled`` columns are locked when they are filled in."""

    header: str
    width: float
    choices: Choices | None = None
    prefilled: bool = False


class Item(NamedTuple):
    """A line of an items sheet. An answer that is filled in is locked."""

    label: str
    answer: str = ""
    choices: Choices | None = None


def new_template(title: str) -> Workbook:
    """A workbook without sheets that knows our cell styles. Fixed cells are locked, answers are open."""
    book = new_workbook(title)
    body = Font(name="Calibri", size=11, color=INK)
    _add_style(book, TITLE, Font(name="Calibri", size=16, bold=True, color=ACCENT))
    _add_style(book, HEADING, Font(name="Calibri", size=13, bold=True, color=INK))
    _add_style(book, TEXT, body)
    _add_style(book, HEADER, Font(name="Calibri", size=11, bold=True, color=PAPER), ACCENT)
    _add_style(book, FIXED, body, PANEL, lined=True)
    _add_style(book, OPEN, body, lined=True, locked=False)
    return book


def _add_style(
    book: Workbook, name: str, font: Font, fill: str = "", *, lined: bool = False, locked: bool = True
) -> None:
    line = Side("thin", LINE)
    style = NamedStyle(
        name,
        font=font,
        fill=PatternFill("solid", fgColor=fill) if fill else PatternFill(),
        border=Border(right=line, bottom=line) if lined else Border(),
        alignment=Alignment(wrap_text=True, vertical="top"),
        protection=Protection(locked=locked),
    )
    book.add_named_style(style)


def add_instructions(book: Workbook, title: str, sections: Sequence[tuple[str, str]]) -> None:
    """A sheet of plain text in one column: headings, each with its text, in which a blank line divides paragraphs."""
    sheet = book.create_sheet("Instructions")
    sheet.column_dimensions["A"].width = 100
    sheet.sheet_view.showGridLines = False
    _write(sheet, 1, 1, title, TITLE)
    row = 3
    for heading, text in sections:
        _write(sheet, row, 1, heading, HEADING)
        for paragraph in text.strip().split("\n\n"):
            row += 1
            _write(sheet, row, 1, " ".join(paragraph.split()), TEXT)
        row += 2
    _set_up_print(sheet, landscape=False)
    _protect(sheet)


def add_items(book: Workbook, name: str, items: Sequence[Item]) -> None:
    """A sheet with the columns ``Item`` and ``Answer``."""
    sheet = book.create_sheet(name)
    _write_header(sheet, (Column("Item", 34), Column("Answer", 70)))
    for row, item in enumerate(items, start=2):
        _write(sheet, row, 1, item.label, FIXED)
        _write(sheet, row, 2, item.answer, FIXED if item.answer else OPEN)
        if item.choices and item.choices.fits:
            _offer(sheet, item.choices, f"B{row}")
    _set_up_print(sheet)
    _protect(sheet)


def add_table(book: Workbook, name: str, columns: Sequence[Column], rows: Iterable[Sequence[str]] = ()) -> None:
    """A sheet with a header row, the rows given, and room beneath. Prefilled columns are locked in the rows given."""
    sheet = book.create_sheet(name)
    _write_header(sheet, columns)
    last = 1
    for last, values in enumerate(rows, start=2):
        for column, text in enumerate(values, start=1):
            _write(sheet, last, column, text, FIXED if columns[column - 1].prefilled else OPEN)
    for letter in _letters(columns):
        # The column's own style opens the rows beneath, without a cell in each.
        beneath = sheet.column_dimensions[letter]
        beneath.protection, beneath.alignment = Protection(locked=False), Alignment(wrap_text=True, vertical="top")
    for letter, described in zip(_letters(columns), columns, strict=True):
        if described.choices:
            _offer(sheet, described.choices, f"{letter}2:{letter}{_SPARE_ROWS + 1}")
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(last, 2)}"
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{last if last > 1 else 41}"
    _set_up_print(sheet)
    _protect(sheet)


def _letters(columns: Sequence[Column]) -> list[str]:
    return [get_column_letter(number) for number in range(1, len(columns) + 1)]


def _write_header(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for number, (letter, column) in enumerate(zip(_letters(columns), columns, strict=True), start=1):
        _write(sheet, 1, number, column.header, HEADER)
        sheet.column_dimensions[letter].width = column.width
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
    cell = cast("Cell", sheet.cell(row, column))  # our sheets have no merged areas
    cell.style = style
    write_text(cell, text)


def _offer(sheet: Worksheet, choices: Choices, cells: str) -> None:
    validation = DataValidation(
        type="list",
        formula1=f'"{",".join(choices.values)}"',
        allow_blank=True,
        showErrorMessage=choices.strict,
        errorTitle="Choose from the list",
        error=f"Choose one of: {', '.join(choices.values)}."[:_LONGEST_LIST],
    )
    validation.add(cells)
    sheet.add_data_validation(validation)


def _set_up_print(sheet: Worksheet, landscape: bool = True) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = "&A", "Page &P of &N"
    sheet.HeaderFooter.oddFooter = footer


def _protect(sheet: Worksheet) -> None:
    """Guard the locked cells against a slip. No password: anyone may lift it under Review, Unprotect Sheet."""
    protection = sheet.protection
    protection.enable()
    # In the file format these attributes say what is forbidden.
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.sort = protection.autoFilter = False
