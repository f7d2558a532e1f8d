"""Mappings as a matrix, unit by unit, and pair by pair."""

import pytest

from htq_core.model.ksb import Coverage
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.read_as import Shape, Sureness
from htq_core.model.records import Claim, MappingSheet
from htq_core.reading import read_mapping
from htq_core.reading.grid import Sheet
from tests.reading.grids import mapping_grid, sheet

FULL, PARTIAL, NOT_COVERED = Coverage.FULL, Coverage.PARTIAL, Coverage.NOT_COVERED


def read(*sheets: Sheet) -> tuple[MappingSheet, list[Problem]]:
    mapping, problems = read_mapping(mapping_grid(*sheets))
    assert mapping is not None
    return mapping, problems


def said(mapping: MappingSheet) -> dict[str, tuple[Coverage | None, str | None]]:
    return {claim.ksb: (claim.coverage, claim.units_text) for claim in mapping.claims}


def claim(mapping: MappingSheet, ksb: str) -> Claim:
    (found,) = [each for each in mapping.claims if each.ksb == ksb]
    return found


MATRIX: list[list[object]] = [
    ["KSB", "Statement", "U1", "U2", "U3"],
    ["K1", "How blood moves in the body", "F", None, "P"],
    ["K2", "How records are kept there", None, "p", None],
    ["S1", "Take a pulse with great care", None, None, None],
    ["B1", "Be kind to all who come in", "Full", "Partial", "full"],
]


def test_a_matrix_is_one_claim_for_each_ksb_with_its_coverage_unit_by_unit() -> None:
    mapping, problems = read(sheet("Map", MATRIX))
    assert problems == []
    assert (mapping.shape, mapping.sure) == (Shape.MATRIX, Sureness.SURE)
    assert said(mapping) == {
        "K1": (FULL, "U1; U3"),
        "K2": (PARTIAL, "U2"),
        "S1": (None, None),
        "B1": (FULL, "U1; U2; U3"),
    }
    k1 = claim(mapping, "K1")
    assert [(p.unit, p.coverage, p.location.cell, p.named_at and p.named_at.cell) for p in k1.by_unit] == [
        ("U1", FULL, "C2", "C1"),
        ("U3", PARTIAL, "E2", "E1"),
    ]
    assert [place.cell for place in k1.unit_cells] == ["C2", "E2"]
    assert k1.statement == "How blood moves in the body"
    assert claim(mapping, "K2").at("coverage").cell == "D3"
    assert claim(mapping, "S1").at("coverage").cell == claim(mapping, "S1").at("units").cell == "C4"
    assert (mapping.header["coverage"].cell, mapping.header["ksb"].cell) == ("C1", "A1")


@pytest.mark.parametrize(
    ("marks", "coverage", "outcomes"),
    [
        (["x", "✓", ""], FULL, None),
        (["*", "þ", ""], FULL, None),
        (["100%", "50%", ""], FULL, None),
        (["x (partial)", "", "P"], PARTIAL, None),
        (["LO1, LO3", "", "LO2"], FULL, "LO1, LO3; LO2"),
        (["LO1 (P)", "", ""], PARTIAL, "LO1"),
        (["N", "-", "n/a"], NOT_COVERED, None),
        (["0", "FALSE", "☐"], None, None),
    ],
)
def test_every_kind_of_mark_is_read(marks: list[str], coverage: Coverage | None, outcomes: str | None) -> None:
    rows = [["KSB", "U1", "U2", "U3"], ["K1", "x", "", "x"], ["K2", "", "x", "x"], ["S1", *marks]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert (claim(mapping, "S1").coverage, claim(mapping, "S1").outcomes) == (coverage, outcomes)


def test_what_is_no_mark_is_asked_for_at_its_cell() -> None:
    rows = [*MATRIX, ["B2", "Be on time for all of it", "see notes", "F", None]]
    mapping, (problem,) = read(sheet("Map", rows))
    assert (problem.kind, problem.field, problem.subject) == (ProblemKind.NOT_UNDERSTOOD, "coverage", "B2")
    assert problem.where[0].cell == "C6"
    assert (claim(mapping, "B2").coverage, claim(mapping, "B2").at("units").cell) == (FULL, "C6")


def test_a_p_among_letters_of_the_sheets_own_is_not_taken_for_partial() -> None:
    rows = [["KSB", "U1", "U2", "U3"], ["K1", "T", "P", "A"], ["K2", "P", "x", "x"], ["S1", "x", "x", "x"]]
    mapping, problems = read(sheet("Map", rows))
    assert {problem.where[0].cell for problem in problems} == {"B2", "C2", "D2", "B3"}
    assert (claim(mapping, "K1").coverage, claim(mapping, "K2").coverage) == (None, FULL)


def test_the_sheets_own_key_says_what_letters_mean() -> None:
    rows = [["KSB", "U1", "U2", "U3"], ["K1", "C", "", "D"], ["K2", "D", "", ""], ["S1", "C", "C", "C"], []]
    key = [["C = fully covered; D = partly covered"]]
    mapping, problems = read(sheet("Map", [*rows, *key]))
    assert problems == []
    assert [c.coverage for c in mapping.claims] == [FULL, PARTIAL, FULL]


def test_two_header_rows_merged_groups_and_totals_are_told_from_units() -> None:
    rows: list[list[object]] = [
        ["Mapping of the programme"],
        ["", "", "Year 1", "", "Year 2", "", "", ""],
        ["", "", "HLT401", "HLT402", "HLT501", "HLT502", "", ""],
        ["Ref", "KSB", "Anatomy\nand care", "Number work", "Law", "Total Quality", "Total", "Comments"],
        ["", "", 20, 20, 20, 20, "", ""],
        ["Knowledge"],
        ["K1", "How blood moves in the body", "x", "", "x", "x", 3, "Taught twice"],
        ["K2", "How records are kept there", "", "x", "", "", 1, ""],
        ["S1", "Take a pulse with great care", "x", "", "", "x", 2, ""],
        ["Total", "", 2, 1, 1, 2, 6],
    ]
    mapping, problems = read(sheet("Map", rows, merged=[(2, 3, 2, 4), (2, 5, 2, 8)]))
    assert problems == []
    assert said(mapping)["K1"][1] == "HLT401: Anatomy and care; HLT501: Law; HLT502: Total Quality"
    assert said(mapping)["K2"] == (FULL, "HLT402: Number work")
    assert claim(mapping, "K1").reason == "Taught twice"


def test_a_matrix_with_a_coverage_column_takes_the_coverage_from_it() -> None:
    rows = [
        ["KSB", "U1", "U2", "Coverage"],
        ["K1", "x", "", "Partial"],
        ["K2", "x", "x", "Full"],
        ["K3", "", "", "None"],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {"K1": (PARTIAL, "U1"), "K2": (FULL, "U1; U2"), "K3": (NOT_COVERED, None)}


def test_letters_under_no_unit_are_no_matrix() -> None:
    rows = [
        ["KSB", "Coverage", "Status", "U1"],
        ["K1", "F", "P", "Ward 3"],
        ["K2", "P", "F", "Ward 4"],
        ["S1", "F", "F"],
    ]
    mapping, _ = read(sheet("Map", rows))
    assert said(mapping) == {"K1": (FULL, None), "K2": (PARTIAL, None), "S1": (FULL, None)}


def test_percentages_that_add_up_are_shares() -> None:
    rows = [["KSB", "U1", "U2"], ["K1", "60%", "40%"], ["K2", "50%", "50%"], ["K3", "100%", ""]]
    mapping, _ = read(sheet("Map", rows))
    assert [c.coverage for c in mapping.claims] == [FULL, FULL, FULL]
    assert len(mapping.tables[0].assumed) == 2


def test_a_matrix_may_lie_the_other_way() -> None:
    rows: list[list[object]] = [
        ["Module", "Title", "Credits", "Knowledge", "", "Skills"],
        ["", "", "", "K1", "K2", "S1"],
        ["HLT401", "Anatomy", 20, "x", "", "P"],
        ["HLT402", "Law", 20, "", "", "P"],
        ["Total", "", 40, 1, 0, 2],
    ]
    mapping, problems = read(sheet("Map", rows, merged=[(1, 4, 1, 5)]))
    assert problems == []
    assert mapping.shape is Shape.MATRIX_ACROSS
    assert said(mapping) == {
        "K1": (FULL, "HLT401: Anatomy"),
        "K2": (None, None),
        "S1": (PARTIAL, "HLT401: Anatomy; HLT402: Law"),
    }
    s1 = claim(mapping, "S1")
    assert [(p.location.cell, p.named_at and p.named_at.cell) for p in s1.by_unit] == [("F3", "A3"), ("F4", "A4")]
    assert claim(mapping, "K2").at("units").cell == "E3"


def test_a_list_of_ksbs_beside_each_unit_is_turned_round() -> None:
    rows = [
        ["Unit code", "Unit title", "Level", "KSBs covered"],
        ["U1", "Anatomy", 4, "K1, K3-K4; S1"],
        ["U2", "Law", 4, "K1 (partial), K2 (P)"],
        ["U3", "Project", 5, None],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert (mapping.shape, mapping.header["ksb"].cell) == (Shape.UNIT_FIRST, "D1")
    assert said(mapping) == {
        "K1": (FULL, "U1: Anatomy; U2: Law"),
        "K3": (FULL, "U1: Anatomy"),
        "K4": (FULL, "U1: Anatomy"),
        "S1": (FULL, "U1: Anatomy"),
        "K2": (PARTIAL, "U2: Law"),
    }
    k1 = claim(mapping, "K1")
    assert [(p.coverage, p.location.cell, p.named_at and p.named_at.cell) for p in k1.by_unit] == [
        (None, "D2", "A2"),
        (PARTIAL, "D3", "A3"),
    ]


def test_knowledge_skills_and_behaviours_may_have_lists_of_their_own() -> None:
    rows = [["Module", "Knowledge", "Skills", "Behaviours"], ["U1", "1, 2", "S1-3", ""], ["U2", "2", "", "B1 & B2"]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert [c.ksb for c in mapping.claims] == ["K1", "K2", "S1", "S2", "S3", "B1", "B2"]


def test_outcomes_carry_on_under_their_unit() -> None:
    rows = [
        ["Module", "Learning outcome", "KSBs"],
        ["U1", "LO1: Explain how", "K1, K2"],
        ["", "LO2: Explain why", "K2"],
        ["U2", "LO1: Apply it", "K2, S1"],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert [(p.unit, p.outcomes) for p in claim(mapping, "K2").by_unit] == [("U1", "LO1; LO2"), ("U2", "LO1")]


def test_a_list_that_is_not_all_codes_is_asked_for() -> None:
    rows = [["Unit", "KSBs"], ["U1", "K1, K2"], ["U2", "K3 (only in part)"], ["U3", "K1, S2"], ["U4", "All skills"]]
    mapping, problems = read(sheet("Map", rows))
    assert [(p.field, p.where[0].cell) for p in problems] == [("ksb", "B3"), ("ksb", "B5")]
    assert [c.ksb for c in mapping.claims] == ["K1", "K2", "S2"]


def test_rows_for_pairs_become_one_claim_for_each_ksb() -> None:
    rows: list[list[object]] = [["KSB", "Unit", "Coverage", "Learning outcomes", "Reason"]]
    rows += [[k, u, "Full", "LO1", None] for k in ("K1", "K2", "K3", "S1") for u in ("U1", "U2")]
    rows += [["S2", "U1", "Partial", "LO1", "Some at work"], ["S2", "U2", "Not covered", None, None]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert (mapping.shape, mapping.sure) == (Shape.LONG, Sureness.LIKELY)
    assert said(mapping)["K1"] == (FULL, "U1; U2")
    assert said(mapping)["S2"] == (PARTIAL, "U1")
    s1 = claim(mapping, "S1")
    assert [(p.unit, p.location.cell, p.named_at and p.named_at.cell) for p in s1.by_unit] == [
        ("U1", "C8", "B8"),
        ("U2", "C9", "B9"),
    ]
    assert claim(mapping, "S2").reason == "Some at work"


@pytest.mark.parametrize(
    ("units", "shape"),
    [
        (("H/HSC/01", "H/HSC/02"), Shape.LONG),
        (("Health, Safety and Risk", "Law & Ethics"), Shape.LONG),
        (("U1", "U1, U2"), Shape.ROWS),
    ],
)
def test_a_name_with_a_separator_is_one_unit_unless_its_parts_are(units: tuple[str, str], shape: Shape) -> None:
    rows: list[list[object]] = [[k, u, "Full"] for k in ("K1", "K2", "K3", "S1") for u in units]
    mapping, _ = read(sheet("Map", [["KSB", "Unit", "Coverage"], *rows]))
    assert mapping.shape is shape


def test_a_pair_given_twice_stays_a_second_row_and_a_few_repeats_are_no_layout() -> None:
    pairs: list[list[object]] = [[k, u, "Full"] for k in ("K1", "K2", "K3") for u in ("U1", "U2")]
    mapping, _ = read(sheet("Map", [["KSB", "Unit", "Coverage"], *pairs, ["K1", "U2", "Partial"]]))
    assert [c.coverage for c in mapping.claims if c.ksb == "K1"] == [FULL, PARTIAL]
    rows: list[list[object]] = [[f"K{n}", "U1", "Full"] for n in range(1, 9)]
    mapping, _ = read(sheet("Map", [["KSB", "Unit", "Coverage"], *rows, ["K1", "U2", "Partial"]]))
    assert (mapping.shape, len(mapping.claims)) == (Shape.ROWS, 9)


def test_titles_that_begin_like_other_columns_are_units_still() -> None:
    rows: list[list[object]] = [
        ["", "", "Year 1", "", "Year 2", ""],
        ["Ref", "Statement", "Assessment of Care", "Duty and Law", "Coverage of Risk", "Page Design"],
        ["K1", "How blood moves in the body", "LO1", "", "LO2", ""],
        ["K2", "How records are kept there", "", "LO4 (P)", "", ""],
        ["S1", "Take a pulse with great care", "", "", "", "LO1-LO3"],
    ]
    mapping, problems = read(sheet("Map", rows, merged=[(1, 3, 1, 4), (1, 5, 1, 6)]))
    assert problems == []
    assert said(mapping) == {
        "K1": (FULL, "Assessment of Care; Coverage of Risk"),
        "K2": (PARTIAL, "Duty and Law"),
        "S1": (FULL, "Page Design"),
    }


@pytest.mark.parametrize("status", [["Core/Option", "Core", "Option"], ["M/O", "M", "O"]])
def test_levels_and_status_below_the_names_are_no_names(status: list[object]) -> None:
    rows: list[list[object]] = [
        ["", "Module code", "M1", "M2"],
        ["", "Module title", "Alpha", "Beta"],
        ["", "Credits", 20, 20],
        ["", *status],
        ["K1", "How blood moves in the body", "✓", ""],
        ["K2", "How records are kept there", "", "P"],
        ["S1", "Take a pulse with great care", "✓", "✓"],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert [c.units_text for c in mapping.claims] == ["M1: Alpha", "M2: Beta", "M1: Alpha; M2: Beta"]


def test_unit_codes_that_look_like_criteria_are_no_marks() -> None:
    rows = [["KSB", "Coverage", "Unit 1", "Unit 2"], ["K1", "Full", "M1", "P2"], ["K2", "Partial", "M3", ""]]
    mapping, problems = read(sheet("Map", [*rows, ["S1", "Full", "", "M4"]]))
    assert problems == []
    assert (mapping.shape, [c.units_text for c in mapping.claims]) == (Shape.ROWS, ["M1; P2", "M3", "M4"])


def test_a_column_of_a_unit_is_not_dropped_for_what_cannot_be_read_in_it() -> None:
    rows = [["KSB", "M1", "M2", "M3"], ["K1", "Fully", "p", "X"], ["K2", "Covered in week three", "p", "x"]]
    mapping, problems = read(sheet("Map", [*rows, ["S1", "as for K2", "", "x"]]))
    assert [problem.where[0].cell for problem in problems] == ["B3", "B4"]
    assert claim(mapping, "K1").units_text == "M1; M2; M3"


def test_lists_may_be_headed_by_how_far_they_are_covered() -> None:
    rows = [["Module", "KSBs fully covered", "KSBs partially covered"], ["M1", "K1, K2", "S1"], ["M2", "K3", "B1, K1"]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert {c.ksb: c.coverage for c in mapping.claims} == {
        "K1": FULL,
        "K2": FULL,
        "S1": PARTIAL,
        "K3": FULL,
        "B1": PARTIAL,
    }
    assert mapping.tables[0].assumed == ()


def test_columns_filled_from_the_left_with_numbers_name_units_and_others_are_a_matrix() -> None:
    header = ["KSB", "Coverage", "Unit 1", "Unit 2", "Unit 3"]
    numbers = [(2,), (1, 5), (4, 5, 6), (3,), (1, 2)]
    named, problems = read(sheet("Mapping", [header, *([f"K{i}", "Full", *own] for i, own in enumerate(numbers, 1))]))
    assert (named.shape, problems) == (Shape.ROWS, [])
    assert [claim.units_text for claim in named.claims] == ["2", "1; 5", "4; 5; 6", "3", "1; 2"]
    rows = [[f"K{i}", "Full", *[None] * (3 - len(own)), *own] for i, own in enumerate(numbers, 1)]
    crossed, _ = read(sheet("Mapping", [header, *rows]))
    assert crossed.shape is Shape.MATRIX


LONG: list[list[object]] = [
    ["KSB", "Unit", "Coverage"],
    ["K1", "U1", "Full"],
    [None, "U2", "Partial"],
    ["K2", "U1", "Full"],
    [None, "U3", "Partial"],
    [None, "U4", "Full"],
    ["S1", "U2", "Full"],
    [None, "U3", "Full"],
]


def test_a_code_on_the_first_of_its_rows_goes_for_those_below() -> None:
    mapping, problems = read(sheet("Map", LONG))
    assert problems == []
    assert mapping.shape is Shape.LONG
    assert said(mapping) == {"K1": (FULL, "U1; U2"), "K2": (FULL, "U1; U3; U4"), "S1": (FULL, "U2; U3")}
    assert claim(mapping, "K2").by_unit[1].location.cell == "C5"
    assert mapping.tables[0].assumed == (
        "4 rows of “Map” have no KSB code of their own, and were read with that above them.",
    )


def test_a_code_that_may_be_left_out_is_asked_for() -> None:
    """Between K1 and K3 the blank may stand for K2; below a statement of its own it does."""
    rows = [*LONG[:3], ["K3", *LONG[3][1:]], *LONG[4:]]
    _, problems = read(sheet("Map", rows))
    assert [(p.field, p.where[0].cell) for p in problems] == [("ksb", "A3")]
    worded = [[row[0], f"How to do it {n}", *row[1:]] for n, row in enumerate(LONG)]
    _, problems = read(sheet("Map", [["KSB", "Statement", "Unit", "Coverage"], *worded[1:]]))
    assert len(problems) == 4


def test_few_blanks_are_slips() -> None:
    _, problems = read(sheet("Map", [*LONG[:3], ["K2", "U1", "Full"], ["S1", "U2", "Full"]]))
    assert [p.where[0].cell for p in problems] == ["A3"]


def test_a_unit_over_its_ksbs_goes_for_those_below() -> None:
    rows = [
        ["Unit", "KSB", "Coverage"], ["U1", "K1", "Full"], [None, "K2", "Full"], [None, "S1", "Partial"],
        ["U2", "K1", "Partial"], [None, "K2", "Full"], [None, "S1", "Full"], [None, "B1", "Full"],
    ]  # fmt: skip
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "U1; U2"), "K2": (FULL, "U1; U2"), "S1": (FULL, "U1; U2"), "B1": (FULL, "U2")}
    assert "have no unit of their own" in mapping.tables[0].assumed[0]


def test_blank_units_of_a_table_that_goes_ksb_by_ksb_stay_blank() -> None:
    rows = [
        ["Unit", "KSB", "Coverage"],
        *([u, f"K{n}", "Full"] for n, u in enumerate(("U1", None, "U2", None, "U3"), 1)),
    ]
    mapping, _ = read(sheet("Map", rows))
    assert [c.units_text for c in mapping.claims] == ["U1", None, "U2", None, "U3"]


@pytest.mark.parametrize("header", ["KSBs covered", "Knowledge, skills and behaviours"])
def test_lists_of_ksbs_beside_units_are_no_coverage_whatever_their_header(header: str) -> None:
    rows = [["Code", "Unit title", header], ["U1", "Care", "K1\nK2\nS1"], ["U2", "Law", "K2\nB1"], ["U3", "Art", None]]
    mapping, problems = read(sheet("Map", rows))
    assert (mapping.shape, problems) == (Shape.UNIT_FIRST, [])
    assert [c.ksb for c in mapping.claims] == ["K1", "K2", "S1", "B1"]


def test_a_list_of_each_kind_beside_units_is_no_coverage() -> None:
    rows = [
        ["Code", "Title", "Knowledge covered", "Skills covered"],
        ["U1", "Care", "K1; K2", "S1, S2"],
        ["U2", "Law", "K2", "S2"],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert (mapping.shape, problems) == (Shape.UNIT_FIRST, [])
    assert [c.ksb for c in mapping.claims] == ["K1", "K2", "S1", "S2"]


def test_rows_for_each_ksb_and_unit_are_not_a_list_where_an_unknown_header_stands_over_their_coverage() -> None:
    rows = [["KSB code", "Module code", "Module title", "Fit"]]
    rows += [[f"K{n}", f"U{u}", f"Care {u}", "Partial" if u == 1 else "Full"] for n in range(1, 5) for u in (1, 2)]
    mapping, problems = read(sheet("Map", rows))
    assert (mapping.shape, problems) == (Shape.LONG, [])
    assert [pair.coverage for pair in claim(mapping, "K1").by_unit] == [PARTIAL, FULL]


@pytest.mark.parametrize("mark", ["1", "2, 3", "3"])
def test_numbers_under_the_names_of_units_are_no_counts(mark: str) -> None:
    names = ["Unit 1 Anatomy", "Unit 2 Time Management", "Total Quality"]
    rows: list[list[object]] = [["KSB", "Statement", *names]]
    rows += [[f"K{n}", "How blood moves in the body", mark, mark if n > 2 else None, mark] for n in range(1, 5)]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert claim(mapping, "K4").units_text == "; ".join(names)


def test_units_named_by_a_letter_and_a_title_are_no_key_to_the_marks() -> None:
    rows = [
        ["KSB", "F: Anatomy", "P: Care", "1: Law"],
        ["K1", "F", "P", None],
        ["K2", "P", None, "F"],
        ["S1", None, "F", "F"],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {
        "K1": (FULL, "F: Anatomy; P: Care"),
        "K2": (FULL, "F: Anatomy; 1: Law"),
        "S1": (FULL, "P: Care; 1: Law"),
    }


def test_units_may_go_by_single_letters() -> None:
    rows = [
        ["KSB", "A", "B", "F", "P"],
        ["K1", "x", None, "x", None],
        ["K2", None, "x", "x", None],
        ["S1", "x", None, None, "x"],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "A; F"), "K2": (FULL, "B; F"), "S1": (FULL, "A; P")}


def test_crosses_among_ticks_are_asked_about_where_every_cell_is_filled_in() -> None:
    rows = [["KSB", "U1", "U2", "U3"], ["K1", "✓", "x", "x"], ["K2", "x", "✓", "x"], ["S1", "x", "x", "✓"]]
    mapping, problems = read(sheet("Map", rows))
    assert {(p.field, p.found) for p in problems} == {("coverage", "x")}
    assert [claim.units_text for claim in mapping.claims] == ["U1", "U2", "U3"]


@pytest.mark.parametrize("merged", [[(1, 2, 1, 3), (1, 4, 1, 6)], []])
def test_a_unit_may_have_a_column_for_each_of_its_outcomes(merged: list[tuple[int, int, int, int]]) -> None:
    rows = [
        ["KSB", "U1 Anatomy", None, "U2 Care", None, None, None],
        [None, "LO1", "LO2", "LO1", "LO2", "LO3", "Comments"],
        ["K1", "x", "x", None, None, None, None],
        ["K2", None, None, "x", None, "x", "Taught late"],
        ["S1", "x", None, None, "x", None, None],
    ]
    mapping, problems = read(sheet("Map", rows, merged=merged))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "U1 Anatomy"), "K2": (FULL, "U2 Care"), "S1": (FULL, "U1 Anatomy; U2 Care")}
    assert [claim.outcomes for claim in mapping.claims] == ["LO1; LO2", "LO1; LO3", "LO1; LO2"]
    assert claim(mapping, "K2").reason == "Taught late"
    assert [pair.named_at.cell for pair in claim(mapping, "K2").by_unit if pair.named_at] == ["D1"]


def test_a_unit_may_have_columns_for_what_is_taught_and_what_is_assessed() -> None:
    rows = [["KSB", "U1", None, "U2", None], [None, "Taught", "Assessed", "Taught", "Assessed"]]
    rows += [["K1", "x", "x", None, None], ["K2", None, None, "x", None], ["S1", None, "x", None, "x"]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "U1"), "K2": (FULL, "U2"), "S1": (FULL, "U1; U2")}


@pytest.mark.parametrize(
    ("parts", "full", "partly"),
    [(["Full", "Partial"], ["x", None], [None, "x"]), (["Coverage", "LOs"], ["F", "LO2"], ["P", "LO1"])],
)
def test_a_unit_may_have_columns_for_how_far_it_covers_a_ksb(
    parts: list[str], full: list[str | None], partly: list[str | None]
) -> None:
    rows = [["KSB", "U1", None, "U2", None], [None, *parts, *parts]]
    rows += [["K1", *full, *partly], ["K2", *partly, None, None], ["S1", *partly, *partly]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "U1; U2"), "K2": (PARTIAL, "U1"), "S1": (PARTIAL, "U1; U2")}
    assert [pair.coverage for pair in claim(mapping, "K1").by_unit] == [FULL, PARTIAL]


def test_rows_that_group_the_units_do_not_name_them() -> None:
    rows = [
        ["KSB", "Semester 1", None, "Semester 2", None],
        [None, "Core", None, "Options", None],
        [None, "U1", "U2", "U3", "U4"],
    ]
    rows += [["K1", "x", None, "x", None], ["K2", None, "x", None, "x"], ["S1", "x", "x", None, None]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "U1; U3"), "K2": (FULL, "U2; U4"), "S1": (FULL, "U1; U2")}


CORE = [["KSB", "U1", "U2", "U3"], ["K1", "F", None, "P"], ["K2", None, "P", None], ["S1", "F", "F", None]]
OPTIONS = [["KSB", "U4", "U5"], ["K1", "P", None], ["K2", None, "F"], ["S1", None, None]]
TOGETHER = {"K1": (FULL, "U1; U3; U4"), "K2": (FULL, "U2; U5"), "S1": (FULL, "U1; U2")}


def test_matrices_one_below_the_other_for_other_units_are_one_mapping() -> None:
    mapping, problems = read(sheet("Map", [*CORE, *OPTIONS]))
    assert problems == []
    assert said(mapping) == TOGETHER
    assert [pair.location.cell for pair in claim(mapping, "K1").by_unit] == ["B2", "D2", "B6"]


def test_matrices_on_sheets_for_other_units_are_one_mapping() -> None:
    mapping, problems = read(sheet("Core", CORE), sheet("Options", OPTIONS))
    assert problems == []
    assert said(mapping) == TOGETHER


def test_a_matrix_whose_marks_are_all_of_one_unit_is_read_where_its_units_go_by_code() -> None:
    mapping, problems = read(
        sheet("Core", CORE), sheet("Options", [*OPTIONS[:2], ["K2", None, None], ["S1", "F", None]])
    )
    assert problems == []
    assert said(mapping)["K1"] == (FULL, "U1; U3; U4")


def test_rows_of_a_ksb_that_speak_of_the_same_unit_stay_apart() -> None:
    mapping, _ = read(
        sheet("Core", CORE), sheet("More", [["KSB", "U3", "U4"], ["K1", "F", "F"], ["K2", "F", "F"], ["S1", "F", "F"]])
    )
    assert [c.units_text for c in mapping.claims if c.ksb == "K1"] == ["U1; U3", "U3; U4"]


def test_a_header_said_again_in_a_matrix_and_facts_about_its_units_name_no_others() -> None:
    rows = [
        *CORE[:3],
        ["Skills", "U1", "U2", "U3"],
        ["Credits", 20, 20, 15],
        ["Status", "Core", "Core", "Option"],
        CORE[3],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert (problems, len(mapping.tables)) == ([], 1)
    assert said(mapping)["S1"] == (FULL, "U1; U2")


@pytest.mark.parametrize("codes", [("404", "405"), ("U4", "U5"), ("Unit 1", "Unit F")])
def test_a_second_header_may_name_units_by_numbers_or_letters(codes: tuple[str, str]) -> None:
    options = [[], ["KSB", *codes], ["K1", "P", None], ["K2", None, "F"]]
    mapping, problems = read(sheet("Map", [*CORE, *options]))
    assert problems == []
    assert said(mapping)["K2"] == (FULL, f"U2; {codes[1]}")


def test_a_second_header_that_cannot_be_read_is_asked_about() -> None:
    _, problems = read(sheet("Map", [*CORE, [], ["KSB", "F", "P"], ["K1", "P", None], ["K2", None, "F"]]))
    assert [(p.field, p.where[0].cell) for p in problems] == [("ksb", "A6")]


def test_units_with_columns_for_their_outcomes_may_go_by_numbers() -> None:
    rows = [["KSB", "401", None, "402", None], [None, "LO1", "LO2", "LO1", "LO2"]]
    rows += [["K1", "x", None, None, None], ["K2", None, None, "x", "x"], ["S1", None, "x", None, None]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "401"), "K2": (FULL, "402"), "S1": (FULL, "401")}


def test_columns_of_a_unit_that_nobody_used_do_not_hide_the_others() -> None:
    rows = [[None, "U1", None, "U2", None], ["KSB", "Full", "Partial", "Full", "Partial"]]
    rows += [["K1", "x", None, None, None], ["K2", None, None, "x", None], ["S1", "x", None, "x", None]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "U1"), "K2": (FULL, "U2"), "S1": (FULL, "U1; U2")}


def test_the_first_column_of_a_unit_names_it_though_nobody_used_it() -> None:
    rows = [["KSB", "U1", None, "U2", None], [None, "LO1", "LO2", "LO1", "LO2"]]
    rows += [["K1", None, "x", None, "x"], ["K2", None, None, "x", None], ["S1", None, "x", None, None]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "U1; U2"), "K2": (FULL, "U2"), "S1": (FULL, "U1")}


@pytest.mark.parametrize("words", [("Full", "Partial"), ("F", "P")])
def test_a_column_beside_the_units_that_alone_states_coverages_is_the_coverage_and_that_is_told(
    words: tuple[str, str],
) -> None:
    rows = [
        ["KSB", "U1", "U2", "Degree"],
        ["K1", "x", None, words[0]],
        ["K2", None, "x", words[1]],
        ["S1", "x", "x", words[1]],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert (problems, mapping.sure) == ([], Sureness.LIKELY)
    assert said(mapping) == {"K1": (FULL, "U1"), "K2": (PARTIAL, "U2"), "S1": (PARTIAL, "U1; U2")}
    assert "“Degree” in column D, by what it holds." in mapping.tables[0].assumed[0]


@pytest.mark.parametrize("name", ["U3", "Unit 3"])
def test_a_unit_that_alone_states_coverages_stays_a_unit(name: str) -> None:
    rows = [["KSB", "U1", "U2", name], ["K1", "x", None, "F"], ["K2", None, "x", "P"], ["S1", "x", "x", "P"]]
    mapping, _ = read(sheet("Map", rows))
    assert said(mapping)["K2"] == (FULL, f"U2; {name}")


def test_units_named_by_letters_may_have_columns_named_by_letters() -> None:
    rows = [["KSB", "A", None, "C", None, "F", None], [None, "F", "P", "F", "P", "F", "P"]]
    rows += [["K1", "x", None, None, "x", None, None], ["K2", None, "x", None, None, None, None]]
    mapping, problems = read(sheet("Map", [*rows, ["S1", None, None, None, None, "x", None]]))
    assert problems == []
    assert said(mapping) == {"K1": (FULL, "A; C"), "K2": (PARTIAL, "A"), "S1": (FULL, "F")}
