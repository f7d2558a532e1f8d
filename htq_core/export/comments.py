"""Comments on the cells of a sheet: the text in one part, and the box it shows in, in another."""

import re
from collections.abc import Iterable

from lxml import etree

from htq_core.export.package import MAIN, OFFICE, Package
from htq_core.export.sheet_part import insert, rich_text

AUTHOR = "HTQ readiness checker"
MARK = f"{AUTHOR}:"
"""What our text begins with. Not every program that saves the file again keeps the author."""
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


class Comments:
    """The comments of one sheet. Those of other people stay; ours from an earlier copy go."""

    def __init__(self, package: Package, sheet_part: str) -> None:
        self._package = package
        self._sheet_part = sheet_part
        self._part = package.linked(sheet_part, "comments")
        if self._part:
            self._remove_ours()

    def add(self, cell: str, text: str) -> None:
        """Put a comment on a cell, under what somebody else has written there."""
        comments = self._tree()
        listed = comments.find(f"{{{MAIN}}}commentList")
        theirs = next((comment for comment in listed if comment.get("ref") == cell), None)
        if theirs is not None:
            body = theirs.find(f"{{{MAIN}}}text")
            for run in rich_text(f"\n\n{MARK}\n", text):
                body.append(run)
            return
        comment = etree.SubElement(listed, f"{{{MAIN}}}comment", ref=cell, authorId=self._author(comments))
        body = etree.SubElement(comment, f"{{{MAIN}}}text")
        for run in rich_text(f"{MARK}\n", text):
            body.append(run)
        self._add_box(cell)

    def _tree(self) -> etree._Element:
        if not self._part:
            self._part = self._package.free_name("xl/comments{}.xml")
            root = etree.fromstring(f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>')
            self._package.put(self._part, root)
            self._package.declare(self._part, _COMMENTS_TYPE)
            self._package.link(self._sheet_part, "comments", self._part)
        return self._package.tree(self._part)

    def _author(self, comments: etree._Element) -> str:
        authors = comments.find(f"{{{MAIN}}}authors")
        names = [author.text for author in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
            names.append(AUTHOR)
        return str(names.index(AUTHOR))

    def _drawing(self) -> etree._Element:
        part = self._package.linked(self._sheet_part, "vmlDrawing")
        sheet = self._package.tree(self._sheet_part)
        if not part or sheet.find(f"{{{MAIN}}}legacyDrawing") is None:
            part = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
            self._package.put(part, etree.fromstring(_EMPTY_DRAWING))
            self._package.declare(part, _VML_TYPE)
            id = self._package.link(self._sheet_part, "vmlDrawing", part)
            legacy = etree.Element(f"{{{MAIN}}}legacyDrawing", nsmap={"r": OFFICE})
            legacy.set(f"{{{OFFICE}}}id", id)
            insert(sheet, legacy)
        else:
            legacy = sheet.find(f"{{{MAIN}}}legacyDrawing")
            part = self._package.target(self._sheet_part, legacy.get(f"{{{OFFICE}}}id")) or part
        return self._package.tree(part)

    def _add_box(self, cell: str) -> None:
        drawing = self._drawing()
        if not any(kind.get("id") == _BOX_TYPE for kind in drawing.iter(f"{{{_VML}}}shapetype")):
            drawing.append(etree.fromstring(_BOX_KIND))
        numbers = [int(n) for shape in drawing.iter() for n in re.findall(r"^_x0000_s(\d{1,9})$", shape.get("id", ""))]
        row, column = row_and_column(cell)
        box = _BOX.format(
            vml=_VML, office=_OFFICE_VML, excel=_EXCEL_VML, kind=_BOX_TYPE, number=max(numbers, default=1024) + 1,
            row=row, column=column, left=column + 1, right=column + 5, top=max(row - 1, 0), bottom=max(row - 1, 0) + 9,
        )  # fmt: skip
        drawing.append(etree.fromstring(box))

    def _remove_ours(self) -> None:
        comments = self._tree()
        gone: set[tuple[int, int]] = set()
        for comment in list(comments.iter(f"{{{MAIN}}}comment")):
            texts = list(comment.iter(f"{{{MAIN}}}t"))
            if "".join(text.text or "" for text in texts).startswith(MARK):
                gone.add(row_and_column(comment.get("ref", "A1")))
                comment.getparent().remove(comment)
            else:
                _remove_our_text(texts)
        for data in list(self._drawing().iter(f"{{{_EXCEL_VML}}}ClientData")) if gone else ():
            row, column = (data.findtext(f"{{{_EXCEL_VML}}}{name}") for name in ("Row", "Column"))
            if row and column and (int(row), int(column)) in gone:
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
