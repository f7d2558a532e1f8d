"""A strip shows the cell that is meant, and what stands around it."""

import pytest

from htq_core import Book, Location, Source, read_grid, strips
from htq_core.reading.grid import Cell, Grid, Sheet
from htq_core.strip import LONGEST
from tests.making.samples import FOLDER


def grid(*texts: tuple[int, int, str]) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    for row, column, text in texts:
        rows.setdefault(row, {})[column] = Cell(row, column, "", text)
    return Grid(Book.MAPPING, "m.xlsx", (Sheet("Map", rows),))


def at(cell: str, sheet: str = "Map", book: Book = Book.MAPPING) -> Location:
    return Location(book, sheet, cell)


def test_two_rows_and_columns_stand_around_the_cell_and_it_alone_is_ringed() -> None:
    (strip,) = strips(grid((9, 27, "here"), (7, 25, "corner")), [at("AA9")], 1)
    assert strip.columns == ("Y", "Z", "AA", "AB", "AC")
    assert [row.number for row in strip.rows] == [7, 8, 9, 10, 11]
    ringed = [(row.number, cell.text) for row in strip.rows for cell in row.cells if cell.ringed]
    assert ringed == [(9, "here")]
    assert strip.rows[0].cells[0].text == "corner"


def test_the_first_filled_column_comes_along_as_it_says_what_a_row_is() -> None:
    (strip,) = strips(grid((5, 2, "K1"), (5, 9, "x")), [at("I5")], 1)
    assert strip.columns == ("B", "G", "H", "I", "J", "K")


def test_a_strip_ends_at_the_edge_of_the_sheet() -> None:
    (strip,) = strips(grid((1, 1, "KSB")), [at("A1")], 1)
    assert strip.columns == ("A", "B", "C")
    assert [row.number for row in strip.rows] == [1, 2, 3]


def test_long_text_is_cut_and_line_breaks_are_spaces() -> None:
    (strip,) = strips(grid((1, 1, "one\ntwo " + "x" * 500)), [at("A1")], 1)
    shown = strip.rows[0].cells[0].text
    assert shown.startswith("one two ")
    assert shown.endswith("…")
    assert len(shown) == LONGEST


def test_each_sheet_has_one_strip_with_every_place_in_it_ringed() -> None:
    both = grid((1, 1, "a"))._replace(sheets=(Sheet("Map", {}), Sheet("Other", {})))
    places = [at("B4"), at("B5"), at("B99"), at("C1", "Other")]
    first, second = strips(both, places, 3)
    assert sum(cell.ringed for row in first.rows for cell in row.cells) == 2
    assert second.where == at("C1", "Other")
    assert len(strips(both, places, 1)) == 1


@pytest.mark.parametrize(
    "place", [at(""), at("A1", "Gone"), at("A1", book=Book.STRUCTURE), Location(Book.MAPPING, "", "")]
)
def test_a_place_that_is_no_cell_of_this_workbook_has_no_strip(place: Location) -> None:
    assert strips(grid((1, 1, "a")), [place], 3) == ()


def test_the_strip_of_a_real_file_holds_its_words() -> None:
    source = Source("m.xlsx", (FOLDER / "clean" / "mapping.xlsx").read_bytes())
    (strip,) = strips(read_grid(source, Book.MAPPING), [at("A6", "KSB mapping")], 1)
    assert any(cell.text.startswith("K") for row in strip.rows for cell in row.cells)
