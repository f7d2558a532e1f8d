"""Claims from KSB mappings in the layouts that people send."""

import time

import pytest

from htq_core.location import Book
from htq_core.model.ksb import Coverage
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.read_as import Sureness
from htq_core.model.records import Claim, MappingSheet
from htq_core.reading import read_application, read_mapping
from htq_core.reading.grid import Sheet
from htq_core.reading.table import UNSTORED as UNSTORED_TEXT
from tests.reading.grids import UNSTORED, mapping_grid, sheet, structure_grid

FULL, PARTIAL, NOT_COVERED = Coverage.FULL, Coverage.PARTIAL, Coverage.NOT_COVERED
HEADER = ["KSB", "Statement", "Coverage", "Units", "Learning outcomes", "How assessed", "Reason if not full"]
ROWS = [
    ["K1", "How blood moves", "Full", "U1", "LO1", "Exam", None],
    ["S1", "Take a pulse", "Partial", "U1, U2", "LO2", None, "Practised safely at work"],
    ["B1", "Be kind", "Not covered", None, None, None, "Shown at work only"],
]


def read(*sheets: Sheet) -> tuple[MappingSheet, list[Problem]]:
    mapping, problems = read_mapping(mapping_grid(*sheets))
    assert mapping is not None
    return mapping, problems


def claims_of(rows: list[list[object]], **how: object) -> tuple[Claim, ...]:
    mapping, problems = read(sheet("Mapping", rows, **how))  # type: ignore[arg-type]
    assert problems == []
    return mapping.claims


def one(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


def codes(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.ksb for claim in claims]


def test_our_template_is_read_cell_by_cell() -> None:
    facts = [["Item", "Answer"], ["Occupational standard", "ST0827"], ["Standard version", "1.1"], ["Option"]]
    notes = [["How to fill in this workbook"], ["Coverage", "Full, Partial or Not covered"], ["Option", "Leave empty"]]
    mapping, problems = read(
        sheet("Instructions", notes), sheet("Standard", facts), sheet("KSB mapping", [HEADER, *ROWS])
    )
    assert problems == []
    first, second, third = mapping.claims
    assert (first.ksb, first.statement, first.coverage, first.units_text) == ("K1", "How blood moves", FULL, "U1")
    assert (first.outcomes, first.assessment, first.reason) == ("LO1", "Exam", None)
    assert (second.coverage, second.reason) == (PARTIAL, "Practised safely at work")
    assert (third.coverage, third.units_text, third.said("units")) == (NOT_COVERED, None, "")
    fields = ("ksb", "statement", "coverage", "units", "outcomes", "assessment", "reason")
    assert [str(third.at(name)) for name in fields] == [f"KSB mapping!{letter}4" for letter in "ABCDEFG"]
    assert [claim.position for claim in mapping.claims] == [0, 1, 2]
    assert mapping.details.values == {"standard": "ST0827", "version": "1.1"}
    assert str(mapping.details.at("option")) == "Standard!B4"
    assert str(mapping.header["ksb"]) == "KSB mapping!A1"
    assert mapping.columns_said["reason"] == "Reason if not full"


def test_a_university_mapping_is_read() -> None:
    rows: list[list[object]] = [
        ["FdSc Nursing Associate: mapping to the standard"],
        ["Programme title:", None, "FdSc Nursing Associate"],
        ["FHEQ level", None, 5],
        [],
        [
            "Ref",
            "Knowledge/Skill/Behaviour",
            "Extent of coverage (Fully/Partially)",
            "Module(s)",
            "Module LOs",
            "Justification",
        ],
        ["Knowledge"],
        [1, "How blood moves", "Fully covered", "NUR101", "LO1"],
        [2, "How to keep records", "Partially covered", "NUR101 and NUR102", "LO3", "Records are kept at work"],
        ["Skills"],
        ["1", "Take a pulse", "Fully", "NUR102", "LO1"],
        ["Behaviours"],
        [1, "Be kind", "Not covered", None, None, "Shown at work only"],
    ]
    mapping, problems = read(sheet("Map", rows, merged=[(1, 1, 1, 6), (2, 1, 2, 2), (3, 1, 3, 2), (6, 1, 6, 6)]))
    assert problems == []
    assert codes(mapping.claims) == ["K1", "K2", "S1", "B1"]
    assert [claim.heading for claim in mapping.claims] == ["Knowledge", "Knowledge", "Skills", "Behaviours"]
    assert [claim.coverage for claim in mapping.claims] == [FULL, PARTIAL, FULL, NOT_COVERED]
    assert str(mapping.claims[3].at("units")) == "Map!D12"
    assert mapping.details.values == {"title": "FdSc Nursing Associate", "level": 5.0}


def test_a_statement_first_mapping_is_read() -> None:
    rows = [
        ["Statement", "F/P/N", "Where covered", "Comments", "Ref"],
        ["How blood moves", "F", "U1", None, "K1"],
        ["Take a pulse", "P", "U2", "Practised safely at work", "S1"],
        ["Be kind", "N", None, "Shown at work only", "B1"],
    ]
    claims = claims_of(rows)
    assert [(c.ksb, c.statement, c.coverage) for c in claims] == [
        ("K1", "How blood moves", FULL),
        ("S1", "Take a pulse", PARTIAL),
        ("B1", "Be kind", NOT_COVERED),
    ]
    assert [str(claims[1].at(name)) for name in ("ksb", "coverage", "reason")] == [
        "Mapping!E3",
        "Mapping!B3",
        "Mapping!D3",
    ]


def test_columns_may_stand_in_any_order() -> None:
    order = [6, 3, 0, 5, 2, 1, 4]
    claims = claims_of([[row[n] if n < len(row) else None for n in order] for row in [HEADER, *ROWS]])
    assert [(c.ksb, c.coverage, c.units_text) for c in claims] == [
        ("K1", FULL, "U1"),
        ("S1", PARTIAL, "U1, U2"),
        ("B1", NOT_COVERED, None),
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["KSB", "Coverage", "Units"], ["K1 – How blood moves", "Full", "U1"]),
        (["KSB statement", "Coverage", "Units"], ["K1: How blood moves", "Full", "U1"]),
        (["Statement", "Coverage", "Units"], ["How blood moves (K1)", "Full", "U1"]),
        (["KSB", "Code", "Coverage", "Units"], ["How blood moves", "K1", "Full", "U1"]),
        (["KSB", "Something", "Coverage", "Units"], ["How blood moves", "K1", "Full", "U1"]),
        (["Statement", "Coverage", "Units", "Standard item"], ["How blood moves", "Full", "U1", "K1"]),
        (["Description", "KSB", "Coverage", "Units"], ["K1", "How blood moves", "Full", "U1"]),
        (["KSB", "Statement", "Coverage", "Units"], ["K1", "K1: How blood moves", "Full", "U1"]),
    ],
)
def test_the_code_is_found_wherever_it_stands(header: list[str], row: list[str]) -> None:
    (claim,) = claims_of([header, row])
    assert (claim.ksb, claim.coverage, claim.units_text) == ("K1", FULL, "U1")
    assert claim.statement.removesuffix(" (K1)") == "How blood moves"
    assert claim.said("ksb") == next(text for text in row if "K1" in text)


def test_serial_numbers_give_way_to_codes_in_the_statements() -> None:
    rows = [
        ["No", "KSB statement", "Coverage", "Units"],
        [1, "K1: Blood", "Full", "U1"],
        [2, "S1: Pulse", "Full", "U1"],
    ]
    assert codes(claims_of(rows)) == ["K1", "S1"]


def test_numbers_under_headings_outweigh_a_code_in_one_statement() -> None:
    rows = [
        ["Ref", "Statement", "Coverage", "Units"],
        ["Skills"],
        [1, "S9 Pulse", "Full", "U1"],
        [2, "Bed", "Full", "U1"],
    ]
    assert [(claim.ksb, claim.statement) for claim in claims_of(rows)] == [("S1", "S9 Pulse"), ("S2", "Bed")]


def test_several_codes_in_a_cell_make_a_claim_each() -> None:
    claims = claims_of([HEADER, ["K1, K2", None, "Full", "U1"]])
    assert codes(claims) == ["K1", "K2"]
    assert {claim.coverage for claim in claims} == {FULL}
    assert {str(claim.at("coverage")) for claim in claims} == {"Mapping!C2"}


@pytest.mark.parametrize(
    "reason", ["If partial, please explain", "Justification for partial coverage", "Coverage rationale"]
)
def test_comments_beside_a_reason_never_take_its_place(reason: str) -> None:
    header = ["KSB", "Statement", "Coverage", "Comments", reason, "Units"]
    first, second, third = claims_of(
        [
            header,
            ["K1", "One", "Partial", None, "Left to the workplace.", "U1"],
            ["K2", "Two", "Partial", "Left to the employer.", None, "U1"],
            ["K3", "Three", "Partial", None, None, "U1"],
        ]
    )
    assert (first.reason, second.reason, third.reason) == ("Left to the workplace.", "Left to the employer.", None)
    assert (second.at("reason").cell, third.at("reason").cell) == ("D3", "E4")


@pytest.mark.parametrize("about", ["Unit level", "Module leader", "Module credits", "Unit GLH"])
def test_a_fact_about_the_unit_names_no_unit(about: str) -> None:
    (claim,) = claims_of([["KSB", "Coverage", "Unit", about], ["K1", "Full", "U1", "4"]])
    assert claim.units_text == "U1"


def test_the_kind_may_stand_in_a_column_of_its_own() -> None:
    rows = [
        ["Type", "No", "Statement", "Coverage", "Units"],
        ["Knowledge", 1, "a", "Full", "U1"],
        ["Skill", 1, "b", "Full", "U1"],
    ]
    assert codes(claims_of(rows)) == ["K1", "S1"]


def test_a_kind_merged_down_the_side_counts_for_its_rows() -> None:
    rows = [
        [None, "No", "Statement", "Coverage", "Units"],
        ["Knowledge", 1, "a", "Full", "U1"],
        [None, 2, "b", "Full", "U1"],
    ]
    assert codes(claims_of([*rows, ["Skills", 1, "c", "Full", "U1"]], merged=[(2, 1, 3, 1)])) == ["K1", "K2", "S1"]


NUMBERED = ["No", "Statement", "Coverage", "Units"]


@pytest.mark.parametrize("said", ["Communication skills", "Practical Skills", "Knowledge transfer", "Skills"])
def test_another_column_that_mentions_a_kind_changes_nothing(said: str) -> None:
    rows = [
        [*NUMBERED, "Theme"],
        ["Knowledge"],
        [1, "a", "Full", "U1", said],
        [2, "b", "Full", "U1", "Planning"],
        ["Behaviours"],
        [1, "c", "Full", "U1", "Planning"],
        [2, "d", "Full", "U1", said],
        [3, "e", "Full", "U1", "Planning"],
    ]
    assert codes(claims_of(rows)) == ["K1", "K2", "B1", "B2", "B3"]


@pytest.mark.parametrize("kinds", [("Knowledge (K)", "Skills:"), ("K", "S"), ("Knowledge", "Skill(s)")])
@pytest.mark.parametrize("header", [None, "Type", "Part of the standard"])
def test_a_column_of_kinds_is_followed_under_any_header(kinds: tuple[str, str], header: str | None) -> None:
    first, second = kinds
    rows = [[header, *NUMBERED], [first, 1, "a", "Full", "U1"], [None, 2, "b", "Full", "U1"]]
    claims = claims_of([*rows, [second, 1, "c", "Full", "U1"]])
    assert [(claim.ksb, claim.heading) for claim in claims] == [("K1", first), ("K2", first), ("S1", second)]


LEFTMOST = ["Reason", "Units", "Learning outcomes", "Coverage", "How assessed"]


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize("name", LEFTMOST)
@pytest.mark.parametrize("numbers", [(1, 2, 1), ("K1", "K2", "S1")])
def test_a_kind_heading_is_followed_in_whichever_column(name: str, across: bool, numbers: tuple[object, ...]) -> None:
    header = [name, *(other for other in LEFTMOST if other != name), "KSB ref", "Statement"]
    said = {"Reason": None, "Units": "U1", "Learning outcomes": "LO1", "Coverage": "Full", "How assessed": "Exam"}
    full = [[*(said[column] for column in header[:5]), number, "a"] for number in numbers]
    rows = [header, ["Knowledge"], *full[:2], ["Skills – the learner can:"], full[2]]
    claims = claims_of(rows, merged=[(2, 1, 2, 7), (5, 1, 5, 7)] if across else [])
    assert [(claim.ksb, claim.heading) for claim in claims] == [
        ("K1", "Knowledge"),
        ("K2", "Knowledge"),
        ("S1", "Skills – the learner can:"),
    ]


def test_any_text_merged_across_the_codes_is_a_heading() -> None:
    rows = [["Reason", *HEADER[:4]], ["Core duties"], [None, *ROWS[0][:4]]]
    assert [claim.heading for claim in claims_of(rows, merged=[(2, 1, 2, 5)])] == ["Core duties"]


@pytest.mark.parametrize("said", ["Practical skills", "S"])
def test_a_text_that_is_more_or_less_than_a_kind_is_no_heading_among_the_units(said: str) -> None:
    rows = [["Units", *NUMBERED[:3]], ["Knowledge"], ["U1", 1, "a", "Full"], [said], ["U1", 2, "b", "Full"]]
    mapping, problems = read(sheet("Mapping", rows))
    assert codes(mapping.claims) == ["K1", "K2"]
    assert (one(problems).field, str(one(problems).where[0])) == ("ksb", "Mapping!B4")


def test_a_statement_that_begins_with_a_printed_code_is_no_second_code() -> None:
    rows = [["KSB", "Coverage", "Units"], ["K1\nK3   how blood moves", "Full", "U1"], ["K2\nK1   bones", "Full", "U1"]]
    assert [(claim.ksb, claim.statement) for claim in claims_of(rows)] == [
        ("K1", "K3 how blood moves"),
        ("K2", "K1 bones"),
    ]


def test_a_sheet_for_each_kind_is_read_as_one_mapping() -> None:
    header = ["No", "Statement", "Coverage", "Units"]
    kinds = [sheet(name, [header, [1, "a", "Full", "U1"]]) for name in ("Knowledge", "Skills", "Behaviours")]
    mapping, problems = read(*kinds)
    assert (codes(mapping.claims), problems) == (["K1", "S1", "B1"], [])
    assert [claim.position for claim in mapping.claims] == [0, 1, 2]


def test_of_a_tab_for_each_standard_the_one_filled_in_counts() -> None:
    blank = sheet("Other", [HEADER, ["K1", "x"], ["K2", "y"], ["K3", "z"], ["S1", "s"]])
    mapping, problems = read(blank, sheet("Ours", [HEADER, *ROWS]))
    assert (codes(mapping.claims), problems) == (["K1", "S1", "B1"], [])
    assert mapping.claims[0].anchor.sheet == "Ours"


def by_sheet(one: list[list[object]], other: list[list[object]]) -> list[tuple[str, str, str | None]]:
    """The claims of a mapping on two sheets: code, sheet and units."""
    mapping, problems = read(sheet("Year 1", [HEADER, *one]), sheet("Year 2", [HEADER, *other]))
    assert (problems, [claim.position for claim in mapping.claims]) == ([], list(range(len(mapping.claims))))
    return [(claim.ksb, claim.anchor.sheet, claim.units_text) for claim in mapping.claims]


def test_sheets_that_fill_in_each_others_gaps_are_one_mapping() -> None:
    one: list[list[object]] = [["K1", "x", "Full", "U1"], ["S1", "y"], ["B1", "z"]]
    other: list[list[object]] = [["K1", "x"], ["S1", "y", "Full", "U2"], ["B1", "z"]]
    assert by_sheet(one, other) == [("K1", "Year 1", "U1"), ("B1", "Year 1", None), ("S1", "Year 2", "U2")]


def test_a_filled_row_of_a_further_sheet_is_never_lost() -> None:
    one: list[list[object]] = [["K1", "x", "Full", "U1"], ["S1", "y", "Full", "U1"]]
    other: list[list[object]] = [["K2", "z", "Full", "U2"], ["K1", "x", "Full", "U2"]]
    first = [("K1", "Year 1", "U1"), ("S1", "Year 1", "U1")]
    assert by_sheet(one, other) == [*first, ("K2", "Year 2", "U2"), ("K1", "Year 2", "U2")]


@pytest.mark.parametrize("again", [["K1", "x", "Full", "U1"], ["K1", "x", "Full"], ["K1", "x"]])
def test_a_row_that_says_nothing_new_counts_once(again: list[object]) -> None:
    one: list[list[object]] = [["K1", "x", "Full", "U1"], ["S1", "y", "Full", "U1"]]
    assert by_sheet(one, [again, ["B1", "b", "Full", "U2"]]) == [
        ("K1", "Year 1", "U1"),
        ("S1", "Year 1", "U1"),
        ("B1", "Year 2", "U2"),
    ]


def test_repeated_rows_of_one_sheet_all_count() -> None:
    assert codes(claims_of([HEADER, ROWS[0], ROWS[0], ["K1", "x"]])) == ["K1", "K1", "K1"]


def test_repeated_headers_and_blank_rows_are_passed_over() -> None:
    rows = [HEADER, ROWS[0], [], HEADER, [], [], ROWS[1], HEADER, ROWS[2]]
    claims = claims_of(rows)
    assert [str(claim.anchor) for claim in claims] == ["Mapping!A2", "Mapping!A7", "Mapping!A9"]


def test_a_header_repeated_for_the_next_kind_changes_the_kind() -> None:
    header = ["No", "Knowledge", "Coverage", "Units"]
    rows = [header, [1, "a", "Full", "U1"], ["No", "Skills", "Coverage", "Units"], [1, "b", "Full", "U1"]]
    assert codes(claims_of(rows)) == ["K1", "S1"]


def test_hidden_rows_are_read_as_usual() -> None:
    assert codes(claims_of([HEADER, *ROWS], hidden_rows=[3])) == ["K1", "S1", "B1"]


@pytest.mark.parametrize("row", [["K9"], [None, None, None, "see me"], ["Signed by the dean"], [None, "K9"], [7]])
def test_a_stray_cell_far_below_is_no_claim(row: list[object]) -> None:
    assert codes(claims_of([HEADER, *ROWS, *[[]] * 60, row])) == ["K1", "S1", "B1"]


def test_a_full_row_far_below_is_a_claim() -> None:
    claims = claims_of([HEADER, *ROWS, *[[]] * 60, ["K9", "More", "Full", "U1"]])
    assert (claims[-1].ksb, str(claims[-1].anchor)) == ("K9", "Mapping!A65")


def test_a_code_alone_among_the_rows_is_a_claim_not_filled_in() -> None:
    claims = claims_of([HEADER, ROWS[0], ["K2"], ROWS[1]])
    assert (claims[1].ksb, claims[1].coverages, claims[1].said("coverage"), str(claims[1].at("coverage"))) == (
        "K2",
        (),
        "",
        "Mapping!C3",
    )


@pytest.mark.parametrize(
    "row",
    [
        ["Total covered", None, 12, 3],
        ["Note: the mapping was agreed with employers in the spring."],
        [None, "Prepared by the course team"],
        [None, None, None, "Approved by committee, June"],
        [None, None, "Full: 38"],
        [None, None, None, None, None, None, "All agreed with employers"],
        [None, "Total", "Full: 38", "2 units"],
    ],
)
def test_totals_and_notes_under_the_table_are_no_claims(row: list[object]) -> None:
    assert codes(claims_of([HEADER, *ROWS, row])) == ["K1", "S1", "B1"]


def test_several_notes_under_the_table_are_no_claims() -> None:
    notes: list[list[object]] = [[None, None, "Full: 38"], [None, None, "Partial: 4"], [None, None, None, "June"]]
    assert codes(claims_of([HEADER, *ROWS, *notes])) == ["K1", "S1", "B1"]


@pytest.mark.parametrize("row", [[None, None, None, "U7"], [None, None, "Full"]])
def test_one_text_between_two_ksbs_is_asked_about(row: list[object]) -> None:
    mapping, problems = read(sheet("Mapping", [HEADER, ROWS[0], row, ROWS[1]]))
    assert codes(mapping.claims) == ["K1", "S1"]
    assert (one(problems).field, one(problems).found, str(one(problems).where[0])) == ("ksb", "", "Mapping!A3")


def test_a_row_that_claims_something_under_the_last_ksb_is_asked_about() -> None:
    _, problems = read(sheet("Mapping", [HEADER, *ROWS, [None, None, "Full", "U1"]]))
    assert str(one(problems).where[0]) == "Mapping!A5"


def test_a_guidance_row_under_the_header_is_no_claim() -> None:
    guidance = ["Code", "As published", "Full / Partial / Not covered", "Unit codes"]
    assert codes(claims_of([HEADER, guidance, *ROWS])) == ["K1", "S1", "B1"]


@pytest.mark.parametrize("said", [None, "KI", "Knowledge", "12th"])
def test_a_row_that_claims_something_for_no_code_is_asked_about(said: str | None) -> None:
    mapping, problems = read(sheet("Mapping", [HEADER, ROWS[0], [said, "Lost", "Full", "U1"], ROWS[1]]))
    problem = one(problems)
    assert codes(mapping.claims) == ["K1", "S1"]
    assert (problem.kind, problem.field, problem.found) == (ProblemKind.NOT_UNDERSTOOD, "ksb", said or "")
    assert [str(place) for place in problem.where] == ["Mapping!A3"]


def test_a_value_merged_over_rows_belongs_to_each_of_them() -> None:
    rows = [HEADER, ["K1", "a", "Full", "U1"], ["K2", "b", None, None], ["K3", "c", None, "U2"]]
    claims = claims_of(rows, merged=[(2, 3, 4, 3), (2, 4, 3, 4)])
    assert [(c.coverage, c.units_text, str(c.at("coverage"))) for c in claims] == [
        (FULL, "U1", "Mapping!C2"),
        (FULL, "U1", "Mapping!C2"),
        (FULL, "U2", "Mapping!C2"),
    ]


def test_a_code_merged_over_rows_invents_none() -> None:
    rows = [HEADER, ["K1", "a", "Full", "U1"], [None, "and so on"], ["K2", "b", "Full", "U1"]]
    assert codes(claims_of(rows, merged=[(2, 1, 3, 1)])) == ["K1", "K2"]


@pytest.mark.parametrize("said", ["Mostly", "Prt", "50%"])
def test_an_unknown_coverage_is_asked_about(said: str) -> None:
    mapping, problems = read(sheet("Mapping", [HEADER, ["K1", "a", said, "U1"]]))
    expected = Problem(
        ProblemKind.NOT_UNDERSTOOD, Book.MAPPING, (mapping.claims[0].at("coverage"),), "coverage", said,
        "full, partial or not covered", "K1",
    )  # fmt: skip
    assert problems == [expected]
    assert (mapping.claims[0].coverage, mapping.claims[0].said("coverage")) == (None, said)


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        ("#REF!", ProblemKind.ERROR_CELL, "#REF!"),
        (UNSTORED, ProblemKind.NO_STORED_VALUE, UNSTORED_TEXT),
        ("TBC", ProblemKind.PLACEHOLDER, "TBC"),
        ("[insert here]", ProblemKind.PLACEHOLDER, "[insert here]"),
    ],
)
@pytest.mark.parametrize("column", range(1, 7))
def test_a_cell_without_a_value_is_noted_where_it_stands(
    value: object, kind: ProblemKind, said: str, column: int
) -> None:
    row = ["K1", "a", "Full", "U1", "LO1", "Exam", "A reason", "outside"]
    name = ["ksb", "statement", "coverage", "units", "outcomes", "assessment", "reason"][column]
    mapping, problems = read(sheet("Mapping", [HEADER, [*row[:column], value, *row[column + 1 :]], ROWS[1]]))
    problem = one(problems)
    assert (problem.kind, problem.field, problem.found, problem.subject) == (kind, name, said, "K1")
    assert problem.where == (mapping.claims[0].at(name),)
    assert mapping.claims[0].said(name) == said
    attribute = {"coverage": "coverages", "units": "units_text"}.get(name, name)
    assert not getattr(mapping.claims[0], attribute)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("TBC", ProblemKind.PLACEHOLDER),
        ("Example", ProblemKind.PLACEHOLDER),
        ("e.g. K1", ProblemKind.PLACEHOLDER),
        ("#N/A", ProblemKind.ERROR_CELL),
        (UNSTORED, ProblemKind.NO_STORED_VALUE),
    ],
)
def test_a_code_without_a_value_is_noted(said: object, kind: ProblemKind) -> None:
    mapping, problems = read(sheet("Mapping", [HEADER, [said, "a", "Full", "U1"], ROWS[1]]))
    assert (one(problems).kind, one(problems).field, codes(mapping.claims)) == (kind, "ksb", ["S1"])


def test_trouble_outside_the_table_is_nobodys_business() -> None:
    claims_of([HEADER, [*ROWS[0], None, "#REF!"], *ROWS[1:], [], [None] * 9 + ["TBC"]])


@pytest.mark.parametrize("said", ["-", "–", "n/a", "None", "nil"])
def test_nothing_may_be_said_with_a_dash_or_a_word(said: str) -> None:
    (claim,) = claims_of([HEADER, ["K1", "a", "Not covered", said, said, said, "Not taught here"]])
    assert (claim.units_text, claim.outcomes, claim.assessment, claim.said("units")) == (None, None, None, "")


def test_a_stub_of_a_reason_stays_as_it_is() -> None:
    claims = claims_of(
        [HEADER, ["K1", "a", "Partial", "U1", None, None, "n/a"], ["K2", "a", "Partial", "U1", None, None, "-"]]
    )
    assert [claim.reason for claim in claims] == ["n/a", None]


@pytest.mark.parametrize("header", [HEADER, HEADER[:6]])
def test_a_reason_may_stand_in_the_coverage_cell(header: list[str]) -> None:
    (claim,) = claims_of([header, ["K1", "x", "Partial - the rest is learned at work", "U1", "LO1", "Exam"]])
    assert (claim.coverage, claim.reason) == (PARTIAL, "the rest is learned at work")
    assert (claim.said("reason"), str(claim.at("reason"))) == (claim.reason, "Mapping!C2")
    assert claim.said("coverage") == "Partial - the rest is learned at work"


def test_a_reason_in_its_own_column_counts_before_the_coverage_cell() -> None:
    own, full = claims_of(
        [HEADER, ["K1", "x", "Partial (see G)", "U1", None, None, "Safer at work"], ["K2", "y", "Full - U1"]]
    )
    assert (own.reason, str(own.at("reason"))) == ("Safer at work", "Mapping!G2")
    assert (full.coverage, full.reason) == (FULL, None)


def test_one_cell_may_state_two_coverages() -> None:
    (claim,) = claims_of([HEADER, ["K1", "a", "Full / Partial", "U1"]])
    assert (claim.coverages, claim.coverage) == ((FULL, PARTIAL), None)


TICKS = ["KSB", "Statement", "Full", "Partial", "None", "Units"]


@pytest.mark.parametrize(
    ("boxes", "coverages", "where"),
    [
        (["x", None, None], (FULL,), "C2"),
        ([None, "✓", None], (PARTIAL,), "D2"),
        ([None, None, "X"], (NOT_COVERED,), "E2"),
        (["Full", None, None], (FULL,), "C2"),
        (["Yes", "No", "No"], (FULL,), "C2"),
        ([True, False, False], (FULL,), "C2"),
        ([None, None, None], (), "C2"),
        (["x", "x", None], (FULL, PARTIAL), "C2"),
    ],
)
def test_coverage_may_be_ticked_in_columns(boxes: list[object], coverages: tuple[Coverage, ...], where: str) -> None:
    claim = claims_of([TICKS, ["K1", "a", *boxes, "U1"], ["K2", "b", "x", None, None, "U1"]])[0]
    assert (claim.coverages, str(claim.at("coverage"))) == (coverages, f"Mapping!{where}")
    assert bool(claim.said("coverage")) is bool(coverages)


def test_an_odd_tick_is_asked_about() -> None:
    mapping, problems = read(sheet("Mapping", [TICKS, ["K1", "a", None, "U1", None, "U1"]]))
    assert (one(problems).field, one(problems).found, str(one(problems).where[0])) == ("coverage", "U1", "Mapping!D2")
    assert (mapping.claims[0].coverages, mapping.claims[0].said("coverage")) == ((), "U1")
    assert str(mapping.header["coverage"]) == "Mapping!C1"


def test_a_tick_under_not_covered_alone_means_not_covered() -> None:
    (claim,) = claims_of([["KSB", "Coverage", "Not covered", "Units"], ["K1", None, "x", "U1"]])
    assert (claim.coverages, str(claim.at("coverage"))) == ((NOT_COVERED,), "Mapping!C2")


def test_a_plain_yes_gives_way_to_the_tick_beside_it() -> None:
    claims = claims_of(
        [
            ["KSB", "Covered?", "Full", "Partial", "Units"],
            ["K1", "Yes", None, "x", "U1"],
            ["K2", "Yes", "x", None, "U1"],
        ]
    )
    assert [claim.coverages for claim in claims] == [(PARTIAL,), (FULL,)]


def test_several_unit_columns_are_joined() -> None:
    rows = [
        ["KSB", "Coverage", "Unit 1", "Unit 2"],
        ["K1", "Full", "U1", "U2"],
        ["K2", "Full", None, "U2"],
        ["K3", "Full"],
    ]
    claims = claims_of(rows)
    assert [(c.units_text, str(c.at("units"))) for c in claims] == [
        ("U1; U2", "Mapping!C2"),
        ("U2", "Mapping!D3"),
        (None, "Mapping!C4"),
    ]


@pytest.mark.parametrize(
    ("headers", "held", "units"),
    [
        (("Module code", "Module title"), ("U2", "Data handling"), "U2: Data handling"),
        (("Unit title", "Unit number"), ("Data, old and new", "U2"), "U2: Data, old and new"),
        (("Unit code", "Unit title"), ("U1\nU2", "Care\nData, old and new"), "U1: Care; U2: Data, old and new"),
        (("Unit code", "Unit title"), ("U1, U2", "Care, Data"), "U1: Care; U2: Data"),
        (("Unit code", "Unit title"), ("U1, U2", "Care"), "U1, U2; Care"),
        (("Unit code", "Unit title"), ("U1", "n/a"), "U1"),
        (("Unit code", "Unit title"), (None, "Care"), "Care"),
        (("Unit 1", "Unit 2"), ("U1", "U2"), "U1; U2"),
    ],
)
def test_a_title_belongs_to_the_code_in_the_column_beside(
    headers: tuple[str, str], held: tuple[str | None, str], units: str
) -> None:
    (claim,) = claims_of([["KSB", "Statement", "Coverage", *headers], ["K1", "x", "Full", *held]])
    assert (claim.units_text, claim.said("units")) == (units, units)


def test_several_pairs_of_columns_each_make_a_unit() -> None:
    header = ["KSB", "Coverage", "Unit 1 code", "Unit 1 title", "Unit 2 code", "Unit 2 title"]
    first, second = claims_of([header, ["K1", "Full", "U1", "Care", "U2", "Data"], ["K2", "Full", "U1", "Care"]])
    assert (first.units_text, second.units_text) == ("U1: Care; U2: Data", "U1: Care")


def test_further_columns_are_kept_as_entries() -> None:
    (claim,) = claims_of([[*HEADER, "Page", "Duty", "Pathway"], [*ROWS[0], "12", None, "Adult"]])
    assert (claim.said("page"), claim.said("duty"), claim.said("pathway"), str(claim.at("duty"))) == (
        "12",
        "",
        "Adult",
        "Mapping!I2",
    )


@pytest.mark.parametrize(("column", "name"), [(2, "coverage"), (3, "units")])
def test_a_missing_column_is_noted_at_the_ksb_header(column: int, name: str) -> None:
    _, problems = read(sheet("Mapping", [row[:column] + row[column + 1 :] for row in [HEADER, *ROWS]], top=3))
    problem = one(problems)
    assert (problem.kind, problem.field, str(problem.where[0])) == (ProblemKind.MISSING_COLUMN, name, "Mapping!A3")


def test_statements_without_any_codes_lack_a_column() -> None:
    for header in ("KSB", "Statement"):
        rows = [
            [header, "Coverage", "Units"],
            ["Knowledge"],
            ["How the blood moves around", "Full", "U1"],
            ["How to be kind", "Full", "U1"],
        ]
        mapping, problems = read(sheet("Mapping", rows))
        assert (one(problems).kind, one(problems).field, mapping.claims) == (ProblemKind.MISSING_COLUMN, "ksb", ())
        assert str(one(problems).where[0]) == "Mapping!A1"


def test_a_template_as_it_was_issued_is_not_filled_in() -> None:
    mapping, problems = read(sheet("Mapping", [HEADER, *[row[:2] for row in ROWS]]))
    assert (one(problems).kind, one(problems).field) == (ProblemKind.NOT_FILLED_IN, "coverage")
    assert str(one(problems).where[0]) == "Mapping!C2"
    assert codes(mapping.claims) == ["K1", "S1", "B1"]


def test_a_header_without_rows_is_not_filled_in() -> None:
    mapping, problems = read(sheet("Mapping", [HEADER]))
    assert (one(problems).kind, str(one(problems).where[0]), mapping.claims) == (
        ProblemKind.NOT_FILLED_IN,
        "Mapping!A2",
        (),
    )


def test_nothing_like_a_mapping_is_a_missing_table() -> None:
    for rows in ([], [["Minutes of a meeting"], ["Present", "Apologies"]], [["Full", "Partial"], ["x", "y"]]):
        mapping, problems = read_mapping(mapping_grid(sheet("Sheet1", rows)))
        assert (mapping, one(problems).kind, one(problems).book) == (None, ProblemKind.MISSING_TABLE, Book.MAPPING)


MAPPING_SHEET = sheet("Map", [HEADER, *ROWS])
UNIT_SHEET = sheet(
    "Units", [["Unit code", "Unit title", "Level", "Credits", "Status"], ["U1", "Anatomy", 4, 20, "Core"]]
)
OTHER_SHEET = sheet("Minutes", [["Present", "Apologies"], ["Ann", "Bob"]])
WRONG, MISSING = ProblemKind.WRONG_PLACE, ProblemKind.MISSING_TABLE


@pytest.mark.parametrize(
    ("mapping", "structure", "kinds"),
    [
        (MAPPING_SHEET, UNIT_SHEET, {}),
        (UNIT_SHEET, MAPPING_SHEET, {Book.MAPPING: WRONG, Book.STRUCTURE: WRONG}),
        (MAPPING_SHEET, MAPPING_SHEET, {Book.STRUCTURE: WRONG}),
        (UNIT_SHEET, UNIT_SHEET, {Book.MAPPING: WRONG}),
        (OTHER_SHEET, UNIT_SHEET, {Book.MAPPING: MISSING}),
        (MAPPING_SHEET, OTHER_SHEET, {Book.STRUCTURE: MISSING}),
        (OTHER_SHEET, OTHER_SHEET, {Book.MAPPING: MISSING, Book.STRUCTURE: MISSING}),
        (UNIT_SHEET, OTHER_SHEET, {Book.MAPPING: WRONG, Book.STRUCTURE: MISSING}),
        (UNIT_SHEET, None, {Book.MAPPING: WRONG}),
        (None, MAPPING_SHEET, {Book.STRUCTURE: WRONG}),
        (None, None, {}),
    ],
)
def test_each_workbook_belongs_in_its_place(
    mapping: Sheet | None, structure: Sheet | None, kinds: dict[Book, ProblemKind]
) -> None:
    reading = read_application(mapping and mapping_grid(mapping), structure and structure_grid(structure))
    assert {problem.book: problem.kind for problem in reading.problems} == kinds
    assert (reading.mapping is not None) is (mapping is not None and Book.MAPPING not in kinds)
    assert (reading.structure is not None) is (structure is not None and Book.STRUCTURE not in kinds)


def test_one_workbook_may_hold_both() -> None:
    for sheets in ((MAPPING_SHEET, UNIT_SHEET), (UNIT_SHEET, MAPPING_SHEET)):
        alone = read_application(mapping_grid(*sheets), None)
        assert alone.mapping
        assert alone.structure
        assert (alone.structure.units[0].anchor.book, alone.problems) == (Book.MAPPING, ())
        other = read_application(None, structure_grid(*sheets))
        assert other.mapping
        assert (other.mapping.claims[0].anchor.book, other.problems) == (Book.STRUCTURE, ())
        twice = read_application(mapping_grid(*sheets), structure_grid(*sheets))
        assert twice.structure
        assert (twice.structure.units[0].anchor.book, twice.problems) == (Book.STRUCTURE, ())


def test_a_very_large_workbook_is_read_in_time() -> None:
    rows: list[list[object]] = [HEADER]
    rows += [
        [f"K{n % 900 + 1}", f"Statement {n} " + "of some length " * 5, "Full", "U1, U2", "LO1", "Exam", None]
        for n in range(43_000)
    ]
    grid = mapping_grid(sheet("Mapping", rows, merged=[(n, 3, n + 1, 3) for n in range(2, 4000, 2)]))
    started = time.process_time()
    mapping, _ = read_mapping(grid)
    assert mapping is not None
    assert len(mapping.claims) == 43_000
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "text",
    [
        "K1, " * 8000,
        "(" * 32_000,
        "Full/" * 6000,
        "x-" * 16_000,
        "a " * 16_000,
        "U1 60% " * 4000,
        "<" * 30_000,
        "[insert" * 4000,
    ],
)
def test_a_hostile_text_costs_no_time(text: str) -> None:
    started = time.process_time()
    read_mapping(mapping_grid(sheet("Mapping", [HEADER, ["K1", text, text, text, text, text, text], [text] * 7])))
    header = ["Unit code", "Unit title", "Level", "Credits", "Status", "Assessment", "Required first", "Pathway"]
    read_application(None, structure_grid(sheet("Units", [header, ["U1", *[text] * 7], [text] * 8], top=2)))
    assert time.process_time() - started < 20


@pytest.mark.parametrize("heading", ["Knowledge", "Knowledge – the learner knows:"])
def test_the_first_kind_may_be_named_above_the_header_and_each_header_again_for_the_next(heading: str) -> None:
    header = ["Ref", "Statement", "Coverage", "Units"]
    rows = [["Mapping"], [heading], header, [1, "a", "Full", "U1"], [], ["Skills"], header, [1, "b", "Full", "U1"]]
    assert [(claim.ksb, claim.heading) for claim in claims_of(rows)] == [("K1", heading), ("S1", "Skills")]


def test_tables_beside_one_another_are_read_each_by_its_own_headers() -> None:
    header = ["KSB", "Coverage", "Units"]
    rows = [[*header, None, *header], *([f"K{n}", "Full", "U1", None, f"S{n}", "Partial", "U2"] for n in (1, 2))]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert [(c.ksb, c.coverage, c.units, c.anchor.cell) for c in mapping.claims] == [
        ("K1", Coverage.FULL, "U1", "A2"), ("K2", Coverage.FULL, "U1", "A3"),
        ("S1", Coverage.PARTIAL, "U2", "E2"), ("S2", Coverage.PARTIAL, "U2", "E3"),
    ]  # fmt: skip


def test_a_further_header_with_its_columns_in_another_order_goes_for_the_rows_below_it() -> None:
    rows = [
        ["KSB", "Coverage", "Units"],
        ["K1", "Full", "U1"],
        [],
        ["KSB", "Units", "Full/Partial"],
        ["S1", "U2", "Partial"],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert [(c.ksb, c.coverage, c.units) for c in mapping.claims][1] == ("S1", Coverage.PARTIAL, "U2")


def test_covered_but_not_fully_is_partial() -> None:
    rows = [
        ["KSB", "Covered?", "Fully?", "Units"],
        ["K1", "Yes", "Yes", "U1"],
        ["K2", "Yes", "No", "U1"],
        ["K3", "Yes", None, "U1"],
        ["S1", "No", "No", None],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    expected = [Coverage.FULL, Coverage.PARTIAL, Coverage.PARTIAL, Coverage.NOT_COVERED]
    assert [c.coverage for c in mapping.claims] == expected


def test_a_second_column_for_coverage_leaves_a_doubt_that_is_told() -> None:
    rows = [["KSB", "Coverage (HNC)", "Coverage (HND)", "Units"], ["K1", "Full", "Partial", "U1"]]
    mapping, _ = read(sheet("Map", rows))
    assert mapping.sure is Sureness.LIKELY
    assert mapping.tables[0].assumed == (
        "The coverage was read from “Coverage (HNC)” in column B, and not from “Coverage (HND)” in column C.",
    )
    plain, _ = read(sheet("Map", [[*rows[0][:2], "Coverage notes", "Units"], ["K1", "Full", "why", "U1"]]))
    assert (plain.sure, plain.tables[0].assumed) == (Sureness.SURE, ())


def test_a_column_of_units_by_name_makes_no_matrix() -> None:
    rows = [["KSB", "Mapped (Y/N)", "How far", "Units"], *([f"K{n}", "Y", "Full", f"U{n}"] for n in range(1, 5))]
    mapping, problems = read(sheet("Map", rows))
    assert [c.units for c in mapping.claims] == ["U1", "U2", "U3", "U4"]
    assert [c.coverage for c in mapping.claims] == [FULL] * 4
    assert problems == []


def test_a_row_may_go_on_with_the_statement_and_the_outcomes_of_the_one_above() -> None:
    rows = [
        ["KSB", "Statement", "Coverage", "Units", "Learning outcomes"],
        ["K1", "How care", "Full", "U1", "LO1"],
        [None, "is planned", None, None, "LO2"],
        [None, None, None, None, "LO3"],
        ["S1", "Plan care", "Full", "U2", "LO1"],
        [None, "Behaviours", None, None, None],
        ["B1", "Be open", "Full", "U2", "LO4"],
        [None, None, None, None, "LO5"],
        [],
        [None, None, None, None, "as agreed in May"],
    ]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert [(c.ksb, c.statement, c.outcomes) for c in mapping.claims] == [
        ("K1", "How care is planned", "LO1\nLO2\nLO3"), ("S1", "Plan care", "LO1"), ("B1", "Be open", "LO4\nLO5"),
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["M/O", "Mand/Opt", "Unit M/O"])
def test_whether_a_unit_is_mandatory_may_be_said_by_letters(header: str) -> None:
    first, second = claims_of(
        [["KSB", "Coverage", "Unit", header], ["K1", "Full", "U1", "M"], ["K2", "Full", "U2", "O"]]
    )
    assert [(claim.units_text, claim.status) for claim in (first, second)] == [("U1", "M"), ("U2", "O")]


def test_the_one_column_that_holds_coverages_is_the_coverage_whatever_its_header_says_and_that_is_told() -> None:
    said = ["Full", "Partially met", None, "Full", "Not covered"]
    rows = [["KSB", "Statement", "Unit", "Delivery"], *([f"K{n}", "How", f"U{n}", t] for n, t in enumerate(said, 1))]
    mapping, problems = read(sheet("Map", rows))
    assert [claim.coverage for claim in mapping.claims] == [FULL, PARTIAL, None, FULL, NOT_COVERED]
    assert (problems, mapping.sure) == ([], Sureness.LIKELY)
    assert mapping.tables[0].assumed == ("The coverage was read from “Delivery” in column D, by what it holds.",)


@pytest.mark.parametrize(
    "columns",
    [
        [["Yes"] * 4],
        [["Full", "Partial", "Full time", "Full"]],
        [["Full"] * 4, ["Partial"] * 4],
        [["Full", "Full", None, None]],
    ],
)
def test_columns_that_may_hold_something_else_are_not_taken_for_the_coverage(columns: list[list[object]]) -> None:
    names = ["Delivery", "Mode"][: len(columns)]
    rows = [
        ["KSB", "Statement", "Unit", *names],
        *([f"K{n + 1}", "How", "U1", *(c[n] for c in columns)] for n in range(4)),
    ]
    mapping, problems = read(sheet("Map", rows))
    assert [claim.coverage for claim in mapping.claims] == [None] * 4
    assert one(problems).field == "coverage"


@pytest.mark.parametrize("number", ["No", "#", "Number"])
@pytest.mark.parametrize("kind", ["K/S/B", "Type"])
def test_the_kind_of_ksb_may_stand_in_a_column_before_its_number(kind: str, number: str) -> None:
    rows = [[kind, number, "Statement", "Coverage", "Module code", "LOs"]]
    rows += [[word, n, "How it is", "Full", "U1", "LO1"] for word in ("Knowledge", "Skill") for n in ("1", "2")]
    assert [claim.ksb for claim in claims_of([*rows])] == ["K1", "K2", "S1", "S2"]


def test_statements_beside_types_and_numbers_are_no_table_of_units() -> None:
    rows = [["Type", "No", "Statement", "Module code", "LOs", "How"]]
    rows += [["Knowledge", str(n), "The duty of care", "U1", "LO1", "Yes"] for n in range(1, 4)]
    mapping, problems = read(sheet("Map", rows))
    assert [claim.ksb for claim in mapping.claims] == ["K1", "K2", "K3"]
    assert [problem.field for problem in problems] == ["coverage"]


def test_crosses_among_ticks_may_be_their_opposite_and_are_asked_about() -> None:
    rows = [["KSB", "Coverage", "Units"], ["K1", "✓", "U1"], ["K2", "x", None], ["S1", "Yes", "U1"]]
    mapping, problems = read(sheet("Map", rows))
    assert [claim.coverage for claim in mapping.claims] == [FULL, None, FULL]
    assert (one(problems).field, one(problems).found, one(problems).where[0].cell) == ("coverage", "x", "B3")


def test_a_cross_beside_a_tick_says_that_its_box_is_not_ticked() -> None:
    rows = [
        ["KSB", "Full", "Partial", "Units"],
        ["K1", "✓", "x", "U1"],
        ["K2", "x", "✓", "U1"],
        ["K3", "x", None, "U1"],
    ]
    assert [claim.coverages for claim in claims_of([*rows])] == [(FULL,), (PARTIAL,), (FULL,)]


@pytest.mark.parametrize(
    "header",
    [
        ["Apprenticeship standard KSB", "Detail", "Is it covered (fully / partially)?", "Where is it taught?"],
        ["KSB", "Statement", "Extent met", "Delivered in"],
    ],
)
def test_headers_may_ask(header: list[str]) -> None:
    (claim,) = claims_of([header, ["K1", "How blood moves", "Fully", "U1"]])
    assert (claim.ksb, claim.statement, claim.coverage, claim.units) == ("K1", "How blood moves", FULL, "U1")


def test_a_header_said_again_for_the_next_kind_may_differ_in_half_of_its_words() -> None:
    rows = [["K#", "Knowledge", "Coverage", "Units"], ["K1", "How", "Full", "U1"], ["S#", "Skill", "Coverage", "Units"]]
    assert [claim.ksb for claim in claims_of([*rows, ["S1", "Do", "Full", "U1"]])] == ["K1", "S1"]


def test_a_row_with_a_code_is_no_header_said_again_though_its_units_are_named_as_their_columns() -> None:
    rows = [["KSB", "Coverage", "Module 1", "Module 2"], ["K1", "Full", "Module 1", "Module 2"]]
    (claim,) = claims_of([*rows])
    assert claim.units == "Module 1; Module 2"


def test_knowledge_skills_and_behaviours_may_stand_side_by_side() -> None:
    rows = [["Knowledge", "Coverage", "Units", None, "Skills", "Coverage", "Units"]]
    rows += [["K1 How it is", "Full", "U1", None, "S1 Do it well", "Full", "U2"], ["K2 Why it is", "Partial", "U3"]]
    mapping, problems = read(sheet("Map", rows))
    assert problems == []
    assert {c.ksb: (c.coverage, c.units) for c in mapping.claims} == {
        "K1": (FULL, "U1"),
        "K2": (PARTIAL, "U3"),
        "S1": (FULL, "U2"),
    }
