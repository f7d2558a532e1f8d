"""Can the files be read, and was all of it read?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from htq_core.findings import Severity
from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.field_names import COLUMNS, FIELDS, ITEMS
from htq_core.model.problem import Problem, ProblemKind
from htq_core.rules.rule import MAPPING, STRUCTURE, Family, Flag, NotRun, flag, listed

Trouble = TypeVar("Trouble")

READ = Family("READ", "Can the files be read, and was all of it read?")

FILE = {Book.MAPPING: "KSB mapping", Book.STRUCTURE: "qualification structure"}
ROWS = {Book.MAPPING: "a row for each KSB", Book.STRUCTURE: "a row for each unit"}
HEADINGS = {
    Book.MAPPING: "“KSB”, “Coverage” and “Units”",
    Book.STRUCTURE: "“Unit code”, “Level”, “Credits” and “Status”",
}
OTHER = {Book.MAPPING: Book.STRUCTURE, Book.STRUCTURE: Book.MAPPING}
UNFILLED = {
    "coverage": "KSBs, and nothing written beside them",
    "ksb": "Headings, and no KSB below them",
    "units": "Headings, and no unit below them",
}


@READ.rule(
    "READ-01",
    Severity.FIX,
    inputs="MQ",
    basis="P",
    message="No {file} was given.",
    found="No workbook with {rows}.",
    expected="A KSB mapping and a qualification structure. One workbook may hold both.",
    fix="Add the {file}. A blank one to fill in is on the Templates page.",
)
def both_files_are_given(application: Application) -> Iterator[Flag]:
    """A KSB mapping and a qualification structure are both given.

    The mapping says what is covered; the structure says who takes which unit. One cannot be checked without the other.
    """
    misplaced = {problem.book for problem in application.problems_of(ProblemKind.WRONG_PLACE)}
    for problem in application.problems_of(ProblemKind.MISSING_FILE):
        given_as_the_other = OTHER[problem.book] in misplaced
        missing = OTHER[problem.book] if given_as_the_other else problem.book
        yield flag(_workbook(missing), cause=missing, file=FILE[missing], rows=ROWS[missing])


@READ.rule(
    "READ-02",
    Severity.FIX,
    inputs="MQ",
    basis="J",
    message="{what}.",
    found="{seen}.",
    expected="The KSB mapping and the qualification structure, each in its own place.",
    fix="{remedy}.",
)
def each_file_is_in_its_own_place(application: Application) -> Iterator[Flag]:
    """Each file is in its own place.

    A mapping that is taken for a structure cannot be checked at all.
    """
    wrong = list(dict.fromkeys(problem.book for problem in application.problems_of(ProblemKind.WRONG_PLACE)))
    if len(wrong) == len(Book):
        yield flag(
            *(_workbook(book) for book in wrong),
            cause="swapped",
            what="The two files are in each other’s place",
            seen="Units where the KSBs should be, and KSBs where the units should be",
            remedy="Swap the two files",
        )
        return
    for book in _or_not_read(application, wrong):
        place, holds = FILE[book], FILE[OTHER[book]]
        yield flag(
            _workbook(book),
            cause=book,
            what=f"The file given as the {place} is a {holds}",
            seen=f"A table with {ROWS[OTHER[book]]}, and none with {ROWS[book]}",
            remedy=f"Put the {place} here, and the {holds} in its own place",
        )


@READ.rule(
    "READ-03",
    Severity.FIX,
    inputs="MQ",
    basis="J",
    message="The {file} has no {lacking} that can be recognised.",
    found="No heading such as {headings}.",
    expected="A {lacking}.",
    fix="Add it. If it is there under another name, change the heading to {headings}.",
    limits="A column counts as missing when its heading is not among those this check knows.",
)
def every_needed_column_is_recognised(application: Application) -> Iterator[Flag]:
    """Every column that is needed is recognised.

    Rules that look at a column cannot run without it, and the adviser would have to ask for what it holds.
    """
    kinds = (ProblemKind.MISSING_TABLE, ProblemKind.MISSING_COLUMN)
    missing = [problem for kind in kinds for problem in application.problems_of(kind)]
    for problem in _or_not_read(application, missing):
        lacking, headings = f"table with {ROWS[problem.book]}", HEADINGS[problem.book]
        if problem.kind is ProblemKind.MISSING_COLUMN:
            words, heading = COLUMNS.get(problem.field, (problem.field, problem.field))
            lacking, headings = f"column for {words}", f"“{heading}”"
        yield flag(
            *(problem.where or [_workbook(problem.book)]),
            cause=f"{problem.book}|{lacking}",
            file=FILE[problem.book],
            lacking=lacking,
            headings=headings,
        )


@READ.rule(
    "READ-04",
    Severity.FIX,
    inputs="MQ",
    basis="J",
    message="The {file} has not been filled in.",
    found="{seen}.",
    expected="In the {file}, {wanted}.",
    fix="Fill in the {file}, save it, and add it again.",
)
def the_template_has_been_filled_in(application: Application) -> Iterator[Flag]:
    """The template has been filled in.

    An empty template says nothing that can be checked or discussed.
    """
    for problem in _or_not_read(application, application.problems_of(ProblemKind.NOT_FILLED_IN)):
        yield flag(
            *(problem.where or [_workbook(problem.book)]),
            cause=problem.book,
            file=FILE[problem.book],
            seen=UNFILLED.get(problem.field, "Headings, and nothing below them"),
            wanted=problem.wanted or ROWS[problem.book],
        )


@READ.rule(
    "READ-05",
    Severity.FIX,
    inputs="MQ",
    basis="J",
    message="The {item} {fault}.",
    found="{seen} in {where}.",
    expected="Here, {wanted}.",
    fix="Change {where} to {wanted}.",
    limits="Looks at numbers, levels, codes and choices. Titles, reasons and other text are taken as they are.",
)
def every_value_can_be_understood(application: Application) -> Iterator[Flag]:
    """Every value can be understood.

    A value that has to be guessed may be guessed wrongly, so it is left out of every other check.
    """
    for alike in _alike(_or_not_read(application, application.problems_of(ProblemKind.NOT_UNDERSTOOD))):
        coverage_of_a_ksb = alike[0].book is Book.MAPPING and alike[0].field == "coverage"
        if not coverage_of_a_ksb:
            found = alike[0].found
            yield _flag(
                application,
                alike,
                fault="cannot be understood" if found else "is missing",
                seen=f"“{found}”" if found else "Nothing",
                wanted=alike[0].wanted or "a value that can be understood",
            )


@READ.rule(
    "READ-06",
    Severity.FIX,
    inputs="MQ",
    basis="J",
    message="{trouble} stands in place of the {item}.",
    found="{seen} in {where}.",
    expected="A value that everyone can read.",
    fix="{remedy}, then save and add it again.",
)
def no_cell_holds_an_error(application: Application) -> Iterator[Flag]:
    """No cell that matters holds a spreadsheet error, or a formula without a stored result.

    What the cell should say is not in the file, so nobody can read it there.
    """
    kinds = (ProblemKind.ERROR_CELL, ProblemKind.NO_STORED_VALUE)
    troubled = [problem for kind in kinds for problem in application.problems_of(kind)]
    for alike in _alike(_or_not_read(application, troubled)):
        if alike[0].kind is ProblemKind.ERROR_CELL:
            yield _flag(
                application,
                alike,
                trouble="A spreadsheet error",
                seen=f"“{alike[0].found}”",
                remedy="Mend the formula, or type the value over it",
            )
        else:
            yield _flag(
                application,
                alike,
                trouble="A formula without its result",
                seen="A formula that was saved without its result",
                remedy="Open the file in Excel so that it calculates, or type the value",
            )


@READ.rule(
    "READ-07",
    Severity.FIX,
    inputs="MQ",
    basis="J",
    message="A placeholder stands in place of the {item}.",
    found="“{value}” in {where}.",
    expected="The {item}, or an empty cell if there is nothing to say.",
    fix="Write in {where} what belongs there, or clear it.",
    limits="Knows the usual ones, such as TBC, XX and “insert here”. Others are taken as text.",
)
def no_placeholder_is_left(application: Application) -> Iterator[Flag]:
    """No placeholder is left in.

    A placeholder says that something is still to be decided, and the adviser will ask what.
    """
    for alike in _alike(_or_not_read(application, application.problems_of(ProblemKind.PLACEHOLDER))):
        yield _flag(application, alike)


def _workbook(book: Book) -> Location:
    """A workbook as a whole."""
    return Location(book, "", "")


def _or_not_read(application: Application, found: Sequence[Trouble]) -> Sequence[Trouble]:
    """What was found. Finding nothing says something only when both files were read."""
    unread = next((need for need in (MAPPING, STRUCTURE) if not need.there(application)), None)
    if unread and not found:
        raise NotRun(unread.reason)
    return found


def _alike(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems with the same text in the same field together."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(_mark(problem), []).append(problem)
    return list(groups.values())


def _mark(problem: Problem) -> str:
    of_a_row = "row" if problem.subject else "item"
    return "|".join((problem.book, problem.field, of_a_row, *problem.found.casefold().split()))


def _flag(application: Application, alike: Sequence[Problem], **facts: Any) -> Flag:
    """One flag at the cells of problems that are alike, about the one KSB or unit they concern, if it is one."""
    first = alike[0]
    subjects = list(dict.fromkeys(problem.subject for problem in alike if problem.subject))
    only = subjects[0] if len(subjects) == 1 else None
    words = FIELDS if subjects else {**FIELDS, **ITEMS}
    whose = f" of {listed(subjects, most=4)}" if subjects else ""
    return flag(
        *(place for problem in alike for place in problem.where),
        ksb=only if only in application.claims_of else None,
        unit=only if only in {unit.key for unit in application.units} else None,
        cause=_mark(first),
        item=f"{words.get(first.field, first.field)}{whose}",
        value=first.found,
        **facts,
    )
