"""Units that the structure gives more than once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from htq_core.model.name_forms import fold_name
from htq_core.model.records import Unit
from htq_core.pathways import folded, names_in


class Repeat(NamedTuple):
    """Rows of the structure that share a code, or have different codes and share a title. ``field`` is which."""

    field: str
    name: str
    units: tuple[Unit, ...]


def repeats(units: Iterable[Unit]) -> list[Repeat]:
    """Every code and title that is repeated, case and spacing aside. A unit listed once for each pathway is not."""
    rows = one_row_each(units)
    by_code = _sharing(rows, lambda unit: folded(unit.code or ""))
    first_of_code = [unit for unit in rows if not any(unit in shared[1:] for shared in by_code)]
    by_title = _sharing(first_of_code, lambda unit: fold_name(unit.title or ""))
    return [
        *(Repeat("code", shared[0].code or "", tuple(shared)) for shared in by_code),
        *(Repeat("title", shared[0].title or "", tuple(shared)) for shared in by_title),
    ]


def one_row_each(units: Iterable[Unit]) -> list[Unit]:
    """The units, with rows that say the same of different pathways made one."""
    rows: list[Unit] = []
    of_key: dict[str, list[int]] = {}
    for unit in units:
        same = next((number for number in of_key.get(unit.key, ()) if _same_elsewhere(rows[number], unit)), None)
        if same is None:
            of_key.setdefault(unit.key, []).append(len(rows))
            rows.append(unit)
        else:
            rows[same] = replace(rows[same], pathway=f"{rows[same].pathway}; {unit.pathway}")
    return rows


def repeated_rows_apart(units: Iterable[Unit]) -> list[Unit]:
    """The units, with every further row of a key under a key of its own and of unknown status."""
    rows: list[Unit] = []
    keys: set[str] = set()
    for unit in one_row_each(units):
        again = unit.key in keys
        rows.append(replace(unit, key=f"{unit.key} again in row {unit.position}", mandatory=None) if again else unit)
        keys.add(unit.key)
    return rows


def _sharing(units: Sequence[Unit], name_of: Callable[[Unit], str]) -> list[list[Unit]]:
    bearers: dict[str, list[Unit]] = {}
    for unit in units:
        if name := name_of(unit):
            bearers.setdefault(name, []).append(unit)
    return [shared for shared in bearers.values() if len(shared) > 1]


def _same_elsewhere(row: Unit, unit: Unit) -> bool:
    """Whether two rows give one unit, alike in everything, on different pathways."""
    if row.key != unit.key or not (row.pathway and unit.pathway):
        return False
    here, there = ({folded(name) for name in names_in(each.pathway)} for each in (row, unit))
    return not here & there and _matters(row) == _matters(unit)


def _matters(unit: Unit) -> tuple[object, ...]:
    title = fold_name(unit.title or "")
    return (unit.code, title, unit.level, unit.credits, unit.mandatory, unit.group, unit.required_first, unit.not_with)
