"""Is this file a workbook that can be opened? Told by what is in it, never by its name."""

import re
from enum import StrEnum
from typing import NamedTuple

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.reading.limits import LIMITS, Limits, megabytes

SAVE_AS = "Open it in Excel and use Save As, Excel Workbook (.xlsx)."
CHOOSE = "Choose the Excel workbook (.xlsx) instead."
HEAD = 64 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_EXCEL = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""How an .xls begins whose records after these are encrypted."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class Format(StrEnum):
    """A kind of file that is read, in words."""

    OPEN_XML = "an Excel workbook (.xlsx)"
    OLD_EXCEL = "an older Excel workbook (.xls)"
    BINARY_EXCEL = "an Excel binary workbook (.xlsb)"
    OPEN_DOCUMENT = "an OpenDocument spreadsheet (.ods)"
    TEXT = "a text file with columns, such as CSV"


class Kind(NamedTuple):
    """A kind of file that is not read: why, what it is, and what to do."""

    reason: Reason
    message: str
    fix: str

    def refusal(self) -> UnreadableWorkbook:
        """The exception that says so."""
        return UnreadableWorkbook(self.reason, self.message, self.fix)


OLDEST_EXCEL = Kind(Reason.OLD_EXCEL, "This is an Excel file from before 1993.", SAVE_AS)
XML_EXCEL = Kind(Reason.OLD_EXCEL, "This is an older Excel file (XML Spreadsheet 2003).", SAVE_AS)
PASSWORD = Kind(
    Reason.PASSWORD,
    "This workbook is protected with a password.",
    "Open it in Excel, remove the password under File, Info, Protect Workbook, Encrypt with Password, then save it.",
)
FLAT_SPREADSHEET = Kind(
    Reason.OPEN_DOCUMENT,
    "This is an OpenDocument spreadsheet saved as one text (.fods).",
    "Open it in LibreOffice and use Save As, Excel Workbook (.xlsx).",
)
OPEN_DOCUMENT = Kind(Reason.OPEN_DOCUMENT, "This is an OpenDocument file, but not a spreadsheet.", CHOOSE)
APPLE = Kind(
    Reason.NUMBERS,
    "This file was made with Apple Numbers, Pages or Keynote.",
    "If it is a spreadsheet, open it in Numbers and use File, Export To, Excel.",
)
WORD = Kind(Reason.WORD, "This is a Word document.", CHOOSE)
POWERPOINT = Kind(Reason.WORD, "This is a PowerPoint presentation.", CHOOSE)
OTHER_OLE = Kind(Reason.UNKNOWN, "This is an older Office file, or a saved e-mail, but not a workbook.", CHOOSE)
ARCHIVE = Kind(
    Reason.OTHER_ZIP,
    "This is a compressed folder, not a workbook.",
    "Unpack it and choose the Excel workbook (.xlsx) inside.",
)
PDF = Kind(Reason.PDF, "This is a PDF document.", CHOOSE)
IMAGE = Kind(Reason.IMAGE, "This is a picture.", CHOOSE)
WEB_PAGE = Kind(
    Reason.WEB_PAGE,
    "This is a web page: perhaps a sign-in page that was saved in place of the file.",
    "Sign in where the workbook is kept, download it again and choose that file.",
)
PLAIN_TEXT = Kind(Reason.TEXT, "This is a text file without columns, not a workbook.", CHOOSE)
LOCK_FILE = Kind(
    Reason.LOCK_FILE,
    "This is a small file that Excel keeps while a workbook is open, not the workbook itself.",
    "Close the workbook in Excel, then choose the file of the same name that does not begin with ~$.",
)
EMPTY = Kind(
    Reason.EMPTY,
    "This file is empty.",
    "Open the workbook, check that it holds what you expect, save it again and choose the new file.",
)
BLANK = Kind(
    Reason.DAMAGED,
    "This file has a size but nothing in it, often because a download or a copy did not finish.",
    "Copy or download the workbook again and choose the new file.",
)
UNKNOWN = Kind(Reason.UNKNOWN, "This is not an Excel workbook, and its kind could not be told.", CHOOSE)

STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"GIF8", IMAGE),
    (b"BM", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"{\\rtf", WORD),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    # The first record of a workbook from before Excel 97, which stands alone in the file.
    (b"\x09\x00\x04\x00", OLDEST_EXCEL),
    (b"\x09\x02\x06\x00", OLDEST_EXCEL),
    (b"\x09\x04\x06\x00", OLDEST_EXCEL),
    (b"\x09\x08\x08\x00", OLDEST_EXCEL),
    (b"\x09\x08\x10\x00", OLDEST_EXCEL),
)
OLE_STREAMS: tuple[tuple[str, Kind | Format], ...] = (
    ("EncryptedPackage", PASSWORD),
    ("EncryptionInfo", PASSWORD),
    ("Workbook", Format.OLD_EXCEL),
    ("Book", Format.OLD_EXCEL),
    ("WordDocument", WORD),
    ("PowerPoint Document", POWERPOINT),
)


def format_outside(data: bytes, limits: Limits = LIMITS) -> Format | None:
    """The format that the bytes are in, or None for a zip archive of a size that is read: its parts tell which.

    Raises UnreadableWorkbook. The kind is told before the size: knowing that it is a PDF helps more.
    """
    kind = _kind_of(data)
    if isinstance(kind, Kind):
        raise kind.refusal()
    if len(data) > limits.file_bytes:
        raise UnreadableWorkbook(
            Reason.TOO_LARGE,
            f"Files up to {megabytes(limits.file_bytes)} can be read; this one is {megabytes(len(data))}.",
            "Remove pictures and sheets that are not needed, save the workbook and choose it again.",
        )
    return kind


def _kind_of(data: bytes) -> Kind | Format | None:
    if not data:
        return EMPTY
    if data.startswith(ZIP):
        return None
    if data.startswith(OLE):
        return _ole_kind(data)
    head = data[:HEAD]
    if not head.strip(b"\0"):
        return BLANK
    if _is_lock_file(data):
        return LOCK_FILE
    if b"%PDF-" in head[:1024]:
        return PDF
    if (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:8] == b"ftyp":
        return IMAGE
    for start, kind in STARTS:
        # Two letters are a poor signature: "BMI;…" is text.
        if head.startswith(start) and not (start == b"BM" and _text(head)):
            return kind
    text = _text(head)
    return UNKNOWN if text is None else _text_kind(text)


def _ole_kind(data: bytes) -> Kind | Format:
    """Which program's file: told by the streams named in its directory, whose entries are 128 bytes each.

    Some programs write ``WORKBOOK``: names of streams are the same in capitals and small letters.
    """
    if LOCKED_EXCEL.search(data):
        return PASSWORD
    data = data.lower()
    for stream, kind in OLE_STREAMS:
        name = stream.lower().encode("utf-16-le") + b"\0\0"
        at = data.find(name)
        while at >= 0:
            if at % 128 == 0:
                return kind
            at = data.find(name, at + 1)
    return OTHER_OLE


def _is_lock_file(data: bytes) -> bool:
    """Excel's lock file is 165 bytes (Word's 162): the length of the user's name, then the name, padded."""
    return len(data) in (162, 165) and 0 < data[0] <= 54 and data[1 + data[0] : 55].strip(b" \0") == b""


def _text(head: bytes) -> str | None:
    """The bytes as text, or None when they cannot be: they hold what no text file holds."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
        # Every other character of UTF-32, whose mark begins alike.
        return None if "\0" in text else text
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", head):
        return None
    return head.decode("utf-8-sig", "replace")


def _text_kind(text: str) -> Kind | Format:
    start = text.lstrip().lower()[:4096]
    markup = start.startswith("<") and re.search(r"<!doctype html|<html[\s>]|<head>|<body[\s>]", start)
    if markup or start.startswith("mime-version:"):
        return WEB_PAGE
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return XML_EXCEL
    if "urn:oasis:names:tc:opendocument" in start:
        return FLAT_SPREADSHEET
    if "<svg" in start:
        return IMAGE
    if start.startswith(("{", "[", "<?xml")):
        return PLAIN_TEXT
    return Format.TEXT if start else EMPTY


def format_inside(names: set[str], first: bytes) -> Format:
    """The format of an archive with these parts; ``first`` is its ``mimetype``, if any. Raises UnreadableWorkbook."""
    if first.startswith(b"application/vnd.oasis.opendocument"):
        if b"spreadsheet" in first:
            return Format.OPEN_DOCUMENT
        raise OPEN_DOCUMENT.refusal()
    if any(name.endswith(".iwa") or name in ("index.zip", "index.apxl", "index.xml") for name in names):
        raise APPLE.refusal()
    if "xl/workbook.bin" in names:
        return Format.BINARY_EXCEL
    if "xl/workbook.xml" in names:
        return Format.OPEN_XML
    for folder, kind in (("word/", WORD), ("ppt/", POWERPOINT)):
        if any(name.startswith(folder) for name in names):
            raise kind.refusal()
    if "_rels/.rels" in names:
        return Format.OPEN_XML
    raise ARCHIVE.refusal()
