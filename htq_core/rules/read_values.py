"""Can the files be read? The values in their cells"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from htq_core.findings import Severity
from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.field_names import FIELDS, ITEMS
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.remark import RemarkKind
from htq_core.rules.read import READ, or_not_read, or_not_seen
from htq_core.rules.rule import Flag, flag, listed


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
    for alike in _alike(or_not_read(application, application.problems_of(ProblemKind.NOT_UNDERSTOOD))):
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
        or_not_seen(application, unseen=RemarkKind.ERRORS_LOST)
    for alike in _alike(or_not_read(application, troubled)):
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
    expected="The {item}, or an empty cell where none is needed.",
    fix="Write in {where} what belongs there. Clear it if nothing is needed there.",
    limits="Knows the usual ones, such as TBC, XX and “insert here”. Others are taken as text.",
)
def no_placeholder_is_left(application: Application) -> Iterator[Flag]:
    """No placeholder is left in.

    A placeholder says that something is still to be decided, and the adviser will ask what.
    """
    for alike in _alike(or_not_read(application, application.problems_of(ProblemKind.PLACEHOLDER))):
        yield _flag(application, alike)


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
    problems = or_not_read(application, application.problems_of(ProblemKind.SHOWN_BY_COLOUR))
    if not problems:
        or_not_seen(application, books=(Book.MAPPING,))
    for problem in problems:
        yield flag(
            *problem.where,
            cause=f"{problem.where[0].sheet}|{problem.field}",
            item="coverage is" if problem.field == "coverage" else "units are",
            sheet=problem.where[0].sheet,
            wanted=problem.wanted,
        )


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
