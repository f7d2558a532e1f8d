"""Comments on the cells of a sheet: the text in one part, and the box it shows in, in another."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from htq_core.export.package import MAIN, OFFICE, Package
from htq_core.export.sheet_part import insert, rich_text
from htq_core.location import COMMENT_MARK

AUTHOR = "HTQ readiness checker"
MARK = COMMENT_MARK
"""Tells our text from somebody else's. Not every program that saves the file again keeps the author."""
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML, _OFFICE_VML, _EXCEL_VML = (
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:excel",
)
_BOX_TYPE = "_x0000_t202"
_EMPTY_DRAWING = f"""<xml xmlns:v="{_VML}" xmlns:o="{_OFFICE_VML}" xmlns:x="{_EXCEL_VML}">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>"""
_BOX_KIND = f"""<v:shapetype xmlns:v="{_VML}" xmlns:o="{_OFFICE_VML}" id="{_BOX_TYPE}" coordsize="21600,21600"
 o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_BOX = """<v:shape xmlns:v="{vml}" xmlns:o="{office}" xmlns:x="{excel}" id="_x0000_s{number}" type="#{kind}"
 style="position:absolute;width:280pt;height:150pt;z-index:1;visibility:hidden" fillcolor="#FBFAF7" o:insetmode="auto">
<v:fill color2="#FBFAF7"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>
<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 1</x:Anchor><x:AutoFill>False</x:AutoFill>
<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""


def put_comments(package: Package, sheet_part: str, said: Mapping[str, str]) -> None:
    """Put comments on the cells of a sheet, under what somebody else wrote there; ours from an earlier copy go."""
    part = package.linked(sheet_part, "comments")
    gone = _remove_ours(package.tree(part)) if part else set()
    if not said and not gone:
        return
    drawing = _drawing(package, sheet_part)
    _remove_boxes(drawing, gone)
    comments = package.tree(part or _new_part(package, sheet_part))
    listed, author = comments.find(f"{{{MAIN}}}commentList"), _author(comments)
    theirs = {comment.get("ref"): comment for comment in listed}
    for cell, text in said.items():
        comment = theirs.get(cell)
        if comment is None:
            comment = etree.SubElement(listed, f"{{{MAIN}}}comment", ref=cell, authorId=author)
            etree.SubElement(comment, f"{{{MAIN}}}text")
        mark = f"\n\n{MARK}\n" if cell in theirs else f"{MARK}\n"
        comment.find(f"{{{MAIN}}}text").extend(rich_text(mark, text))
    _add_boxes(drawing, [cell for cell in said if cell not in theirs])


def _new_part(package: Package, sheet_part: str) -> str:
    part = package.free_name("xl/comments{}.xml")
    package.put(part, etree.fromstring(f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'))
    package.declare(part, _COMMENTS_TYPE)
    package.link(sheet_part, "comments", part)
    return part


def _author(comments: etree._Element) -> str:
    authors = comments.find(f"{{{MAIN}}}authors")
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _drawing(package: Package, sheet_part: str) -> etree._Element:
    """The drawing that holds the boxes of a sheet's comments. Buttons of the user's own may be in it as well."""
    sheet = package.tree(sheet_part)
    legacy = sheet.find(f"{{{MAIN}}}legacyDrawing")
    if legacy is not None:
        return package.tree(package.target(sheet_part, legacy.get(f"{{{OFFICE}}}id")))
    part = package.free_name("xl/drawings/vmlDrawing{}.vml")
    package.put(part, etree.fromstring(_EMPTY_DRAWING))
    package.declare_ending("vml", _VML_TYPE)
    legacy = etree.Element(f"{{{MAIN}}}legacyDrawing", nsmap={"r": OFFICE})
    legacy.set(f"{{{OFFICE}}}id", package.link(sheet_part, "vmlDrawing", part))
    insert(sheet, legacy)
    return package.tree(part)


def _add_boxes(drawing: etree._Element, cells: Iterable[str]) -> None:
    if not any(kind.get("id") == _BOX_TYPE for kind in drawing.iter(f"{{{_VML}}}shapetype")):
        drawing.append(etree.fromstring(_BOX_KIND))
    taken = [int(n) for shape in drawing.iter() for n in re.findall(r"^_x0000_s(\d{1,9})$", shape.get("id", ""))]
    for number, cell in enumerate(cells, start=max(taken, default=1024) + 1):
        row, column = row_and_column(cell)
        box = _BOX.format(
            vml=_VML, office=_OFFICE_VML, excel=_EXCEL_VML, kind=_BOX_TYPE, number=number, row=row, column=column,
            left=column + 1, right=column + 5, top=max(row - 1, 0), bottom=max(row - 1, 0) + 9,
        )  # fmt: skip
        drawing.append(etree.fromstring(box))


def _remove_ours(comments: etree._Element) -> set[tuple[int, int]]:
    """Take our comments away. Gives the row and column of those that were ours alone."""
    gone: set[tuple[int, int]] = set()
    for comment in list(comments.iter(f"{{{MAIN}}}comment")):
        texts = list(comment.iter(f"{{{MAIN}}}t"))
        if "".join(text.text or "" for text in texts).startswith(MARK):
            gone.add(row_and_column(comment.get("ref", "A1")))
            comment.getparent().remove(comment)
        else:
            _remove_our_text(texts)
    return gone


def _remove_boxes(drawing: etree._Element, cells: set[tuple[int, int]]) -> None:
    for data in list(drawing.iter(f"{{{_EXCEL_VML}}}ClientData")):
        row, column = (data.findtext(f"{{{_EXCEL_VML}}}{name}") for name in ("Row", "Column"))
        if row and column and (int(row), int(column)) in cells:
            shape = data.getparent()
            shape.getparent().remove(shape)


def row_and_column(cell: str) -> tuple[int, int]:
    """The row and column of an address such as ``G14``, both from 0."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]) - 1, column - 1


def _remove_our_text(texts: Iterable[etree._Element]) -> None:
    """Take away what an earlier copy put under somebody else's comment: from our name on."""
    ours = False
    for text in texts:
        theirs, mark, _ = (text.text or "").partition(MARK)
        if ours or mark:
            text.text = "" if ours else theirs.rstrip()
            ours = True
            run = text.getparent()
            if not text.text and run.tag == f"{{{MAIN}}}r":
                run.getparent().remove(run)
