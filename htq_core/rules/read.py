"""Can the files be read, and was all of it read?"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from htq_core.findings import Severity
from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.field_names import COLUMNS, FIELDS, ITEMS
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.remark import Remark, RemarkKind
from htq_core.rules.rule import MAPPING, STRUCTURE, Family, Flag, NotRun, flag, listed, shown

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
    limits="Goes by the headings of the tables. It may miss a swap where none of them is recognised.",
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
    limits="A sheet with one row filled in counts as filled in, so one that was hardly begun may be missed.",
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
    fix="Change {where} to {instead}",
    limits="Looks at numbers, levels, codes and choices. Titles, reasons and other text are taken as they are.",
)
def every_value_can_be_understood(application: Application) -> Iterator[Flag]:
    """Every value can be understood.

    A value that has to be guessed may be guessed wrongly, so it is left out of every other check.
    """
    for alike in _alike(_or_not_read(application, application.problems_of(ProblemKind.NOT_UNDERSTOOD))):
        coverage_of_a_ksb = alike[0].book is Book.MAPPING and alike[0].field == "coverage"
        if not coverage_of_a_ksb:
            found, wanted = alike[0].found, alike[0].wanted or "a value that can be understood"
            meant = application.codes_typed(found) if alike[0].field == "ksb" else ()
            yield _flag(
                application,
                alike,
                fault="cannot be understood" if found else "is missing",
                seen=f"“{found}”" if found else "Nothing",
                wanted=wanted,
                instead=f"{wanted}. Did you mean {' or '.join(meant)}?" if meant else f"{wanted}.",
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
    limits="Looks at the columns and answers that are read. It may miss an error elsewhere in the workbook.",
)
def no_cell_holds_an_error(application: Application) -> Iterator[Flag]:
    """No cell that matters holds a spreadsheet error, or a formula without a stored result.

    What the cell should say is not in the file, so nobody can read it there.
    """
    kinds = (ProblemKind.ERROR_CELL, ProblemKind.NO_STORED_VALUE)
    troubled = [problem for kind in kinds for problem in application.problems_of(kind)]
    if not troubled:
        _or_not_seen(application, unseen=RemarkKind.ERRORS_LOST)
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


HIDDEN = {
    RemarkKind.HIDDEN_ROWS: ("rows that hold", "in hidden rows of"),
    RemarkKind.HIDDEN_COLUMNS: ("columns that hold", "in the hidden columns of"),
    RemarkKind.HIDDEN_SHEET: ("a sheet that holds", "on the hidden sheet"),
}
MERGED = {
    RemarkKind.MERGED: "for each of its rows",
    RemarkKind.MERGED_AND_LEFT: "for its first row only",
}
UNREAD = {RemarkKind.UNREAD_SHEET: "sheet", RemarkKind.UNREAD_COLUMN: "column"}
PRIVATE = {RemarkKind.EMAIL: "an email address", RemarkKind.PHONE: "a telephone number"}
FROM_ELSEWHERE = {
    RemarkKind.MACROS: (
        "macros",
        "Macros, which were not run",
        "Use Save As, Excel Workbook (.xlsx), which leaves the macros out",
    ),
    RemarkKind.LINKED: (
        "links to other workbooks",
        "Links, which were not followed: the values last saved were read",
        "Break the links (Data, Edit Links), so that only the values stay",
    ),
}


@READ.rule(
    "READ-08",
    Severity.DISCUSS,
    inputs="MQ",
    basis="J",
    message="The {file} has hidden {what} something that matters.",
    found="{seen} {whereabouts} “{sheet}”.",
    expected="Everything that counts in plain sight.",
    fix="Unhide it. If it should not count, delete it.",
    limits="May miss text in white or behind pictures. May over-report a hidden sheet with an earlier table.",
)
def nothing_that_matters_is_hidden(application: Application) -> Iterator[Flag]:
    """Nothing that matters sits in a hidden row, column or sheet.

    The adviser sees what you see. What is hidden counts here, and may have been forgotten.
    """
    for remark in _or_not_seen(application, *HIDDEN):
        what, whereabouts = HIDDEN[remark.kind]
        sheet = remark.where[0].sheet
        cells = tuple(place.cell for place in remark.where if place.cell)
        yield flag(
            *remark.where,
            cause=f"{remark.book}|{sheet}|{remark.kind}",
            file=FILE[remark.book],
            what=what,
            seen=cells or "A table",
            whereabouts=whereabouts,
            sheet=sheet,
        )


@READ.rule(
    "READ-09",
    Severity.FIX,
    inputs="M",
    basis="J",
    message="On “{sheet}”, {item} shown by colour alone.",
    found="Colour, and nothing written, in {where}.",
    expected="In each cell, {wanted}.",
    fix="Write in {where} what the colour stands for.",
    limits="May over-report blank cells that are coloured as a reminder. May miss colour that a formatting rule gives.",
)
def coverage_is_written(application: Application) -> Iterator[Flag]:
    """Coverage is written, not shown by fill colour alone.

    A colour means what its author knows. It is lost in print, in other programs and to people who cannot tell it apart.
    """
    problems = _or_not_read(application, application.problems_of(ProblemKind.SHOWN_BY_COLOUR))
    if not problems:
        _or_not_seen(application, books=(Book.MAPPING,))
    for problem in problems:
        yield flag(
            *problem.where,
            cause=f"{problem.where[0].sheet}|{problem.field}",
            item="coverage is" if problem.field == "coverage" else "units are",
            sheet=problem.where[0].sheet,
            wanted=problem.wanted,
        )


@READ.rule(
    "READ-10",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    message="Merged cells leave open which rows they belong to, in the column for the {item}.",
    found="{where}, merged over several rows. The value was read {how}.",
    expected="A value in each row that it belongs to.",
    fix="Unmerge {where}. Write the value in each row that it belongs to.",
    limits="Looks at the columns that are read. It may miss a merged cell that misleads the eye elsewhere.",
)
def merged_cells_leave_no_doubt(application: Application) -> Iterator[Flag]:
    """Merged cells leave no doubt which row a value belongs to.

    A value that spans rows may belong to all of them or to the first. People read it one way and programs another.
    """
    for remark in _or_not_seen(application, *MERGED):
        yield flag(
            *remark.where,
            cause=f"{remark.book}|{remark.where[0].sheet}|{remark.what}|{remark.kind}",
            item=FIELDS.get(remark.what, remark.what),
            how=MERGED[remark.kind],
        )


@READ.rule(
    "READ-11",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    message="Cell comments in the {file} may hold something that a reader would miss.",
    found="{text} at {where}.",
    expected="Everything that counts in the cells themselves.",
    fix="Move what matters from the comments into the cells. Then delete the comments.",
    limits="Cannot tell a comment that matters from one that does not. Text boxes and pictures are not looked at.",
)
def comments_hold_nothing_to_miss(application: Application) -> Iterator[Flag]:
    """Cell comments hold nothing the reader would miss.

    Comments do not print, and no other check looks at them.
    """
    for remark in _or_not_seen(application, RemarkKind.COMMENT):
        text = f"“{shown(remark.what)}”"
        yield flag(*remark.where, cause=remark.book, file=FILE[remark.book], text=text)


@READ.rule(
    "READ-12",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    message="Part of the {file} was not read: the {what} {name}.",
    found="Text under {name} that no check looks at.",
    expected="Headings and labels that are known, wherever something counts.",
    fix="If the {what} holds something that counts, give it a heading from our templates. Otherwise leave it.",
    limits="Text boxes, pictures and charts are not looked at, nor notes above or below a table.",
)
def what_was_not_read_is_listed(application: Application) -> Iterator[Flag]:
    """Sheets and columns that were not read are listed.

    What was not read was not checked. You should know which parts those are.
    """
    for remark in _or_not_read(application, application.remarks_of(*UNREAD)):
        sheet = remark.where[0].sheet if remark.kind is RemarkKind.UNREAD_COLUMN else ""
        yield flag(
            *remark.where,
            cause=f"{remark.book}|{remark.kind}|{sheet}",
            file=FILE[remark.book],
            what=UNREAD[remark.kind],
            name=f"“{shown(remark.what)}”",
        )


@READ.rule(
    "READ-13",
    Severity.DISCUSS,
    inputs="MQ",
    basis="J",
    message="The {file} seems to hold personal data: {what}.",
    found="What looks like {what}, in {where}.",
    expected="No email addresses or telephone numbers of people.",
    fix="Take it out of {where}. The name of a role will do.",
    limits="May miss names, and numbers written in unusual ways. May over-report an address that a whole team shares.",
)
def no_personal_data_is_in_the_cells(application: Application) -> Iterator[Flag]:
    """No personal data (email addresses, telephone numbers) is in the cells.

    These files are passed on to people whom your colleagues do not know. Nothing here calls for personal data.
    """
    contact = application.settings.approving_body.contact.casefold()
    for remark in _or_not_read(application, application.remarks_of(*PRIVATE)):
        if remark.what == contact:
            continue
        yield flag(
            *remark.where,
            cause=f"{remark.book}|{remark.kind}",
            file=FILE[remark.book],
            what=PRIVATE[remark.kind],
        )


@READ.rule(
    "READ-14",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    message="The {file} holds {what}.",
    found="{seen}.",
    expected="A workbook that stands by itself.",
    fix="{remedy}.",
    limits="Lists what the file itself declares. It may miss an address that stands in a cell as plain text.",
)
def the_workbook_stands_by_itself(application: Application) -> Iterator[Flag]:
    """There are no macros or links to other workbooks.

    Many organisations block files with macros. A link shows an error, or an old value, where the other file is missing.
    """
    for remark in _or_not_seen(application, *FROM_ELSEWHERE):
        what, seen, remedy = FROM_ELSEWHERE[remark.kind]
        yield flag(
            *(remark.where or [_workbook(remark.book)]),
            cause=f"{remark.book}|{remark.kind}",
            file=FILE[remark.book],
            what=what,
            seen=seen,
            remedy=remedy,
        )


def _workbook(book: Book) -> Location:
    """A workbook as a whole."""
    return Location(book, "", "")


def _or_not_read(application: Application, found: Sequence[Trouble]) -> Sequence[Trouble]:
    """What was found. Finding nothing says something only when both files were read."""
    unread = next((need for need in (MAPPING, STRUCTURE) if not need.there(application)), None)
    if unread and not found:
        raise NotRun(unread.reason)
    return found


def _or_not_seen(
    application: Application,
    *kinds: RemarkKind,
    books: Collection[Book] = tuple(Book),
    unseen: RemarkKind = RemarkKind.VALUES_ONLY,
) -> Sequence[Remark]:
    """The remarks of some kinds. Finding none says something only where the files show such things."""
    found = _or_not_read(application, application.remarks_of(*kinds))
    bare = next((remark for remark in application.remarks_of(unseen) if remark.book in books), None)
    if bare and not found:
        raise NotRun(
            f"The {FILE[bare.book]} is {bare.what}, of which only the values can be read. "
            "Save it as Excel Workbook (.xlsx) to have this checked."
        )
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
