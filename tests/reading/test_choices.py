"""What a person says about reading is obeyed: which column, which shape, what a value means."""

import pytest

from htq_core.errors import UnreadableWorkbook
from htq_core.model.ksb import Coverage
from htq_core.model.problem import ProblemKind
from htq_core.model.read_as import Shape, Sureness
from htq_core.reading import ReadingChoices, read_application
from htq_core.reading.application import Reading
from htq_core.reading.grid import Sheet
from tests.reading.grids import mapping_grid, sheet, structure_grid

ODD = sheet("Map", [["Thing", "How much?", "Place, where"], ["K1", "mostly", "U1"], ["K2", "Full", "U2"]])


def choices(**said: object) -> ReadingChoices:
    return ReadingChoices.model_validate(said)


def read(chosen: ReadingChoices, *sheets: Sheet) -> Reading:
    return read_application(mapping_grid(*sheets), None, chosen)


def test_columns_are_chosen_by_their_headers() -> None:
    assert read(choices(), ODD).mapping is None
    named = {"ksb": "Thing", "coverage": "How much?", "units": "Place, where"}
    reading = read(choices(mapping={"columns": named}), ODD)
    assert reading.mapping
    assert [(c.ksb, c.units_text) for c in reading.mapping.claims] == [("K1", "U1"), ("K2", "U2")]
    assert [(p.kind, p.found) for p in reading.problems] == [(ProblemKind.NOT_UNDERSTOOD, "mostly")]


def test_a_letter_counts_where_no_header_fits_and_a_row_where_none_is_known() -> None:
    bare = sheet("Map", [["a", None, "c"], ["K1", "Full", "U1"], ["K2", "Partial", "U2"]])
    columns = {"ksb": {"letter": "A"}, "coverage": {"header": "gone", "letter": "b"}, "units": {"letter": "C"}}
    reading = read(choices(mapping={"sheet": "Map", "header_row": 1, "columns": columns}), bare)
    assert reading.mapping
    assert [(c.ksb, c.coverage, c.units_text) for c in reading.mapping.claims] == [
        ("K1", Coverage.FULL, "U1"),
        ("K2", Coverage.PARTIAL, "U2"),
    ]


def test_a_column_may_be_said_not_to_be_in_the_sheet() -> None:
    rows = [["KSB", "Coverage", "Units", "Reason"], ["K1", "Partial", "U1", "A code of ours"]]
    reading = read(choices(mapping={"columns": {"reason": None}}), sheet("Map", rows))
    assert reading.mapping
    assert reading.mapping.claims[0].reason is None
    assert "reason" not in reading.mapping.header


def test_a_repair_is_used_told_and_leaves_the_cell_as_it_was() -> None:
    rows = [["KSB", "Coverage", "Units"], ["K1", "Mostly ", "U1"], ["K2", "mostly", "U1"], ["K3", "tbc", "U1"]]
    reading = read(choices(repairs={"coverage": {"MOSTLY": "Partial", "TBC": "-"}}), sheet("Map", rows))
    assert reading.mapping
    assert [c.coverage for c in reading.mapping.claims] == [Coverage.PARTIAL, Coverage.PARTIAL, None]
    assert reading.problems == ()
    assert reading.mapping.claims[1].said("coverage") == "mostly"
    assert [(r.written, r.meaning, r.at.cell) for r in reading.mapping.repaired] == [
        ("Mostly ", "Partial", "B2"),
        ("mostly", "Partial", "B3"),
        ("tbc", "-", "B4"),
    ]


def test_repairs_reach_units_details_and_the_marks_of_a_matrix() -> None:
    units = [["Qualification level", "four-ish"], [], ["Unit code", "Unit title", "Level", "Credits", "Status"]]
    structure = structure_grid(sheet("Units", [*units, ["U1", "Anatomy", 4, "a score", "Core"]]))
    matrix = sheet("Map", [["KSB", "U1", "U2"], ["K1", "T", "x"], ["K2", "", "T"], ["K3", "x", ""]])
    chosen = choices(repairs={"level": {"four-ish": "4"}, "credits": {"a score": "20"}, "coverage": {"T": "x"}})
    reading = read_application(mapping_grid(matrix), structure, chosen)
    assert reading.problems == ()
    assert reading.structure
    assert reading.mapping
    assert (reading.structure.units[0].credits, reading.structure.details.number("level")) == (20, 4)
    assert len(reading.structure.repaired) == 2
    assert [c.units_text for c in reading.mapping.claims] == ["U1; U2", "U2", "U1"]


def test_another_shape_may_be_chosen() -> None:
    rows: list[list[object]] = [
        ["KSB", "Unit", "Coverage"],
        *([k, u, "Full"] for k in ("K1", "K2", "K3") for u in ("A", "B")),
    ]
    for shape, expected in (("rows", 6), ("long", 3)):
        reading = read(choices(mapping={"shape": shape}), sheet("Map", rows))
        assert reading.mapping
        assert (len(reading.mapping.claims), reading.mapping.shape) == (expected, Shape(shape))
        assert reading.mapping.sure is Sureness.CHOSEN


def test_choices_come_back_from_their_file() -> None:
    chosen = choices(
        mapping={"shape": "matrix", "columns": {"ksb": "Ref", "units": ["A", {"letter": "D"}], "reason": None}},
        repairs={"coverage": {"Mostly": "Partial"}},
    )
    assert ReadingChoices.from_json(chosen.to_json()) == chosen


@pytest.mark.parametrize("text", ["", "[]", '{"maping": {}}', '{"mapping": {"shape": "round"}}', '{"repairs": [1]}'])
def test_a_file_that_is_wrong_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(UnreadableWorkbook) as refused:
        ReadingChoices.from_json(text)
    assert "file of columns" in refused.value.message
    assert "at: ." not in refused.value.message
