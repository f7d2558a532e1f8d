"""A report as a Word document, with real headings, lists and tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TypeAlias

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from htq_core.export.blocks import Block, Facts, Heading, Items, Paragraph, SideBySide, Table
from htq_core.export.printout import MARKS, PRODUCT, TITLE, one_line, printout
from htq_core.findings import Piece, Severity
from htq_core.report import Report

_INK, _ACCENT, _PANEL = "1C2024", "0B5A63", "F1EFE9"
_COLOURS = {"fix": "9B2226", "discuss": "7A4B00", "note": "2B567F", "ready": "1D6238", "muted": "565D66"}
_SHAPES = {Severity.FIX: "■", Severity.DISCUSS: "◆", Severity.NOTE: "●"}
_HEADINGS = {"Title": (24, _ACCENT), "Heading 2": (16, _ACCENT), "Heading 3": (12, _INK)}
_FACT, _VERDICT, _EXACT, _STRONG, _TABLE_TITLE = "Fact", "Verdict", "Exact", "Strong text", "Table title"
_DIFFERS = "Words that differ"
Run: TypeAlias = tuple[str, str]
"""A text, and the style of its characters: empty for that of the paragraph."""


def to_docx(report: Report) -> bytes:
    """The whole report as a .docx file, made in memory."""
    title = f"{TITLE}: {report.qualification}" if report.qualification else TITLE
    return document_of(printout(report), title, datetime.fromisoformat(report.checked_at))


def document_of(blocks: Iterable[Block], title: str, made: datetime) -> bytes:
    """Any printout as a .docx file, made in memory."""
    document = Document()
    _describe(document, title, made)
    _add_styles(document)
    end = document.element.body.sectPr
    for block in blocks:
        for element in _elements(block):
            end.addprevious(element)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: WordDocument, title: str, made: datetime) -> None:
    properties = document.core_properties
    properties.title = one_line(title)[:255]
    properties.author, properties.last_modified_by, properties.comments = PRODUCT, PRODUCT, ""
    properties.created = properties.modified = made.replace(tzinfo=None)
    properties.language = "en-GB"
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)


def _add_styles(document: WordDocument) -> None:
    """The styles that paragraphs and runs are given. Their ids are their names without the spaces."""
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    normal = styles["Normal"]
    _set_font(normal, 11, _INK)
    normal.paragraph_format.space_after = Pt(4)
    for name, (size, colour) in _HEADINGS.items():
        _set_font(styles[name], size, colour)
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(size), Pt(4)
    for border in styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    for name in (_FACT, _VERDICT, _TABLE_TITLE):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = normal
    styles[_FACT].paragraph_format.left_indent = Cm(0.5)
    styles[_VERDICT].font.size, styles[_VERDICT].font.bold = Pt(15), True
    styles[_TABLE_TITLE].paragraph_format.keep_with_next = True
    styles[_TABLE_TITLE].paragraph_format.space_before = Pt(8)
    for name, colour in _COLOURS.items():
        styles.add_style(name.title(), WD_STYLE_TYPE.CHARACTER).font.color.rgb = RGBColor.from_string(colour)
    exact = styles.add_style(_EXACT, WD_STYLE_TYPE.CHARACTER)
    exact.font.name, exact.font.size = "Consolas", Pt(10)
    styles.add_style(_STRONG, WD_STYLE_TYPE.CHARACTER).font.bold = True
    differs = styles.add_style(_DIFFERS, WD_STYLE_TYPE.CHARACTER)
    differs.font.bold = differs.font.underline = True


def _set_font(style: ParagraphStyle | CharacterStyle, size: float, colour: str) -> None:
    style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _elements(block: Block) -> Iterator[BaseOxmlElement]:
    """What a block is in a Word document."""
    match block:
        case Heading():
            mark = []
            if block.severity:
                mark = [(f"{_SHAPES[block.severity]} {MARKS[block.severity]}: ", block.severity.title())]
            yield _paragraph("Title" if block.level == 1 else f"Heading {block.level}", *mark, (block.text, ""))
        case Paragraph():
            yield _paragraph("" if block.tone in ("", "muted") else _VERDICT, (block.text, block.tone.title()))
        case Items():
            for item in block.items:
                yield _paragraph("List Bullet", (item, ""))
        case Facts():
            for fact in block.facts:
                yield _paragraph(_FACT, (f"{fact.label}: ", "Muted"), (fact.text, _EXACT if fact.exact else ""))
        case Table():
            yield _paragraph(_TABLE_TITLE, (block.title, ""))
            yield _table(block.title, block.header, [[[(text, "")] for text in row] for row in block.rows])
            yield _paragraph("")
        case SideBySide():
            yield _paragraph(_TABLE_TITLE, (f"{block.title}. Words that differ are underlined.", ""))
            rows = [[[(c.ksb, "")], _runs(c.found), _runs(c.published)] for c in block.comparisons]
            yield _table(block.title, block.header, rows)
            yield _paragraph("")


def _runs(pieces: Iterable[Piece]) -> list[Run]:
    """A compared text, as texts each with a style for its characters."""
    return [run for piece in pieces for run in ((piece.text, _DIFFERS if piece.differs else ""), (" ", ""))]


def _paragraph(style: str, *runs: Run) -> BaseOxmlElement:
    """A paragraph with a style, of texts each with a style for its characters."""
    paragraph = _element("w:p")
    if style:
        paragraph.append(_element("w:pPr", _element("w:pStyle", val=_id(style))))
    for text, run_style in runs:
        run = _element("w:r")
        if run_style:
            run.append(_element("w:rPr", _element("w:rStyle", val=_id(run_style))))
        said = _element("w:t")
        said.text = one_line(text) + " " * text.endswith(" ")
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(said)
        paragraph.append(run)
    return paragraph


def _table(title: str, header: Sequence[str], rows: Iterable[Sequence[Sequence[Run]]]) -> BaseOxmlElement:
    """A table with a name for screen readers, whose header is repeated on every page."""
    properties = _element(
        "w:tblPr",
        _element("w:tblStyle", val="TableGrid"),
        _element("w:tblW", type="auto", w="0"),
        _element("w:tblLook", firstRow="1", firstColumn="1", noVBand="1", val="04A0"),
        _element("w:tblCaption", val=one_line(title)),
    )
    made = _element("w:tbl", properties, _element("w:tblGrid", *(_element("w:gridCol") for _ in header)))
    heads = [_cell((text, _STRONG), shaded=True) for text in header]
    made.append(_element("w:tr", _element("w:trPr", _element("w:cantSplit"), _element("w:tblHeader")), *heads))
    for first, *others in rows:
        cells = [_cell(*((text, _STRONG) for text, _ in first)), *(_cell(*runs) for runs in others)]
        made.append(_element("w:tr", _element("w:trPr", _element("w:cantSplit")), *cells))
    return made


def _cell(*runs: Run, shaded: bool = False) -> BaseOxmlElement:
    shade = [_element("w:shd", val="clear", color="auto", fill=_PANEL)] if shaded else []
    width = _element("w:tcW", type="auto", w="0")
    return _element("w:tc", _element("w:tcPr", width, *shade), _paragraph("", *runs))


def _element(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    for child in children:
        element.append(child)
    return element


def _id(style: str) -> str:
    return style.replace(" ", "")
