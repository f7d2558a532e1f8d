"""Cells left blank below a value that they repeat: a KSB code on the first of its rows, or a unit over its KSBs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from htq_core.model.ksb import Coverage
from htq_core.model.name_forms import same_name
from htq_core.reading import cells
from htq_core.reading.codes import codes_and_rest
from htq_core.reading.table import Row, Table
from htq_core.reading.total_rows import is_total

FEWEST_RUNS = 2
FEWEST_ROWS = 3
"""Fewer blank cells than these are slips, each to be asked about, and no way of writing."""


@dataclass(slots=True)
class _Run:
    """A row that holds a value, and the rows right below it that go on with it. ``after`` is the next with a value."""

    rows: list[Row]
    after: Row | None = None

    @property
    def going_on(self) -> list[Row]:
        return self.rows[1:]

    @property
    def span(self) -> tuple[int, int]:
        return self.rows[0].number, self.rows[-1].number


def carried_down(table: Table) -> tuple[Table, tuple[str, ...]]:
    """The table with values carried down where that is plainly meant, and the sentences that say so."""
    if not {"ksb", "units"} <= table.columns.keys():
        return table, ()
    for name, what, goes_on, is_plain in (
        ("ksb", "KSB code", _goes_on_with_the_ksb, _plain_by_codes),
        ("units", "unit", _goes_on_with_the_unit, _plain_by_units),
    ):
        if not _may_be_carried(table, name):
            continue
        runs = is_plain(table, [run for run in _runs(table, name, goes_on) if run.going_on])
        rows = sum(len(run.going_on) for run in runs)
        if len(runs) >= FEWEST_RUNS and rows >= FEWEST_ROWS:
            carried = {table.columns[name][0]: tuple(run.span for run in runs)}
            told = (
                f"{rows} rows of “{table.sheet.name}” have no {what} of their own, and were read with that above them."
            )
            return replace(table, carried=carried), (told,)
    return table, ()


def _may_be_carried(table: Table, name: str) -> bool:
    """Whether a column has as many blank cells as it takes; and units stand before the KSBs that they are over."""
    column = table.columns[name][0]
    blanks = sum(n > table.header_row and column not in cells for n, cells in table.sheet.rows.items())
    return blanks >= FEWEST_ROWS and (name == "ksb" or column < table.columns["ksb"][0])


def _runs(table: Table, name: str, goes_on: Callable[[list[Row], Row], bool]) -> Iterator[_Run]:
    """The rows of each value, from the one that holds it to the last that goes on with it."""
    run: _Run | None = None
    for row in table.rows():
        if row.text(name) and not row.repeats_header:
            if run:
                run.after = row
                yield run
            run = _Run([row])
        elif run and row.number == run.rows[-1].number + 1 and goes_on(run.rows, row):
            run.rows.append(row)
        elif run:
            yield run
            run = None
    if run:
        yield run


def _goes_on_with_the_ksb(rows: list[Row], row: Row) -> bool:
    """Whether a row names another unit, and nothing that would be a KSB of its own."""
    named = {same_name(each.text("units")) for each in rows}
    return bool(
        codes_and_rest(rows[0].text("ksb"))[0]
        and row.owns("units")
        and not row.owns("statement")
        and not is_total(row.first_text())
        and same_name(row.text("units")) not in named
    )


def _plain_by_codes(_: Table, runs: list[_Run]) -> list[_Run]:
    """The runs behind which no code is left out: a blank could stand for that one, where no wording tells."""
    return [run for run in runs if run.rows[0].owns("statement") or not _skips_a_code(run)]


def _skips_a_code(run: _Run) -> bool:
    if run.after is None:
        return False
    last, following = (codes_and_rest(row.text("ksb"))[0] for row in (run.rows[0], run.after))
    numbers = [codes[at][1:] for codes, at in ((last, -1), (following, 0)) if codes]
    if len(numbers) < 2 or last[-1][0] != following[0][0] or not all(map(str.isdigit, numbers)):
        return False
    return int(numbers[1]) > int(numbers[0]) + 1


def _goes_on_with_the_unit(_: list[Row], row: Row) -> bool:
    """Whether a row holds a KSB that is not said to be left out."""
    return bool(codes_and_rest(row.text("ksb"))[0]) and cells.coverages(row.text("coverage")) != (Coverage.NOT_COVERED,)


def _plain_by_units(table: Table, runs: list[_Run]) -> list[_Run]:
    """The runs of a table that goes unit by unit: units first, and most rows below one, or KSBs under several."""
    first = next((row for row in table.rows() if row.text("ksb") and not row.repeats_header), None)
    if first is None or not first.owns("units"):
        return []
    under: dict[str, set[int]] = {}
    for number, run in enumerate(runs):
        for row in run.rows:
            under.setdefault(row.text("ksb"), set()).add(number)
    going_on = sum(len(run.going_on) for run in runs)
    again = any(len(numbers) > 1 for numbers in under.values())
    return runs if again or going_on > len(runs) else []
