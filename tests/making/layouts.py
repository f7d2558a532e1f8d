"""The three layouts that applications are written in, each as a college might send it.

Each writer takes an application and gives ``Made``: both workbooks, and the cell of every value.
"""

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection

from htq_core.location import Book, Location
from htq_core.standards.standard import Standard
from htq_core.templates.mapping import blank_mapping_template, mapping_template
from htq_core.templates.structure import structure_template
from htq_core.templates.workbook import new_workbook, to_bytes
from tests.making.applications import ClaimRow, GroupRow, MadeApplication, Place, UnitRow, Value
from tests.making.writing import Column, Made, Page, Row, claim_rows, group_rows, kept, unit_rows

KINDS = {"K": "Knowledge", "S": "Skills", "B": "Behaviours"}
MAPPING_ITEMS = ("standard", "standard_title", "version", "option", "route", "title", "level")
STRUCTURE_ITEMS = (
    "title", "level", "award_type", "awarding_body", "regulator", "number", "total_credits", "glh", "tqt", "holder",
    "permission", "first_teaching", "standard", "version", "option", "route",
)  # fmt: skip
CLAIM_COLUMNS = ("ksb", "statement", "coverage", "units", "outcomes", "assessment", "reason")
MORE_CLAIM_COLUMNS = (("page", "Page"), ("duty", "Duties"), ("status", "Mandatory/Optional"), ("pathway", "Pathway"))
UNIT_COLUMNS = (
    "code", "title", "level", "credits", "glh", "status", "pathway", "group", "assessment", "outcomes",
    "required_first", "not_with",
)  # fmt: skip
GROUP_COLUMNS = ("name", "pathway", "choose", "minimum", "maximum")


def in_template(application: MadeApplication, standard: Standard | None = None) -> Made:
    """Our own templates, filled in. Without a standard, the mapping is the blank one."""
    option = str(application.mapping_details.get("option") or "")
    mapping, structure = (pickle.loads(issued) for issued in (_mapping_issued(standard, option), _structure_issued()))  # noqa: S301
    cells: dict[Place, Location] = {}

    def fill_items(book: Book, workbook: Workbook, name: str, table: str, items: Sequence[str]) -> None:
        page = Page(book, workbook[name], cells)
        values = application.mapping_details if book is Book.MAPPING else application.structure_details
        for row, item in enumerate(items, start=2):
            page.put(row, 2, values.get(item), (table, "", item))

    def fill_table(
        book: Book, workbook: Workbook, name: str, table: str, fields: Sequence[str], rows: Sequence[Row]
    ) -> None:
        sheet = workbook[name]
        headers = [str(cell.value) for cell in sheet[1]]
        for old in sheet.iter_rows():
            for cell in old:
                cell.value = None
        columns = kept(application, table, list(zip(fields, headers, strict=True)))
        if table == "claim":
            columns = _with_more(application, columns)
        Page(book, sheet, cells).table(table, columns, rows, 1)
        for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row if not cell.has_style):
            # Excel opens such a cell by its column's style only until something is written in it.
            cell.protection = Protection(locked=False)

    def claim(row: ClaimRow) -> Mapping[str, Value]:
        return {**_fields(row), "units": "; ".join(row.units)}

    fill_items(Book.MAPPING, mapping, "Standard", "mapping details", MAPPING_ITEMS)
    fill_table(Book.MAPPING, mapping, "KSB mapping", "claim", CLAIM_COLUMNS, claim_rows(application, claim))
    fill_items(Book.STRUCTURE, structure, "Qualification", "structure details", STRUCTURE_ITEMS)
    fill_table(Book.STRUCTURE, structure, "Units", "unit", UNIT_COLUMNS, unit_rows(application, _fields))
    fill_table(Book.STRUCTURE, structure, "Option groups", "group", GROUP_COLUMNS, group_rows(application, _fields))
    return Made(to_bytes(mapping), to_bytes(structure), cells)


def in_university_style(application: MadeApplication, standard: Standard | None = None) -> Made:
    """Title blocks, merged cells, modules and CATS, section headings, blank rows, notes, and the rules on one sheet."""
    titles = {unit.code: unit.title for unit in application.units}
    coverage = {"Full": "Fully", "Partial": "Partly", "Not covered": "No"}
    status = {"Mandatory": "Core", "Optional": "Option"}
    cells: dict[Place, Location] = {}

    def claim(row: ClaimRow) -> Mapping[str, Value]:
        first, *others = row.units or ("",)
        named = f"{first}: {titles[first]}" if first in titles else first
        units = "; ".join([named, *others])
        return {**_fields(row), "ksb": f"{row.ksb}.", "coverage": _in_words(row.coverage, coverage), "units": units}

    def module(unit: UnitRow) -> Mapping[str, Value]:
        return {
            **_fields(unit),
            "level": f"Level {unit.level}" if isinstance(unit.level, int) else unit.level,
            "tqt": unit.credits * 10 if isinstance(unit.credits, int) else None,
            "status": _in_words(unit.status, status),
        }

    mapping, page = _one_sheet(Book.MAPPING, "KSB map", cells)
    top = _title_block(page, "Example College: mapping to the occupational standard", "mapping details", application, 7)
    claims = _under_headings(claim_rows(application, claim), spaced=True)
    columns = _with_more(application, kept(application, "claim", _UNIVERSITY_CLAIMS))
    end = page.table("claim", columns, claims, top)
    page.put(end + 1, 1, "Notes: agreed by the programme team. Module codes are those of the module catalogue.")

    structure, page = _one_sheet(Book.STRUCTURE, "Programme structure", cells)
    top = _title_block(page, "Example College: programme structure", "structure details", application, 13)
    core: list[Row] = [row for row in unit_rows(application, module) if row[1]["status"] != "Option"]
    options: list[Row] = [row for row in unit_rows(application, module) if row[1]["status"] == "Option"]
    modules: list[Row] = ["Core modules", *core, *(["", "Option modules"] if options else []), *options]
    end = page.table("unit", kept(application, "unit", _UNIVERSITY_UNITS), modules, top)
    if application.groups:
        page.put(end + 1, 1, "Rules of combination")
        rules = kept(application, "group", _UNIVERSITY_GROUPS)
        page.table("group", rules, group_rows(application, _fields), end + 2)
    return Made(to_bytes(mapping), to_bytes(structure), cells)


def in_statement_first_style(application: MadeApplication, standard: Standard | None = None) -> Made:
    """The statement first and its code last, F, P and N for coverage, units by title or code with "and" or "&"."""
    titles = {str(unit.code): str(unit.title) for unit in application.units}
    letters = {"Full": "F", "Partial": "P", "Not covered": "N"}
    cells: dict[Place, Location] = {}

    def claim(row: ClaimRow) -> Mapping[str, Value]:
        by_title = int(row.ksb[1:].split(".")[0]) % 2 == 0
        units = " and ".join(titles.get(u, u) for u in row.units) if by_title else " & ".join(row.units)
        ksb = f"{row.ksb[0]} {row.ksb[1:]}"
        return {**_fields(row), "ksb": ksb, "coverage": _in_words(row.coverage, letters), "units": units}

    mapping, page = _one_sheet(Book.MAPPING, "Sheet1", cells)
    items = [(name, MAPPING_LABELS[name]) for name in MAPPING_ITEMS]
    top = page.details("mapping details", items, application.mapping_details, 1) + 1
    columns = _with_more(application, kept(application, "claim", _STATEMENT_FIRST_CLAIMS))
    page.table("claim", columns, claim_rows(application, claim), top)

    structure, page = _one_sheet(Book.STRUCTURE, "Structure", cells)
    items = [(name, MAPPING_LABELS[name]) for name in STRUCTURE_ITEMS]
    top = page.details("structure details", items, application.structure_details, 1) + 1
    columns = kept(application, "unit", _STATEMENT_FIRST_UNITS)
    end = page.table("unit", columns, unit_rows(application, _fields), top)
    if application.groups:
        columns = kept(application, "group", _STATEMENT_FIRST_GROUPS)
        page.table("group", columns, group_rows(application, _fields), end + 1)
    return Made(to_bytes(mapping), to_bytes(structure), cells)


Layout = Callable[[MadeApplication, Standard | None], Made]
LAYOUTS: Mapping[str, Layout] = {
    "template": in_template,
    "university": in_university_style,
    "statement_first": in_statement_first_style,
}

MAPPING_LABELS = {
    "standard": "Occupational standard reference", "standard_title": "Standard title", "version": "Version",
    "option": "Option", "route": "Occupational route",
    "title": "Programme title", "level": "FHEQ level", "award_type": "Award type",
    "awarding_body": "Awarding institution", "regulator": "Regulator", "number": "Qualification number",
    "total_credits": "Total credits", "glh": "Guided learning hours", "tqt": "Total notional hours",
    "holder": "Intellectual property holder", "permission": "Permission from the holder",
    "first_teaching": "First teaching",
}  # fmt: skip
_UNIVERSITY_CLAIMS: tuple[Column, ...] = (
    ("ksb", "KSB ref"), ("statement", "KSB description"), ("units", "Module(s)"), ("outcomes", "Learning outcome(s)"),
    ("coverage", "Extent of\ncoverage"), ("reason", "Rationale"), ("assessment", "Assessment method"),
)  # fmt: skip
_UNIVERSITY_UNITS: tuple[Column, ...] = (
    ("code", "Module code"), ("title", "Module title"), ("level", "FHEQ level"), ("credits", "CATS"),
    ("glh", "Contact hours"), ("tqt", "Notional hours"), ("status", "Core or Option"), ("pathway", "Pathway"),
    ("group", "Option group"), ("required_first", "Pre-requisites"), ("not_with", "Barred combinations"),
    ("assessment", "Assessment (weighting)"), ("outcomes", "Learning outcomes"),
)  # fmt: skip
_UNIVERSITY_GROUPS: tuple[Column, ...] = (
    ("name", "Option group"), ("pathway", "Pathway"), ("choose", "Choose"), ("minimum", "Minimum"),
    ("maximum", "Maximum"),
)  # fmt: skip
_STATEMENT_FIRST_CLAIMS: tuple[Column, ...] = (
    ("statement", "Knowledge, skill or behaviour"), ("coverage", "Coverage (F/P/N)"), ("units", "Where covered"),
    ("reason", "Rationale"), ("outcomes", "LOs"), ("assessment", "How assessed"), ("ksb", "KSB code"),
)  # fmt: skip
_STATEMENT_FIRST_UNITS: tuple[Column, ...] = (
    ("title", "Unit title"), ("code", "Unit no."), ("status", "Mandatory/Optional"), ("credits", "Credit value"),
    ("level", "Level"), ("glh", "GLH"), ("assessment", "Assessment"), ("group", "Option group"), ("pathway", "Pathway"),
    ("required_first", "Required first"), ("not_with", "Not with"), ("outcomes", "Learning outcomes"),
)  # fmt: skip
_STATEMENT_FIRST_GROUPS: tuple[Column, ...] = (
    ("name", "Option group"), ("choose", "Units or credits"), ("minimum", "Min"),
    ("maximum", "Max"), ("pathway", "Pathway"),
)  # fmt: skip


@cache
def _mapping_issued(standard: Standard | None, option: str) -> bytes:
    """The mapping template as openpyxl opens it, pickled: that is read again in a tenth of the time."""
    issued = mapping_template(standard, option) if standard else blank_mapping_template()
    return pickle.dumps(load_workbook(BytesIO(issued)))


@cache
def _structure_issued() -> bytes:
    """The structure template in the same way."""
    return pickle.dumps(load_workbook(BytesIO(structure_template())))


def _with_more(application: MadeApplication, columns: Sequence[Column]) -> list[Column]:
    """The columns of the mapping, with those that only some mappings have where a row fills them."""
    used = {name for name, _ in MORE_CLAIM_COLUMNS for row in application.claims if getattr(row, name) is not None}
    return [*columns, *(column for column in MORE_CLAIM_COLUMNS if column[0] in used)]


def _fields(record: ClaimRow | UnitRow | GroupRow) -> Mapping[str, Value]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _in_words(value: Value, words: Mapping[str, str]) -> Value:
    """A value in a layout's own words; anything it has no word for stays as it is."""
    return words.get(value, value) if isinstance(value, str) else value


def _one_sheet(book: Book, name: str, cells: dict[Place, Location]) -> tuple[Workbook, Page]:
    workbook = new_workbook("")
    return workbook, Page(book, workbook.create_sheet(name), cells)


def _title_block(page: Page, heading: str, table: str, application: MadeApplication, width: int) -> int:
    """A merged heading, then labels with merged answers. Returns the row where the table may begin."""
    names = MAPPING_ITEMS if page.book is Book.MAPPING else STRUCTURE_ITEMS
    values = application.mapping_details if page.book is Book.MAPPING else application.structure_details
    page.put(1, 1, heading)
    page.sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    end = page.details(table, [(name, MAPPING_LABELS[name]) for name in names], values, 3)
    for row in range(3, end):
        page.sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)
    return end + 1


def _under_headings(rows: Sequence[tuple[str, Mapping[str, Value]]], *, spaced: bool) -> list[Row]:
    """The rows with "Knowledge", "Skills" and "Behaviours" above them, and a blank row before each but the first.

    A row alone among another kind is given no heading of its own.
    """
    arranged: list[Row] = []
    kind = ""
    for at, row in enumerate(rows):
        alone = kind and kind == (rows[at + 1][0][0] if at + 1 < len(rows) else "")
        if row[0][0] != kind and not alone:
            kind = row[0][0]
            arranged += [""] if spaced and arranged else []
            arranged.append(KINDS.get(kind, "Other"))
        arranged.append(row)
    return arranged
