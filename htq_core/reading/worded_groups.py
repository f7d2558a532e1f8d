"""Where a structure rules on combinations in words: over its options, beside them, and in notes about its tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from htq_core.location import Location
from htq_core.model.records import Entry, Unit
from htq_core.reading.combination_words import WordedRule, group_named, unclear_sentences, worded_rules
from htq_core.reading.grid import Grid, Sheet
from htq_core.reading.headers import aside
from htq_core.reading.table import Table, address

SHORTEST_SENTENCE = 8
MOST_NOTES = 4000


@dataclass(slots=True)
class Worded:
    """A sentence about combinations, and the cell it stands in. ``rule`` is ``None`` where it cannot be read.

    ``groups`` are those of the units that it stands over or beside.
    """

    sentence: str
    rule: WordedRule | None
    entry: Entry
    groups: dict[str, None] = field(default_factory=dict)


def worded_in(entry: Entry) -> list[Worded]:
    """The rules that a cell states, and what in it seems to be one."""
    stated = [Worded(rule.sentence, rule, entry) for rule in worded_rules(entry.text)]
    return [*stated, *(Worded(sentence, None, entry) for sentence in unclear_sentences(entry.text))]


def notes_outside(
    grid: Grid, tables: Sequence[Table], ends: Mapping[int, int], known: Iterable[Worded]
) -> Iterator[Worded]:
    """The rules in texts above, below and beside the tables, and on sheets without one."""
    seen = {worded.entry.location for worded in known}
    for sheet in grid.sheets:
        if aside(sheet):
            continue
        for cell in _texts_outside(sheet, tables, ends):
            where = Location(grid.book, sheet.name, cell[0])
            if where not in seen:
                yield from worded_in(Entry(where, cell[1]))


def _texts_outside(sheet: Sheet, tables: Sequence[Table], ends: Mapping[int, int]) -> Iterator[tuple[str, str]]:
    own = [table for table in tables if table.sheet is sheet]
    tried = 0
    for number in sorted(sheet.rows):
        inside = {
            column
            for table in own
            if table.first_row <= number <= ends.get(id(sheet), table.header_row)
            for column in table.used_columns
        }
        for column, cell in sheet.rows[number].items():
            if column not in inside and len(cell.text) >= SHORTEST_SENTENCE:
                tried += 1
                if tried > MOST_NOTES:
                    return
                yield address(number, column), cell.text


def headings_apart(units: Iterable[Unit], worded: Iterable[Worded]) -> list[Unit]:
    """The units with the groups of two headings in the same words told apart: "Choose one of these (2)".

    A group that is named, such as "Group A", is the same wherever it stands.
    """
    over = {each.entry.location for each in worded if each.groups}
    names: dict[str, dict[Location, str]] = {}
    found = []
    for unit in units:
        place = unit.at("group")
        if unit.group and place in over and place != unit.at("rule") and not group_named(unit.group):
            own = names.setdefault(unit.group, {})
            name = own.setdefault(place, f"{unit.group} ({len(own) + 1})" if own else unit.group)
            unit = replace(unit, group=name)
        found.append(unit)
    renamed = {place: name for own in names.values() for place, name in own.items()}
    for each in worded:
        if each.groups and each.entry.location in renamed:
            each.groups = {renamed[each.entry.location]: None}
    return found
