"""Workbooks whose XML or cells are broken, endless or built to do harm."""

from htq_core.errors import Reason
from tests.hostile.packing import (
    HELLO,
    MAIN,
    Odd,
    cell,
    link,
    relationships,
    sheet,
    strings,
    workbook,
    workbook_parts,
    zipped,
)

MB = 1024 * 1024
TOP = '<?xml version="1.0"?>'


def declared(declaration: str, rest: str = "") -> str:
    """A sheet after a document type."""
    return (
        f'{TOP}<!DOCTYPE worksheet [{declaration}]><worksheet xmlns="{MAIN}"><sheetData>{rest}</sheetData></worksheet>'
    )


def laughs() -> str:
    """Ten entities, each ten times the one before."""
    entities = '<!ENTITY a0 "ha">'
    for n in range(1, 11):
        ten = f"&a{n - 1};" * 10
        entities += f'<!ENTITY a{n} "{ten}">'
    return declared(entities, '<row r="1"><c r="A1" t="inlineStr"><is><t>&a10;</t></is></c></row>')


def text_of(count: int) -> str:
    return f'<row r="1">{cell("A1", "a" * count)}</row>'


def rows_of_cells(count: int, across: int = 100) -> str:
    line = "<c><v>1</v></c>" * across
    return f"<row>{line}</row>" * (count // across)


def many_strings(cells: int) -> bytes:
    """One long shared text shown in many cells."""
    rows = "<row>" + '<c t="s"><v>0</v></c>' * 1000 + "</row>"
    return workbook(sheet(rows * (cells // 1000)), shared=strings(f"<t>{'a' * 32_000}</t>"))


def merges(*areas: str) -> str:
    listed = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f"<mergeCells>{listed}</mergeCells>"


def shared_cell(index: str) -> bytes:
    return workbook(sheet(f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'), shared=strings("<t>Hello</t>"))


def commented(text: str, times: int) -> bytes:
    """A workbook with this comment on its one cell, as many times."""
    listed = f'<comment ref="A1"><text><t>{text}</t></text></comment>' * times
    return zipped(
        workbook_parts(
            more={
                "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{listed}</commentList></comments>',
                "xl/worksheets/_rels/sheet1.xml.rels": relationships(link("a", "comments", "../comments1.xml")),
            }
        )
    )


def one_row(inside: str) -> bytes:
    return workbook(sheet(f'<row r="1">{inside}</row>'))


def distinct_names() -> str:
    return sheet("".join(f"<row><z{n} a{n}=''/></row>" for n in range(200_000)))


def distinct_prefixes() -> str:
    return sheet("".join(f"<row xmlns:p{n}='u'/>" for n in range(300_000)))


MARKUP: dict[str, Odd] = {
    "billion laughs": Odd(lambda: workbook(laughs()), Reason.UNSAFE),
    "one long entity used often": Odd(
        lambda: workbook(declared(f'<!ENTITY a "{"x" * 50_000}">', text_of(0) + "&a;" * 50_000)), Reason.UNSAFE
    ),
    "entity that reads a file": Odd(
        lambda: workbook(declared('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;")), Reason.UNSAFE
    ),
    "parameter entity": Odd(
        lambda: workbook(declared('<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;')), Reason.UNSAFE
    ),
    "document type without entities": Odd(lambda: workbook(declared("")), Reason.UNSAFE),
    "entities in utf-16": Odd(lambda: workbook(laughs().replace(TOP, "").encode("utf-16")), Reason.UNSAFE),
    "entities in the relationships": Odd(
        lambda: zipped(workbook_parts() | {"xl/_rels/workbook.xml.rels": laughs()}), Reason.UNSAFE
    ),
    "entities in a part that is not read": Odd(
        lambda: zipped(workbook_parts(more={"docProps/custom.xml": laughs()})), Reason.UNSAFE
    ),
    "a hundred thousand deep": Odd(lambda: workbook(sheet("<a>" * 100_000 + "</a>" * 100_000)), Reason.UNSAFE),
    "a million deep in a part that is not read": Odd(
        lambda: zipped(workbook_parts(more={"xl/theme/theme1.xml": "<a>" * 1_000_000})), Reason.UNSAFE
    ),
    "attribute of 40 MB": Odd(lambda: one_row(f'<c r="A1" s="{"1" * 40 * MB}"/>'), Reason.UNSAFE),
    "comment of 40 MB": Odd(lambda: workbook(sheet(f"<!--{'a' * 40 * MB}-->")), Reason.UNSAFE),
    "tag that never ends": Odd(lambda: workbook(TOP + "<" + "a" * 40 * MB), Reason.UNSAFE),
    "hundreds of thousands of names": Odd(lambda: workbook(distinct_names()), Reason.UNSAFE),
    "hundreds of thousands of prefixes": Odd(lambda: workbook(distinct_prefixes()), Reason.UNSAFE),
    "millions of elements": Odd(lambda: workbook(sheet("<x/>" * 4_000_000)), Reason.TOO_LARGE_INSIDE),
    "millions of styles": Odd(
        lambda: workbook(styles=f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 4_000_000}</cellXfs></styleSheet>'),
        Reason.TOO_LARGE_INSIDE,
    ),
    "tags that do not match": Odd(lambda: workbook(HELLO.replace("</row>", "</raw>")), Reason.DAMAGED),
    "sheet that stops": Odd(lambda: workbook(HELLO[:-30]), Reason.DAMAGED),
    "sheet of nothing": Odd(lambda: workbook(b"", HELLO), Reason.DAMAGED),
    "sheet of noise": Odd(lambda: workbook(bytes(range(256)) * 10), Reason.DAMAGED),
    "unheard-of encoding": Odd(lambda: workbook(HELLO.replace("UTF-8", "klingon")), Reason.DAMAGED),
}

CELLS: dict[str, Odd] = {
    "too many cells": Odd(lambda: workbook(sheet(rows_of_cells(301_000))), Reason.TOO_MANY_CELLS),
    "too many cells over several sheets": Odd(
        lambda: workbook(*[sheet(rows_of_cells(101_000))] * 3), Reason.TOO_MANY_CELLS
    ),
    "too many blank cells": Odd(lambda: workbook(sheet(f"<row>{'<c/>' * 16_000}</row>" * 20)), Reason.TOO_MANY_CELLS),
    "too many sheets": Odd(lambda: workbook(*[HELLO] * 101), Reason.TOO_MANY_SHEETS),
    "cell too long": Odd(lambda: workbook(sheet(text_of(40_000))), Reason.TOO_MANY_CELLS),
    "cell of 40 MB": Odd(lambda: workbook(sheet(text_of(40 * MB))), Reason.TOO_MANY_CELLS),
    "shared text of 40 MB": Odd(lambda: workbook(shared=strings(f"<t>{'a' * 40 * MB}</t>")), Reason.TOO_MANY_CELLS),
    "long text in very many cells": Odd(lambda: many_strings(100_000), Reason.TOO_MANY_CELLS),
    "too many merged areas": Odd(
        lambda: workbook(sheet("", after=merges(*(f"A{n}:B{n}" for n in range(1, 30_000))))), Reason.TOO_MANY_CELLS
    ),
    "merged areas that cover too much": Odd(
        lambda: workbook(sheet("", after=merges(*["A1:XFD1"] * 100))), Reason.TOO_MANY_CELLS
    ),
    "everything merged, with a far cell": Odd(
        lambda: workbook(sheet(f'<row r="1048576">{cell("XFD1048576", "far")}</row>', after=merges("A1:XFD1048576"))),
        Reason.TOO_MANY_CELLS,
    ),
    "row beyond the last": Odd(
        lambda: workbook(sheet(f'<row r="1048577">{cell("A1048577", "a")}</row>')), Reason.TOO_MANY_CELLS
    ),
    "column beyond the last": Odd(lambda: one_row(cell("XFE1", "a")), Reason.TOO_MANY_CELLS),
    "address that is none": Odd(lambda: one_row(cell("1A", "a")), Reason.DAMAGED),
    "row that is no number": Odd(lambda: workbook(sheet('<row r="one"/>')), Reason.DAMAGED),
    "same cell twice": Odd(lambda: one_row(cell("A1", "a") + cell("A1", "b")), Reason.DAMAGED),
    "shared text that is not there": Odd(lambda: shared_cell("7"), Reason.DAMAGED),
    "shared text below nought": Odd(lambda: shared_cell("-1"), Reason.DAMAGED),
    "two sheets of one name": Odd(lambda: workbook(HELLO, HELLO, names=("Units", "units")), Reason.DAMAGED),
    "shared text of a number without end": Odd(lambda: shared_cell("9" * 5000), Reason.DAMAGED),
    "shared text between two": Odd(lambda: shared_cell("0.5"), Reason.DAMAGED),
    "merged areas by the million": Odd(
        lambda: workbook(sheet(after="<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 1_000_000 + "</mergeCells>")),
        Reason.TOO_MANY_CELLS,
    ),
    "comments without end on one cell": Odd(lambda: commented("y" * 30_000, 1000), Reason.TOO_MANY_CELLS),
    "columns that end before they begin": Odd(
        lambda: workbook(sheet(before='<cols><col min="9" max="1" hidden="1"/></cols>')), Reason.DAMAGED
    ),
    "cell in a cell": Odd(lambda: one_row('<c r="A1"><c r="B1"><v>1</v></c><v>2</v></c>'), Reason.DAMAGED),
    "character that XML cannot hold": Odd(lambda: one_row(cell("A1", "a&#1;b")), Reason.DAMAGED),
    "hidden columns without end": Odd(
        lambda: workbook(sheet("", before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 20_000 + "</cols>")),
        Reason.DAMAGED,
    ),
}
