"""The user's own workbooks back, with the findings in them."""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from htq_core import Book, ReadingChoices, Report, Source, UnreadableWorkbook, check
from htq_core.export.annotated import annotate
from htq_core.export.comments import MARK, row_and_column
from htq_core.export.package import MAIN
from htq_core.export.repaired_cells import write_repairs
from htq_core.location import FINDINGS_TITLE
from tests.export.reports import FOLDER, SAMPLES, flawed, ids, report_on, sources, wanted_ids

MAPPING, STRUCTURE = "KSB mapping with findings.xlsx", "Qualification structure with findings.xlsx"
BOOK_OF = {MAPPING: Book.MAPPING, STRUCTURE: Book.STRUCTURE}


def changed(change: Callable[[Workbook], None], sample: str = "flawed") -> tuple[Source, Source]:
    """A sample whose mapping has been changed by its user."""
    mapping, structure = sources(FOLDER / sample)
    assert mapping
    assert structure
    book = load_workbook(BytesIO(mapping.data))
    change(book)
    return Source(mapping.name, saved(book)), structure


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@cache
def annotated(mapping: Source | None, structure: Source | None) -> dict[str, bytes]:
    return annotate(check(mapping, structure), mapping, structure)


def again(copies: dict[str, bytes]) -> tuple[Source, Source]:
    return Source(MAPPING, copies[MAPPING]), Source(STRUCTURE, copies[STRUCTURE])


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    inside = parts(data)
    change(inside)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in inside.items():
            package.writestr(name, content)
    return file.getvalue()


def cells_of(sheet: bytes) -> bytes:
    """The cells of a sheet, whichever of the two ways empty elements are written in."""
    data = etree.fromstring(sheet).find(f"{{{MAIN}}}sheetData")
    return bytes(etree.tostring(data, method="c14n", exclusive=True))


def comments(sheet: Worksheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def shaded(sheet: Worksheet) -> set[str]:
    return {
        cell
        for area in sheet.conditional_formatting
        for cell in str(area.sqref).split()
        if area.rules[0].formula == ['"HTQ"="HTQ"']
    }


def places(report: Report, book: Book) -> Iterator[tuple[str, str, str]]:
    """Each place in a workbook: sheet, cell, and the finding's id."""
    for finding in report.findings:
        for where in finding.where:
            if where.book is book and where.cell:
                yield where.sheet, where.cell, finding.id


@pytest.mark.parametrize("name", [MAPPING, STRUCTURE])
def test_every_cell_with_a_finding_has_a_comment_and_is_shaded(name: str) -> None:
    book = load_workbook(BytesIO(annotated(*sources(FOLDER / "flawed"))[name]))
    wanted = list(places(flawed(), BOOK_OF[name]))
    assert wanted
    for sheet, cell, id in wanted:
        assert id in comments(book[sheet])[cell]
    for sheet in book.worksheets[1:]:
        cells = {cell for where, cell, _ in wanted if where == sheet.title}
        assert set(comments(sheet)) == cells
        assert shaded(sheet) == cells


@pytest.mark.parametrize("name", [MAPPING, STRUCTURE])
def test_the_findings_sheet_is_in_front_with_every_finding_and_links_to_the_cells(name: str) -> None:
    book = load_workbook(BytesIO(annotated(*sources(FOLDER / "flawed"))[name]))
    sheet = book.worksheets[0]
    assert (sheet.title, sheet["A1"].value, book.active.title) == ("Findings", FINDINGS_TITLE, "Findings")
    assert ids(" ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)) == wanted_ids(flawed())
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{where}'!{cell}" for where, cell, _ in places(flawed(), BOOK_OF[name])}
    assert [other.title for other in book.worksheets if other.sheet_view.tabSelected] == ["Findings"]


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_checked_again_it_gives_the_same_report_and_the_same_copy(folder: Path) -> None:
    report, (mapping, structure) = report_on(folder), sources(folder)
    copies = annotate(report, mapping, structure)
    second = tuple(
        Source(name, copies[name]) if source else None for name, source in ((MAPPING, mapping), (STRUCTURE, structure))
    )
    checked, without = check(*second), {"checked_at", "sources"}
    assert checked.model_dump(exclude=without) == report.model_dump(exclude=without)
    assert annotate(checked, *second) == copies


def test_what_has_no_findings_stays_byte_for_byte() -> None:
    mapping, structure = sources(FOLDER / "flawed")
    assert mapping
    before, after = parts(mapping.data), parts(annotated(mapping, structure)[MAPPING])
    touched = {name for name in before if before[name] != after[name]}
    marked = {"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"}
    lists = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml"}
    assert touched == marked | lists
    for name in marked:
        assert cells_of(after[name]) == cells_of(before[name])


@pytest.mark.parametrize("name", [MAPPING, STRUCTURE])
def test_values_styles_lists_widths_and_protection_stay(name: str) -> None:
    source = dict(zip((MAPPING, STRUCTURE), sources(FOLDER / "flawed"), strict=True))[name]
    assert source
    before = load_workbook(BytesIO(source.data))
    after = load_workbook(BytesIO(annotated(*sources(FOLDER / "flawed"))[name]))
    assert after.sheetnames == ["Findings", *before.sheetnames]
    for sheet in before:
        copy = after[sheet.title]
        assert [[c.value for c in row] for row in copy.iter_rows()] == [
            [c.value for c in row] for row in sheet.iter_rows()
        ]
        assert [[repr(c.fill) for c in row] for row in copy.iter_rows()] == [
            [repr(c.fill) for c in row] for row in sheet.iter_rows()
        ]
        assert [str(v.sqref) for v in copy.data_validations.dataValidation] == [
            str(v.sqref) for v in sheet.data_validations.dataValidation
        ]
        assert {k: d.width for k, d in copy.column_dimensions.items()} == {
            k: d.width for k, d in sheet.column_dimensions.items()
        }
        assert (copy.protection.sheet, copy.freeze_panes, copy.print_title_rows) == (
            sheet.protection.sheet,
            sheet.freeze_panes,
            sheet.print_title_rows,
        )


def test_the_stored_result_of_a_formula_stays() -> None:
    mapping, structure = sources(FOLDER / "flawed")
    assert mapping
    cell = b'<c r="J1"><f>1+1</f><v>2</v></c>'

    def with_formula(inside: dict[str, bytes]) -> None:
        sheet = inside["xl/worksheets/sheet3.xml"]
        assert b"</row>" in sheet
        inside["xl/worksheets/sheet3.xml"] = sheet.replace(b"</row>", cell + b"</row>", 1)

    source = Source("mapping.xlsx", repacked(mapping.data, with_formula))
    assert cell in parts(annotated(source, structure)[MAPPING])["xl/worksheets/sheet3.xml"]


def test_a_comment_of_somebody_else_stays_above_ours_and_ours_are_replaced() -> None:
    sheet, cell, _ = next(place for place in places(flawed(), Book.MAPPING) if place[0] == "KSB mapping")

    def with_comments(book: Workbook) -> None:
        book[sheet][cell].comment = Comment("Ask Priya.", "Sam")
        book[sheet]["B30"].comment = Comment("Elsewhere.", "Sam")

    copies = annotated(*changed(with_comments))
    for made in (copies, annotated(*again(copies))):
        said = comments(load_workbook(BytesIO(made[MAPPING]))[sheet])
        assert said[cell].startswith(f"Ask Priya.\n\n{MARK}\n")
        assert said[cell].count(MARK) == 1
        assert said["B30"].startswith(f"Elsewhere.\n\n{MARK}\n")
        assert said["B30"].count(MARK) == 1


def test_marks_go_when_what_they_say_is_put_right() -> None:
    mapping, structure = again(annotated(*sources(FOLDER / "flawed")))
    clean = sources(FOLDER / "clean")
    report = check(*clean).model_copy(update={"sources": check(mapping, structure).sources, "findings": ()})
    for data in annotate(report, mapping, structure).values():
        for sheet in load_workbook(BytesIO(data)).worksheets[1:]:
            assert comments(sheet) == {}
            assert shaded(sheet) == set()


def test_a_sheet_of_the_users_called_findings_stays_theirs() -> None:
    def with_sheet(book: Workbook) -> None:
        book.create_sheet("findings")["A1"] = "Mine"

    copies = annotated(*changed(with_sheet))
    book = load_workbook(BytesIO(copies[MAPPING]))
    assert book.sheetnames[0] == "Findings 2"
    assert book["findings"]["A1"].value == "Mine"
    assert load_workbook(BytesIO(annotated(*again(copies))[MAPPING])).sheetnames == book.sheetnames


def test_names_that_belong_to_a_sheet_still_do() -> None:
    def with_name(book: Workbook) -> None:
        book["KSB mapping"].defined_names.add(DefinedName("codes", attr_text="'KSB mapping'!$A$2:$A$40"))

    book = load_workbook(BytesIO(annotated(*changed(with_name))[MAPPING]))
    assert "codes" in book["KSB mapping"].defined_names
    assert book["KSB mapping"].print_title_rows == "$1:$1"


def test_the_users_own_formatting_stays_and_ours_comes_before_it() -> None:
    def with_rule(book: Workbook) -> None:
        rule = CellIsRule(operator="equal", formula=['"Full"'], fill=PatternFill("solid", bgColor="00FF00"))
        book["KSB mapping"].conditional_formatting.add("C2:C40", rule)

    sheet = load_workbook(BytesIO(annotated(*changed(with_rule))[MAPPING]))["KSB mapping"]
    priorities = {str(area.sqref): area.rules[0].priority for area in sheet.conditional_formatting}
    assert max(priorities, key=lambda area: priorities[area]) == "C2:C40"


def test_a_workbook_without_styles_or_views_can_be_marked() -> None:
    mapping, structure = sources(FOLDER / "flawed")
    assert mapping

    def bare(inside: dict[str, bytes]) -> None:
        del inside["xl/styles.xml"]
        types = inside["[Content_Types].xml"].decode()
        start = types.index('<Override PartName="/xl/styles.xml"')
        inside["[Content_Types].xml"] = (types[:start] + types[types.index(">", start) + 1 :]).encode()
        links = inside["xl/_rels/workbook.xml.rels"].decode()
        end = links.index("/>", links.index("styles.xml")) + 2
        inside["xl/_rels/workbook.xml.rels"] = (links[: links[:end].rindex("<Relationship ")] + links[end:]).encode()
        for name in list(inside):
            if name.startswith("xl/worksheets/sheet"):
                inside[name] = inside[name].replace(b' s="', b' x="') if b"x=" not in inside[name] else inside[name]

    source = Source("mapping.xlsx", repacked(mapping.data, bare))
    inside = parts(annotated(source, structure)[MAPPING])
    assert b"HTQ readiness" in b"".join(content for name, content in inside.items() if "comments" in name)
    assert "xl/styles1.xml" in inside


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xlsx"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "xltx"),
    ],
)
def test_a_copy_keeps_its_kind_and_its_macros(kind: str, ending: str) -> None:
    mapping, structure = sources(FOLDER / "flawed")
    assert mapping

    def of_kind(inside: dict[str, bytes]) -> None:
        plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        inside["[Content_Types].xml"] = inside["[Content_Types].xml"].replace(plain, kind.encode())
        inside["xl/vbaProject.bin"] = b"macros"

    copies = annotated(Source("mapping", repacked(mapping.data, of_kind)), structure)
    name = f"KSB mapping with findings.{ending}"
    assert name in copies
    assert parts(copies[name])["xl/vbaProject.bin"] == b"macros"


def test_drawings_of_excel_stay_beside_the_boxes_of_our_comments() -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("KSB mapping")
        for column, text in enumerate(("KSB", "Coverage", "Units")):
            sheet.write(0, column, text)
        sheet.write_row(1, 0, ("K1", "", "U1"))
        sheet.insert_button("F2", {"caption": "Press"})
        sheet.write_comment("A2", "From a colleague")
    mapping = Source("mapping.xlsx", file.getvalue())
    copies = annotated(mapping, None)
    inside = parts(copies[MAPPING])
    (drawing,) = (content for name, content in inside.items() if name.endswith(".vml"))
    assert b"Press" in drawing
    found = {cell for _, cell, _ in places(check(mapping, None), Book.MAPPING)}
    assert drawing.count(b'ObjectType="Note"') == len(found | {"A2"})
    assert comments(load_workbook(BytesIO(copies[MAPPING]))["KSB mapping"])["A2"].startswith("From a colleague")
    assert annotated(Source(MAPPING, copies[MAPPING]), None) == copies


def test_a_damaged_part_that_the_check_did_not_need_is_said_to_be_damaged() -> None:
    mapping, structure = again(annotated(*sources(FOLDER / "flawed")))

    def damage(inside: dict[str, bytes]) -> None:
        inside["xl/comments1.xml"] = b"<comments>cut off"

    damaged = Source("mapping.xlsx", repacked(mapping.data, damage))
    with pytest.raises(UnreadableWorkbook) as caught:
        annotated(damaged, structure)
    assert "cut off" not in f"{caught.value.message} {caught.value.fix}"


def test_only_files_that_the_report_has_read_are_opened() -> None:
    mapping, structure = sources(FOLDER / "flawed")
    assert mapping
    wrong = Source("structure.xlsx", b"%PDF-1.7")
    assert set(annotated(mapping, wrong)) == {MAPPING}
    other = Source("mapping.xlsx", mapping.data + b"\0")
    assert set(annotate(check(mapping, structure), other, structure)) == {STRUCTURE}
    assert annotate(flawed(), None, None) == {}


def test_hostile_text_stays_text() -> None:
    def with_text(book: Workbook) -> None:
        sheet = book["KSB mapping"]
        for cell, text in (("C5", "=cmd|' /C calc'!A0"), ("C6", "</t></is><f>1+1</f>")):
            sheet[cell].value, sheet[cell].data_type = text, "s"

    copies = annotated(*changed(with_text))
    front = load_workbook(BytesIO(copies[MAPPING])).worksheets[0]
    assert {cell.data_type for row in front.iter_rows() for cell in row if cell.value is not None} == {"s"}
    said = " ".join(str(cell.value) for row in front.iter_rows() for cell in row)
    assert "</t></is><f>1+1</f>" in said


@pytest.mark.parametrize(
    ("cell", "at"), [("A1", (0, 0)), ("Z9", (8, 25)), ("AA10", (9, 26)), ("XFD1048576", (1048575, 16383))]
)
def test_addresses_are_counted_from_nought(cell: str, at: tuple[int, int]) -> None:
    assert row_and_column(cell) == at


# What values were said to mean


def with_odd_values(book: Workbook) -> None:
    """A word for coverage that nobody knows, alone in a cell and in a formula."""
    page = book["KSB mapping"]
    column = next(cell.column_letter for row in page.iter_rows() for cell in row if cell.value == "Coverage")
    full = [cell for cell in page[column] if cell.value == "Full"]
    full[0].value = full[1].value = "Quite so"
    full[2].value = "Quite  SO"


MEANT = ReadingChoices(repairs={"coverage": {"Quite so": "Full"}})


def test_what_values_mean_is_written_into_the_copy_only_when_asked() -> None:
    mapping, structure = changed(with_odd_values)
    report = check(mapping, structure, columns=MEANT)
    plain = annotate(report, mapping, structure)
    assert check(*again(plain)).findings != report.findings
    repaired = annotate(report, mapping, structure, repaired=True)
    assert check(*again(repaired)).findings == report.findings
    page = load_workbook(BytesIO(repaired[MAPPING]))["KSB mapping"]
    cells = [page[repair.where.cell] for repair in report.repairs]
    assert [cell.value for cell in cells] == ["Full"] * 3
    assert all("Written as you said: “Quite" in cell.comment.text for cell in cells if cell.comment)
    assert all(cell.comment for cell in cells)


def test_a_number_is_written_as_one_and_a_formula_or_a_longer_text_stays() -> None:
    mapping, structure = sources(FOLDER / "clean")
    assert structure
    book = load_workbook(BytesIO(structure.data))
    page = book["Units"]
    column = next(cell.column_letter for row in page.iter_rows() for cell in row if cell.value == "Credits")
    first, second = [cell for cell in page[column] if isinstance(cell.value, int)][:2]
    number = f"{first.value}"
    first.value, second.value = "a score", "a score"
    structure = Source(structure.name, saved(book))
    report = check(mapping, structure, columns=ReadingChoices(repairs={"credits": {"a score": number}}))
    copies = annotate(report, mapping, structure, repaired=True)
    page = load_workbook(BytesIO(copies[STRUCTURE]))["Units"]
    assert [page[cell.coordinate].value for cell in (first, second)] == [int(number)] * 2
    kept = '<c r="A1" t="str"><f>B1</f><v>odd</v></c><c r="A2" t="str"><v>odd more</v></c>'
    sheet = etree.fromstring(f'<worksheet xmlns="{MAIN}">{kept}</worksheet>')
    repair = report.repairs[0].model_copy(update={"written": "odd"})
    assert write_repairs(sheet, None, dict.fromkeys(("A1", "A2"), repair)) == {}
