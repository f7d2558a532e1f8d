"""The KSB mapping that we issue: a row for each KSB of a standard, ready to fill in."""

import re
from collections.abc import Sequence
from datetime import date

from htq_core.settings import APPROVING_BODY, ApprovingBody
from htq_core.standards.standard import Standard
from htq_core.templates import instructions
from htq_core.templates.sheets import Choices, Column, Item, add_instructions, add_items, add_table, new_template
from htq_core.templates.workbook import to_bytes

COVERAGE = Choices(("Full", "Partial", "Not covered"))
LEVEL = Choices(("4", "5"))
COLUMNS = (
    Column("KSB", 8, prefilled=True),
    Column("Statement", 60, prefilled=True),
    Column("Coverage", 14, COVERAGE),
    Column("Units", 24),
    Column("Learning outcomes", 22),
    Column("How assessed", 28),
    Column("Reason if not full", 44),
)


def file_name(standard: Standard, option: str = "") -> str:
    """What the workbook is called, such as ``KSB mapping - ST0827 v1.0.xlsx``; an option's title follows."""
    named = f"{standard.reference} v{standard.version}" + (f" - {option}" if option else "")
    return f"KSB mapping - {re.sub(r'[^A-Za-z0-9 .,()-]', '', named)[:100].strip()}.xlsx"


def mapping_template(
    standard: Standard, option: str = "", body: ApprovingBody = APPROVING_BODY, issued: date | None = None
) -> bytes:
    """A mapping with the standard's details and KSBs filled in: its core ones and, with an option, that option's own.

    Without an option, or where the record does not say which KSBs are the option's, every KSB has a row. The day it is
    ``issued`` is stamped on it, with the standard and version.
    """
    details = (standard.reference, standard.title, standard.version, option, standard.route)
    options = Choices(tuple(o.title for o in standard.options)) if standard.options and not option else None
    rows = [(ksb.code, ksb.text) for ksb in standard.ksbs_for(option)]
    about = instructions.ILLUSTRATIVE if standard.illustrative else instructions.PUBLISHED
    about += instructions.stamp(issued, standard.reference, standard.version) if issued else ""
    return _workbook(details, options, rows, instructions.not_official(body) + about, instructions.ROWS_ARE_FILLED_IN)


def blank_mapping_template(
    reference: str = "",
    title: str = "",
    version: str = "",
    option: str = "",
    route: str = "",
    body: ApprovingBody = APPROVING_BODY,
) -> bytes:
    """A mapping for a standard whose published record is not loaded: its KSB rows are empty, to paste into."""
    details = (reference, title, version, option, route)
    return _workbook(details, None, [], instructions.not_official(body), instructions.ROWS_ARE_EMPTY)


def _workbook(
    details: tuple[str, str, str, str, str],
    options: Choices | None,
    ksbs: Sequence[tuple[str, str]],
    about: str,
    rows_help: str,
) -> bytes:
    reference, title, version, option, route = details
    named = " ".join(part for part in (reference, title, f"version {version}" if version else "") if part)
    heading = f"KSB mapping: {named}" if named else "KSB mapping"
    book = new_template(heading)
    add_instructions(
        book,
        heading,
        [
            ("About this workbook", about),
            ("The Standard sheet", instructions.STANDARD_SHEET),
            ("The KSB mapping sheet: the rows", rows_help),
            ("The KSB mapping sheet: what to fill in", instructions.CLAIMS),
            ("What happens next", instructions.WHAT_HAPPENS_NEXT),
        ],
    )
    items = (
        Item("Occupational standard", reference),
        Item("Standard title", title),
        Item("Standard version", version),
        Item("Option", option, options),
        Item("Occupational route", route),
        Item("Qualification title"),
        Item("Qualification level", choices=LEVEL),
    )
    add_items(book, "Standard", items)
    add_table(book, "KSB mapping", COLUMNS, [(code, statement, "", "", "", "", "") for code, statement in ksbs])
    return to_bytes(book)
