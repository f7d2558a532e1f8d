"""What we test with can itself be trusted: values stand where the map says, and clean applications add up."""

from io import BytesIO
from itertools import combinations
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from htq_core.location import Book, Location
from htq_core.model.ksb import kind_of
from htq_core.standards.standard import Ksb, Standard, StandardOption
from tests.making import layouts, samples
from tests.making.applications import ErrorCell, MadeApplication, UnstoredFormula
from tests.making.clean import TITLES, Shape, clean_application
from tests.making.defects import DEFECTS, Defect, Seeded
from tests.making.defects.defect import as_they_are
from tests.making.layouts import LAYOUTS, Layout
from tests.making.writing import Made

CODES = [f"K{n}" for n in range(1, 13)] + [f"S{n}" for n in range(1, 12)] + [f"B{n}" for n in range(1, 6)]
SHAPES = {
    "one pathway": Shape(),
    "all mandatory": Shape(mandatory=8, optional=0),
    "two pathways": Shape(pathways=("Community", "Hospital"), codes="HLT"),
    "many": Shape(mandatory=12, optional=8, choose=3),
}


def standard(level: int = 4) -> Standard:
    texts = {code: f"Matter {code} of a lock keeper's work,  as far as it goes" for code in CODES}
    return Standard(
        reference="ST9077", version="1.1", title="Lock keeper", level=level, route="Transport and logistics",
        status="Approved for delivery", core_and_options=True, core_codes=frozenset(CODES) - {"K12", "S11"},
        ksbs=tuple(Ksb(code, kind_of(code), text, " ".join(text.casefold().split())) for code, text in texts.items()),
        options=(StandardOption("Canal", frozenset({"K12"})), StandardOption("River", frozenset({"S11"}))),
    )  # fmt: skip


def value_at(made: Made, where: Location) -> object:
    data = made.mapping if where.book is Book.MAPPING else made.structure
    return load_workbook(BytesIO(data))[where.sheet][where.cell].value


def credits_of_every_choice(application: MadeApplication, shape: Shape) -> set[int]:
    """What each permitted set of units adds up to, counted one by one."""
    sums = set()
    for pathway in shape.pathways or (None,):
        fixed = [unit for unit in application.units if unit.status == "Mandatory" and unit.pathway in (None, pathway)]
        offered = [unit for unit in application.optional if unit.pathway in (None, pathway)]
        for chosen in combinations(offered, shape.choose if shape.optional else 0):
            sums.add(sum(int(str(unit.credits)) for unit in (*fixed, *chosen)))
    return sums


@pytest.mark.parametrize("level", [4, 5])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_choice_adds_up_to_the_total(shape: Shape, level: int) -> None:
    application = clean_application(standard(level), shape=shape)
    assert credits_of_every_choice(application, shape) == {application.structure_details["total_credits"]}
    assert len({unit.title for unit in application.units}) == len({unit.code for unit in application.units})


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_ksb_rests_on_a_unit_that_everybody_takes_and_every_unit_is_used(shape: Shape) -> None:
    application = clean_application(standard(), shape=shape)
    everybody = {unit.code for unit in application.mandatory}
    assert [row.ksb for row in application.claims] == CODES
    assert all(everybody & set(row.units) for row in application.claims)
    assert {code for row in application.claims for code in row.units} == {unit.code for unit in application.units}


def test_partial_rows_alone_have_reasons_and_each_its_own() -> None:
    rows = clean_application(standard(), shape=Shape(partial=4)).claims
    partial = [row for row in rows if row.coverage == "Partial"]
    assert len({row.reason for row in partial}) == len(partial) == 4
    assert all(len(str(row.reason).split()) >= 8 for row in partial)
    assert all(row.reason is None for row in rows if row.coverage == "Full")


def test_an_option_leaves_out_the_ksbs_of_the_others() -> None:
    rows = clean_application(standard(), "Canal").claims
    assert [row.ksb for row in rows] == [code for code in CODES if code != "S11"]


def test_a_seed_varies_the_application_and_repeats_it() -> None:
    one, same, other = (clean_application(standard(), seed=seed) for seed in (3, 3, 4))
    assert one == same
    assert one != other


def test_unit_titles_are_all_different() -> None:
    assert len(set(TITLES)) == len(TITLES) >= 40


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_values_stand_where_the_map_says(layout: Layout) -> None:
    application = clean_application(standard(), shape=SHAPES["two pathways"])
    made = layout(application, standard())
    for row in application.claims:
        assert value_at(made, made.cell("claim", row.ksb, "statement")) == row.statement
    unit = application.units[3]
    assert value_at(made, made.cell("unit", str(unit.code), "credits")) == unit.credits
    assert value_at(made, made.cell("group", "Hospital options", "minimum")) == 2
    assert value_at(made, made.cell("structure details", "", "awarding_body")) == "Example College"
    assert value_at(made, made.cell("mapping details", "", "standard")) == "ST9077"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_workbooks_are_the_same_on_every_run(layout: Layout) -> None:
    application = clean_application(standard())
    assert layout(application, standard()) == layout(application, standard())


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_errors_formulas_and_texts_are_written_as_such(layout: Layout) -> None:
    application = (
        clean_application(standard())
        .with_claim("K1", coverage=UnstoredFormula('="Full"'), reason="=not a formula")
        .with_unit("U1", credits=ErrorCell("#REF!"))
    )
    made = layout(application, standard())
    mapping, structure = load_workbook(BytesIO(made.mapping)), load_workbook(BytesIO(made.structure))
    kinds = [
        book[where.sheet][where.cell].data_type
        for book, where in (
            (mapping, made.cell("claim", "K1", "coverage")),
            (mapping, made.cell("claim", "K1", "reason")),
            (structure, made.cell("unit", "U1", "credits")),
        )
    ]
    assert kinds == ["f", "s", "e"]


NEEDS_ANOTHER_STANDARD = {
    "duty_does_not_exist",
    "ksb_rests_on_a_lower_unit",
    "mapping_is_to_another_standard",
    "mapping_is_to_another_version",
    "qualification_is_below_the_standard",
    "row_of_a_repeated_statement_is_left_out",
}
"""Defects that need what the standard of these tests has not: duties, level 5, its like in the program …"""


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_changes_the_application_and_names_cells_that_exist(
    defect: Defect, layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layouts, "to_bytes", lambda _: b"")  # only where cells stand is asked; saving takes longest
    clean = clean_application(standard(), "Canal")
    seeded = defect.change(clean, standard())
    if seeded is None:
        assert defect.name in NEEDS_ANOTHER_STANDARD
        return
    changed = seeded != Seeded(clean, seeded.places, standard())
    assert changed or defect.files is not as_they_are
    made = layout(seeded.application, seeded.standard)
    assert set(seeded.places) <= set(made.cells)


def parts(workbook: Path) -> dict[str, bytes]:
    """What is packed in a workbook: the packing itself differs between builds of Python."""
    with ZipFile(workbook) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_sample_files_are_what_the_script_makes(tmp_path: Path) -> None:
    samples.write_samples(tmp_path)
    made = {path.relative_to(tmp_path): parts(path) for path in tmp_path.rglob("*.xlsx")}
    there = {path.relative_to(samples.FOLDER): parts(path) for path in samples.FOLDER.rglob("*.xlsx")}
    assert made.keys() == there.keys()
    assert [str(name) for name in made if made[name] != there[name]] == []
