"""What a screen asks: which column is which, and what a value means."""

import pytest

from htq_core import Source, check, to_ask
from htq_core.reading import NO_CHOICES, read_application
from htq_core.reading.guesses import column_guesses, suggestion, values_asked, with_repairs
from htq_core.standards.library import builtin_library
from tests.making.clean import clean_application
from tests.making.layouts import in_template
from tests.reading.grids import mapping_grid, sheet

STANDARD = builtin_library().standards[0]
ODD = sheet(
    "Map",
    [["Our ref", "Is it covered in full?", "Module"], ["K1", "Fuly", "U1"], ["K2", "fuly", "U2"], ["K3", "Full", "U2"]],
)


def test_each_needed_field_has_its_best_columns_with_samples() -> None:
    guesses = column_guesses(ODD, 1, "mapping")
    (best, *_) = guesses["units"]
    assert (best.column.header, best.column.letter, best.samples, best.sure) == ("Module", "C", ("U1", "U2"), 1.0)
    assert guesses["coverage"][0].column.header == "Is it covered in full?"
    assert guesses["reason"][0].sure == 0


def test_each_value_is_asked_once_and_its_answer_mends_every_place() -> None:
    rows = [["KSB", "Coverage", "Units"], ["K1", "Fuly", "U1"], ["K2", "Fuly", "U2"], ["K3", "Full", "U2"]]
    grid = mapping_grid(sheet("Map", rows))
    (asked,) = values_asked(read_application(grid, None).problems)
    assert (asked.written, asked.suggestion, [place.cell for place in asked.where]) == ("Fuly", "Full", ["B2", "B3"])
    mended = read_application(grid, None, with_repairs(NO_CHOICES, [(asked, asked.suggestion)]))
    assert mended.problems == ()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("coverage", "Partal", "Partial"),
        ("coverage", "blue", ""),
        ("credits", "Twenty", "20"),
        ("credits", "c. 30 or so", "30"),
        ("level", "four-ish", ""),
        ("status", "Manditory", "Mandatory"),
    ],
)
def test_the_nearest_known_value_is_suggested(name: str, text: str, expected: str) -> None:
    assert suggestion(name, text) == expected


def test_the_values_of_two_files_are_asked_about_together() -> None:
    made = in_template(clean_application(STANDARD).with_claim("K1", coverage="Fuly"), STANDARD)
    mapping, structure = Source("m.xlsx", made.mapping), Source("s.xlsx", made.structure)
    (asked,) = to_ask(mapping, structure).values
    assert (asked.written, asked.suggestion) == ("Fuly", "Full")
    assert to_ask(mapping, structure, with_repairs(NO_CHOICES, [(asked, "Full")])).values == ()


def test_the_report_says_how_many_values_there_are_to_ask_about() -> None:
    written = clean_application(STANDARD).with_claim("K1", coverage="Fuly").with_claim("S1", coverage="Quite")
    made = in_template(written.with_claim("K2", coverage="fuly "), STANDARD)
    files = Source("m.xlsx", made.mapping), Source("s.xlsx", made.structure)
    asked = to_ask(*files).values
    assert check(*files).not_understood == len(asked) == 3
    assert check(*files, columns=with_repairs(NO_CHOICES, [(asked[0], "Full")])).not_understood < 3
    assert check(files[0], None).not_understood == 3
    assert check(None, files[1]).not_understood == 0
