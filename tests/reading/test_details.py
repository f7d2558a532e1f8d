"""The facts around the tables, wherever they stand."""

import pytest

from htq_core.model.problem import ProblemKind
from htq_core.model.records import Details
from htq_core.reading import read_mapping, read_structure
from htq_core.reading.grid import Sheet
from tests.reading.grids import mapping_grid, sheet, structure_grid

HEADER = ["Unit code", "Unit title", "Level", "Credits", "Status"]
UNIT = ["U1", "Anatomy", 4, 20, "Core"]
UNITS = sheet("Units", [HEADER, UNIT])

LABELS = {
    "title": "Qualification title|Programme title|Course title|Name of award|Programme title:|QUALIFICATION TITLE",
    "level": "Qualification level|FHEQ level|Level|Level of award|RQF level",
    "award_type": "Award type|Type of award|Award",
    "awarding_body": "Awarding body|Awarding institution|Validating body|Awarding body / organisation",
    "regulator": "Regulator|Regulated by",
    "number": "Qualification number|QAN|Ofqual number",
    "total_credits": "Total credits|Credits required|Total CATS|Credit total|Credits",
    "glh": "Guided learning hours|GLH|Guided learning hours (GLH)|Contact hours",
    "tqt": "Total qualification time|TQT|Notional hours",
    "holder": "Intellectual property holder|IP holder",
    "permission": "Permission from the holder|Permission",
    "first_teaching": "Planned first teaching|First teaching|Start date",
    "standard": "Occupational standard|Apprenticeship standard|Occupational standard (ST reference)|Standard reference",
    "standard_title": "Standard title|Occupation",
    "version": "Standard version|Version",
    "option": "Option|Standard option",
    "route": "Occupational route|Route",
}


def details_of(*sheets: Sheet) -> Details:
    structure, problems = read_structure(structure_grid(*sheets, UNITS))
    assert structure is not None
    assert problems == []
    return structure.details


@pytest.mark.parametrize(
    ("name", "label"), [(name, label) for name, labels in LABELS.items() for label in labels.split("|")]
)
def test_a_label_is_recognised_by_any_of_its_names(name: str, label: str) -> None:
    details = details_of(sheet("Qualification", [[label, 4]]))
    assert details.text(name) == "4"
    assert str(details.at(name)) == "Qualification!B1"


def test_the_templates_labels_are_all_known() -> None:
    items = [label.split("|")[0] for label in LABELS.values()]
    details = details_of(sheet("Qualification", [["Item", "Answer"], *[[item] for item in items]]))
    assert details.values == {}
    assert [str(details.at(name)) for name in LABELS] == [f"Qualification!B{row}" for row in range(2, len(items) + 2)]


@pytest.mark.parametrize(
    ("rows", "merged", "where"),
    [
        ([["Title", "HND Care"]], [], "B1"),
        ([["Title", None, "HND Care"]], [(1, 1, 1, 2)], "C1"),
        ([["Title", None, "HND Care"]], [], "C1"),
        ([["Title: HND Care"]], [], "A1"),
        ([["Level 5 award\nTitle: HND Care"]], [], "A1"),
        ([["Title", "Level"], ["HND Care", 5]], [], "A2"),
        ([["Title", "HND Care", "Level", 5]], [], "B1"),
        ([["Title"], ["Title", "HND Care"]], [], "B2"),
    ],
)
def test_an_answer_stands_beside_its_label(
    rows: list[list[object]], merged: list[tuple[int, int, int, int]], where: str
) -> None:
    details = details_of(sheet("Qualification", rows, merged=merged))
    assert (details.text("title"), str(details.at("title"))) == ("HND Care", f"Qualification!{where}")


def test_a_blank_answer_is_the_cell_that_should_hold_it() -> None:
    details = details_of(sheet("Qualification", [["Title", None, "Level", 5], ["Regulator"]], merged=[(2, 1, 2, 3)]))
    assert (str(details.at("title")), details.said("title")) == ("Qualification!B1", "")
    assert str(details.at("regulator")) == "Qualification!D2"
    assert details.at("option") is None


def test_a_title_block_may_stand_above_the_table() -> None:
    rows = [
        ["HND Care"],
        ["Level:", 5],
        ["Total CATS: 240"],
        [],
        HEADER,
        UNIT,
        ["Total", None, None, 20],
        [],
        ["Version", "1.1"],
    ]
    structure, problems = read_structure(structure_grid(sheet("Structure", rows)))
    assert structure is not None
    assert (structure.details.values, problems) == ({"level": 5.0, "total_credits": 240.0, "version": "1.1"}, [])


def test_the_tables_own_cells_are_no_labels() -> None:
    rows = [HEADER, ["U1", "Option", 4, 20, "Core"], ["U2", "Permission", 4, 20, "Core"]]
    structure, _ = read_structure(
        structure_grid(
            sheet("Units", rows),
            sheet("Groups", [["Option group", "Pathway", "Choose"], ["Option", "Route", "2 units"]]),
        )
    )
    assert structure is not None
    assert structure.details.entries == {}


def test_sheets_that_explain_answer_nothing() -> None:
    assert details_of(sheet("Instructions", [["Qualification title", "Write it as on the certificate"]])).entries == {}


def test_text_that_only_contains_a_label_is_no_label() -> None:
    assert (
        details_of(sheet("Qualification", [["The title of this course is new", "x"], ["See: version 2", "y"]])).entries
        == {}
    )


def test_the_standard_is_kept_as_written() -> None:
    rows = [["Occupational standard", "ST0827 Nursing associate v1.1"]]
    mapping, _ = read_mapping(
        mapping_grid(sheet("Standard", rows), sheet("Map", [["KSB", "Coverage", "Units"], ["K1", "Full", "U1"]]))
    )
    assert mapping is not None
    assert mapping.details.text("standard") == "ST0827 Nursing associate v1.1"


@pytest.mark.parametrize(
    ("label", "answer", "kind"),
    [
        ("Qualification level", "high", ProblemKind.NOT_UNDERSTOOD),
        ("Total credits", "two hundred", ProblemKind.NOT_UNDERSTOOD),
        ("GLH", "many", ProblemKind.NOT_UNDERSTOOD),
        ("Qualification title", "TBC", ProblemKind.PLACEHOLDER),
        ("Regulator", "[insert regulator]", ProblemKind.PLACEHOLDER),
        ("Total credits", "#REF!", ProblemKind.ERROR_CELL),
    ],
)
def test_an_answer_without_a_value_is_noted(label: str, answer: str, kind: ProblemKind) -> None:
    structure, problems = read_structure(structure_grid(sheet("Qualification", [[label, answer]]), UNITS))
    assert structure is not None
    assert [(p.kind, p.found, str(p.where[0])) for p in problems] == [(kind, answer, "Qualification!B1")]
    assert (structure.details.values, list(structure.details.entries)) == ({}, [problems[0].field])


@pytest.mark.parametrize(
    ("label", "answer", "text"),
    [("Option", "n/a", ""), ("Option", "None", ""), ("Permission", "Not applicable", "Not applicable")],
)
def test_nothing_is_an_answer_to_some_questions_only(label: str, answer: str, text: str) -> None:
    details = details_of(sheet("Qualification", [[label, answer]]))
    assert details.text(label.casefold()) == text
