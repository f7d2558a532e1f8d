"""Spreadsheets that are not Open XML, put together by hand: each holds texts and numbers at given addresses."""

import struct
from collections.abc import Mapping

from htq_core.reading.sheet_part import split_address
from tests.hostile.packing import XML, link, relationships, stored, zipped

Cells = Mapping[str, str | float]
SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ODS = "urn:oasis:names:tc:opendocument:xmlns"


def ods(sheets: Mapping[str, Cells], more: str = "") -> bytes:
    """An OpenDocument spreadsheet. Blank rows and cells are told by how often they are repeated, as is usual."""
    tables = "".join(
        f'<table:table table:name="{name}">{_ods_rows(cells)}</table:table>' for name, cells in sheets.items()
    )
    names = " ".join(f'xmlns:{name}="{ODS}:{name}:1.0"' for name in ("office", "table", "text"))
    content = f"<office:body><office:spreadsheet>{tables}{more}</office:spreadsheet></office:body>"
    return stored(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'{XML}<manifest:manifest xmlns:manifest="{ODS}:manifest:1.0"/>',
            "content.xml": f"{XML}<office:document-content {names}>{content}</office:document-content>",
        }
    )


def _ods_rows(cells: Cells) -> str:
    xml, last = "", (0, 0)
    for (row, column), value in sorted((split_address(address), value) for address, value in cells.items()):
        if row != last[0]:
            xml += "</table:table-row>" if xml else ""
            if row > last[0] + 1:
                repeated = f'table:number-rows-repeated="{row - last[0] - 1}"'
                xml += f"<table:table-row {repeated}><table:table-cell/></table:table-row>"
            xml, last = f"{xml}<table:table-row>", (row, 0)
        if column > last[1] + 1:
            xml += f'<table:table-cell table:number-columns-repeated="{column - last[1] - 1}"/>'
        kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
        xml += f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'
        last = (row, column)
    return f"{xml}</table:table-row>"


def xls(sheets: Mapping[str, Cells], hidden: frozenset[str] = frozenset()) -> bytes:
    """An Excel 97 workbook."""
    bodies = [biff_sheet(cells) for cells in sheets.values()]
    start = len(_biff_globals(sheets, hidden, [0] * len(bodies)))
    offsets = [start + sum(map(len, bodies[:n])) for n in range(len(bodies))]
    return compound("Workbook", _biff_globals(sheets, hidden, offsets) + b"".join(bodies))


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(body)) + body


def _biff_globals(sheets: Mapping[str, Cells], hidden: frozenset[str], offsets: list[int]) -> bytes:
    listed = (
        record(0x85, struct.pack("<I4B", at, name in hidden, 0, len(name), 0) + name.encode("latin-1"))
        for name, at in zip(sheets, offsets, strict=True)
    )
    return record(0x809, struct.pack("<4H2I", 0x600, 5, 0x1FAF, 0x7CD, 0, 0x606)) + b"".join(listed) + record(0x0A)


def biff_sheet(cells: Cells) -> bytes:
    out = record(0x809, struct.pack("<4H2I", 0x600, 0x10, 0x1FAF, 0x7CD, 0, 0x606))
    for address, value in cells.items():
        row, column = split_address(address)
        place = struct.pack("<3H", row - 1, column - 1, 0)
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            out += record(0x204, place + struct.pack("<HB", len(text) // 2, 1) + text)
        else:
            out += record(0x203, place + struct.pack("<d", value))
    return out + record(0x0A)


def compound(name: str, data: bytes) -> bytes:
    """An OLE file with one stream: a table of sectors, the directory, then the stream."""
    data = data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\0")
    sectors = len(data) // SECTOR
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<9I", header, 44, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    struct.pack_into("<108I", header, 80, *([_FREE] * 108))
    table = [_TABLE, _END, *range(3, sectors + 2), _END]
    table += [_FREE] * (SECTOR // 4 - len(table))
    entries = _directory_entry("Root Entry", 5, _END, 0, child=1) + _directory_entry(name, 2, 2, len(data))
    return bytes(header) + struct.pack(f"<{len(table)}I", *table) + entries.ljust(SECTOR, b"\0") + data


def _directory_entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBB3I", len(written), kind, 1, _FREE, _FREE, child)
    return (written.ljust(64, b"\0") + links).ljust(116, b"\0") + struct.pack("<IQ", start, size)


def xlsb(sheets: Mapping[str, Cells]) -> bytes:
    """An Excel binary workbook."""
    listed = b"".join(
        binary(156, struct.pack("<2I", 0, n) + _wide(f"rId{n}") + _wide(name)) for n, name in enumerate(sheets, 1)
    )
    links = [link(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relationships(link("rId1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": binary(131) + binary(143) + listed + binary(144) + binary(132),
        "xl/_rels/workbook.bin.rels": relationships(*links),
    }
    parts |= {f"xl/worksheets/sheet{n}.bin": _binary_sheet(cells) for n, cells in enumerate(sheets.values(), 1)}
    return zipped(parts)


def _binary_sheet(cells: Cells) -> bytes:
    places = [split_address(address) for address in cells]
    rows, columns = [row - 1 for row, _ in places], [column - 1 for _, column in places]
    area = struct.pack("<4I", min(rows), max(rows), min(columns), max(columns))
    out = binary(129) + binary(148, area) + binary(145)
    last = -1
    for (row, column), value in sorted(zip(places, cells.values(), strict=True)):
        if row != last:
            out += binary(0, struct.pack("<IIHBI", row - 1, 0, 300, 0, 0))
            last = row
        place = struct.pack("<2I", column - 1, 0)
        text = isinstance(value, str)
        out += binary(6, place + _wide(str(value))) if text else binary(5, place + struct.pack("<d", value))
    return out + binary(146) + binary(130)


def binary(kind: int, body: bytes = b"") -> bytes:
    head = struct.pack("<B", kind) if kind < 128 else struct.pack("<2B", kind & 0x7F | 0x80, kind >> 7)
    size, length = len(body), b""
    while True:
        size, low = size >> 7, size & 0x7F
        length += struct.pack("<B", low | (0x80 if size else 0))
        if not size:
            return head + length + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
