"""The sheet that stands in front of an annotated copy: every finding, with links to its cells."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from lxml import etree

from htq_core.export.look import Look
from htq_core.export.package import MAIN
from htq_core.export.printout import MARKS, OWN_REASON, SIDES, compared, occupation_name, place, row_height
from htq_core.export.sheet_part import text_cell
from htq_core.findings import HEADINGS, Finding, Severity
from htq_core.location import FINDINGS_TITLE, Book
from htq_core.report import CAVEAT, Report

_COLUMNS = (
    ("Heading", 11), ("Where", 26), ("What was found", 46), ("Do this", 46), ("Why", 46), ("Found", 30),
    ("Expected", 30), *((side, 46) for side in SIDES), (OWN_REASON, 30), ("Finding", 20),
)  # fmt: skip
_LINK_COLUMN = 1
_HEADER_ROW = 6
_TITLE_HEIGHT, _LINE_HEIGHT = 24.0, 15.0
_EMPTY = f"""<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">
<pane ySplit="{_HEADER_ROW}" topLeftCell="A{_HEADER_ROW + 1}" activePane="bottomLeft" state="frozen"/>
</sheetView></sheetViews><cols/><sheetData/><hyperlinks/>
<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>"""

Row = tuple[tuple[str, ...], str]
"""The texts of a row, and where its link leads: ``'Units'!C4``, or empty."""


def findings_sheet(report: Report, book: Book, sheets: frozenset[str], look: Look) -> etree._Element:
    """The sheet for one workbook, whose sheets have these names. A finding has a row for each of its places."""
    root = etree.fromstring(_EMPTY, etree.XMLParser(remove_blank_text=True))
    for number, (_, width) in enumerate(_COLUMNS, start=1):
        described = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        etree.SubElement(root.find(f"{{{MAIN}}}cols"), f"{{{MAIN}}}col", described)
    data, links = root.find(f"{{{MAIN}}}sheetData"), root.find(f"{{{MAIN}}}hyperlinks")
    for number, text in enumerate(_top(report), start=1):
        first = number == 1
        _add_row(data, number, (text,), look.title if first else look.plain, _TITLE_HEIGHT if first else _LINE_HEIGHT)
    _add_row(data, _HEADER_ROW, [name for name, _ in _COLUMNS], look.header)
    for number, (texts, target) in enumerate(_rows(report, book, sheets), start=_HEADER_ROW + 1):
        row = _add_row(data, number, texts, look.text)
        if target:
            cell = row[_LINK_COLUMN]
            cell.set("s", str(look.link))
            etree.SubElement(links, f"{{{MAIN}}}hyperlink", ref=cell.get("r"), location=target)
    if not len(links):
        root.remove(links)
    return root


def _top(report: Report) -> Iterator[str]:
    yield FINDINGS_TITLE
    yield report.sentence
    yield CAVEAT
    yield "; ".join(occupation_name(occupation) for occupation in report.occupations)
    yield "; ".join(f"{HEADINGS[severity]}: {len(report.of_severity(severity))}" for severity in Severity)


def _rows(report: Report, book: Book, sheets: frozenset[str]) -> Iterator[Row]:
    for severity in Severity:
        for finding in report.of_severity(severity):
            yield from _rows_of(finding, book, sheets)


def _rows_of(finding: Finding, book: Book, sheets: frozenset[str]) -> Iterator[Row]:
    """The whole finding with its first place; the mark, the place and the id again for each further one."""
    texts = compared(finding, "found"), compared(finding, "published")
    words = [finding.message, finding.fix, finding.why, finding.found, finding.expected, *texts, finding.explained]
    if not finding.where:
        yield (MARKS[finding.severity], "The application as a whole", *words, finding.id), ""
    for where in finding.where:
        here = where.book is book and where.sheet in sheets
        target = f"{_quoted(where.sheet)}!{where.cell or 'A1'}" if here else ""
        yield (MARKS[finding.severity], str(where) if here else place(where), *words, finding.id), target
        words = [""] * len(words)


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _add_row(
    data: etree._Element, number: int, texts: Sequence[str], style: int, height: float | None = None
) -> etree._Element:
    """Add a row. Without a height, it is as high as its texts ask for in our columns."""
    height = height or row_height(texts, (width for _, width in _COLUMNS))
    row = etree.SubElement(data, f"{{{MAIN}}}row", r=str(number), ht=str(height), customHeight="1")
    for letter, text in zip(ascii_uppercase, texts, strict=False):
        row.append(text_cell(f"{letter}{number}", text, style))
    return row


def is_ours(sheet: etree._Element, shared_strings: etree._Element | None) -> bool:
    """Whether a sheet is the one that an earlier copy was given, also after Excel has saved it in its own way."""
    first = next(sheet.iter(f"{{{MAIN}}}c"), None)
    if first is None or first.get("r") != "A1":
        return False
    holder = first
    if first.get("t") == "s" and shared_strings is not None:
        holder = shared_strings[int(first.findtext(f"{{{MAIN}}}v") or "0")]
    return "".join(text.text or "" for text in holder.iter(f"{{{MAIN}}}t")) == FINDINGS_TITLE
