"""The workbooks we issue are what the contract says, and what is in them stays as it was written."""

import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from htq_core.model.ksb import kind_of
from htq_core.standards.standard import Ksb, Standard, StandardOption
from htq_core.templates.mapping import blank_mapping_template, file_name, mapping_template
from htq_core.templates.structure import FILE_NAME, structure_template

KSB_HEADERS = ["KSB", "Statement", "Coverage", "Units", "Learning outcomes", "How assessed", "Reason if not full"]
STANDARD_ITEMS = [
    "Occupational standard", "Standard title", "Standard version", "Option", "Occupational route",
    "Qualification title", "Qualification level",
]  # fmt: skip
QUALIFICATION_ITEMS = [
    "Qualification title", "Qualification level", "Award type", "Awarding body", "Regulator", "Qualification number",
    "Total credits", "Guided learning hours", "Total qualification time", "Intellectual property holder",
    "Permission from the holder", "Planned first teaching", "Occupational standard", "Standard version", "Option",
    "Occupational route",
]  # fmt: skip
UNIT_HEADERS = [
    "Unit code", "Unit title", "Level", "Credits", "GLH", "Status", "Pathway", "Option group", "Assessment",
    "Learning outcomes", "Required first", "Not with",
]  # fmt: skip
GROUP_HEADERS = ["Option group", "Pathway", "Choose", "Minimum", "Maximum"]
TEXTS = {
    "K1": "How the work is planned",
    "K2": "=HYPERLINK(\"http://example.org\")",
    "K10": "+ first bullet",
    "S1": "- measure\n\tand record\u000b it",
    "S2": "@SUM(A1)",
    "B1": "#N/A",
}  # fmt: skip


def standard(illustrative: bool = True) -> Standard:
    return Standard(
        reference="ST9077",
        version="1.1",
        title="Lock keeper",
        level=4,
        route="Transport and logistics",
        status="Approved for delivery",
        ksbs=tuple(Ksb(code, kind_of(code), text, text.casefold()) for code, text in TEXTS.items()),
        options=(StandardOption("Canal", frozenset({"K10"})), StandardOption("River: upper/lower", frozenset({"S2"}))),
        core_and_options=True,
        core_codes=frozenset({"K1", "K2", "S1", "B1"}),
        illustrative=illustrative,
    )


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def column(sheet: Worksheet, letter: str, last: int) -> list[object]:
    return [sheet[f"{letter}{row}"].value for row in range(2, last + 1)]


def headers(sheet: Worksheet) -> list[object]:
    return [cell.value for cell in sheet[1]]


def lists(sheet: Worksheet) -> dict[str, str]:
    """The choices offered, by the cells that offer them."""
    return {str(offer.sqref): str(offer.formula1).strip('"') for offer in sheet.data_validations.dataValidation}


def said(sheet: Worksheet) -> str:
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def test_mapping_has_the_sheets_and_items_of_the_contract() -> None:
    book = opened(mapping_template(standard()))
    assert book.sheetnames == ["Instructions", "Standard", "KSB mapping"]
    assert headers(book["Standard"]) == ["Item", "Answer"]
    assert column(book["Standard"], "A", 8) == STANDARD_ITEMS
    assert headers(book["KSB mapping"]) == KSB_HEADERS


def test_mapping_names_the_standard_and_leaves_the_qualification_to_the_user() -> None:
    answers = column(opened(mapping_template(standard(), "Canal"))["Standard"], "B", 8)
    assert answers == ["ST9077", "Lock keeper", "1.1", "Canal", "Transport and logistics", None, None]


def test_mapping_has_a_row_for_each_ksb_and_each_stays_text() -> None:
    sheet = opened(mapping_template(standard()))["KSB mapping"]
    assert column(sheet, "A", 7) == list(TEXTS)
    assert column(sheet, "B", 7) == [text.replace("\u000b", "") for text in TEXTS.values()]
    assert {sheet[f"B{row}"].data_type for row in range(2, 8)} == {"s"}
    assert [sheet[f"B{row}"].quotePrefix for row in range(2, 8)] == [False, True, True, True, True, False]
    assert column(sheet, "A", 400)[6:] == [None] * 393


def test_mapping_for_an_option_has_the_core_and_that_options_ksbs() -> None:
    sheet = opened(mapping_template(standard(), "Canal"))["KSB mapping"]
    assert column(sheet, "A", 7) == ["K1", "K2", "K10", "S1", "B1", None]


def test_no_formula_is_stored_anywhere() -> None:
    for data in (mapping_template(standard()), blank_mapping_template("=1+1", "@x"), structure_template()):
        with ZipFile(BytesIO(data)) as package:
            sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")]
        assert sheets
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_mapping_offers_the_three_coverages_over_every_row() -> None:
    book = opened(mapping_template(standard()))
    assert lists(book["KSB mapping"]) == {"C2:C301": "Full,Partial,Not covered"}
    assert lists(book["Standard"]) == {"B5": "Canal,River: upper/lower", "B8": "4,5"}


def test_options_that_would_break_the_list_are_not_offered() -> None:
    many = tuple(StandardOption(f"An option with a long title, number {n}", None) for n in range(9))
    awkward = Standard("ST9078", "1.0", "T", 4, "Digital", "Approved for delivery", (), many)
    assert lists(opened(mapping_template(awkward))["Standard"]) == {"B8": "4,5"}


def test_codes_and_statements_are_locked_and_the_rest_is_open() -> None:
    sheet = opened(mapping_template(standard()))["KSB mapping"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for letter in "ABCDEFG":
        assert sheet[f"{letter}3"].protection.locked is (letter in "AB")
        assert sheet.column_dimensions[letter].protection.locked is False


@pytest.mark.parametrize("allowed", ["formatColumns", "formatRows", "insertRows", "sort", "autoFilter"])
def test_protection_allows_ordinary_work(allowed: str) -> None:
    for book in (opened(mapping_template(standard())), opened(structure_template())):
        assert all(getattr(sheet.protection, allowed) is False for sheet in book.worksheets)


def test_prefilled_answers_are_locked_and_empty_ones_are_open() -> None:
    sheet = opened(mapping_template(standard()))["Standard"]
    assert [sheet[f"B{row}"].protection.locked for row in range(2, 9)] == [True, True, True, False, True, False, False]


def test_blank_mapping_has_open_empty_rows() -> None:
    book = opened(blank_mapping_template("ST0827", "Some title", "1.0"))
    sheet = book["KSB mapping"]
    assert column(book["Standard"], "B", 8) == ["ST0827", "Some title", "1.0", None, None, None, None]
    assert headers(sheet) == KSB_HEADERS
    assert sheet.max_row == 1
    assert not any(sheet.column_dimensions[letter].protection.locked for letter in "AB")
    assert "Copy each KSB" in said(book["Instructions"])


def test_structure_has_the_sheets_and_columns_of_the_contract() -> None:
    book = opened(structure_template())
    assert book.sheetnames == ["Instructions", "Qualification", "Units", "Option groups"]
    assert headers(book["Qualification"]) == ["Item", "Answer"]
    assert column(book["Qualification"], "A", 17) == QUALIFICATION_ITEMS
    assert headers(book["Units"]) == UNIT_HEADERS
    assert headers(book["Option groups"]) == GROUP_HEADERS


def test_structure_offers_status_and_measure() -> None:
    book = opened(structure_template())
    assert lists(book["Units"])["F2:F301"] == "Mandatory,Optional"
    assert lists(book["Option groups"]) == {"C2:C301": "units,credits"}
    assert lists(book["Qualification"])["B3"] == "4,5"


def test_a_unit_at_another_level_can_still_be_typed() -> None:
    offers = opened(structure_template())["Units"].data_validations.dataValidation
    assert {str(offer.sqref): offer.showErrorMessage for offer in offers} == {"C2:C301": False, "F2:F301": True}


def test_every_table_keeps_its_header_in_view_and_prints_on_one_page_across() -> None:
    for book in (opened(mapping_template(standard())), opened(structure_template())):
        for sheet in book.worksheets[1:]:
            assert sheet.freeze_panes == "A2"
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.page_setup.orientation == "landscape"
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
            assert min(widths) >= 8
            assert sheet["B2"].alignment.wrap_text or sheet.column_dimensions["B"].alignment.wrap_text


def test_instructions_say_whose_template_it_is() -> None:
    for data in (mapping_template(standard()), blank_mapping_template(), structure_template()):
        assert "It is not the official template." in said(opened(data)["Instructions"])


def test_instructions_explain_every_column_to_fill_in() -> None:
    text = said(opened(mapping_template(standard()))["Instructions"])
    assert all(f"Under {header}" in text for header in KSB_HEADERS[2:])
    text = said(opened(structure_template())["Instructions"])
    assert all(header in text for header in [*UNIT_HEADERS[2:], *GROUP_HEADERS])


@pytest.mark.parametrize(("illustrative", "marked"), [(True, "is illustrative"), (False, "Open Government Licence")])
def test_an_illustrative_standard_is_marked_and_a_published_one_credited(illustrative: bool, marked: str) -> None:
    texts = {made: said(opened(mapping_template(standard(made)))["Instructions"]) for made in (True, False)}
    assert marked in texts[illustrative]
    assert marked not in texts[not illustrative]


def test_same_content_gives_the_same_bytes_without_times_or_people() -> None:
    for make in (lambda: mapping_template(standard()), structure_template):
        with ZipFile(BytesIO(make())) as package:
            properties = package.read("docProps/core.xml")
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert make() == make()
        assert b"dcterms" not in properties.replace(b"xmlns:dcterms", b"")
        assert b">HTQ readiness checker</dc:creator>" in properties
        assert b"lastModifiedBy" not in properties


def test_nothing_goes_through_a_temporary_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert opened(mapping_template(standard())).sheetnames
    assert opened(structure_template()).sheetnames


def test_files_are_named_after_the_standard() -> None:
    assert file_name(standard()) == "KSB mapping - ST9077 v1.1.xlsx"
    assert file_name(standard(), "River: upper/lower") == "KSB mapping - ST9077 v1.1 - River upperlower.xlsx"
    assert FILE_NAME == "Qualification structure.xlsx"
