"""The user's own workbooks back, with the findings in them.

The copy is made by writing into the file's parts, not by loading and saving it with a spreadsheet library, which would
drop stored results of formulas, drop-down lists in the newer form, drawings and more. Changed are only: comments and
conditional formatting on the sheets with findings, our own styles, the list of sheets and which of them is shown first;
and the cells of values that were said to mean something, where that is asked for. What does not survive: a digital
signature (the file has changed), and on a cell with a threaded comment ours is not shown by newer versions of Excel
(the shading and the ``Findings`` sheet still are).
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.export.comments import put_comments
from htq_core.export.findings_sheet import findings_sheet, is_ours
from htq_core.export.look import Look, add_look
from htq_core.export.package import MAIN, OFFICE, Package, is_open_xml
from htq_core.export.printout import MARKS, OWN_REASON
from htq_core.export.repaired_cells import repairs_on, write_repairs
from htq_core.export.sheet_part import insert
from htq_core.findings import Finding, Severity
from htq_core.location import Book
from htq_core.report import Report

if TYPE_CHECKING:
    from htq_core.pipeline import Source

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NAMES = {Book.MAPPING: "KSB mapping with findings", Book.STRUCTURE: "Qualification structure with findings"}
_ENDINGS = {"template.macroEnabled": ".xltm", "macroEnabled": ".xlsm", "template": ".xltx"}
_MARKER = '"HTQ"="HTQ"'
"""The condition of our shading. It always holds, and tells our shading from the user's own."""
_DAMAGE = (etree.XMLSyntaxError, LookupError, AttributeError, TypeError, ValueError)
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


def annotate(
    report: Report, mapping: "Source | None", structure: "Source | None", *, repaired: bool = False
) -> dict[str, bytes]:
    """Copies of the workbooks with the findings in them, by file name. Everything else in them stays as it was.

    ``repaired`` copies also have what values were said to mean, in place of the values and marked.
    ``report`` must be the report on these very files: one that it has not read, or could not, is left out.
    Raises UnreadableWorkbook when a part that the check had no need of is damaged.
    """
    read = {source.sha256 for source in report.sources if not source.unreadable}
    copies: dict[str, bytes] = {}
    for book, source in ((Book.MAPPING, mapping), (Book.STRUCTURE, structure)):
        if source and hashlib.sha256(source.data).hexdigest() in read:
            ending, copy = _marked(source.data, book, report, repaired)
            copies[_NAMES[book] + ending] = copy
    return copies


def copy_name(source: "Source", book: Book) -> str:
    """What the copy of a workbook is called. Raises UnreadableWorkbook as ``annotate`` does."""
    return _NAMES[book] + _opened(source.data, book).ending


def _marked(data: bytes, book: Book, report: Report, repaired: bool) -> tuple[str, bytes]:
    """The copy of one workbook, and the ending for its name."""
    copy = _opened(data, book)
    try:
        copy.mark(report, repaired)
        return copy.ending, copy.package.to_bytes()
    except _DAMAGE:
        # The cause may quote the file, so it is not kept for a log to show.
        raise _damaged() from None


def _opened(data: bytes, book: Book) -> "_Copy":
    if not is_open_xml(data):
        raise UnreadableWorkbook(
            Reason.NO_COPY,
            "This file was checked, but a copy with the findings in it can be made only of .xlsx and .xlsm workbooks.",
            "Save it as Excel Workbook (.xlsx), check that, and ask for the copy again. The report has them all too.",
        )
    try:
        return _Copy(data, book)
    except _DAMAGE:
        raise _damaged() from None


def _damaged() -> UnreadableWorkbook:
    return UnreadableWorkbook(
        Reason.DAMAGED,
        "This workbook was checked, but part of it is damaged, so the findings cannot be written into a copy.",
        "Open it in Excel, save it under a new name, and try again with that file.",
    )


class _Copy:
    """A copy of one workbook in the making."""

    def __init__(self, data: bytes, book: Book) -> None:
        self.book = book
        self.package = Package(data)
        self.part = self.package.linked("", "officeDocument") or "xl/workbook.xml"
        self.workbook = self.package.tree(self.part)
        self.sheets = self.workbook.find(f"{{{MAIN}}}sheets")

    @property
    def ending(self) -> str:
        """What a file of this kind ends in; Excel refuses any other."""
        content = self.package.content_type(self.part)
        return next((ending for words, ending in _ENDINGS.items() if f"{words}.main+xml" in content), ".xlsx")

    def mark(self, report: Report, repaired: bool) -> None:
        """Put every finding into the copy, and what values were said to mean if that is wished."""
        look = add_look(self.package, self.part)
        parts = dict(self._worksheets())
        ours = self._earlier(parts)
        for name, part in parts.items():
            if name != ours:
                repairs = repairs_on(report, self.book, name) if repaired else {}
                written = write_repairs(self.package.tree(part), self._shared, repairs)
                self._mark_sheet(part, _by_cell(report, self.book, name), written, look)
        sheet = findings_sheet(report, self.book, frozenset(parts) - {ours}, look)
        if ours:
            self.package.put(parts[ours], sheet)
        else:
            self._put_in_front(sheet, {name.casefold() for name in self._names()})
        self._show(ours)

    def _names(self) -> list[str]:
        return [sheet.get("name", "") for sheet in self.sheets]

    def _worksheets(self) -> Iterator[tuple[str, str]]:
        """Each sheet with cells, by name, and its part."""
        for sheet in self.sheets:
            part = self.package.target(self.part, sheet.get(f"{{{OFFICE}}}id", ""))
            if part in self.package and self.package.tree(part).find(f"{{{MAIN}}}sheetData") is not None:
                yield sheet.get("name", ""), part

    def _earlier(self, parts: dict[str, str]) -> str:
        """The name of the sheet that an earlier copy was given; empty when this is the first."""
        return next((name for name, part in parts.items() if is_ours(self.package.tree(part), self._shared)), "")

    @property
    def _shared(self) -> etree._Element | None:
        """The texts that cells share, if there are any."""
        strings = self.package.linked(self.part, "sharedStrings")
        return self.package.tree(strings) if strings in self.package else None

    def _mark_sheet(self, part: str, found: dict[str, list[Finding]], written: dict[str, str], look: Look) -> None:
        sheet = self.package.tree(part)
        for rule in list(sheet.iter(f"{{{MAIN}}}cfRule")):
            if rule.findtext(f"{{{MAIN}}}formula") == _MARKER:
                area = rule.getparent()
                area.getparent().remove(area)
        told = {cell: [text] for cell, text in written.items()}
        for cell, findings in found.items():
            told.setdefault(cell, []).extend(map(_comment, findings))
        put_comments(self.package, part, {cell: "\n\n".join(texts) for cell, texts in told.items()})
        shaded = {severity: [c for c, each in found.items() if each[0].severity is severity] for severity in Severity}
        shades = [(look.shades[severity], cells) for severity, cells in shaded.items()]
        _shade(sheet, [*shades, (look.repaired, [cell for cell in written if cell not in found])])

    def _put_in_front(self, sheet: etree._Element, taken: set[str]) -> None:
        part = self.package.free_name("xl/worksheets/findings{}.xml")
        self.package.put(part, sheet)
        self.package.declare(part, _SHEET_TYPE)
        names = ("Findings", *(f"Findings {number}" for number in range(2, len(taken) + 3)))
        name = next(name for name in names if name.casefold() not in taken)
        entry = etree.Element(f"{{{MAIN}}}sheet", name=name)
        entry.set("sheetId", str(max((int(other.get("sheetId", "0")) for other in self.sheets), default=0) + 1))
        entry.set(f"{{{OFFICE}}}id", self.package.link(self.part, "worksheet", part))
        self.sheets.insert(0, entry)
        # Names that belong to one sheet count the sheets from the front.
        for defined in self.workbook.iter(f"{{{MAIN}}}definedName"):
            if defined.get("localSheetId"):
                defined.set("localSheetId", str(int(defined.get("localSheetId")) + 1))

    def _show(self, earlier: str) -> None:
        """Open the copy at the findings, with no other sheet selected beside them."""
        at = self._names().index(earlier) if earlier else 0
        for position, sheet in enumerate(self.sheets):
            part = self.package.target(self.part, sheet.get(f"{{{OFFICE}}}id", ""))
            if position != at and b"tabSelected" in self.package.raw(part):
                for view in self.package.tree(part).iter(f"{{{MAIN}}}sheetView"):
                    view.attrib.pop("tabSelected", None)
        if self.workbook.find(f"{{{MAIN}}}bookViews") is None:
            views = etree.Element(f"{{{MAIN}}}bookViews")
            etree.SubElement(views, f"{{{MAIN}}}workbookView")
            self.sheets.addprevious(views)
        for view in self.workbook.iter(f"{{{MAIN}}}workbookView"):
            view.attrib.pop("firstSheet", None)
            view.set("activeTab", str(at))


def _by_cell(report: Report, book: Book, sheet: str) -> dict[str, list[Finding]]:
    """The findings at each cell of a sheet, those to fix first."""
    found: dict[str, list[Finding]] = {}
    for severity in Severity:
        for finding in report.of_severity(severity):
            for where in finding.where:
                if where.book is book and where.sheet == sheet and _CELL.fullmatch(where.cell):
                    found.setdefault(where.cell, []).append(finding)
    return found


def _comment(finding: Finding) -> str:
    own = f"{OWN_REASON}: {finding.explained}\n" if finding.explained else ""
    return f"{MARKS[finding.severity]}: {finding.message}\nDo this: {finding.fix}\n{own}{finding.id}"


def _shade(sheet: etree._Element, shades: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Shade the cells of each shade, before any formatting of the user's own."""
    for rule in sheet.iter("{*}cfRule"):
        if rule.get("priority"):
            rule.set("priority", str(int(rule.get("priority")) + len(shades)))
    for priority, (number, cells) in enumerate(shades, start=1):
        if cells:
            area = etree.Element(f"{{{MAIN}}}conditionalFormatting", sqref=" ".join(cells))
            shade = {"type": "expression", "dxfId": str(number), "priority": str(priority)}
            rule = etree.SubElement(area, f"{{{MAIN}}}cfRule", shade)
            etree.SubElement(rule, f"{{{MAIN}}}formula").text = _MARKER
            insert(sheet, area)
