"""Whoever does what the findings of the flawed sample say, and knows nothing else, has nothing left to fix."""

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
from openpyxl.cell import Cell

from htq_core import Book, Finding, Location, Severity, Source, Verdict, check
from tests.making.samples import FOLDER

REASON = "Learners meet this with their employer, who has what it needs."


class Workbooks:
    """The two workbooks on somebody's desk. Rows are taken out last, so that the places on the screen stay true."""

    def __init__(self) -> None:
        self.books = {book: openpyxl.load_workbook(FOLDER / "flawed" / f"{book}.xlsx") for book in Book}
        self.rows_out: list[Cell] = []

    def at(self, place: Location) -> Cell:
        return self.books[place.book][place.sheet][place.cell]

    def named(self, place: str) -> Cell:
        """A cell of the structure, as a text names it: ``Option groups!D2``."""
        sheet, _, cell = place.rpartition("!")
        return self.books[Book.STRUCTURE][sheet][cell]

    def under(self, heading: str, cell: Cell) -> Cell:
        """The cell of the same row in the column with this heading."""
        column = next(head.column for head in cell.parent[1] if head.value == heading)
        return cell.parent.cell(cell.row, column)

    def sources(self) -> list[Source]:
        for cell in sorted(self.rows_out, key=lambda cell: -cell.row):
            cell.parent.delete_rows(cell.row)
        files = {book: BytesIO() for book in Book}
        for book, file in files.items():
            self.books[book].save(file)
        return [Source(f"{book}.xlsx", file.getvalue()) for book, file in files.items()]


def write(value: object) -> Callable[[Workbooks, Finding], None]:
    """Put a value into every cell that the finding is at."""

    def correct(workbooks: Workbooks, finding: Finding) -> None:
        for place in finding.where:
            workbooks.at(place).value = value

    return correct


def state_coverage(workbooks: Workbooks, finding: Finding) -> None:
    """As suggested, or else the first that is offered; with a reason, where the text asks for one."""
    suggested = re.search(r"Did you mean (\w+)\?", finding.fix)
    cell = workbooks.at(finding.where[0])
    cell.value = suggested[1] if suggested else "Full"
    if cell.value != "Full" and "need a reason as well" in finding.fix:
        workbooks.under("Reason if not full", cell).value = REASON


def take_out_the_words(workbooks: Workbooks, finding: Finding) -> None:
    words = re.findall("“(.+?)”", finding.expected)
    for place in finding.where:
        for word in words:
            workbooks.at(place).value = workbooks.at(place).value.replace(word, "")


def mend_value(workbooks: Workbooks, finding: Finding) -> None:
    """Type the value over it: what it is of stands at the end of the sentence."""
    write("Full" if "the coverage of" in finding.message else 75)(workbooks, finding)


def add_rows(workbooks: Workbooks, finding: Finding) -> None:
    heading = workbooks.at(finding.where[0])
    for texts in finding.compare:
        wording = " ".join(piece.text for piece in texts.published)
        row = {"KSB": texts.ksb, "Statement": wording, "Coverage": "Full", "Units": "U1"}
        below = heading.parent.cell(heading.parent.max_row + 1, heading.column)
        for name, value in row.items():
            workbooks.under(name, below).value = value


def remove_row(which: int) -> Callable[[Workbooks, Finding], None]:
    return lambda workbooks, finding: workbooks.rows_out.append(workbooks.at(finding.where[which]))


def change_places(workbooks: Workbooks, finding: Finding) -> None:
    first, second = map(workbooks.at, finding.where)
    first.value, second.value = second.value, first.value


def correct_second_title(workbooks: Workbooks, finding: Finding) -> None:
    workbooks.at(finding.where[1]).value = "Communication at Work"


def make_mandatory(workbooks: Workbooks, finding: Finding) -> None:
    said = re.match(r"Make \S+ mandatory in (.+?), and let .+ ask for (\d+) \w+ less in (.+?)\. Or", finding.fix)
    assert said, finding.fix
    workbooks.named(said[1]).value = "Mandatory"
    workbooks.named(said[3]).value -= int(said[2])


CORRECTIONS = {
    "READ-05": write(4),
    "READ-06": mend_value,
    "READ-07": write(None),
    "QUA-04": take_out_the_words,
    "QUA-07": write("Given by Pearson on 3 March 2026"),
    "QUA-12": write("Pearson"),
    "KSB-01": add_rows,
    "KSB-02": remove_row(0),
    "KSB-03": remove_row(1),
    "KSB-06": change_places,
    "COV-01": state_coverage,
    "COV-02": state_coverage,
    "COV-03": state_coverage,
    "COV-06": write(REASON),
    "COV-07": write(REASON),
    "COV-13": write("U6"),
    "REF-01": write("U2"),
    "REF-02": write("U2"),
    "REF-04": write("U1; U2"),
    "STR-01": write(4),
    "STR-02": correct_second_title,
    "STR-03": write(75),
    "PTH-01": make_mandatory,
}


def test_doing_what_the_findings_say_leaves_nothing_to_fix() -> None:
    workbooks = Workbooks()
    before = check(*workbooks.sources())
    to_fix = before.of_severity(Severity.FIX)
    assert {finding.rule for finding in to_fix} == set(CORRECTIONS)
    for finding in to_fix:
        CORRECTIONS[finding.rule](workbooks, finding)
    after = check(*workbooks.sources())
    assert [finding.message for finding in after.of_severity(Severity.FIX)] == []
    assert after.verdict is Verdict.DISCUSS
