"""What a workbook holds besides its values: seen in real files, and no more than is there."""

from collections.abc import Callable
from io import BytesIO
from itertools import zip_longest

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from htq_core import Book, Source, check
from htq_core.export.annotated import annotate
from htq_core.model.problem import ProblemKind
from htq_core.model.remark import Remark, RemarkKind
from htq_core.reading import Reading, read_application
from htq_core.reading.personal import emails_in, phones_in
from htq_core.reading.workbook import open_workbook
from htq_core.standards.library import builtin_library
from htq_core.templates.mapping import blank_mapping_template, mapping_template
from htq_core.templates.structure import structure_template
from tests.hostile.packing import link, relationships, workbook, workbook_parts, zipped
from tests.hostile.packing import sheet as as_xml
from tests.making.samples import FOLDER
from tests.reading.grids import sheet

ROWS = [
    ["KSB", "Statement", "Coverage", "Units", "Reason"],
    ["K1", "Know how to plan", "Full", "U1", None],
    ["K2", "Know how to ask", "Full", "U2", None],
    ["S1", "Plan", "Partial", "U2", "Learned at work"],
    ["B1", "Be open", "Full", "U1", None],
]
GREEN, RED, GREY = (PatternFill("solid", fgColor=colour) for colour in ("92D050", "FF0000", "EEEEEE"))


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def mapping(change: Callable[[Worksheet], None] = lambda page: None) -> bytes:
    book = Workbook()
    page: Worksheet = book.active
    page.title = "Map"
    for row in ROWS:
        page.append(row)
    change(page)
    return saved(book)


def reading(data: bytes) -> Reading:
    return read_application(open_workbook(data, "mapping.xlsx", Book.MAPPING), None)


def seen(change: Callable[[Worksheet], None]) -> list[tuple[RemarkKind, list[str], str]]:
    return [told(remark) for remark in reading(mapping(change)).remarks]


def told(remark: Remark) -> tuple[RemarkKind, list[str], str]:
    return remark.kind, [str(place) for place in remark.where], remark.what


def test_a_plain_mapping_shows_nothing_else() -> None:
    assert reading(mapping()).remarks == ()


def test_hidden_rows_with_a_record_are_told() -> None:
    def change(page: Worksheet) -> None:
        for row in (1, 3, 4, 9):
            page.row_dimensions[row].hidden = True

    assert seen(change) == [(RemarkKind.HIDDEN_ROWS, ["Map!A3", "Map!A4"], "")]


def test_hidden_columns_that_were_read_are_told() -> None:
    def change(page: Worksheet) -> None:
        for letter in ("E", "J"):
            page.column_dimensions[letter].hidden = True

    assert seen(change) == [(RemarkKind.HIDDEN_COLUMNS, ["Map!E1"], "")]


def test_a_hidden_sheet_matters_when_it_holds_a_table() -> None:
    def change(page: Worksheet) -> None:
        book = page.parent
        for title, rows in (("Old", ROWS), ("Choices", [["Full"], ["Partial"]])):
            other = book.create_sheet(title)
            other.sheet_state = "hidden"
            for row in rows:
                other.append(row)

    assert seen(change) == [
        (RemarkKind.HIDDEN_SHEET, ["Old"], ""),
        (RemarkKind.UNREAD_SHEET, ["Choices"], "Choices"),
    ]


@pytest.mark.parametrize(
    ("area", "kind"),
    [("D2:D3", RemarkKind.MERGED), ("D2:E3", RemarkKind.MERGED_AND_LEFT), ("A2:A3", RemarkKind.MERGED)],
)
def test_a_value_merged_over_rows_is_told(area: str, kind: RemarkKind) -> None:
    field = "units" if area[0] == "D" else "ksb"
    assert seen(lambda page: page.merge_cells(area)) == [(kind, [f"Map!{area[:2]}"], field)]


@pytest.mark.parametrize("area", ["D2:E2", "E2:E3", "A6:E7", "G2:G4"])
def test_other_merged_areas_leave_no_doubt(area: str) -> None:
    assert seen(lambda page: page.merge_cells(area)) == []


def test_comments_are_told_and_empty_ones_are_not() -> None:
    def change(page: Worksheet) -> None:
        page["C2"].comment = Comment("Only from next year", "Jo")
        page["C3"].comment = Comment("  ", "Jo")

    assert seen(change) == [(RemarkKind.COMMENT, ["Map!C2"], "Only from next year")]


def test_a_thread_stands_for_the_comment_beside_it() -> None:
    name = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    told = "".join(f'<threadedComment ref="A1" id="{n}"><text>{t}</text></threadedComment>' for n, t in enumerate("?!"))
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            link("r1", "comments", "../comments1.xml"), link("r2", "threadedComment", "../threadedComments/t1.xml")
        ),
        "xl/comments1.xml": f'<comments xmlns="{main}"><commentList><comment ref="A1"><text><t>[Threaded comment]</t>'
        f'</text></comment><comment ref="B2"><text><t>note</t></text></comment></commentList></comments>',
        "xl/threadedComments/t1.xml": f'<ThreadedComments xmlns="{name}">{told}</ThreadedComments>',
    }
    (page,) = open_workbook(zipped(workbook_parts(more=more)), "a.xlsx", Book.MAPPING).sheets
    assert page.comments == {"A1": "?\n!", "B2": "note"}


def test_sheets_and_columns_that_were_not_read_are_told() -> None:
    def change(page: Worksheet) -> None:
        page.parent.create_sheet("Staff")["B2"] = "Who teaches what"
        page.parent.create_sheet("Empty")
        page["F1"], page["F3"], page["G1"], page["H5"], page["K30"] = "Owner", "Jo", "Free", "more", "note far below"

    assert seen(change) == [
        (RemarkKind.UNREAD_COLUMN, ["Map!F1"], "Owner"),
        (RemarkKind.UNREAD_COLUMN, ["Map!H1"], "column H"),
        (RemarkKind.UNREAD_SHEET, ["Staff"], "Staff"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ask jo.bloggs@example.ac.uk", True),
        ("<mailto:JO@EXAMPLE.AC.UK>", True),
        ("Portfolio @ 60%", False),
        ("a@b", False),
    ],
)
def test_email_addresses_are_known(text: str, told: bool) -> None:
    assert list(emails_in(sheet("Map", [[text]])).values()) == ([["A1"]] if told else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0161 496 0123", True),
        ("(020) 7946 0123", True),
        ("tel. 07700 900123", True),
        ("+44 (0)1632 960 123", True),
        ("+44 7700 900123", True),
        ("+1 (202) 555-0123", True),
        ("0800 123 456", True),
        ("603/1234/5", False),
        ("60312345678", False),
        ("10007774", False),
        ("0123 456", False),
        ("ISBN 0131103628", False),
        ("01.09.2026 - 01.09.2027", False),
        ("120 credits, 1200 hours", False),
        ("LO1 LO2 LO3 LO4 LO5", False),
        ("0.60 0.40 0.25 0.75", False),
        ("00000000000", False),
    ],
)
def test_telephone_numbers_are_known(text: str, told: bool) -> None:
    assert phones_in(sheet("Map", [[text]])) == (["A1"] if told else [])


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("'[Costs.xlsx]Sheet 1'!A1", True),
        ("SUM('C:\\Work\\[Costs.xlsx]Sheet1'!$A$1:$A$9)", True),
        ("[1]Sheet1!A1", True),
        ("1+[2]!Total", True),
        ("Units[Credits]", False),
        ("SUM(Units[Credits])+Sheet2!A1", False),
        ("Units[Credits]+'Sheet 2'!A1", False),
        ('"[x]y!z"', False),
        ("'Sheet 2'!A1", False),
    ],
)
def test_formulas_that_point_to_other_workbooks_are_known(formula: str, told: bool) -> None:
    rows = f'<row r="1"><c r="A1"><f>{formula.replace("&", "&amp;")}</f><v>20</v></c></row>'
    grid = open_workbook(workbook(as_xml(rows)), "a.xlsx", Book.MAPPING)
    assert grid.sheets[0].linked == (("A1",) if told else ())
    assert grid.linked is told
    assert grid.sheets[0].rows[1][1].text == "20"


def test_macros_and_links_outside_cells_are_told() -> None:
    parts = workbook_parts()
    linked = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        link("m", "vbaProject", "vbaProject.bin")
        + link("e", "externalLink", "externalLinks/e1.xml")
        + "</Relationships>",
    )
    more = {"xl/_rels/workbook.xml.rels": linked, "xl/vbaProject.bin": b"\0", "xl/externalLinks/e1.xml": "<a/>"}
    grid = open_workbook(zipped(parts | more), "a.xlsm", Book.MAPPING)
    assert (grid.macros, grid.linked) == (True, True)


# Colour


def coloured(change: Callable[[Worksheet], None]) -> list[tuple[str, list[str]]]:
    problems = reading(mapping(change)).problems
    return [(p.field, [w.cell for w in p.where]) for p in problems if p.kind is ProblemKind.SHOWN_BY_COLOUR]


def blanked(page: Worksheet, *fills: PatternFill | None, column: str = "C") -> None:
    """Take the text out of a column, row by row, and colour the cell instead."""
    for row, fill in enumerate(fills, start=2):
        if fill:
            page[f"{column}{row}"].value = None
            page[f"{column}{row}"].fill = fill


@pytest.mark.parametrize("fills", [(GREEN,), (GREEN, RED), (GREEN, GREEN, GREEN, GREEN)])
def test_coverage_by_colour_is_told(fills: tuple[PatternFill, ...]) -> None:
    cells = [f"C{row}" for row in range(2, 2 + len(fills))]
    assert coloured(lambda page: blanked(page, *fills)) == [("coverage", cells)]


def test_units_by_colour_are_told_where_there_is_no_coverage_in_words() -> None:
    def change(page: Worksheet) -> None:
        blanked(page, GREEN, RED, column="D")
        page["C2"].value = page["C3"].value = None

    assert coloured(change) == [("units", ["D2", "D3"])]


def test_colour_beside_words_is_decoration() -> None:
    def change(page: Worksheet) -> None:
        for row, fill in enumerate((GREEN, GREEN, RED, GREEN), start=2):
            page[f"C{row}"].fill = fill
            page[f"D{row}"].value, page[f"D{row}"].fill = None, GREY if row % 2 else RED

    assert coloured(change) == []


def test_colour_of_a_whole_row_is_decoration() -> None:
    def change(page: Worksheet) -> None:
        for row in (2, 4):
            for cell in page[row]:
                cell.fill = GREY
            page[f"C{row}"].value = None

    assert coloured(change) == []


def test_white_is_no_colour() -> None:
    white = PatternFill("solid", fgColor="FFFFFF")
    assert coloured(lambda page: blanked(page, white, None, white)) == []


def test_a_mapping_by_colour_is_filled_in() -> None:
    def change(page: Worksheet) -> None:
        blanked(page, GREEN, RED, GREEN, RED)
        for row in range(2, 6):
            page[f"D{row}"].value = page[f"E{row}"].value = None

    assert [p.kind for p in reading(mapping(change)).problems] == [ProblemKind.SHOWN_BY_COLOUR]


MATRIX = (
    ("KSB", "Statement", "U1", "U2", "U3"), ("K1", "How blood moves"), ("K2", "How records are kept"),
    ("S1", "Take a pulse"), ("B1", "Be kind"),
)  # fmt: skip


def crossed(texts: dict[str, str], fills: dict[str, PatternFill], *, across: bool = False) -> list[list[str]]:
    """The problems, as cells, of a matrix with these marks and colours: of colour alone, or there is another."""
    book = Workbook()
    page = book.worksheets[0]
    for row in MATRIX if not across else zip_longest(*([row[0], *row[2:]] for row in MATRIX)):
        page.append(row)
    for cell, text in texts.items():
        page[cell].value = text
    for cell, fill in fills.items():
        page[cell].fill = fill
    problems = reading(saved(book)).problems
    return [[w.cell for w in p.where] if p.kind is ProblemKind.SHOWN_BY_COLOUR else [p.kind] for p in problems]


def test_a_matrix_by_colour_is_told_as_that_and_not_as_missing_columns() -> None:
    fills = {"C2": GREEN, "D3": GREEN, "E4": RED, "C5": GREEN}
    assert crossed({}, fills) == [["C2", "D3", "E4", "C5"]]
    assert crossed({}, {"B2": GREEN, "C3": GREEN, "D4": RED}, across=True) == [["B2", "C3", "D4"]]


def test_colour_in_a_matrix_of_marks_is_told_where_marks_of_that_colour_stand() -> None:
    texts = {"C2": "F", "D2": "P", "C3": "F", "E4": "P", "D5": "F", "E5": "F"}
    assert crossed(texts, {"C2": GREEN, "D3": GREEN, "E3": GREY, "C4": GREEN}) == [["D3", "C4"]]
    assert crossed(texts, dict.fromkeys(texts, GREEN)) == []
    assert crossed(texts, dict.fromkeys(("A4", "B4", "C4", "D4", "E4"), GREY)) == []


# Ours


def test_our_templates_show_nothing_else() -> None:
    standard = builtin_library().get("ST9001")
    assert standard
    for issued in (mapping_template(standard), blank_mapping_template()):
        read = read_application(
            open_workbook(issued, "m.xlsx", Book.MAPPING), open_workbook(structure_template(), "s.xlsx", Book.STRUCTURE)
        )
        assert read.remarks == ()
        assert [p for p in read.problems if p.kind is ProblemKind.SHOWN_BY_COLOUR] == []


def test_an_annotated_copy_gives_the_same_findings_again() -> None:
    folder = FOLDER / "more_flaws" / "hard_to_see"
    mapping, structure = (Source(f"{b}.xlsx", (folder / f"{b}.xlsx").read_bytes()) for b in Book)
    report = check(mapping, structure)
    copies = [Source("copy.xlsx", data) for data in annotate(report, mapping, structure).values()]
    again = check(*copies)
    assert {f.rule for f in report.findings if f.rule > "READ-07" and f.rule.startswith("READ")} == {
        f"READ-{number:02}" for number in range(8, 15)
    }
    assert again.findings == report.findings
