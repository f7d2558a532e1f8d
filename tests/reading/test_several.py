"""A workbook for a whole route: a tab for each standard, each its own mapping."""

from htq_core.model.ksb import Coverage
from htq_core.reading import read_applications
from htq_core.reading.application import Reading
from htq_core.reading.grid import Sheet
from tests.reading.grids import mapping_grid, sheet, structure_grid

HEADER = ["KSB", "Statement", "Coverage", "Units"]


def tab(name: str, reference: str, subject: str, *, filled: bool = True, codes: int = 4) -> Sheet:
    named = [["Occupational standard", reference], []] if reference else []
    said = ["Full", "U1"] if filled else [None, None]
    return sheet(name, [*named, HEADER, *([f"K{n}", f"Matter {n} of {subject}", *said] for n in range(1, codes + 1))])


def read(*sheets: Sheet) -> tuple[Reading, ...]:
    return read_applications(mapping_grid(*sheets), None)


def test_tabs_left_blank_are_no_part_of_the_mapping() -> None:
    (only,) = read(
        tab("One", "ST9001", "locks", filled=False),
        tab("Two", "ST9002", "boats"),
        tab("Three", "ST9003", "x", filled=False),
    )
    assert (only.reference, only.problems) == ("ST9002", ())
    assert only.mapping
    assert {claim.anchor.sheet for claim in only.mapping.claims} == {"Two"}
    assert only.mapping.details.text("standard") == "ST9002"


def test_each_standard_that_is_filled_in_is_a_mapping_of_its_own() -> None:
    cover = sheet("Cover", [["Programme title", "Diploma in Boats"]])
    one, two = read(cover, tab("A", "ST9001", "locks"), tab("B", "ST9002", "boats"))
    assert [one.reference, two.reference] == ["ST9001", "ST9002"]
    for reading, name in ((one, "A"), (two, "B")):
        assert reading.problems == ()
        assert reading.mapping
        assert {claim.anchor.sheet for claim in reading.mapping.claims} == {name}
        assert reading.mapping.details.text("title") == "Diploma in Boats"


def test_a_reference_may_be_in_the_name_of_the_tab_alone() -> None:
    one, two = read(tab("ST9001 Locks", "", "locks"), tab("ST9002 Boats", "", "boats"))
    assert [one.reference, two.reference] == ["ST9001", "ST9002"]


def test_other_statements_for_the_same_codes_tell_standards_apart_without_any_reference() -> None:
    assert len(read(tab("Locks", "", "locks"), tab("Boats", "", "boats"))) == 2
    assert len(read(tab("Locks", "", "locks"), tab("Draft", "", "locks"))) == 1


def test_knowledge_skills_and_behaviours_on_tabs_are_one_mapping() -> None:
    tabs = [sheet(name, [HEADER, [f"{name[0]}1", "Something known", "Full", "U1"]]) for name in ("Knowledge", "Skills")]
    (only,) = read(sheet("Standard", [["Occupational standard", "ST9001"]]), *tabs)
    assert only.mapping
    assert [claim.ksb for claim in only.mapping.claims] == ["K1", "S1"]


def test_when_nothing_is_filled_in_that_is_said_once() -> None:
    (only,) = read(tab("One", "ST9001", "locks", filled=False), tab("Two", "ST9002", "boats", filled=False))
    assert len(only.problems) == 1


def test_one_workbook_may_hold_several_mappings_and_the_structure() -> None:
    units = sheet("Units", [["Unit code", "Unit title", "Level", "Credits", "Status"], ["U1", "Boats", 4, 120, "Core"]])
    readings = read_applications(None, structure_grid(tab("A", "ST9001", "x"), tab("B", "ST9002", "y"), units))
    assert [(r.reference, bool(r.mapping), bool(r.structure)) for r in readings] == [
        ("ST9001", True, True),
        ("ST9002", True, True),
    ]
    assert readings[0].mapping
    assert readings[0].mapping.claims[0].coverage is Coverage.FULL
