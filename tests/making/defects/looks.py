"""READ: what a workbook holds besides its values. Put into the saved mapping, as somebody would in Excel."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from htq_core.location import Location
from htq_core.standards.standard import Standard
from htq_core.templates.workbook import to_bytes
from tests.making.applications import ClaimRow, MadeApplication
from tests.making.defects.defect import Files, Seeded, changed_claim, defect
from tests.making.writing import Made

GREEN = PatternFill("solid", fgColor="92D050")


def in_mapping(edit: Callable[[Worksheet, Made], None]) -> Callable[[Made], Files]:
    """A change to the sheet of the mapping that holds the KSBs."""

    def edited(made: Made) -> Files:
        workbook: Workbook = load_workbook(BytesIO(made.mapping))
        edit(workbook[made.cell("claim", "header", "ksb").sheet], made)
        return to_bytes(workbook), made.structure

    return edited


def _cells(made: Made, name: str) -> list[Location]:
    """The cells of a column of the mapping, from the first KSB on."""
    return [cell for (table, record, field), cell in made.cells.items() if (table, field) == ("claim", name)][1:]


def _hide_a_row(sheet: Worksheet, made: Made) -> None:
    sheet.row_dimensions[sheet[_cells(made, "ksb")[2].cell].row].hidden = True


def _hide_a_column(sheet: Worksheet, made: Made) -> None:
    sheet.column_dimensions[sheet[_cells(made, "units")[0].cell].column_letter].hidden = True


def _colour_what_is_blank(sheet: Worksheet, made: Made) -> None:
    for place in _cells(made, "coverage"):
        if sheet[place.cell].value is None:
            sheet[place.cell].fill = GREEN


def _merge_units(sheet: Worksheet, made: Made) -> None:
    """Merge the units of the first KSB that has outcomes and no units with those above."""
    units, outcomes = ([sheet[place.cell] for place in _cells(made, name)] for name in ("units", "outcomes"))
    below = next(cell for cell, beside in zip(units, outcomes, strict=True) if cell.value is None and beside.value)
    sheet.merge_cells(f"{below.column_letter}{below.row - 1}:{below.coordinate}")


def _comment(sheet: Worksheet, made: Made) -> None:
    sheet[_cells(made, "coverage")[0].cell].comment = Comment("Only from next year, ask the employer first", "Jo")


def _add_a_sheet(sheet: Worksheet, made: Made) -> None:
    sheet.parent.create_sheet("Staff").append(["Who teaches what is decided in May"])


def _add_a_column(sheet: Worksheet, made: Made) -> None:
    header = sheet[made.cell("claim", "header", "ksb").cell]
    column = sheet.max_column + 1
    sheet.cell(header.row, column, "Agreed at the board")
    sheet.cell(sheet[_cells(made, "ksb")[0].cell].row, column, "in May")


def _point_elsewhere(sheet: Worksheet, made: Made) -> None:
    sheet["Z1"] = "='[Costs.xlsx]Sheet1'!A1"


@defect("READ-08", in_mapping(_hide_a_row))
def row_is_hidden(application: MadeApplication, standard: Standard) -> Seeded:
    """The row of a KSB is hidden."""
    return Seeded(application, (("claim", application.claims[2].ksb, "ksb"),), standard)


@defect("READ-08", in_mapping(_hide_a_column))
def column_is_hidden(application: MadeApplication, standard: Standard) -> Seeded:
    """The units of the mapping are in a hidden column."""
    return Seeded(application, (("claim", "header", "units"),), standard)


@defect("READ-09", in_mapping(_colour_what_is_blank))
def coverage_is_a_colour(application: MadeApplication, standard: Standard) -> Seeded:
    """The coverage of a KSB is a green cell."""
    return changed_claim(application, standard, "coverage", coverage=None)


@defect("READ-10", in_mapping(_merge_units))
def units_are_merged(application: MadeApplication, standard: Standard) -> Seeded | None:
    """The units of two KSBs stand in one cell, merged over both rows."""

    def alike(one: ClaimRow, other: ClaimRow) -> bool:
        return one.ksb[0] == other.ksb[0] and one.coverage == other.coverage == "Full" and bool(one.units)

    first, second = next((pair for pair in pairwise(application.claims) if alike(*pair)), (None, None))
    if first is None or second is None:
        return None
    changed = application.with_claim(second.ksb, units=())
    return Seeded(changed, (("claim", first.ksb, "units"),), standard)


@defect("READ-11", in_mapping(_comment))
def comment_says_more(application: MadeApplication, standard: Standard) -> Seeded:
    """A comment on a coverage says what the cell does not."""
    return Seeded(application, (("claim", application.claims[0].ksb, "coverage"),), standard)


@defect("READ-12", in_mapping(_add_a_sheet))
def sheet_is_not_read(application: MadeApplication, standard: Standard) -> Seeded:
    """A further sheet holds something that is neither a table nor a label with its answer."""
    return Seeded(application, (), standard)


@defect("READ-12", in_mapping(_add_a_column))
def column_is_not_read(application: MadeApplication, standard: Standard) -> Seeded:
    """The mapping has a column of the college's own."""
    return Seeded(application, (), standard)


@defect("READ-13")
def cell_holds_an_address(application: MadeApplication, standard: Standard) -> Seeded:
    """A KSB's assessment gives an e-mail address."""
    return changed_claim(application, standard, "assessment", assessment="Portfolio; ask jo.bloggs@example.ac.uk")


@defect("READ-13")
def cell_holds_a_number(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit's assessment gives a telephone number."""
    unit = application.units[0]
    changed = application.with_unit(unit.code, assessment="Report 100% (ask on 0161 496 0123)")
    return Seeded(changed, (("unit", str(unit.code), "assessment"),), standard)


@defect("READ-14", in_mapping(_point_elsewhere))
def formula_points_elsewhere(application: MadeApplication, standard: Standard) -> Seeded:
    """A formula takes its value from another workbook."""
    return Seeded(application, (), standard)
