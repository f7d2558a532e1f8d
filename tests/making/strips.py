"""Writes the rulebook's before-and-after examples: run ``python -m tests.making.strips``. The same on every run.

Each is taken from a rule's seeded defect: the cells around the place that its finding names, in the faulty workbook and
in the clean one.
"""

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from openpyxl.utils import coordinate_to_tuple, get_column_letter

from htq_core import Book, Location, Strip
from htq_core.reading.grid import Sheet
from htq_core.reading.workbook import open_workbook
from htq_core.rulebook.examples import FOLDER, Example, to_json
from htq_core.rules import FAMILIES
from htq_core.rules.rule import Family
from htq_core.strip import LONGEST, StripCell, StripRow
from tests.making.defects import DEFECTS, Defect
from tests.making.seeding import Run, clean, first_run
from tests.making.writing import Made

ROWS_AROUND, MOST_COLUMNS, MOST_STRIPS = 2, 6, 2
Position: TypeAlias = tuple[int, int]
"""Row and column, from 1."""


def main() -> None:
    """Write the examples of every family."""
    FOLDER.mkdir(exist_ok=True)
    for family in FAMILIES:
        if family.rules:
            path = FOLDER / f"{family.letters}.json"
            path.write_text(examples_text(family), encoding="utf-8", newline="\n")


def examples_text(family: Family) -> str:
    """What a family's file must hold."""
    return to_json({rule.id: example(rule.id) for rule in family.rules if _defects_of(rule.id)})


def example(rule: str) -> Example:
    """The first of a rule's defects that shows in a cell; else the first, in words alone."""
    made = [_of_run(first_run(defect)) for defect in _defects_of(rule)]
    return next((each for each in made if each.before), made[0])


def _defects_of(rule: str) -> list[Defect]:
    return [defect for defect in DEFECTS if defect.rule == rule]


def _of_run(run: Run) -> Example:
    finding = run.findings[0]
    fault = (inspect.getdoc(run.defect.change) or "").split("\n\n")[0]
    sound = clean(run.standard, "template")
    views = list(_views(run, sound, [place for place in finding.where if place.cell]))[:MOST_STRIPS]
    return Example(
        fault=" ".join(fault.split()),
        said=finding.message,
        found=finding.found,
        expected=finding.expected,
        fix=finding.fix,
        before=tuple(view.strip(view.faulty, view.ringed) for view in views),
        after=tuple(view.strip(view.sound, view.put_right) for view in views),
    )


@dataclass(frozen=True, slots=True)
class View:
    """A sheet with the fault and the same sheet without, what is flagged in each, and the row with the headings."""

    book: Book
    faulty: Sheet
    sound: Sheet
    ringed: tuple[Position, ...]
    put_right: tuple[Position, ...]
    header: int

    @property
    def differing(self) -> list[Position]:
        """The cells that differ, from the top."""
        one, other = _texts(self.faulty), _texts(self.sound)
        return sorted(at for at in {**one, **other} if one.get(at) != other.get(at))

    def strip(self, sheet: Sheet, ringed: tuple[Position, ...]) -> Strip:
        """What to show of one of the two."""
        texts, columns = _texts(sheet), self._columns()
        rows = (
            StripRow(
                row, tuple(StripCell(_cut(texts.get((row, column), "")), (row, column) in ringed) for column in columns)
            )
            for row in self._rows()
        )
        row, column = ringed[0] if ringed else self.differing[0]
        where = Location(self.book, sheet.name, f"{get_column_letter(column)}{row}")
        return Strip(where, tuple(get_column_letter(column) for column in columns), tuple(rows))

    def _rows(self) -> list[int]:
        """The headings, and rows about the first that is flagged below them and the first that differs."""
        centres = [row for row, _ in (*self.ringed, *self.put_right) if row != self.header][:1]
        centres += [row for row, _ in self.differing if row != self.header and not _near(row, centres)][:1]
        around = {row for centre in centres for row in range(centre - ROWS_AROUND, centre + ROWS_AROUND + 1)}
        return sorted(row for row in around | {self.header} if row > 0)

    def _columns(self) -> list[int]:
        """The first column, those that are flagged or differ in these rows, and neighbours while there is room."""
        rows = self._rows()
        shown = [1, *(column for _, column in (*self.ringed, *self.put_right))]
        shown += [column for row, column in self.differing if row in rows]
        shown += [column + step for column in shown[1:] for step in (-1, 1) if column + step > 0]
        return sorted(list(dict.fromkeys(shown))[:MOST_COLUMNS])


def _views(run: Run, sound: Made, places: list[Location]) -> Iterator[View]:
    """The sheets in which something is flagged, then those in which something else differs."""
    faulty_sheets, sound_sheets = _sheets(*run.defect.files(run.made)), _sheets(sound.mapping, sound.structure)
    views = []
    for (book, name), sheet in faulty_sheets.items():
        if (book, name) in sound_sheets:
            flagged = [place for place in places if (place.book, place.sheet) == (book, name)]
            ringed = tuple(coordinate_to_tuple(place.cell) for place in flagged)
            put_right = tuple(coordinate_to_tuple(_in_sound(place, run.made, sound).cell) for place in flagged)
            header = _header_row(run.made, book, name)
            views.append(View(book, sheet, sound_sheets[book, name], ringed, put_right, header))
    yield from (view for view in views if view.ringed)
    yield from (view for view in views if not view.ringed and view.differing)


def _sheets(mapping: bytes | None, structure: bytes | None) -> dict[tuple[Book, str], Sheet]:
    named = ((Book.MAPPING, mapping), (Book.STRUCTURE, structure))
    grids = [open_workbook(data, f"{book}.xlsx", book) for book, data in named if data]
    return {(grid.book, sheet.name): sheet for grid in grids for sheet in grid.sheets}


def _in_sound(where: Location, faulty: Made, sound: Made) -> Location:
    """Where the clean workbook has what stands at a place of the faulty one."""
    names = [name for name, place in faulty.cells.items() if place == where]
    return next((sound.cells[name] for name in names if name in sound.cells), where)


def _header_row(made: Made, book: Book, sheet: str) -> int:
    """The row with the headings of a sheet's table; 0 where it has none."""
    headings = (place for name, place in made.cells.items() if name[1] == "header")
    return next((coordinate_to_tuple(at.cell)[0] for at in headings if (at.book, at.sheet) == (book, sheet)), 0)


def _texts(sheet: Sheet) -> dict[Position, str]:
    return {(cell.row, cell.column): cell.text for cell in sheet.cells()}


def _near(row: int, others: Iterable[int]) -> bool:
    return any(abs(row - other) <= ROWS_AROUND for other in others)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


if __name__ == "__main__":
    main()
