"""The parts inside a workbook file: checked as a zip archive, then unpacked in memory within limits."""

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.reading.intake import PASSWORD, format_inside
from htq_core.reading.limits import Spent, damaged, megabytes, too_much, unsafe

CHUNK = 64 * 1024
CENTRAL_ENTRY = b"PK\x01\x02"
LOCAL_HEADER = struct.Struct("<26x2H")


class Package:
    """The parts of one file by name, and the format they make.

    Nothing is written to disk; every unpacked byte is counted as it comes.
    """

    def __init__(self, data: bytes, spent: Spent) -> None:
        """Raises UnreadableWorkbook when the archive is damaged, is not a workbook, or is built to do harm."""
        self.spent = spent
        # Counted before the list is built, because the list itself is what a million tiny entries would fill.
        if data.count(CENTRAL_ENTRY) > spent.limits.parts:
            raise self._too_many_parts()
        try:
            self._archive = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, struct.error):
            raise damaged() from None
        self._entries = self._checked(self._archive.infolist())
        _refuse_overlaps(data, self._archive.infolist(), self._archive.start_dir)
        self._unread = set(self._entries)
        self.format = format_inside(set(self._entries), self._mimetype())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """One part, unpacked piece by piece. Raises UnreadableWorkbook when it is missing, damaged or too large."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise damaged()
        self._unread.discard(name.lower())
        limits, size = self.spent.limits, 0
        with self._archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                self.spent.unpacked_bytes += len(chunk)
                if size > limits.part_bytes:
                    raise _too_large(limits.part_bytes, "one part of it")
                if self.spent.unpacked_bytes > limits.unpacked_bytes:
                    raise _too_large(limits.unpacked_bytes, "it")
                yield chunk

    def unread(self) -> list[str]:
        """The names of the parts that have not been unpacked yet."""
        return sorted(self._unread)

    @property
    def locked(self) -> bool:
        """Whether this is an OpenDocument file with a password: its content is no XML, and its manifest says why."""
        listed, content = self._beginning("META-INF/manifest.xml"), self._beginning("content.xml")
        return b"encryption-data" in listed and b"<" not in content[:4]

    def _beginning(self, name: str) -> bytes:
        """How a part begins, without having read it."""
        entry = self._entries.get(name.lower())
        if entry is None:
            return b""
        with self._archive.open(entry) as part:
            return part.read(CHUNK)

    def _mimetype(self) -> bytes:
        return next(self.chunks("mimetype"), b"") if "mimetype" in self else b""

    def _checked(self, entries: list[ZipInfo]) -> dict[str, ZipInfo]:
        if len(entries) > self.spent.limits.parts:
            raise self._too_many_parts()
        named: dict[str, ZipInfo] = {}
        for entry in entries:
            name = entry.filename.replace("\\", "/").lower()
            if name.startswith("/") or ":" in name or ".." in name.split("/"):
                raise unsafe("names a place outside itself")
            if entry.flag_bits & 1:
                raise PASSWORD.refusal()
            if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise unsafe("is packed in a way that Excel does not use")
            if name in named:
                raise unsafe("holds two parts of the same name")
            if not name.endswith("/"):
                named[name] = entry
        return named

    def _too_many_parts(self) -> UnreadableWorkbook:
        return too_much(
            Reason.TOO_LARGE_INSIDE,
            f"Workbooks of up to {self.spent.limits.parts:,} parts can be read; this one has more.",
        )


def _too_large(limit: int, what: str) -> UnreadableWorkbook:
    return too_much(
        Reason.TOO_LARGE_INSIDE,
        f"A workbook is a packed file. Up to {megabytes(limit)} can be read once {what} is unpacked; this is more.",
    )


def _refuse_overlaps(data: bytes, entries: list[ZipInfo], end: int) -> None:
    """Each entry ends before the next begins: sharing bytes is how a small archive unpacks to a huge one."""
    for entry in sorted(entries, key=lambda entry: entry.header_offset, reverse=True):
        if not 0 <= entry.header_offset <= len(data) - LOCAL_HEADER.size:
            raise damaged()
        name_size, extra_size = LOCAL_HEADER.unpack_from(data, entry.header_offset)
        if entry.header_offset + LOCAL_HEADER.size + name_size + extra_size + entry.compress_size > end:
            raise unsafe("holds parts that overlap")
        end = entry.header_offset


def resolve(folder: str, target: str) -> str:
    """The part that a relationship target names, seen from ``folder``. Raises when it lies outside the package."""
    target = target.replace("\\", "/")
    if target.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target):
        raise unsafe("points to another place for its own contents")
    path: list[str] = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == ".." and not path:
            raise unsafe("points to another place for its own contents")
        if step == "..":
            path.pop()
        elif step not in ("", "."):
            path.append(step)
    return "/".join(path)
