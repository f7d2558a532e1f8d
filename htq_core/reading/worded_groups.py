"""Rules of combination in words, put to the option groups that they are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from htq_core.location import Location
from htq_core.model.records import Entry, OptionGroup, Unit
from htq_core.reading.combination_words import WordedRule, worded_rules
from htq_core.reading.grid import Grid, Sheet
from htq_core.reading.group_names import group_key
from htq_core.reading.headers import aside
from htq_core.reading.table import Notebook, Table, address

ALL_OPTIONS = "Optional units"
"""What the options are called together where the sheet names no group and has one rule for all of them."""
NOT_USED = "It is not used to tell which combinations are permitted."
SHORTEST_SENTENCE = 8
MOST_NOTES = 4000


@dataclass(slots=True)
class Worded:
    """A rule in words, and the cell it stands in. ``groups`` are those of the units it stands over or beside."""

    rule: WordedRule
    entry: Entry
    groups: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Combined:
    """Units and rules with what the words say; ``told`` says so in sentences."""

    units: list[Unit]
    groups: list[OptionGroup]
    told: tuple[str, ...]


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
            for rule in worded_rules(cell[1]) if where not in seen else ():
                yield Worded(rule, Entry(where, cell[1]))


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


def combined(units: list[Unit], groups: list[OptionGroup], worded: Iterable[Worded], notes: Notebook) -> Combined:
    """The units and rules, with a rule for each group that only words rule. A table of option groups goes first."""
    ruled = {group_key(group.name) for group in groups}
    read: dict[str, OptionGroup] = {}
    told: list[str] = []
    for each in worded:
        said = f"“{each.entry.text[:80]}” in {each.entry.location.cell} was read as"
        if each.rule.level is not None:
            told.append(f"{said} a rule about level {each.rule.level}. {NOT_USED}")
            continue
        name, units = _target(each, units)
        if not name or group_key(name) in ruled:
            continue
        made = _group(each, name, units)
        before = read.get(group_key(name))
        if before is None:
            read[group_key(name)] = made
            told.append(f"{said}: {_said(made)}.")
        elif (before.choose, before.minimum, before.maximum) != (made.choose, made.minimum, made.maximum):
            notes.not_understood(each.entry, "choose", f"one rule for {name}, the same in every place", name)
    return Combined(units, [*groups, *read.values()], tuple(told))


def _target(worded: Worded, units: list[Unit]) -> tuple[str, list[Unit]]:
    """The group that a rule is about, and the units with it named where they had none."""
    names: dict[str, str] = {}
    options = [unit for unit in units if unit.mandatory is False]
    for unit in options:
        if unit.group:
            names.setdefault(group_key(unit.group), unit.group)
    if worded.rule.group:
        return names.get(group_key(worded.rule.group), ""), units
    if worded.groups:
        return (next(iter(worded.groups)) if len(worded.groups) == 1 else ""), units
    free = [unit for unit in options if not unit.group]
    if len(names) == 1 and not free:
        return next(iter(names.values())), units
    if names or not free:
        return "", units
    return ALL_OPTIONS, [replace(unit, group=ALL_OPTIONS) if unit in free else unit for unit in units]


def _group(worded: Worded, name: str, units: Sequence[Unit]) -> OptionGroup:
    rule = worded.rule
    members = [unit for unit in units if unit.mandatory is False and group_key(unit.group or "") == group_key(name)]
    everything = float(len(members)) if rule.measure == "units" else sum(unit.credits or 0 for unit in members)
    return OptionGroup(
        position=0,
        entries=dict.fromkeys(("name", "choose", "minimum", "maximum"), worded.entry),
        anchor=worded.entry.location,
        name=name,
        choose=rule.measure,
        minimum=rule.least,
        maximum=max(everything, rule.least) if rule.open_ended else rule.most,
        in_words=True,
    )


def _said(group: OptionGroup) -> str:
    most = "" if group.maximum in (None, group.minimum) else f" to {group.maximum:g}"
    one = group.minimum == 1 and not most
    return f"{group.minimum:g}{most} {(group.choose or '').removesuffix('s' if one else '')} from {group.name}"
