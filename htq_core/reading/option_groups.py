"""A table of option groups: rows to rules of combination."""

import re
from functools import partial

from htq_core.model.records import OptionGroup
from htq_core.reading import cells
from htq_core.reading.amounts import NO_END, NOTHING_SAID, Amount, amount
from htq_core.reading.combination_words import worded_rules
from htq_core.reading.group_names import group_key
from htq_core.reading.headers import words
from htq_core.reading.table import Notebook, Row, Table
from htq_core.reading.total_rows import is_total
from htq_core.reading.units import FAR_BELOW
from htq_core.reading.values import Values

WANTED_CHOICE = "units or credits"
WANTED_NUMBER = "a number"
LONGEST_NAME = 60
_IN_FIGURES = re.compile(r"[\d.\s–—-]+(?:to\s*[\d.]+\s*)?(?:units?|modules?|credits?|cats)?\s*", re.IGNORECASE)
"""What says how many without a word to interpret: "2 units", "30-40 credits"."""
_LEAST_WORDS = frozenset({"minimum", "min", "least", "fewest"})
_AS_BLANK = frozenset({"n/a", "na", "n.a.", "nil", "not applicable"})
_NO_MAXIMUM = frozenset({"none", "no maximum", "no limit", "unlimited"})


def read_groups(table: Table, notes: Notebook) -> tuple[list[OptionGroup], int]:
    """The option groups of a table, and the last row that holds one."""
    groups: list[OptionGroup] = []
    last_row = table.header_row
    for row in table.rows():
        alone = len(row.own) == 1
        note = alone and (
            row.number - last_row > FAR_BELOW or len(row.first_text()) > LONGEST_NAME or not row.owns("name")
        )
        name = row.text("name")
        if name and row.own and not (row.repeats_header or note or is_total(name)):
            groups.append(_group(row, notes, len(groups)))
            last_row = row.number
    return groups, last_row


def assumed_of(table: Table) -> tuple[str, ...]:
    """What had to be assumed where a table gives a minimum, and has no column for a maximum."""
    header = cells.squeeze(table.headers_said.get("minimum", ""))
    if "maximum" in table.columns or not _LEAST_WORDS & set(words(header)):
        return ()
    return (f"No column says how many at most, so a number alone under “{header[:40]}” was read as exactly that many.",)


def _group(row: Row, notes: Notebook, position: int) -> OptionGroup:
    name = cells.squeeze(row.text("name"))
    values = Values(row, notes, name, kept=("maximum",))
    if cells.is_every_pathway(values.texts.get("pathway", "")):
        values.clear("pathway")
    if cells.folded(values.texts.get("maximum", "")) in _AS_BLANK:
        values.clear("maximum")
    chosen = values.parse("choose", partial(_chosen, name), WANTED_CHOICE) or NOTHING_SAID
    lowest = values.parse("minimum", partial(_lowest, chosen.measure), WANTED_NUMBER) or NOTHING_SAID
    measure = chosen.measure or lowest.measure
    highest = values.parse("maximum", partial(_highest, measure), WANTED_NUMBER) or NOTHING_SAID
    maximum = next((each.most for each in (highest, lowest, chosen) if each.most is not None), None)
    said = {"maximum": highest, "minimum": lowest, "choose": chosen}
    worded = [column for column, each in said.items() if each.most == maximum == NO_END]
    if lowest.least is None and chosen.least is not None and not _IN_FIGURES.fullmatch(values.texts["choose"]):
        worded.append("choose")
    return OptionGroup(
        position=position,
        entries=values.entries,
        anchor=row.entry("name").location,
        name=name,
        pathway=values.texts.get("pathway"),
        choose=measure or highest.measure or _measure_in_header(row.table),
        minimum=chosen.least if lowest.least is None else lowest.least,
        maximum=maximum,
        words=values.entries[worded[0]] if worded else None,
    )


def _chosen(group: str, text: str) -> Amount | None:
    """What a cell says is chosen, in a few words or in a sentence with one rule, that is for this group."""
    if in_few := amount(text):
        return in_few._replace(least=0.0) if in_few.least is None and in_few.most is not None else in_few
    rules = worded_rules(text)
    plain = len(rules) == 1 and rules[0].level is None and group_key(rules[0].group) in ("", group_key(group))
    return Amount(rules[0].measure, rules[0].least, NO_END if rules[0].open_ended else rules[0].most) if plain else None


def _lowest(measure: str | None, text: str) -> Amount | None:
    """What a cell says is the least, in what the row is counted in; nothing where it says only what is the most."""
    said = amount(text)
    if said is None or said.measure not in (None, measure or said.measure):
        return None
    return None if said.least is None and said.most is not None else said


def _highest(measure: str | None, text: str) -> Amount | None:
    """What a cell says is the most, in what the row is counted in; nothing where it says only what is the least."""
    if cells.folded(text) in _NO_MAXIMUM:
        return Amount(None, None, NO_END)
    said = amount(text)
    if said is None or said.most == NO_END or said.measure not in (None, measure or said.measure):
        return None
    return said if said.most is not None else said._replace(most=said.least)


def _measure_in_header(table: Table) -> str | None:
    """What is counted where the header says it: "Minimum credits"."""
    said = {word for name in ("choose", "minimum") for word in words(table.headers_said.get(name, ""))}
    credit, unit = bool({"credit", "cat"} & said), bool({"unit", "module"} & said)
    return None if credit == unit else "credits" if credit else "units"
