"""Files that are not workbooks, or not of a kind that is read."""

import gzip
import random

from htq_core.errors import Reason
from tests.hostile.packing import HELLO, Odd, ole, stored, workbook, zipped

SIGN_IN = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form></form></body></html>"
CSV = "KSB,Coverage,Units\nK1,Full,U1\nK2,Partial,Café\n"
MIMETYPE = "application/vnd.oasis.opendocument."


def lock_file() -> bytes:
    """What Excel leaves beside an open workbook."""
    name = "Jo Bloggs"
    short = bytes([len(name)]) + name.encode().ljust(54)
    return (short + bytes([len(name), 0]) + name.encode("utf-16-le")).ljust(165, b" ")


def noise(size: int) -> bytes:
    """Bytes that look like nothing."""
    return b"\x00\x01" + random.Random(7).randbytes(size)


KINDS: dict[str, Odd] = {
    "nothing at all": Odd(lambda: b"", Reason.EMPTY),
    "one space": Odd(lambda: b" ", Reason.EMPTY),
    "only zero bytes": Odd(lambda: bytes(20_000), Reason.DAMAGED),
    "old excel with nothing in it": Odd(lambda: ole("Workbook"), Reason.DAMAGED),
    "excel 5 with nothing in it": Odd(lambda: ole("Book"), Reason.DAMAGED),
    "excel 4": Odd(lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(40), Reason.OLD_EXCEL),
    "xml spreadsheet 2003": Odd(
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        Reason.OLD_EXCEL,
    ),
    "password": Odd(lambda: ole("EncryptionInfo", "EncryptedPackage"), Reason.PASSWORD),
    "old word": Odd(lambda: ole("WordDocument"), Reason.WORD),
    "old powerpoint": Odd(lambda: ole("PowerPoint Document"), Reason.WORD),
    "saved e-mail": Odd(lambda: ole("__properties_version1.0"), Reason.UNKNOWN),
    "ole cut short": Odd(lambda: ole("Workbook")[:300], Reason.UNKNOWN),
    "binary excel with nothing in it": Odd(
        lambda: zipped({"[Content_Types].xml": "", "xl/workbook.bin": b"\x83\x01"}), Reason.DAMAGED
    ),
    "opendocument spreadsheet with nothing in it": Odd(
        lambda: stored({"mimetype": MIMETYPE + "spreadsheet", "content.xml": "<a/>"}), Reason.DAMAGED
    ),
    "opendocument text": Odd(lambda: stored({"mimetype": MIMETYPE + "text", "content.xml": ""}), Reason.OPEN_DOCUMENT),
    "flat opendocument": Odd(
        lambda: (
            b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
        ),
        Reason.OPEN_DOCUMENT,
    ),
    "numbers": Odd(lambda: stored({"Index/Document.iwa": b"\0", "Index/Tables/DataList.iwa": b"\0"}), Reason.NUMBERS),
    "word": Odd(lambda: zipped({"[Content_Types].xml": "", "_rels/.rels": "", "word/document.xml": ""}), Reason.WORD),
    "powerpoint": Odd(
        lambda: zipped({"[Content_Types].xml": "", "_rels/.rels": "", "ppt/presentation.xml": ""}), Reason.WORD
    ),
    "zip of pictures": Odd(lambda: zipped({"a.png": b"\x89PNG", "b.png": b"\x89PNG"}), Reason.OTHER_ZIP),
    "zip of a workbook": Odd(lambda: zipped({"mapping.xlsx": workbook(HELLO)}), Reason.OTHER_ZIP),
    "zip of nothing": Odd(lambda: zipped({}), Reason.OTHER_ZIP),
    "gzip": Odd(lambda: gzip.compress(b"hello", mtime=0), Reason.OTHER_ZIP),
    "7z": Odd(lambda: b"7z\xbc\xaf\x27\x1c\0\4" + bytes(24), Reason.OTHER_ZIP),
    "rar": Odd(lambda: b"Rar!\x1a\x07\x01\x00" + bytes(24), Reason.OTHER_ZIP),
    "pdf": Odd(lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", Reason.PDF),
    "pdf larger than the limit": Odd(lambda: b"%PDF-1.7\n" + bytes(11 * 1024 * 1024), Reason.PDF),
    "sign-in page": Odd(lambda: SIGN_IN.encode(), Reason.WEB_PAGE),
    "sign-in page after a mark and blank lines": Odd(
        lambda: b"\xef\xbb\xbf\r\n\r\n" + SIGN_IN.encode(), Reason.WEB_PAGE
    ),
    "sign-in page in utf-16": Odd(lambda: SIGN_IN.encode("utf-16"), Reason.WEB_PAGE),
    "table as a web page": Odd(lambda: b"<html xmlns:x='urn:x'><table><tr><td>K1</table>", Reason.WEB_PAGE),
    "web archive": Odd(lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", Reason.WEB_PAGE),
    "letter": Odd(lambda: b"Dear Jo\nhere is the mapping.\n", Reason.TEXT),
    "json": Odd(lambda: b'{"knowledges": []}', Reason.TEXT),
    "rtf": Odd(lambda: b"{\\rtf1\\ansi Hello}", Reason.WORD),
    "png": Odd(lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(17), Reason.IMAGE),
    "jpeg": Odd(lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(20), Reason.IMAGE),
    "heic": Odd(lambda: b"\0\0\0\x18ftypheic" + bytes(20), Reason.IMAGE),
    "bitmap": Odd(lambda: b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", Reason.IMAGE),
    "svg": Odd(lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', Reason.IMAGE),
    "lock file": Odd(lock_file, Reason.LOCK_FILE),
    "noise": Odd(lambda: noise(5000), Reason.UNKNOWN),
}
