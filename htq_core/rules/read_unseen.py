"""Can the files be read? What a reader would miss, or should not find"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.field_names import FIELDS
from htq_core.model.remark import RemarkKind
from htq_core.rules.read import FILE, READ, or_not_read, or_not_seen, workbook
from htq_core.rules.rule import Flag, flag, shown

HIDDEN = {
    RemarkKind.HIDDEN_ROWS: ("hidden rows that hold", "in hidden rows of"),
    RemarkKind.HIDDEN_COLUMNS: ("hidden columns that hold", "in the hidden columns of"),
    RemarkKind.HIDDEN_SHEET: ("a hidden sheet that holds", "on the hidden sheet"),
}

MERGED = {
    RemarkKind.MERGED: "for each of its rows",
    RemarkKind.MERGED_AND_LEFT: "for its first row only",
}

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
    message="The {file} has {what} something that matters.",
    found="{seen} {whereabouts} “{sheet}”.",
    expected="Everything that counts in plain sight.",
    fix="Unhide it. If it should not count, delete it.",
    limits="May miss text in white or behind pictures. May over-report a hidden sheet with an earlier table.",
)
def nothing_that_matters_is_hidden(application: Application) -> Iterator[Flag]:
    """Nothing that matters sits in a hidden row, column or sheet.

    The adviser sees what you see. What is hidden counts here, and may have been forgotten.
    """
    for remark in or_not_seen(application, *HIDDEN):
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
    for remark in or_not_seen(application, *MERGED):
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
    for remark in or_not_seen(application, RemarkKind.COMMENT):
        text = f"“{shown(remark.what)}”"
        yield flag(*remark.where, cause=remark.book, file=FILE[remark.book], text=text)


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
    for remark in or_not_read(application, application.remarks_of(*PRIVATE)):
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
    for remark in or_not_seen(application, *FROM_ELSEWHERE):
        what, seen, remedy = FROM_ELSEWHERE[remark.kind]
        yield flag(
            *(remark.where or [workbook(remark.book)]),
            cause=f"{remark.book}|{remark.kind}",
            file=FILE[remark.book],
            what=what,
            seen=seen,
            remedy=remedy,
        )
