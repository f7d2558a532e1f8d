"""Workbooks that are damaged or harmful as archives."""

import struct
import zlib
from zipfile import ZIP_BZIP2, ZIP_LZMA

from htq_core.errors import Reason
from tests.hostile.packing import (
    HELLO,
    LINKS,
    Odd,
    link,
    relationships,
    sheet,
    stored,
    workbook,
    workbook_parts,
    zipped,
)

MB = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"


def blank_sheet(size: int) -> str:
    """A sheet of blanks that packs to almost nothing."""
    return sheet("", after=" " * size)


def with_part(name: str, content: str | bytes) -> bytes:
    """A good workbook with one part more."""
    return zipped(workbook_parts(more={name: content}))


def relinked(link_xml: str) -> bytes:
    """A good workbook whose sheet has this relationship."""
    return with_part("xl/worksheets/_rels/sheet1.xml.rels", relationships(link_xml))


def twice() -> bytes:
    """Two parts of one name; which one is read would depend on the reader."""
    return zipped([*workbook_parts().items(), (SHEET.upper(), HELLO)])


def patched(data: bytes, header: bytes, offset: int, value: bytes) -> bytes:
    """Every record that begins with ``header`` given ``value`` at ``offset``."""
    changed, at = bytearray(data), data.find(header)
    while at >= 0:
        changed[at + offset : at + offset + len(value)] = value
        at = data.find(header, at + 4)
    return bytes(changed)


def flagged_encrypted() -> bytes:
    """Every entry says that it needs a password."""
    data = patched(workbook(HELLO), b"PK\x03\x04", 6, b"\x01\x00")
    return patched(data, b"PK\x01\x02", 8, b"\x01\x00")


def lying_size(claimed: int) -> bytes:
    """A sheet of 60 MB whose headers claim another size."""
    data = workbook(blank_sheet(60 * MB))
    for header, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(header)
        while at >= 0:
            if struct.unpack_from("<I", data, at + offset)[0] > 50 * MB:
                data = data[: at + offset] + struct.pack("<I", claimed) + data[at + offset + 4 :]
            at = data.find(header, at + 4)
    return data


def overlapping(count: int = 200) -> bytes:
    """Entries that all point at the same packed bytes."""
    content = b" " * MB
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    crc = zlib.crc32(content)
    name = b"xl/workbook.xml"
    fields = struct.pack("<5H3I2H", 20, 0, 8, 0, 33, crc, len(packed), len(content), len(name), 0)
    local = b"PK\x03\x04" + fields + name + packed
    names = [name] + [b"xl/media/%06d" % number for number in range(count - 1)]
    central = b""
    for each in names:
        head = struct.pack(
            "<6H3I5H2I", 20, 20, 0, 8, 0, 33, crc, len(packed), len(content), len(each), 0, 0, 0, 0, 0, 0
        )
        central += b"PK\x01\x02" + head + each
    end = struct.pack("<4H2IH", 0, 0, count, count, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def nested(depth: int = 40) -> bytes:
    """A good workbook that holds an archive of an archive, and so on."""
    inner = workbook(HELLO)
    for _ in range(depth):
        inner = zipped({"book.xlsx": inner})
    return with_part("xl/embeddings/book.xlsx", inner)


def flipped() -> bytes:
    """One bit wrong in the packed sheet."""
    data = bytearray(zipped(workbook_parts(sheet("<row r='1'><c r='A1'><v>123456789</v></c></row>"))))
    at = data.find(SHEET.encode()) + len(SHEET) + 40
    data[at] ^= 0x10
    return bytes(data)


ARCHIVES: dict[str, Odd] = {
    "larger than the limit": Odd(
        lambda: stored(workbook_parts(more={"xl/media/a.bin": bytes(11 * MB)})), Reason.TOO_LARGE
    ),
    "cut in half": Odd(lambda: workbook(HELLO)[:700], Reason.DAMAGED),
    "last bytes missing": Odd(lambda: workbook(HELLO)[:-30], Reason.DAMAGED),
    "first bytes only": Odd(lambda: workbook(HELLO)[:20], Reason.DAMAGED),
    "one bit wrong": Odd(flipped, Reason.DAMAGED),
    "flagged as encrypted": Odd(flagged_encrypted, Reason.PASSWORD),
    "name that climbs out": Odd(lambda: with_part("../../outside.xml", "<a/>"), Reason.UNSAFE),
    "name that climbs out with backslashes": Odd(lambda: with_part("xl\\..\\..\\outside.xml", "<a/>"), Reason.UNSAFE),
    "absolute name": Odd(lambda: with_part("/outside.xml", "<a/>"), Reason.UNSAFE),
    "name on a drive": Odd(lambda: with_part("C:/outside.xml", "<a/>"), Reason.UNSAFE),
    "two parts of one name": Odd(twice, Reason.UNSAFE),
    "packed with bzip2": Odd(lambda: zipped(workbook_parts(), ZIP_BZIP2), Reason.UNSAFE),
    "packed with lzma": Odd(lambda: zipped(workbook_parts(), ZIP_LZMA), Reason.UNSAFE),
    "overlapping parts": Odd(overlapping, Reason.UNSAFE),
    "three thousand parts": Odd(
        lambda: zipped(workbook_parts(more={f"xl/media/{n}.png": "" for n in range(3000)})), Reason.TOO_LARGE_INSIDE
    ),
    "hundred thousand parts": Odd(
        lambda: zipped(workbook_parts(more={f"{n}": "" for n in range(100_000)})), Reason.TOO_LARGE_INSIDE
    ),
    "bomb in a sheet": Odd(lambda: workbook(blank_sheet(60 * MB)), Reason.TOO_LARGE_INSIDE),
    "bomb over several sheets": Odd(lambda: workbook(*[blank_sheet(45 * MB)] * 3), Reason.TOO_LARGE_INSIDE),
    "bomb among the pictures": Odd(lambda: with_part("xl/media/image1.png", bytes(60 * MB)), Reason.TOO_LARGE_INSIDE),
    "bomb that claims to be small": Odd(lambda: lying_size(100), Reason.DAMAGED),
    "bomb that claims to be below the limit": Odd(lambda: lying_size(40 * MB), Reason.DAMAGED),
    "archives forty deep": Odd(nested, cells={"Sheet1!A1": "Hello"}),
    "rubbish before it": Odd(lambda: b"MZ" + bytes(500) + workbook(HELLO), Reason.UNKNOWN),
    "two archives in one": Odd(lambda: workbook(sheet()) + workbook(HELLO), cells={"Sheet1!A1": "Hello"}),
    "name with a zero byte": Odd(lambda: workbook(HELLO).replace(b"sheet1.xml", b"sheet\0.xml"), Reason.DAMAGED),
    "parts all at one place": Odd(lambda: patched(workbook(HELLO), b"PK\x01\x02", 42, bytes(4)), Reason.UNSAFE),
    "checksums all wrong": Odd(lambda: patched(workbook(HELLO), b"PK\x01\x02", 16, bytes(4)), Reason.DAMAGED),
    "sizes of 4 GB": Odd(lambda: patched(workbook(HELLO), b"PK\x01\x02", 20, b"\xfe\xff\xff\xff" * 2), Reason.UNSAFE),
    "directory beyond the end": Odd(
        lambda: patched(workbook(HELLO), b"PK\x05\x06", 16, b"\xff\xff\xff\x7f"), Reason.DAMAGED
    ),
    "bomb inside an archive inside": Odd(
        lambda: with_part("xl/embeddings/book.xlsx", workbook(blank_sheet(60 * MB))), cells={"Sheet1!A1": "Hello"}
    ),
    "link out of the package": Odd(lambda: relinked(link("a", "drawing", "../../../etc/passwd")), Reason.UNSAFE),
    "link to a file": Odd(lambda: relinked(link("a", "drawing", "file:///etc/passwd")), Reason.UNSAFE),
    "link to a share": Odd(lambda: relinked(link("a", "drawing", "//server/share/a.xml")), Reason.UNSAFE),
    "link to the web, marked external": Odd(
        lambda: relinked(link("a", "hyperlink", "https://example.org/", 'TargetMode="External"')),
        cells={"Sheet1!A1": "Hello"},
    ),
    "sheet that lies elsewhere": Odd(
        lambda: zipped(
            workbook_parts()
            | {"xl/_rels/workbook.xml.rels": relationships(link("rId1", "worksheet", "https://example.org/sheet.xml"))}
        ),
        Reason.UNSAFE,
    ),
    "no sheet where one is promised": Odd(
        lambda: zipped({name: part for name, part in workbook_parts().items() if name != SHEET}), Reason.DAMAGED
    ),
    "relationships without a workbook": Odd(
        lambda: zipped({"[Content_Types].xml": "<a/>", "_rels/.rels": relationships()}), Reason.DAMAGED
    ),
    "workbook without sheets": Odd(
        lambda: zipped(workbook_parts() | {"xl/workbook.xml": f'<workbook xmlns:r="{LINKS}"><sheets/></workbook>'}),
        Reason.DAMAGED,
    ),
}
