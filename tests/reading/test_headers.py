"""Which column holds what, by its header."""

import pytest

from htq_core.model.read_as import Shape
from htq_core.reading.headers import words
from htq_core.reading.layout import DETAIL_LABELS, GROUP_COLUMNS, MAPPING_COLUMNS, UNIT_COLUMNS, Column, names
from htq_core.reading.survey import GROUP_HEADERS, MAPPING_HEADERS, UNIT_HEADERS, survey
from tests.reading.grids import mapping_grid, sheet, structure_grid

MAPPING = {
    "ksb": "KSB code|KSB ref|KSB reference|KSB number|KSB No.|Ref|Ref.|Code|ID|KSB|KSBs",
    "statement": "Statement|KSB statement|Description|Detail|Details|Knowledge/Skill/Behaviour|"
    "Knowledge, skills and behaviours|"
    "Knowledge, Skill, Behaviour (KSB)",
    "coverage": "Coverage|COVERAGE|Covered?|Level of coverage|Extent of coverage|Full/Partial|Met|Met?|"
    "Full / partial / none|"
    "Level of coverage (Full/Partial)|Full/Partial/Not covered|Is the KSB fully or partially covered?|"
    "level of\ncoverage",
    "full": "Full|Fully|Fully covered|Full (F)",
    "partial": "Partial|Partially covered|Partly|Partial (P)",
    "not_covered": "None|Not covered|Not met",
    "units": "Unit|Units|Unit(s)|Module|Modules|Module(s)|Unit code|Unit number|Unit title|Module code|Course|"
    "Where covered|"
    "Where is this covered?|Mapped to|Unit(s) where the KSB is covered|Covered in which unit(s)|"
    "Please state which unit(s) this KSB is covered in",
    "outcomes": "Learning outcome|Learning outcomes|Learning outcome(s)|LO|LOs|LO(s)|Outcome|Outcomes|"
    "Assessment criteria|AC",
    "comment": "Comments|Notes|Comments on coverage",
    "about_unit": "Unit level|Module leader|Module credits|Unit content",
    "reason": "Rationale|Reason|Justification|Coverage rationale|If partial please explain|If partial, please explain|"
    "Reason if not full|"
    "Rationale for partial or no coverage|Justification for partial coverage",
    "assessment": "How assessed|Assessment|Assessment method|How is this assessed?",
    "page": "Page|Page(s)|Page number",
    "duty": "Duty|Duties|Duty/duties",
    "status": "Mandatory/Optional|Mandatory or optional|M/O|M / O|M or O?|Mand/Opt|Mand./Opt.|C/O|Core/Opt|Unit M/O",
    "pathway": "Pathway",
}
UNITS = {
    "code": "Unit code|Unit no|Unit no.|Unit ref|Unit number|Module code|Module ref|Module number|Code|UNIT_CODE|"
    "UnitCode",
    "title": "Unit title|Unit name|Module title|Module name|Title",
    "level": "Level|FHEQ level|RQF level|FHEQ Level|Level (FHEQ)",
    "credits": "Credits|Credit|CATS|CATS credits|Credit value|Credits (CATS)",
    "glh": "GLH|Contact hours|Guided learning hours|Guided Learning Hours (GLH)",
    "tqt": "TQT|Notional hours|Total hours|Total qualification time",
    "status": "Status|Core or optional|Mandatory/Optional|Type|Core/Option|Mandatory or Optional|Compulsory/Elective|"
    "M/O|M or O|Mand/Opt|Mand./Opt.|Core/Opt",
    "pathway": "Pathway|Specialism|Award|Route",
    "group": "Option group|Group|Option set",
    "semester": "Semester|Year",
    "assessment": "Assessment|How assessed|Assessment (weighting)",
    "outcomes": "Learning outcomes|LOs",
    "required_first": "Required first|Prerequisites|Pre-requisite|Pre-requisites",
    "not_with": "Not with|Barred|Barred combinations|Excluded combinations",
}
GROUPS = {
    "name": "Option group|Group|Option set",
    "pathway": "Pathway",
    "choose": "Choose|Units or credits",
    "minimum": "Minimum|Min|At least|Number to choose",
    "maximum": "Maximum|Max|At most|Up to",
}
KINDS = [(MAPPING_HEADERS, MAPPING), (UNIT_HEADERS, UNITS), (GROUP_HEADERS, GROUPS)]


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        (k, name, text)
        for k, (_, fields) in enumerate(KINDS)
        for name, texts in fields.items()
        for text in texts.split("|")
    ],
)
def test_a_header_is_recognised_by_any_of_its_names(kind: int, name: str, text: str) -> None:
    headers = KINDS[kind][0]
    assert name in headers.assign({1: [text]})[0] or name in {n for _, _, n in headers.candidates(text)}
    assert name in headers.assign({1: [text.upper()]})[0] or name in {n for _, _, n in headers.candidates(text.upper())}


@pytest.mark.parametrize("columns", [MAPPING_COLUMNS, UNIT_COLUMNS, GROUP_COLUMNS])
def test_every_alias_leads_to_its_own_field(columns: tuple[Column, ...]) -> None:
    headers = {MAPPING_COLUMNS: MAPPING_HEADERS, UNIT_COLUMNS: UNIT_HEADERS, GROUP_COLUMNS: GROUP_HEADERS}[columns]
    for column in columns:
        for alias in names(column.aliases) + names(column.whole):
            assert column.field in {name for _, _, name in headers.candidates(alias)}, alias


def test_no_label_stands_for_two_details() -> None:
    labels = ["".join(words(label)) for labels in DETAIL_LABELS.values() for label in names(labels)]
    assert len(labels) == len(set(labels))


def test_the_whole_row_is_matched_one_to_one() -> None:
    said = [
        "KSB",
        "Statement",
        "Full/Partial/None",
        "Units",
        "Learning outcomes",
        "Assessment method",
        "Reason if not full",
        "Comments",
    ]
    columns, _ = MAPPING_HEADERS.assign({n: [text] for n, text in enumerate(said, 1)})
    expected = {"ksb": 1, "statement": 2, "coverage": 3, "units": 4, "outcomes": 5, "assessment": 6}
    assert columns.items() >= {name: (column,) for name, column in expected.items()}.items()
    assert (columns["reason"], columns["comment"]) == ((7,), (8,))
    assert "full" not in columns


def test_two_columns_of_units_are_both_kept() -> None:
    columns, _ = MAPPING_HEADERS.assign({1: ["KSB"], 2: ["Coverage"], 3: ["Unit code"], 4: ["Unit title"]})
    assert columns["units"] == (3, 4)


def test_a_reason_for_partial_coverage_is_no_tick_column() -> None:
    columns, _ = MAPPING_HEADERS.assign({1: ["Ref"], 2: ["Full"], 3: ["Partial"], 4: ["If partial, please explain"]})
    assert columns == {"ksb": (1,), "full": (2,), "partial": (3,), "reason": (4,)}


ROW = ["K1", "Know a thing", "Full", "U1"]
HEADER = ["KSB", "Statement", "Coverage", "Units"]


def test_a_table_is_found_under_a_title_block() -> None:
    grid = mapping_grid(
        sheet("M", [["Mapping of the qualification"], [], ["Title:", "FdSc"], HEADER, ROW], top=3, left=2)
    )
    (table,) = survey(grid).mapping
    assert (table.header_row, table.columns["ksb"]) == (6, (2,))


def test_an_instruction_sheet_is_not_the_table() -> None:
    example = sheet("Instructions", [HEADER, ROW, ROW, ROW])
    grid = mapping_grid(example, sheet("Mapping", [["KSB", "Statement", "Units"], ["K1", "a", "U1"]]))
    assert [table.sheet.name for table in survey(grid).mapping] == ["Mapping"]
    assert [table.sheet.name for table in survey(mapping_grid(example)).mapping] == ["Instructions"]


def test_a_list_of_columns_with_what_to_write_is_no_table() -> None:
    rows = [
        ["Column", "What to write"],
        ["KSB", "The code of the statement"],
        ["Coverage", "Full, Partial or Not covered"],
    ]
    assert not survey(mapping_grid(sheet("How", rows))).mapping


def test_a_hidden_sheet_is_read_only_when_no_other_fits() -> None:
    hidden, seen = sheet("Old", [HEADER, ROW, ROW], hidden=True), sheet("New", [HEADER, ROW])
    assert [table.sheet.name for table in survey(mapping_grid(hidden, seen)).mapping] == ["New"]
    assert [table.sheet.name for table in survey(mapping_grid(hidden)).mapping] == ["Old"]


def test_a_header_may_have_two_rows() -> None:
    rows = [
        ["KSB", "Statement", "Coverage", None, None, "Units"],
        [None, None, "Full", "Partial", "None"],
        ["K1", "a", "x", None, None, "U1"],
    ]
    (table,) = survey(mapping_grid(sheet("M", rows, merged=[(1, 3, 1, 5)]))).mapping
    assert (table.first_row, table.header_row) == (1, 2)
    assert {name: places[0] for name, places in table.columns.items()} == {
        "ksb": 1, "statement": 2, "full": 3, "partial": 4, "not_covered": 5, "units": 6,
    }  # fmt: skip
    assert str(table.header_at("ksb")) == "M!A1"
    assert str(table.header_at("partial")) == "M!D2"


def test_the_first_row_of_data_is_no_second_header() -> None:
    rows = [["Module", "Name", "Level", "Credits", "Status"], ["Core skills", "Unit title", "four", "twenty", "Core"]]
    (table,) = survey(structure_grid(sheet("Units", rows))).units
    assert table.header_row == 1


def test_a_unit_table_with_a_column_of_ksbs_is_a_mapping_unit_by_unit_too() -> None:
    rows = [["Unit code", "Unit title", "Level", "Credits", "KSBs"], ["U1", "a", 4, 20, "K1, K2"]]
    found = survey(structure_grid(sheet("Units", rows)))
    assert [table.shape for table in found.mapping] == [Shape.UNIT_FIRST]
    assert len(found.units) == 1


def test_a_mapping_with_unit_facts_is_still_a_mapping() -> None:
    rows = [
        ["KSB", "Coverage", "Unit code", "Level", "Credits", "Mandatory/Optional"],
        ["K1", "Full", "U1", 4, 20, "M"],
    ]
    found = survey(mapping_grid(sheet("Mapping", rows)))
    assert (len(found.mapping), len(found.units)) == (1, 0)
