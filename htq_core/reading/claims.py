"""A table of KSBs: rows to claims."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from htq_core.model.problem import ProblemKind
from htq_core.model.read_as import Shape, Sureness
from htq_core.model.records import Claim
from htq_core.reading import cells
from htq_core.reading.codes import bare_code, code_at_end, codes_and_rest, is_example, kind_letter, only_kind
from htq_core.reading.headers import rows_by_header
from htq_core.reading.repairs import NO_REPAIRS, Repairs
from htq_core.reading.stated import TICK_COLUMNS, stated_coverages, unless_a_cross
from htq_core.reading.survey import MAPPING_HEADERS, is_mapping
from htq_core.reading.table import Notebook, Row, Table
from htq_core.reading.unit_columns import title_columns, units_text
from htq_core.reading.values import Values

WANTED_CODE = "a code such as K1, S2 or B3"
_CONTENT = ("coverage", *TICK_COLUMNS, "units", "outcomes", "assessment", "reason")
_KEPT = ("coverage", *TICK_COLUMNS, "reason", "statement")
_TOTAL = re.compile(r"(?:sub-?\s?total|total|count|number of|sum|overall|percentage|%)", re.IGNORECASE)
_DIVIDER = re.compile(r"[:(–—]|\s-\s")
FAR_BELOW = 10
"""Blank rows after which a code all alone is a stray cell and no claim."""
MOST_GOING_ON = 60
"""More rows than these go on with no row above."""
MOST_ROWS_WEIGHED = 2000
ENOUGH_TO_TELL = 10
"""So many texts tell whether a column holds codes, or the words for kinds of KSB."""
LONGEST_TOTAL = 40


def is_filled(claim: Claim) -> bool:
    """Whether the applicant has written anything for a KSB."""
    return any(claim.said(name) for name in ("coverage", "units", "reason"))


def settled(table: Table) -> Table:
    """The table with its code column decided by what the cells hold, whatever the headers say."""
    if {"ksb", "statement"} & table.chosen:
        return table
    columns = _kind_apart(table)
    if "full" in columns and not {"coverage", "partial", "not_covered"} & set(columns):
        columns["coverage"] = columns.pop("full")
    ksb, statement = (columns.get(name, (0,))[0] for name in ("ksb", "statement"))
    held = _Held(table, {ksb, statement} - {0})
    best = max(held.codes, key=lambda column: (held.codes[column], column == ksb, -column), default=0)
    in_ksb = held.codes[ksb] + held.within[ksb]
    if held.codes[best] > in_ksb:
        columns["ksb"] = (best,)
        if ksb and (best == statement or not statement):
            columns["statement"] = (ksb,)
        elif best == statement:
            del columns["statement"]
    elif statement and not in_ksb and held.within[statement] >= max(held.numbers[ksb], 1):
        columns["ksb"] = (statement,)
    elif ksb and not (in_ksb or statement) and held.wording[ksb]:
        columns["statement"] = columns.pop("ksb")
    return replace(table, columns=columns)


def _kind_apart(table: Table) -> dict[str, tuple[int, ...]]:
    """The columns; where that for codes only holds the kind of each KSB ("K/S/B"), its number is in another."""
    columns = dict(table.columns)
    said = list(islice((text for row in table.rows() if (text := row.text("ksb"))), ENOUGH_TO_TELL))
    if "kind" in columns or sum(map(bool, map(only_kind, said))) * 2 <= len(said):
        return columns
    (kind,) = columns.pop("ksb")
    others = {column: [text] for column, text in table.headers.items() if column != kind}
    numbers = MAPPING_HEADERS.assign(others)[0].get("ksb")
    if not numbers:
        return dict(table.columns)
    columns = {name: places for name, places in columns.items() if places != numbers}
    return {**columns, "kind": (kind,), "ksb": numbers}


class _Held:
    """How many cells of each column are codes alone; and of the ``named`` ones, how many hold a code within text,
    a bare number, or wording without a code."""

    def __init__(self, table: Table, named: set[int]) -> None:
        self.codes, self.within, self.numbers, self.wording = (Counter[int]() for _ in range(4))
        others = table.used_columns - named
        for row in islice(table.rows(), MOST_ROWS_WEIGHED):
            for column, cell in row.all.items():
                if column not in others:
                    self._weigh(column, cell.text, column in named)

    def _weigh(self, column: int, text: str, named: bool) -> None:
        codes, rest = codes_and_rest(text)
        if codes and not rest:
            self.codes[column] += 1
        elif named and (codes or code_at_end(text)):
            self.within[column] += 1
        elif named and bare_code(text, "K"):
            self.numbers[column] += 1
        elif named and len(text.split()) > 3:
            self.wording[column] += 1


def _kind_columns(table: Table) -> set[int]:
    """The columns that say of which kind each KSB is: at least half of what they hold is a word for a kind alone."""
    others = table.used_columns - set(table.columns.get("kind", ()))
    filled, kinds = Counter[int](), Counter[int]()
    for row in islice(table.rows(), MOST_ROWS_WEIGHED):
        for column, cell in row.all.items():
            if column not in others and cell.text:
                filled[column] += 1
                kinds[column] += bool(only_kind(cell.text))
    return {column for column in kinds if kinds[column] * 2 >= filled[column]}


class ClaimReader:
    """Reads one table into claims, keeping the section heading and the kind of KSB it stands for."""

    def __init__(self, table: Table, repairs: Repairs = NO_REPAIRS) -> None:
        self.table = table
        self.notes = Notebook(table.book, repairs)
        self.assumed: tuple[str, ...] = ()
        self.claims: list[Claim] = []
        self.last_row = table.header_row
        self._heading = ""
        self._unclaimed: list[Row] = []
        self._going_on = 0
        self._kind_columns = _kind_columns(table)
        self._title_columns = title_columns(table)
        said_of_coverage = (row.text("coverage") for row in table.rows())
        self._coverages = unless_a_cross if cells.crosses_in_doubt(said_of_coverage) else cells.coverages
        said = [table.headers_said[name] for name in ("ksb", "statement") if name in table.headers_said]
        self._letter = next((k for k in map(kind_letter, [*said, table.sheet.name]) if k), "")
        self._follow_heading_above()
        for row in self._rows():
            self._read(row)
        self.filled = sum(is_filled(claim) for claim in self.claims)

    def _rows(self) -> Iterator[Row]:
        """The rows of the table, each by the header above it: a further one may have its columns in another order."""
        if self.table.chosen or self.table.shape is not Shape.ROWS:
            return self.table.rows()
        key = {"ksb", "statement"} & self.table.columns.keys()
        return rows_by_header(self.table, MAPPING_HEADERS, lambda anew: key <= anew.columns.keys() and is_mapping(anew))

    def go_by_pairs(self, claims: list[Claim]) -> None:
        """Take the rows for pairs of a KSB and a unit, which make these claims."""
        sure = self.table.sure if self.table.sure is Sureness.CHOSEN else Sureness.LIKELY
        self.table = replace(self.table, shape=Shape.LONG, sure=sure)
        self.claims = claims
        self.filled = sum(is_filled(claim) for claim in claims)

    def _read(self, row: Row) -> None:
        self._follow_kind(row)
        if row.repeats_header:
            self.last_row = row.number
            return
        codes, rest = self._codes(row)
        content = row.owns(*_CONTENT)
        if codes and (row.owns("ksb") or content):
            alone = not content and not rest and not row.owns("statement")
            if not alone or row.number - self.last_row <= FAR_BELOW:
                self._add_claims(row, codes, rest)
        elif not codes and self._goes_on(row) and not self._is_heading(row):
            self._continue(row)
        elif content and not codes and not self._is_heading(row):
            self._leave_out(row)
        elif not codes:
            self._follow_heading(row)

    def _follow_kind(self, row: Row) -> None:
        """A word such as "Skills" in a column of its own, or in a header repeated for the next kind."""
        for column in sorted(self._kind_columns & row.all.keys()):
            text = row.all[column].text
            self._follow(only_kind(text), text)
        if row.repeats_header:
            for text in (cell.text for name in ("ksb", "statement") for cell in row.cells(name)):
                self._follow(kind_letter(text) if len(text.split()) <= 3 else "", text)

    def _follow_heading_above(self) -> None:
        """A word such as "Knowledge" alone above the header of its rows."""
        above = max((number for number in self.table.sheet.rows if number < self.table.first_row), default=0)
        text = Row(self.table, above).heading() if above else ""
        self._follow(only_kind(_DIVIDER.split(text)[0]) if len(text) > 1 else "", text)

    def _follow(self, letter: str, text: str) -> None:
        if letter:
            self._letter, self._heading = letter, text

    def _goes_on(self, row: Row) -> bool:
        """Whether a row only goes on with the one right above: more outcomes, or the rest of its statement."""
        said = row.own_fields
        return (
            bool(self.claims and said)
            and self._going_on < MOST_GOING_ON
            and row.number == self.last_row + 1
            and said <= {"outcomes", "statement"}
            and not ("statement" in said and not row.text("statement")[:1].islower())
        )

    def _continue(self, row: Row) -> None:
        """Add what a row says to the claims of the row that it goes on with, which are the last."""
        anchor = self.claims[-1].anchor
        for number in range(len(self.claims) - 1, -1, -1):
            claim = self.claims[number]
            if claim.anchor != anchor:
                break
            statement = " ".join(filter(None, (claim.statement, row.own_text("statement"))))
            outcomes = "\n".join(filter(None, (claim.outcomes, row.own_text("outcomes"))))
            self.claims[number] = replace(claim, statement=statement, outcomes=outcomes or None)
        self.last_row = row.number
        self._going_on += 1

    def _is_heading(self, row: Row) -> bool:
        """Whether a row holds only a heading, in whichever column: "Skills", or a text merged across the codes."""
        text = row.heading()
        kind = len(text) > 1 and only_kind(_DIVIDER.split(text)[0])
        return bool(text) and (bool(kind) or row.merged_across("ksb"))

    def _follow_heading(self, row: Row) -> None:
        text = row.heading() or (row.first_text() if len(row.first_text()) <= 40 else "")
        letter = kind_letter(text)
        if not text or not (letter or row.heading()) or (row.number - self.last_row > FAR_BELOW and not letter):
            return
        self._heading, self._letter = text, letter or self._letter

    def _leave_out(self, row: Row) -> None:
        """A row that claims something for no KSB that can be told. One text under the last KSB is but a note."""
        if "ksb" not in self.table.columns:
            return
        if len(row.own) == 1 and not row.owns("ksb", "statement"):
            self._unclaimed.append(row)
        else:
            self._note_no_code(row)

    def _codes(self, row: Row) -> tuple[tuple[str, ...], str]:
        """The codes of a row, and the text that shares their cell."""
        if "ksb" not in self.table.columns:
            return (), ""
        text = row.text("ksb")
        codes, rest = codes_and_rest(text)
        if codes:
            return codes, rest
        single = bare_code(text, self._letter) or code_at_end(text)
        if not single and not text and "statement" in self.table.columns:
            codes, rest = codes_and_rest(row.text("statement"))
            return codes, rest
        return ((single,) if single else ()), ""

    def _note_no_code(self, row: Row) -> None:
        """Ask about a row without a code, unless it is a total, guidance, or a note below the table."""
        entry = row.entry("ksb")
        stated = cells.coverages(row.text("coverage"))
        trouble = row.troubles().get("ksb")
        if trouble is None and is_example(entry.text):
            trouble = ProblemKind.PLACEHOLDER
        guidance = not self.claims and entry.text and len(stated or ()) != 1
        after_the_table = bool(self.claims) and row.number - self.last_row > 1 and not stated
        if trouble:
            self.notes.note_trouble(trouble, entry, "ksb")
        elif not (_is_total(row) or guidance or after_the_table):
            self.notes.not_understood(entry, "ksb", WANTED_CODE)

    def _add_claims(self, row: Row, codes: tuple[str, ...], rest: str) -> None:
        for unclaimed in self._unclaimed:
            self._note_no_code(unclaimed)
        self._unclaimed.clear()
        self._going_on = 0
        values = Values(row, self.notes, codes[0], _KEPT)
        if self._title_columns and "units" in values.texts:
            values.texts["units"] = units_text(row, self._title_columns)
            values.entries["units"] = values.entries["units"]._replace(text=values.texts["units"])
        stated = stated_coverages(values, self.table.headers_said, self._coverages)
        texts = values.texts
        written, wording = codes_and_rest(texts.get("statement", ""))
        if not set(written) <= set(codes):
            wording = texts["statement"]
        self.last_row = row.number
        for code in codes:
            claim = Claim(
                position=len(self.claims),
                entries=values.entries,
                anchor=values.entries["ksb"].location,
                ksb=code,
                statement=wording or rest,
                coverages=stated,
                units_text=texts.get("units"),
                outcomes=texts.get("outcomes"),
                assessment=texts.get("assessment"),
                reason=texts.get("reason"),
                page=texts.get("page"),
                duties=texts.get("duty"),
                status=texts.get("status"),
                pathway=texts.get("pathway"),
                heading=self._heading,
            )
            self.claims.append(claim)


def _is_total(row: Row) -> bool:
    labels = (row.first_text(), row.text("ksb"), row.own_text("statement"))
    return any(_TOTAL.match(label) for label in labels if len(label) <= LONGEST_TOTAL)
