"""Workbooks in our own look, written so that text stays text and the same content gives the same bytes."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_FORMULA_STARTS = ("=", "+", "-", "@")
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def new_workbook(title: str) -> Workbook:
    """A workbook without sheets. Its properties say what it is, and nothing about a person or a moment."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    book.properties.title = title
    book.properties.creator = "HTQ readiness checker"
    return book


def write_text(cell: Cell, text: str) -> None:
    """Put text in a cell as text: never as a formula or an error, and still text after somebody edits it."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    if cell.value is not None:
        cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def to_bytes(book: Workbook) -> bytes:
    """The workbook as a file. Times are left out, so the same workbook always gives the same bytes."""
    saved, steady = BytesIO(), BytesIO()
    with ZipFile(saved, "w") as package:
        _InMemory(book, package).write_data()
    with ZipFile(saved) as source, ZipFile(steady, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _TIMES.sub(b"", part)
            entry = ZipInfo(name, _EARLIEST_ZIP_TIME)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, part)
    return steady.getvalue()


class _InMemory(ExcelWriter):
    """Writes a workbook as openpyxl does, but no sheet goes through a temporary file: it may quote an upload."""

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet, without pictures or charts."""
        part = BytesIO()
        writer: Any = WorksheetWriter(ws, part)
        writer.write()
        ws._rels, ws._drawing = writer._rels, SpreadsheetDrawing()
        self._archive.writestr(ws.path[1:], part.getvalue())  # type: ignore[attr-defined]
        self.manifest.append(ws)
