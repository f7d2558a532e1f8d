"""What values were said to mean, written into the cells of a copy."""

import re
from collections.abc import Mapping

from lxml import etree

from htq_core.export.package import MAIN
from htq_core.export.sheet_part import text_cell
from htq_core.location import Book
from htq_core.report import RepairSeen, Report

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?")
_NUMBERS = frozenset({"level", "credits", "glh", "tqt", "minimum", "maximum"})


def repairs_on(report: Report, book: Book, sheet: str) -> dict[str, RepairSeen]:
    """The values of one sheet that were said to mean something, by cell. What sentences rule stays in the report."""
    return {
        repair.where.cell: repair
        for repair in report.repairs
        if repair.field != "rule" and (repair.where.book, repair.where.sheet) == (book, sheet)
    }


def write_repairs(
    sheet: etree._Element, shared: etree._Element | None, repairs: Mapping[str, RepairSeen]
) -> dict[str, str]:
    """Write each value into its cell, and say so: a comment for each cell that was changed.

    A cell that says more than the value, or works it out by a formula, is left as it is.
    """
    written: dict[str, str] = {}
    for cell in list(sheet.iter(f"{{{MAIN}}}c")) if repairs else ():
        repair = repairs.get(cell.get("r", ""))
        if repair and cell.find(f"{{{MAIN}}}f") is None and repair.is_of(_text(cell, shared)):
            cell.getparent().replace(cell, _cell(repair, cell.get("r"), cell.get("s", "0")))
            written[repair.where.cell] = f"Written as you said: “{repair.written}” is now “{repair.meaning}”."
    return written


def _cell(repair: RepairSeen, address: str, style: str) -> etree._Element:
    """The cell with the value: a number where the column holds numbers, so that it still adds up, else text."""
    if repair.field not in _NUMBERS or not _NUMBER.fullmatch(repair.meaning):
        return text_cell(address, repair.meaning, int(style))
    cell = etree.Element(f"{{{MAIN}}}c", r=address, s=style)
    etree.SubElement(cell, f"{{{MAIN}}}v").text = repair.meaning
    return cell


def _text(cell: etree._Element, shared: etree._Element | None) -> str:
    """What a cell says."""
    value = cell.findtext(f"{{{MAIN}}}v") or ""
    holder = cell
    if cell.get("t") == "s" and shared is not None:
        holder = shared[int(value)]
    texts = [t.text or "" for t in holder.iter(f"{{{MAIN}}}t")]
    return "".join(texts) or value
