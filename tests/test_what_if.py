"""What is tried shows its effect, and the application stays as it was."""

from functools import cache

import pytest

from htq_core import Change, WhatIf, what_if
from htq_core.pipeline import Source
from tests.making.samples import FOLDER


@cache
def tried_on(sample: str) -> WhatIf:
    files = (FOLDER / sample / name for name in ("mapping.xlsx", "structure.xlsx"))
    return what_if(*(Source(file.name, file.read_bytes()) if file.exists() else None for file in files))


def test_making_a_unit_mandatory_guarantees_what_it_covers_and_taking_that_back_undoes_it() -> None:
    flawed = tried_on("flawed")
    before = flawed.trial()
    code, pathway = next(iter(before.missed.items()))
    unit = next(key for key in flawed.optional if key in before.covers[code])
    assert unit not in pathway.units
    after = flawed.trial([Change(unit)])
    assert code in after.guaranteed
    mandatory, options = after.shapes[0].boxes
    assert unit in mandatory.units
    assert (before.shapes[0].boxes[1].asks, options.asks) == ("2 units", "1 unit")
    assert flawed.trial() == before


def test_letting_a_mandatory_unit_cover_a_ksb_guarantees_it() -> None:
    flawed = tried_on("flawed")
    code = next(iter(flawed.trial().missed))
    unit = next(key for key in flawed.units if key not in flawed.optional)
    assert code in flawed.trial([Change(unit, code)]).guaranteed


def test_a_counterexample_takes_no_unit_that_covers_the_ksb() -> None:
    trial = tried_on("flawed").trial()
    assert trial.missed
    for code, pathway in trial.missed.items():
        assert not trial.covers[code] & set(pathway.units)
        shape = next(shape for shape in trial.shapes if shape.name == pathway.name)
        assert set(pathway.units) <= {unit for box in shape.boxes for unit in box.units}


def test_every_unit_of_a_pathway_stands_in_one_box() -> None:
    for shape in tried_on("two_pathways").trial().shapes:
        units = [unit for box in shape.boxes for unit in box.units]
        assert len(units) == len(set(units)) > 0
        assert all(box.asks for box in shape.boxes)


@pytest.mark.parametrize("sample", ["more_flaws/no_structure", "more_flaws/not_filled_in", "more_flaws/swapped"])
def test_what_cannot_be_tried_has_no_proofs(sample: str) -> None:
    empty = tried_on(sample)
    assert not empty.trial().proofs
    assert not empty.possible(Change("U999"))


def test_a_change_says_what_it_is() -> None:
    assert str(Change("U3")) == "Make U3 mandatory"
    assert str(Change("U3", "K1")) == "Let U3 cover K1"
