"""A table of option groups: rows to rules of combination."""

import re
from functools import partial

from htq_core.model.records import OptionGroup
from htq_core.reading import cells
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


def _group(row: Row, notes: Notebook, position: int) -> OptionGroup:
    name = cells.squeeze(row.text("name"))
    values = Values(row, notes, name)
    if cells.is_every_pathway(values.texts.get("pathway", "")):
        values.clear("pathway")
    nothing = (None, None, None)
    measure, chosen, chosen_up_to = values.parse("choose", partial(_choice, name), WANTED_CHOICE) or nothing
    least_measure, least, up_to = values.parse("minimum", cells.choice, WANTED_NUMBER) or nothing
    most_measure, most, _ = values.parse("maximum", cells.choice, WANTED_NUMBER) or nothing
    return OptionGroup(
        position=position,
        entries=values.entries,
        anchor=row.entry("name").location,
        name=name,
        pathway=values.texts.get("pathway"),
        choose=measure or least_measure or most_measure or _measure_in_header(row.table),
        minimum=chosen if least is None else least,
        maximum=next((number for number in (most, up_to, chosen_up_to) if number is not None), None),
        in_words=least is None and chosen is not None and not _IN_FIGURES.fullmatch(values.texts["choose"]),
    )


def _choice(group: str, text: str) -> tuple[str | None, float | None, float | None] | None:
    """What a cell says is chosen, in a few words or in a sentence with one rule, that is for this group."""
    if in_few := cells.choice(text):
        return in_few
    rules = worded_rules(text)
    plain = len(rules) == 1 and rules[0].level is None and not rules[0].open_ended
    own = plain and group_key(rules[0].group) in ("", group_key(group))
    return (rules[0].measure, rules[0].least, rules[0].most) if own else None


def _measure_in_header(table: Table) -> str | None:
    """What is counted where the header says it: "Minimum credits"."""
    said = {word for name in ("choose", "minimum") for word in words(table.headers_said.get(name, ""))}
    credit, unit = bool({"credit", "cat"} & said), bool({"unit", "module"} & said)
    return None if credit == unit else "credits" if credit else "units"
