"""Units and option groups from structures in the layouts that people send."""

import pytest

from htq_core.location import Book
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.records import AssessmentItem, StructureSheet, Unit
from htq_core.reading import read_structure
from htq_core.reading.grid import Sheet
from tests.reading.grids import UNSTORED, sheet, structure_grid

HEADER = [
    "Unit code",
    "Unit title",
    "Level",
    "Credits",
    "GLH",
    "Status",
    "Pathway",
    "Option group",
    "Assessment",
    "Learning outcomes",
    "Required first",
    "Not with",
]
UNIT = [
    "U1",
    "Anatomy",
    4,
    20,
    60,
    "Mandatory",
    None,
    None,
    "Written exam 60%; Portfolio 40%",
    "LO1 Name the bones",
    None,
    None,
]
OPTION = [
    "U2",
    "Care",
    "Level 5",
    "20 credits",
    "60 hours",
    "Optional",
    "Adult",
    "A",
    "Portfolio",
    None,
    "U1",
    "U3 and U4",
]
SHORT = ["Unit code", "Unit title", "Level", "Credits", "Status"]


def read(*sheets: Sheet) -> tuple[StructureSheet, list[Problem]]:
    structure, problems = read_structure(structure_grid(*sheets))
    assert structure is not None
    return structure, problems


def units_of(rows: list[list[object]], **how: object) -> tuple[Unit, ...]:
    structure, problems = read(sheet("Units", rows, **how))  # type: ignore[arg-type]
    assert problems == []
    return structure.units


def one(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


def keys(units: tuple[Unit, ...]) -> list[str]:
    return [unit.key for unit in units]


def test_our_template_is_read_cell_by_cell() -> None:
    facts = [["Item", "Answer"], ["Qualification title", "HND Care"], ["Total credits", 240], ["Regulator"]]
    groups = [
        ["Option group", "Pathway", "Choose", "Minimum", "Maximum"],
        ["A", None, "units", 1, 2],
        ["B", "Adult", "credits", 40, None],
    ]
    structure, problems = read(
        sheet("Qualification", facts), sheet("Units", [HEADER, UNIT, OPTION]), sheet("Option groups", groups)
    )
    assert problems == []
    first, second = structure.units
    assert (first.key, first.code, first.title, first.level, first.credits, first.glh) == (
        "U1",
        "U1",
        "Anatomy",
        4,
        20,
        60,
    )
    assert (first.mandatory, first.pathway, first.group, first.required_first, first.not_with) == (
        True,
        None,
        None,
        (),
        (),
    )
    assert first.assessment == (AssessmentItem("Written exam", 60), AssessmentItem("Portfolio", 40))
    assert (second.level, second.credits, second.glh, second.mandatory) == (5, 20, 60, False)
    assert (second.pathway, second.group, second.required_first, second.not_with) == (
        "Adult",
        "A",
        ("U1",),
        ("U3", "U4"),
    )
    fields = (
        "code",
        "title",
        "level",
        "credits",
        "glh",
        "status",
        "pathway",
        "group",
        "assessment",
        "outcomes",
        "required_first",
        "not_with",
    )
    assert [str(first.at(name)) for name in fields] == [f"Units!{letter}2" for letter in "ABCDEFGHIJKL"]
    a, b = structure.groups
    assert (a.name, a.pathway, a.choose, a.minimum, a.maximum) == ("A", None, "units", 1, 2)
    assert (b.name, b.pathway, b.choose, b.minimum, b.maximum, str(b.at("maximum"))) == (
        "B",
        "Adult",
        "credits",
        40,
        None,
        "Option groups!E3",
    )
    assert structure.details.values == {"title": "HND Care", "total_credits": 240.0}
    assert str(structure.details.at("regulator")) == "Qualification!B4"
    assert str(structure.header["credits"]) == "Units!D1"
    assert str(structure.groups_header["choose"]) == "Option groups!C1"


def test_a_university_structure_is_read() -> None:
    rows: list[list[object]] = [
        ["FdSc Nursing Associate: programme structure"],
        ["Programme title", "FdSc Nursing Associate", None, "FHEQ level", 5],
        ["Awarding institution", "University of Somewhere", None, "Total CATS", 240],
        [],
        [
            "Module code",
            "Module title",
            "FHEQ level",
            "CATS",
            "Contact hours",
            "Notional hours",
            "Core/Option",
            "Semester",
            "Assessment",
        ],
        ["Year 1"],
        ["NUR101", "Anatomy", 4, "20 CATS", 48, 200, "Core", "1", "Exam (60%), coursework (40%)"],
        ["NUR102", "Care", "L4", 20, 48, 200, "C", "2", "Portfolio"],
        ["Year 2 modules"],
        ["NUR201", "Ageing", "FHEQ 5", 20, 48, 200, "Option", "1", "Essay\nPresentation"],
        ["Total", None, None, 60, 144, 600],
        [],
        ["Students choose one optional module in year 2."],
    ]
    structure, problems = read(sheet("Structure", rows, merged=[(1, 1, 1, 9), (6, 1, 6, 9)]))
    assert problems == []
    assert [(u.key, u.level, u.credits, u.tqt, u.mandatory) for u in structure.units] == [
        ("NUR101", 4, 20, 200, True),
        ("NUR102", 4, 20, 200, True),
        ("NUR201", 5, 20, 200, False),
    ]
    assert [len(unit.assessment) for unit in structure.units] == [2, 1, 2]
    assert str(structure.units[2].at("credits")) == "Structure!D10"
    assert structure.details.values == {
        "title": "FdSc Nursing Associate",
        "level": 5.0,
        "awarding_body": "University of Somewhere",
        "total_credits": 240.0,
    }


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("credits", "twenty", "a number"),
        ("level", "four-ish", "a level such as 4 or 5"),
        ("glh", "lots", "a number"),
        ("status", "perhaps", "mandatory or optional"),
        ("status", "Core/Optional", "mandatory or optional"),
    ],
)
def test_a_value_that_cannot_be_understood_is_asked_about(name: str, value: str, wanted: str) -> None:
    column = {"level": 2, "credits": 3, "glh": 4, "status": 5}[name]
    structure, problems = read(sheet("Units", [HEADER, [*UNIT[:column], value, *UNIT[column + 1 :]], OPTION]))
    unit = structure.units[0]
    assert problems == [
        Problem(ProblemKind.NOT_UNDERSTOOD, Book.STRUCTURE, (unit.at(name),), name, value, wanted, "U1")
    ]
    assert (getattr(unit, "mandatory" if name == "status" else name), unit.said(name)) == (None, value)


@pytest.mark.parametrize(
    ("value", "kind"),
    [("#REF!", ProblemKind.ERROR_CELL), (UNSTORED, ProblemKind.NO_STORED_VALUE), ("TBC", ProblemKind.PLACEHOLDER)],
)
@pytest.mark.parametrize("column", range(12))
def test_a_cell_without_a_value_is_noted_where_it_stands(value: object, kind: ProblemKind, column: int) -> None:
    row = [*UNIT[:6], "Adult", "A", "Exam", "LO1", "U2", "U2"]
    structure, problems = read(sheet("Units", [HEADER, [*row[:column], value, *row[column + 1 :]], OPTION]))
    assert (one(problems).kind, str(one(problems).where[0])) == (kind, f"Units!{'ABCDEFGHIJKL'[column]}2")
    assert one(problems).subject == structure.units[0].key == ("Anatomy" if column == 0 else "U1")


@pytest.mark.parametrize("value", [0, -5])
def test_odd_numbers_are_understood(value: int) -> None:
    (unit,) = units_of([SHORT, ["U1", "Anatomy", 4, value, "Core"]])
    assert unit.credits == value


def test_blank_cells_are_blank_where_they_should_be_filled() -> None:
    unit = units_of([SHORT, ["U1", "Anatomy"], ["U2", "Care", 4, 20, "Core"]])[0]
    assert (unit.level, unit.credits, unit.mandatory, unit.said("credits"), str(unit.at("credits"))) == (
        None,
        None,
        None,
        "",
        "Units!D2",
    )


@pytest.mark.parametrize("said", ["All", "all pathways", "-", "n/a", None])
def test_no_pathway_means_every_pathway(said: str | None) -> None:
    (unit,) = units_of([[*SHORT, "Pathway"], ["U1", "Anatomy", 4, 20, "Core", said]])
    assert (unit.pathway, unit.said("pathway")) == (None, "")


@pytest.mark.parametrize("header", ["Unit", "Module", "Component"])
def test_a_lone_unit_column_holds_titles_or_codes(header: str) -> None:
    rest = ["Level", "Credits", "Type"]
    (unit,) = units_of([[header, *rest], ["Anatomy and care", 4, 20, "M"]])
    assert (unit.code, unit.title, unit.key) == (None, "Anatomy and care", "Anatomy and care")
    (unit,) = units_of([[header, *rest], ["U1: Anatomy", 4, 20, "M"]])
    assert (unit.code, unit.title) == ("U1", "Anatomy")


def test_a_lone_column_of_codes_is_codes() -> None:
    units = units_of([["Module", "Level", "Credits", "Type"], ["NUR101", 4, 20, "M"], ["NUR102", 4, 20, "O"]])
    assert [(unit.code, unit.title) for unit in units] == [("NUR101", None), ("NUR102", None)]


@pytest.mark.parametrize(
    ("boxes", "mandatory"),
    [(["x", None], True), ([None, "✓"], False), (["Yes", "No"], True), ([None, None], None), (["M", None], True)],
)
def test_status_may_be_ticked_in_two_columns(boxes: list[str | None], mandatory: bool | None) -> None:
    unit = units_of(
        [[*SHORT[:4], "Mandatory", "Optional"], ["U1", "Anatomy", 4, 20, *boxes], ["U2", "Care", 4, 20, "x"]]
    )[0]
    assert unit.mandatory is mandatory
    assert bool(unit.said("status")) is any(boxes)


@pytest.mark.parametrize("boxes", [["x", "x"], ["No", "No"], ["perhaps", None]])
def test_ticks_that_settle_nothing_are_asked_about(boxes: list[str | None]) -> None:
    structure, problems = read(
        sheet("Units", [[*SHORT[:4], "Mandatory", "Optional"], ["U1", "Anatomy", 4, 20, *boxes]])
    )
    assert (one(problems).kind, one(problems).field) == (ProblemKind.NOT_UNDERSTOOD, "status")
    assert str(one(problems).where[0]) == "Units!E2"
    assert (structure.units[0].mandatory, str(structure.header["status"])) == (None, "Units!E1")


@pytest.mark.parametrize(("said", "mandatory"), [("Yes", True), ("No", False), ("Core", True), ("Optional", False)])
def test_a_lone_mandatory_column_answers_yes_or_no(said: str, mandatory: bool) -> None:
    (unit,) = units_of([[*SHORT[:4], "Mandatory"], ["U1", "Anatomy", 4, 20, said]])
    assert unit.mandatory is mandatory


def test_headings_give_the_status_where_no_column_does() -> None:
    rows = [
        SHORT[:4],
        ["Core modules"],
        ["U1", "Anatomy", 4, 20],
        ["Optional modules — choose one", None, None, 20],
        ["U2", "Care", 4, 20],
    ]
    assert [(unit.key, unit.mandatory) for unit in units_of(rows)] == [("U1", True), ("U2", False)]


def test_headings_change_nothing_where_a_column_gives_the_status() -> None:
    rows = [SHORT, ["Optional units"], ["U1", "Anatomy", 4, 20, "Core"], ["U2", "Care", 4, 20, None]]
    assert [unit.mandatory for unit in units_of(rows)] == [True, None]


@pytest.mark.parametrize(
    "row",
    [
        ["Semester 1"],
        ["Level 5"],
        ["Year 2 modules"],
        ["Optional modules — choose two"],
        ["Total", None, None, 40],
        ["Total credits", 120],
        ["Total credits 120"],
        [None, "Total", None, 40],
        [None, None, None, 40],
        ["Subtotal level 4", None, None, 40],
        ["All units are taught in English, at the main site, in both semesters."],
        SHORT,
        ["Level 4 total", None, None, 40],
        ["TOTAL CREDITS (L4)", None, None, 40],
        [None, "Total (core)", None, 40],
        [None, "Total number of credits required", None, 40],
        [None, "Level 4 total", 4, 40],
        ["Semester 1 total", None, 4, 40],
        ["Overall credits", None, None, 40],
        ["Credits required", None, None, 40],
        [None, "Minimum credits", None, 40],
        [None, "Total for the HNC", None, 40],
    ],
)
def test_headings_totals_and_notes_are_no_units(row: list[object]) -> None:
    rows = [SHORT, ["U1", "Anatomy", 4, 20, "Core"], row, ["U2", "Care", 4, 20, "Core"], [], row]
    assert keys(units_of(rows)) == ["U1", "U2"]


@pytest.mark.parametrize(
    "row",
    [
        [60, None, None, "Total"],
        [60, None, "Total", None],
        ["60 credits", "Total", None, None],
        [60, "Level 4", None, "Subtotal"],
        [60, "Level 4", "Total", None, "Core"],
    ],
)
def test_a_total_is_no_unit_where_the_numbers_stand_first(row: list[object]) -> None:
    rows = [["Credits", "Level", "Unit code", "Unit title", "Status"], [60, 4, "U1", "Anatomy", "Core"], row]
    assert keys(units_of(rows)) == ["U1"]


def test_a_unit_with_a_code_may_be_titled_total() -> None:
    rows = [["Credits", *SHORT[:3], "Status"], [20, "U1", "Total", 4, "Core"]]
    assert keys(units_of(rows)) == ["U1"]


def test_a_title_that_begins_with_total_is_a_unit() -> None:
    rows = [["Unit title", "Level", "Credits", "Status"], ["Total quality management", 4, 20, "Core"]]
    assert keys(units_of(rows)) == ["Total quality management"]


@pytest.mark.parametrize("row", [["U9", "Total care", None, 20], [None, "Total care", 4, 20], ["U9", "Overall", 4, 20]])
def test_a_unit_that_mentions_a_total_stays_a_unit(row: list[object]) -> None:
    structure, _ = read(sheet("Units", [SHORT, ["U1", "Anatomy", 4, 20, "Core"], row]))
    assert keys(structure.units) == ["U1", row[0] or row[1]]


@pytest.mark.parametrize(
    ("shared", "pathway"),
    [
        ("Pathway A, Pathway B", "Pathway A; Pathway B"),
        ("A / B", "Pathway A; Pathway B"),
        ("Pathways A and B", "Pathway A; Pathway B"),
        ("both a & b", "Pathway A; Pathway B"),
        ("Pathway B; Pathway A", "Pathway B; Pathway A"),
        ("Pathway A, Health and Care", "Pathway A; Health and Care"),
        ("Pathway A and Pathway C", "Pathway A and Pathway C"),
        ("Health and Care", "Health and Care"),
        ("Health and Pathway B", "Health and Pathway B"),
    ],
)
def test_a_cell_may_name_several_pathways_that_stand_alone_elsewhere(shared: str, pathway: str) -> None:
    alone = ["Pathway A", "Pathway B", "Health and Care"]
    rows = [[f"U{n}", "Anatomy", 4, 20, "Core", name] for n, name in enumerate([*alone, shared])]
    assert units_of([[*SHORT, "Pathway"], *rows])[-1].pathway == pathway


def test_a_total_is_no_option_group() -> None:
    header = ["Option group", "Choose", "Minimum"]
    structure, problems = read(sheet("Units", UNITS), sheet("G", [header, ["A", "units", 1], ["Total", "credits", 60]]))
    assert ([group.name for group in structure.groups], problems) == (["A"], [])


def test_a_unit_without_a_name_is_kept_for_the_rules() -> None:
    unit = units_of([SHORT, [None, None, 4, 20, "Core"], ["U2", "Care", 4, 20, "Core"]])[0]
    assert (unit.code, unit.title, str(unit.at("code")), unit.credits) == (None, None, "Units!A2", 20)


@pytest.mark.parametrize("row", [["U9"], [None, None, None, 7], ["stray text"], [None, "see me"]])
def test_a_stray_cell_far_below_is_no_unit(row: list[object]) -> None:
    assert keys(units_of([SHORT, ["U1", "Anatomy", 4, 20, "Core"], *[[]] * 50, row])) == ["U1"]


def test_a_code_alone_among_the_units_is_a_unit() -> None:
    assert keys(units_of([SHORT, ["U1", "Anatomy", 4, 20, "Core"], ["U2"], ["U3", "Care", 4, 20, "Core"]])) == [
        "U1",
        "U2",
        "U3",
    ]


def test_merged_cells_count_for_their_rows_and_invent_none() -> None:
    rows = [
        [*SHORT, "Assessment"],
        ["U1", "Anatomy", 4, 20, "Core", "Exam 60%"],
        [None] * 5 + ["Portfolio 40%"],
        ["U2", "Care", None, 20, "Option", "Essay"],
    ]
    units = units_of(rows, merged=[(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 4, 3)])
    assert [(unit.key, unit.level) for unit in units] == [("U1", 4), ("U2", 4)]
    assert units[0].assessment == (AssessmentItem("Exam", 60), AssessmentItem("Portfolio", 40))


def test_a_sheet_for_each_level_is_read_as_one_structure() -> None:
    first = sheet("Level 4", [SHORT, ["U1", "Anatomy", 4, 20, "Core"]])
    second = sheet("Level 5", [SHORT, ["U2", "Care", 5, 20, "Core"], ["U3", "Ageing", 5, 20, "Core"]])
    structure, problems = read(first, second)
    assert (keys(structure.units), [unit.position for unit in structure.units], problems) == (
        ["U1", "U2", "U3"],
        [0, 1, 2],
        [],
    )


GROUPS = [["Option group", "Choose", "Minimum", "Maximum"], ["A", "units", 1, 2]]
UNITS = [
    [*SHORT, "Option group"],
    ["U1", "Anatomy", 4, 20, "Core"],
    ["U2", "Care", 4, 20, "Option", "A"],
    ["U3", "Ageing", 4, 20, "Option", "A"],
]


def test_a_further_table_below_may_have_a_header_in_other_words() -> None:
    year_2 = [["Year 2"], ["Title", "Code", "FHEQ level", "Core/Optional", "CATS"], ["Care", "U2", 5, "Optional", 30]]
    first, second = units_of([["Year 1"], SHORT, ["U1", "Anatomy", 4, 20, "Core"], [], *year_2])
    assert (first.key, first.title, first.level, first.credits, first.mandatory) == ("U1", "Anatomy", 4, 20, True)
    assert (second.key, second.title, second.level, second.credits, second.mandatory) == ("U2", "Care", 5, 30, False)
    assert (str(second.at("credits")), str(second.anchor)) == ("Units!E7", "Units!B7")


def test_a_header_repeated_with_columns_exchanged_is_followed() -> None:
    again = ["Unit code", "Unit title", "Level", "Status", "Credits"]
    first, second = units_of([SHORT, ["U1", "Anatomy", 4, 20, "Core"], again, ["U2", "Care", 5, "Optional", 30]])
    assert (first.credits, first.mandatory, second.credits, second.mandatory) == (20, True, 30, False)


def test_a_header_of_two_rows_may_be_repeated() -> None:
    header: list[list[object]] = [[*SHORT, "Hours"], [None, None, None, None, None, "GLH", "TQT"]]
    rows = [*header, ["U1", "Anatomy", 4, 20, "Core", 60, 200], *header, ["U2", "Care", 4, 20, "Core", 50, 100]]
    units = units_of(rows, merged=[(1, 6, 1, 7), (4, 6, 4, 7)])
    assert [(unit.key, unit.glh, unit.tqt) for unit in units] == [("U1", 60, 200), ("U2", 50, 100)]


@pytest.mark.parametrize(
    "row", [[None, "Credit control", None, None, "Core"], [None, "Assessment", None, None, "Core"]]
)
def test_a_unit_whose_title_is_like_a_header_stays_a_unit(row: list[object]) -> None:
    structure, _ = read(sheet("Units", [SHORT, ["U1", "Anatomy", 4, 20, "Core"], row, ["U2", "Care", 4, 20, "Core"]]))
    assert [unit.credits for unit in structure.units] == [20, None, 20]


def test_option_groups_may_stand_below_the_units() -> None:
    structure, problems = read(sheet("Structure", [*UNITS, [], ["Rules of combination"], *GROUPS]))
    assert (keys(structure.units), problems) == (["U1", "U2", "U3"], [])
    assert [(g.name, g.choose, g.minimum, g.maximum, str(g.anchor)) for g in structure.groups] == [
        ("A", "units", 1, 2, "Structure!A8")
    ]


def test_option_groups_may_stand_above_the_units() -> None:
    structure, problems = read(sheet("Structure", [*GROUPS, [], *UNITS]))
    assert (keys(structure.units), [g.name for g in structure.groups], problems) == (["U1", "U2", "U3"], ["A"], [])


def test_option_groups_may_stand_beside_the_units() -> None:
    wide = [[*(row + [None] * (8 - len(row))), *(GROUPS[n] if n < 2 else [])] for n, row in enumerate(UNITS)]
    structure, problems = read(sheet("Structure", wide))
    assert ([(u.key, u.group) for u in structure.units], problems) == ([("U1", None), ("U2", "A"), ("U3", "A")], [])
    assert [(g.name, g.minimum, str(g.at("minimum"))) for g in structure.groups] == [("A", 1, "Structure!K2")]


@pytest.mark.parametrize(
    ("header", "row", "choose", "minimum"),
    [
        (["Option group", "Choose"], ["A", "2 units"], "units", 2),
        (["Option group", "Choose", "Minimum"], ["A", "modules", 2], "units", 2),
        (["Group", "Minimum credits"], ["A", 40], "credits", 40),
        (["Option set", "Number to choose"], ["A", "2 units"], "units", 2),
        (["Option group", "Choose", "Minimum"], ["A", None, None], None, None),
        (["Option group", "Choose", "Minimum"], ["A", "units", "Two"], "units", 2),
        (["Option group", "Choose", "Minimum"], ["A", "units", "1 from 2"], "units", 1),
    ],
)
def test_a_rule_of_combination_may_be_written_in_several_ways(
    header: list[str], row: list[object], choose: str | None, minimum: float | None
) -> None:
    structure, problems = read(sheet("Units", UNITS), sheet("Groups", [header, row]))
    assert problems == []
    assert [(group.choose, group.minimum) for group in structure.groups] == [(choose, minimum)]


@pytest.mark.parametrize(
    ("of_unit", "in_rule", "same"),
    [
        ("A", "Group A", True),
        ("Group A", "A", True),
        ("Option group a", "Group A", True),
        ("Set A", "Group A", False),
        ("A", "B", False),
    ],
)
def test_a_group_has_one_name_in_its_units_and_its_rule(of_unit: str, in_rule: str, same: bool) -> None:
    options = [[of_unit if cell == "A" else cell for cell in row] for row in UNITS]
    structure, _ = read(sheet("Units", options), sheet("Groups", [GROUPS[0], [in_rule, *GROUPS[1][1:]]]))
    assert (structure.groups[0].name == structure.units[-1].group) is same


@pytest.mark.parametrize(("written", "maximum"), [(None, 2), (3, 3)])
def test_a_minimum_may_give_the_maximum_too(written: int | None, maximum: int) -> None:
    header = ["Option group", "Choose", "Minimum", "Maximum"]
    structure, problems = read(sheet("Units", UNITS), sheet("Groups", [header, ["A", "units", "1-2", written]]))
    assert ([(g.minimum, g.maximum) for g in structure.groups], problems) == ([(1, maximum)], [])


def test_a_rule_of_combination_that_cannot_be_understood_is_asked_about() -> None:
    structure, problems = read(sheet("Units", UNITS), sheet("Groups", [GROUPS[0], ["A", "units", "a few", "all"]]))
    assert [(p.field, p.found, p.subject, str(p.where[0])) for p in problems] == [
        ("minimum", "a few", "A", "Groups!C2"),
        ("maximum", "all", "A", "Groups!D2"),
    ]
    assert structure.groups[0].minimum is None


@pytest.mark.parametrize(("column", "name"), [(2, "level"), (3, "credits"), (4, "status")])
def test_a_missing_column_is_noted_at_the_first_header(column: int, name: str) -> None:
    rows = [SHORT, ["U1", "Anatomy", 4, 20, "Core"]]
    _, problems = read(sheet("Units", [row[:column] + row[column + 1 :] for row in rows], top=2))
    assert (one(problems).kind, one(problems).field, str(one(problems).where[0])) == (
        ProblemKind.MISSING_COLUMN,
        name,
        "Units!A2",
    )


def test_a_template_without_units_is_not_filled_in() -> None:
    structure, problems = read(sheet("Units", [HEADER], top=3, left=2))
    assert (one(problems).kind, str(one(problems).where[0]), structure.units) == (
        ProblemKind.NOT_FILLED_IN,
        "Units!B4",
        (),
    )


def test_nothing_like_a_structure_is_a_missing_table() -> None:
    structure, problems = read_structure(structure_grid(sheet("Sheet1", [["Present", "Apologies"], ["Ann", "Bob"]])))
    assert (structure, one(problems).kind) == (None, ProblemKind.MISSING_TABLE)


def test_tables_beside_one_another_have_their_status_from_the_heading_above_each() -> None:
    header = ["Code", "Title", "Level", "Credits"]
    rows = [
        ["Core", None, None, None, None, "Options"],
        [*header, None, *header],
        ["U1", "A", 4, 60, None, "U2", "B", 5, 30],
    ]
    structure, problems = read(sheet("Units", rows))
    assert problems == []
    assert [(u.key, u.mandatory, u.credits) for u in structure.units] == [("U1", True, 60), ("U2", False, 30)]


def test_headings_give_the_level_where_no_column_does() -> None:
    rows = [
        ["Code", "Title", "Credits", "Status"],
        ["Level 4"],
        ["U1", "A", 60, "Core"],
        ["Level 5 modules"],
        ["U2", "B", 60, "Core"],
        ["Level 5"],
        ["U3", "C", 60, "Core"],
    ]
    structure, problems = read(sheet("Units", rows))
    assert [unit.level for unit in structure.units] == [4, 5, 5]
    assert structure.units[0].at("level").cell == "A2"
    assert problems == []


def test_a_code_that_became_a_date_is_told() -> None:
    rows = [
        ["Code", "Title", "Level", "Credits", "Status"],
        ["1 May 2026", "A", 4, 60, "Core"],
        ["May 2026", "B", 4, 60, "Core"],
    ]
    _, problems = read(sheet("Units", rows))
    assert [(p.field, p.where[0].cell) for p in problems] == [("code", "A2")]


@pytest.mark.parametrize(("core", "options"), [("Mandatory units", "Optional units"), ("Core", "Electives - Group B")])
def test_sheets_named_for_what_is_mandatory_say_so_of_their_units(core: str, options: str) -> None:
    header = ["Unit code", "Unit title", "Lvl", "Credits"]
    sheets = [sheet(core, [header, ["U1", "Anatomy", 4, 20]]), sheet(options, [header, ["U2", "Care", 4, 20]])]
    structure, problems = read(*sheets)
    assert problems == []
    assert [(unit.mandatory, unit.level) for unit in structure.units] == [(True, 4), (False, 4)]
    assert [unit.group for unit in structure.units] == [None, "Group B" if "B" in options else None]


def test_a_sheet_named_for_both_says_nothing_of_its_units() -> None:
    structure, problems = read(sheet("Core and options", [SHORT[:4], ["U1", "Anatomy", 4, 20]]))
    assert (structure.units[0].mandatory, one(problems).field) == (None, "status")


@pytest.mark.parametrize(
    "heading", ["Optional units - Group A", "Optional modules (Group A)", "Options: Group A (two)"]
)
def test_a_heading_may_name_the_group_after_what_its_units_are(heading: str) -> None:
    units = units_of([SHORT[:4], ["Core"], ["U1", "Anatomy", 4, 20], [heading], ["U2", "Care", 4, 20]])
    assert [unit.group for unit in units] == [None, "Group A"]


@pytest.mark.parametrize("header", ["Units to be taken", "No. of modules required", "Number of units to choose"])
def test_a_table_of_groups_may_say_how_many_in_many_words(header: str) -> None:
    units = sheet(
        "Units", [[*SHORT, "Block"], ["U1", "Anatomy", 4, 20, "O", "Group A"], ["U2", "Care", 4, 20, "O", "Group A"]]
    )
    structure, problems = read(units, sheet("Rules", [["Group", header], ["Group A", 1]]))
    assert problems == []
    assert [(g.name, g.choose, g.minimum) for g in structure.groups] == [("Group A", "units", 1)]


@pytest.mark.parametrize("name", ["{code} {title}", "{title} ({code})", "{code}: {title}"])
def test_one_column_may_hold_code_and_title(name: str) -> None:
    rows: list[list[object]] = [["Module", "Level", "Credits", "Status"]]
    rows += [
        [name.format(code=code, title=title), 4, 20, "Core"] for code, title in (("BUS401", "Law"), ("BUS402", "Art"))
    ]
    assert [(unit.key, unit.title) for unit in units_of([*rows, ["Total", None, 40, None]])] == [
        ("BUS401", "Law"),
        ("BUS402", "Art"),
    ]


def test_titles_that_begin_as_codes_do_stay_whole_where_not_all_of_them_do() -> None:
    rows = [["Module", "Level", "Credits", "Status"], ["Year 1 Project", 4, 20, "Core"], ["Law", 4, 20, "Core"]]
    assert [unit.key for unit in units_of([*rows])] == ["Year 1 Project", "Law"]


NO_STATUS = SHORT[:4]


@pytest.mark.parametrize("heading", ["Pathway: {}", "{} pathway", "{} route"])
def test_units_under_a_pathway_are_of_it_and_whether_they_are_mandatory_is_asked(heading: str) -> None:
    rows = [NO_STATUS, ["Core units - all pathways"], ["U1", "Anatomy", 4, 20]]
    rows += [[heading.format("Adult")], ["U2", "Care", 4, 20], [heading.format("Child")], ["U3", "Play", 4, 20]]
    structure, problems = read(sheet("Units", [*rows]))
    assert [(unit.mandatory, unit.pathway) for unit in structure.units] == [
        (True, None),
        (None, heading.format("Adult")),
        (None, heading.format("Child")),
    ]
    assert one(problems).field == "status"


def test_headings_right_below_a_pathway_divide_it_and_later_ones_end_it() -> None:
    divided = [["Adult pathway"], ["Mandatory"], ["U1", "Care", 4, 20], ["Optional"], ["U2", "Law", 4, 20]]
    units = units_of([NO_STATUS, *divided])
    assert [(unit.mandatory, unit.pathway) for unit in units] == [(True, "Adult pathway"), (False, "Adult pathway")]
    whole = [["Adult pathway (mandatory)"], ["U1", "Care", 4, 20], ["Optional units"], ["U2", "Law", 4, 20]]
    assert [(unit.mandatory, unit.pathway) for unit in units_of([NO_STATUS, *whole])] == [
        (True, "Adult pathway"),
        (False, None),
    ]


@pytest.mark.parametrize("heading", ["Group 1", "Set 2", "Pathway 1", "Theme 3"])
def test_a_numbered_heading_is_no_unit(heading: str) -> None:
    assert [u.key for u in units_of([SHORT, [heading], ["U1", "Anatomy", 4, 20, "Core"]])] == ["U1"]


@pytest.mark.parametrize("section", ["Block", "Section", "List", "Category"])
def test_numbered_sections_do_not_make_their_units_optional(section: str) -> None:
    rows = [NO_STATUS, [f"{section} 1"], ["U1", "Anatomy", 4, 20], [f"{section} 2"], ["U2", "Care", 4, 20]]
    structure, problems = read(sheet("Units", [*rows]))
    assert [(unit.mandatory, unit.group) for unit in structure.units] == [(None, None), (None, None)]
    assert one(problems).field == "status"


@pytest.mark.parametrize("status", ["Option A", "Optional (Group A)", "Elective - Group A"])
def test_a_status_may_name_the_group(status: str) -> None:
    rows = [SHORT, ["U1", "Anatomy", 4, 20, "Core"], ["U2", "Care", 4, 20, status], ["U3", "Law", 4, 20, "Optional"]]
    groups = [unit.group for unit in units_of([*rows])]
    assert groups == [None, status if status == "Option A" else "Group A", None]


def test_the_one_column_that_holds_statuses_is_the_status_whatever_its_header_says_and_that_is_told() -> None:
    statuses = ["Core Mandatory", "Specialist Mandatory", "Optional"]
    rows = [[*NO_STATUS, "Core or Specialist"], *([f"U{n}", f"Unit {n}", 4, 20, s] for n, s in enumerate(statuses))]
    structure, problems = read(sheet("Units", rows))
    assert problems == []
    assert [unit.mandatory for unit in structure.units] == [True, True, False]
    (told,) = structure.tables[0].assumed
    assert "“Core or Specialist” in column E, by what it holds." in told


@pytest.mark.parametrize("columns", [["OCO"], ["Core Core Core", "Core Optional Optional"]])
def test_letters_or_two_columns_of_statuses_do_not_tell_the_status(columns: list[str]) -> None:
    said = [column.split() if " " in column else [*column] for column in columns]
    rows = [[*NO_STATUS, *["Adult", "Child"][: len(said)]]]
    rows += [[f"U{n}", f"Unit {n}", 4, 20, *(own[n] for own in said)] for n in range(3)]
    structure, problems = read(sheet("Units", rows))
    assert [unit.mandatory for unit in structure.units] == [None] * 3
    assert one(problems).field == "status"
