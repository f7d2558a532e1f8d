"""Spreadsheets that are not Open XML, and claim what is not so."""

import struct
from io import BytesIO
from zipfile import ZipFile

from htq_core.errors import Reason
from tests.hostile.formats import ODS, biff_sheet, binary, compound, ods, record, xls, xlsb
from tests.hostile.packing import XML, Odd, Part, stored, zipped

MANIFEST = f'xmlns:m="{ODS}:manifest:1.0"'
CELLS = {"Map": {"A1": "K1"}}
READ = {"Map!A1": "K1"}
START = record(0x809, struct.pack("<4H2I", 0x600, 5, 0x1FAF, 0x7CD, 0, 0x606))
REPEATED = "1000000000"


def changed(data: bytes, parts: dict[str, Part]) -> bytes:
    """The same archive with these parts in it, in place of its own or more."""
    with ZipFile(BytesIO(data)) as archive:
        return stored({name: archive.read(name) for name in archive.namelist()} | parts)


def ods_of(rows: str, top: str = "") -> bytes:
    """An OpenDocument spreadsheet with these rows, and perhaps something before its first tag."""
    with ZipFile(BytesIO(ods({"Map": {"A1": "@"}}))) as archive:
        content = archive.read("content.xml").decode()
    before, _, rest = content.partition("<table:table-row>")
    after = rest.rpartition("</table:table-row>")[2]
    return changed(ods(CELLS), {"content.xml": (before + rows + after).replace(XML, XML + top)})


def ods_row(text: str = "K1", row: str = "", cell: str = "") -> str:
    """A row with one cell, and more attributes of either."""
    inside = f'<table:table-cell office:value-type="string" {cell}><text:p>{text}</text:p></table:table-cell>'
    return f"<table:table-row {row}>{inside}</table:table-row>"


def xls_of(cells: bytes = b"", before: bytes = b"", at: int | None = None) -> bytes:
    """An Excel 97 workbook of one sheet with these records; ``at`` is where it says that its sheet is."""
    listed = struct.pack("<I4B", 0, 0, 0, 3, 0) + b"Map"
    place = len(START + before + record(0x85, listed) + record(0x0A)) if at is None else at
    listed = struct.pack("<I", place) + listed[4:]
    sheet = biff_sheet({})[:-4] + cells + record(0x0A)
    return compound("Workbook", START + before + record(0x85, listed) + record(0x0A) + sheet)


def xlsb_sheet(part: bytes) -> bytes:
    """An Excel binary workbook with this for a sheet."""
    with ZipFile(BytesIO(xlsb(CELLS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {"xl/worksheets/sheet1.bin": part})


def laughs() -> str:
    """Ten entities, each ten times the one before."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY a0 "ha">{entities}]>'


LOCKED = (
    f'<m:manifest {MANIFEST}><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)

DOCUMENTS: dict[str, Odd] = {
    "ods of a thousand million rows": Odd(
        lambda: ods_of(ods_row(row=f'table:number-rows-repeated="{REPEATED}"')), Reason.TOO_MANY_CELLS
    ),
    "ods of a thousand million blank rows": Odd(
        lambda: ods_of(ods_row() + ods_row("", row=f'table:number-rows-repeated="{REPEATED}"')), cells=READ
    ),
    "ods of rows below nought": Odd(lambda: ods_of(ods_row(row='table:number-rows-repeated="-5"')), Reason.DAMAGED),
    "ods of many rows in words": Odd(lambda: ods_of(ods_row(row='table:number-rows-repeated="many"')), Reason.DAMAGED),
    "ods of a cell that covers everything": Odd(
        lambda: ods_of(ods_row(cell=f'table:number-columns-spanned="{REPEATED}"')), cells=READ
    ),
    "ods of a thousand million spaces": Odd(
        lambda: ods_of(ods_row(f'K<text:s text:c="{REPEATED}"/>1')), Reason.STOPPED
    ),
    "ods of entities": Odd(lambda: ods_of(ods_row("&a9;"), laughs()), Reason.UNSAFE),
    "ods that reads a file": Odd(
        lambda: ods_of(ods_row("&a;"), '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), Reason.UNSAFE
    ),
    "ods that nests without end": Odd(lambda: ods_of("<a>" * 50_000 + "</a>" * 50_000), Reason.UNSAFE),
    "ods of too many sheets": Odd(lambda: ods({f"S{n}": {"A1": "K1"} for n in range(101)}), Reason.TOO_MANY_SHEETS),
    "ods with a cell too long": Odd(lambda: ods({"Map": {"A1": "x" * 40_000}}), Reason.TOO_MANY_CELLS),
    "ods with a password": Odd(
        lambda: changed(ods(CELLS), {"content.xml": bytes(range(256)), "META-INF/manifest.xml": LOCKED}),
        Reason.PASSWORD,
    ),
    "ods with macros": Odd(
        lambda: changed(
            ods(CELLS),
            {"Basic/script-lc.xml": f'{XML}<!DOCTYPE a PUBLIC "-//a//a//EN" "libraries.dtd"><a/>'},
        ),
        cells=READ,
    ),
    "ods with a table in a cell": Odd(
        lambda: ods_of(
            f"<table:table-row><table:table-cell><table:table>{ods_row()}</table:table></table:table-cell></table:table-row>"
        ),
        cells={},
    ),
    "ods without its list of parts": Odd(
        lambda: stored({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
        Reason.DAMAGED,
    ),
    "xls with a password": Odd(lambda: xls_of(before=record(0x2F, bytes(54))), Reason.PASSWORD),
    "xls with a password, for reading only": Odd(
        lambda: xls_of(before=record(0x86) + record(0x2F, bytes(54))), Reason.PASSWORD
    ),
    "xls in capitals": Odd(
        lambda: xls(CELLS).replace("Workbook".encode("utf-16-le"), "WORKBOOK".encode("utf-16-le")), cells=READ
    ),
    "xls with its sheet beyond the end": Odd(lambda: xls_of(at=0xFFFFFFF0), Reason.STOPPED),
    "xls with its sheet where it begins": Odd(lambda: xls_of(at=0), cells={}),
    "xls with cells at both corners": Odd(
        lambda: xls_of(
            b"".join(record(0x203, struct.pack("<3Hd", row, column, 0, 1)) for row, column in ((0, 0), (65535, 255)))
        ),
        Reason.STOPPED,
    ),
    "xls with a record longer than itself": Odd(
        lambda: compound("Workbook", START + struct.pack("<2H", 0x85, 0xFFFF)), Reason.DAMAGED
    ),
    "xls with shared text that is not there": Odd(
        lambda: xls_of(record(0xFD, struct.pack("<3HI", 0, 0, 0, 0xFFFFFFFF))), cells={}
    ),
    "xlsb with a record of 2 GB": Odd(lambda: xlsb_sheet(b"\x81\x01\xff\xff\xff\x7f"), Reason.DAMAGED),
    "xlsb with a length that never ends": Odd(lambda: xlsb_sheet(b"\x81\x01" + b"\xff" * 6), Reason.DAMAGED),
    "xlsb with a sheet of nothing": Odd(lambda: xlsb_sheet(b""), Reason.DAMAGED),
    "xlsb with text longer than its record": Odd(
        lambda: xlsb_sheet(
            binary(129)
            + binary(148, struct.pack("<4I", 0, 1, 0, 1))
            + binary(145)
            + binary(0, struct.pack("<IIHBI", 0, 0, 300, 0, 0))
            + binary(6, struct.pack("<3I", 0, 0, 0xFFFFFFFF))
        ),
        Reason.DAMAGED,
    ),
}
