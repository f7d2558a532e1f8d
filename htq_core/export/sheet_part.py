"""Writing into the XML of a sheet: elements in the order the format asks for, and text that stays text."""

import re
from collections.abc import Iterator

from lxml import etree

from htq_core.export.package import MAIN
from htq_core.export.printout import visible

_AFTER_CELLS = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture",
    "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LONGEST = 32_000
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def insert(sheet: etree._Element, element: etree._Element) -> None:
    """Put an element that belongs after the cells in its place: Excel refuses a sheet in any other order."""
    later = set(_AFTER_CELLS[_AFTER_CELLS.index(etree.QName(element).localname) + 1 :])
    cells = sheet.find(f"{{{MAIN}}}sheetData")
    for child in cells.itersiblings(etree.Element):
        name = etree.QName(child)
        # Anything in another namespace stands where controls do, near the end.
        if name.localname in later or name.namespace != MAIN:
            child.addprevious(element)
            return
    sheet.append(element)


def rich_text(bold: str, plain: str) -> Iterator[etree._Element]:
    """Two runs of text, the first in bold."""
    for text, is_bold in ((bold, True), (plain, False)):
        run = etree.Element(f"{{{MAIN}}}r")
        style = etree.SubElement(run, f"{{{MAIN}}}rPr")
        if is_bold:
            etree.SubElement(style, f"{{{MAIN}}}b")
        etree.SubElement(style, f"{{{MAIN}}}sz", val="10")
        etree.SubElement(style, f"{{{MAIN}}}rFont", val="Calibri")
        run.append(text_element(text))
        yield run


def text_element(text: str) -> etree._Element:
    """Text of a cell or comment, cut to what Excel can hold. Hidden characters are shown by their code."""
    element = etree.Element(f"{{{MAIN}}}t")
    # Excel reads _x0041_ as the letter A, so what only looks like it is written as _x005F_x0041_.
    element.text = _ESCAPE_LIKE.sub("_x005F_", visible(text)[:_LONGEST])
    element.set(_SPACE, "preserve")
    return element


def text_cell(address: str, text: str, style: int) -> etree._Element:
    """A cell that holds text, whatever it begins with."""
    cell = etree.Element(f"{{{MAIN}}}c", r=address, s=str(style), t="inlineStr")
    etree.SubElement(cell, f"{{{MAIN}}}is").append(text_element(text))
    return cell
