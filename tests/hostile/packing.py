"""Workbooks and other files put together by hand, byte for byte the same each time."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from htq_core.errors import Reason

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Part = str | bytes
Parts = dict[str, Part]


class Maker(Protocol):
    """Makes the bytes of one file; big ones are made only when asked for."""

    def __call__(self) -> bytes: ...


@dataclass(frozen=True)
class Odd:
    """A file and what must come of it: a refusal for ``reason``, or these cells (``Sheet!A1`` to text)."""

    make: Maker
    reason: Reason | None = None
    cells: Mapping[str, str] = field(default_factory=dict)


def zipped(parts: Mapping[str, Part] | Iterable[tuple[str, Part]], method: int = ZIP_DEFLATED) -> bytes:
    """A zip archive of the parts in order, all dated 1980."""
    out = BytesIO()
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    with ZipFile(out, "w", compresslevel=6) as archive:
        for name, content in pairs:
            entry = ZipInfo(name)
            entry.compress_type = method
            archive.writestr(entry, content)
    return out.getvalue()


def stored(parts: Mapping[str, Part]) -> bytes:
    """A zip archive without compression."""
    return zipped(parts, ZIP_STORED)


def cell(address: str, text: str) -> str:
    """A cell of text, as XML."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(rows: str = "", *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """A worksheet as XML, from the XML of its rows."""
    body = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f'{XML}<worksheet xmlns="{namespace}" xmlns:r="{LINKS}">{body}</worksheet>'


HELLO = sheet(f'<row r="1">{cell("A1", "Hello")}</row>')


def relationships(*links: str) -> str:
    """A relationships part."""
    return f'{XML}<Relationships xmlns="{PACKAGE_LINKS}">{"".join(links)}</Relationships>'


def link(name: str, kind: str, target: str, more: str = "", base: str = LINKS) -> str:
    """One relationship."""
    return f'<Relationship Id="{name}" Type="{base}/{kind}" Target="{target}" {more}/>'


def workbook_parts(
    *sheets: Part,
    names: Iterable[str] = (),
    shared: Part = "",
    styles: Part = "",
    properties: str = "",
    more: Mapping[str, Part] | None = None,
) -> Parts:
    """The parts of a workbook with these sheets, named Sheet1, Sheet2 … unless ``names`` says otherwise."""
    sheets = sheets or (HELLO,)
    titles = list(names) or [f"Sheet{number}" for number in range(1, len(sheets) + 1)]
    listed = "".join(
        f'<sheet name="{title}" sheetId="{number}" r:id="rId{number}"/>' for number, title in enumerate(titles, 1)
    )
    links = [link(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{properties}<sheets>{listed}</sheets></workbook>'
    parts: Parts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relationships(link("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": XML + book,
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": content for number, content in enumerate(sheets, 1)}
    if shared:
        parts["xl/sharedStrings.xml"] = shared
        links.append(link("rIdS", "sharedStrings", "sharedStrings.xml"))
    if styles:
        parts["xl/styles.xml"] = styles
        links.append(link("rIdT", "styles", "styles.xml"))
    parts["xl/_rels/workbook.xml.rels"] = relationships(*links)
    return parts | dict(more or {})


def workbook(*sheets: Part, **more: object) -> bytes:
    """A workbook with these sheets."""
    return zipped(workbook_parts(*sheets, **more))  # type: ignore[arg-type]


def strings(*items: str) -> str:
    """A part of shared strings, from the XML inside each."""
    return f'{XML}<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def ole(*streams: str) -> bytes:
    """An OLE file whose directory names these streams, each of no length."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<9I", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<108I", header, 80, *([0xFFFFFFFF] * 108))
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    entries = b"".join(
        _ole_entry(name, 5 if position == 0 else 2) for position, name in enumerate(("Root Entry", *streams))
    )
    return bytes(header) + table + entries.ljust(512 * -(-len(entries) // 512), b"\0")


def _ole_entry(name: str, kind: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBB3I", len(written), kind, 1, *([0xFFFFFFFF] * 3))
    return (written.ljust(64, b"\0") + links).ljust(116, b"\0") + struct.pack("<IQ", 0xFFFFFFFE, 0)
