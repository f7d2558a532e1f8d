"""A unit table: rows to units."""

import re
from collections.abc import Callable
from dataclasses import replace

from htq_core.model.records import Entry, Unit
from htq_core.patterns import when_met
from htq_core.reading import cells
from htq_core.reading.by_content import STATUS_NAMES, told_by_content, with_status_told
from htq_core.reading.combination_words import group_named
from htq_core.reading.headers import rows_by_header
from htq_core.reading.number_format import MONTHS
from htq_core.reading.pathway_headings import NO_PATHWAY, speaks_of_pathways
from htq_core.reading.repairs import NO_REPAIRS, Repairs
from htq_core.reading.side_by_side import with_rivals_told
from htq_core.reading.survey import UNIT_HEADERS, is_units
from htq_core.reading.table import Notebook, Row, Table, said
from htq_core.reading.total_rows import LONGEST_TOTAL, is_total
from htq_core.reading.unit_labels import code_and_title, code_first, code_last, is_code
from htq_core.reading.values import Values
from htq_core.reading.worded_groups import Worded, worded_in

WANTED_NUMBER = "a number"
WANTED_LEVEL = "a level such as 4 or 5"
WANTED_CODE = "the unit code as text, of which a spreadsheet program has made a date"
WANTED_STATUS = "mandatory or optional"
BOXES = ("mandatory", "optional")
_STATUS_COLUMNS = frozenset({"status", *BOXES})
_TOTAL_OF = re.compile(r"\b(?:sub-?)?totals?\b", re.IGNORECASE)
_DATE = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}")
_OF_LEVEL = re.compile(r"(?:level|L)\s?\d\b", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:level|semester|year|stage|term|part|block|group|set|list|pool|section|theme|phase|pathway|route|stream"
    r"|category|bank|cluster|strand)\b",
    re.IGNORECASE,
)
_ANY_SECTION = re.compile(r"(?:block|section|list|category|bank)\b", re.IGNORECASE)
"""What divides units into groups of options only below a heading that says they are options."""
_OPTION_NAMED = when_met(r"(?:optional|option|elective)s?[ :–(-]+(?-i:[A-Z]\d?|\d{1,2})\)?", re.IGNORECASE)
_STATUS_SECTION = when_met(
    r"(?:core|mandatory|compulsory|optional|elective|option)s?\b(?:\s(?:units?|modules?|courses?))?\s?[:(–-]?.{0,60}",
    re.IGNORECASE,
)
LONGEST_HEADING = 80
MOST_GOING_ON = 200
"""More rows than these go on with no unit above."""
FAR_BELOW = 10
"""Blank rows after which a code all alone is a stray cell and no unit."""


def settled(table: Table) -> Table:
    """The table with its status by what a column holds, and a lone "Unit" column taken for codes or for titles so."""
    table = with_status_told(table)
    if ("code" in table.columns) == ("title" in table.columns) or {"code", "title"} & table.chosen:
        return table
    name = "code" if "code" in table.columns else "title"
    texts = [text for row in table.rows() if (text := row.text(name)) and not is_total(text)]
    codes = sum(is_code(text) or code_and_title(text) is not None for text in texts)
    rightful = "title" if codes * 2 < len(texts) else "code"
    return replace(table, columns={rightful if key == name else key: places for key, places in table.columns.items()})


def _code_within(table: Table) -> Callable[[str], tuple[str, str] | None]:
    """How to divide names that hold code and title, where each of a table does so in one way: "BUS401 Law"."""
    if {"code", "title"} <= table.columns.keys():
        return code_and_title
    rows = (row for row in table.rows() if row.own_fields - {"code", "title"} and not row.repeats_header)
    names = [text for row in rows if (text := row.own_text("code") or row.own_text("title")) and not is_total(text)]
    for divide in (code_first, code_last):
        if len({both[0] for both in map(divide, names) if both}) == len(names) > 1:
            return divide
    return code_and_title


class UnitReader:
    """Reads one table into units, keeping the status that a heading such as "Optional modules" gives."""

    def __init__(self, table: Table, repairs: Repairs = NO_REPAIRS) -> None:
        self.table, rivals = with_rivals_told(table, UNIT_HEADERS, ("level", "credits", "status"))
        self.assumed = (*told_by_content(table, UNIT_HEADERS, "status", STATUS_NAMES), *rivals)
        self.notes = Notebook(table.book, repairs)
        self.units: list[Unit] = []
        self.last_row = table.header_row
        self._status: bool | None = None
        self.worded: list[Worded] = []
        self._over: list[Worded] = []
        self._group: Entry | None = None
        self._nameless = self._going_on = 0
        self._level: Entry | None = None
        self._pathway = NO_PATHWAY
        self._divide = _code_within(table)
        self._follow_heading_above()
        for row in rows_by_header(table, UNIT_HEADERS, is_units):
            if row.repeats_header:
                self.last_row = row.number
            elif row.own:
                self._read(row)

    def _follow_heading_above(self) -> None:
        """A heading such as "Optional units" right above the header of its rows, or else the name of their sheet."""
        name = self.table.sheet.name
        self._status = cells.mandatory(name) if len(name) > 1 else None
        if self._status is False and (group := group_named(name)):
            self._group = Entry(self.table.first_header, group)
        if self.table.first_row - 1 in self.table.sheet.rows:
            row = Row(self.table, self.table.first_row - 1)
            text = row.first_text()
            if len(row.own) == 1 and (_STATUS_SECTION().fullmatch(text) or speaks_of_pathways(text)):
                self._follow_heading(row)

    @property
    def has_level(self) -> bool:
        """Whether a column, or the headings, say at which level units are."""
        return "level" in self.table.columns or bool(self.units and all(unit.has("level") for unit in self.units))

    @property
    def has_status(self) -> bool:
        """Whether a column, or the headings, say which units are mandatory."""
        said = self.units and all(unit.mandatory is not None for unit in self.units)
        return bool(_STATUS_COLUMNS & set(self.table.columns) or said)

    def _read(self, row: Row) -> None:
        if self._is_total(row):
            entry = Entry(row.first_location(), row.first_text())
            self.worded += [each for each in worded_in(entry) if each.rule and each.rule.level is not None]
            self.last_row = row.number
        elif row.owns("code", "title"):
            if self._is_heading(row):
                self._follow_heading(row)
            else:
                self._add(row)
        elif self.units and set(row.own_fields) <= {"assessment", "outcomes"}:
            self._continue(row)
        elif row.owns("credits") and row.owns("level", *_STATUS_COLUMNS):
            self._add(row)
        else:
            self._follow_heading(row)

    @staticmethod
    def _is_total(row: Row) -> bool:
        """Whether a row is labelled as a total: by its first text, its only name, or its only text but numbers.

        A name that only mentions a total ("Total for the HNC") is one where level and status are blank.
        """
        names = [text for name in ("code", "title") if (text := row.own_text(name))]
        words = [text for text in map(said, row.own.values()) if cells.number(text) is None]
        labels = [row.first_text(), *(only[0] for only in (names, words) if len(only) == 1)]
        unsaid = {"level", "status"} <= row.table.columns.keys() and not (row.text("level") or row.text("status"))
        mentions = unsaid and len(names) == 1 and len(names[0]) <= LONGEST_TOTAL and _TOTAL_OF.search(names[0])
        return bool(mentions) or any(map(is_total, labels))

    def _is_heading(self, row: Row) -> bool:
        """Whether a row names a section ("Optional modules", "Semester 1") or is a note, and no unit."""
        text = row.first_text()
        if row.own_fields <= {"code", "title"}:
            code = is_code(row.own_text("code")) and not _SECTION.match(text)
            alone = len(row.own) == 1
            return not code or (alone and row.number - self.last_row > FAR_BELOW)
        subtotal = row.own_fields <= {"code", "title", "credits"} and bool(_STATUS_SECTION().fullmatch(text))
        return subtotal and not (row.owns("code") and row.owns("title"))

    def _follow_heading(self, row: Row) -> None:
        text = row.first_text()
        entry = Entry(row.first_location(), text)
        worded = worded_in(entry)
        rules = any(each.rule for each in worded)
        named = group_named(text)
        if (level := _OF_LEVEL.match(text)) and "level" not in self.table.columns:
            self._level = Entry(entry.location, level[0])
        status = cells.mandatory(text) if len(text) <= LONGEST_HEADING else None
        of_options = rules or (named and not _ANY_SECTION.match(named))
        if status is None and of_options and self.table.columns.keys().isdisjoint(_STATUS_COLUMNS):
            status = False
        if "pathway" not in self.table.columns and len(text) <= LONGEST_HEADING:
            self._pathway = self._pathway.under(entry, len(self.units), status)
        if status is not None or self._pathway.said_at == entry:
            self._status = status
        self._over = [each for each in worded if each.rule and not each.rule.group]
        self.worded += worded
        if rules or named:
            self._group = Entry(entry.location, named or cells.squeeze(text)[:LONGEST_HEADING])
        elif len(text) <= LONGEST_HEADING:
            self._group = None

    def _continue(self, row: Row) -> None:
        """A further line of the unit above: another assessment, more learning outcomes."""
        unit = self.units[-1]
        self._going_on += 1
        if row.number != self.last_row + 1 or self._going_on > MOST_GOING_ON:
            return
        outcomes = "\n".join(filter(None, (unit.outcomes, row.own_text("outcomes"))))
        items = cells.assessment_items(row.own_text("assessment"))
        self.units[-1] = replace(unit, assessment=(*unit.assessment, *items), outcomes=outcomes or None)
        self.last_row = row.number

    def _add(self, row: Row) -> None:
        code, title = self._names(row)
        self._nameless += not (code or title)
        key = code or title or f"unnamed unit {self._nameless}"
        values = Values(row, self.notes, key)
        if self._level:
            values.entries["level"], values.texts["level"] = self._level, self._level.text
        if self._pathway.name:
            values.entries["pathway"], values.texts["pathway"] = self._pathway.said_at, self._pathway.name
        if cells.is_every_pathway(values.texts.get("pathway", "")):
            values.clear("pathway")
        for name in ("required_first", "not_with"):
            if cells.is_no_unit(values.texts.get(name, "")):
                values.clear(name)
        if code and _DATE.fullmatch(code) and "code" in values.entries:
            self.notes.not_understood(values.entries["code"], "code", WANTED_CODE, key)
        named = [values.entries[name] for name in ("code", "title") if name in values.entries]
        anchor = next((entry.location for entry in named if entry.text), None)
        texts = values.texts
        unit = Unit(
            position=len(self.units),
            key=key,
            code=code,
            title=title,
            entries=values.entries,
            anchor=anchor or (named[0].location if named else row.first_location()),
            level=values.parse("level", cells.level, WANTED_LEVEL),
            credits=values.parse("credits", cells.number, WANTED_NUMBER),
            glh=values.parse("glh", cells.number, WANTED_NUMBER),
            tqt=values.parse("tqt", cells.number, WANTED_NUMBER),
            mandatory=self._mandatory(values),
            pathway=texts.get("pathway"),
            group=None,
            outcomes=texts.get("outcomes"),
            assessment=cells.assessment_items(texts.get("assessment", "")),
            required_first=cells.unit_codes(texts.get("required_first", "")),
            not_with=cells.unit_codes(texts.get("not_with", "")),
        )
        self.units.append(self._grouped(unit, values))
        self._going_on = 0
        self.last_row = row.number

    def _grouped(self, unit: Unit, values: Values) -> Unit:
        """The unit with its group: its own, else that of the heading above it, else of a rule that it shares."""
        group = values.texts.get("group")
        beside = worded_in(unit.entries["rule"]) if "rule" in values.texts and unit.mandatory is not True else []
        rules = [each.rule for each in beside if each.rule]
        if group is None and unit.mandatory is False and "group" not in unit.entries:
            shared = Entry(unit.at("rule"), cells.squeeze(unit.said("rule"))[:LONGEST_HEADING]) if rules else None
            own = self._group or (shared if shared and not rules[0].group else None)
            group = own.text if own else rules[0].group if rules else _group_in(unit.said("status"))
            unit = replace(unit, entries={**unit.entries, "group": own}) if own else unit
        self.worded += beside
        if group and unit.mandatory is False:
            for worded in (*self._over, *beside):
                worded.groups[group] = None
        return replace(unit, group=group)

    def _names(self, row: Row) -> tuple[str | None, str | None]:
        """Code and title of a unit, also where one cell holds both: "U1: Title"."""
        troubles = row.troubles()
        code, title = (
            "" if name in troubles or cells.is_blank(row.text(name)) else cells.squeeze(row.text(name))
            for name in ("code", "title")
        )
        if "code" not in row.table.columns or "title" not in row.table.columns:
            code, title = self._divide(code or title) or (code, title)
        return code or None, title or None

    def _mandatory(self, values: Values) -> bool | None:
        """The status by its own column, else by tick boxes, else by the heading above."""
        if "status" in values.entries:
            status = values.parse("status", cells.mandatory, WANTED_STATUS)
            for name in BOXES:
                values.entries.pop(name, None)
            return status
        boxes = [name for name in BOXES if name in values.entries]
        if not boxes:
            return self._status
        texts = [(name, values.texts[name]) for name in boxes if name in values.texts]
        said = {self._box(text, name, alone=len(boxes) == 1) for name, text in texts} - {None}
        odd = [name for name, text in texts if cells.ticked(text) is None and cells.mandatory(text) is None]
        values.entries["status"] = values.entries[next((name for name in boxes if values.entries[name].text), boxes[0])]
        if odd:
            values.not_understood(odd[0], "a tick, or an empty cell")
        elif texts and len(said) != 1:
            values.not_understood("status", WANTED_STATUS)
        for name in boxes:
            del values.entries[name]
        return said.pop() if len(said) == 1 else None

    @staticmethod
    def _box(text: str, name: str, alone: bool) -> bool | None:
        """What a "Mandatory" or "Optional" box says; a lone box that says "No" means the other."""
        stated = cells.mandatory(text)
        if stated is not None:
            return stated
        ticked = cells.ticked(text)
        if ticked or (ticked is False and alone):
            return ticked is (name == "mandatory")
        return None


def _group_in(status: str) -> str | None:
    """The group that a status names: "Optional (Group A)", "Option B"."""
    named = group_named(status) or (status if _OPTION_NAMED().fullmatch(status) else "")
    return cells.squeeze(named) or None
