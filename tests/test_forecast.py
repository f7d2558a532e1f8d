"""What another version would change, told by the rows and units that it touches."""

from dataclasses import replace

import pytest

from htq_core import Forecast, check, forecast
from htq_core.export.forecast import forecast_docx, forecast_text
from htq_core.model.ksb import Kind
from htq_core.pipeline import Source
from htq_core.standards.library import builtin_library
from htq_core.standards.standard import Ksb, Standard
from htq_core.standards.wording import fold
from tests.making.samples import FOLDER

MINE = builtin_library().get("ST9001", "1.1")


def rewritten(standard: Standard, **texts: str) -> Standard:
    """The standard with other words at some codes; without the KSB where there are none."""
    ksbs = [
        ksb._replace(text=texts.get(ksb.code, ksb.text), folded=fold(texts.get(ksb.code, ksb.text)))
        for ksb in standard.ksbs
        if texts.get(ksb.code) != ""
    ]
    return replace(standard, ksbs=tuple(ksbs), version="2.0")


@pytest.fixture(scope="module")
def found() -> Forecast:
    """K1 gone, S1 in other words, and a new K90."""
    assert MINE
    text = next(ksb.text for ksb in MINE.ksbs if ksb.code == "S1")
    later = rewritten(MINE, K1="", S1=f"{text} and keep a record of it")
    words = "Zinc whiskers and their remedies"
    later = replace(later, ksbs=(*later.ksbs, Ksb("K90", Kind.KNOWLEDGE, words, fold(words))))
    folder = FOLDER / "clean"
    report = check(*(Source(name, (folder / name).read_bytes()) for name in ("mapping.xlsx", "structure.xlsx")))
    return forecast(report.occupations[0], MINE, later)


def test_each_change_is_told_once_and_by_its_kind(found: Forecast) -> None:
    assert [each.code for each in found.gone] == ["K1"]
    assert [each.code for each in found.new] == ["K90"]
    assert [each.code for each in found.reworded] == ["S1"]
    assert len(found.reworded[0].texts) == 2
    assert not found.moved
    assert found.changes


def test_the_rows_and_units_touched_are_those_of_the_mapping(found: Forecast) -> None:
    assert [row.cell for row in found.rows] == [each.row.cell for each in (*found.gone, *found.reworded) if each.row]
    assert len(found.rows) == 2
    assert set(found.units) == {*found.gone[0].units, *found.reworded[0].units} != set()
    assert found.new[0].row is None


def test_without_a_mapping_the_changes_are_told_all_the_same() -> None:
    assert MINE
    alone = forecast(None, MINE, rewritten(MINE, K1=""))
    assert [each.code for each in alone.gone] == ["K1"]
    assert alone.rows == ()


def test_the_list_can_be_taken_away(found: Forecast) -> None:
    text = " ".join(forecast_text(found, "A diploma").split())
    for wanted in (
        "A diploma",
        "version 1.1 to version 2.0",
        "New: 1",
        "Gone: 1",
        "K90",
        "Zinc whiskers",
        "people decide",
    ):
        assert wanted in text
    assert forecast_docx(found, "A diploma").startswith(b"PK")


def test_two_versions_that_say_the_same_change_nothing() -> None:
    assert MINE
    same = forecast(None, MINE, rewritten(MINE))
    assert not same.changes
    assert "No KSB changes" in forecast_text(same, "")


def test_a_mapping_made_to_the_later_version_is_looked_up_by_its_codes(found: Forecast) -> None:
    assert MINE
    folder = FOLDER / "clean"
    report = check(*(Source(name, (folder / name).read_bytes()) for name in ("mapping.xlsx", "structure.xlsx")))
    earlier = replace(rewritten(MINE, K1=""), version="1.0")
    turned = forecast(report.occupations[0], earlier, MINE)
    assert [each.code for each in turned.new] == ["K1"]
    assert turned.new[0].row == found.gone[0].row
    assert turned.new[0].units == found.gone[0].units


def test_a_ksb_that_has_moved_has_both_codes_and_its_words_once() -> None:
    assert MINE
    first, *others = MINE.ksbs
    moved = forecast(None, MINE, replace(MINE, ksbs=(first._replace(code="K99"), *others), version="2.0")).moved
    assert [(each.code, each.texts) for each in moved] == [("K1 → K99", (first.text,))]
