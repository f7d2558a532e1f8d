"""Can the files be read, and was all of it read?"""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from htq_core.findings import Severity
from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.field_names import COLUMNS
from htq_core.model.problem import ProblemKind
from htq_core.model.remark import Remark, RemarkKind
from htq_core.rules.rule import MAPPING, STRUCTURE, Family, Flag, NotRun, flag, shown

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
        yield flag(workbook(missing), cause=missing, file=FILE[missing], rows=ROWS[missing])


@READ.rule(
    "READ-02",
    Severity.FIX,
    inputs="MQ",
    basis="J",
    message="{what}.",
    found="{seen}.",
    expected="The KSB mapping and the qualification structure, each in its own place.",
    fix="{remedy}.",
    limits="Goes by the headings of the tables. It may miss a swap where none of them is recognised.",
)
def each_file_is_in_its_own_place(application: Application) -> Iterator[Flag]:
    """Each file is in its own place.

    A mapping that is taken for a structure cannot be checked at all.
    """
    wrong = list(dict.fromkeys(problem.book for problem in application.problems_of(ProblemKind.WRONG_PLACE)))
    if len(wrong) == len(Book):
        yield flag(
            *(workbook(book) for book in wrong),
            cause="swapped",
            what="The two files are in each other’s place",
            seen="Units where the KSBs should be, and KSBs where the units should be",
            remedy="Swap the two files",
        )
        return
    for book in or_not_read(application, wrong):
        place, holds = FILE[book], FILE[OTHER[book]]
        yield flag(
            workbook(book),
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
    for problem in or_not_read(application, missing):
        lacking, headings = f"table with {ROWS[problem.book]}", HEADINGS[problem.book]
        if problem.kind is ProblemKind.MISSING_COLUMN:
            words, heading = COLUMNS.get(problem.field, (problem.field, problem.field))
            lacking, headings = f"column for {words}", f"“{heading}”"
        yield flag(
            *(problem.where or [workbook(problem.book)]),
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
    limits="A sheet with one row filled in counts as filled in, so one that was hardly begun may be missed.",
)
def the_template_has_been_filled_in(application: Application) -> Iterator[Flag]:
    """The template has been filled in.

    An empty template says nothing that can be checked or discussed.
    """
    for problem in or_not_read(application, application.problems_of(ProblemKind.NOT_FILLED_IN)):
        yield flag(
            *(problem.where or [workbook(problem.book)]),
            cause=problem.book,
            file=FILE[problem.book],
            seen=UNFILLED.get(problem.field, "Headings, and nothing below them"),
            wanted=problem.wanted or ROWS[problem.book],
        )


UNREAD = {RemarkKind.UNREAD_SHEET: "sheet", RemarkKind.UNREAD_COLUMN: "column"}


@READ.rule(
    "READ-12",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    message="Part of the {file} was not read: the {what} {name}.",
    found="Text under {name} that no check looks at.",
    expected="Headings and labels that are known, wherever something counts.",
    fix="If it holds something that counts, give it a heading from our templates. Otherwise leave it.",
    limits="Text boxes, pictures and charts are not looked at, nor notes above or below a table.",
)
def what_was_not_read_is_listed(application: Application) -> Iterator[Flag]:
    """Sheets and columns that were not read are listed.

    What was not read was not checked. You should know which parts those are.
    """
    alike: dict[str, list[Remark]] = {}
    for remark in or_not_read(application, application.remarks_of(*UNREAD)):
        sheet = remark.where[0].sheet if remark.kind is RemarkKind.UNREAD_COLUMN else ""
        alike.setdefault(f"{remark.book}|{remark.kind}|{sheet}", []).append(remark)
    for cause, remarks in alike.items():
        for remark in remarks:
            yield flag(
                *remark.where,
                cause=cause,
                file=FILE[remark.book],
                what=UNREAD[remark.kind] + ("s" if len(remarks) > 1 else ""),
                name=f"“{shown(remark.what)}”",
            )


def workbook(book: Book) -> Location:
    """A workbook as a whole."""
    return Location(book, "", "")


def or_not_read(application: Application, found: Sequence[Trouble]) -> Sequence[Trouble]:
    """What was found. Finding nothing says something only when both files were read."""
    unread = next((need for need in (MAPPING, STRUCTURE) if not need.there(application)), None)
    if unread and not found:
        raise NotRun(unread.reason)
    return found


def or_not_seen(
    application: Application,
    *kinds: RemarkKind,
    books: Collection[Book] = tuple(Book),
    unseen: RemarkKind = RemarkKind.VALUES_ONLY,
) -> Sequence[Remark]:
    """The remarks of some kinds. Finding none says something only where the files show such things."""
    found = or_not_read(application, application.remarks_of(*kinds))
    bare = next((remark for remark in application.remarks_of(unseen) if remark.book in books), None)
    if bare and not found:
        raise NotRun(
            f"The {FILE[bare.book]} is {bare.what}, of which only the values can be read. "
            "Save it as Excel Workbook (.xlsx) to have this checked."
        )
    return found
